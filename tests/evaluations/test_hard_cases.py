"""The fifteen hard cases a trustworthy scoring system gets right, each by its name.

The details of each are tested beside its module; here every case is played once, from end to end.
"""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from evaluations import (
    closing,
    decisions,
    dossiers,
    interests,
    ledger,
    replacements,
    rubrics,
    scorecards,
    session_notice,
    sessions,
)
from evaluations.enums import AttendanceKind, DossierState, ItemState
from evaluations.models import (
    Certificate,
    Decision,
    Dossier,
    ResultSnapshot,
    Rubric,
    ScoreCardRevision,
    ScoreDraft,
)
from evaluations.scorecards import card_for, submit_card
from ocop_portal.accounts.models import Notice
from ocop_portal.core.access import Refusal
from ocop_portal.core.days import today
from ocop_portal.core.models import OutgoingMail
from products.models import Product, StatusEvent
from tests import cast
from tests.evaluations.cards import best_card
from tests.evaluations.stage import (
    DAY,
    marks_worth,
    open_stage,
    person,
    proposed_dossier,
    revise,
    score,
    seat,
)
from tests.evaluations.versions import next_version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def stage():
    return open_stage()


def scored(stage, *totals, item=None):
    for user, total in zip(stage.scorers, totals, strict=True):
        score(item or stage.item, user, total)


def closed(stage, *totals):
    scored(stage, *totals)
    return closing.close_item(stage.item, by=stage.secretary)


def closed_with_every_minimum(stage):
    """Full marks from everybody, so that nothing but the rule under test stands in the way."""
    marks = best_card(stage.item.rubric.sheet())
    for user in stage.scorers:
        card = card_for(stage.item, by=user)
        submit_card(card, marks=marks, notes={}, version=card.version, by=user)
    return closing.close_item(stage.item, by=stage.secretary)


def seat_of(stage, user):
    return stage.council.seats.get(user=user, until=None)


def is_honest(stage):
    return not list(ledger.problems(ledger.read(stage.session)))


def post_card(client, stage, user, marks, *, version, name="score_card"):
    client.force_login(user)
    fields = {f"m-{code}": "none" if mark is None else str(mark) for code, mark in marks.items()}
    url = reverse(name, args=[stage.item.pk])
    return client.post(url, fields | {"version": version, "round": 1})


def test_case_1_sheet_corrected_while_a_session_is_open(stage):
    """The item stays on the sheet it was put on the agenda with; dossiers accepted later get the new one."""
    score(stage.item, stage.chair, 60)
    before = stage.item.rubric
    corrected = rubrics.publish(next_version(before))
    assert Rubric.objects.current(before.edition, before.product_set) == corrected
    score(stage.item, stage.members[0], 61)
    score(stage.item, stage.members[1], 62)
    snapshot = closing.close_item(stage.item, by=stage.secretary)
    assert (stage.item.rubric, snapshot.mean_numerator) == (before, 183)
    assert proposed_dossier(stage, "Sản phẩm nhận sau").rubric == corrected
    assert is_honest(stage)


def test_case_2_option_withdrawn_after_use(stage):
    """A used option cannot be taken out of its sheet, and a version without it changes no card."""
    revision = score(stage.item, stage.chair, 60)
    line = revision.lines.exclude(option=None).first()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM evaluations_option WHERE id = %s", [line.option_id])
    withdrawn = (line.criterion.code, line.option.position)
    newer = next_version(stage.item.rubric, without={withdrawn})
    assert newer.criteria.get(code=withdrawn[0]).options.count() == line.criterion.options.count() - 1
    stored = ScoreCardRevision.objects.get(pk=revision.pk)
    assert (stored.total, stored.lines.get(pk=line.pk).points) == (60, line.points)
    assert is_honest(stage)


def test_case_3_two_tabs_save_the_same_card(client, stage):
    """The second gets a conflict page with both versions, status 409, and nothing is lost."""
    marks = marks_worth(stage.item.rubric, 60)
    code = next(code for code, mark in marks.items() if mark)
    assert post_card(client, stage, stage.chair, marks, version=0).status_code == 302
    stale = marks | {code: 0}
    answer = post_card(client, stage, stage.chair, stale, version=0)
    assert answer.status_code == 409
    [difference] = answer.context["differences"]
    assert difference["line"].code == code and difference["here"] != difference["stored"]
    assert answer.context["fields"][f"m-{code}"] == "0"
    assert ScoreDraft.objects.get().marks == marks
    taken = post_card(client, stage, stage.chair, stale, version=answer.context["page"].card.version)
    assert taken.status_code == 302 and ScoreDraft.objects.get().marks == stale


