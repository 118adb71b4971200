"""Turn a refusal or a conflict raised anywhere into a page that says why."""

from django.shortcuts import render

from ocop_portal.core.access import Conflict, Refusal


class AnswerRefusals:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Refusal):
            context = {"reason": exception.reason, "missing": exception.missing}
            return render(request, "403.html", context, status=403)
        if isinstance(exception, Conflict):
            return render(request, "409.html", {"reason": exception.reason}, status=409)
        return None
