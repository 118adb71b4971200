"""Interests, recusals, attendance, suspension, stops, reopening: what a council does around its scores."""

from datetime import timedelta

import pytest
from django.urls import reverse

from evaluations import closing, decisions, interests, scorecards, sessions
from evaluations.enums import AttendanceKind, DossierState, ItemState, Vote
from evaluations.models import CouncilRules, Dossier, Evidence, ResultSnapshot, ScoreCardRevision
from evaluations.results import snapshot_is_intact
from evaluations.scoring import card_totals
from ocop_portal.core.access import Refusal
from ocop_portal.core.days import today
from tests import cast
from tests.evaluations.stage import open_stage, score

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def refused(verb, *args, **kwargs):
    with pytest.raises(Refusal) as refusal:
        verb(*args, **kwargs)
    return refusal.value


def seat_of(stage, user):
    return stage.council.seats.get(user=user)


def scored_stage(*totals, **values):
    stage = open_stage(**values)
    for user, total in zip(stage.scorers, totals, strict=True):
        score(stage.item, user, total)
    return stage


# Interests


@pytest.fixture
def undeclared():
    """A stage on which nobody has declared anything."""
    stage = open_stage(declared=False)
    cast.evidence(stage.dossier)
    return stage


def test_nothing_opens_to_a_member_before_the_declaration(client, undeclared):
    stage, paper = undeclared, Evidence.objects.get()
    client.force_login(stage.chair)
    assert client.get(stage.dossier.get_absolute_url()).status_code == 404
    assert client.get(reverse("evidence_file", args=[paper.pk])).status_code == 404
    assert client.get(reverse("score_card", args=[stage.item.pk])).url == reverse(
        "session_interests", args=[stage.session.pk]
    )
    assert "Declare" in refused(scorecards.card_for, stage.item, by=stage.chair).reason
    interests.declare_interests(stage.session, by=stage.chair)
    assert client.get(stage.dossier.get_absolute_url()).status_code == 200
    response = client.get(reverse("evidence_file", args=[paper.pk]))
    assert response.status_code == 200
    response.close()


def test_declaring_by_the_page_asks_for_every_product(client, undeclared):
    stage = undeclared
    url = reverse("session_interests", args=[stage.session.pk])
    client.force_login(stage.chair)
    answer = client.post(url, {"sent": "1"})
    assert list(answer.context["form"].errors) == [f"has-{stage.item.pk}"]
    answer = client.post(url, {f"has-{stage.item.pk}": "interest"})
    assert list(answer.context["form"].errors) == [f"what-{stage.item.pk}"]
    assert not stage.session.declarations.exists()
    client.post(url, {f"has-{stage.item.pk}": "interest", f"what-{stage.item.pk}": "Em trai là giám đốc."})
    assert stage.item.recusals.get().ground == "declared"
    assert client.get(stage.dossier.get_absolute_url()).status_code == 404


def test_an_interest_closes_the_product_to_the_member_at_once():
    stage = open_stage()
    one = stage.members[0]
    interests.declare_interests(stage.session, by=one, interests={stage.item: "Góp vốn vào hợp tác xã."})
    assert "recused" in refused(scorecards.card_for, stage.item, by=one).reason
    assert not Dossier.objects.visible_to(one).exists()
    assert Dossier.objects.visible_to(stage.chair).exists()


def test_an_interest_without_words_is_refused():
    stage = open_stage()
    refused(interests.declare_interests, stage.session, by=stage.chair, interests={stage.item: "  "})
    assert not stage.item.recusals.exists()


def test_only_the_chair_recuses_others_and_says_why():
    stage = open_stage()
    seat = seat_of(stage, stage.members[0])
    for user in (stage.secretary, stage.members[1], stage.officer, stage.administrator):
        refused(interests.recuse, stage.item, seat, by=user, reason="Họ hàng.")
    refused(interests.recuse, stage.item, seat, by=stage.chair, reason=" ")
    assert interests.recuse(stage.item, seat, by=stage.chair, reason="Họ hàng.").ground == "chair"
    again = interests.recuse(stage.item, seat, by=stage.chair, reason="Một lần nữa.")
    assert again.reason == "Họ hàng."


def test_recusal_after_scoring_keeps_the_card_and_no_longer_counts_it():
    stage = scored_stage(60, 66, 63, 61, members=4)
    interests.recuse(stage.item, seat_of(stage, stage.members[0]), by=stage.chair, reason="Họ hàng.")
    snapshot = closing.close_item(stage.item, by=stage.secretary)
    assert (snapshot.mean_numerator, snapshot.mean_denominator) == (184, 3)
    assert ScoreCardRevision.objects.count() == 4
    assert [one["recused"] for one in snapshot.entitled] == [False, True, False, False]


