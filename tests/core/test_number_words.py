"""Sums in words: the hard spots of Vietnamese numbers, and that no two numbers are said alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_portal.core.number_words import DIGITS, dong_in_words, in_words

MOST = 10**15


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (1, "một"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (115, "một trăm mười lăm"),
        (121, "một trăm hai mươi mốt"),
        (1000, "một nghìn"),
        (1001, "một nghìn không trăm linh một"),
        (1010, "một nghìn không trăm mười"),
        (21_000, "hai mươi mốt nghìn"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (1_000_005, "một triệu không trăm linh năm"),
        (10_000_000, "mười triệu"),
        (12_345_678, "mười hai triệu ba trăm bốn mươi lăm nghìn sáu trăm bảy mươi tám"),
        (700_000_000, "bảy trăm triệu"),
        (2_830_000_000, "hai tỷ tám trăm ba mươi triệu"),
        (1_000_000_001, "một tỷ không trăm linh một"),
        (1_005_000_000, "một tỷ không trăm linh năm triệu"),
        (15 * 10**9, "mười lăm tỷ"),
        (1_005 * 10**9, "một nghìn không trăm linh năm tỷ"),
        (10**18, "một tỷ tỷ"),
        (-21, "âm hai mươi mốt"),
    ],
)
def test_a_number_is_said_as_people_say_it(number, words):
    assert in_words(number) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (10_000_000, "Mười triệu đồng chẵn"),
        (1_005_000, "Một triệu không trăm linh năm nghìn đồng chẵn"),
        (1_005_500, "Một triệu không trăm linh năm nghìn năm trăm đồng"),
    ],
)
def test_a_sum_is_even_when_it_ends_in_whole_thousands(amount, words):
    assert dong_in_words(amount) == words


VALUES = {word: value for value, word in enumerate(DIGITS)} | {"mốt": 1, "tư": 4, "lăm": 5}
NAMES = {"nghìn": 1000, "triệu": 10**6}


def read_back(words):
    """The number the words say, by the places they name: written without looking at how they are made."""
    total = group = part = 0
    for word in words.split():
        if word in VALUES:
            part = VALUES[word]
        elif word == "mười":
            group += 10
        elif word in ("mươi", "trăm"):
            group, part = group + part * (10 if word == "mươi" else 100), 0
        elif word in NAMES:
            total, group, part = total + (group + part) * NAMES[word], 0, 0
        elif word == "tỷ":
            total, group, part = (total + group + part) * 10**9, 0, 0
        else:
            assert word == "linh"
    return total + group + part


@given(st.integers(0, 10**9 - 1) | st.integers(0, 999).map(lambda number: number * 1000))
def test_what_is_said_is_the_number_below_a_billion(number):
    assert read_back(in_words(number)) == number


@given(st.integers(1, MOST // 10**9), st.integers(0, 10**9 - 1))
def test_what_is_said_is_the_number_beyond_a_billion(billions, rest):
    billion_words, rest_words = in_words(billions * 10**9 + rest).split(" tỷ")
    assert (read_back(billion_words), read_back(rest_words)) == (billions, rest)
