"""A member's score card: saving, submitting, correcting, and what must never happen."""

import threading

import pytest
from django.db import connection, connections

from evaluations import closing, scorecards, sessions
from evaluations.enums import CardState
from evaluations.models import ScoreCard, ScoreCardRevision, ScoreLine
from evaluations.scorecards import card_for, revision_is_intact, save_draft, submit_card
from ocop_portal.core.access import Conflict, Refusal
from ocop_portal.core.append_only import InsertOnlyError
from producers.models import ProducerMember
from tests.evaluations.stage import marks_worth, open_stage, score, seat, set_the_stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return open_stage()


def card_of(stage, user):
    return card_for(stage.item, by=user)


def refused(act, *args, **kwargs):
    with pytest.raises(Refusal) as caught:
        act(*args, **kwargs)
    return caught.value


# Who has a card


def test_card_is_opened_once_per_seat_and_round(stage):
    assert card_of(stage, stage.chair) == card_of(stage, stage.chair)
    assert card_of(stage, stage.chair).version == 0
    assert ScoreCard.objects.count() == 1


def test_people_without_a_scoring_seat_have_no_card(stage):
    for user in (stage.secretary, stage.officer, stage.stranger, stage.administrator):
        refused(card_for, stage.item, by=user)
    assert not ScoreCard.objects.exists()


def test_member_of_the_producer_cannot_score_its_product(stage):
    ProducerMember.objects.create(producer=stage.producer, user=stage.members[0])
    refused(card_for, stage.item, by=stage.members[0])


def test_officer_who_accepted_the_dossier_cannot_score_it(stage):
    seat(stage.council, "member", "", user=stage.receiver)
    reason = refused(card_for, stage.item, by=stage.receiver).reason
    assert reason != refused(card_for, stage.item, by=stage.stranger).reason


def test_seat_that_begins_after_the_session_does_not_score_in_it(stage):
    late = seat(stage.council, "member", "Late", since=stage.session.held_on.replace(day=6))
    refused(card_for, stage.item, by=late.user)


def test_nothing_is_scored_before_the_session_opens():
    stage = set_the_stage()
    session = sessions.create_session(
        stage.council, name="A", held_on=sessions.timezone.localdate(), place="", by=stage.secretary
    )
    item = sessions.schedule(session, stage.dossier, by=stage.secretary)
    refused(card_for, item, by=stage.chair)


# Drafts


def test_draft_keeps_marks_and_notes_and_rises_in_version(stage):
    card = card_of(stage, stage.chair)
    saved = save_draft(card, marks={"1.1": 1}, notes={"1.1": " Xem\0 lại "}, version=0, by=stage.chair)
    saved = save_draft(saved, marks={"1.1": 2, "1.2": 0}, notes={}, version=1, by=stage.chair)
    again = card_of(stage, stage.chair)
    assert (again.version, again.draft.marks, again.draft.notes) == (2, {"1.1": 2, "1.2": 0}, {})
    assert saved.state == CardState.DRAFT


def test_note_is_cleaned_and_bounded(stage):
    card = card_of(stage, stage.chair)
    text = "a\0" + "b" * 10_000
    save_draft(card, marks={}, notes={"1.1": text, "1.2": "   "}, version=0, by=stage.chair)
    notes = card_of(stage, stage.chair).draft.notes
    assert list(notes) == ["1.1"]
    assert notes["1.1"].startswith("abb") and len(notes["1.1"]) == scorecards.LONGEST_NOTE


def test_stale_tab_conflicts_and_loses_nothing(stage):
    card = card_of(stage, stage.chair)
    save_draft(card, marks={"1.1": 1}, notes={}, version=0, by=stage.chair)
    with pytest.raises(Conflict) as caught:
        save_draft(card, marks={"1.1": 2}, notes={}, version=0, by=stage.chair)
    assert caught.value.current.draft.marks == {"1.1": 1}
    assert card_of(stage, stage.chair).draft.marks == {"1.1": 1}


