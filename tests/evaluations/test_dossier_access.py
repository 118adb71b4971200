"""Who reads a dossier, who changes nothing, and to whom it does not exist."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import cast
from tests.evaluations.desk import ANYTHING, address, page, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


PAGES = (
    "dossier_page",
    "evidence_add",
    "dossier_submit",
    "dossier_return",
    "dossier_accept",
    "dossier_assessment",
    "dossier_propose",
    "dossier_withdraw",
)
STRANGERS = {
    "officer of another province": cast.stranger,
    "member of another producer": lambda: cast.producer_member(cast.producer("Hợp tác xã khác")),
    "council not in the session": lambda: cast.council().members[0],
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", STRANGERS)
def test_strangers_find_nothing(signed_in, who, name):
    dossier = cast.dossier(state="submitted")
    client = signed_in(STRANGERS[who]())
    assert client.get(address(name, dossier)).status_code == 404
    if name != "dossier_page":
        assert client.post(address(name, dossier), ANYTHING).status_code == 404
    assert stored(dossier).state == "submitted"


@pytest.mark.parametrize("name", ["product_record", "dossier_create"])
@pytest.mark.parametrize("who", STRANGERS)
def test_strangers_find_no_product(signed_in, who, name):
    product = cast.product()
    client = signed_in(STRANGERS[who]())
    assert client.get(address(name, product)).status_code == 404


READERS = {
    "leader": lambda: cast.leader(cast.COMMUNE),
    "auditor": cast.auditor,
    "officer of the province": lambda: cast.officer(cast.PROVINCE),
    "producer": lambda: cast.producer_member(),
}


@pytest.mark.parametrize("name", PAGES[1:])
@pytest.mark.parametrize("who", READERS)
def test_readers_read_and_change_nothing(signed_in, who, name):
    dossier = cast.dossier(state="submitted")
    client = signed_in(READERS[who]())
    assert client.get(dossier.get_absolute_url()).status_code == 200
    response = client.post(address(name, dossier), ANYTHING)
    assert response.status_code == 403
    assert "Nothing was changed." in response.content.decode()
    assert stored(dossier).state == "submitted"


@pytest.mark.parametrize("name", [*PAGES, "product_record", "dossier_create"])
def test_visitors_are_asked_to_sign_in(client, name):
    dossier = cast.dossier()
    row = dossier.product if name in ("product_record", "dossier_create") else dossier
    response = client.get(address(name, row))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_list_shows_only_what_one_may_see(signed_in):
    cast.dossier()
    assert "Mật ong hoa vải" not in page(signed_in(cast.stranger()), reverse("dossier_desk"))


def test_number_without_a_dossier_is_not_found(officer):
    for number in (0, 10**30):
        assert officer.get(reverse("dossier_page", args=[number])).status_code == 404


def test_person_with_past_membership_loses_the_dossier(signed_in):
    dossier = cast.dossier()
    user = cast.officer(cast.COMMUNE)
    user.memberships.update(until=timezone.localdate() - timedelta(days=1))
    assert signed_in(user).get(dossier.get_absolute_url()).status_code == 404
