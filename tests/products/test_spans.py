"""What lists show of an earlier day is what the events of each product add up to on that day."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from products.enums import EventKind
from products.models import Product, RegisterSpan, StatusEvent
from products.numbering import adopt_code
from products.past import known_on, with_past_facts
from products.publication import record
from products.spans import NO_FACTS, facts_from, fill, spans_of
from tests import cast

FIRST = date(2020, 1, 1)
TEXT = {"decision_number": "1/QĐ-UBND", "authority": "UBND tỉnh Bắc Ninh"}


def event(kind, day, stars):
    on = FIRST + timedelta(days=day)
    return StatusEvent(product_id=1, kind=kind, on=on, until=on + timedelta(days=20), stars=stars, **TEXT)


LIVES = st.lists(
    st.builds(event, st.sampled_from(EventKind.values), st.integers(0, 40), st.sampled_from([3, 4, 5])),
    max_size=8,
)


@given(LIVES)
def test_each_day_lies_in_the_one_span_that_says_what_its_events_add_up_to(events):
    events.sort(key=lambda one: one.on)
    found = spans_of(events)

    for day in (FIRST + timedelta(days=n) for n in range(-1, 42)):
        facts = facts_from([one for one in events if one.on <= day])
        of_the_day = [span for span in found if span.first_day <= day <= span.last_day]
        said = [{name: getattr(span, name) for name in NO_FACTS} for span in of_the_day]
        assert said == ([facts] if facts["certified_from"] else [])


def recognised(name="Mật ong", year=2020):
    product = cast.product(name)
    adopt_code(product, f"24-07582-{product.pk}-{year}", by=None)
    days = {"on": date(year, 1, 1), "until": date(year + 3, 1, 1)}
    record(product, kind=EventKind.RECOGNISED, stars=3, **days, **TEXT)
    product.refresh_from_db()
    return product


def said(day):
    return [(row.name, row.stars, row.revoked_on) for row in with_past_facts(known_on(Product.objects, day))]


@pytest.mark.django_db
def test_an_entry_that_comes_late_changes_what_the_days_after_it_say():
    product = recognised()
    record(product, kind=EventKind.RENEWED, stars=5, on=date(2022, 6, 1), until=date(2025, 6, 1), **TEXT)
    product.refresh_from_db()

    assert said(date(2022, 5, 31)) == [("Mật ong", 3, None)]
    assert said(date(2022, 6, 1)) == [("Mật ong", 5, None)]
    record(product, kind=EventKind.IMPORTED, stars=4, on=date(2021, 1, 1), until=date(2024, 1, 1), **TEXT)
    assert said(date(2022, 5, 31)) == [("Mật ong", 4, None)]


@pytest.mark.django_db
def test_revoked_and_recognised_on_one_day_is_what_was_recorded_last():
    product = recognised()
    day = date(2021, 3, 4)
    record(product, kind=EventKind.REVOKED, on=day, **TEXT)
    assert said(day) == [("Mật ong", 3, day)]

    product.refresh_from_db()
    record(product, kind=EventKind.RENEWED, stars=4, on=day, until=date(2024, 3, 4), **TEXT)
    assert said(day) == [("Mật ong", 4, None)]


@pytest.mark.django_db
def test_spans_are_written_anew_from_the_events():
    recognised("Mật ong"), recognised("Chè", 2021)
    before = list(RegisterSpan.objects.values_list("product", "first_day", "last_day", "stars"))

    RegisterSpan.objects.filter(product__name="Chè").delete()
    fill()
    assert list(RegisterSpan.objects.values_list("product", "first_day", "last_day", "stars")) == before
    RegisterSpan.objects.update(stars=5)
    call_command("refresh_spans", verbosity=0)
    assert list(RegisterSpan.objects.values_list("product", "first_day", "last_day", "stars")) == before


@pytest.mark.django_db
@pytest.mark.parametrize("changed", [{}, {"first_day": date(2030, 1, 2), "last_day": date(2030, 1, 1)}])
def test_database_refuses_two_sayings_of_one_day_and_ends_before_beginnings(changed):
    recognised()
    row = RegisterSpan.objects.values().get()

    with pytest.raises(IntegrityError), transaction.atomic():
        RegisterSpan.objects.create(**row | {"id": None} | changed)


@pytest.mark.django_db
def test_list_of_the_past_asks_once_however_many_products(django_assert_num_queries):
    recognised("Mật ong"), recognised("Chè"), recognised("Bánh")

    with django_assert_num_queries(1):
        assert len(said(date(2021, 1, 1))) == 3
