"""The list of dossiers: finding, filtering, ordering, and how many queries it takes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluations import dossiers
from ocop_portal.core.days import today
from tests import cast
from tests.evaluations.desk import page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_list_finds_without_accents_and_by_producer(officer):
    cast.dossier(cast.product("Mật ong hoa vải"))
    cast.dossier(cast.product("Rượu nếp", set_no=14))
    text = page(officer, reverse("dossier_desk"), q="mat ong")
    assert "Mật ong hoa vải" in text
    assert "Rượu nếp" not in text


def test_list_filters_by_state_and_turn(officer):
    cast.dossier(cast.product("Mật ong hoa vải"))
    cast.dossier(cast.product("Rượu nếp", set_no=14), state="proposed")
    assert "Rượu nếp" not in page(officer, reverse("dossier_desk"), **{"trang-thai": "draft"})
    text = page(officer, reverse("dossier_desk"), luot="mine")
    assert ("Mật ong hoa vải" in text, "Rượu nếp" in text) == (True, False)


def test_finished_dossiers_appear_only_when_asked_for(officer):
    dossiers.withdraw(cast.dossier(), by=cast.officer(cast.COMMUNE), comment="Đổi ý.")
    assert "Mật ong hoa vải" not in page(officer, reverse("dossier_desk"))
    assert "Mật ong hoa vải" in page(officer, reverse("dossier_desk"), **{"trang-thai": "all"})


def test_list_begins_with_what_is_due_first(officer):
    for name, days in (("Vải sấy", 9), ("Mì chũ", 2), ("Chè xanh", 5)):
        cast.dossier(cast.product(name), received_on=today(), due_on=today() + timedelta(days=days))
    text = page(officer, reverse("dossier_desk"))
    assert text.index("Mì chũ") < text.index("Chè xanh") < text.index("Vải sấy")


@pytest.mark.parametrize(
    "query",
    [
        {"trang-thai": "lost"},
        {"muc-dich": "\0"},
        {"sap-xep": "x" * 10000},
        {"luot": "yours"},
    ],
)
def test_unknown_part_of_the_address_is_left_out_with_a_notice(officer, query):
    cast.dossier()
    text = page(officer, reverse("dossier_desk"), **query)
    assert "was not understood and was left out" in text
    assert "Mật ong hoa vải" in text


@pytest.mark.parametrize("words", ["\0", "x" * 10000, "%_'\"", "mật ong"])
def test_list_survives_any_words(officer, words):
    cast.dossier()
    assert officer.get(reverse("dossier_desk"), {"q": words, "trang": "-7"}).status_code == 200


def queries_of(client, url):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_query_count_of_the_list_does_not_grow(officer):
    cast.dossier(cast.product("Sản phẩm 0"))
    officer.get(reverse("dossier_desk"))
    one = queries_of(officer, reverse("dossier_desk"))
    for number in (1, 2):
        cast.dossier(cast.product(f"Sản phẩm {number}"))
    assert queries_of(officer, reverse("dossier_desk")) == one


def test_query_count_of_a_dossier_does_not_grow_with_papers(officer):
    dossier = cast.dossier()
    cast.evidence(dossier, criterion_code="1.1")
    officer.get(dossier.get_absolute_url())
    one = queries_of(officer, dossier.get_absolute_url())
    for code in ("1.2", "1.3"):
        cast.evidence(dossier, criterion_code=code)
    assert queries_of(officer, dossier.get_absolute_url()) == one
