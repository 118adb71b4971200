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
    "page", ["products_product", "producers_producer", "products_productset", "products_codeseries"]
)
def test_list_opens_and_is_searched(administrator, product, page):
    assert administrator.get(reverse(f"admin:{page}_changelist"), {"q": "mat ong"}).status_code in (200, 302)
    assert administrator.get(reverse(f"admin:{page}_changelist")).status_code == 200


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