def test_recusal_after_closing_supersedes_the_result():
    stage = scored_stage(60, 66, 63, 61, members=4)
    first = closing.close_item(stage.item, by=stage.secretary)
    interests.recuse(stage.item, seat_of(stage, stage.members[0]), by=stage.chair, reason="Họ hàng.")
    second = ResultSnapshot.objects.latest_of(stage.dossier)
    assert (second.number, second.supersedes, second.reason) == (2, first, "Họ hàng.")
    assert (first.mean_denominator, second.mean_denominator) == (4, 3)
    assert snapshot_is_intact(first) and snapshot_is_intact(second)


def test_recusal_that_breaks_the_quorum_suspends_the_closed_item():
    stage = scored_stage(60, 66, 63)
    closing.close_item(stage.item, by=stage.secretary)
    interests.recuse(stage.item, seat_of(stage, stage.members[0]), by=stage.chair, reason="Họ hàng.")
    stage.item.refresh_from_db()
    stage.dossier.refresh_from_db()
    assert (stage.item.state, stage.dossier.state) == (ItemState.SUSPENDED, DossierState.SCORING)
    assert ResultSnapshot.objects.count() == 1


def test_recused_seats_may_be_left_out_of_the_quorum():
    stage = scored_stage(60, 66, 63)
    interests.recuse(stage.item, seat_of(stage, stage.members[0]), by=stage.chair, reason="Họ hàng.")
    refused(closing.close_item, stage.item, by=stage.secretary)
    CouncilRules.objects.update(recused_seats_count=False)
    stage.item.refresh_from_db()
    stage.item.session.council.rules.refresh_from_db()
    assert closing.close_item(stage.item, by=stage.secretary).mean_denominator == 2


def test_after_the_decision_a_recusal_changes_nothing():
    stage = scored_stage(60, 66, 63, 61, members=4)
    closing.close_item(stage.item, by=stage.secretary)
    decisions.decline(stage.dossier, by=stage.leader, comment="Chưa đạt.")
    stage.item.dossier.refresh_from_db()
    reason = refused(
        interests.recuse, stage.item, seat_of(stage, stage.members[0]), by=stage.chair, reason="Họ hàng."
    ).reason
    assert "decided already" in reason
    assert ResultSnapshot.objects.count() == 1


# Attendance and quorum


def test_who_is_absent_hands_in_no_card():
    stage = open_stage()
    seat = seat_of(stage, stage.members[0])
    sessions.note_attendance(stage.session, {seat: AttendanceKind.EXCUSED}, by=stage.secretary)
    assert "absent" in refused(score, stage.item, stage.members[0], 60).reason
    sessions.note_attendance(stage.session, {seat: AttendanceKind.ONLINE}, by=stage.secretary)
    assert score(stage.item, stage.members[0], 60).total == 60


def test_a_session_ends_when_everybody_is_noted():
    stage = scored_stage(60, 66, 63, attendance=False)
    closing.close_item(stage.item, by=stage.secretary)
    assert (
        "Note for every member"
        in refused(sessions.close_session, stage.session, by=stage.secretary).missing[0]
    )
    kinds = dict.fromkeys(stage.session.scoring_seats(), AttendanceKind.PRESENT)
    refused(sessions.note_attendance, stage.session, kinds, by=stage.chair)
    sessions.note_attendance(stage.session, kinds, by=stage.secretary)
    assert sessions.close_session(stage.session, by=stage.secretary).closed_at


def test_an_item_without_quorum_is_suspended_and_waits_for_another_session():
    stage = open_stage(products=2)
    for user in stage.scorers:
        score(stage.items[1], user, 60)
    closing.close_item(stage.items[1], by=stage.secretary)
    refused(closing.close_item, stage.item, by=stage.secretary)
    refused(sessions.close_session, stage.session, by=stage.secretary)
    refused(closing.suspend_item, stage.item, by=stage.secretary, reason="")
    closing.suspend_item(stage.item, by=stage.secretary, reason="Không đủ số thành viên.")
    assert "suspended" in refused(score, stage.item, stage.chair, 60).reason
    sessions.close_session(stage.session, by=stage.secretary)
    states = [Dossier.objects.get(pk=dossier.pk).state for dossier in stage.dossiers]
    assert states == [DossierState.PROPOSED, DossierState.SCORED]
    assert not ResultSnapshot.objects.filter(item=stage.item).exists()


