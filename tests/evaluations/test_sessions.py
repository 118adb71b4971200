"""The session of a council: agenda, opening, closing with the result, second round."""

from datetime import date
from decimal import Decimal

import pytest

from evaluations import closing, results, sessions
from evaluations.enums import DossierState, ItemState, SeatRole, SessionState
from evaluations.models import Certificate, CouncilRules, ResultSnapshot, ScoreCard, SessionItem
from evaluations.scorecards import card_for, save_draft
from ocop_portal.accounts.enums import Level
from ocop_portal.core.access import Conflict, Refusal
from producers.models import ProducerMember
from tests.evaluations import stage as scene
from tests.evaluations.stage import DAY, open_stage, revise, score, seat, set_the_stage

pytestmark = pytest.mark.django_db


def refused(act, *args, **kwargs):
    with pytest.raises(Refusal) as caught:
        act(*args, **kwargs)
    return caught.value


# Preparing


def test_session_is_prepared_by_the_secretary_only():
    stage = set_the_stage()
    for user in (stage.officer, stage.chair, stage.administrator):
        refused(sessions.create_session, stage.council, name="Phiên", held_on=DAY, place="", by=user)
    made = sessions.create_session(stage.council, name="Phiên", held_on=DAY, place="", by=stage.secretary)
    assert made.state == SessionState.PREPARED
    assert made.created_by == stage.secretary


@pytest.mark.parametrize("day", [date(2026, 5, 31), date(2026, 12, 2)])
def test_session_lies_within_the_life_of_the_council(day):
    stage = set_the_stage()
    stage.council.dissolved_on = date(2026, 12, 1)
    stage.council.save()
    refused(sessions.create_session, stage.council, name="Phiên", held_on=day, place="", by=stage.secretary)


def test_session_of_an_abolished_unit_is_held_in_its_time_only():
    stage = set_the_stage()
    district = scene.AdministrativeUnit.objects.districts().historic().first()
    old = scene.office(district, Level.DISTRICT, "Phòng Nông nghiệp huyện")
    council = scene.council_of(old, "Hội đồng huyện")
    council.established_on = date(2024, 3, 1)
    council.save()
    seat(council, SeatRole.SECRETARY, "", user=stage.secretary)
    values = {"name": "Phiên", "place": "", "by": stage.secretary}
    assert sessions.create_session(council, held_on=date(2024, 10, 1), **values)
    refusal = refused(sessions.create_session, council, held_on=date(2026, 10, 1), **values)
    assert "Phòng Nông nghiệp huyện" in refusal.reason


def test_session_is_corrected_until_it_is_open():
    stage = set_the_stage()
    session = sessions.create_session(stage.council, name="A", held_on=DAY, place="", by=stage.secretary)
    later = date(2026, 10, 9)
    changed = sessions.change_session(session, name="B", held_on=later, place="Nhà", by=stage.secretary)
    assert (changed.name, changed.held_on, changed.place) == ("B", later, "Nhà")
    sessions.schedule(changed, stage.dossier, by=stage.secretary)
    opened = sessions.open_session(changed, by=stage.secretary)
    refused(sessions.change_session, opened, name="C", held_on=DAY, place="", by=stage.secretary)


# The agenda


def test_scheduling_pins_the_latest_revision_and_the_sheet():
    stage = set_the_stage()
    latest = revise(stage.dossier, stage.receiver)
    session = sessions.create_session(stage.council, name="A", held_on=DAY, place="", by=stage.secretary)
    item = sessions.schedule(session, stage.dossier, by=stage.secretary)
    revise(stage.dossier, stage.receiver)
    stage.dossier.refresh_from_db()
    item.refresh_from_db()
    assert stage.dossier.state == DossierState.SCORING
    assert (item.revision, item.rubric, item.position) == (latest, stage.dossier.rubric, 1)
    assert stage.dossier.log.first().by == stage.secretary


def test_scheduling_refuses_what_another_level_or_area_scores():
    stage = set_the_stage(products=2)
    session = sessions.create_session(stage.council, name="A", held_on=DAY, place="", by=stage.secretary)
    stage.dossiers[0].council_level = Level.CENTRAL
    stage.dossiers[0].save()
    elsewhere = scene.AdministrativeUnit.objects.current().communes().exclude(parent=stage.province).first()
    stage.dossiers[1].product.made_in = elsewhere
    stage.dossiers[1].product.save()
    for dossier in stage.dossiers:
        refused(sessions.schedule, session, dossier, by=stage.secretary)
    assert not SessionItem.objects.exists()


def test_scheduling_refuses_a_dossier_received_after_the_session():
    stage = set_the_stage()
    session = sessions.create_session(
        stage.council, name="A", held_on=date(2026, 8, 2), place="", by=stage.secretary
    )
    refused(sessions.schedule, session, stage.dossier, by=stage.secretary)
    stage.dossier.refresh_from_db()
    assert stage.dossier.state == DossierState.PROPOSED


