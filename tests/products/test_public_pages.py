"""Home, producers and places, in both languages: what they show, what they cost; nothing breaks them."""

import re
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from ocop_portal.core.days import today
from producers.enums import ProducerKind
from products.enums import Status
from tests import cast
from tests.products.goods import STATUSES, cards_on, names_on, page, photographed, recognised

pytestmark = pytest.mark.django_db

CODE = "24-07582-7-2025"


# Home


def test_home_counts_what_is_in_force_and_links_to_the_lists(client):
    for status in STATUSES:
        recognised(f"Sản phẩm {status}", status=status)
    recognised("Hoa lan", made_by=cast.producer("Hộ Bảy"), set_no=23)

    text = page(client, "/en/")
    figures = re.findall(r'<a class="figure" href="([^"]*)"><span class="figure-number">(\d+)', text)

    assert figures == [
        ("/en/san-pham/", "4"),
        ("/en/chu-the/", "2"),
        ("/en/san-pham/?trang-thai=expiring&amp;sap-xep=expiry", "1"),
    ]
    for address, number in (figures[0], figures[2]):
        assert len(names_on(page(client, address.replace("&amp;", "&")))) == int(number)


def test_home_counts_each_group(client):
    recognised("Bánh", set_no=6)
    recognised("Mật", set_no=4)
    recognised("Rượu", set_no=14)
    recognised("Hết hạn", set_no=14, status=Status.EXPIRED)

    text = page(client, "/en/")
    tiles = re.findall(r'\?nhom=(\w+)">.*?<span>(\d+) product', text)

    assert tiles == [
        ("food", "2"),
        ("drink", "1"),
        ("herbal", "0"),
        ("craft", "0"),
        ("ornamental", "0"),
        ("tourism", "0"),
    ]


def test_home_tells_what_expires_and_what_was_revoked(client):
    recognised("Bánh", status=Status.EXPIRING)
    recognised("Rượu", status=Status.REVOKED)

    rows = re.findall(r'<ul class="product-rows">(.*?)</ul>', page(client, "/"), re.DOTALL)

    assert ["Bánh" in rows[0], "status-expiring" in rows[0]] == [True, True]
    assert ["Rượu" in rows[1], "status-revoked" in rows[1]] == [True, True]


def test_empty_register_says_so(client):
    assert "No product is in the register yet" in page(client, "/en/")


# Producers


def test_only_producers_in_the_register_are_listed(client):
    recognised("Bánh", made_by=cast.producer("Hộ Bảy"))
    recognised("Rượu", made_by=cast.producer("Hộ Tám"), status=Status.REVOKED)
    cast.product(made_by=cast.producer("Hộ Chín"))

    text = page(client, "/en/chu-the/")
    rows = re.findall(
        r'<th scope="row"><a[^>]*>(.*?)</a>.*?data-label="Products in force">(\d+)', text, re.DOTALL
    )

    assert rows == [("Hộ Bảy", "1"), ("Hộ Tám", "0")]


@pytest.mark.parametrize("typed", ["ho bay", "HỘ BẢY", "luc ngan", "huyện Lục Ngạn", "bac ninh"])
def test_producers_are_found_without_marks_and_by_old_places(client, typed):
    recognised("Bánh", made_by=cast.producer("Hộ Bảy"))
    recognised("Rượu", made_by=cast.producer("Trang trại Tám", at="24823"), at="24823")

    text = page(client, "/en/chu-the/?" + urlencode({"q": typed}))

    assert re.findall(r'<th scope="row"><a[^>]*>(.*?)</a>', text) == ["Hộ Bảy"]


def test_producer_page_shows_all_its_products_with_their_status(client):
    producer = cast.producer(kind=ProducerKind.HOUSEHOLD)
    recognised("Bánh", made_by=producer)
    recognised("Rượu", made_by=producer, status=Status.EXPIRED)
    cast.product("Chưa", made_by=producer)

    assert cards_on(page(client, producer.get_absolute_url())) == [("Bánh", "in_force"), ("Rượu", "expired")]


@pytest.mark.parametrize("rest", ["", "ten-cu/"])
def test_producers_other_addresses_move_to_the_one(client, rest):
    producer = recognised().producer
    address = "/en" + producer.get_absolute_url()

    response = client.get(f"/en/chu-the/{producer.pk}/{rest}")

    assert (response.status_code, response.headers["Location"]) == (301, address)


def test_producer_without_recognised_product_has_no_page(client):
    page(client, f"/chu-the/{cast.producer().pk}/", status=404)


# Places


def test_abolished_place_says_what_it_became_and_shows_what_is_made_there(client):
    recognised("Bánh", at=cast.COMMUNE)
    recognised("Rượu", made_by=cast.producer("Hộ Bảy"), at=cast.DISTRICT_COMMUNE)
    recognised("Hoa", made_by=cast.producer("Hộ Tám"), at="24823")

    text = page(client, "/en/dia-phuong/219/")

    assert "This unit existed until 30/06/2025." in text
    assert f'href="/en/dia-phuong/{cast.COMMUNE}/">Xã Lục Ngạn, tỉnh Bắc Ninh</a>' in text
    assert names_on(text) == ["Bánh", "Rượu"]


def test_place_of_today_lists_what_it_was_formed_from_and_its_communes(client):
    recognised("Bánh", at=cast.COMMUNE)
    recognised("Rượu", made_by=cast.producer("Hộ Bảy"), at=cast.DISTRICT_COMMUNE)

    text = page(client, "/en/dia-phuong/24/")

    assert 'href="/en/dia-phuong/24-cu/">Tỉnh Bắc Giang</a>' in text
    assert re.findall(r'">([^<]*)</a> <span class="soft">(\d+)</span>', text) == [("Xã Lục Ngạn", "2")]


