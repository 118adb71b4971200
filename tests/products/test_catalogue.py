"""The catalogue finds what is asked for, says what it could not understand, and leads out of nothing."""

import re
import unicodedata
from urllib.parse import parse_qs, urlencode

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocop_portal.core.text import fold, sort_key
from producers.enums import ProducerKind
from products import catalogue
from products.enums import Status
from products.models import Product
from products.numbering import adopt_code
from tests import cast
from tests.products.goods import STATUSES, cards_on, listed, names_on, page, recognised, revoke

pytestmark = pytest.mark.django_db

OLD_COMMUNE, ITS_HEIR = (
    cast.DISTRICT_COMMUNE,
    cast.COMMUNE,
)  # xã Giáp Sơn of Lục Ngạn became part of xã Lục Ngạn
ELSEWHERE = "24823"  # a commune of today's tỉnh Lâm Đồng


# Words

TYPED = [
    str,
    fold,
    str.upper,
    lambda name: unicodedata.normalize("NFD", name),
    lambda name: fold(name).upper(),
    lambda name: f"  {name.replace(' ', '   ')} ",
]


@pytest.mark.parametrize("typed", TYPED, ids=["as it is", "no marks", "capitals", "NFD", "both", "spaces"])
def test_a_name_is_found_first_however_it_is_typed(client, typed):
    names = ["Trà hoa vàng", "Trà bí đao", "Bánh trà", "Mật ong hoa vải", "Đường phèn Đức Phổ"]
    maker = cast.producer("Hợp tác xã Trà hoa vàng và mật ong hoa vải, trà bí đao, bánh trà, Đức Phổ")
    for name in names:
        recognised(name, made_by=maker)

    assert [listed(client, q=typed(name))[0] for name in names] == names


def test_name_comes_before_producer_and_place(client):
    recognised("An xoa", made_by=cast.producer("Hợp tác xã Lục Ngạn"))
    recognised("Vải thiều Lục Ngạn", made_by=cast.producer("Hộ kinh doanh Bảy"), at=ELSEWHERE)

    assert listed(client, q="luc ngan") == ["Vải thiều Lục Ngạn", "An xoa"]


def test_every_word_must_be_found(client):
    recognised("Mật ong hoa vải", made_by=cast.producer("Hợp tác xã Sa Lý"))

    assert listed(client, q="mat ong sa ly") == ["Mật ong hoa vải"]
    assert listed(client, q="mat ong sa pa") == []


@pytest.mark.parametrize(
    "words", ["Lục Ngạn", "huyện Lục Ngạn", "HUYEN LUC NGAN", "giap son", "xa giap son luc ngan"]
)
def test_old_names_of_a_place_find_what_is_made_there_today(client, words):
    recognised("Mỳ gạo", made_by=cast.producer("Hộ kinh doanh Bảy"), at=ITS_HEIR)
    recognised("Hoa lan", made_by=cast.producer("Hộ kinh doanh Tám", at=ELSEWHERE), at=ELSEWHERE)

    assert listed(client, q=words) == ["Mỳ gạo"]


def test_todays_name_of_a_place_finds_what_was_recognised_under_the_old_one(client):
    recognised("Mỳ gạo", made_by=cast.producer("Hộ kinh doanh Bảy", at=OLD_COMMUNE), at=OLD_COMMUNE)

    assert listed(client, q="tỉnh Bắc Ninh") == ["Mỳ gạo"]


@pytest.mark.parametrize("signs", ["%", "_", "!!!", "\\", "'", '"', "(((", "[a-", "·"])
def test_signs_alone_find_nothing(client, signs):
    recognised()

    assert listed(client, q=signs) == []


# Codes


@pytest.mark.parametrize("typed", ["24-07582-7-2025", "24/07582/7/2025", " 24 07582 07 2025 "])
def test_code_typed_into_the_search_opens_the_product(client, typed):
    product = recognised(code="24-07582-7-2025", status=Status.EXPIRED)

    response = client.get(reverse("catalogue"), {"q": typed, "trang-thai": "all"})

    assert response.headers["Location"] == product.get_absolute_url()