def test_stale_tab_cannot_submit(stage):
    card = card_of(stage, stage.chair)
    save_draft(card, marks={"1.1": 1}, notes={}, version=0, by=stage.chair)
    with pytest.raises(Conflict):
        submit_card(card, marks=marks_worth(stage.item.rubric, 60), notes={}, version=0, by=stage.chair)
    assert not ScoreCardRevision.objects.exists()


def test_same_draft_sent_again_is_no_conflict(stage):
    card = card_of(stage, stage.chair)
    save_draft(card, marks={"1.1": 1}, notes={}, version=0, by=stage.chair)
    assert save_draft(card, marks={"1.1": 1}, notes={}, version=0, by=stage.chair).version == 1


@pytest.mark.parametrize("marks", [{"1.1": 99}, {"1.1": -1}, {"1.1": "x"}, {"9.99": 0}, {"1.2": None}])
def test_mark_the_sheet_does_not_have_is_refused(stage, marks):
    card = card_of(stage, stage.chair)
    assert refused(save_draft, card, marks=marks, notes={}, version=0, by=stage.chair).missing
    assert card_of(stage, stage.chair).version == 0


def test_somebody_elses_card_cannot_be_saved_or_submitted(stage):
    card = card_of(stage, stage.chair)
    for user in (stage.members[0], stage.secretary, stage.administrator):
        refused(save_draft, card, marks={"1.1": 0}, notes={}, version=0, by=user)
        refused(submit_card, card, marks={"1.1": 0}, notes={}, version=0, by=user)
    assert card_of(stage, stage.chair).draft.marks == {}


# Submitting


def test_submission_freezes_marks_totals_and_lines(stage):
    revision = score(stage.item, stage.chair, 73, notes={"1.1": "Rõ nguồn gốc"})
    card = card_of(stage, stage.chair)
    assert (card.state, card.submitted_at) == (CardState.SUBMITTED, revision.submitted_at)
    assert (revision.total, sum(revision.totals.values())) == (73, 73)
    assert set(revision.totals) == {"A", "B", "C"}
    assert revision.lines.count() == stage.item.rubric.criteria.count()
    assert sum(line.points for line in revision.lines.all()) == 73
    with pytest.raises(InsertOnlyError):
        revision.save()
    with pytest.raises(InsertOnlyError):
        ScoreLine.objects.all().delete()


def test_incomplete_card_is_refused_naming_the_criteria_and_kept_as_draft(stage):
    marks = marks_worth(stage.item.rubric, 73)
    without = {code: mark for code, mark in marks.items() if code not in ("1.1", "3.4")}
    card = card_of(stage, stage.chair)
    refusal = refused(submit_card, card, marks=without, notes={}, version=0, by=stage.chair)
    assert len(refusal.missing) == 2
    assert "1.1" in refusal.missing[0] and "3.4" in refusal.missing[1]
    assert card_of(stage, stage.chair).draft.marks == without
    assert not ScoreCardRevision.objects.exists()


def test_double_submission_is_one(stage):
    card, marks = card_of(stage, stage.chair), marks_worth(stage.item.rubric, 60)
    first = submit_card(card, marks=marks, notes={}, version=0, by=stage.chair)
    second = submit_card(card, marks=marks, notes={}, version=0, by=stage.chair)
    assert first == second
    assert ScoreCardRevision.objects.count() == 1


def test_correction_before_closing_appends_and_the_latest_counts(stage):
    for user in stage.scorers:
        score(stage.item, user, 60)
    correction = score(stage.item, stage.chair, 66)
    assert (correction.number, correction.card.revisions.count()) == (2, 2)
    snapshot = closing.close_item(stage.item, by=stage.secretary)
    assert snapshot.mean_numerator == 186
    assert correction.hash in {one["hash"] for one in snapshot.counted}


def test_changed_draft_of_a_submitted_card_does_not_count_until_submitted(stage):
    for user in stage.scorers:
        score(stage.item, user, 60)
    card = card_of(stage, stage.chair)
    other = marks_worth(stage.item.rubric, 69)
    save_draft(card, marks=other, notes={}, version=card.version, by=stage.chair)
    assert closing.close_item(stage.item, by=stage.secretary).mean_text == "60.00"


