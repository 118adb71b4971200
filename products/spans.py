"""The spans of the register are derived: written anew with each event, and wholly whenever asked.

No page of today reads them. They answer what stood in the register on an earlier day, for whole lists.
"""

from datetime import timedelta
from itertools import groupby

from products.enums import EventKind
from products.models import Product, RegisterSpan, StatusEvent

CHUNK = 1000
NO_FACTS = {
    "stars": None,
    "certified_from": None,
    "certified_until": None,
    "extended_until": None,
    "revoked_on": None,
    "decision_number": "",
    "authority": "",
}


def facts_from(events):
    """Fold events, oldest first, into the public facts.

    A grant opens a new period and clears what ended the last one. The trigger on the table of products folds
    them the same way.
    """
    facts = dict(NO_FACTS)
    for event in events:
        facts = _folded(facts, event)
    return facts


def _folded(facts, event):
    if event.kind in EventKind.grants():
        return NO_FACTS | {
            "stars": event.stars,
            "certified_from": event.on,
            "certified_until": event.until,
            "decision_number": event.decision_number,
            "authority": event.authority,
        }
    changed = {
        EventKind.EXTENDED: ("extended_until", event.until),
        EventKind.REVOKED: ("revoked_on", event.on),
    }
    return facts | dict([changed[event.kind]])


def spans_of(events, *, span=RegisterSpan):
    """Return the unsaved spans of one product's events, oldest first; none before the first recognition."""
    found, facts = [], dict(NO_FACTS)
    for day, told in groupby(events, key=lambda event: event.on):
        for event in told:
            product, facts = event.product_id, _folded(facts, event)
        if found:
            found[-1].last_day = day - timedelta(days=1)
        if facts["certified_from"]:
            found.append(span(product_id=product, first_day=day, **facts))
    return found


def rewrite(product, events):
    """Write the spans of a product anew; the caller holds the lock of its row."""
    RegisterSpan.objects.filter(product=product).delete()
    RegisterSpan.objects.bulk_create(spans_of(events))


def fill(products=Product, events=StatusEvent, span=RegisterSpan):
    """Write the spans of every product that has events and no span: after a load that went past `record`."""
    lacking = products.objects.filter(spans=None, certified_from__isnull=False).order_by("pk")
    while keys := list(lacking.values_list("pk", flat=True)[:CHUNK]):
        told = events.objects.filter(product__in=keys).order_by("product", "on", "pk")
        each = (spans_of(rows, span=span) for _key, rows in groupby(told, key=lambda event: event.product_id))
        span.objects.bulk_create([row for rows in each for row in rows], batch_size=CHUNK)
