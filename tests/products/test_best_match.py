"""The best match first: what begins with the words, read from an index, in the order of all that match."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from ocop_portal.core.text import AFTER_ANY_KEY, fold, plain_key
from producers.models import Producer
from products import catalogue, paging, spelling
from products.catalogue_views import page_shown, understood
from products.models import Product
from products.registration import change_producer
from tests import cast
from tests.products.goods import recognised

VIETNAMESE = st.text(alphabet="aăâbcdđeêghiklmnoôơprstuưvxyáàảãạậọụịz 0123456789", max_size=20)
NAMES = (
    "Mật ong",
    "Mật ong bạc hà",
    "Mát ong",
    "Mật ong rừng",
    "Cao mật ong",
    "Mật mía ong vàng",
    "Mắt ong",
    "Trà mật, ong chúa",
    "Mát ong và mắt ong",
    "Mát ong với mắt ong",
)
COMPUTED_LATER = dict.fromkeys(("plain_key", "producer_name", "place_name", "group"))


def wish(words):
    return catalogue.read(QueryDict(f"q={words}"))


def walked(words):
    """Return the names on all pages and the number of pages."""
    names, cursor, pages = [], "", 0
    while pages == 0 or cursor:
        asked = wish(words)
        asked.cursor = cursor
        rows, cursor = page_shown(asked, understood(asked))
        names += [row.name for row in rows]
        pages += 1
    return names, pages


@given(text=VIETNAMESE, more=VIETNAMESE)
def test_key_of_a_beginning_begins_the_key(text, more):
    assert plain_key(text + more).startswith(plain_key(text)) or not fold(text + more).startswith(fold(text))
    assert plain_key(text) <= plain_key(f"{fold(text)}{fold(more)}") < plain_key(text) + AFTER_ANY_KEY


@given(one=VIETNAMESE, other=VIETNAMESE)
def test_keys_stand_in_the_order_of_the_plain_letters(one, other):
    assert (plain_key(one) == plain_key(other)) == (fold(one) == fold(other))
    if not any(letter.isdigit() for letter in one + other):
        assert (plain_key(one) < plain_key(other)) == (fold(one) < fold(other))


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["mat ong", "Mật ong", "mắt ong", "ong", "mat"])
def test_pages_read_from_the_index_are_those_of_all_that_matches_in_order(monkeypatch, words):
    for name in NAMES:
        recognised(name)
    asked = wish(words)
    inorder = catalogue.matching(asked).order_by(*catalogue.BEST_MATCH)

    for size in (1, 2, 3, 24):
        monkeypatch.setattr(paging, "PAGE_SIZE", size)
        names, pages = walked(words)
        assert names == [product.name for product in inorder]
        assert pages == -(-len(names) // size)


def expected_fit(name, searched, query):
    """The same said plainly; a name begins with letters, whatever stands between them."""
    typed, folded = query.lower(), fold(query)
    begins, beside = fold(name).startswith(folded), f" {folded}" in searched
    in_name = f" {folded}" in f" {fold(name)}"
    if begins and (typed == folded or name.lower().startswith(typed)):
        return 0
    if begins:
        return 1
    if typed != folded and typed in name.lower():
        return 2
    return (1 if typed == folded else 3) + (2 if not beside else 0 if in_name else 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["mat ong", "mật ong", "mắt ong", "Mật", "ong", "ong mat", "ha", "Bạc hà", "o", "ti"]
)
def test_names_fit_as_the_words_stand_in_them(query):
    for name in (*NAMES, "Tiêu bạc hà", "Bạc hà ong mật"):
        recognised(name)
    found = list(catalogue.matching(wish(query)))

    assert found
    assert {row.name: row.rank for row in found} == {
        row.name: expected_fit(row.name, row.search_text, query) for row in found
    }


@pytest.mark.django_db
def test_marks_typed_are_the_marks_wanted():
    for name in NAMES:
        recognised(name)

    assert walked("mắt ong")[0][0] == "Mắt ong"
    assert walked("mật ong")[0][:3] == ["Mật ong", "Mật ong bạc hà", "Mật ong rừng"]
    assert walked("mat ong")[0][:3] == ["Mát ong", "Mắt ong", "Mật ong"]


@pytest.mark.django_db
def test_the_whole_name_comes_before_longer_ones_whatever_their_marks():
    for name in ("Mát ong rừng", "Mật ong"):
        recognised(name)

    assert walked("mat ong")[0] == ["Mật ong", "Mát ong rừng"]


@pytest.mark.django_db
def test_full_page_of_what_fits_best_is_asked_once(monkeypatch):
    monkeypatch.setattr(paging, "PAGE_SIZE", 2)
    for name in NAMES:
        recognised(name)
    asked = {words: (wish(words), understood(wish(words))) for words in ("mat ong", "ong")}
    with CaptureQueriesContext(connection) as best:
        page_shown(*asked["mat ong"])
    with CaptureQueriesContext(connection) as anything:
        page_shown(*asked["ong"])

    assert (len(best), len(anything)) == (1, 1)
    assert "SEARCH_TEXT" not in best[0]["sql"].upper()
    assert "SEARCH_TEXT" in anything[0]["sql"].upper()


@pytest.mark.django_db
def test_search_without_a_match_asks_for_no_page(client):
    recognised("Mật ong")
    spelling.collect_words()
    asked = wish("qqq")

    assert (understood(asked).alike, understood(asked).total, asked.meant) == (0, 0, "")
    assert client.get("/en/san-pham/?q=qqq").status_code == 200


@pytest.mark.django_db
def test_what_was_meant_is_written_as_a_name_writes_it():
    recognised("Cà phê rang xay Sơn La")
    for n in range(3):
        recognised(f"Cá kho làng {n}")
    spelling.collect_words()

    assert spelling.meant("caf phe rangf xay") == "cà phê rang xay"
    assert spelling.meant("rangf xay ca") == "rang xay cá"


LETTERS_OF_THE_TEST = st.text("abc", max_size=6)


def one_letter_changed(word):
    halves = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    for left, right in halves:
        for letter in "abc":
            yield left + letter + right
            yield left + letter + right[1:]
        yield left + right[1:]
        yield left + right[1::-1] + right[2:]


@given(one=LETTERS_OF_THE_TEST, other=LETTERS_OF_THE_TEST)
def test_one_letter_is_missing_too_many_another_or_swapped(one, other):
    assert spelling.one_letter_apart(one, other) == (one != other and other in one_letter_changed(one))


@given(words=st.sets(LETTERS_OF_THE_TEST.filter(bool)), typed=LETTERS_OF_THE_TEST.filter(bool))
def test_words_are_found_that_are_typed_in_part_or_almost(words, typed):
    known = spelling.Vocabulary((word, None) for word in words)

    assert known.beside(typed) == {word for word in words if spelling.one_letter_apart(typed, word)}
    assert known.begin_with(typed) == any(word.startswith(typed) for word in words)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "typed", "meant", "told"),
    [("Điền bín", "dien bien", "điền bín", True), ("Điện Biên phủ", "dein bien", "điện biên", False)],
)
def test_the_words_typed_name_a_place_and_not_what_they_are_taken_for(client, name, typed, meant, told):
    recognised(name)
    spelling.collect_words()
    text = client.get("/san-pham/", {"q": typed}).content.decode()

    assert meant in text
    assert ("named-places" in text) == told


@pytest.mark.django_db
def test_words_typed_as_one_are_looked_for_side_by_side():
    recognised("Rượu nếp cái hoa vàng")
    recognised("Chè hoa lài vàng")
    spelling.collect_words()

    assert spelling.meant("hoavang nep") == "hoa vàng nếp"
    assert spelling.meant("hoavang che") == ""


# What is kept beside the product


@pytest.mark.django_db
def test_new_name_of_a_producer_stands_beside_its_products(client):
    product = recognised("Mật ong")
    maker = product.producer
    maker.name = "Hợp tác xã Đổi Tên"
    change_producer(maker, ["name"], version=maker.version, by=cast.officer(cast.COMMUNE))
    product.refresh_from_db()

    assert product.producer_name == Producer.objects.get(pk=maker.pk).name == "Hợp tác xã Đổi Tên"
    assert "Hợp tác xã Đổi Tên" in client.get("/san-pham/").content.decode()


@pytest.mark.django_db
def test_products_that_were_there_before_get_what_is_kept_beside_them():
    products = [recognised("Mật ong"), cast.product("Chè xanh")]
    told = Product.objects.order_by("pk").values_list(*COMPUTED_LATER)
    before = list(told)
    Product.objects.update(**COMPUTED_LATER)

    import_module("products.migrations.0014_names_beside_the_product").compute(apps, None)

    assert list(told.all()) == before
    assert all(None not in row for row in before) and len(before) == len(products)
