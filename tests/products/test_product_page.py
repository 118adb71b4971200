"""The page of a product: official facts apart from the producer's words, one lasting address, pictures."""

import re
from datetime import date

import pytest
from django.urls import reverse

from products.enums import EventKind, Status
from products.numbering import adopt_code
from products.publication import record
from tests import cast
from tests.products.goods import DECISION, STATUSES, names_on, page, photographed, recognised

pytestmark = pytest.mark.django_db

CODE = "24-07582-7-2025"


def test_product_page_parts_official_facts_from_the_producers_words(client):
    product = recognised(
        code=CODE, stars=4, summary="Ngọt thanh", story="Ba đời nuôi ong", packaging="Chai 500 ml"
    )

    text = page(client, product.get_absolute_url())
    official = re.search(r'<section class="panel official">.*?</section>', text, re.DOTALL)[0]
    own = re.search(r'<section class="own-words">.*?</section>', text, re.DOTALL)[0]

    for fact in (CODE, "858/QĐ-UBND", "UBND tỉnh Bắc Ninh", product.producer.name, product.product_set.name):
        assert fact in official
        assert fact not in own
    for word in ("Ngọt thanh", "Ba đời nuôi ong", "Chai 500 ml"):
        assert word in own
        assert word not in official


def test_without_the_producers_words_there_is_no_empty_box(client):
    assert "own-words" not in page(client, recognised().get_absolute_url())


def test_history_is_told_newest_first(client):
    product = cast.product()
    adopt_code(product, CODE, by=None)
    record(
        product, kind=EventKind.RECOGNISED, stars=3, on=date(2020, 5, 1), until=date(2023, 5, 1), **DECISION
    )
    record(product, kind=EventKind.UPGRADED, stars=4, on=date(2023, 4, 2), until=date(2026, 4, 2), **DECISION)
    record(product, kind=EventKind.REVOKED, on=date(2025, 1, 3), reason="Giả mạo nhãn", **DECISION)

    text = page(client, f"/en/san-pham/{CODE}/")
    history = re.search(r'<ol class="timeline">.*?</ol>', text, re.DOTALL)[0]

    assert re.findall(r"<strong>(.*?)</strong>", history) == [
        "Revoked",
        "Upgraded: 4 stars",
        "Recognised: 3 stars",
    ]
    assert re.findall(r"<time[^>]*>(.*?)</time>", history) == ["03/01/2025", "02/04/2023", "01/05/2020"]
    assert "Giả mạo nhãn" in history


def test_expiry_stands_in_the_history_though_nobody_recorded_it(client):
    text = page(client, "/en" + recognised(status=Status.EXPIRED).get_absolute_url())

    assert "Last day of the recognition" in text


def test_place_is_told_then_and_now(client):
    product = recognised(code="24-219-07570-7-2023", at=cast.DISTRICT_COMMUNE)

    text = page(client, "/en" + product.get_absolute_url())

    assert 'href="/en/dia-phuong/07570/">Xã Giáp Sơn, huyện Lục Ngạn, tỉnh Bắc Giang</a>' in text
    assert "as the place was called until 30/06/2025" in text
    assert f'href="/en/dia-phuong/{cast.COMMUNE}/">Xã Lục Ngạn, tỉnh Bắc Ninh</a>' in text


def test_place_of_today_is_told_once(client):
    assert "as the place was called" not in page(client, "/en" + recognised().get_absolute_url())


def test_sample_is_marked(client):
    real, sample = recognised("Thật"), recognised("Mẫu", is_sample=True)

    assert "invented sample" in page(client, "/en" + sample.get_absolute_url())
    assert "invented sample" not in page(client, "/en" + real.get_absolute_url())


OTHER_ADDRESSES = [
    "24-07582-7-2025",
    "24-07582-7-2025/",
    "24-07582-7-2025/ten-cu/",
    "24-07582-7-2025/mat-ong-hoa-vai",
    "24/07582/7/2025/",
    "24/07582/7/2025/mat-ong-hoa-vai/",
    "24-07582-7/2025/",
    "24.07582.007.2025/mat-ong-hoa-vai/",
    "24%2007582%207%202025/",
]


@pytest.mark.parametrize("rest", OTHER_ADDRESSES)
@pytest.mark.parametrize("language", ["", "/en"])
def test_every_other_address_moves_for_ever_to_the_one(client, language, rest):
    recognised("Mật ong hoa vải", code=CODE)

    response = client.get(f"{language}/san-pham/{rest}", follow=True)

    assert response.redirect_chain[-1] == (f"{language}/san-pham/{CODE}/mat-ong-hoa-vai/", 301)
    assert {status for _address, status in response.redirect_chain} == {301}
    assert response.status_code == 200


