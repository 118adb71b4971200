"""The register on an earlier day: what every page and the API answer for `?tai-ngay=`, and the history."""

from datetime import date

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from products import past
from products.enums import EventKind, Status
from products.history import history
from products.models import Product
from products.numbering import adopt_code
from products.publication import record
from tests import cast
from tests.products.goods import listed

pytestmark = pytest.mark.django_db

CODE = "24-07582-7-2020"
# A whole life: (event, day, last day, stars).
LIFE = [
    (EventKind.RECOGNISED, date(2019, 8, 31), date(2022, 8, 31), 3),
    (EventKind.EXTENDED, date(2022, 9, 15), date(2023, 2, 20), None),
    (EventKind.RENEWED, date(2023, 3, 1), date(2026, 3, 1), 4),
    (EventKind.REVOKED, date(2024, 5, 6), None, None),
]
# Day by day: the status and the stars the register had.
DAYS = [
    (date(2019, 8, 30), Status.UNDER_EVALUATION, None),
    (date(2019, 8, 31), Status.IN_FORCE, 3),
    (date(2022, 3, 4), Status.EXPIRING, 3),
    (date(2022, 8, 31), Status.EXPIRING, 3),
    (date(2022, 9, 1), Status.EXPIRED, 3),
    (date(2022, 9, 14), Status.EXPIRED, 3),
    (date(2022, 9, 15), Status.EXTENDED, 3),
    (date(2023, 2, 20), Status.EXTENDED, 3),
    (date(2023, 2, 21), Status.EXPIRED, 3),
    (date(2023, 3, 1), Status.IN_FORCE, 4),
    (date(2024, 5, 5), Status.IN_FORCE, 4),
    (date(2024, 5, 6), Status.REVOKED, 4),
    (date(2026, 11, 1), Status.REVOKED, 4),
]


@pytest.fixture
def product():
    made = cast.product()
    adopt_code(made, CODE, by=None)
    for number, (kind, on, until, stars) in enumerate(LIFE, 1):
        text = {"decision_number": f"{number}/QĐ-UBND", "authority": "UBND tỉnh Bắc Ninh"}
        record(made, kind=kind, on=on, until=until, stars=stars, reason=f"Lý do {number}", **text)
        made.refresh_from_db()
    return made


@pytest.mark.parametrize(("day", "status", "stars"), DAYS)
def test_every_day_of_a_life_is_shown_as_it_was_on_every_surface(client, product, day, status, stars):
    """A product recognised, expired, extended, renewed, revoked shows each on its day."""
    asked = {"tai-ngay": f"{day:%d/%m/%Y}"}
    pages = [product.get_absolute_url(), reverse("verify", args=[CODE])]
    answers = [client.get(page, asked) for page in pages]
    said = client.get(f"/api/v1/verify/{CODE}/", asked).json()

    for answer in answers:
        assert (answer.context["status"], answer.context["product"].stars) == (status, stars)
        assert f"status-{status}" in answer.content.decode()
        assert f"{day:%d/%m/%Y}" in answer.content.decode()
    assert (f"OCOP {stars} sao" in answers[0].context["described"]) == bool(stars)
    assert "None" not in answers[0].context["described"]
    assert (said["status"], said["stars"], said["as_of"]) == (status, stars, f"{day}")
    shown = listed(client, **asked | {"trang-thai": "valid"})
    assert shown == ([product.name] if status in Status.valid() else [])


@pytest.mark.parametrize(("day", "status", "stars"), DAYS)
def test_filter_of_the_past_and_fold_of_the_events_agree(product, day, status, stars):
    known = past.known_on(Product.objects.public(), day)
    if status == Status.UNDER_EVALUATION:
        assert not known.exists()
        return
    [row] = past.with_past_facts(known)
    folded = past.as_of(Product.objects.get(), day)
    assert [getattr(row, name) for name in Product.PUBLIC_FACTS] == [
        getattr(folded, name) for name in Product.PUBLIC_FACTS
    ]


def test_list_of_the_past_is_filtered_and_ordered_by_the_stars_of_that_day(client, product):
    asked = {"tai-ngay": "01/01/2020", "trang-thai": "all", "sap-xep": "stars"}

    assert listed(client, **asked, sao="3") == [product.name]
    assert listed(client, **asked, sao="4") == []


@pytest.mark.parametrize(
    "typed", ["31/02/2024", "hôm qua", "1/1/1", "2024", "00/00/0000", "x" * 500, "٣/٣/٢٠٢٤"]
)
def test_bad_day_is_said_and_today_is_shown(client, product, typed):
    for page in (product.get_absolute_url(), reverse("verify", args=[CODE]), reverse("catalogue")):
        answer = client.get(page, {"tai-ngay": typed})
        assert "dd/mm/yyyy" in answer.content.decode()
        assert "notice-warning" in answer.content.decode()
        assert answer.context.get("status", Status.REVOKED) == Status.REVOKED
    refused = client.get(f"/api/v1/verify/{CODE}/", {"tai-ngay": typed})
    assert (refused.status_code, refused.json()["code"]) == (400, "bad_day")


def test_future_is_not_foretold(client, product):
    answer = client.get(product.get_absolute_url(), {"tai-ngay": "01/01/2999"})

    assert answer.context["day"] is None
    assert answer.context["day_notices"]


@pytest.mark.parametrize("typed", ["06/05/2024", "6/5/2024", "06-05-2024", "6.5.2024", "2024-05-06"])
def test_day_is_read_as_people_write_it(typed):
    assert past.read_day(typed) == date(2024, 5, 6)


def test_history_tells_every_event_with_decision_day_authority_reason_and_meaning(client, product):
    text = client.get(product.get_absolute_url()).content.decode()

    for number, (_kind, on, _until, _stars) in enumerate(LIFE, 1):
        for fact in (f"{number}/QĐ-UBND", f"{on:%d/%m/%Y}", f"Lý do {number}", "UBND tỉnh Bắc Ninh"):
            assert fact in text


def test_history_says_when_the_recognition_ran_out_though_nobody_decided_it(product):
    entries = history(product.events.order_by("on", "pk"), date(2026, 11, 1))

    assert [(entry.kind, entry.on, entry.status) for entry in entries] == [
        ("revoked", date(2024, 5, 6), ""),
        ("renewed", date(2023, 3, 1), Status.REVOKED),
        ("ended", date(2023, 2, 20), ""),
        ("extended", date(2022, 9, 15), ""),
        ("ended", date(2022, 8, 31), ""),
        ("recognised", date(2019, 8, 31), Status.REPLACED),
    ]


def test_page_of_a_revoked_product_never_disappears(client, product):
    with time_machine.travel(cast.noon(date(2060, 1, 1))):
        assert client.get(product.get_absolute_url()).status_code == 200
        assert client.get(reverse("verify", args=[CODE])).status_code == 200


def test_asking_for_a_day_costs_no_query_per_product(client, product, django_assert_num_queries):
    asked = {"tai-ngay": "01/01/2020"}
    client.get(reverse("catalogue"), asked)
    cache.clear()
    with django_assert_num_queries(6) as one:
        client.get(reverse("catalogue"), asked)
    for name in ("Mật ong hai", "Mật ong ba"):
        made = cast.product(name)
        adopt_code(made, f"24-07582-{made.pk}-2020", by=None)
        record(
            made,
            kind=EventKind.RECOGNISED,
            on=date(2019, 9, 1),
            until=date(2022, 9, 1),
            stars=3,
            decision_number="9/QĐ",
            authority="UBND",
        )
    with django_assert_num_queries(len(one)):
        client.get(reverse("catalogue"), asked)
