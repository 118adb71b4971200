"""What may be done with plans, ideas and visits in which state, by whom; every no has its reason."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from campaigns import ideas, rules
from campaigns.enums import IDEA_MOVES, PLAN_MOVES, FindingKind, IdeaState, PlanState
from campaigns.models import Visit
from campaigns.planning import amend, approve_plan, discard_amendment, move_plan, report_result
from campaigns.supervision import MOST_PHOTOS, add_finding, add_visit_photo, note_mended, record_visit
from ocop_portal.core.access import Conflict, Refusal
from ocop_portal.core.workflow import can_apply
from tests import cast
from tests.campaigns import programme
from tests.campaigns.programme import DAY
from tests.campaigns.registered import in_2024, new
from tests.core.test_files import picture
from tests.world.plans import drafted

pytestmark = pytest.mark.django_db

FOUND = {"surveyed_on": DAY, "strengths": "Vùng vải", "weaknesses": "Bao bì", "remedy": "Thiết kế"}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def refused(act, *args, **values):
    with pytest.raises(Refusal) as found:
        act(*args, **values)
    return found.value.reason


# Plans


def in_state(state):
    """The district's plan of 2024, brought into the state by its verbs."""
    if state == PlanState.DRAFT:
        return drafted(cast.DISTRICT, "Kế hoạch 2024", 2024)
    plan = drafted(cast.DISTRICT, "Kế hoạch 2024", 2024)
    leader = cast.leader(cast.DISTRICT)
    plan = approve_plan(plan, by=leader, decision_number="1/QĐ", decided_on=date(2024, 1, 5))
    for move in {PlanState.APPROVED: (), PlanState.RUNNING: ("start",)}.get(state, ("start", "close")):
        plan = move_plan(plan, move, by=leader)
    return plan


@pytest.mark.parametrize("state", PlanState)
def test_plan_leaves_each_state_only_by_the_moves_of_the_table(state):
    plan, leader = in_state(state), cast.leader(cast.DISTRICT)

    for name, step in PLAN_MOVES.items():
        answer = can_apply(plan, name, by=leader)
        assert bool(answer) == (state in step.sources), name
        if not answer:
            assert "the state is" in answer.reason


@pytest.mark.parametrize("move", ["start", "close", "reopen"])
def test_only_a_leader_moves_a_plan_except_that_officers_start_and_close_it(move):
    state = next(iter(PLAN_MOVES[move].sources))
    plan = in_state(state)

    assert bool(can_apply(plan, move, by=cast.officer(cast.DISTRICT))) == (move != "reopen")
    for outsider in (cast.officer(cast.PROVINCE), cast.stranger(), cast.administrator()):
        assert "Only" in can_apply(plan, move, by=outsider).reason


def test_closed_plan_is_opened_again_only_with_a_reason():
    plan = in_state(PlanState.CLOSED)

    assert "reason" in refused(move_plan, plan, "reopen", by=cast.leader(cast.DISTRICT))
    plan = move_plan(plan, "reopen", by=cast.leader(cast.DISTRICT), comment="Bổ sung báo cáo")
    assert plan.state == PlanState.RUNNING


def test_plan_with_an_amendment_being_drawn_up_is_not_closed():
    plan = in_state(PlanState.RUNNING)
    version = amend(plan, by=programme.officer(), reason="Bổ sung")

    answer = can_apply(plan, "close", by=cast.leader(cast.DISTRICT))
    assert answer.missing == ("Approve or discard the amendment first.",)
    discard_amendment(version, by=programme.officer())
    assert can_apply(plan, "close", by=cast.leader(cast.DISTRICT))


@pytest.mark.parametrize(
    ("state", "reason"), [("draft", "Only an approved or running"), ("closed", "Only an approved or running")]
)
def test_plan_that_is_not_decided_or_is_over_is_not_amended(state, reason):
    assert reason in refused(amend, in_state(PlanState(state)), by=programme.officer(), reason="x")


def test_first_version_is_not_discarded():
    version = in_state(PlanState.DRAFT).draft_version()

    assert "first version" in refused(discard_amendment, version, by=programme.officer())


def test_nothing_is_added_to_a_closed_plan():
    plan = in_state(PlanState.CLOSED)

    assert rules.can_lead_plan(programme.officer(), plan).reason == "The plan is closed."


def test_result_is_reported_only_by_officers_of_the_plan():
    target = programme.plan().current_version().targets.get(indicator="free")
    values = {"on": DAY, "value": 1, "note": "Một mô hình", "evidence": cast.pdf()}

    assert "Only officers" in refused(report_result, target, by=cast.leader(cast.DISTRICT), **values)
    assert "Only officers" in refused(report_result, target, by=cast.stranger(), **values)


# Product ideas


def idea_in(state):
    """An idea brought into the state by its verbs."""
    by = programme.officer()
    if state == IdeaState.REGISTERED:
        return programme.idea()
    if state == IdeaState.DROPPED:
        return ideas.decide_idea(programme.idea(), "drop", by=by, reason="Không có nguyên liệu")
    surveyed = programme.surveyed()
    if state == IdeaState.SURVEYED:
        return surveyed
    chosen = ideas.decide_idea(surveyed, "choose", by=by, reason="Chủ thể sẵn sàng")
    return chosen if state == IdeaState.CHOSEN else ideas.develop_idea(chosen, programme.product(), by=by)


