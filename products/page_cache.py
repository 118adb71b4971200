"""Public pages kept under the version of the register, the Vietnam day and the address: never stale.

A visitor who has the page already gets 304 for the price of one small question to the database.
"""

import re
from functools import wraps

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse, HttpResponseNotModified
from django.utils import timezone

from products import register_version

SECONDS_KEPT = 24 * 60 * 60
CLOCK = "\ue000"  # stands in a kept page where the hour and minute of its answer are to be read
OWN_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")
MARK = re.compile(r'"[0-9a-f]{32}"')
ASKING = ("QUERY_STRING", "HTTP_HX_REQUEST", "HTTP_HX_TARGET")


def kept(view=None, *, tells_time=False, by_minute=False):
    """Keep the answers of a view that shows the register, for visitors without a session.

    A view that `tells_time` writes `CLOCK` where the time of the answer belongs; it is filled in each time.
    `by_minute` makes the page anew each minute because it shows more than the register knows the version of.
    """
    if view is None:
        return lambda plain: kept(plain, tells_time=tells_time, by_minute=by_minute)

    @wraps(view)
    def answer(request, *args, **kwargs):
        clock = f"{timezone.localtime():%H:%M}" if tells_time else ""
        if has_own_cookies(request):
            return timed(view(request, *args, **kwargs), clock)
        key = key_of(request, by_minute=by_minute)
        etag = f'"{key}{clock}"'
        if had(request) == etag:
            return stamped(HttpResponseNotModified(), etag)
        return stamped(timed(_kept_or_made(key, lambda: view(request, *args, **kwargs)), clock), etag)

    return answer


class AnswerUnchanged:
    """Answers who has the page already before anything else of the request is looked at.

    The mark of a page names its state and address and nothing of the visitor: a mark that is the one of this
    request is that of its page. Marks with the time of an answer are left to the views.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        etag = had(request)
        is_page = MARK.fullmatch(etag) and request.method in ("GET", "HEAD") and not has_own_cookies(request)
        if is_page and etag == f'"{key_of(request)}"':
            return stamped(HttpResponseNotModified(), etag)
        return self.get_response(request)


def had(request):
    """Return the mark of the page a browser has, as we gave it; a proxy that compressed the page adds W/."""
    return request.META.get("HTTP_IF_NONE_MATCH", "").removeprefix("W/")


def has_own_cookies(request):
    return any(name in request.COOKIES for name in OWN_COOKIES)


def key_of(request, *, by_minute=False):
    """Name the answer to a request: what is asked, in which state of the register."""
    minute = f"{timezone.now():%H%M}" if by_minute else ""
    asked = [request.path, *(request.META.get(name, "") for name in ASKING)]
    state = register_version.stamp(register_version.seen_by(request))
    return register_version.fingerprint(state, minute, *asked)


def _kept_or_made(key, make):
    found = cache.get(key)
    if found is not None:
        return HttpResponse(found, content_type="text/html; charset=utf-8")
    response = make()
    if response.status_code == 200 and not response.cookies and not response.has_header("HX-Redirect"):
        cache.set(key, response.content, SECONDS_KEPT)
    return response


def timed(response, clock):
    """Write the hour and minute of the answer into a page that tells the time."""
    if clock:
        response.content = response.content.replace(CLOCK.encode(), clock.encode())
    return response


def stamped(response, etag):
    """Let browsers keep the page and ask each time whether it still holds."""
    if response.status_code in (200, 304):
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = "no-cache"
    return response