def test_older_code_opens_the_product_too(client):
    product = recognised(code="24-219-07570-7-2023")
    adopt_code(product, "24-07582-9-2026", by=None)

    response = client.get(reverse("catalogue"), {"q": "24-219-07570-7-2023"})

    assert response.headers["Location"].startswith(reverse("product_any_spelling", args=["24-07582-9-2026"]))


def test_code_typed_while_results_are_replaced_in_place_leads_the_browser_on(client):
    product = recognised(code="24-07582-7-2025")

    response = client.get(reverse("catalogue"), {"q": product.code}, headers={"HX-Request": "true"})

    assert response.headers["HX-Redirect"] == product.get_absolute_url()


def test_beginning_of_a_code_finds_the_product(client):
    recognised(code="24-07582-7-2025")

    assert listed(client, q="24-07582") == ["Mật ong hoa vải"]


def test_unknown_code_is_told_from_words(client):
    text = page(client, "/en/san-pham/?q=24-07582-7-2025")

    assert "This looks like a product code" in text


def test_code_of_a_product_never_recognised_is_not_told(client):
    adopt_code(cast.product(), "24-07582-7-2025", by=None)

    assert client.get(reverse("catalogue"), {"q": "24-07582-7-2025"}).status_code == 200


# Filters


def test_in_force_is_shown_unless_asked_otherwise(client):
    for status in STATUSES:
        recognised(f"Sản phẩm {status}", status=status)

    shown = {status for _name, status in cards_on(page(client, reverse("catalogue")))}

    assert shown == set(Status.valid())


@pytest.mark.parametrize("asked", ["expiring", "expired", "revoked"])
def test_status_filter_shows_exactly_that_status(client, asked):
    for status in STATUSES:
        recognised(f"Sản phẩm {status}", status=status)

    assert listed(client, **{"trang-thai": asked}) == [f"Sản phẩm {asked}"]


@pytest.mark.parametrize("address", ["home", "producer_list"])
def test_search_of_home_and_header_hides_nothing(client, address):
    for form in re.findall(r"<form[^>]*>.*?</form>", page(client, reverse(address)), re.DOTALL):
        if f'action="{reverse("catalogue")}"' in form:
            assert '<input type="hidden" name="trang-thai" value="all">' in form


@pytest.fixture
def assortment():
    """Four products that differ in every filter."""
    household = cast.producer("Hộ Bảy", kind=ProducerKind.HOUSEHOLD, at=ELSEWHERE)
    cooperative = cast.producer("Hợp tác xã Tám", kind=ProducerKind.COOPERATIVE, at=OLD_COMMUNE)
    recognised("Bánh", set_no=6, stars=3, made_by=household, at=ELSEWHERE)
    recognised("Hoa", set_no=23, stars=4, made_by=household, at=ITS_HEIR)
    recognised("Rượu", set_no=14, stars=5, made_by=cooperative, at=OLD_COMMUNE)
    recognised("Vải", set_no=1, stars=5, made_by=cooperative, at=ELSEWHERE)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"nhom": "food"}, ["Bánh", "Vải"]),
        ({"nhom": ["food", "drink"]}, ["Bánh", "Rượu", "Vải"]),
        ({"bo": "6"}, ["Bánh"]),
        ({"bo": ["6", "23"]}, ["Bánh", "Hoa"]),
        ({"sao": "5"}, ["Rượu", "Vải"]),
        ({"sao": ["3", "4"]}, ["Bánh", "Hoa"]),
        ({"loai": "household"}, ["Bánh", "Hoa"]),
        ({"tinh": "68"}, ["Bánh", "Vải"]),
        ({"tinh": "24"}, ["Hoa", "Rượu"]),
        ({"tinh": "24-cu"}, ["Hoa", "Rượu"]),
        ({"huyen": "219"}, ["Hoa", "Rượu"]),
        ({"xa": ITS_HEIR}, ["Hoa", "Rượu"]),
        ({"xa": [ITS_HEIR, ELSEWHERE]}, ["Bánh", "Hoa", "Rượu", "Vải"]),
        ({"nhom": "food", "sao": "5", "tinh": "68", "loai": "cooperative"}, ["Vải"]),
        ({"sap-xep": "name"}, ["Bánh", "Hoa", "Rượu", "Vải"]),
        ({"sap-xep": "-name"}, ["Vải", "Rượu", "Hoa", "Bánh"]),
        ({"sap-xep": "stars"}, ["Rượu", "Vải", "Hoa", "Bánh"]),
    ],
)
def test_filters_and_orders(client, assortment, asked, expected):
    assert listed(client, **asked) == expected


