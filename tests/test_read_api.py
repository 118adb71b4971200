"""Check 18: the read API is what its description says, page by page, limit by limit."""

import os
import re

import pytest
import schemathesis
import time_machine
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from ocop_portal.wsgi import application
from products import api_answers
from products.api_answers import MOST_A_MINUTE
from products.enums import Status
from tests import cast
from tests.products.goods import STATUSES, listed, page, photographed, recognised, revoke

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/"


@pytest.fixture
def shelf():
    for status in STATUSES:
        recognised(f"Sản phẩm {status}", status=status)


def asked(client, address, status=200, **params):
    answer = client.get(ROOT + address, params)
    assert answer.status_code == status, answer.content
    return answer.json()


@pytest.mark.parametrize(
    "asking", [{}, {"trang-thai": "all"}, {"trang-thai": "revoked"}, {"q": "san pham", "sao": "3"}]
)
def test_products_are_those_of_the_catalogue_in_its_order(client, shelf, asking):
    told = asked(client, "products/", **asking)["results"]

    assert [row["name"] for row in told] == listed(client, **asking)


def test_status_is_the_one_of_the_pages(client, shelf):
    told = asked(client, "products/", **{"trang-thai": "all"})["results"]

    assert {row["name"]: row["status"] for row in told} == {f"Sản phẩm {s}": s for s in STATUSES}


@pytest.mark.parametrize("asking", ["", "&q=san+pham", "&q=sản+phẩm", "&q=pham", "&sap-xep=stars"])
def test_pages_lead_through_everything_once(client, asking):
    maker = cast.producer()
    names = [recognised(f"Sản phẩm {n:02}", made_by=maker).name for n in range(7)]
    told, address = [], f"{ROOT}products/?size=3{asking}"
    while address:
        answer = client.get(address).json()
        told += [row["name"] for row in answer["results"]]
        address = answer["next"]

    assert told == names


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("products/?sao=9", "bad_parameter"),
        ("products/?sau=x", "bad_parameter"),
        ("products/?size=5000", "bad_parameter"),
        ("places/?level=huyen", "bad_parameter"),
        ("events/?since=hom-qua", "invalid"),
    ],
)
def test_wrong_questions_are_answered_with_code_and_message(client, address, code):
    told = asked(client, address, status=400)

    assert told["code"] == code
    assert told["message"]


def test_unknown_code_is_not_in_the_register(client):
    assert asked(client, "products/24-07582-99-2026/", status=404)["code"] == "not_in_register"


@pytest.mark.parametrize("rest", ["khong-co/", "producers/-564/", "product-sets/x/"])
def test_unknown_address_is_told_in_the_form_of_the_others(client, rest):
    told = asked(client, rest, status=404)

    assert told["code"] == "not_found"
    assert "/api/v1/docs/" in told["message"]


def test_product_tells_its_events_and_apart_from_them_its_producers_words(client):
    product = recognised(summary="Ngọt thanh.")
    revoke(product)

    told = asked(client, f"products/{product.code}/")

    assert [event["kind"] for event in told["events"]] == ["recognised", "revoked"]
    assert (told["status"], told["told_by_producer"]["summary"]) == ("revoked", "Ngọt thanh.")


def test_events_are_filtered_by_kind_and_day(client, shelf):
    revoked = asked(client, "events/", kind="revoked")["results"]

    assert [event["kind"] for event in revoked] == ["revoked"]
    assert asked(client, "events/", since="2990-01-01")["results"] == []


def test_personal_data_is_told_only_with_its_consent(client):
    producer = recognised(made_by=cast.producer(publish_phone=True, email="kin@example.vn")).producer

    told = asked(client, f"producers/{producer.pk}/")

    assert (told["phone"], told["email"], told["representative"]) == ("0912345678", "", "")
    producer.publish_phone = False
    producer.save()
    assert asked(client, f"producers/{producer.pk}/")["phone"] == ""


def test_places_tell_what_they_became(client):
    assert asked(client, f"places/{cast.DISTRICT_COMMUNE}/")["today"] == [cast.COMMUNE]
    assert asked(client, "places/", level="province", size="100", q="bac ninh")["results"]


def test_product_set_tells_its_criteria(client):
    told = asked(client, "product-sets/1/")

    assert told["criteria"]
    assert sum(criterion["max_points"] for criterion in told["criteria"]) == 100
    assert len(asked(client, "product-sets/", size="100")["results"]) == 26


