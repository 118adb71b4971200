"""Nothing can be edited, deleted, inserted, swapped or cut off in a session's ledger without being found."""

import copy
import io
import random

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction

from campaigns.demo.cards import marks_for
from evaluations import closing, decisions, ledger
from evaluations.models import ResultSnapshot, ScoreCardRevision, ScoreLine
from evaluations.revisions import content_hash
from evaluations.scorecards import card_for, revision_record, submit_card
from ocop_portal.core.days import today
from tests.evaluations.stage import open_stage, score

pytestmark = pytest.mark.django_db
SEED = 148


@pytest.fixture
def stage():
    """Two products closed, one of them in two rounds, with a corrected card; the other decided."""
    stage = open_stage(members=4, products=2)
    for user, total in zip(stage.scorers, (60, 75, 66, 64), strict=True):
        score(stage.item, user, total)
    closing.close_item(stage.item, by=stage.secretary)
    for user, total in zip(stage.scorers, (64, 68, 66, 65), strict=True):
        score(stage.item, user, total)
    score(stage.item, stage.chair, 66)
    marks = marks_for(stage.items[1].rubric.sheet(), 4, 0)
    for user in stage.scorers:
        card = card_for(stage.items[1], by=user)
        submit_card(card, marks=marks, notes={}, version=card.version, by=user)
    stage.item.refresh_from_db()
    closing.close_item(stage.item, by=stage.secretary)
    closing.close_item(stage.items[1], by=stage.secretary)
    return stage


def found(read, head=""):
    return list(ledger.problems(read, head))


def test_an_honest_ledger_has_no_problem(stage):
    read = ledger.read(stage.session)
    assert (len(read.revisions), len(read.snapshots)) == (13, 3)
    assert found(read, read.head) == []


# One thousand tamperings of the rows in memory, each with the published head at hand


def edit_mark(read, pick):
    revision = pick.choice(read.revisions)
    code = pick.choice(sorted(revision.marks))
    revision.marks = revision.marks | {code: None if revision.marks[code] == 0 else 0}


def edit_mark_and_hash(read, pick):
    """Also hashes the entry anew, as somebody with the code at hand would."""
    edit_mark(read, pick)
    for revision in read.revisions:
        revision.hash = content_hash(revision_record(revision))


def edit_total(read, pick):
    revision = pick.choice(read.revisions)
    revision.total = (revision.total + pick.randint(1, 30)) % 101


def edit_note(read, pick):
    revision = pick.choice(read.revisions)
    revision.notes = revision.notes | {"1.1": f"Thêm {pick.random()}"}


def edit_author(read, pick):
    pick.choice(read.revisions).submitted_by_id += 1


def delete(read, pick):
    del read.revisions[pick.randrange(len(read.revisions))]


def cut_tail(read, pick):
    del read.revisions[-pick.randint(1, len(read.revisions)) :]


def swap(read, pick):
    one, other = pick.sample(range(len(read.revisions)), 2)
    read.revisions[one], read.revisions[other] = read.revisions[other], read.revisions[one]


def insert(read, pick):
    forged = copy.copy(pick.choice(read.revisions))
    forged.pk, forged.number = 10**6, forged.number + 1
    forged.total = 99
    forged.previous_hash = read.head
    forged.hash = content_hash(revision_record(forged))
    read.revisions.insert(pick.randrange(len(read.revisions) + 1), forged)


def edit_line(read, pick):
    line = pick.choice(read.lines)
    line.points += 1


def delete_line(read, pick):
    del read.lines[pick.randrange(len(read.lines))]


def edit_result(read, pick):
    snapshot = pick.choice(read.snapshots)
    field, value = pick.choice(
        [("star", 5), ("spread", 99), ("mean_text", "99.99"), ("mean_numerator", 1), ("star_by_band", 1)]
    )
    setattr(snapshot, field, value)


def delete_result(read, pick):
    del read.snapshots[pick.randrange(len(read.snapshots))]


def edit_counted(read, pick):
    snapshot = pick.choice(read.snapshots)
    del snapshot.counted[pick.randrange(len(snapshot.counted))]


def edit_dossier(read, pick):
    revision = pick.choice(read.dossier_revisions)
    revision.content = revision.content | {"producer": f"Khác {pick.random()}"}


TAMPERINGS = (
    *(edit_mark, edit_mark_and_hash, edit_total, edit_note, edit_author, delete, cut_tail, swap, insert),
    *(edit_line, delete_line, edit_result, delete_result, edit_counted, edit_dossier),
)


