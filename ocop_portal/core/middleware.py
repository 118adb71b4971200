"""Turn a refusal or a conflict raised anywhere into a page that says why; never read a huge request."""

from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from ocop_portal.core.access import Conflict, Refusal
from ocop_portal.core.files import MOST_BYTES

MOST_REQUEST_BYTES = 3 * MOST_BYTES  # above it not even a form that explains is worth the disk


class RefuseLargeRequests:
    """Without it, anybody may fill the disk: files are written out before the form is asked."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and len(length) < 16 and int(length) <= MOST_REQUEST_BYTES:
            return self.get_response(request)
        reason = _("What you send is larger than %(most)s: choose a smaller file.")
        context = {"reason": reason % {"most": filesizeformat(MOST_BYTES)}}
        return render(request, "403.html", context, status=413)


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
