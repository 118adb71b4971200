"""Administrators look at products and producers with their past, and change no fact of them."""

from datetime import date

import pytest
from django.urls import reverse

from producers.models import Producer
from products.enums import EventKind
from products.models import Product
from products.numbering import assign_code
from products.publication import record
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    client.force_login(cast.administrator())
    return client


@pytest.fixture
def product():
    product = cast.product()
    assign_code(product, year=2026, by=None)
    record(
        product,
        kind=EventKind.RECOGNISED,
        on=date(2026, 8, 5),
        until=date(2029, 8, 5),
        stars=4,
        decision_number="3981/QĐ-UBND",
        authority="UBND tỉnh Bắc Ninh",
    )
    return Product.objects.get()


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("products_product", "Mật ong hoa vải"),
        ("producers_producer", "Hợp tác xã Vải thiều Lục Ngạn"),
        ("products_productset", "Cà phê, ca cao"),
        ("products_codeseries", "Xã Lục Ngạn"),
    ],
)
def test_list_opens(administrator, product, page, shown):
    assert shown in administrator.get(reverse(f"admin:{page}_changelist")).content.decode()


@pytest.mark.parametrize(("words", "found"), [("mat ong", 1), ("ca phe", 0)])
def test_search_finds_without_marks(administrator, product, words, found):
    response = administrator.get(reverse("admin:products_product_changelist"), {"q": words})

    assert response.context["cl"].result_count == found


def test_product_shows_its_events_and_its_past(administrator, product):
    page = administrator.get(reverse("admin:products_product_change", args=[product.pk])).content.decode()
    past = administrator.get(reverse("admin:products_product_history", args=[product.pk])).content.decode()

    assert "3981/QĐ-UBND" in page
    assert "24-07582-1-2026" in page
    assert past.count("<tr") > 2


def test_product_is_never_changed_here(administrator, product):
    url = reverse("admin:products_product_change", args=[product.pk])

    response = administrator.post(url, {"stars": 5, "name": "Tên khác"})

    assert response.status_code == 403
    assert Product.objects.values("stars", "name").get() == {"stars": 4, "name": "Mật ong hoa vải"}


@pytest.mark.parametrize("name", ["products_product", "producers_producer"])
def test_past_is_read_and_nothing_put_back_from_it(administrator, product, name):
    row = product if name == "products_product" else product.producer
    before = row.history.earliest()
    row.name = "Tên mới"
    row.save()
    url = reverse(f"admin:{name}_simple_history", args=[row.pk, before.pk])

    assert before.name in administrator.get(url).content.decode()
    assert administrator.post(url, {}).status_code == 403
    assert type(row).objects.get(pk=row.pk).name == "Tên mới"


def test_only_the_people_of_a_producer_are_entered_here(administrator):
    producer, person = cast.producer(), cast.person("Trần Văn An")
    values = {
        "name": "Tên khác",
        "members-TOTAL_FORMS": 1,
        "members-INITIAL_FORMS": 0,
        "members-0-user": person.pk,
        "members-0-producer": producer.pk,
    }

    administrator.post(reverse("admin:producers_producer_change", args=[producer.pk]), values)

    assert Producer.objects.get().name == producer.name
    assert [member.user for member in producer.members.all()] == [person]
