"""The way to the next star: which minima are missed, and which points are the cheapest."""

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations import sheets
from evaluations.next_star import next_star, star_of
from evaluations.scoring import Criterion, Option, Sheet, evaluate, running
from tests.evaluations.cards import PUBLISHABLE, choices


def criterion(code, *options, **more):
    """Options as points, or as (points, the star they are the minimum for, case)."""
    made = tuple(Option(*one) if isinstance(one, tuple) else Option(one) for one in options)
    return Criterion(code, "A", made, **more)


LADDERS = Sheet(
    (
        criterion("1", 0, 10, 20, 40),
        criterion("2", 0, 5, (10, 3), (30, 4)),
        criterion("3", 0, 15, 30),
    )
)


def summary(steps):
    return [(step.criterion, step.before, step.after) for step in steps]


def test_minima_come_first_and_are_named():
    way = next_star(LADDERS, {"1": 3, "2": 0, "3": 1})
    assert (way.star, way.target, way.total, way.needs) == (2, 3, 55, 50)
    assert [(one.criterion, one.star, one.needs) for one in way.missed] == [("2", 3, 10)]
    assert summary(way.demanded) == [("2", 0, 10)]
    assert way.steps == ()
    assert way.lacking == 0
    assert way.is_reachable


def test_cheapest_points_come_first():
    """A quarter of the way up is cheaper than half, half cheaper than the top; 15 points beat 10."""
    way = next_star(LADDERS, {"1": 0, "2": 2, "3": 0})
    assert summary(way.steps) == [("3", 0, 15), ("1", 0, 40)]
    assert (way.total, way.lacking, way.total_after) == (10, 40, 65)


def test_steps_stop_when_the_band_is_reached():
    way = next_star(LADDERS, {"1": 2, "2": 2, "3": 0})
    assert summary(way.steps) == [("3", 0, 15), ("1", 20, 40)]
    assert way.total_after == 65


def test_unanswered_criteria_count_as_nothing():
    way = next_star(LADDERS, {})
    assert (way.star, way.target, way.total) == (1, 3, 0)
    assert summary(way.demanded) == [("2", 0, 10)]


def test_five_stars_have_no_next_one():
    assert next_star(LADDERS, {"1": 3, "2": 3, "3": 2}) is None


def test_four_stars_ask_for_the_minima_of_three_too():
    way = next_star(LADDERS, {"1": 3, "2": 2, "3": 1})
    assert (way.star, way.target) == (3, 4)
    assert summary(way.demanded) == [("2", 10, 30)]


def test_case_once_chosen_is_kept():
    sheet = Sheet((criterion("1", (0, None, "a"), (50, None, "a"), (40, None, "b"), (100, None, "b")),))
    assert [step.mark for step in next_star(sheet, {"1": 2}).steps] == [3]
    assert not next_star(sheet, {"1": 1}).steps


def test_a_minimum_above_zero_asks_for_any_points():
    sheet = Sheet((criterion("1", 0, 5, 10, criterion_min_star=3), criterion("2", 0, 90)))
    way = next_star(sheet, {"1": 0, "2": 1})
    assert (way.star, way.target) == (2, 3)
    assert summary(way.demanded) == [("1", 0, 5)]


@st.composite
def self_scores(draw):
    """An official sheet and marks on any part of it."""
    sheet = sheets.load_sheet(*draw(st.sampled_from(PUBLISHABLE))).sheet
    marked = draw(st.lists(st.sampled_from(sheet.criteria), unique_by=lambda one: one.code))
    return sheet, {one.code: draw(st.sampled_from(choices(one))) for one in marked}


@settings(max_examples=80, deadline=None)
@given(self_scores())
def test_whoever_takes_every_step_reaches_the_star(given_):
    sheet, card = given_
    way = next_star(sheet, card)
    if way is None:
        assert star_of(running(sheet, card)) == 5
        return
    taken = {one.code: None if all(o.points for o in one.options) else _zero(one) for one in sheet.criteria}
    taken |= card | {step.criterion: step.mark for step in (*way.demanded, *way.steps)}
    reached = evaluate(sheet, [taken])
    assert not way.is_reachable or reached.star >= way.target
    assert reached.cards[0].total == way.total_after


def _zero(one):
    return next(place for place, option in enumerate(one.options) if option.points == 0)
