"""Every spelling of a product code names one product; everything else is no code."""

import pytest

from products.codes import build, canonical


@pytest.mark.parametrize(
    "spelling",
    [
        "24-219-07570-3-2024",
        "24/219/07570/3/2024",
        " 24 219 07570 3 2024 ",
        "24–219–07570–03–2024",
        "24-219-7570-003-2024",
        "24.219.07570.3.2024",
        "24_219_07570_3_2024",
        "24 - 219 - 07570 - 3 - 2024",
    ],
)
def test_spellings_of_a_five_block_code_are_one(spelling):
    assert canonical(spelling) == "24-219-07570-3-2024"


@pytest.mark.parametrize("spelling", ["24-07582-12-2026", "24/7582/12/2026", "24 07582 00012 2026"])
def test_spellings_of_a_four_block_code_are_one(spelling):
    assert canonical(spelling) == "24-07582-12-2026"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mật ong",
        "24-07582-12",
        "1-24-219-07570-3-2024",
        "24-07582-0-2026",
        "24-07582-100000-2026",
        "24-07582-12-26",
        "224-07582-12-2026",
        "24-1219-07570-3-2024",
        "24-07582-१२-2026",
        "24-07582-²-2026",
        "24-07582--2026",
        "9" * 10_000,
        "24-07582-12-2026\0",
    ],
)
def test_anything_else_is_no_code(text):
    assert canonical(text) is None


@pytest.mark.parametrize("code", ["83-832-28882-2-2022", "30-294-10852-1-2021", "83-829-28780-3-2022"])
def test_real_codes_are_their_own_spelling(code):
    assert canonical(code) == code


def test_code_is_built_from_the_units_down():
    assert build(["24", "219", "07570"], 7, 2024) == "24-219-07570-7-2024"
    assert build(["24", "07582"], 7, 2026) == "24-07582-7-2026"
