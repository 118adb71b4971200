"""What holds for every sheet, every council and all of its rules."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations import scoring, sheets
from evaluations.scoring import Rules
from tests.evaluations.cards import PUBLISHABLE, choices


@st.composite
def councils(draw, max_size=7):
    """A publishable sheet, one to `max_size` complete cards on it, and a council's rules."""
    sheet = sheets.load_sheet(*draw(st.sampled_from(PUBLISHABLE))).sheet
    card = st.fixed_dictionaries(
        {criterion.code: st.sampled_from(choices(criterion)) for criterion in sheet.criteria}
    )
    rules = Rules(
        spread_limit=draw(st.decimals(0, 100, places=2)),
        rounding=draw(st.sampled_from(list(scoring.ROUNDINGS))),
        minimum_judged_by=draw(st.sampled_from(scoring.MINIMUM_JUDGES)),
        cumulative_minima=draw(st.booleans()),
    )
    return sheet, draw(st.lists(card, min_size=1, max_size=max_size)), rules


holds_for_every_council = settings(max_examples=60, deadline=None)


@holds_for_every_council
@given(councils(), st.randoms(use_true_random=False))
def test_result_does_not_depend_on_the_order_of_members(council, random):
    sheet, cards, rules = council
    shuffled = random.sample(cards, len(cards))

    first = scoring.as_record(scoring.evaluate(sheet, cards, rules))
    second = scoring.as_record(scoring.evaluate(sheet, shuffled, rules))

    first.pop("cards"), second.pop("cards")
    assert first == second


@holds_for_every_council
@given(councils(), st.data())
def test_more_points_in_one_mark_never_cost_a_star(council, data):
    sheet, cards, rules = council
    position = data.draw(st.integers(0, len(cards) - 1))
    criterion = data.draw(st.sampled_from(sheet.criteria))
    given_points = criterion.points(cards[position][criterion.code])
    not_lower = [mark for mark in choices(criterion) if criterion.points(mark) >= given_points]
    raised = list(cards)
    raised[position] = cards[position] | {criterion.code: data.draw(st.sampled_from(not_lower))}

    before = scoring.evaluate(sheet, cards, rules)
    after = scoring.evaluate(sheet, raised, rules)

    assert after.star >= before.star
    assert after.star_by_band >= before.star_by_band
    assert set(after.missed_minima) <= set(before.missed_minima)


@holds_for_every_council
@given(councils())
def test_star_is_within_the_band_and_the_mean_within_the_cards(council):
    sheet, cards, rules = council

    result = scoring.evaluate(sheet, cards, rules)

    totals = [card.total for card in result.cards]
    assert 1 <= result.star <= result.star_by_band <= 5
    assert min(totals) <= result.mean <= max(totals)
    assert all(sum(card.parts.values()) == card.total <= 100 for card in result.cards)


@holds_for_every_council
@given(councils(max_size=4), st.integers(2, 4))
def test_every_member_counted_several_times_changes_nothing(council, times):
    sheet, cards, rules = council

    once, often = scoring.evaluate(sheet, cards, rules), scoring.evaluate(sheet, cards * times, rules)

    assert (once.mean, once.star, once.missed_minima) == (often.mean, often.star, often.missed_minima)


@holds_for_every_council
@given(councils())
def test_stricter_rules_never_give_a_star(council):
    sheet, cards, _rules = council

    by_majority = scoring.evaluate(sheet, cards, Rules(minimum_judged_by="majority"))
    by_all = scoring.evaluate(sheet, cards, Rules(minimum_judged_by="all"))
    apart = scoring.evaluate(sheet, cards, Rules(cumulative_minima=False))

    assert set(by_majority.missed_minima) <= set(by_all.missed_minima)
    assert by_all.star <= by_majority.star <= apart.star


@given(
    st.fractions(0, 100, max_denominator=10_000),
    st.sampled_from(list(scoring.ROUNDINGS)),
)
def test_printed_mean_leads_to_the_same_star(mean, rounding):
    text = scoring.mean_text(mean, scoring.BANDS, rounding)

    judged = scoring.rounded(Fraction(text), rounding)
    assert scoring.band(scoring.BANDS, judged) == scoring.band(scoring.BANDS, scoring.rounded(mean, rounding))
    assert len(text.partition(".")[2]) >= 2


@holds_for_every_council
@given(councils(max_size=1), st.data())
def test_running_ends_where_the_card_ends(council, data):
    sheet, (card,), _rules = council
    answered = data.draw(st.sets(st.sampled_from(sorted(card))))

    partial = scoring.running(sheet, {code: card[code] for code in answered})
    complete = scoring.running(sheet, card)

    assert partial.total <= complete.total == scoring.card_totals(sheet, card).total
    assert (partial.answered, complete.complete) == (len(answered), True)
    for star in scoring.STARS_WITH_MINIMA:
        assert set(complete.missed_minima[star]) <= set(partial.missed_minima[star])
