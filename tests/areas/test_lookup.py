import unicodedata

import pytest

from ocop_portal.areas.lookup import find
from ocop_portal.areas.models import AdministrativeUnit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("huyện Lục Ngạn", "219"),
        ("HUYEN LUC NGAN", "219"),
        ("luc ngan", "219"),
        (unicodedata.normalize("NFD", "Lục Ngạn"), "219"),
        ("tỉnh Bắc Giang", "24-cu"),
        ("Bắc Ninh", "24"),
        ("Quận 1", "760"),
        ("tp. Đà Nẵng", "48"),
        ("tp hcm", "79"),
        ("hanoi", "01"),
        ("Đắc Lắc", "66"),
        ("bac can", "06"),
        ("TP Qui Nhơn", "540"),
        ("Quan Sơn", "387"),
        ("lí sơn", "536"),
        ("đặc khu Lý Sơn", "21548"),
    ],
)
def test_the_place_people_mean_comes_first(query, first):
    found = find(query, limit=1)

    assert [unit.address_code for unit in found] == [first]


def test_a_district_found_says_what_it_became():
    district = find("huyện Lục Ngạn")[0]

    assert "Xã Lục Ngạn" in [unit.name for unit in district.present()]


def test_a_kind_word_prefers_its_kind():
    assert find("xã Lục Ngạn")[0].name == "Xã Lục Ngạn"


def test_a_wrong_kind_word_does_no_harm():
    assert find("huyện Lý Sơn, tỉnh Quảng Ngãi")[0].name == "Huyện Lý Sơn"
    assert find("xã Lý Sơn")[0].own_name == "Lý Sơn"


def test_parents_narrow_the_search():
    found = find("xã Hồng Giang, huyện Đông Hưng, tỉnh Thái Bình")

    assert [unit.full_name for unit in found] == ["xã Hồng Giang, huyện Đông Hưng, tỉnh Thái Bình"]


def test_parents_that_do_not_fit_are_given_up():
    """Hồng Giang belonged to Lục Ngạn until 2024 and to Chũ on the last day of districts."""
    found = find("xã Hồng Giang, huyện Lục Ngạn")

    assert "phường Hồng Giang, thị xã Chũ, tỉnh Bắc Giang" in [unit.full_name for unit in found]


@pytest.mark.parametrize("query", ["", "  ", "★", "\0", None, "không có nơi nào tên này", "x" * 10_000])
def test_what_cannot_be_found_gives_nothing(query):
    assert find(query) == []


def test_the_search_can_be_narrowed_to_some_units():
    current = AdministrativeUnit.objects.current()

    assert [unit.is_historic for unit in find("Lục Ngạn", units=current)] == [False]


def test_the_list_has_an_end():
    assert len(find("a")) == 20
    assert len(find("a", limit=3)) == 3


def test_a_list_with_names_and_presents_takes_few_queries(django_assert_num_queries):
    with django_assert_num_queries(3):
        for unit in find("Bắc Giang"):
            assert unit.full_name
            assert unit.present() is not None


@pytest.mark.parametrize(
    ("query", "count"), [("Lục Ngạn", 2), ("huyện Lục Ngạn", 2), ("luc ng", 2), ("★", 0), ("không có", 0)]
)
def test_search_by_own_name(query, count):
    found = AdministrativeUnit.objects.search(query)

    assert found.filter(name__endswith="Lục Ngạn").count() == count


def test_an_empty_search_leaves_the_list_whole():
    assert AdministrativeUnit.objects.current().provinces().search(" ").count() == 34
