"""Budgets: lines that add up, amendments with their history, and what the accountant notes by hand."""

import pytest

from campaigns import budgets, ledger
from ocop_portal.accounts.enums import Role
from ocop_portal.core.access import Refusal
from tests import cast
from tests.campaigns import treasury
from tests.campaigns.treasury import DAY, MILLION

pytestmark = pytest.mark.django_db


def luc_ngan_2024():
    """The real budget: 700 million = 440 + 20 + 20 + 220."""
    plan = treasury.plan()
    for kind, amount in (("consulting", 440), ("evaluation", 20), ("promotion", 20), ("conferences", 220)):
        treasury.line(plan, kind=kind, amount=amount * MILLION, approve=False)
    return plan


def test_the_lines_add_up_to_the_approved_total_or_approval_is_refused():
    plan = luc_ngan_2024()
    with pytest.raises(Refusal, match=r"10\.000\.000 đ"):
        treasury.approved(plan, total=710 * MILLION)
    with pytest.raises(Refusal, match=r"20\.000\.000 đ"):
        treasury.approved(plan, total=680 * MILLION)

    decision = treasury.approved(plan, total=700 * MILLION)

    assert decision.total == 700 * MILLION
    assert budgets.totals_of(plan.budget_lines.all()).approved == 700 * MILLION


def test_amendments_keep_history_and_never_go_below_what_is_allocated():
    line = treasury.line(amount=10 * MILLION)
    row = treasury.fresh(line)
    row.planned = 9 * MILLION
    with pytest.raises(Refusal):
        budgets.set_line(row, by=cast.officer(cast.DISTRICT))
    row.planned = 15 * MILLION
    budgets.set_line(row, by=cast.officer(cast.DISTRICT))
    treasury.approved(line.plan)

    history = [(each.before, each.amount) for each in line.decided.order_by("pk")]
    assert history == [(0, 10 * MILLION), (10 * MILLION, 15 * MILLION)]
    assert list(budgets.problems(line.plan)) == []


def test_whoever_puts_the_budget_down_does_not_approve_it():
    plan = luc_ngan_2024()
    officer = cast.officer(cast.DISTRICT)
    cast.appoint(officer, cast.office(cast.DISTRICT), Role.LEADER)

    with pytest.raises(Refusal):
        budgets.approve_budget(plan, total=700 * MILLION, decision_number="1", decided_on=DAY, by=officer)


def test_a_commitment_of_a_payment_is_not_settled_by_hand():
    line = treasury.line()
    [payment] = treasury.approved_payments(line)

    with pytest.raises(Refusal):
        budgets.move(
            line,
            "pay",
            MILLION,
            by=treasury.accountant(),
            document="1",
            on=DAY,
            commitment=payment.entries.get(),
        )
    assert ledger.open_amount(payment.entries.get()) == 10 * MILLION