def test_newest_and_soonest_to_expire_come_first(client):
    recognised("Áo", status=Status.EXPIRING)
    recognised("Bánh", status=Status.IN_FORCE)

    assert listed(client, **{"sap-xep": "newest"}) == ["Bánh", "Áo"]
    assert listed(client, **{"sap-xep": "expiry"}) == ["Áo", "Bánh"]


def test_names_stand_in_vietnamese_order(client):
    names = ["Đậu", "Dừa", "Ấm", "Ăn", "Xoài", "Bánh", "Ảnh", "Ánh"]
    for name in names:
        recognised(name)

    assert listed(client) == sorted(names, key=sort_key)


UNKNOWN = {
    "nhom": "do-uong",
    "bo": "27",
    "sao": "2",
    "tinh": "219",
    "huyen": "24",
    "xa": "99999",
    "loai": "ngan-hang",
    "trang-thai": "tot",
    "sap-xep": "gia",
}


@pytest.mark.parametrize(("key", "value"), UNKNOWN.items())
def test_unknown_value_is_left_out_and_named(client, assortment, key, value):
    text = page(client, f"/en/san-pham/?{urlencode({key: value})}")

    assert f"“{value}” is not something the catalogue knows; it was left out." in text
    assert names_on(text) == ["Bánh", "Hoa", "Rượu", "Vải"]


def test_many_unknown_values_are_named_in_one_notice(client):
    text = page(client, f"/en/san-pham/?{urlencode(UNKNOWN)}")

    assert text.count('class="notice notice-warning"') == 1


def test_unknown_keys_are_no_matter(client, assortment):
    text = page(client, reverse("catalogue") + "?utm_source=zalo&q=")

    assert "notice-warning" not in text
    assert len(names_on(text)) == 4


def test_each_chip_takes_off_its_own_filter(client, assortment):
    asked = {"q": ["a"], "nhom": ["food", "drink"], "sao": ["5"], "trang-thai": ["all"]}
    text = page(client, reverse("catalogue") + "?" + urlencode(asked | {"sau": "x"}, doseq=True))

    left = [
        parse_qs(query.replace("&amp;", "&")) for query in re.findall(r'class="chip" href="\?([^"]*)"', text)
    ]

    assert left == [
        {key: values for key, values in asked.items() if key != "q"},
        asked | {"nhom": ["drink"]},
        asked | {"nhom": ["food"]},
        {key: values for key, values in asked.items() if key != "sao"},
        {key: values for key, values in asked.items() if key != "trang-thai"},
    ]


# Nothing found


def test_nothing_found_offers_to_take_off_filters_one_by_one(client):
    recognised("Bánh", set_no=6, stars=3)
    recognised("Rượu", set_no=14, stars=5)

    text = page(client, "/en/san-pham/?nhom=drink&sao=3")

    ways = dict(re.findall(r'<li><a href="\?([^"]*)">Without ([^<]*)</a>', text))
    assert ways == {"sao=3": "Drinks", "nhom=drink": "3 stars"}
    assert "No product fits all of these filters" in text


def test_nothing_in_force_leads_to_what_once_was(client):
    recognised("Bánh", status=Status.EXPIRED)

    text = page(client, "/en/san-pham/?q=banh")
    (query,) = re.findall(r'<a href="\?([^"]*)">Among all, whatever their status', text)

    assert names_on(page(client, "/en/san-pham/?" + query.replace("&amp;", "&"))) == ["Bánh"]


