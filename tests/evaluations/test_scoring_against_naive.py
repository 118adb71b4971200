"""The portal's arithmetic against a second one that shares nothing with it but the sheets."""

import io
import json
import random
from decimal import Decimal

import pytest
from django.core.management import call_command

from evaluations import scoring, sheets
from tests.evaluations import naive

SHEETS = naive.read_publishable()
COUNCILS = 60  # for each of 70 sheets
EDGES = (30, 50, 70, 90)
RULES = {
    "spread_limit": ("0", "5", "7.5", "10", "100"),
    "rounding": ("none", "none", "half_up_0", "half_up_1", "half_up_2"),
    "minimum_judged_by": ("majority", "all", "mean"),
    "cumulative_minima": (True, False),
}


def drawn_rules(chance):
    """Some councils keep the defaults by saying nothing."""
    return {key: chance.choice(values) for key, values in RULES.items() if chance.random() < 0.7}


def portal_record(official, cards, rules):
    """What the portal computes; it takes the limit of the spread as a number, not as text."""
    limit = {"spread_limit": Decimal(rules["spread_limit"])} if "spread_limit" in rules else {}
    return scoring.as_record(scoring.evaluate(official, cards, scoring.Rules(**{**rules, **limit})))


def drawn_card(sheet, chance, generosity):
    """Each mark at random, or with `generosity` the best, so that high stars and their minima are met."""
    card = {}
    for criterion in sheet["criteria"]:
        allowed = naive.marks_allowed(criterion)
        best = max(allowed, key=lambda mark, criterion=criterion: naive.points_of(criterion, mark))
        card[criterion["code"]] = best if chance.random() < generosity else chance.choice(allowed)
    return card


def moved_towards(sheet, card, total, chance):
    """The card after changes of single marks, each of which brings its total nearer to the one wanted."""
    card = dict(card)
    for criterion in chance.sample(sheet["criteria"], len(sheet["criteria"])):
        others = naive.total_of(sheet, card) - naive.points_of(criterion, card[criterion["code"]])
        distances = {
            mark: abs(others + naive.points_of(criterion, mark) - total)
            for mark in naive.marks_allowed(criterion)
        }
        card[criterion["code"]] = min(distances, key=distances.get)
    return card


def drawn_council(sheet, chance):
    """One to nine cards: anything at all, or all of them close to the edge of a band."""
    generosity = chance.choice((0, 0.3, 0.6, 0.85, 0.97))
    cards = [drawn_card(sheet, chance, generosity) for _member in range(chance.randint(1, 9))]
    if chance.random() < 0.5:
        edge = chance.choice(EDGES)
        cards = [moved_towards(sheet, card, edge - chance.choice((0, 0, 0, 1, -1)), chance) for card in cards]
    return cards


@pytest.mark.parametrize("key", SHEETS, ids=lambda key: f"{key[0]}-{key[1]}")
def test_two_calculations_agree_on_random_councils(key):
    chance = random.Random(f"{key}")
    sheet, official = SHEETS[key], sheets.load_sheet(*key).sheet
    for _council in range(COUNCILS):
        cards, rules = drawn_council(sheet, chance), drawn_rules(chance)

        assert portal_record(official, cards, rules) == naive.score(sheet, cards, rules), (rules, cards)


def neighbours(criterion):
    """For every minimum of the criterion a mark that just reaches it and one that just misses it."""
    points = {mark: naive.points_of(criterion, mark) for mark in naive.marks_allowed(criterion)}
    for option in criterion["options"]:
        if "min_for_star" in option or "criterion_min_star" in criterion:
            yield next(mark for mark in points if points[mark] == option["points"])
            yield max((mark for mark in points if points[mark] < option["points"]), key=points.get)


@pytest.mark.parametrize("key", SHEETS, ids=lambda key: f"{key[0]}-{key[1]}")
def test_two_calculations_agree_at_both_sides_of_every_minimum(key):
    sheet, official = SHEETS[key], sheets.load_sheet(*key).sheet
    best = drawn_card(sheet, random.Random(0), generosity=1)
    for criterion in sheet["criteria"]:
        for mark in neighbours(criterion):
            other = best | {criterion["code"]: mark}
            for cards in ([other], [best, other], [best, other, other], [best, best, other]):
                for judged_by in RULES["minimum_judged_by"]:
                    rules = {"minimum_judged_by": judged_by}
                    record = portal_record(official, cards, rules)
                    assert record == naive.score(sheet, cards, rules), (rules, criterion["code"], mark)


def test_both_know_the_same_publishable_sheets():
    publishable = {key for key in sheets.sheet_files() if sheets.is_publishable(sheets.load_sheet(*key))}

    assert set(SHEETS) == publishable
    assert [sum(edition == each for edition, _set in SHEETS) for each in naive.FILES] == [26, 22, 22]


def test_random_councils_meet_every_star_every_band_and_every_minimum():
    """The comparison above would be worth little if its draws never left the middle of the scale."""
    stars, bands, fallen = set(), set(), 0
    for key, sheet in SHEETS.items():
        chance = random.Random(f"{key}")
        for _council in range(COUNCILS):
            cards, rules = drawn_council(sheet, chance), drawn_rules(chance)
            record = naive.score(sheet, cards, rules)
            stars.add(record["star"])
            bands.add(record["star_by_band"])
            fallen += record["star"] < record["star_by_band"]

    assert stars == bands == {1, 2, 3, 4, 5}
    assert fallen > 100


@pytest.mark.parametrize("key", list(SHEETS)[::7], ids=lambda key: f"{key[0]}-{key[1]}")
def test_command_prints_what_the_second_calculation_finds(key, tmp_path):
    chance = random.Random(f"command {key}")
    cards, rules = drawn_council(SHEETS[key], chance), drawn_rules(chance)
    file = tmp_path / "council.json"
    file.write_text(json.dumps({"edition": key[0], "set": key[1], "rules": rules, "cards": cards}))
    printed = io.StringIO()

    call_command("score", str(file), stdout=printed)

    assert json.loads(printed.getvalue()) == naive.score(SHEETS[key], cards, rules)
