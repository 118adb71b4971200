"""What was submitted, decided or published cannot be changed, not even by SQL."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from evaluations import decisions
from evaluations.models import Certificate, Regulation, ReturnedItem, Rubric, ScoreCard
from ocop_portal.core.workflow import apply
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def everything():
    """One row in every guarded table; returns the recognised dossier."""
    dossier = cast.scored()
    item = dossier.items.get()
    card = ScoreCard.objects.create(item=item, seat=item.session.scoring_seats().first())
    revision = card.revisions.create(
        number=1,
        marks={},
        totals={},
        total=75,
        submitted_by=card.seat.user,
        previous_hash="0" * 64,
        hash="1" * 64,
    )
    revision.lines.create(criterion=item.rubric.criteria.first(), points=0)
    decisions.recognise(
        [dossier],
        office=cast.office(cast.PROVINCE),
        number="1/QĐ-UBND",
        decided_on=date(2026, 8, 10),
        by=cast.leader(cast.PROVINCE),
    )
    ReturnedItem.objects.create(log=dossier.log.first(), subject="story", note="Thiếu.")
    dossier.product.call_notes.create(last_day=date(2029, 8, 10), words="Đã gọi.", by=dossier.entered_by)
    apply(item.session, "close", by=item.session.created_by, stamp={"closed_at": item.closed_at})
    return dossier


def refused(sql):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def allowed(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        assert cursor.rowcount == 1


INSERT_ONLY = {
    "evaluations_regulation": "number",
    "evaluations_regulationstar": "from_points",
    "evaluations_dossierrevision": "hash",
    "evaluations_dossierlog": "comment",
    "evaluations_returneditem": "note",
    "evaluations_sessionlog": "comment",
    "evaluations_scorecardrevision": "total",
    "evaluations_scoreline": "points",
    "evaluations_resultsnapshot": "star",
    "evaluations_decision": "number",
    "evaluations_decisionline": "stars",
    "evaluations_callnote": "words",
}


@pytest.mark.parametrize(("table", "column"), INSERT_ONLY.items())
def test_insert_only_tables_refuse_change_and_removal(everything, table, column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone()[0] > 0
    refused(f"UPDATE {table} SET {column} = {column}")
    refused(f"DELETE FROM {table}")


def published():
    return Rubric.objects.published().first()


def draft():
    return Rubric.objects.filter(published_at=None).first()


PARTS_OF_A_SHEET = {
    "section": lambda rubric: rubric.sections.first(),
    "criterion": lambda rubric: rubric.criteria.first(),
    "option": lambda rubric: rubric.criteria.first().options.first(),
    "stoprule": lambda rubric: rubric.stop_rules.first(),
}


@pytest.fixture
def sheet():
    return Rubric.objects.published().exclude(stop_rules=None).first()


def copied(part, position=900):
    """The statement that adds a second row like this one."""
    columns = [field.column for field in part._meta.concrete_fields if not field.primary_key]
    given = ", ".join({"position": str(position), "code": "'x'"}.get(c, f'"{c}"') for c in columns)
    table = part._meta.db_table
    names = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({names}) SELECT {given} FROM {table} WHERE id = {part.pk}"


@pytest.mark.parametrize("part", PARTS_OF_A_SHEET)
def test_parts_of_a_published_sheet_refuse_every_change(sheet, part):
    row = PARTS_OF_A_SHEET[part](sheet)
    table = row._meta.db_table
    refused(f"UPDATE {table} SET position = position WHERE id = {row.pk}")
    refused(f"DELETE FROM {table} WHERE id = {row.pk}")
    refused(copied(row))


@pytest.mark.parametrize("part", ["section", "criterion", "option"])
def test_parts_of_a_draft_may_change(part):
    row = PARTS_OF_A_SHEET[part](draft())
    allowed(f"UPDATE {row._meta.db_table} SET position = 800 WHERE id = {row.pk}")
    allowed(copied(row))


@pytest.mark.parametrize("part", ["section", "criterion"])
def test_a_part_cannot_be_moved_into_a_published_sheet(part):
    row = PARTS_OF_A_SHEET[part](draft())
    refused(f"UPDATE {row._meta.db_table} SET rubric_id = {published().pk} WHERE id = {row.pk}")


def test_an_option_cannot_be_moved_into_a_published_sheet():
    option, criterion = draft().criteria.first().options.first(), published().criteria.first()
    refused(
        f"UPDATE evaluations_option SET criterion_id = {criterion.pk}, position = 900 WHERE id = {option.pk}"
    )


def test_a_published_sheet_is_neither_changed_nor_withdrawn_nor_deleted():
    rubric = published()
    refused(f"UPDATE evaluations_rubric SET source = 'x' WHERE id = {rubric.pk}")
    refused(f"UPDATE evaluations_rubric SET published_at = NULL WHERE id = {rubric.pk}")
    refused(f"DELETE FROM evaluations_rubric WHERE id = {rubric.pk}")


def test_a_draft_sheet_may_be_deleted_as_a_whole():
    rubric = draft()
    rubric.delete()
    assert not Rubric.objects.filter(pk=rubric.pk).exists()


@pytest.mark.parametrize("column", ["file", "sha256", "original_name", "content_type"])
def test_the_file_of_a_document_never_changes(column):
    paper = cast.evidence(cast.dossier()).document
    refused(f"UPDATE evaluations_document SET {column} = 'x' WHERE id = {paper.pk}")
    allowed(f"UPDATE evaluations_document SET title = 'Tên khác' WHERE id = {paper.pk}")


def test_evidence_never_points_to_another_document():
    paper = cast.evidence(cast.dossier())
    other = cast.document(paper.document.producer)
    refused(f"UPDATE evaluations_evidence SET document_id = {other.pk} WHERE id = {paper.pk}")
    refused(f"UPDATE evaluations_evidence SET criterion_code = '9' WHERE id = {paper.pk}")
    refused(f"DELETE FROM evaluations_evidence WHERE id = {paper.pk}")


def test_what_a_certificate_says_never_changes_but_it_may_end(everything):
    certificate = Certificate.objects.get()
    for change in ("stars = 5", "valid_until = '2099-01-01'", "issued_on = '2020-01-01'", "number = 'x'"):
        refused(f"UPDATE evaluations_certificate SET {change} WHERE id = {certificate.pk}")
    refused(f"DELETE FROM evaluations_certificate WHERE id = {certificate.pk}")
    allowed(
        "UPDATE evaluations_certificate SET ended_on = '2026-09-01', ended_reason = 'revoked' "
        f"WHERE id = {certificate.pk}"
    )


def test_a_regulation_in_force_can_only_be_followed_by_another():
    refused(
        f"UPDATE evaluations_regulation SET validity_months = 48 WHERE id = {Regulation.objects.first().pk}"
    )
