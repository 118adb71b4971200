"""Must hold: fifty cards submitted while the item closes: none lost, none doubled, none counted late."""

import threading

import pytest
from django.db import connection, connections

from evaluations import closing, ledger
from evaluations.models import CouncilRules, ResultSnapshot, ScoreCardRevision, ScoreDraft
from evaluations.scorecards import card_for, submit_card
from ocop_portal.core.access import Refusal
from tests.evaluations.stage import marks_worth, open_stage

AT_ONCE = {"postgresql": 50, "sqlite": 8}  # SQLite lets one writer in at a time and the others wait
EARLY = 4  # cards handed in before the rush, so that there is something to close


def submit(card, marks, start, outcomes):
    user = card.seat.user
    try:
        start.wait(timeout=60)
        outcomes[card.pk] = submit_card(card, marks=marks, notes={}, version=card.version, by=user)
    except Refusal as refusal:
        outcomes[card.pk] = refusal
    finally:
        connections.close_all()


def close(item, by, start, outcomes):
    try:
        start.wait(timeout=60)
        outcomes["closing"] = closing.close_item(item, by=by)
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_cards_submitted_while_the_item_closes_are_counted_or_kept_and_never_both():
    people = AT_ONCE[connection.vendor]
    stage = open_stage(members=people)
    CouncilRules.objects.update(quorum_percent=1, chair_must_score=False, spread_limit=100)
    stage.item.refresh_from_db()
    marks = [marks_worth(stage.item.rubric, 55 + number % 20) for number in range(people)]
    cards = [card_for(stage.item, by=user) for user in stage.scorers]
    for card, given in zip(cards[:EARLY], marks, strict=False):
        submit_card(card, marks=given, notes={}, version=card.version, by=card.seat.user)
    late = list(zip(cards, marks, strict=True))[EARLY:]
    start, outcomes = threading.Barrier(len(late) + 1), {}
    threads = [threading.Thread(target=submit, args=(card, given, start, outcomes)) for card, given in late]
    threads.append(threading.Thread(target=close, args=(stage.item, stage.secretary, start, outcomes)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    snapshot = outcomes.pop("closing")
    assert set(outcomes) == {card.pk for card, _given in late}
    counted = {one["revision"] for one in snapshot.counted}
    stored = ScoreCardRevision.objects.all()
    assert counted == {revision.pk for revision in stored}  # none lost, none counted late
    assert len({revision.card_id for revision in stored}) == len(stored)  # none doubled
    in_time = {one.pk for one in outcomes.values() if isinstance(one, ScoreCardRevision)}
    assert len(counted) == len(in_time) + EARLY and in_time <= counted
    assert all(revision.submitted_at <= snapshot.closed_at for revision in stored)
    for card, given in late:
        assert ScoreDraft.objects.get(card=card).marks == given  # what came too late is kept
    assert ResultSnapshot.objects.count() == 1
    assert not list(ledger.problems(ledger.read(stage.session)))
