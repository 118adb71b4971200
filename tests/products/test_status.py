"""The status follows from the facts and the day alone; the filter and the function agree on every day."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from products.enums import EventKind, Status
from products.models import Product
from products.numbering import assign_code
from products.publication import record
from products.status import EXPIRING_DAYS, status_of
from tests import cast

UNTIL = date(2029, 8, 5)


def facts(**values):
    return SimpleNamespace(
        **{
            "certified_from": date(2026, 8, 5),
            "certified_until": UNTIL,
            "extended_until": None,
            "revoked_on": None,
        }
        | values
    )


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2026, 8, 4), Status.UNDER_EVALUATION),
        (date(2026, 8, 5), Status.IN_FORCE),
        (UNTIL - timedelta(days=EXPIRING_DAYS + 1), Status.IN_FORCE),
        (UNTIL - timedelta(days=EXPIRING_DAYS), Status.EXPIRING),
        (UNTIL, Status.EXPIRING),
        (UNTIL + timedelta(days=1), Status.EXPIRED),
    ],
)
def test_status_flips_with_the_day(day, status):
    assert status_of(facts(), day) == status


def test_extension_holds_until_its_last_day():
    extended = facts(extended_until=date(2029, 12, 1))

    assert status_of(extended, UNTIL + timedelta(days=1)) == Status.EXTENDED
    assert status_of(extended, date(2029, 12, 1)) == Status.EXTENDED
    assert status_of(extended, date(2029, 12, 2)) == Status.EXPIRED


def test_revocation_counts_from_its_day():
    revoked = facts(revoked_on=date(2027, 1, 1))

    assert status_of(revoked, date(2026, 12, 31)) == Status.IN_FORCE
    assert status_of(revoked, date(2027, 1, 1)) == Status.REVOKED
    assert status_of(revoked, date(2035, 1, 1)) == Status.REVOKED


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.dates(date(2026, 8, 5), date(2040, 1, 1)))
def test_nothing_past_its_last_day_is_ever_valid(day, until):
    if day > until:
        assert status_of(facts(certified_until=until), day) not in Status.valid()


@pytest.fixture
def every_kind():
    """Products that are never recognised, plain, extended, revoked, and recognised from next year on."""
    made = [cast.product(f"Mật ong {number}") for number in range(5)]
    for product in made[1:]:
        assign_code(product, year=2026, by=None)
        start = date(2027, 8, 5) if product is made[4] else date(2026, 8, 5)
        write(product, EventKind.RECOGNISED, start, UNTIL, 3)
    write(made[2], EventKind.EXTENDED, date(2029, 7, 1), date(2029, 12, 1))
    write(made[3], EventKind.REVOKED, date(2028, 1, 1))
    return made


def write(product, kind, on, until=None, stars=None):
    product.refresh_from_db()
    record(product, kind=kind, on=on, until=until, stars=stars, decision_number="1/QĐ", authority="UBND")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "day",
    [
        date(2026, 8, 4),
        date(2026, 8, 5),
        date(2027, 8, 5),
        date(2028, 1, 1),
        UNTIL - timedelta(days=EXPIRING_DAYS + 1),
        UNTIL - timedelta(days=EXPIRING_DAYS),
        UNTIL,
        date(2029, 8, 6),
        date(2029, 12, 1),
        date(2029, 12, 2),
    ],
)
def test_filter_and_function_agree(every_kind, day):
    products = list(Product.objects.all())
    assert len(products) == 5

    for status in Status:
        if status != Status.REPLACED:
            expected = {product for product in products if product.status_on(day) == status}
            assert set(Product.objects.with_status(status, day)) == expected
    assert set(Product.objects.valid(day)) == {p for p in products if p.status_on(day) in Status.valid()}
