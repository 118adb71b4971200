"""Which account a failed sign-in is counted for."""

from ocop_portal.core.text import clean_text

LONGEST_ADDRESS = 255
FIELDS = ("email", "login", "username")  # as the backends, the page and the library name the address


def typed_address(request, credentials=None):
    """Return the address a sign-in was tried with, in one spelling, whatever door it came through.

    Without an address of their own, failures of all accounts would add up and lock everybody out.
    """
    given = credentials or (request.POST if request else {})
    typed = next((given[name] for name in FIELDS if given.get(name)), "")
    return clean_text(typed).strip().lower()[:LONGEST_ADDRESS]
