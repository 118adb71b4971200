"""What a product's public facts mean on a given day: pure functions and the same rule as a database filter.

All days are Vietnam days; `certified_until` is inclusive. A status flips at midnight with no job run.
"""

from datetime import timedelta

from django.db.models import Q

from ocop_portal.core.days import day_of
from products.enums import Status

EXPIRING_DAYS = 180


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


def has_status(status, at=None):
    """Return the filter that picks exactly the products `status_of` gives `status` to."""
    day = day_of(at)
    last_expiring = day + timedelta(days=EXPIRING_DAYS)
    certified = Q(certified_from__lte=day)
    standing = certified & (Q(revoked_on=None) | Q(revoked_on__gt=day))
    extended = Q(extended_until__gte=day)
    rules = {
        Status.UNDER_EVALUATION: Q(certified_from=None) | Q(certified_from__gt=day),
        Status.REVOKED: certified & Q(revoked_on__lte=day),
        Status.IN_FORCE: standing & Q(certified_until__gt=last_expiring),
        Status.EXPIRING: standing & Q(certified_until__gte=day, certified_until__lte=last_expiring),
        Status.EXTENDED: standing & Q(certified_until__lt=day) & extended,
        Status.EXPIRED: standing
        & Q(certified_until__lt=day)
        & (Q(extended_until=None) | Q(extended_until__lt=day)),
    }
    return rules[Status(status)]


def is_valid(at=None):
    """Return the filter of products whose stars may be shown as valid on the day."""
    return has_status(Status.IN_FORCE, at) | has_status(Status.EXPIRING, at) | has_status(Status.EXTENDED, at)
