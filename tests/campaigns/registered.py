"""Products with a past in the register, each in one line."""

from datetime import date

from ocop_portal.core.days import add_months
from products.enums import EventKind
from products.numbering import assign_code
from products.publication import record
from tests import cast


def registered(name, *past, at=cast.DISTRICT_COMMUNE, made_by=None, set_no=4):
    """A product with the events `past`: (kind, stars, day) each; 36 months for what grants stars."""
    maker = made_by or cast.producer(f"Chủ thể của {name}", at=at)
    product = cast.product(name, made_by=maker, at=at, set_no=set_no)
    assign_code(product, year=past[0][2].year, by=None)
    product.refresh_from_db()
    for kind, stars, day in past:
        enter(product, kind, stars, day)
    return product


def enter(product, kind, stars, day, until=None):
    until = until or (add_months(day, 36) if kind != EventKind.REVOKED else None)
    return record(
        product,
        kind=kind,
        stars=stars,
        on=day,
        until=until,
        decision_number="1/QĐ-UBND",
        authority="UBND",
    )


def new(name, stars, day, **where):
    """A product recognised for the first time."""
    return registered(name, (EventKind.RECOGNISED, stars, day), **where)


def in_2024(month=6, day=1):
    return date(2024, month, day)
