"""The books of the office: what is written down per product, and from which page."""

from datetime import date

import pytest
from django.urls import reverse

from producers.models import MaterialZone
from products.models import SalesChannel
from tests import cast
from tests.campaigns.registered import in_2024, new

pytestmark = pytest.mark.django_db

URL = "https://shopee.example.vn/mat-ong"


@pytest.fixture
def product():
    return new("mật ong hoa vải", 4, in_2024())


@pytest.fixture
def desk(client):
    return cast.sign_in(client, cast.officer(cast.DISTRICT))


def address(name, book, product, *args):
    return f"{reverse(name, args=[book, *args])}?sp={product.pk}"


def test_channel_is_entered_from_the_page_of_its_product(desk, product):
    asked = desk.get(address("book_add", "kenh-ban", product))
    assert "mật ong hoa vải" in asked.content.decode()
    typed = asked.context["form"]["product"].value()[0]

    answer = desk.post(
        address("book_add", "kenh-ban", product),
        {"product": typed, "platform": "Shopee", "url": URL, "since": "01/02/2024"},
    )

    assert answer.url == reverse("product_record", args=[product.pk])
    assert [str(row) for row in SalesChannel.objects.public_for(product)] == ["Shopee: mật ong hoa vải"]
    shown = desk.get(answer.url).content.decode()
    assert URL in shown
    assert address("book_edit", "kenh-ban", product, SalesChannel.objects.get().pk) in shown


def test_zone_is_entered_from_the_page_of_a_product_for_its_producer(desk, product):
    form = desk.get(address("book_add", "vung-nguyen-lieu", product)).context["form"]
    values = {"unit": form["unit"].value()[0], "producers": form["producers"].value()}

    answer = desk.post(
        address("book_add", "vung-nguyen-lieu", product),
        values | {"name": "Vùng hoa vải", "crop": "vải", "planting_code": "VN-BGOR-0123"},
    )

    assert answer.url == reverse("product_record", args=[product.pk])
    zone = MaterialZone.objects.public_for(product.producer).get()
    assert (zone.name, zone.planting_code, zone.unit) == ("Vùng hoa vải", "VN-BGOR-0123", product.made_in)


def test_public_page_names_no_channel_of_a_product_the_register_does_not_know():
    product = cast.product("chưa công nhận")
    SalesChannel.objects.create(product=product, platform="Tiki", url=URL)

    assert not SalesChannel.objects.public_for(product).exists()


def test_entry_that_should_not_be_there_is_removed_by_the_office_of_its_area(desk, client, product):
    channel = SalesChannel.objects.create(product=product, platform="Tiki", url=URL)
    address = reverse("book_remove", args=["kenh-ban", channel.pk])
    assert address in desk.get(reverse("book_edit", args=["kenh-ban", channel.pk])).content.decode()

    asked = desk.get(address)
    assert "Tiki: mật ong hoa vải" in asked.content.decode()
    assert SalesChannel.objects.exists()
    desk.post(address)

    assert not SalesChannel.objects.exists()


def test_another_office_removes_nothing(client, product):
    channel = SalesChannel.objects.create(product=product, platform="Tiki", url=URL)
    address = reverse("book_remove", args=["kenh-ban", channel.pk])

    assert cast.sign_in(client, cast.stranger()).post(address).status_code == 404
    assert cast.sign_in(client, cast.leader(cast.DISTRICT)).post(address).status_code == 403
    assert SalesChannel.objects.exists()


def test_another_office_enters_nothing_for_the_product(client, product):
    stranger = cast.sign_in(client, cast.stranger())
    SalesChannel.objects.create(product=product, platform="Tiki", url=URL, since=date(2024, 1, 1))

    begun = stranger.get(address("book_add", "kenh-ban", product))
    answer = stranger.post(
        reverse("book_add", args=["kenh-ban"]), {"product": product.code, "platform": "Tiki", "url": URL}
    )

    assert begun.context["form"]["product"].value() == ("", "")
    assert answer.context["form"].errors["product"]
    assert not SalesChannel.objects.visible_to(cast.stranger()).exists()


@pytest.mark.parametrize("asked", ["x", "²", "9" * 30, "0"])
def test_unknown_product_in_the_address_is_passed_over(desk, asked):
    answer = desk.get(reverse("book_add", args=["kenh-ban"]), {"sp": asked})

    assert answer.context["form"]["product"].value() == ("", "")
