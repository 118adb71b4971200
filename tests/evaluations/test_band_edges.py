"""Must hold: the edges of the bands and of the spread, exact to the last hundredth."""

from decimal import Decimal
from fractions import Fraction

import pytest

from evaluations import scoring
from evaluations.scoring import BANDS, SPREAD_OVER_LIMIT, Rules
from tests.evaluations.cards import card_with_total
from tests.evaluations.test_scoring_edges import sheet_of

SHEET = ("QD26", 6)


@pytest.mark.parametrize(
    ("total", "members", "star", "printed"),
    [
        ("489.65", 7, 3, "69.95"),
        ("489.99", 7, 3, "69.999"),
        ("490.00", 7, 4, "70.00"),
        ("209.85", 3, 3, "69.95"),
        ("629.99", 9, 3, "69.999"),
        ("630", 9, 4, "70.00"),
        ("349.99", 7, 2, "49.999"),
        ("350", 7, 3, "50.00"),
        ("629.99", 7, 4, "89.999"),
        ("630", 7, 5, "90.00"),
    ],
)
def test_the_sum_of_the_members_falls_on_the_right_side_of_the_band(total, members, star, printed):
    mean = Fraction(total) / members

    assert scoring.band(BANDS, mean) == star
    assert scoring.mean_text(mean, BANDS) == printed


def test_a_mean_of_whole_cards_is_printed_as_it_is_judged():
    """The same mean of 69.95 as a council can really give it: twenty cards of 1399 points."""
    sheet = sheet_of(SHEET)
    cards = [card_with_total(sheet, 70)] * 19 + [card_with_total(sheet, 69)]

    result = scoring.evaluate(sheet, cards)

    assert (result.mean, result.mean_text, result.star_by_band) == (Fraction(1399, 20), "69.95", 3)


@pytest.mark.parametrize(("spread", "flagged"), [("10.00", False), ("10.01", True), ("9.99", False)])
def test_the_spread_passes_at_the_limit_and_is_flagged_a_hundredth_above(spread, flagged):
    assert scoring.is_over(Decimal(spread), Decimal(10)) is flagged


@pytest.mark.parametrize(("limit", "flagged"), [("10.00", False), ("9.99", True), ("10.01", False)])
def test_a_council_s_limit_is_heeded_to_the_hundredth(limit, flagged):
    sheet = sheet_of(SHEET)
    cards = [card_with_total(sheet, total) for total in (60, 70, 65)]

    result = scoring.evaluate(sheet, cards, Rules(spread_limit=Decimal(limit)))

    assert result.spread == 10
    assert (SPREAD_OVER_LIMIT in result.flags) is flagged
