"""A member leaves while a session is open: the newcomer scores, what was handed in is kept."""

from datetime import timedelta

import pytest
from django.urls import reverse

from evaluations import closing, interests, ledger, replacements, scorecards, sessions
from evaluations.enums import AttendanceKind
from evaluations.models import Dossier, ScoreCardRevision, Session
from ocop_portal.core.access import Refusal
from ocop_portal.core.days import today
from tests.evaluations.stage import open_stage, person, score

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def stage():
    return open_stage()


def replaced(stage, user, *, by=None, since=None, reason="Quyết định 30/QĐ-UBND"):
    seat = stage.council.seats.get(user=user, until=None)
    facts = {"since": since or today(), "by": by or stage.officer, "reason": reason}
    return replacements.replace_member(seat, user=person("Newcomer"), **facts)


def taking_part(stage, seat):
    sessions.note_attendance(stage.session, {seat: AttendanceKind.PRESENT}, by=stage.secretary)
    interests.declare_interests(stage.session, by=seat.user)


def test_the_newcomer_scores_and_the_card_of_who_left_is_kept_and_not_counted(stage):
    one = stage.members[0]
    for user, total in zip(stage.scorers, (60, 69, 62), strict=True):
        score(stage.item, user, total)
    seat = replaced(stage, one)
    with pytest.raises(Refusal):
        score(stage.item, one, 70)
    with pytest.raises(Refusal, match="Declare"):
        scorecards.card_for(stage.item, by=seat.user)
    taking_part(stage, seat)
    assert Dossier.objects.visible_to(seat.user).exists()
    score(stage.item, seat.user, 61)
    snapshot = closing.close_item(stage.item, by=stage.secretary)
    assert (snapshot.mean_numerator, snapshot.mean_denominator) == (183, 3)
    assert {record["name"] for record in snapshot.entitled} == {
        stage.chair.full_name,
        stage.members[1].full_name,
        "Newcomer",
    }
    assert ScoreCardRevision.objects.count() == 4
    assert not list(ledger.problems(ledger.read(stage.session)))


def test_results_closed_before_stand(stage):
    for user, total in zip(stage.scorers, (60, 69, 62), strict=True):
        score(stage.item, user, total)
    before = closing.close_item(stage.item, by=stage.secretary)
    replaced(stage, stage.members[0])
    assert list(stage.item.results.all()) == [before]


def test_who_left_and_who_came_find_their_own_desk(stage):
    one = stage.members[0]
    seat = replaced(stage, one)
    assert list(Session.objects.scored_by(seat.user)) == [stage.session]
    assert not Session.objects.scored_by(one).exists()
    assert Session.objects.visible_to(seat.user).exists()


def test_only_the_standing_office_replaces_and_says_why(stage):
    for user in (stage.secretary, stage.chair, stage.leader, stage.administrator):
        with pytest.raises(Refusal):
            replaced(stage, stage.members[0], by=user)
    with pytest.raises(Refusal, match="reason"):
        replaced(stage, stage.members[0], reason=" ")
    assert not stage.session.seat_changes.exists()


def test_a_session_that_is_over_keeps_its_members(stage):
    for user, total in zip(stage.scorers, (60, 62, 62), strict=True):
        score(stage.item, user, total)
    closing.close_item(stage.item, by=stage.secretary)
    sessions.close_session(stage.session, by=stage.secretary)
    with pytest.raises(Refusal, match="stay as they were"):
        replaced(stage, stage.members[0], since=stage.session.held_on)
    replaced(stage, stage.members[0], since=stage.session.held_on + timedelta(days=1))
    assert stage.session.scoring_seats().filter(user=stage.members[0]).exists()


def test_the_page_replaces_and_refuses_who_sits_already(client, stage):
    seat = stage.council.seats.get(user=stage.members[0])
    url = reverse("seat_replace", args=[seat.pk])
    client.force_login(stage.officer)
    form = {"since": f"{today():%d/%m/%Y}", "reason": "QĐ 30", "email": stage.chair.email}
    assert "email" in client.post(url, form).context["form"].errors
    client.post(url, form | {"email": person("Newcomer").email})
    seat.refresh_from_db()
    assert seat.replaced_by.user == person("Newcomer")
    assert "Newcomer" in client.get(stage.council.get_absolute_url()).content.decode()
