"""Where a product is bought and what its material is: on the page, in the API and for search engines."""

import re
from datetime import timedelta

import pytest

from campaigns.around import around
from campaigns.enums import PointKind
from campaigns.models import SalesPoint
from ocop_portal.core.days import today
from producers.models import MaterialZone
from products import register_version
from products.enums import EventKind, Status
from products.models import Photo, SalesChannel
from products.publication import record
from tests import cast
from tests.products.goods import DECISION, page, recognised, revoke
from tests.products.test_json_ld import described

pytestmark = pytest.mark.django_db

SHOP = "https://shopee.vn/mat-ong"


@pytest.fixture
def product():
    product = recognised()
    SalesChannel.objects.create(product=product, platform="Shopee", url=SHOP)
    point(product, "Trung tâm OCOP Lục Ngạn", kind=PointKind.CENTRE)
    zone = MaterialZone.objects.create(
        unit=cast.unit(cast.COMMUNE),
        name="Đồi vải Hồng Giang",
        crop="Vải thiều",
        planting_code="VN-BGOR-0123",
        area="12.5",
        standard="VietGAP",
        certified_until=today() + timedelta(days=30),
    )
    zone.producers.add(product.producer)
    return product


def point(product, name, **fields):
    fields = {"kind": PointKind.SALES, "unit": cast.unit(cast.COMMUNE), "address": "Số 9 phố Kim"} | fields
    made = SalesPoint.objects.create(name=name, keeper="Bà Nguyễn Thị Kín", **fields)
    made.products.add(product)
    return made


def shown(client, product, query=""):
    return " ".join(re.sub(r"<[^>]*>", " ", page(client, product.get_absolute_url() + query)).split())


def test_page_says_where_to_buy_and_where_the_material_grows(client, product):
    text = shown(client, product)

    assert "Trên Shopee" in text
    assert "Trung tâm OCOP Lục Ngạn" in text
    for told in ("Đồi vải Hồng Giang", "Vải thiều", "12,5 ha", "VN-BGOR-0123", "VietGAP"):
        assert told in text


def test_address_of_a_point_needs_its_consent_and_its_keeper_is_never_named(client, product):
    assert "phố Kim" not in shown(client, product)

    SalesPoint.objects.update(publish_address=True)

    assert "phố Kim" in shown(client, product)
    SalesPoint.objects.update(publish_address=False)
    text = shown(client, product)
    assert "phố Kim" not in text
    assert "Nguyễn Thị Kín" not in text


@pytest.mark.parametrize("days", [{"closed_on": -1}, {"opened_on": 1}])
def test_point_that_is_closed_or_not_open_yet_is_not_told(client, product, days):
    point(product, "Quầy chợ phiên", **{name: today() + timedelta(days=n) for name, n in days.items()})

    assert "Quầy chợ phiên" not in shown(client, product)


def test_channel_of_the_future_is_not_told(client, product):
    SalesChannel.objects.update(since=today() + timedelta(days=1))

    assert "Shopee" not in shown(client, product)
    assert client.get(f"/api/v1/products/{product.code}/").json()["channels"] == []


def test_standard_is_told_while_its_certificate_holds(client, product):
    MaterialZone.objects.update(certified_until=today() - timedelta(days=1))
    text = shown(client, product)

    assert "VietGAP" not in text
    assert "VN-BGOR-0123" in text


@pytest.mark.parametrize("status", [Status.REVOKED, Status.EXPIRED])
def test_nobody_is_sent_to_buy_what_is_no_longer_recognised(client, status):
    product = recognised(status=status)
    SalesChannel.objects.create(product=product, platform="Shopee", url=SHOP)

    assert SHOP not in page(client, product.get_absolute_url())
    assert client.get(f"/api/v1/products/{product.code}/").json()["channels"] == []


def test_an_earlier_day_is_not_told_with_what_is_sold_today(client, product):
    text = shown(client, product, f"?tai-ngay={today() - timedelta(days=3):%d/%m/%Y}")

    assert "Shopee" not in text
    assert "Đồi vải" not in text


def test_machines_are_told_the_same(client, product):
    told = client.get(f"/api/v1/products/{product.code}/").json()

    assert told["channels"] == [{"platform": "Shopee", "url": SHOP, "since": None}]
    assert (told["zones"][0]["planting_code"], told["zones"][0]["area"]) == ("VN-BGOR-0123", 12.5)
    assert described(client, product)["offers"][0]["url"] == SHOP
    revoke(product)
    assert "offers" not in described(client, product)


def test_what_is_around_costs_one_question_however_much_it_is(client, product, django_assert_num_queries):
    for n in range(3):
        point(product, f"Quầy {n}")
        SalesChannel.objects.create(product=product, platform=f"Sàn {n}", url=f"{SHOP}/{n}")

    with django_assert_num_queries(4):
        page(client, product.get_absolute_url())


def test_what_changes_around_a_product_moves_the_register(product):
    for change in (
        lambda: SalesChannel.objects.all().delete(),
        lambda: SalesPoint.objects.update(name="Khác"),
        lambda: product.producer.zones.clear(),
    ):
        before = register_version.current()
        change()
        assert register_version.current() > before


def test_photos_stand_in_their_order_and_events_by_their_day_whenever_they_were_entered(product):
    for position in (2, 0, 1):
        Photo.objects.create(product=product, image="-", thumbnail="-", position=position)
    first, last = today() - timedelta(days=1300), today() - timedelta(days=205)
    record(product, kind=EventKind.RECOGNISED, stars=3, on=first, until=last, **DECISION)
    told = around(product)

    assert [photo.position for photo in told.photos] == [0, 1, 2]
    assert [event.on for event in told.events] == [first, today() - timedelta(days=100)]