@pytest.mark.parametrize("state", IdeaState)
def test_idea_leaves_each_state_only_by_the_moves_of_the_table(state):
    idea, officer = idea_in(state), programme.officer()

    assert idea.state == state
    for name, step in IDEA_MOVES.items():
        answer = can_apply(idea, name, by=officer)
        assert bool(answer) == (state in step.sources), name
        if not answer:
            assert "the state is" in answer.reason


@pytest.mark.parametrize("move", ["choose", "drop"])
def test_idea_is_chosen_or_not_only_with_a_reason(move):
    idea = programme.surveyed()

    assert "reason" in refused(ideas.decide_idea, idea, move, by=programme.officer(), reason=" ")


def test_dropped_idea_is_taken_up_again_with_its_reason_in_the_log():
    idea = idea_in(IdeaState.DROPPED)

    idea = ideas.decide_idea(idea, "take_up", by=programme.officer(), reason="Đã có vùng nguyên liệu")

    assert idea.state == IdeaState.REGISTERED
    assert [row.comment for row in idea.log.order_by("pk")] == [
        "Không có nguyên liệu",
        "Đã có vùng nguyên liệu",
    ]


def test_idea_becomes_a_product_of_its_own_producer_only():
    idea = programme.surveyed()
    idea.producer = programme.product().producer
    idea.save()
    idea = ideas.decide_idea(idea, "choose", by=programme.officer(), reason="Tốt")
    foreign = new("của người khác", 3, in_2024())

    assert "another producer" in refused(ideas.develop_idea, idea, foreign, by=programme.officer())
    assert ideas.develop_idea(idea, programme.product(), by=programme.officer()).state == "developed"


def test_two_surveys_of_one_idea_do_not_overwrite_each_other():
    idea = programme.idea()
    first = ideas.survey_idea(idea, by=programme.officer(), version=1, **FOUND)

    with pytest.raises(Conflict) as conflict:
        ideas.survey_idea(idea, by=programme.officer(), version=1, **(FOUND | {"remedy": "Khác"}))

    assert conflict.value.current.remedy == "Thiết kế"
    assert first.log.count() == 1
    again = ideas.survey_idea(first, by=programme.officer(), version=2, **(FOUND | {"remedy": "Khác"}))
    assert (again.remedy, again.version) == ("Khác", 3)


@pytest.mark.parametrize("state", [IdeaState.CHOSEN, IdeaState.DROPPED, IdeaState.DEVELOPED])
def test_idea_that_was_decided_on_is_not_rewritten(state):
    idea = idea_in(state)

    assert "decided on" in refused(ideas.change_idea, idea, idea.save, by=programme.officer())


@pytest.mark.parametrize("who", [cast.stranger, lambda: cast.officer(cast.PROVINCE), cast.administrator])
def test_others_do_nothing_with_ideas(who):
    idea, other = programme.idea(), who()

    assert "Only officers" in refused(ideas.survey_idea, idea, by=other, version=1, **FOUND)
    assert "Only officers" in refused(ideas.decide_idea, idea, "drop", by=other, reason="x")
    assert "Only officers" in refused(ideas.change_idea, idea, idea.save, by=other)


# Supervision


def photo():
    return SimpleUploadedFile("anh.png", picture("PNG", (220, 220)))


def test_finding_is_mended_after_the_visit():
    finding, officer = programme.finding(), programme.officer()

    assert "after the visit" in refused(note_mended, finding, mended_on=date(2024, 2, 1), by=officer)
    assert "future" in refused(note_mended, finding, mended_on=date(2100, 1, 1), by=officer)
    assert note_mended(finding, mended_on=date(2024, 3, 20), by=officer).mended_on == date(2024, 3, 20)


def test_finding_is_to_be_mended_after_the_visit():
    visit = programme.visit()
    values = {"kind": FindingKind.PAPERS, "text": "Thiếu giấy", "due_on": date(2024, 2, 1)}

    assert "after the visit" in refused(add_finding, visit, by=programme.officer(), **values)


def test_visit_takes_so_many_photos_and_no_more():
    visit, officer = programme.visit(), programme.officer()
    for _n in range(MOST_PHOTOS):
        add_visit_photo(visit, photo(), by=officer)

    assert str(MOST_PHOTOS) in refused(add_visit_photo, visit, photo(), by=officer)


def test_visit_is_written_down_in_the_area_of_the_office_only():
    """A plan of one's own is no licence to inspect elsewhere."""
    afar = new("mật ong nơi khác", 3, in_2024(), at="22918")
    visit = Visit(product=afar, plan=programme.plan(), visited_on=DAY, seen="Đã xem")

    assert "area" in refused(record_visit, visit, [], by=programme.officer())


@pytest.mark.parametrize("who", [cast.stranger, lambda: cast.leader(cast.DISTRICT), cast.administrator])
def test_others_write_nothing_down_about_visits(who):
    finding, other = programme.finding(), who()
    values = {"kind": FindingKind.PAPERS, "text": "x", "due_on": date(2024, 5, 1)}

    assert "Only officers" in refused(note_mended, finding, mended_on=date(2024, 4, 1), by=other)
    assert "Only officers" in refused(add_finding, finding.visit, by=other, **values)
    assert "Only officers" in refused(add_visit_photo, finding.visit, photo(), by=other)
