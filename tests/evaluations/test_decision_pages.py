"""The pages of the decision: what awaits me, the form with its look ahead, sending up, closing."""

import re
from datetime import date

import pytest
from django.urls import reverse

from evaluations.models import Decision, Dossier
from tests import cast

pytestmark = pytest.mark.django_db

DETAILS = {"number": "3981/QĐ-UBND", "decided_on": "10/08/2026", "signatory": "Nguyễn Văn Phương"}


@pytest.fixture
def leader(client):
    user = cast.leader(cast.PROVINCE)
    cast.sign_in(client, user)
    return user


def send(client, *dossiers, **fields):
    office = cast.office(cast.PROVINCE)
    data = {"ho-so": [dossier.pk for dossier in dossiers], "office": office.pk, **DETAILS, **fields}
    return client.post(reverse("decision_create"), data)


def test_the_desk_sorts_results_by_what_the_leader_may_do(client, leader):
    for name, star in (("Mật ong", 4), ("Vải sấy", 5), ("Chè", 2)):
        cast.scored(cast.product(name), star)
    page = client.get(reverse("decision_desk"))
    groups = {
        key: [str(row.product) for row in page.context[key]] for key in ("to_sign", "to_refer", "to_decline")
    }
    assert groups == {"to_sign": ["Mật ong"], "to_refer": ["Vải sấy"], "to_decline": ["Chè"]}


def test_an_officer_sees_the_results_and_why_they_are_not_theirs_to_sign(client):
    cast.scored()
    cast.sign_in(client, cast.officer(cast.PROVINCE))
    page = client.get(reverse("decision_desk"))
    (row,) = page.context["elsewhere"]
    assert row.reason
    assert row.reason in page.content.decode()
    assert page.context["to_sign"] == []


def test_a_stranger_sees_nothing(client):
    cast.scored()
    cast.sign_in(client, cast.stranger())
    page = client.get(reverse("decision_desk"))
    assert page.context["elsewhere"] == page.context["to_sign"] == []


def test_the_desk_asks_as_often_for_three_as_for_one(client, leader, django_assert_num_queries):
    cast.scored(cast.product("Mật ong"))
    client.get(reverse("decision_desk"))
    with django_assert_num_queries(13) as one:
        client.get(reverse("decision_desk"))
    for name in ("Vải sấy", "Chè"):
        cast.scored(cast.product(name))
    with django_assert_num_queries(len(one)):
        client.get(reverse("decision_desk"))


def test_the_look_ahead_names_every_product_and_changes_nothing(client, leader):
    dossiers = [cast.scored(cast.product(name), 3) for name in ("Mật ong", "Vải sấy")]
    page = send(client, *dossiers)
    shown = page.content.decode()
    assert "evaluations/decision_confirm.html" in [template.name for template in page.templates]
    assert all(fact in shown for fact in ("Mật ong", "Vải sấy", "10/08/2029", "3981/QĐ-UBND"))
    assert not Decision.objects.exists()


def test_what_the_look_ahead_sends_back_is_the_decision(client, leader):
    dossier = cast.scored(star=3)
    shown = send(client, dossier).content.decode()
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', shown)
    data = {name: value for name, value in hidden if name != "csrfmiddlewaretoken"}
    answer = client.post(reverse("decision_create"), data | {"sign": "1"})
    decision = Decision.objects.get()
    assert answer["Location"] == decision.get_absolute_url()
    assert (decision.number, decision.decided_on) == ("3981/QĐ-UBND", date(2026, 8, 10))
    assert decision.signatory == "Nguyễn Văn Phương"
    assert decision.lines.get().dossier == dossier


