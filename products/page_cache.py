"""Public pages kept under the version of the register, the Vietnam day and the address: never stale.

A visitor who has the page already gets 304 for the price of one small question to the database.
"""

from functools import wraps

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse, HttpResponseNotModified
from django.utils import timezone

from products import register_version

SECONDS_KEPT = 24 * 60 * 60
OWN_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")
ASKED_BY_HTMX = ("HX-Request", "HX-Target")


def kept(view=None, *, by_minute=False):
    """Keep the answers of a view that shows the register alone, for visitors without a session.

    `by_minute` renews the page each minute because it tells the time of the check.
    """
    if view is None:
        return lambda plain: kept(plain, by_minute=by_minute)

    @wraps(view)
    def answer(request, *args, **kwargs):
        if any(name in request.COOKIES for name in OWN_COOKIES):
            return view(request, *args, **kwargs)
        key = key_of(request, by_minute=by_minute)
        etag = f'"{key}"'
        if request.headers.get("If-None-Match") == etag:
            return stamped(HttpResponseNotModified(), etag)
        return stamped(_kept_or_made(key, lambda: view(request, *args, **kwargs)), etag)

    return answer


def key_of(request, *, by_minute=False):
    """Name the answer to a request: what is asked, in which state of the register."""
    asked = [request.get_full_path(), *(request.headers.get(name, "") for name in ASKED_BY_HTMX)]
    minute = timezone.now().strftime("%H%M") if by_minute else ""
    return register_version.fingerprint(register_version.stamp(), minute, *asked)


def _kept_or_made(key, make):
    found = cache.get(key)
    if found is not None:
        return HttpResponse(found, content_type="text/html; charset=utf-8")
    response = make()
    if response.status_code == 200 and not response.cookies and not response.has_header("HX-Redirect"):
        cache.set(key, response.content, SECONDS_KEPT)
    return response


def stamped(response, etag):
    """Let browsers keep the page and ask each time whether it still holds."""
    if response.status_code in (200, 304):
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = "no-cache"
    return response
