"""The edges of all 70 publishable sheets: band bounds, minima, cases, incomplete cards."""

from fractions import Fraction

import pytest

from evaluations import scoring, sheets
from evaluations.scoring import CardProblemKind
from tests.evaluations.cards import (
    PUBLISHABLE,
    best_card,
    card_with_total,
    cards_with_sum,
    choices,
    just_below,
    mark_for,
)

TOURISM = [("QD26", 26), ("QD148", 26)]


def test_seventy_sheets_are_publishable():
    assert len(PUBLISHABLE) == 70


def every_publishable_sheet(test):
    return pytest.mark.parametrize("key", PUBLISHABLE, ids=lambda key: f"{key[0]}-{key[1]}")(test)


def sheet_of(key):
    return sheets.load_sheet(*key).sheet


@every_publishable_sheet
@pytest.mark.parametrize(
    ("total", "count", "star", "text"),
    [
        (0, 1, 1, "0.00"),
        (2999, 100, 1, "29.99"),
        (30, 1, 2, "30.00"),
        (4999, 100, 2, "49.99"),
        (150, 3, 3, "50.00"),
        (1399, 20, 3, "69.95"),
        (6999, 100, 3, "69.99"),
        (350, 5, 4, "70.00"),
        (8999, 100, 4, "89.99"),
        (630, 7, 5, "90.00"),
        (100, 1, 5, "100.00"),
    ],
)
def test_band_at_its_edges(key, total, count, star, text):
    sheet = sheet_of(key)

    result = scoring.evaluate(sheet, cards_with_sum(sheet, total, count))

    assert (result.star_by_band, result.mean_text) == (star, text)
    assert result.mean == Fraction(total, count)


@every_publishable_sheet
def test_best_card_is_five_stars(key):
    sheet = sheet_of(key)

    result = scoring.evaluate(sheet, [best_card(sheet)])

    assert (result.star, result.missed_minima, result.flags) == (5, (), ())
    assert result.cards[0].parts == dict(sheets.load_sheet(*key).parts_expected)


@every_publishable_sheet
def test_each_minimum_missed_alone_costs_its_star(key):
    sheet = sheet_of(key)
    for minimum in scoring.minima(sheet):
        card = best_card(sheet) | {minimum.criterion: just_below(sheet, minimum)}

        result = scoring.evaluate(sheet, [card])

        assert result.star_by_band == 5
        assert result.star == minimum.star - 1
        assert result.missed_minima[0] == minimum
        assert {missed.criterion for missed in result.missed_minima} == {minimum.criterion}


@every_publishable_sheet
def test_each_minimum_just_reached_is_not_missed(key):
    sheet = sheet_of(key)
    criteria = {criterion.code: criterion for criterion in sheet.criteria}
    for minimum in scoring.minima(sheet):
        mark = mark_for(criteria[minimum.criterion], minimum.needs)

        result = scoring.evaluate(sheet, [best_card(sheet) | {minimum.criterion: mark}])

        assert minimum not in result.missed_minima
        assert result.star >= minimum.star


@every_publishable_sheet
def test_card_without_one_criterion_is_refused(key):
    sheet = sheet_of(key)
    for criterion in sheet.criteria:
        card = best_card(sheet)
        del card[criterion.code]

        with pytest.raises(scoring.CardRefused) as refusal:
            scoring.evaluate(sheet, [best_card(sheet), card])

        assert refusal.value.position == 1
        assert refusal.value.problems == (
            scoring.CardProblem(CardProblemKind.MISSING, criterion.code, len(criterion.options)),
        )


@every_publishable_sheet
def test_none_of_these_is_allowed_only_without_a_zero_option(key):
    sheet = sheet_of(key)
    for criterion in sheet.criteria:
        problems = scoring.check_card(sheet, best_card(sheet) | {criterion.code: None})

        kinds = [CardProblemKind.ZERO_OPTION_EXISTS] if criterion.has_zero_option else []
        assert [problem.kind for problem in problems] == kinds


@pytest.mark.parametrize("key", TOURISM)
def test_both_cases_of_tourism_count_by_position(key):
    sheet = sheet_of(key)
    for criterion in sheet.criteria:
        if criterion.code not in {"8", "9", "15"}:
            continue
        cases = {option.case for option in criterion.options}
        assert len(cases) == 2
        for position, option in enumerate(criterion.options):
            card = card_with_total(sheet, 0) | {criterion.code: position}
            assert scoring.card_totals(sheet, card).total == option.points


@pytest.mark.parametrize("key", TOURISM)
def test_members_may_choose_different_cases(key):
    sheet = sheet_of(key)
    criterion = next(criterion for criterion in sheet.criteria if criterion.code == "15")
    best = [mark for mark in choices(criterion) if criterion.points(mark) == criterion.maximum]

    result = scoring.evaluate(sheet, [best_card(sheet) | {"15": mark} for mark in best])

    assert len(best) == 2
    assert (result.mean, result.spread, result.star) == (100, 0, 5)