def test_card_submitted_after_closing_is_kept_as_draft_and_not_counted(stage):
    for user in (stage.chair, stage.members[0]):
        score(stage.item, user, 60)
    late = stage.members[1]
    card, marks = card_of(stage, late), marks_worth(stage.item.rubric, 64)
    stage.council.rules.quorum_percent = 60
    stage.council.rules.save()
    stage.item.refresh_from_db()
    snapshot = closing.close_item(stage.item, by=stage.secretary)
    refusal = refused(submit_card, card, marks=marks, notes={}, version=0, by=late)
    assert f"{sessions.timezone.localtime(snapshot.closed_at):%H:%M:%S}" in refusal.reason
    card.refresh_from_db()
    assert (card.draft.marks, card.state) == (marks, CardState.DRAFT)
    assert snapshot.mean_denominator == 2
    assert ScoreCardRevision.objects.count() == 2


def test_card_of_round_1_submitted_in_round_2_is_kept_and_not_counted(stage):
    for user, total in zip(stage.scorers, (60, 75, 65), strict=True):
        score(stage.item, user, total)
    old = card_of(stage, stage.chair)
    closing.close_item(stage.item, by=stage.secretary)
    marks = marks_worth(stage.item.rubric, 66)
    refused(submit_card, old, marks=marks, notes={}, version=old.version, by=stage.chair)
    assert ScoreCardRevision.objects.filter(card=old).count() == 1


def test_somebody_bound_to_the_product_meanwhile_cannot_submit(stage):
    card, marks = card_of(stage, stage.chair), marks_worth(stage.item.rubric, 60)
    ProducerMember.objects.create(producer=stage.producer, user=stage.chair)
    refused(submit_card, card, marks=marks, notes={}, version=0, by=stage.chair)


def test_sheet_published_later_does_not_touch_an_open_item(stage):
    score(stage.item, stage.chair, 60)
    before = stage.item.rubric
    newer = type(before).objects.create(
        edition=before.edition, product_set=before.product_set, version=9, part_maxima={}, source="x"
    )
    stage.item.refresh_from_db()
    assert stage.item.rubric == before != newer


# The chain


def test_revisions_are_chained_through_the_session(stage):
    made = [score(stage.item, user, 60 + n) for n, user in enumerate(stage.scorers)]
    made.append(score(stage.item, stage.chair, 69))
    assert made[0].previous_hash == scorecards.FIRST_HASH
    assert [one.previous_hash for one in made[1:]] == [one.hash for one in made[:-1]]
    stored = ScoreCardRevision.objects.select_related("card__item__revision", "card__item__rubric")
    assert all(revision_is_intact(one) for one in stored)


def test_tampered_revision_is_noticed(stage):
    revision = score(stage.item, stage.chair, 60)
    stored = ScoreCardRevision.objects.get(pk=revision.pk)
    stored.total = 61
    assert not revision_is_intact(stored)


def submit_at_once(cards, marks):
    """Submit all cards in the same moment; return what went wrong."""
    barrier, failures = threading.Barrier(len(cards)), []

    def submit(user, card):
        try:
            barrier.wait()
            submit_card(card, marks=marks, notes={}, version=0, by=user)
        except Exception as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=submit, args=pair) for pair in cards]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


@pytest.mark.django_db(transaction=True)
def test_cards_submitted_at_once_form_one_chain():
    """SQLite's test database lives inside one connection: there the cards come one after the other."""
    stage = open_stage(members=4)
    cards = [(user, card_of(stage, user)) for user in stage.scorers]
    marks = marks_worth(stage.item.rubric, 60)
    if connection.vendor == "sqlite":
        for user, card in cards:
            submit_card(card, marks=marks, notes={}, version=0, by=user)
    else:
        assert submit_at_once(cards, marks) == []
    chain = list(ScoreCardRevision.objects.order_by("pk").values_list("previous_hash", "hash"))
    assert len(chain) == 4
    assert [before for before, _own in chain] == [scorecards.FIRST_HASH, *(own for _b, own in chain[:-1])]
