import ast
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from evaluations import scoring, sheets
from evaluations.scoring import CardProblemKind, Rules
from tests.evaluations.cards import (
    best_card,
    card_with_total,
    cards_with_sum,
    mark_for,
    tiny_sheet,
)

QD26_06 = ("QD26", 6)


def sheet_of(key):
    return sheets.load_sheet(*key).sheet


# The card


@pytest.mark.parametrize(
    ("mark", "kind"),
    [
        (-1, CardProblemKind.OUT_OF_RANGE),
        (3, CardProblemKind.OUT_OF_RANGE),
        (10**30, CardProblemKind.OUT_OF_RANGE),
        (True, CardProblemKind.NOT_AN_INDEX),
        (1.0, CardProblemKind.NOT_AN_INDEX),
        ("1", CardProblemKind.NOT_AN_INDEX),
        ([1], CardProblemKind.NOT_AN_INDEX),
        ({}, CardProblemKind.NOT_AN_INDEX),
    ],
)
def test_check_card_names_a_wrong_mark(mark, kind):
    sheet = sheet_of(QD26_06)

    problems = scoring.check_card(sheet, best_card(sheet) | {"1.1": mark})

    assert problems == [scoring.CardProblem(kind, "1.1", 3)]


def test_check_card_lists_every_problem_in_sheet_order_then_unknown_criteria():
    card = {"9": 0, "2": None}

    problems = scoring.check_card(tiny_sheet(), card)

    assert [(problem.criterion, problem.kind) for problem in problems] == [
        ("1", CardProblemKind.MISSING),
        ("2", CardProblemKind.ZERO_OPTION_EXISTS),
        ("9", CardProblemKind.UNKNOWN),
    ]


def test_evaluate_refuses_a_council_without_cards():
    with pytest.raises(ValueError, match="at least one card"):
        scoring.evaluate(tiny_sheet(), [])


def test_running_counts_what_is_answered():
    sheet = tiny_sheet()

    state = scoring.running(sheet, {"2": 3})

    assert (state.parts, state.part_maxima) == ({"A": 0, "C": 70}, {"A": 2, "C": 98})
    assert (state.total, state.maximum, state.star_by_band) == (70, 100, 4)
    assert (state.answered, state.criteria_count, state.complete) == (1, 2, False)
    assert {
        star: [minimum.criterion for minimum in missed] for star, missed in state.missed_minima.items()
    } == {
        3: [],
        4: ["1"],
        5: ["2"],
    }


def test_running_is_complete_with_none_of_these():
    assert scoring.running(tiny_sheet(), {"1": None, "2": 4}).complete


def test_running_of_nothing_misses_every_minimum():
    state = scoring.running(tiny_sheet(), {})

    assert state.total == 0
    assert sum(map(len, state.missed_minima.values())) == 3


def test_running_refuses_a_mark_the_sheet_does_not_have():
    with pytest.raises(scoring.CardRefused):
        scoring.running(tiny_sheet(), {"2": 5})


# The council


def quality(*marks):
    """One card per mark of the tiny sheet's second criterion, its first answered with its best."""
    return [{"1": 1, "2": mark} for mark in marks]


@pytest.mark.parametrize(
    ("marks", "judged_by", "reached"),
    [
        ((2, 1), "majority", False),
        ((2, 2, 1), "majority", True),
        ((2, 2, 1, 1), "majority", False),
        ((2, 2, 2, 1), "majority", True),
        ((4, 1, 1), "majority", False),
        ((2, 2, 1), "all", False),
        ((2, 2, 3), "all", True),
        ((1, 1, 2), "mean", False),
        ((3, 1), "mean", True),
        ((1, 1, 1, 2), "mean", False),
        ((4, 1, 1), "mean", True),
        ((2,), "mean", True),
    ],
)
def test_minimum_judged_across_members(marks, judged_by, reached):
    result = scoring.evaluate(tiny_sheet(), quality(*marks), Rules(minimum_judged_by=judged_by))

    missed = [(minimum.criterion, minimum.star) for minimum in result.missed_minima]
    assert (("2", 3) not in missed) is reached


@pytest.mark.parametrize(
    ("marks", "judged_by", "reached"),
    [
        ((0, None), "majority", False),
        ((0, 0, None), "majority", True),
        ((0, 0, None), "all", False),
        ((0, 1), "all", True),
        ((0, None, None, None), "mean", True),
        ((None, None), "mean", False),
    ],
)
def test_criterion_flagged_as_a_whole_needs_more_than_zero(marks, judged_by, reached):
    cards = [{"1": mark, "2": 4} for mark in marks]

    result = scoring.evaluate(tiny_sheet(), cards, Rules(minimum_judged_by=judged_by))

    expected = () if reached else (scoring.Minimum("1", 4, needs=1, above_zero=True),)
    assert result.missed_minima == expected


