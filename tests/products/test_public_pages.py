"""Home, product, producer and place: what they show, what they never show, and that nothing breaks them."""

import re
from datetime import date
from urllib.parse import quote, urlencode

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from producers.enums import ProducerKind
from products.enums import EventKind, Status
from products.models import Photo
from products.numbering import adopt_code
from products.publication import record
from tests import cast
from tests.products.goods import DECISION, STATUSES, cards_on, names_on, page, recognised

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


# Product


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


def test_only_other_products_in_force_are_recommended(client):
    product = recognised("Mật ong")
    recognised("Bánh")
    recognised("Rượu", status=Status.EXPIRED)
    recognised("Hoa", made_by=cast.producer("Hộ Bảy"))

    assert names_on(page(client, product.get_absolute_url())) == ["Bánh"]


# Photos


def photographed(product, count=1, caption=""):
    for position in range(count):
        picture = Photo(product=product, caption=caption, position=position)
        picture.image.save("a.webp", ContentFile(b"large"), save=False)
        picture.thumbnail.save("b.webp", ContentFile(b"small"), save=True)
    return picture


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


def _other_language(text, code):
    return re.search(rf'<a href="([^"]*)" hreflang="{code}"', text)[1].replace("&amp;", "&")


@pytest.mark.parametrize("address", [*ADDRESSES, *PLACES])
def test_page_names_its_language_and_mixes_no_formats(client, address):
    recognised(code=CODE)

    for prefix, language in (("", "vi"), ("/en", "en")):
        text = client.get(prefix + address).content.decode()
        shown = re.sub(r"<[^>]*>", " ", text)
        assert f'<html lang="{language}">' in text
        assert not re.search(r"\b\d{4}-\d{2}-\d{2}\b|\b2\.0\d\d\b|\b2,0\d\d\b", shown)


# Personal data

SECRETS = {
    "representative_name": "Vi Thị Kín",
    "phone": "0987654321",
    "email": "kin.dao@example.vn",
    "address": "Số 9 thôn Kín",
    "registration_code": "2400999888",
}
CONSENTS = {
    "publish_representative": "Vi Thị Kín",
    "publish_phone": "0987 654 321",
    "publish_email": "kin.dao@example.vn",
    "publish_address": "Số 9 thôn Kín",
}


def crawl(client, most=120):
    """The text of every page that can be reached from home, in both languages, by address."""
    waiting, pages = ["/", "/en/"], {}
    while waiting and len(pages) < most:
        address = waiting.pop(0)
        response = client.get(address, follow=True)
        assert response.status_code == 200, address
        if response.streaming:
            assert b"".join(response)
            continue
        pages[address] = response.content.decode()
        found = re.findall(r'href="(/(?!static|feeds|api)[^"#]*)"', pages[address])
        known = {*waiting, *pages}
        waiting += dict.fromkeys(each.replace("&amp;", "&") for each in found if each not in known)
    return pages


def test_no_page_tells_personal_data_without_consent(client):
    producer = cast.producer(**SECRETS)
    recognised("Bánh", made_by=producer)
    photographed(recognised("Rượu", made_by=producer, status=Status.EXPIRED))

    pages = crawl(client)

    assert producer.get_absolute_url() in pages
    assert len(pages) > 30
    for address, text in pages.items():
        told = [name for name, secret in SECRETS.items() if secret in text or secret in text.replace(" ", "")]
        assert not told, address


@pytest.mark.parametrize("typed", SECRETS.values())
def test_personal_data_finds_nobody(client, typed):
    recognised("Bánh", made_by=cast.producer(**SECRETS | {"registration_code": ""}))

    text = page(client, "/san-pham/?" + urlencode({"q": typed, "trang-thai": "all"}))

    assert names_on(text) == []


@pytest.mark.parametrize(("consent", "told"), CONSENTS.items())
def test_each_consent_publishes_its_own_fact_and_taking_it_back_hides_it(client, consent, told):
    producer = cast.producer(**SECRETS, **{consent: True})
    recognised(made_by=producer)

    text = page(client, producer.get_absolute_url())
    assert [fact for fact in CONSENTS.values() if fact in text] == [told]

    setattr(producer, consent, False)
    producer.save()
    assert told not in page(client, producer.get_absolute_url())


# Cost and nonsense

LISTS = {
    "/": 10,
    "/chu-the/": 2,
    "/chu-the/?q=hop+tac": 4,
    f"/dia-phuong/{cast.COMMUNE}/": 6,
    "/dia-phuong/219/": 7,
    "/dia-phuong/24/": 7,
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

    with django_assert_num_queries(5):
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


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(frame=st.sampled_from(FRAMES), text=TEXT)
def test_no_address_breaks_a_page(client, frame, text):
    response = client.get(frame.format(quote(text, safe="/" if "?" not in frame else "")))

    assert response.status_code in (200, 301, 302, 404)


@pytest.mark.parametrize("address", ["/", "/san-pham/", "/chu-the/", "/dia-phuong/24/", "/v/"])
def test_public_pages_only_answer_questions(client, address):
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200
