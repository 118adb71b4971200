"""Check 23: official facts and the producer's words are two layers, and a producer's account writes only one.

Every field of the official tables is tried through every address of the portal, alone and beside a form that
is right, with every method. A success would be one official value that differs afterwards.
"""

import re

import pytest
from django.db import connection, transaction
from django.urls import reverse

from evaluations.models import Certificate
from producers.models import Producer
from products.models import Product, StatusEvent
from tests import cast, world
from tests.answers import body
from tests.products.goods import page, recognised
from tests.test_access_matrix import client_of, noting
from tests.test_bad_input import queried

pytestmark = pytest.mark.django_db

TOLD_BY_THE_PRODUCER = {"summary", "story", "packaging", "introduction"}
COUNTED_ALONG = {"version", *Product.COMPUTED}  # follow from the others
OFFICIAL = (Product, Producer, Certificate, StatusEvent)
TABLES = tuple(model._meta.db_table for model in OFFICIAL)
OTHER_METHODS = ("put", "patch", "delete")


def official_fields(model):
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    return [field for field in fields if field.name not in TOLD_BY_THE_PRODUCER | COUNTED_ALONG]


def false_value(field):
    """A value of the right kind that is not the one that stands there."""
    kind = field.get_internal_type()
    by_kind = {
        "BooleanField": "on",
        "DateField": "31/12/2031",
        "DateTimeField": "31/12/2031 10:00",
        "PositiveSmallIntegerField": "5",
        "ForeignKey": "2",
        "EmailField": "gia@mao.example",
        "URLField": "https://gia-mao.example/",
    }
    if field.choices:
        return str(list(field.choices)[-1][0])
    return by_kind.get(kind, "24-07582-4321-2031" if field.name == "code" else "Giả mạo")


TRIES = {
    (model.__name__, field.name): (name, false_value(field))
    for model in OFFICIAL
    for field in official_fields(model)
    for name in {field.name, field.attname}
}


def standing():
    """All that is official, as it stands in the database."""
    return [
        list(model.objects.order_by("pk").values_list("pk", *(f.attname for f in official_fields(model))))
        for model in OFFICIAL
    ]


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        made = world.build()
        made.forms = world.filled_forms(made)
        made.member = client_of(made.people["the producer's member"])
        made.official = standing()
        yield made
        transaction.set_rollback(True)


def tried(made, address, method, data):
    """Send it as the producer's member; return the status and whether anything official differs; undo it."""
    writes = []
    with transaction.atomic():
        with connection.execute_wrapper(noting(writes)):
            answer = getattr(made.member, method)(address, data)
            body(answer)
        touched = any(table in sql for sql in writes for table in TABLES)
        changed = touched and standing() != made.official
        transaction.set_rollback(True)
    return answer.status_code, changed


def form_of(made, name):
    form = made.forms.get(name, {})
    return {key: value() if callable(value) else value for key, value in form.items()}


def test_check_23_producers_account_changes_no_official_field_through_any_address(made):
    everything = dict(TRIES.values())
    successes, attempts, forms = [], 0, 0
    for name, address in queried(made):
        correct = form_of(made, name)
        sendings = [correct, everything | form_of(made, name), correct | everything]
        statuses = set()
        for data in sendings:
            status, changed = tried(made, address, "post", data)
            statuses.add(status)
            successes += [(name, "post", sorted(data))] if changed else []
        for method in OTHER_METHODS:
            successes += [(name, method)] if tried(made, address, method, "")[1] else []
        attempts += len(sendings) + len(OTHER_METHODS)
        if statuses <= {403, 404, 405}:
            continue
        forms += 1
        for what, (field, value) in TRIES.items():  # one by one, so that no other false word hides it
            _status, changed = tried(made, address, "post", form_of(made, name) | {field: value})
            successes += [(name, what)] if changed else []
            attempts += 1

    assert not successes
    assert forms > 20
    assert attempts > 1000


def test_check_23_tries_reach_what_they_are_meant_to_change(made):
    """An officer sends the same words to the same addresses, and the official table does change."""
    officer = made.people["officer"]
    made.member, member = client_of(officer), made.member
    changed = [
        name
        for name in ("product_edit", "producer_edit")
        if tried(
            made,
            reverse(name, kwargs=made.targets[name]),
            "post",
            form_of(made, name) | {"name": "Tên do cán bộ sửa"},
        )[1]
    ]
    made.member = member

    assert changed == ["product_edit", "producer_edit"]


def test_check_23_official_facts_and_the_story_stand_visibly_apart(client):
    told = {"summary": "Ngọt thanh", "story": "Ba đời nuôi ong", "packaging": "Chai nửa lít"}
    product = recognised(stars=4, **told)
    text = page(client, product.get_absolute_url())
    parts = re.findall(r'<section class="(panel official|own-words)">(.*?)</section>', text, re.DOTALL)
    shown = {name: re.sub(r"<[^>]*>", " ", part) for name, part in parts}

    assert "Thông tin chính thức" in shown["panel official"]
    assert "cơ quan quản lý không xác nhận nội dung này" in shown["own-words"]
    for fact in (product.code, product.decision_number, product.authority, product.producer.name):
        assert fact in shown["panel official"]
        assert fact not in shown["own-words"]
    for words in told.values():
        assert words in shown["own-words"]
        assert words not in shown["panel official"]


def test_check_23_machines_are_told_the_two_layers_apart(client):
    product = recognised(summary="Ngọt thanh", story="Ba đời nuôi ong", packaging="Chai nửa lít")
    answer = client.get(f"/api/v1/products/{product.code}/").json()
    own = answer.pop("told_by_producer")

    assert set(own) == TOLD_BY_THE_PRODUCER - {"introduction"}
    assert not set(own.values()) & set(map(str, answer.values()))
    assert cast.COMMUNE in answer["place_code"]