def test_a_thousand_tamperings_are_all_found(stage):
    honest, pick = ledger.read(stage.session), random.Random(SEED)
    missed = []
    for number in range(1000):
        tamper = TAMPERINGS[number % len(TAMPERINGS)]
        read = copied(honest)
        tamper(read, pick)
        if not found(read, honest.head):
            missed.append((number, tamper.__name__))
    assert missed == []
    assert found(honest, honest.head) == []


def copied(read):
    """A ledger whose rows may be changed without touching the honest one; the sheets are shared."""
    fresh = copy.copy(read)
    for name in ("revisions", "lines", "snapshots", "dossier_revisions"):
        setattr(fresh, name, [copy.copy(row) for row in getattr(read, name)])
    for snapshot in fresh.snapshots:
        snapshot.counted = list(snapshot.counted)
    return fresh


# The same through the database and the command, past the triggers


def verify(**options):
    out = io.StringIO()
    try:
        call_command("verify_ledger", stdout=out, **options)
    except CommandError as error:
        return error.returncode, out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def without_triggers(stage):
    with connection.cursor() as cursor:
        for table in ("scorecardrevision", "scoreline", "resultsnapshot", "dossierrevision", "decisionline"):
            for event in ("update", "delete"):
                drop(cursor, f"evaluations_{table}", event)
    return stage


def drop(cursor, table, event):
    name = f"{table}_no_{event}"
    on = f" ON {table}" if connection.vendor == "postgresql" else ""
    cursor.execute(f"DROP TRIGGER {name}{on}")


def tampered(model, pk, **changes):
    """Write past the model's refusal, verify, and take it back."""
    point = transaction.savepoint()
    models.QuerySet(model).filter(pk=pk).update(**changes)
    answer = verify()
    transaction.savepoint_rollback(point)
    return answer


def test_the_command_names_the_session_and_the_first_bad_entry(without_triggers):
    stage = without_triggers
    assert verify()[0] == 0
    for revision in ScoreCardRevision.objects.all():
        for changes in ({"total": 1}, {"marks": {}}, {"previous_hash": "f" * 64}):
            code, said = tampered(ScoreCardRevision, revision.pk, **changes)
            assert code == 1
            assert said.startswith(f"{stage.session.pk} · ")
    for snapshot in ResultSnapshot.objects.all():
        assert tampered(ResultSnapshot, snapshot.pk, star=1, star_by_band=5)[0] == 1
    assert tampered(ScoreLine, ScoreLine.objects.first().pk, points=9)[0] == 1
    assert verify()[0] == 0


def test_a_cut_tail_is_found_by_the_published_head(without_triggers):
    stage = without_triggers
    late = open_stage(prefix="khác")
    score(late.item, late.chair, 60)
    score(late.item, late.members[0], 61)
    head = ledger.read(late.session).head
    assert verify(session=late.session.pk, head=head)[0] == 0
    last = ScoreCardRevision.objects.order_by("pk").last()
    models.QuerySet(ScoreLine).filter(revision=last).delete()
    models.QuerySet(ScoreCardRevision).filter(pk=last.pk)._raw_delete("default")
    assert verify(session=late.session.pk)[0] == 0
    code, said = verify(session=late.session.pk, head=head)
    assert (code, "đầu chuỗi" in said) == (1, True)
    assert verify(session=stage.session.pk)[0] == 0


def test_stars_changed_between_result_and_decision_are_found(without_triggers):
    stage = without_triggers
    dossier = stage.items[1].dossier
    dossier.refresh_from_db()
    decisions.recognise(
        [dossier], office=stage.agency, number="9/QĐ-UBND", decided_on=today(), by=stage.leader
    )
    assert verify()[0] == 0
    line = dossier.decision_line
    stars = 3 if line.stars != 3 else 4
    assert tampered(type(line), line.pk, stars=stars)[0] == 1


def test_the_command_refuses_a_head_without_a_session_and_an_unknown_session(stage):
    assert verify(head="0" * 64)[0] == 2
    assert verify(session=10**6)[0] == 2


@pytest.mark.parametrize("products", [1, 3])
def test_reading_takes_as_many_queries_for_many_products(products, django_assert_num_queries):
    stage = open_stage(products=products)
    for item in stage.items:
        for user in stage.scorers:
            score(item, user, 60)
    with django_assert_num_queries(12):
        read = ledger.read(stage.session)
        assert found(read) == []