def test_scheduling_the_same_dossier_twice_is_refused():
    stage = open_stage()
    refused(sessions.schedule, stage.session, stage.dossier, by=stage.secretary)
    assert SessionItem.objects.count() == 1


def test_item_is_taken_off_with_its_drafts_until_a_card_is_submitted():
    stage = open_stage(products=2)
    card_for(stage.items[0], by=stage.chair)
    sessions.unschedule(stage.items[0], by=stage.secretary)
    stage.dossiers[0].refresh_from_db()
    assert stage.dossiers[0].state == DossierState.PROPOSED
    assert not ScoreCard.objects.exists()
    score(stage.items[1], stage.chair, 61)
    refused(sessions.unschedule, stage.items[1], by=stage.secretary)
    assert stage.session.items.get() == stage.items[1]


def test_session_opens_only_with_an_agenda_and_people_who_score():
    stage = set_the_stage()
    session = sessions.create_session(stage.council, name="A", held_on=DAY, place="", by=stage.secretary)
    assert len(refused(sessions.open_session, session, by=stage.secretary).missing) == 1
    sessions.schedule(session, stage.dossier, by=stage.secretary)
    stage.council.seats.scoring().update(until=date(2026, 10, 1))
    assert len(refused(sessions.open_session, session, by=stage.secretary).missing) == 1
    stage.council.seats.scoring().update(until=None)
    refused(sessions.open_session, session, by=stage.chair)
    assert sessions.open_session(session, by=stage.secretary).opened_at


# Closing


def test_closing_freezes_the_exact_result_and_moves_the_dossier():
    stage = open_stage()
    revisions = [
        score(stage.item, user, total) for user, total in zip(stage.scorers, (69, 70, 71), strict=True)
    ]
    snapshot = closing.close_item(stage.item, by=stage.secretary)
    stage.item.refresh_from_db()
    stage.dossier.refresh_from_db()
    assert (snapshot.mean_numerator, snapshot.mean_denominator, snapshot.mean_text) == (210, 3, "70.00")
    assert (snapshot.spread, snapshot.star_by_band, snapshot.flags) == (2, 4, [])
    assert [one["hash"] for one in snapshot.counted] == [one.hash for one in revisions]
    assert [one["absent"] for one in snapshot.entitled] == [False, False, False]
    assert snapshot.policy["quorum_percent"] == 75
    assert (stage.item.state, stage.item.closed_at) == (ItemState.CLOSED, snapshot.closed_at)
    assert stage.dossier.state == DossierState.SCORED
    assert results.snapshot_is_intact(ResultSnapshot.objects.get())
    assert not Certificate.objects.exists()


def test_mean_just_below_a_bound_stays_below_it():
    stage = open_stage()
    for user, total in zip(stage.scorers, (70, 70, 69), strict=True):
        score(stage.item, user, total)
    snapshot = closing.close_item(stage.item, by=stage.secretary)
    assert (snapshot.mean_text, snapshot.star_by_band) == ("69.67", 3)


def test_star_stays_below_the_band_when_a_minimum_is_missed():
    stage = open_stage()
    for user in stage.scorers:
        score(stage.item, user, 95)
    snapshot = closing.close_item(stage.item, by=stage.secretary)
    missed = {one["star"] for one in snapshot.missed_minima}
    assert snapshot.star_by_band == 5
    assert snapshot.star == min(missed, default=6) - 1 or (snapshot.star, 3 in missed) == (2, True)


def test_closing_without_quorum_names_how_many_are_missing():
    stage = open_stage(members=5)
    for user in stage.scorers[:3]:
        score(stage.item, user, 60)
    refusal = refused(closing.close_item, stage.item, by=stage.secretary)
    assert len(refusal.missing) == 1
    assert "4" in refusal.missing[0] and "5" in refusal.missing[0]
    assert not ResultSnapshot.objects.exists()
    score(stage.item, stage.scorers[3], 60)
    assert closing.close_item(stage.item, by=stage.secretary).mean_denominator == 4


def test_closing_without_the_chair_is_refused_unless_the_rules_allow_it():
    stage = open_stage(members=5)
    for user in stage.members:
        score(stage.item, user, 60)
    assert "Chair" in refused(closing.close_item, stage.item, by=stage.secretary).missing[0]
    CouncilRules.objects.update(chair_must_score=False)
    assert closing.close_item(stage.item, by=stage.secretary).mean_denominator == 4


def test_vice_chair_stands_in_where_the_chair_may_not_score():
    stage = open_stage(members=5)
    ProducerMember.objects.create(producer=stage.producer, user=stage.chair)
    for user in stage.members:
        score(stage.item, user, 60)
    refused(closing.close_item, stage.item, by=stage.secretary)
    vice = stage.council.seats.get(user=stage.members[0])
    vice.role = SeatRole.VICE_CHAIR
    vice.save()
    snapshot = closing.close_item(stage.item, by=stage.secretary)
    assert [one["recused"] for one in snapshot.entitled] == [True, False, False, False, False]


