"""How often one network address may ask: counted in the shared cache, a minute at a time."""

import time
from functools import wraps

from django.core.cache import cache
from django.shortcuts import render
from django.utils.crypto import salted_hmac

SECONDS = 60


def client_address(request):
    """Return the address a request comes from, as `core.proxies` has found it."""
    return request.META.get("REMOTE_ADDR", "")


def seconds_to_wait(name, address, most):
    """Count one more request of this minute; return 0, or after how many seconds the next is answered."""
    now = time.time()
    minute = int(now // SECONDS)
    key = f"limit:{name}:{minute}:{salted_hmac('limits', address).hexdigest()}"
    cache.add(key, 0, SECONDS * 2)
    return 0 if cache.incr(key) <= most else int((minute + 1) * SECONDS - now) + 1


def limited(name, most):
    """Answer a view's callers at most `most` times a minute each, else 429 with Retry-After."""

    def wrap(view):
        @wraps(view)
        def answer(request, *args, **kwargs):
            seconds = seconds_to_wait(name, client_address(request), most)
            return too_many(request, seconds) if seconds else view(request, *args, **kwargs)

        return answer

    return wrap


def too_many(request, seconds):
    response = render(request, "429.html", status=429)
    response.headers["Retry-After"] = str(seconds)
    return response
