"""What an activity costs against its budget line, and the budget a plan gives."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from campaigns import activity_costs, budgets, ledger
from campaigns.activity_costs import Cost, costs_on, sum_on
from campaigns.enums import ActivityKind, CycleStep, PlanState
from campaigns.models import Activity, LedgerEntry
from campaigns.money_enums import EntryKind
from campaigns.planning import approve_plan
from ocop_portal.core.access import Refusal
from tests import cast
from tests.campaigns import treasury
from tests.campaigns.treasury import DAY, MILLION
from tests.world.plans import drafted

pytestmark = pytest.mark.django_db


def activity(line, cost=50 * MILLION, name="Tập huấn"):
    return Activity.objects.create(
        plan=line.plan, kind=ActivityKind.TRAINING, step=CycleStep.IMPLEMENTATION, name=name,
        lead=line.plan.office, begins_on=DAY, budget_line=line, cost=cost,
    )  # fmt: skip


def moved(line, kind, millions, **concerns):
    facts = {"by": treasury.accountant(), "document": "HĐ 1", "on": DAY}
    return budgets.move(line, kind, millions * MILLION, **facts, **concerns)


def test_a_cost_is_planned_committed_and_paid_as_the_ledger_adds_up():
    line = treasury.line()
    training, fair = activity(line), activity(line, 10 * MILLION, "Hội chợ")
    commitment = moved(line, EntryKind.COMMIT, 40, activity=training)
    paid = moved(line, EntryKind.PAY, 30, commitment=commitment)
    moved(line, EntryKind.RELEASE, 5, commitment=commitment)
    moved(line, EntryKind.RECOVER, 2, recovers=paid)
    moved(line, EntryKind.COMMIT, 11, activity=fair)
    moved(line, EntryKind.COMMIT, 3)

    first, second = costs_on(line)
    assert first == Cost(training, 50 * MILLION, 5 * MILLION, 28 * MILLION)
    assert second == Cost(fair, 10 * MILLION, 11 * MILLION, 0)
    assert (first.over, second.over) == (0, 1 * MILLION)
    whole = sum_on(line, [first, second])
    assert (whole.planned, whole.committed, whole.paid, whole.beyond) == (
        60 * MILLION, 16 * MILLION, 28 * MILLION, 0,
    )  # fmt: skip
    assert list(budgets.problems(line.plan)) == []


def test_money_names_only_activities_of_its_line():
    line, other = treasury.line(title="Một"), treasury.line(title="Hai")
    elsewhere = activity(other)

    with pytest.raises(Refusal, match="Tập huấn"):
        moved(line, EntryKind.COMMIT, 1, activity=elsewhere)


def test_an_activity_stays_on_its_line_once_money_has_moved():
    line, other = treasury.line(title="Một"), treasury.line(title="Hai")
    row = activity(line)
    row.budget_line = other
    row.clean()
    row.budget_line = line
    row.save()
    moved(line, EntryKind.COMMIT, 1, activity=row)
    for wrong in (other, None):
        row.budget_line = wrong
        with pytest.raises(ValidationError):
            row.clean()


def test_an_entry_for_another_activity_is_found():
    line = treasury.line()
    row, other = activity(line), activity(line, name="Khác")
    moved(line, EntryKind.COMMIT, 1, activity=row)
    entries = list(LedgerEntry.objects.order_by("number"))
    entries[-1].activity_id = other.pk

    assert any("Bút toán 2" in problem for problem in ledger.problems(treasury.fresh(line), entries))


def test_the_page_of_the_line_shows_the_costs_and_what_is_planned_beyond_it(django_assert_num_queries):
    line = treasury.line(amount=60 * MILLION)
    activity(line)
    client = cast.sign_in(Client(), treasury.accountant())
    with django_assert_num_queries(3):
        activity_costs.costs_on(treasury.fresh(line))
    activity(line, 20 * MILLION, "Hội chợ")
    activity(line, 5 * MILLION, "Tham quan")
    with django_assert_num_queries(3):
        activity_costs.costs_on(treasury.fresh(line))

    data = {
        "amount": "7.000.000",
        "document": "HĐ 5",
        "on": "01/07/2024",
        "activity": line.activities.first().pk,
    }
    client.post(reverse("budget_move", args=[line.pk, "commit"]), data)
    page = client.get(line.get_absolute_url()).content.decode()

    for words in ("Tập huấn", "7.000.000 đ", "15.000.000 đ"):
        assert words in page, words


# The budget a plan gives


def test_a_plan_is_approved_once_its_lines_add_up_to_the_budget_it_gives():
    plan = drafted(cast.DISTRICT, "Kế hoạch 2024", 2024)
    plan.budget_total = 700 * MILLION
    plan.save()
    leader = cast.leader(cast.DISTRICT)
    facts = {"by": leader, "decision_number": "88/QĐ-UBND", "decided_on": date(2024, 3, 1)}

    with pytest.raises(Refusal):
        approve_plan(plan, **facts)
    line = treasury.line(plan, amount=690 * MILLION, approve=False)
    with pytest.raises(Refusal) as refused:
        approve_plan(plan, **facts)
    assert "còn thiếu 10.000.000 đ" in str(refused.value.missing)
    line.planned = 705 * MILLION
    budgets.set_line(line, by=cast.officer(cast.DISTRICT))
    with pytest.raises(Refusal) as refused:
        approve_plan(plan, **facts)
    assert "5.000.000 đ" in str(refused.value.missing)
    line.planned = 700 * MILLION
    budgets.set_line(line, by=cast.officer(cast.DISTRICT))
    assert approve_plan(plan, **facts).state == PlanState.APPROVED


def test_a_plan_without_a_budget_of_its_own_is_approved_without_lines():
    plan = drafted(cast.DISTRICT, "Kế hoạch 2024", 2024)

    row = approve_plan(
        plan, by=cast.leader(cast.DISTRICT), decision_number="88/QĐ", decided_on=date(2024, 3, 1)
    )
    assert row.state == PlanState.APPROVED


def test_the_first_decision_gives_what_the_plan_says_and_an_amendment_may_give_more():
    plan = treasury.plan()
    plan.budget_total = 10 * MILLION
    plan.save()
    line = treasury.line(plan, amount=12 * MILLION, approve=False)
    with pytest.raises(Refusal, match=r"2\.000\.000 đ"):
        treasury.approved(plan)
    for planned in (10 * MILLION, 12 * MILLION):
        line.planned = planned
        line = budgets.set_line(line, by=cast.officer(cast.DISTRICT))
        treasury.approved(plan)
    assert treasury.fresh(line).approved == 12 * MILLION