def test_words_that_find_nothing_are_repeated(client):
    assert "Nothing was found for “xyz &lt;b&gt;”" in page(client, "/en/san-pham/?q=xyz+<b>")


@pytest.mark.parametrize("words", ["huyện Lục Ngạn", "huyen luc ngan", "Lục Ngạn"])
def test_words_that_name_a_place_lead_to_its_page(client, words):
    text = page(client, "/en/san-pham/?" + urlencode({"q": words}))

    assert 'href="/en/dia-phuong/219/">Huyện Lục Ngạn, tỉnh Bắc Giang</a>' in text
    assert "existed until 30/06/2025" in text


def test_words_that_name_no_place_lead_to_none(client):
    assert "named-places" not in page(client, "/san-pham/?q=mat+ong")


# Pages


def many(count):
    maker = cast.producer()
    return [recognised(f"Sản phẩm {number:02}", made_by=maker).name for number in range(count)]


def walked(client, address, between=lambda: None):
    names, text = [], page(client, address)
    while True:
        names += names_on(text)
        following = re.search(r'rel="next" href="(\?[^"]*)"', text)
        if not following:
            return names
        between()
        text = page(client, reverse("catalogue") + following[1].replace("&amp;", "&"))


@pytest.mark.parametrize("query", ["", "?sap-xep=-name", "?sap-xep=stars", "?sap-xep=newest", "?q=san+pham"])
def test_walking_the_pages_shows_every_product_once(client, query):
    names = many(26)

    assert sorted(walked(client, reverse("catalogue") + query)) == names


def test_walking_misses_nothing_while_products_come_and_go(client):
    names = many(26)

    def change():
        recognised("Aaa mới")
        revoke(Product.objects.get(name="Sản phẩm 00"))
        recognised("Zzz mới")

    assert walked(client, reverse("catalogue"), change) == [*names, "Zzz mới"]


@pytest.mark.parametrize("cursor", ["x", "W10", "%00", "A" * 3000])
def test_page_that_is_not_ours_is_the_first_with_a_notice(client, assortment, cursor):
    text = page(client, f"/en/san-pham/?sau={cursor}")

    assert "The page you asked for is not known; this is the first one." in text
    assert len(names_on(text)) == 4


def test_cursor_of_another_order_does_no_harm(client):
    many(26)
    text = page(client, reverse("catalogue"))
    cursor = re.search(r"sau=([^\"&]*)", text)[1]

    for sort in catalogue.SORTS:
        assert client.get(reverse("catalogue"), {"sap-xep": sort, "sau": cursor}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("query", ["", "?q=san+pham&nhom=food&sao=3&tinh=24"])
def test_catalogue_asks_as_often_for_one_product_as_for_three(
    client, django_assert_max_num_queries, count, query
):
    many(count)

    with django_assert_max_num_queries(9 if query else 7) as asked:
        text = page(client, reverse("catalogue") + query)

    assert len(names_on(text)) == count
    assert len(asked) == (9 if query else 7)


# Whatever is typed

KEYS = ["q", "nhom", "bo", "sao", "tinh", "huyen", "xa", "loai", "trang-thai", "sap-xep", "sau", "zz"]
GOOD = ["food", "6", "5", "24", "219", ITS_HEIR, "household", "all", "expired", "stars", "luc ngan"]
VALUES = st.sampled_from([*GOOD, "\x00", "9" * 400, "-1", "١", "%", "a" * 10_000, "ệ" * 3000]) | st.text()


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.lists(st.tuples(st.sampled_from(KEYS), VALUES), max_size=8))
def test_any_query_gets_a_page(client, asked):
    sendable = [(key, value.encode("utf-8", "surrogatepass")) for key, value in asked]

    response = client.get(f"{reverse('catalogue')}?{urlencode(sendable)}")

    assert response.status_code in (200, 302)