def test_case_4_double_click_or_retry_after_a_dropped_connection(stage):
    """The same submission sent three times is one revision."""
    card = card_for(stage.item, by=stage.chair)
    marks = marks_worth(stage.item.rubric, 60)
    sent = {"marks": marks, "notes": {}, "version": 0, "by": stage.chair}
    assert len({submit_card(card, **sent).pk for _click in range(3)}) == 1
    assert ScoreCardRevision.objects.count() == 1


def test_case_5_score_in_flight_at_the_moment_of_closing(stage):
    """What arrives after closing is kept as a late draft, is never counted, and says so."""
    stage.council.rules.quorum_percent = 60
    stage.council.rules.save()
    late = card_for(stage.item, by=stage.members[1])
    score(stage.item, stage.chair, 60)
    score(stage.item, stage.members[0], 62)
    snapshot = closing.close_item(stage.item, by=stage.secretary)
    marks = marks_worth(stage.item.rubric, 70)
    with pytest.raises(Refusal, match="not counted"):
        submit_card(late, marks=marks, notes={}, version=0, by=stage.members[1])
    assert ScoreDraft.objects.get(card=late).marks == marks
    assert len(snapshot.counted) == ScoreCardRevision.objects.count() == 2


def test_case_6_member_replaced_mid_session(stage):
    """The newcomer's card counts in place of the kept one."""
    scored(stage, 60, 69, 62)
    facts = {"user": person("Newcomer"), "since": today(), "reason": "QĐ 30/QĐ-UBND", "by": stage.officer}
    newcomer = replacements.replace_member(seat_of(stage, stage.members[0]), **facts)
    sessions.note_attendance(stage.session, {newcomer: AttendanceKind.PRESENT}, by=stage.secretary)
    interests.declare_interests(stage.session, by=newcomer.user)
    score(stage.item, newcomer.user, 61)
    snapshot = closing.close_item(stage.item, by=stage.secretary)
    assert sorted(one["total"] for one in snapshot.counted) == [60, 61, 62]
    assert ScoreCardRevision.objects.count() == 4
    assert is_honest(stage)


def test_case_7_recusal_after_scoring():
    """A new snapshot supersedes the first, which is kept."""
    stage = open_stage(members=4)
    first = closed(stage, 60, 66, 63, 61)
    interests.recuse(stage.item, seat_of(stage, stage.members[0]), by=stage.chair, reason="Họ hàng.")
    second = ResultSnapshot.objects.latest_of(stage.dossier)
    assert (second.supersedes, first.mean_denominator, second.mean_denominator) == (first, 4, 3)
    assert is_honest(stage)


def test_case_8_recusal_or_absence_breaks_the_quorum_of_one_item():
    """That item is suspended, not decided; the other one is decided."""
    stage = open_stage(products=2)
    one, other = stage.items
    scored(stage, 60, 61, 62, item=other)
    interests.recuse(one, seat_of(stage, stage.members[0]), by=stage.chair, reason="Họ hàng.")
    for user in (stage.chair, stage.members[1]):
        score(one, user, 60)
    with pytest.raises(Refusal):
        closing.close_item(one, by=stage.secretary)
    closing.suspend_item(one, by=stage.secretary, reason="Không đủ túc số.")
    assert closing.close_item(other, by=stage.secretary).mean_numerator == 183
    one.refresh_from_db()
    assert one.state == ItemState.SUSPENDED and not one.results.exists()


def test_case_9_missing_line_not_applicable_and_zero(stage):
    """A card is complete or not submitted; "none of these" is 0 points; an absent member is never a 0."""
    card = card_for(stage.item, by=stage.chair)
    marks = marks_worth(stage.item.rubric, 60)
    gap = dict(list(marks.items())[1:])
    with pytest.raises(Refusal) as refused:
        submit_card(card, marks=gap, notes={}, version=0, by=stage.chair)
    assert len(refused.value.missing) == 1
    none_of_these = next(c for c in stage.item.rubric.sheet().criteria if not c.has_zero_option)
    card.refresh_from_db()
    nothing = best_card(stage.item.rubric.sheet()) | {none_of_these.code: None}
    revision = submit_card(card, marks=nothing, notes={}, version=card.version, by=stage.chair)
    assert revision.total == 100 - none_of_these.maximum
    assert revision.lines.get(criterion__code=none_of_these.code).points == 0
    stage.council.rules.quorum_percent = 60
    stage.council.rules.save()
    score(stage.item, stage.members[0], revision.total)
    snapshot = closing.close_item(stage.item, by=stage.secretary)
    assert snapshot.mean_denominator == 2
    assert [one["absent"] for one in snapshot.entitled] == [False, False, True]


