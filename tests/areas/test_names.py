import pytest

from ocop_portal.areas.names import place_sort_key, read_place_query, split_kind


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Huyện Lục Ngạn", ("huyện", "Lục Ngạn")),
        ("Thành Phố Thủ Đức", ("thành phố", "Thủ Đức")),
        ("Đặc khu Lý Sơn", ("đặc khu", "Lý Sơn")),
        ("Thị xã Quảng Trị", ("thị xã", "Quảng Trị")),
        ("Xã Tân Xã", ("xã", "Tân Xã")),
        ("Quận 1", ("quận", "1")),
        ("Xãy", ("", "Xãy")),
        ("", ("", "")),
    ],
)
def test_a_name_is_a_kind_and_an_own_name(name, parts):
    assert split_kind(name) == parts


@pytest.mark.parametrize(
    ("query", "kind", "name", "words"),
    [
        ("huyện Lục Ngạn", "huyen", "luc ngan", "luc ngan"),
        ("huyen luc ngan", "huyen", "luc ngan", "luc ngan"),
        ("Lục Ngạn", "", "luc ngan", "luc ngan"),
        ("xã Hồng Giang, huyện Lục Ngạn", "xa", "hong giang", "hong giang luc ngan"),
        ("Hồng Giang huyện Lục Ngạn", "", "hong giang", "hong giang luc ngan"),
        ("TP. Đà Nẵng", "thanh pho", "da nang", "da nang"),
        ("Q.1", "quan", "1", "1"),
        ("quan son", "", "quan son", "quan son"),
        ("Tân Xã", "", "tan xa", "tan xa"),
        ("huyện", "", "huyen", "huyen"),
        ("", "", "", ""),
        ("★", "", "", ""),
    ],
)
def test_a_query_loses_its_kind_words_and_nothing_else(query, kind, name, words):
    place = read_place_query(query)

    assert (place.kind, place.name, place.words) == (kind, name, words)


def test_places_are_ordered_by_their_own_names():
    names = ["Phường 10", "Xã An Bình", "Phường 2", "Huyện Ea Kar", "Xã Đông", "Xã Dương"]

    assert sorted(names, key=place_sort_key) == [
        "Phường 2", "Phường 10", "Xã An Bình", "Xã Dương", "Xã Đông", "Huyện Ea Kar",
    ]  # fmt: skip