def test_place_counts_agree_with_the_catalogue(client):
    for status in STATUSES:
        recognised(f"Sản phẩm {status}", status=status)

    text = page(client, f"/en/dia-phuong/{cast.COMMUNE}/")
    address, count = re.search(r'<a href="([^"]*)">All (\d+) products, whatever', text).groups()

    assert re.search(r"<h2>(\d+) products in force", text)[1] == "3"
    assert len(names_on(page(client, address.replace("&amp;", "&")))) == int(count) == len(STATUSES)


def test_unknown_place_has_no_page(client):
    page(client, "/dia-phuong/99999/", status=404)


# Both languages

ADDRESSES = [
    "/",
    "/san-pham/?q=mat+ong&sao=3",
    "/chu-the/?q=ngan",
    "/v/",
    "/v/24-07582-7-2025",
    "/v/1-1-1-2025",
]
PLACES = ["/dia-phuong/219/", f"/san-pham/{CODE}/mat-ong-hoa-vai/"]


@pytest.mark.parametrize("address", [*ADDRESSES, *PLACES])
def test_language_link_leads_to_the_same_page_and_back(client, address):
    recognised(code=CODE)

    there = _other_language(client.get(address).content.decode(), "en")
    back = _other_language(client.get(there).content.decode(), "vi")

    assert (there, back) == ("/en" + address, address)


def test_address_that_names_no_page_leads_to_the_first_page_of_the_other_language(client):
    text = client.get("/khong-co-trang-nay/").content.decode()

    assert _other_language(text, "en") == "/en/"


def _other_language(text, code):
    return re.search(rf'<a href="([^"]*)" hreflang="{code}"', text)[1].replace("&amp;", "&")


@pytest.mark.parametrize("address", [*ADDRESSES, *PLACES])
def test_page_names_its_language_and_mixes_no_formats(client, address):
    recognised(code=CODE)

    for prefix, language in (("", "vi"), ("/en", "en")):
        text = client.get(prefix + address).content.decode()
        shown = re.sub(r"<script.*?</script>|<[^>]*>", " ", text, flags=re.DOTALL)
        assert f'<html lang="{language}">' in text
        assert not re.search(r"\b\d{4}-\d{2}-\d{2}\b|\b2\.0\d\d\b|\b2,0\d\d\b", shown)


# Side by side


def test_comparison_says_when_it_was_read_and_where_to_read_it_again(client):
    codes = [recognised(name).code for name in ("Bánh", "Mật")]
    text = page(client, f"/so-sanh/?ma={codes[1]}&ma={codes[0]}&ma=1-1-1-2026&ma=x")

    assert f"{settings.SITE_URL}/so-sanh/?ma={codes[0]}&amp;ma={codes[1]}<" in text
    assert re.search(rf"Theo danh bạ lúc \d\d:\d\d ngày {today():%d/%m/%Y}", text)


def test_comparison_of_nothing_offers_nothing_to_print(client):
    assert "data-print" in page(client, f"/so-sanh/?ma={recognised().code}")
    assert "data-print" not in page(client, "/so-sanh/?ma=1-1-1-2026")


# Cost and nonsense

LISTS = {
    "/": 11,
    "/chu-the/": 3,
    "/chu-the/?q=hop+tac": 4,
    f"/dia-phuong/{cast.COMMUNE}/": 7,
    "/dia-phuong/219/": 8,
    "/dia-phuong/24/": 8,
}


def shelf(count):
    for number in range(count):
        for status in (Status.IN_FORCE, Status.EXPIRING, Status.REVOKED):
            maker = cast.producer(f"Hợp tác xã {number}")
            photographed(recognised(f"{status} {number}", made_by=maker, status=status))


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "queries"), LISTS.items())
def test_lists_ask_as_often_for_one_row_as_for_three(
    client, django_assert_num_queries, address, queries, count
):
    shelf(count)

    with django_assert_num_queries(queries):
        page(client, address)


@pytest.mark.parametrize("count", [1, 3])
def test_product_and_producer_ask_as_often_for_one_row_as_for_three(client, django_assert_num_queries, count):
    shelf(3)
    producer = cast.producer("Hợp tác xã 0")
    product = producer.products.get(name="in_force 0")
    for number in range(count):
        recognised(f"Khác {number}", made_by=producer)
        photographed(product)

    with django_assert_num_queries(4):
        page(client, product.get_absolute_url())
    with django_assert_num_queries(3):
        page(client, producer.get_absolute_url())


TEXT = st.sampled_from(
    ["\x00", "9" * 30, "9" * 5000, "-1", "٣", "%", "..", "a" * 10_000, CODE, "219"]
) | st.text(st.characters(codec="utf-8"), max_size=60)
FRAMES = ["/v/{}", "/v/{}/", "/san-pham/{}/", "/san-pham/{}/x/", "/chu-the/{}/", "/chu-the/{}/x/"]
FRAMES += [
    "/dia-phuong/{}/",
    "/anh/{}/nho/",
    "/en/v/{}",
    "/v/?ma={}",
    "/chu-the/?q={}",
    "/chu-the/?sau={}",
    "/?q={}",
]


@trying(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(frame=st.sampled_from(FRAMES), text=TEXT)
def test_no_address_breaks_a_page(client, frame, text):
    response = client.get(frame.format(quote(text, safe="/" if "?" not in frame else "")))

    assert response.status_code in (200, 301, 302, 404)


@pytest.mark.parametrize("address", ["/", "/san-pham/", "/chu-the/", "/dia-phuong/24/", "/v/"])
def test_public_pages_only_answer_questions(client, address):
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200