def test_renamed_product_moves_on(client):
    product = recognised("Mật ong hoa vải", code=CODE)
    former = product.get_absolute_url()
    product.name = "Mật ong hoa nhãn"
    product.save()

    assert client.get(former).headers["Location"] == f"/san-pham/{CODE}/mat-ong-hoa-nhan/"


def test_earlier_code_moves_to_the_code_of_today(client):
    recognised("Mật ong", code="24-219-07570-7-2023")
    product = cast.product("Mật ong")
    adopt_code(product, CODE, by=None)

    assert (
        client.get("/san-pham/24-219-07570-7-2023/mat-ong/").headers["Location"]
        == f"/san-pham/{CODE}/mat-ong/"
    )


@pytest.mark.parametrize(
    "name", ["!!!", "茶", "---", "A" * 200, "Trà & <b>bánh</b>", "%2F../", "100% nguyên chất"]
)
def test_any_name_makes_an_address_that_opens(client, name):
    product = recognised(name)

    response = client.get(product.get_absolute_url())

    assert response.status_code == 200
    assert "<b>" not in response.content.decode()


@pytest.mark.parametrize("status", STATUSES)
def test_whatever_its_status_a_product_never_disappears(client, status):
    assert page(client, recognised(status=status).get_absolute_url())


def test_product_never_recognised_has_no_page(client):
    product = cast.product()
    adopt_code(product, CODE, by=None)

    page(client, f"/san-pham/{CODE}/", status=404)


def test_only_other_products_in_force_are_recommended_the_producers_own_first(client):
    product = recognised("Mật ong")
    recognised("Bánh")
    recognised("Rượu", status=Status.EXPIRED)
    recognised("Hoa", made_by=cast.producer("Hộ Bảy"))
    recognised("Gạo", made_by=cast.producer("Hộ Bảy"), set_no=3)

    assert names_on(page(client, product.get_absolute_url())) == ["Bánh", "Hoa"]


# Photos


def test_of_the_same_kind_those_with_the_most_stars_come_first(client):
    product = recognised("Mật ong hoa vải")
    for name, stars in (("Ba sao", 3), ("Năm sao", 5), ("Bốn sao B", 4), ("Bốn sao A", 4)):
        recognised(name, stars=stars, made_by=cast.producer(f"Hợp tác xã {name}"))

    shown = client.get(product.get_absolute_url()).content.decode()

    places = [shown.index(f">{name}</a>") for name in ("Năm sao", "Bốn sao A", "Bốn sao B", "Ba sao")]
    assert places == sorted(places)


def test_before_the_first_recognition_no_line_speaks_of_stars(client):
    product = recognised("Mật ong hoa vải")
    line = "<dt>Hạng sao</dt>"

    assert line in client.get(product.get_absolute_url()).content.decode()
    earlier = client.get(product.get_absolute_url(), {"tai-ngay": "01/01/2001"}).content.decode()
    assert line not in earlier


def test_picture_of_a_recognised_product_is_public_and_kept(client):
    picture = photographed(recognised())

    large = client.get(reverse("photo", args=[picture.pk, "lon"]))
    small = client.get(reverse("photo", args=[picture.pk, "nho"]))

    assert [b"".join(large), b"".join(small)] == [b"large", b"small"]
    assert large.headers["Content-Type"] == "image/webp"
    assert large.headers["Cache-Control"].endswith(", immutable")


def test_picture_before_recognition_is_for_the_workspace_alone(client):
    picture = photographed(cast.product())
    address = reverse("photo", args=[picture.pk, "lon"])

    page(client, address, status=404)
    client.force_login(cast.stranger())
    page(client, address, status=404)
    client.force_login(cast.officer(cast.COMMUNE))
    response = client.get(address)

    assert b"".join(response) == b"large"
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("rest", ["1/to/", "0/nho/", f"{'9' * 18}/nho/", f"{'9' * 400}/nho/", "-1/nho/"])
def test_no_other_picture_address_answers(client, rest):
    photographed(recognised())

    page(client, f"/anh/{rest}", status=404)


def test_every_picture_has_words(client):
    product = recognised("Mật ong")
    photographed(product, count=3)

    text = page(client, "/en" + product.get_absolute_url())

    assert re.findall(r'<img class="photo"[^>]*alt="([^"]*)"', text) == [
        "Mật ong",
        "Mật ong, picture 2",
        "Mật ong, picture 3",
    ]