def test_card_of_somebody_bound_to_the_product_since_is_not_counted():
    stage = open_stage(members=5)
    for user in stage.scorers:
        score(stage.item, user, 60)
    ProducerMember.objects.create(producer=stage.producer, user=stage.members[0])
    snapshot = closing.close_item(stage.item, by=stage.secretary)
    assert snapshot.mean_denominator == 4
    assert stage.members[0].full_name not in {one["name"] for one in snapshot.counted}


def test_draft_of_an_absent_member_counts_as_nothing():
    stage = open_stage(members=4)
    absent = stage.members[-1]
    card = card_for(stage.item, by=absent)
    save_draft(card, marks={"1.1": 0}, notes={}, version=0, by=absent)
    for user in stage.scorers[:3]:
        score(stage.item, user, 80)
    snapshot = closing.close_item(stage.item, by=stage.secretary)
    assert (snapshot.mean_numerator, snapshot.mean_denominator) == (240, 3)
    assert [one["absent"] for one in snapshot.entitled] == [False, False, False, True]


def test_item_is_closed_by_the_secretary_and_only_once():
    stage = open_stage()
    for user in stage.scorers:
        score(stage.item, user, 60)
    for user in (stage.chair, stage.officer, stage.administrator, stage.leader):
        refused(closing.close_item, stage.item, by=user)
    closing.close_item(stage.item, by=stage.secretary)
    refused(closing.close_item, stage.item, by=stage.secretary)
    assert ResultSnapshot.objects.count() == 1


# The second round


def scores(stage, *totals):
    for user, total in zip(stage.scorers, totals, strict=True):
        score(stage.item, user, total)


def test_spread_at_the_limit_passes():
    stage = open_stage()
    scores(stage, 60, 70, 65)
    snapshot = closing.close_item(stage.item, by=stage.secretary)
    stage.item.refresh_from_db()
    assert (snapshot.spread, snapshot.flags, stage.item.state) == (10, [], ItemState.CLOSED)


def test_spread_over_the_limit_opens_a_second_round_and_keeps_the_first():
    stage = open_stage()
    scores(stage, 60, 71, 65)
    first = closing.close_item(stage.item, by=stage.secretary)
    stage.item.refresh_from_db()
    stage.dossier.refresh_from_db()
    assert first.flags == ["spread_over_limit"]
    assert (stage.item.round, stage.item.state) == (2, ItemState.OPEN)
    assert stage.dossier.state == DossierState.SCORING
    own = card_for(stage.item, by=stage.members[0])
    assert own.draft.marks == ScoreCard.objects.get(round=1, seat=own.seat).draft.marks
    scores(stage, 64, 66, 65)
    second = closing.close_item(stage.item, by=stage.secretary)
    assert (second.round, second.mean_text, second.flags) == (2, "65.00", [])
    assert list(ResultSnapshot.objects.values_list("round", "spread")) == [(1, 11), (2, 2)]


def test_cards_of_the_first_round_do_not_count_in_the_second():
    stage = open_stage()
    scores(stage, 60, 71, 65)
    closing.close_item(stage.item, by=stage.secretary)
    stage.item.refresh_from_db()
    assert len(refused(closing.close_item, stage.item, by=stage.secretary).missing) == 2


def test_second_round_closes_even_over_the_limit_with_the_flag():
    stage = open_stage()
    scores(stage, 60, 71, 65)
    closing.close_item(stage.item, by=stage.secretary)
    scores(stage, 60, 72, 65)
    snapshot = closing.close_item(stage.item, by=stage.secretary)
    stage.item.refresh_from_db()
    assert (snapshot.flags, stage.item.state) == (["spread_over_limit"], ItemState.CLOSED)


def test_closing_the_first_round_twice_does_not_close_the_second():
    stage = open_stage()
    scores(stage, 60, 71, 65)
    page_opened_in_round_1 = SessionItem.objects.get()
    closing.close_item(stage.item, by=stage.secretary)
    with pytest.raises(Conflict):
        closing.close_item(page_opened_in_round_1, by=stage.secretary)
    assert ResultSnapshot.objects.count() == 1


# The end


def test_session_closes_when_every_item_is_closed():
    stage = open_stage(products=2)
    scores(stage, 60, 61, 62)
    closing.close_item(stage.item, by=stage.secretary)
    refused(sessions.close_session, stage.session, by=stage.secretary)
    for user in stage.scorers:
        score(stage.items[1], user, 55)
    closing.close_item(stage.items[1], by=stage.secretary)
    closed = sessions.close_session(stage.session, by=stage.secretary)
    assert (closed.state, closed.closed_at is not None) == (SessionState.CLOSED, True)
    assert [row.transition for row in closed.log.all()] == ["close", "open"]


def test_rules_are_told_in_sentences():
    said = results.rules_in_words(CouncilRules(number="x", quorum_percent=80, spread_limit=Decimal("7.50")))
    assert len(said) == 8
    assert any("80" in sentence for sentence in said)
    assert any("7,5" in sentence for sentence in said)
