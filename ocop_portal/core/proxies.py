"""Who really asks when proxies stand in front: only a proxy we know is believed.

Throttles, the lock of the sign-in and the access log all read `REMOTE_ADDR`, so it is set once, here.
"""

from ipaddress import ip_address

from django.conf import settings

HEADER = "HTTP_X_FORWARDED_FOR"


class KnowCaller:
    """Put the caller's address where everything looks for it, and drop the header nobody else may read."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        forwarded = request.META.pop(HEADER, "")
        if forwarded:
            peer = request.META.get("REMOTE_ADDR", "")
            request.META["REMOTE_ADDR"] = caller(peer, forwarded, settings.TRUSTED_PROXIES)
        return self.get_response(request)


def caller(peer, forwarded, trusted):
    """Return the address of who asks: the first, from our side on, that is no proxy of ours.

    `peer` is who opened the connection, `forwarded` the text of X-Forwarded-For, to which each proxy has
    added at the right whom it saw, and `trusted` the networks of our proxies. What a stranger wrote into the
    header stands further left and is never reached; a word that is no address ends the way.
    """
    last = peer
    for word in [peer, *reversed(forwarded.split(","))]:
        address = _address(word)
        if address is None:
            return last
        last = str(address)
        if not any(address in network for network in trusted):
            return last
    return last


def _address(word):
    try:
        address = ip_address(word.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
