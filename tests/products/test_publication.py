"""The public facts are what the register's events add up to; the database holds it against any SQL."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from ocop_portal.core.access import Refusal
from products.enums import EventKind
from products.models import Product, StatusEvent
from products.numbering import assign_code
from products.publication import record
from products.spans import NO_FACTS, facts_from
from tests import cast


def event(kind, on, until=None, stars=None, number="1/QĐ-UBND"):
    return SimpleNamespace(
        kind=kind, on=on, until=until, stars=stars, decision_number=number, authority="UBND tỉnh"
    )


def grant(year, stars=3, kind=EventKind.RECOGNISED):
    return event(kind, date(year, 3, 1), date(year + 3, 3, 1), stars, f"{year}/QĐ-UBND")


def test_no_event_is_no_facts():
    assert facts_from([]) == NO_FACTS


def test_recognition_gives_every_fact():
    assert facts_from([grant(2024)]) == NO_FACTS | {
        "stars": 3,
        "certified_from": date(2024, 3, 1),
        "certified_until": date(2027, 3, 1),
        "decision_number": "2024/QĐ-UBND",
        "authority": "UBND tỉnh",
    }


def test_extension_and_revocation_leave_the_recognition_standing():
    extended = event(EventKind.EXTENDED, date(2027, 2, 1), date(2027, 9, 1))
    revoked = event(EventKind.REVOKED, date(2027, 4, 1))

    facts = facts_from([grant(2024), extended, revoked])

    assert (facts["extended_until"], facts["revoked_on"]) == (date(2027, 9, 1), date(2027, 4, 1))
    assert facts["stars"] == 3


@pytest.mark.parametrize("kind", EventKind.grants())
def test_new_grant_opens_a_new_period(kind):
    earlier = [grant(2020), event(EventKind.REVOKED, date(2021, 1, 1))]

    assert facts_from([*earlier, grant(2024, 4, kind)]) == facts_from([grant(2024, 4)])


DAYS = st.dates(date(2019, 1, 1), date(2030, 12, 31))
GRANTS = st.builds(grant, st.integers(2019, 2027), st.integers(3, 5), st.sampled_from(EventKind.grants()))


@given(st.lists(GRANTS, min_size=1))
def test_last_grant_alone_decides_the_stars(grants):
    assert facts_from(grants) == facts_from(grants[-1:])


pytestmark = pytest.mark.django_db


@pytest.fixture
def product():
    made = cast.product()
    assign_code(made, year=2026, by=None)
    return made


def recognise(product, **values):
    defaults = {
        "kind": EventKind.RECOGNISED,
        "on": date(2026, 8, 5),
        "until": date(2029, 8, 5),
        "stars": 4,
        "decision_number": "3981/QĐ-UBND",
        "authority": "UBND tỉnh Bắc Ninh",
    }
    return record(product, **defaults | values)


def facts(product):
    fresh = Product.objects.get(pk=product.pk)
    return {name: getattr(fresh, name) for name in Product.PUBLIC_FACTS}


def test_record_appends_and_refreshes(product):
    by = cast.officer(cast.COMMUNE)

    written = recognise(product, by=by)

    assert (written.recorded_by, list(product.events.all())) == (by, [written])
    assert facts(product)["certified_until"] == date(2029, 8, 5)
    assert list(Product.objects.public()) == [product]


def test_older_recognition_entered_later_changes_no_fact(product):
    recognise(product)

    recognise(product, on=date(2022, 1, 1), until=date(2025, 1, 1), stars=3, kind=EventKind.IMPORTED)

    assert (facts(product)["stars"], product.events.count()) == (4, 2)


def test_facts_after_every_kind_of_event_agree_with_the_trigger(product):
    """The database folds the events too: had it another opinion, `record` would fail."""
    recognise(product)
    recognise(product, kind=EventKind.CORRECTED, stars=3)
    recognise(product, kind=EventKind.EXTENDED, stars=None, on=date(2029, 7, 1), until=date(2029, 12, 1))
    recognise(product, kind=EventKind.EXTENDED, stars=None, on=date(2029, 7, 1), until=date(2030, 1, 1))
    recognise(product, kind=EventKind.REVOKED, stars=None, on=date(2029, 8, 1), until=None)

    expected = {"stars": 3, "extended_until": date(2030, 1, 1), "revoked_on": date(2029, 8, 1)}
    assert facts(product).items() >= expected.items()

    recognise(product, kind=EventKind.RENEWED, on=date(2030, 3, 1), until=date(2033, 3, 1), stars=5)

    assert facts(product)["revoked_on"] is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"stars": 2},
        {"stars": None},
        {"until": None},
        {"until": date(2026, 8, 4)},
        {"kind": EventKind.EXTENDED, "until": date(2027, 1, 1)},
        {"kind": EventKind.REVOKED},
    ],
)
def test_event_that_means_nothing_is_refused(product, wrong):
    with pytest.raises(Refusal):
        recognise(product, **wrong)

    assert not StatusEvent.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": EventKind.REVOKED, "on": date(2026, 8, 4)},
        {"kind": EventKind.EXTENDED, "on": date(2029, 8, 1), "until": date(2029, 8, 5)},
        {"kind": EventKind.EXTENDED, "on": date(2029, 8, 1), "until": None},
    ],
)
def test_event_that_does_not_fit_the_recognition_is_refused(product, wrong):
    recognise(product)

    with pytest.raises(Refusal):
        recognise(product, **{"stars": None} | wrong)

    assert product.events.count() == 1


def test_product_without_a_code_does_not_enter_the_register():
    with pytest.raises(Refusal):
        recognise(cast.product())


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize(
    "event", ["UPDATE products_statusevent SET stars = 5", "DELETE FROM products_statusevent"]
)
def test_event_can_be_neither_changed_nor_deleted(product, event):
    recognise(product)

    with pytest.raises(IntegrityError, match="insert-only"):
        sql(event)


@pytest.mark.parametrize(
    "change",
    [
        "stars = 5",
        "stars = NULL, certified_from = NULL, certified_until = NULL",
        "certified_from = '2026-01-01'",
        "certified_until = '2039-08-05'",
        "extended_until = '2031-01-01'",
        "revoked_on = '2027-01-01'",
        "decision_number = '1/QĐ-UBND'",
        "authority = 'Bộ'",
    ],
)
def test_no_sql_changes_a_public_fact(product, change):
    recognise(product)

    with pytest.raises(IntegrityError, match="register events"):
        sql(f"UPDATE products_product SET {change}")


def test_no_sql_takes_a_code_away(product):
    with pytest.raises(IntegrityError, match="given once"):
        sql("UPDATE products_product SET code = NULL")


REPLACING = {
    "sqlite": "INSERT OR REPLACE INTO products_statusevent SELECT * FROM products_statusevent",
    "postgresql": """INSERT INTO products_statusevent SELECT * FROM products_statusevent
        ON CONFLICT (id) DO UPDATE SET stars = 5""",
}


def test_replacing_an_event_is_changing_it(product):
    recognise(product)

    with pytest.raises(IntegrityError, match="insert-only"):
        sql(REPLACING[connection.vendor])


def test_no_sql_lifts_a_revocation(product):
    recognise(product)
    recognise(product, kind=EventKind.REVOKED, stars=None, on=date(2027, 1, 1), until=None)

    with pytest.raises(IntegrityError, match="register events"):
        sql("UPDATE products_product SET revoked_on = NULL")


def test_product_is_not_born_with_stars():
    made = cast.product()
    made.pk, made._state.adding, made.name = None, True, "Mật ong khác"
    made.stars, made.certified_from, made.certified_until = 5, date(2026, 1, 1), date(2029, 1, 1)

    with pytest.raises(IntegrityError, match="register events"), transaction.atomic():
        made.save()


def test_everything_else_of_a_product_may_change(product):
    recognise(product)
    product.refresh_from_db()
    product.story = "Ong hút mật vải."

    product.save()

    assert facts(product)["stars"] == 4
