"""Search by the beginnings of words: the same rows on every database, from an index where there is one."""

import pytest
from django.db import connection

from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.text import LONGEST_WORD, fold, search_terms
from ocop_portal.core.words import called, cut_words, index_words, matching
from products.models import Product
from tests.products.goods import recognised

ONE_WORD_OF_MANY_BYTES = "㍿" * 190  # one sign of which four are made, each of three bytes


@pytest.fixture
def texts(db):
    return dict(AdministrativeUnit.objects.values_list("pk", "search_text"))


@pytest.mark.parametrize(
    "query",
    [
        "tan",
        "Lục Ngạn",
        "x p",
        "tan h x",
        "ngan luc",
        "an an",
        "ha noi",
        "12 3",
        "n",
        "zzz",
        "luc nganh",
        "qui nhơn",
        "thanh hoa x q",
    ],
)
def test_every_word_begins_a_word(texts, query):
    terms = fold(query).split()
    expected = {
        pk
        for pk, text in texts.items()
        if all(any(word.startswith(term) for word in text.split()) for term in terms)
    }

    assert set(matching(AdministrativeUnit.objects, query).values_list("pk", flat=True)) == expected


def test_no_word_finds_everything_and_signs_find_nothing(texts):
    assert matching(AdministrativeUnit.objects, " ").count() == len(texts)
    assert not matching(AdministrativeUnit.objects, "★ %").exists()


@pytest.mark.django_db
def test_a_word_longer_than_an_index_takes_is_found_by_its_beginning():
    assert len(fold(ONE_WORD_OF_MANY_BYTES).encode()) > 2047
    product = recognised(ONE_WORD_OF_MANY_BYTES)

    for query in (ONE_WORD_OF_MANY_BYTES, ONE_WORD_OF_MANY_BYTES[:50], ONE_WORD_OF_MANY_BYTES + "x"):
        assert list(Product.objects.search(query)) == [product]
    assert [len(term) for term in search_terms(ONE_WORD_OF_MANY_BYTES)] == [LONGEST_WORD]


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite reads the rows one by one")
@pytest.mark.parametrize("query", ["luc ngan", "lu ngan xa", "n"])
def test_the_index_of_words_is_used(query):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = matching(AdministrativeUnit.objects.order_by(), query).explain()

    assert "areas_administrativeunit_search_words" in plan


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL has the index")
def test_a_long_word_written_before_words_were_cut_is_cut():
    unit = AdministrativeUnit.objects.first()
    with connection.schema_editor(atomic=False) as editor:
        index_words("areas_administrativeunit").backwards(editor)
        AdministrativeUnit.objects.filter(pk=unit.pk).update(search_text=f" {'ệ' * 1500}  xa  {'y' * 120} ")
        cut_words("areas_administrativeunit").forwards(editor)
    unit.refresh_from_db()

    assert unit.search_text == f" {'ệ' * LONGEST_WORD}  xa  {'y' * 120} "


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["a'b", "a\\", "a & !b", "(:*", "", "★"])
def test_signs_are_no_words_however_the_lookup_is_asked(typed):
    found = AdministrativeUnit.objects.filter(search_text__has_words=typed)

    assert found.exists() == any(letter.isalnum() for letter in typed)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Mật ong", "y" * 130, f"Mật {'z' * 125} ong", ONE_WORD_OF_MANY_BYTES])
def test_a_name_is_found_whole_whatever_its_marks(name):
    product = recognised(name)
    recognised(f"{name} hai")

    assert list(Product.objects.filter(called(fold(name)))) == [product]
    assert not Product.objects.filter(called(name[:-1])).exists() or len(name) > LONGEST_WORD