def test_changing_the_details_keeps_what_was_typed(client, leader):
    page = send(client, cast.scored(), change="1")
    assert "evaluations/decision_create.html" in [template.name for template in page.templates]
    assert 'value="3981/QĐ-UBND"' in page.content.decode()


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"number": ""}, "number"),
        ({"number": "x" * 10_000}, "number"),
        ({"number": "12\0/QĐ"}, "number"),
        ({"decided_on": "31/02/2026"}, "decided_on"),
        ({"decided_on": "04/08/2026"}, "decided_on"),
        ({"decided_on": "01/01/2999"}, "decided_on"),
        ({"decided_on": "99999999999"}, "decided_on"),
        ({"signatory": ""}, "signatory"),
        ({"office": "abc"}, "office"),
        ({"office": "99999999999999999999"}, "office"),
    ],
)
def test_wrong_details_are_named_and_nothing_is_decided(client, leader, fields, wrong):
    dossier = cast.scored()
    page = send(client, dossier, sign="1", **fields)
    assert list(page.context["form"].errors) == [wrong]
    assert not Decision.objects.exists()
    assert Dossier.objects.get(pk=dossier.pk).state == "scored"


def test_a_number_taken_is_an_error_of_its_field(client, leader):
    send(client, cast.scored(cast.product("Mật ong")), sign="1")
    page = send(client, cast.scored(cast.product("Vải sấy")), sign="1")
    assert list(page.context["form"].errors) == ["number"]
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("asked", ["", "?ho-so=", "?ho-so=abc", "?ho-so=99999999999999999999", "?ho-so=²"])
def test_without_a_product_the_desk_opens_again(client, leader, asked):
    answer = client.get(reverse("decision_create") + asked)
    assert answer["Location"] == reverse("decision_desk")


def test_a_result_of_somebody_else_cannot_be_slipped_in(client):
    dossier = cast.scored()
    cast.sign_in(client, cast.leader(cast.OTHER_PROVINCE))
    answer = send(client, dossier, sign="1")
    assert answer["Location"] == reverse("decision_desk")
    assert not Decision.objects.exists()


def test_the_annex_lists_product_producer_place_stars_and_code(client, leader):
    send(client, cast.scored(star=3), sign="1")
    shown = client.get(Decision.objects.get().get_absolute_url()).content.decode()
    for fact in (
        "Mật ong hoa vải",
        "Hợp tác xã Vải thiều Lục Ngạn",
        "xã Lục Ngạn, tỉnh Bắc Ninh",
        "24-07582-1-2026",
    ):
        assert fact in shown


def test_a_decision_of_another_province_is_not_found(client, leader):
    send(client, cast.scored(), sign="1")
    cast.sign_in(client, cast.stranger())
    assert client.get(Decision.objects.get().get_absolute_url()).status_code == 404


def test_the_page_sends_a_dossier_up(client, leader):
    dossier = cast.scored(star=5)
    address = reverse("decision_refer", args=[dossier.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"comment": "Trên 90 điểm."})["Location"] == dossier.get_absolute_url()
    assert Dossier.objects.get(pk=dossier.pk).council_level == "central"


def test_what_needs_no_sending_up_is_refused_with_the_reason(client, leader):
    answer = client.get(reverse("decision_refer", args=[cast.scored().pk]))
    assert answer.status_code == 403


def test_the_page_closes_without_recognition_only_with_a_reason(client, leader):
    dossier = cast.scored(star=2)
    address = reverse("decision_decline", args=[dossier.pk])
    assert "comment" in client.post(address, {"comment": "   "}).context["form"].errors
    assert Dossier.objects.get(pk=dossier.pk).state == "scored"
    client.post(address, {"comment": "Dưới 50 điểm."})
    assert Dossier.objects.get(pk=dossier.pk).state == "not_recognised"


@pytest.mark.parametrize("name", ["decision_refer", "decision_decline"])
def test_a_person_of_another_province_does_not_find_the_dossier(client, name):
    dossier = cast.scored(star=5)
    cast.sign_in(client, cast.leader(cast.OTHER_PROVINCE))
    assert client.get(reverse(name, args=[dossier.pk])).status_code == 404
    assert client.post(reverse(name, args=[dossier.pk]), {"comment": "x"}).status_code == 404
