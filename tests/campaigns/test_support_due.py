"""Who is due: events and policies alone, without a database."""

from dataclasses import dataclass, field
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.money_enums import SupportEvent
from campaigns.support_due import due_of, granted
from products.enums import EventKind

MILLION = 1_000_000
FIRST, KEPT, UPGRADED = SupportEvent.FIRST, SupportEvent.KEPT, SupportEvent.UPGRADED


@dataclass(frozen=True)
class Event:
    kind: str
    stars: int | None
    on: date = date(2024, 6, 1)


@dataclass(frozen=True)
class Rate:
    amount: int
    payer: str = "district"


@dataclass(frozen=True)
class Policy:
    rates: dict = field(default_factory=dict)
    in_force_from: date = date(2023, 1, 1)
    in_force_to: date | None = date(2025, 12, 31)
    upgrade_pays_difference: bool = False


def rates(amounts):
    return {key: Rate(amount * MILLION) for key, amount in amounts.items()}


def due(events, amounts, **policy):
    found = due_of([Event(*each) for each in events], Policy(**policy), rates(amounts))
    return [(one.grant.event, one.grant.stars, one.amount // MILLION) for one in found]


LUC_NAM = {(FIRST, 3): 10, (FIRST, 4): 10}
BAC_GIANG = {
    (FIRST, 3): 50, (FIRST, 4): 150, (FIRST, 5): 300, (KEPT, 3): 20, (KEPT, 4): 60,
    (UPGRADED, 4): 150, (UPGRADED, 5): 300,
}  # fmt: skip
VINH_LINH = {(FIRST, 3): 8, (FIRST, 4): 15}
REC, UP, REN, IMP, COR, REV = (
    *(EventKind.RECOGNISED, EventKind.UPGRADED, EventKind.RENEWED),
    *(EventKind.IMPORTED, EventKind.CORRECTED, EventKind.REVOKED),
)


@pytest.mark.parametrize("stars", [3, 4])
def test_luc_nam_pays_ten_million_for_a_first_recognition_at_three_or_four_stars(stars):
    assert due([(REC, stars)], LUC_NAM) == [(FIRST, stars, 10)]


def test_bac_giang_pays_first_kept_and_upgraded_by_star():
    assert due([(REC, 3), (REN, 3)], BAC_GIANG) == [(FIRST, 3, 50), (KEPT, 3, 20)]
    assert due([(REC, 3), (UP, 4)], BAC_GIANG) == [(FIRST, 3, 50), (UPGRADED, 4, 150)]
    assert due([(REC, 4), (UP, 5)], BAC_GIANG) == [(FIRST, 4, 150), (UPGRADED, 5, 300)]


def test_upgrade_pays_the_difference_where_the_act_says_so():
    history = [(REC, 3), (UP, 4)]

    assert due(history, VINH_LINH, upgrade_pays_difference=True) == [(FIRST, 3, 8), (UPGRADED, 4, 7)]
    assert due(history, VINH_LINH) == [(FIRST, 3, 8)]
    assert due(history, LUC_NAM, upgrade_pays_difference=True) == [(FIRST, 3, 10)]  # no difference


def test_what_was_recognised_outside_the_days_of_the_policy_is_not_due():
    late = date(2026, 1, 1)

    assert due([(REC, 3, date(2022, 12, 31))], LUC_NAM) == []
    assert due([(REC, 3, late)], LUC_NAM) == []
    assert due([(REC, 3, late)], LUC_NAM, in_force_to=None) == [(FIRST, 3, 10)]
    assert due([(REC, 3, date(2022, 1, 1)), (UP, 4, date(2023, 5, 5))], BAC_GIANG) == [(UPGRADED, 4, 150)]


def test_an_earlier_decision_entered_afterwards_counts_by_what_stood_before_it():
    assert due([(IMP, 3)], BAC_GIANG) == [(FIRST, 3, 50)]
    assert due([(IMP, 3), (IMP, 4)], BAC_GIANG) == [(FIRST, 3, 50), (UPGRADED, 4, 150)]


def test_fewer_stars_than_before_make_nothing_due():
    assert due([(REC, 4), (REN, 3)], BAC_GIANG) == [(FIRST, 4, 150)]


def test_a_revoked_recognition_is_not_paid_and_a_new_one_is_no_first():
    assert due([(REC, 3), (REV, None)], BAC_GIANG) == []
    assert due([(REC, 3), (REV, None), (REC, 3)], BAC_GIANG) == []


def test_a_correction_changes_the_stars_of_the_grant_before_it():
    assert due([(REC, 3), (COR, 4)], BAC_GIANG) == [(FIRST, 4, 150)]
    assert due([(REC, 3), (COR, 4), (UP, 5)], BAC_GIANG) == [(FIRST, 4, 150), (UPGRADED, 5, 300)]


histories = st.lists(
    st.tuples(st.sampled_from([REC, UP, REN, IMP, COR, REV]), st.integers(3, 5)), max_size=8
).map(lambda found: [Event(kind, None if kind == REV else stars) for kind, stars in found])


@given(histories)
def test_every_history_has_at_most_one_first_recognition_and_one_claim_per_event(events):
    found = granted(events)

    assert sum(grant.event == FIRST for grant in found) <= 1
    assert len({id(grant.register_event) for grant in found}) == len(found)
    assert all(grant.stars > grant.was for grant in found if grant.event == UPGRADED)
    assert all(grant.stars == grant.was for grant in found if grant.event == KEPT)


@given(histories)
def test_what_is_due_is_never_negative_and_never_more_than_the_rates(events):
    for one in due_of(events, Policy(upgrade_pays_difference=True), rates(BAC_GIANG)):
        assert 0 < one.amount <= 300 * MILLION