@pytest.mark.parametrize(("totals", "star"), [((70, 70, 69), 3), ((70, 70, 70), 4)])
def test_case_10_band_edges(totals, star):
    """The sum is compared with the bound times the count: 209 of three members is 3 stars, 210 is 4."""
    assert closed(open_stage(), *totals).star_by_band == star


@pytest.mark.parametrize(("totals", "rounds"), [((60, 70, 65), 1), ((60, 71, 65), 2)])
def test_case_11_spread_over_the_limit(totals, rounds):
    """10 points pass; more opens round 2 and round 1 is kept."""
    stage = open_stage()
    first = closed(stage, *totals)
    stage.item.refresh_from_db()
    assert stage.item.round == rounds
    assert (stage.item.state == ItemState.CLOSED) is (rounds == 1)
    assert list(stage.item.results.all()) == [first]


def test_case_12_evidence_replaced_during_scoring(stage):
    """The item stays on the revision it was put on the agenda with."""
    pinned = stage.item.revision
    newer = revise(stage.dossier, stage.receiver)
    scored(stage, 60, 61, 62)
    closing.close_item(stage.item, by=stage.secretary)
    stage.item.refresh_from_db()
    assert stage.item.revision == pinned != newer
    with pytest.raises(Refusal):
        dossiers.add_evidence(stage.dossier, kind="story", title="Mới", upload=cast.pdf(), by=stage.receiver)
    assert is_honest(stage)


def test_case_13_decision_state_and_letter_out_of_step(stage):
    """Everything a decision brings comes in one transaction, and a letter leaves only with its cause."""
    assert closed_with_every_minimum(stage).star == 5
    Dossier.objects.filter(pk=stage.dossier.pk).update(council_level="central")
    ministry = cast.office(cast.MINISTRY)
    facts = {"office": ministry, "number": "5/QĐ", "decided_on": DAY, "by": cast.leader(cast.MINISTRY)}
    undecidable = proposed_dossier(stage, "Chưa chấm")
    with pytest.raises(Refusal):
        decisions.recognise([stage.dossier, undecidable], **facts)
    stage.dossier.refresh_from_db()
    assert stage.dossier.state == DossierState.SCORED
    for model in (Decision, Certificate, StatusEvent):
        assert not model.objects.exists()
    assert Product.objects.get(pk=stage.dossier.product_id).stars is None
    with pytest.raises(RuntimeError), transaction.atomic():
        session_notice.send_notice(stage.session, by=stage.secretary)
        assert OutgoingMail.objects.exists()
        raise RuntimeError("the line breaks before the commit")
    assert not OutgoingMail.objects.exists() and not Notice.objects.exists()


def test_case_14_leaks_of_others_scores_before_the_round_closes(client, stage):
    """The session reads the same whatever another member gave; the crawl is in the access matrix."""
    page = reverse("session_page", args=[stage.session.pk])
    read = []
    for total in (41, 97):
        score(stage.item, stage.members[0], total)
        for user in (stage.chair, stage.secretary, stage.officer, stage.auditor):
            client.force_login(user)
            read.append([row.results for row in client.get(page).context["items"]])
            table = client.get(reverse("session_synthesis", args=[stage.session.pk])).context["rows"]
            assert table[0].totals == [None] * 3
    assert all(results == [[]] for results in read)


def test_case_15_one_person_with_two_roles(stage):
    """Who checked does not score, who scored does not sign, who is the maker does not check."""
    seat(stage.council, "member", "", user=stage.receiver)
    interests.declare_interests(stage.session, by=stage.receiver)
    with pytest.raises(Refusal, match="checked this dossier"):
        scorecards.card_for(stage.item, by=stage.receiver)
    stage.council.rules.quorum_percent = 60
    stage.council.rules.save()
    closed_with_every_minimum(stage)
    cast.appoint(stage.chair, stage.agency, "leader")
    with pytest.raises(Refusal, match="scored this product"):
        decisions.decline(stage.dossier, by=stage.chair, comment="Chưa đạt.")
    stage.producer.members.create(user=stage.receiver)
    another = cast.product("Sản phẩm khác", made_by=stage.producer)
    handed_in = cast.dossier(another, state=DossierState.SUBMITTED)
    handed_in.receiving_office = stage.intake
    handed_in.save()
    with pytest.raises(Refusal, match="member of the producer"):
        dossiers.accept(handed_in, by=stage.receiver)
