"""The read API says what the pages say."""

from datetime import date

import pytest

from products.enums import EventKind
from products.numbering import assign_code
from products.publication import record
from tests import cast

pytestmark = pytest.mark.django_db


def recognised(until=date(2099, 1, 1)):
    product = cast.product()
    assign_code(product, year=2026, by=cast.officer(cast.COMMUNE))
    record(
        product,
        kind=EventKind.IMPORTED,
        stars=4,
        on=date(2023, 1, 2),
        until=until,
        decision_number="12/QĐ-UBND",
        authority="UBND tỉnh Bắc Ninh",
    )
    product.refresh_from_db()
    return product


@pytest.mark.parametrize("spelling", [lambda code: code, lambda code: code.replace("-", "/")])
def test_verify_answers_every_spelling(client, spelling):
    product = recognised()

    facts = client.get(f"/api/v1/verify/{spelling(product.code)}/").json()

    assert (facts["code"], facts["stars"], facts["status"]) == (product.code, 4, "in_force")
    assert facts["certified_from"] == "2023-01-02"
    assert facts["page"].endswith(f"/v/{product.code}/") or facts["page"].endswith(f"/v/{product.code}")


def test_verify_never_shows_expired_as_in_force(client):
    product = recognised(until=date(2026, 1, 1))

    assert client.get(f"/api/v1/verify/{product.code}/").json()["status"] == "expired"


@pytest.mark.parametrize("code", ["24-07582-999-2026", "abc", "%00", "9" * 500])
def test_verify_unknown_code_is_404_with_a_message(client, code):
    answer = client.get(f"/api/v1/verify/{code}/")

    assert answer.status_code == 404
    assert answer.json()["code"] == "not_in_register" and answer.json()["message"]


def test_verify_before_recognition_is_not_in_the_register(client):
    product = cast.product()
    assign_code(product, year=2026, by=cast.officer(cast.COMMUNE))

    assert client.get(f"/api/v1/verify/{product.code}/").status_code == 404
