"""What proves a criterion: every criterion of every sheet is guided, every kind of evidence has its use."""

from evaluations import sheets
from evaluations.enums import EvidenceKind
from evaluations.guidance import HINTS, kinds_for, notes_of, proofs_for
from tests import cast

FORMS = {EvidenceKind.REGISTRATION_SLIP, EvidenceKind.SELF_ASSESSMENT}
EVIDENCE = set(EvidenceKind) - FORMS


def criteria():
    return [criterion for record in sheets.all_sheets() for criterion in record.criteria]


def test_the_fifteen_kinds_have_a_hint_each():
    assert set(HINTS) == EVIDENCE
    assert len(HINTS) == 15


def test_every_criterion_of_parts_a_and_b_is_proved_by_some_kind():
    assert [one.name for one in criteria() if one.part != "C" and not kinds_for(one.name)] == []


def test_every_kind_proves_something():
    assert {kind for one in criteria() for kind in kinds_for(one.name)} == EVIDENCE


def test_what_is_tasted_or_seen_asks_for_no_paper():
    assert kinds_for("Mùi, vị") == ()
    assert kinds_for("Kiểm tra định kỳ các chỉ tiêu ATTP theo quy định") == (EvidenceKind.TEST_REPORT,)


def test_notes_of_the_sheet_stand_beside_the_kinds(db):
    criterion = _expected().criteria.get(code="1.1")
    assert notes_of(criterion) == [one["text"] for one in criterion.conditions]
    assert [proof.kind for proof in proofs_for(criterion)] == ["raw_materials"]


def _expected():
    return cast.dossier(state="accepted", of=cast.product(set_no=1)).rubric