def test_answer_that_still_holds_is_304(client, shelf):
    first = client.get(f"{ROOT}products/")
    again = {"If-None-Match": first.headers["ETag"]}

    assert first.headers["Last-Modified"]
    assert client.get(f"{ROOT}products/", headers=again).status_code == 304
    recognised("Mới")
    assert client.get(f"{ROOT}products/", headers=again).status_code == 200


@time_machine.travel("2026-11-02T10:00:30+07:00", tick=False)  # in one minute, however slow the machine
def test_check_18_limit_is_the_documented_one(client):
    text = client.get(f"{ROOT}docs/", REMOTE_ADDR="192.0.2.2").content.decode()
    answers = [client.get(f"{ROOT}products/", REMOTE_ADDR="192.0.2.1") for _n in range(MOST_A_MINUTE + 2)]
    refused = [answer for answer in answers if answer.status_code == 429]

    assert f"{MOST_A_MINUTE} yêu cầu mỗi phút" in text
    assert 1 <= len(refused) <= 2
    assert 0 < int(refused[0].headers["Retry-After"]) <= 61
    assert refused[0].json()["code"] == "throttled"


def test_documentation_asks_no_other_host_and_runs_no_inline_script(client):
    answer = client.get(f"{ROOT}docs/")
    text = answer.content.decode()

    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert text.count("<script") == text.count('<script src="/')
    assert len(text) < 100_000


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_documentation_shows_every_address_every_question_and_every_field_of_the_description(client, prefix):
    description = client.get(reverse("api_schema"), {"format": "json"}).json()
    text = page(client, f"{prefix}{ROOT}docs/")
    shown = set(re.findall(r"<code>([^<]*)</code>", text))

    assert {f"GET {address}" for address in description["paths"]} <= shown
    for methods in description["paths"].values():
        assert {asked["name"] for asked in methods["get"]["parameters"]} <= shown
    for name, told in described_objects(description).items():
        assert {name, *told["properties"]} <= shown, name
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(re.findall(r' id="([^"]+)"', text))


def described_objects(description):
    parts = description["components"]["schemas"].items()
    return {name: told for name, told in parts if "properties" in told and not name.startswith("Paginated")}


def test_description_says_what_each_question_and_each_field_means(client):
    description = client.get(reverse("api_schema"), {"format": "json"}).json()
    fields = [
        (name, field, schema.get("description"))
        for name, told in described_objects(description).items()
        for field, schema in told["properties"].items()
    ]
    asked = [
        (address, each["name"], each.get("description"))
        for address, methods in description["paths"].items()
        for each in methods["get"]["parameters"]
    ]

    assert len(fields) > 100
    assert [each for each in fields + asked if not each[2]] == []


def test_documentation_speaks_the_language_of_its_address_and_the_description_english(client):
    assert "Chữ trong tên hoặc địa danh." in page(client, f"{ROOT}docs/")
    assert "Words of the name or place." in page(client, f"/en{ROOT}docs/")
    told = client.get(
        reverse("api_schema"), {"format": "json"}, headers={"Accept-Language": "vi"}
    ).content.decode()
    assert "Words of the name or place." in told
    assert "địa danh" not in told


@pytest.fixture
def one_connection():
    """Requests that do not come from Django's own client would close the test's connection."""
    for moment in (request_started, request_finished):
        moment.disconnect(close_old_connections)
    yield
    for moment in (request_started, request_finished):
        moment.connect(close_old_connections)


EXAMPLES = int(os.environ.get("API_EXAMPLES", "100"))  # for each operation; the limit stands aside meanwhile


def test_check_18_schemathesis_finds_no_failure(shelf, one_connection, monkeypatch):
    monkeypatch.setattr(api_answers, "MOST_A_MINUTE", 10**9)
    photographed(recognised("Mật ong"))
    description = schemathesis.openapi.from_wsgi(reverse("api_schema"), application)
    operations = [operation.ok() for operation in description.get_all_operations()]

    assert len(operations) >= 10
    for operation in operations:
        answers_as_described(operation)


def answers_as_described(operation):
    """All checks but one: which cursors and places there are, no description can say."""

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def ask(case):
        response = case.call()
        assert response.status_code < 500, (operation.label, case.query, response.status_code)
        case.validate_response(response, excluded_checks=[positive_data_acceptance])

    ask()


def test_codes_in_any_spelling(client):
    product = recognised(code="24-07582-7-2025", status=Status.EXPIRED)

    assert Client().get(f"{ROOT}products/24.07582.07.2025/").json()["code"] == product.code
