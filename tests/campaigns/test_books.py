"""The books of the office: what is written down per product, and from which page."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.text import capfirst

from campaigns import book_removals
from campaigns.books import BOOKS
from campaigns.models import BookRemoval, Mark
from ocop_portal.areas.models import DifficultArea
from ocop_portal.core.access import Refusal
from ocop_portal.core.append_only import InsertOnlyError
from producers.models import MaterialZone
from products.models import SalesChannel
from tests import cast
from tests.campaigns import programme
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
    assert "Lý do" in desk.post(address, {"comment": " "}).content.decode()
    assert SalesChannel.objects.exists()
    desk.post(address, {"comment": "Ghi nhầm sản phẩm."})

    assert not SalesChannel.objects.exists()
    assert desk.post(address, {"comment": "Lần nữa."}).status_code == 404
    assert "1 mục đã xóa" in desk.get(reverse("book_list", args=["kenh-ban"])).content.decode()
    kept = desk.get(reverse("book_removals_list", args=["kenh-ban"])).content.decode()
    for words in ("Tiki: mật ong hoa vải", URL, "Ghi nhầm sản phẩm.", str(cast.officer(cast.DISTRICT))):
        assert words in kept


ENTRIES = {
    "to-chuc": programme.organisation,
    "diem-ban": programme.point,
    "kenh-ban": programme.channel,
    "vung-nguyen-lieu": programme.zone,
    "dia-ban-kho-khan": lambda: DifficultArea.objects.create(
        unit=cast.unit(cast.DISTRICT_COMMUNE), degree="difficult", act="QĐ 1", since=date(2024, 1, 1)
    ),
    "nhan-hieu": programme.mark,
    "hop-dong": programme.contract,
    "kiem-nghiem": programme.periodic_test,
}


@pytest.mark.parametrize("slug", BOOKS)
def test_what_a_removed_entry_said_stays_and_nobody_changes_it(slug):
    book, row = BOOKS[slug], ENTRIES[slug]()
    officer = cast.officer(cast.DISTRICT)

    record = book_removals.remove(book, row, reason="Ghi hai lần.", by=officer)

    assert not book.model.objects.filter(pk=row.pk).exists()
    assert [record] == list(BookRemoval.objects.visible_to(officer).filter(book=slug, entry=row.pk))
    assert not BookRemoval.objects.visible_to(cast.stranger()).exists()
    assert [label for label, _words in record.facts] == [
        capfirst(str(book.form.base_fields[name].label)) for name in book.form(user=officer).record_fields
    ]
    with pytest.raises(InsertOnlyError):
        record.delete()
    for sql in ("UPDATE campaigns_bookremoval SET reason = 'x'", "DELETE FROM campaigns_bookremoval"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_a_removed_point_keeps_the_products_it_showed(product):
    point = programme.point()
    point.products.add(product)

    record = book_removals.remove(
        BOOKS["diem-ban"], point, reason="Ghi hai lần.", by=cast.officer(cast.DISTRICT)
    )

    assert ["Sản phẩm trưng bày", product.code or product.name] in record.facts


def test_the_list_of_removed_entries_asks_the_same_questions_however_long_it_is(desk, product):
    officer, counts = cast.officer(cast.DISTRICT), []
    for number in range(4):
        row = SalesChannel.objects.create(product=product, platform=f"Tiki {number}", url=URL)
        book_removals.remove(BOOKS["kenh-ban"], row, reason="Ghi hai lần.", by=officer)
        with CaptureQueriesContext(connection) as asked:
            desk.get(reverse("book_removals_list", args=["kenh-ban"]))
        counts.append(len(asked))

    assert len(set(counts[1:])) == 1  # the first look warms what is kept


def test_an_entry_is_not_removed_without_a_reason():
    with pytest.raises(Refusal):
        book_removals.remove(BOOKS["nhan-hieu"], programme.mark(), reason=" ", by=cast.officer(cast.DISTRICT))
    assert Mark.objects.exists()


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