@pytest.mark.parametrize(
    ("card", "cumulative", "star"),
    [
        ({"1": 1, "2": 4}, True, 5),
        ({"1": None, "2": 4}, True, 3),  # 98 points without the minimum of 4 stars
        ({"1": None, "2": 4}, False, 5),
        ({"1": 1, "2": 3}, True, 4),  # 72 points, the minimum of 5 stars does not matter
        ({"1": None, "2": 3}, True, 3),
        ({"1": None, "2": 3}, False, 3),
        ({"1": 1, "2": 1}, True, 2),  # 50 points without the minimum of 3 stars
        ({"1": 1, "2": 1}, False, 2),
        ({"1": 0, "2": 1}, True, 2),  # 49 points
        ({"1": 1, "2": 0}, True, 1),
    ],
)
def test_star_is_the_highest_within_the_band_whose_minima_hold(card, cumulative, star):
    assert scoring.evaluate(tiny_sheet(), [card], Rules(cumulative_minima=cumulative)).star == star


def test_star_skips_a_missed_lower_minimum_only_when_minima_are_not_cumulative():
    options = (scoring.Option(90), scoring.Option(100, min_for_star=3))
    sheet = scoring.Sheet((scoring.Criterion("1", "A", options),))

    assert scoring.evaluate(sheet, [{"1": 0}], Rules(cumulative_minima=True)).star == 2
    assert scoring.evaluate(sheet, [{"1": 0}], Rules(cumulative_minima=False)).star == 5


def test_missed_minima_come_by_star_then_by_sheet_order():
    sheet = sheet_of(QD26_06)
    order = [criterion.code for criterion in sheet.criteria]

    missed = scoring.evaluate(sheet, [card_with_total(sheet, 0)]).missed_minima

    assert list(missed) == sorted(missed, key=lambda minimum: (minimum.star, order.index(minimum.criterion)))
    assert [minimum.criterion for minimum in missed if minimum.star == 5] == ["1.5", "4.1", "6.4", "6.5", "7"]


@pytest.mark.parametrize(
    ("totals", "limit", "flags"),
    [
        ((80, 90), "10", ()),
        ((80, 91), "10", ("spread_over_limit",)),
        ((80, 91), "10.99", ("spread_over_limit",)),
        ((80, 91), "11", ()),
        ((80, 80), "0", ()),
        ((80, 81), "0", ("spread_over_limit",)),
        ((80,), "0", ()),
        ((75, 90, 80), "10", ("spread_over_limit",)),
    ],
)
def test_spread_over_the_limit_is_flagged(totals, limit, flags):
    sheet = sheet_of(QD26_06)
    cards = [card_with_total(sheet, total) for total in totals]

    result = scoring.evaluate(sheet, cards, Rules(spread_limit=Decimal(limit)))

    assert (result.spread, result.flags) == (max(totals) - min(totals), flags)


@pytest.mark.parametrize(
    "wrong",
    [
        {"spread_limit": Decimal(-1)},
        {"spread_limit": Decimal("NaN")},
        {"spread_limit": Decimal("Infinity")},
        {"rounding": "down"},
        {"minimum_judged_by": "half"},
    ],
)
def test_rules_refuse_what_no_council_can_have(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Rules(**wrong)


# Rounding and print


@pytest.mark.parametrize(
    ("mean", "rounding", "star", "text"),
    [
        (Fraction(6995, 100), "none", 3, "69.95"),
        (Fraction(69994, 1000), "none", 3, "69.99"),
        (Fraction(69996, 1000), "none", 3, "69.996"),
        (Fraction(48999, 700), "none", 3, "69.999"),
        (Fraction(209999, 3000), "none", 3, "69.9997"),
        (Fraction(89999999, 1000000), "none", 4, "89.999999"),
        (Fraction(149, 3), "none", 2, "49.67"),
        (Fraction(139, 2), "half_up_0", 4, "69.50"),
        (Fraction(694999, 10000), "half_up_0", 3, "69.4999"),
        (Fraction(6995, 100), "half_up_1", 4, "69.95"),
        (Fraction(6994, 100), "half_up_1", 3, "69.94"),
        (Fraction(699499, 10000), "half_up_1", 3, "69.9499"),
        (Fraction(69995, 1000), "half_up_2", 4, "70.00"),
        (Fraction(699949, 10000), "half_up_2", 3, "69.99"),
        (Fraction(99, 2), "half_up_0", 3, "49.50"),
        (Fraction(179, 2), "half_up_0", 5, "89.50"),
    ],
)
def test_rounding_decides_the_band_and_the_print_does_not_contradict_it(mean, rounding, star, text):
    assert scoring.band(scoring.BANDS, scoring.rounded(mean, rounding)) == star
    assert scoring.mean_text(mean, scoring.BANDS, rounding) == text


def test_evaluate_rounds_before_banding_and_keeps_the_exact_mean():
    sheet = sheet_of(QD26_06)
    cards = cards_with_sum(sheet, 139, 2)

    plain = scoring.evaluate(sheet, cards)
    rounded = scoring.evaluate(sheet, cards, Rules(rounding="half_up_0"))

    assert (plain.star_by_band, plain.mean, plain.judged_mean) == (3, Fraction(139, 2), Fraction(139, 2))
    assert (rounded.star_by_band, rounded.mean, rounded.judged_mean) == (4, Fraction(139, 2), 70)


def test_mean_of_seven_hundred_members_is_not_printed_as_the_next_star():
    sheet = sheet_of(QD26_06)

    result = scoring.evaluate(sheet, cards_with_sum(sheet, 48999, 700))

    assert (result.star_by_band, result.mean_text) == (3, "69.999")


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        (Fraction(0), 2, "0.00"),
        (Fraction(1, 3), 2, "0.33"),
        (Fraction(2, 3), 2, "0.67"),
        (Fraction(1, 200), 2, "0.01"),
        (Fraction(1, 2), 0, "1"),
        (Fraction(100), 3, "100.000"),
    ],
)
def test_decimal_text_rounds_half_up(number, places, text):
    assert scoring.decimal_text(number, places) == text


