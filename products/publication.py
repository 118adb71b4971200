"""The only door to a product's public facts: append an event to the register, then refresh the facts."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop_portal.core.access import Refusal
from ocop_portal.core.workflow import locked
from products.enums import EventKind
from products.models import Product, StatusEvent
from products.spans import facts_from, rewrite


@transaction.atomic
def record(
    product,
    *,
    kind,
    on,
    decision_number,
    authority,
    stars=None,
    until=None,
    reason="",
    by=None,
    recorded_at=None,
):
    """Append one event and refresh the public facts in the same transaction; return the event.

    `on` and `until` are Vietnam days, `until` inclusive. Raises `Refusal` when the product has no code yet,
    when a recognition lacks its stars or last day, or when an extension or revocation has nothing to stand
    on.
    """
    row = locked(product)
    _check(row, kind, on, until)
    if kind in EventKind.grants():
        _check_grant(stars, on, until)
    event = StatusEvent.objects.create(
        product=row,
        kind=kind,
        stars=stars,
        on=on,
        until=until,
        decision_number=decision_number,
        authority=authority,
        reason=reason,
        recorded_by=by,
        recorded_at=recorded_at or timezone.now(),
    )
    refresh(row)
    return event


def _check(product, kind, on, until):
    if not product.code:
        raise Refusal(_("The product has no code yet: give it one before it enters the register."))
    if kind in EventKind.grants():
        return
    if product.certified_from is None:
        raise Refusal(_("This product has never been recognised: there is nothing to extend or revoke."))
    if on < product.certified_from:
        raise Refusal(_("The day lies before the recognition of %(day)s.") % _day(product.certified_from))
    if kind == EventKind.EXTENDED and (until is None or until <= product.certified_until):
        raise Refusal(_("An extension ends after the certificate."))


def _check_grant(stars, on, until):
    if stars not in (3, 4, 5):
        raise Refusal(_("Only 3, 4 and 5 stars are recognised."))
    if until is None or until < on:
        raise Refusal(_("The last day of a recognition is not before its first."))


def _day(day):
    return {"day": f"{day:%d/%m/%Y}"}


def refresh(product):
    """Write the facts the events add up to, and what the register said from one event to the next."""
    events = list(product.events.order_by("on", "pk"))
    for name, value in facts_from(events).items():
        setattr(product, name, value)
    product.save(update_fields=[*Product.PUBLIC_FACTS])
    rewrite(product, events)