def test_a_suspended_item_is_taken_up_again_with_its_cards():
    stage = scored_stage(60, 66, 63)
    closing.suspend_item(stage.item, by=stage.secretary, reason="Chờ bổ sung.")
    refused(closing.close_item, stage.item, by=stage.secretary)
    closing.resume_item(stage.item, by=stage.secretary)
    stage.item.refresh_from_db()
    assert closing.close_item(stage.item, by=stage.secretary).mean_numerator == 189


# Stops and reopening


def test_a_stop_gives_no_points_and_no_stars_and_nobody_can_recognise_it():
    stage = scored_stage(92, 93, 94)
    rule = stage.item.rubric.stop_rules.first()
    refused(closing.stop_item, stage.item, by=stage.members[0], reason="Giả mạo.", rule=rule)
    refused(closing.stop_item, stage.item, by=stage.chair, reason="", rule=rule)
    refused(closing.stop_item, stage.item, by=stage.chair, reason="Giả mạo.")
    refused(closing.stop_item, stage.item, by=stage.chair, reason="Giả mạo.", criterion_code="99")
    snapshot = closing.stop_item(stage.item, by=stage.chair, reason="Hồ sơ giả mạo.", rule=rule)
    assert (snapshot.star, snapshot.mean_denominator, snapshot.stop["rule"]) == (0, 0, rule.text)
    assert snapshot_is_intact(snapshot)
    stage.dossier.refresh_from_db()
    assert stage.dossier.state == DossierState.SCORED
    facts = {"office": stage.agency, "number": "5/QĐ-UBND", "decided_on": today(), "by": stage.leader}
    refused(decisions.recognise, [stage.dossier], **facts)
    decisions.decline(stage.dossier, by=stage.leader, comment="Hồ sơ giả mạo.")


def test_reopening_needs_the_chair_and_a_reason_and_keeps_the_first_result():
    stage = scored_stage(60, 66, 63)
    first = closing.close_item(stage.item, by=stage.secretary)
    for user in (stage.secretary, stage.members[0], stage.leader, stage.administrator):
        refused(closing.reopen_item, stage.item, by=user, reason="Cộng nhầm.")
    refused(closing.reopen_item, stage.item, by=stage.chair, reason=" ")
    stage.item = closing.reopen_item(stage.item, by=stage.chair, reason="Cộng nhầm ở tiêu chí 3.1.")
    score(stage.item, stage.members[0], 64)
    second = closing.close_item(stage.item, by=stage.secretary)
    assert (second.number, second.supersedes, second.reason) == (2, first, "Cộng nhầm ở tiêu chí 3.1.")
    assert (first.mean_numerator, second.mean_numerator) == (189, 187)
    assert ResultSnapshot.objects.latest_of(stage.dossier) == second
    assert snapshot_is_intact(ResultSnapshot.objects.get(pk=second.pk))


def test_a_decided_product_is_not_reopened():
    stage = scored_stage(60, 66, 63)
    closing.close_item(stage.item, by=stage.secretary)
    decisions.decline(stage.dossier, by=stage.leader, comment="Chưa đạt.")
    assert (
        "awaits its decision" in refused(closing.reopen_item, stage.item, by=stage.chair, reason="x").reason
    )


# Votes in writing


def written_stage(*totals):
    stage = open_stage(members=len(totals))
    stage.session.vote, stage.session.reply_by = Vote.WRITTEN, today() + timedelta(days=5)
    stage.session.held_on = today()
    stage.session.save()
    for user, total in zip(stage.scorers, totals, strict=True):
        score(stage.item, user, total)
    stage.item.refresh_from_db()
    return stage


def test_opinions_in_writing_that_agree_give_the_result():
    stage = written_stage(60, 62, 61)
    assert closing.close_item(stage.item, by=stage.secretary).star_by_band == 3


@pytest.mark.parametrize("totals", [(48, 52, 51), (52, 63, 55)], ids=["other stars", "far apart"])
def test_opinions_in_writing_that_differ_go_to_a_meeting(totals):
    stage = written_stage(*totals)
    assert closing.close_item(stage.item, by=stage.secretary) is None
    stage.item.refresh_from_db()
    assert stage.item.state == ItemState.SUSPENDED
    assert not ResultSnapshot.objects.exists()


def test_a_card_in_writing_after_the_last_day_is_kept_and_not_counted():
    stage = written_stage(60, 62, 61)
    stage.session.reply_by = stage.session.held_on = today() - timedelta(days=1)
    stage.session.save()
    stage.item.refresh_from_db()
    assert "last day" in refused(score, stage.item, stage.chair, 65).reason
    card = scorecards.own_card(stage.item, stage.chair)
    assert card_totals(stage.item.rubric.sheet(), card.draft.marks).total == 65
    assert ScoreCardRevision.objects.count() == 3