def test_as_record_is_the_whole_result_in_exact_strings():
    cards = [{"1": None, "2": 1}, {"1": 0, "2": 3}]

    record = scoring.as_record(scoring.evaluate(tiny_sheet(), cards))

    assert record == {
        "cards": [{"A": "0", "C": "48", "total": "48"}, {"A": "1", "C": "70", "total": "71"}],
        "mean": "59.50",
        "mean_exact": "119/2",
        "spread": "23",
        "star_by_band": 3,
        "star": 2,
        "missed_minima": [
            {"criterion": "2", "star": 3, "needs": "50"},
            {"criterion": "1", "star": 4, "needs": "1"},
            {"criterion": "2", "star": 5, "needs": "98"},
        ],
        "flags": ["spread_over_limit"],
    }


def test_scoring_imports_only_the_standard_library():
    tree = ast.parse(Path(scoring.__file__).read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}

    assert imported == {"collections.abc", "dataclasses", "decimal", "enum", "fractions"}


# The tables of docs/scoring.md


def card_worth(points):
    """The best card of set 6 with other points in some criteria."""
    sheet = sheet_of(QD26_06)
    criteria = {criterion.code: criterion for criterion in sheet.criteria}
    return best_card(sheet) | {code: mark_for(criteria[code], given) for code, given in points.items()}


@pytest.mark.parametrize(
    ("points", "reached_by"),
    [
        ((3, 3, 1), {"majority", "mean"}),
        ((3, 1, 1), set()),
        ((3, 3, 1, 1), {"mean"}),
        ((2, 2, 2), {"majority", "all", "mean"}),
    ],
)
def test_documented_minimum_across_members(points, reached_by):
    sheet = sheet_of(QD26_06)
    cards = [card_worth({"3.5": given}) for given in points]

    results = {
        judged_by: scoring.evaluate(sheet, cards, Rules(minimum_judged_by=judged_by))
        for judged_by in scoring.MINIMUM_JUDGES
    }

    assert {judged_by for judged_by, result in results.items() if not result.missed_minima} == reached_by


@pytest.mark.parametrize(("second_members_ip", "mean", "star"), [(1, "76.33", 3), (3, "77.00", 4)])
def test_documented_whole_example(second_members_ip, mean, star):
    first = {"1.1": 2, "1.2": 0, "1.3": 2, "1.4": 2, "1.5": 2, "1.7": 0, "3.2": 0, "4.1": 3, "4.2": 2}
    first |= {"4.3": 3, "5.3": 3, "7": 3, "8": 4, "9": 3, "11": 1}
    cards = [first, first | {"3.5": second_members_ip}, first | {"3.5": 1, "10": 1}]

    result = scoring.evaluate(sheet_of(QD26_06), [card_worth(points) for points in cards])

    assert [result.cards[0].parts, result.cards[2].parts] == [
        {"A": 32, "B": 18, "C": 28},
        {"A": 30, "B": 18, "C": 27},
    ]
    assert (result.mean_text, result.star_by_band, result.star, result.spread) == (mean, 4, star, 3)
    missed = [minimum.criterion for minimum in result.missed_minima]
    assert missed == (["3.5"] if star == 3 else []) + ["1.5", "4.1", "7"]
