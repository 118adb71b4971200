"""What a product's public facts mean on a given day: pure functions and the same rule as a database filter.

All days are Vietnam days; `certified_until` is inclusive. A status flips at midnight with no job run.
"""

from datetime import timedelta

from django.db.models import Q

from ocop_portal.core.days import day_of
from products.enums import Status

EXPIRING_DAYS = 180


class FactsOf:
    """Public facts given as a dictionary, read as attributes like those of a product."""

    def __init__(self, facts):
        self.__dict__.update(facts)


def status_of(facts, at=None):
    """Return the `Status` of an object with the public facts of a product (see `Product`), on a day."""
    day = day_of(at)
    if facts.certified_from is None or facts.certified_from > day:
        return Status.UNDER_EVALUATION
    if facts.revoked_on and facts.revoked_on <= day:
        return Status.REVOKED
    if facts.certified_until >= day + timedelta(days=EXPIRING_DAYS + 1):
        return Status.IN_FORCE
    if facts.certified_until >= day:
        return Status.EXPIRING
    if facts.extended_until and facts.extended_until >= day:
        return Status.EXTENDED
    return Status.EXPIRED


def has_status(status, at=None, said=""):
    """Return the filter that picks exactly the products `status_of` gives `status` to.

    `said` begins the names of the facts where they are not the product's own (see `products.past`).
    """
    day = day_of(at)
    last_expiring = day + timedelta(days=EXPIRING_DAYS)
    certified = _fact(said, certified_from__lte=day)
    standing = _standing(day, said)
    over = _fact(said, certified_until__lt=day)
    rules = {
        Status.UNDER_EVALUATION: _fact(said, certified_from=None) | _fact(said, certified_from__gt=day),
        Status.REVOKED: certified & _fact(said, revoked_on__lte=day),
        Status.IN_FORCE: standing & _fact(said, certified_until__gt=last_expiring),
        Status.EXPIRING: standing & _fact(said, certified_until__range=(day, last_expiring)),
        Status.EXTENDED: standing & over & _fact(said, extended_until__gte=day),
        Status.EXPIRED: standing
        & over
        & (_fact(said, extended_until=None) | _fact(said, extended_until__lt=day)),
    }
    return rules[Status(status)]


def _fact(said, **asked):
    return Q(**{said + name: value for name, value in asked.items()})


def is_valid(at=None, said=""):
    """Return the filter of products whose stars may be shown as valid on the day: `Status.valid` in one."""
    day = day_of(at)
    return _standing(day, said) & (
        _fact(said, certified_until__gte=day) | _fact(said, extended_until__gte=day)
    )


def _standing(day, said):
    """Recognised on or before the day and not revoked on it."""
    not_revoked = _fact(said, revoked_on=None) | _fact(said, revoked_on__gt=day)
    return _fact(said, certified_from__lte=day) & not_revoked
