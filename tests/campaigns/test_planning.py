"""Plans: drawn up, approved by somebody else, amended by versions that say what changed."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from campaigns.enums import IndicatorKey, PlanState
from campaigns.models import Plan, PlanVersion, Target
from campaigns.planning import (
    amend,
    approve_amendment,
    approve_plan,
    changes_of,
    discard_amendment,
    move_plan,
    open_plan,
    remove_target,
    set_target,
)
from ocop_portal.core.access import Refusal
from tests import cast
from tests.world.plans import drafted, plan_of

pytestmark = pytest.mark.django_db

DECIDED = {"decision_number": "88/QĐ-UBND", "decided_on": date(2024, 3, 1)}


@pytest.fixture
def officer():
    return cast.officer(cast.DISTRICT)


@pytest.fixture
def leader():
    return cast.leader(cast.DISTRICT)


@pytest.fixture
def plan():
    return plan_of(cast.DISTRICT, "Kế hoạch 2024", 2024)


def test_plan_goes_from_draft_to_closed(officer, leader):
    plan = drafted(cast.DISTRICT, "Kế hoạch 2024", 2024)

    plan = approve_plan(plan, by=leader, **DECIDED)
    plan = move_plan(plan, "start", by=officer)
    plan = move_plan(plan, "close", by=leader)

    assert (plan.state, plan.approved_on) == (PlanState.CLOSED, date(2024, 3, 1))
    assert plan.current_version().decision_number == "88/QĐ-UBND"
    assert [row.transition for row in plan.log.order_by("pk")] == ["approve", "start", "close"]


def test_plan_without_a_target_is_not_approved(officer, leader):
    plan = open_plan(
        Plan(office=cast.office(cast.DISTRICT), title="Trống", first_year=2024, last_year=2024), by=officer
    )

    with pytest.raises(Refusal) as refused:
        approve_plan(plan, by=leader, **DECIDED)

    assert refused.value.missing
    assert Plan.objects.get(pk=plan.pk).state == PlanState.DRAFT


def test_whoever_draws_up_a_plan_does_not_approve_it(officer):
    plan = drafted(cast.DISTRICT, "Kế hoạch 2024", 2024)
    cast.appoint(officer, plan.office, "leader")

    with pytest.raises(Refusal):
        approve_plan(plan, by=officer, **DECIDED)


@pytest.mark.parametrize("who", [cast.stranger, lambda: cast.leader(cast.PROVINCE), cast.administrator])
def test_others_do_not_approve(who):
    plan = drafted(cast.DISTRICT, "Kế hoạch 2024", 2024)

    with pytest.raises(Refusal):
        approve_plan(plan, by=who(), **DECIDED)


def test_an_abolished_office_decides_nothing_after_its_end(leader):
    plan = drafted(cast.DISTRICT, "Kế hoạch 2024", 2024)

    with pytest.raises(Refusal):
        approve_plan(plan, by=leader, decision_number="1/QĐ", decided_on=date(2025, 8, 1))


def test_amendment_is_a_new_version_that_shows_what_changed(plan, officer, leader):
    version = amend(plan, by=officer, reason="Bổ sung theo nghị quyết")
    target = version.targets.get()
    target.at_least = 12
    set_target(version, target, by=officer)
    set_target(version, Target(indicator=IndicatorKey.UPGRADED, at_least=5, up_to=10), by=officer)
    assert plan.current_version().number == 1

    approve_amendment(version, by=leader, decision_number="99/QĐ-UBND", decided_on=date(2024, 9, 1))

    assert plan.current_version() == version
    before_after = [
        (change.before and change.before.goal_text, change.after.goal_text) for change in changes_of(version)
    ]
    assert before_after == [("≥ 10", "≥ 12"), (None, "5–10")]
    assert plan.versions.get(number=1).targets.get().at_least == 10


def test_amendment_that_changes_nothing_is_refused(plan, officer, leader):
    version = amend(plan, by=officer, reason="Rà soát")

    with pytest.raises(Refusal):
        approve_amendment(version, by=leader, **DECIDED)


def test_discarded_amendment_leaves_the_plan_as_it_was(plan, officer):
    version = amend(plan, by=officer, reason="Nhầm")

    discard_amendment(version, by=officer)

    assert plan.current_version().number == 1
    assert plan.draft_version() is None


def test_only_one_amendment_at_a_time(plan, officer):
    amend(plan, by=officer, reason="Một")

    with pytest.raises(Refusal):
        amend(plan, by=officer, reason="Hai")


def test_targets_of_an_approved_version_are_not_touched_by_the_verbs(plan, officer):
    version = plan.current_version()

    with pytest.raises(Refusal):
        set_target(version, Target(indicator=IndicatorKey.FAIRS, at_least=1), by=officer)
    with pytest.raises(Refusal):
        remove_target(version.targets.get(), by=officer)


def refused_by_the_database(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def test_database_refuses_to_touch_what_was_approved(plan):
    version = plan.current_version()
    target = version.targets.get()

    refused_by_the_database(lambda: Target.objects.filter(pk=target.pk).update(at_least=1))
    refused_by_the_database(lambda: target.delete())
    refused_by_the_database(
        lambda: Target.objects.create(version=version, code="x", indicator="fairs", at_least=1)
    )
    refused_by_the_database(lambda: PlanVersion.objects.filter(pk=version.pk).update(decision_number="2"))


@pytest.mark.parametrize(
    "values",
    [
        {"state": "lost"},
        {"title": ""},
        {"first_year": 2025, "last_year": 2024},
        {"first_year": 1999, "last_year": 1999},
        {"state": "approved"},
    ],
)
def test_database_refuses_a_wrong_plan(values, officer):
    plan = drafted(cast.DISTRICT, "Kế hoạch 2024", 2024)

    refused_by_the_database(lambda: Plan.objects.filter(pk=plan.pk).update(**values))


@pytest.mark.parametrize(
    "values",
    [
        {"indicator": "luck"},
        {"at_least": None, "up_to": None},
        {"at_least": 9, "up_to": 3},
        {"stars": 2},
        {"indicator": "free", "name": ""},
    ],
)
def test_database_refuses_a_wrong_target(values):
    target = drafted(cast.DISTRICT, "Kế hoạch 2024", 2024).draft_version().targets.get()

    refused_by_the_database(lambda: Target.objects.filter(pk=target.pk).update(**values))


@pytest.mark.parametrize("values", [{"decision_number": ""}, {"decided_on": None}, {"approved_by": None}])
def test_database_refuses_a_version_approved_without_its_decision(values, officer, leader):
    version = drafted(cast.DISTRICT, "Kế hoạch 2024", 2024).draft_version()
    approval = {
        "approved_at": "2024-03-01T00:00:00Z",
        "approved_by": leader,
        "decided_on": date(2024, 3, 1),
        "decision_number": "1/QĐ",
    }

    refused_by_the_database(lambda: PlanVersion.objects.filter(pk=version.pk).update(**(approval | values)))
    refused_by_the_database(
        lambda: PlanVersion.objects.filter(pk=version.pk).update(**(approval | {"approved_by": officer}))
    )


def test_database_holds_one_draft_and_a_reason(plan, officer):
    version = amend(plan, by=officer, reason="Bổ sung")

    refused_by_the_database(lambda: PlanVersion.objects.filter(pk=version.pk).update(reason=""))
    refused_by_the_database(
        lambda: PlanVersion.objects.create(plan=plan, number=3, reason="x", prepared_by=officer)
    )
    refused_by_the_database(lambda: PlanVersion.objects.filter(pk=version.pk).update(number=1))


def test_one_plan_of_an_office_for_a_period(plan, officer):
    twin = Plan(office=plan.office, title="Lần hai", first_year=2024, last_year=2024)

    refused_by_the_database(lambda: open_plan(twin, by=officer))


def test_plan_is_seen_by_whoever_covers_its_unit(plan):
    assert plan in Plan.objects.visible_to(cast.officer(cast.PROVINCE))
    assert plan not in Plan.objects.visible_to(cast.stranger())
