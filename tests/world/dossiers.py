"""A dossier ripe for every move before the council."""

from evaluations.enums import DossierState
from evaluations.models import LocalAssessment, Regulation
from tests import cast
from tests.world.area import later, product

READING = """
dossier_accept         s ... .x ox xxxx ... x
dossier_assessment     s ... .x ox xxxx ... x
dossier_create         s ... .o ox xxxx ... x
dossier_desk           s ooo oo oo oooo ooo o
dossier_page           s ... .o oo oooo ... o
dossier_propose        s ... .x ox xxxx ... x
dossier_return         s ... .x ox xxxx ... x
dossier_submit         s ... .o ox xxxx ... x
dossier_withdraw       s ... .x ox xxxx ... x
evidence_add           s ... .o ox xxxx ... x
evidence_file          s ... .o oo oooo ... o
evidence_remove        s ... .o ox xxxx ... x
workspace              s ooo oo oo oooo ooo o
"""

ACTING = """
dossier_accept         s ... .x dx xxxx ... x
dossier_assessment     s ... .x dx xxxx ... x
dossier_create         s ... .d dx xxxx ... x
dossier_desk           m mmm mm mm mmmm mmm m
dossier_page           m mmm mm mm mmmm mmm m
dossier_propose        s ... .x dx xxxx ... x
dossier_return         s ... .x dx xxxx ... x
dossier_submit         s ... .d dx xxxx ... x
dossier_withdraw       s ... .x dx xxxx ... x
evidence_add           s ... .o ox xxxx ... x
evidence_file          m mmm mm mm mmmm mmm m
evidence_remove        s ... .d dx xxxx ... x
workspace              m mmm mm mm mmmm mmm m
"""

ASKED_TWICE = {"evidence_remove"}
MAY_BE_EMPTY = {"dossier_submit"}


def make(world):
    """One dossier in each state before the council, ready for the move that comes next."""
    world.draft = cast.dossier(product(world, "hồ sơ đang soạn"))
    for kind in Regulation.objects.on(world.draft.received_on).required_evidence:
        world.evidence = cast.evidence(world.draft, kind=kind)
    for name in ("submitted", "accepted", "proposed"):
        row = cast.dossier(product(world, f"hồ sơ {name}"), state=DossierState(name))
        setattr(world, name, row)
    world.assessed = cast.dossier(product(world, "đã nhận xét"), state=DossierState.ACCEPTED)
    texts = {name: f"Đạt: {name}." for name in LocalAssessment.CONTENTS}
    LocalAssessment.objects.create(dossier=world.assessed, written_by=world.assessed.entered_by, **texts)


def targets(world):
    return {
        "dossier_create": {"pk": world.fresh.pk},
        "dossier_page": {"pk": world.draft.pk},
        "evidence_add": {"pk": world.draft.pk},
        "evidence_file": {"pk": world.evidence.pk},
        "evidence_remove": {"pk": world.evidence.pk},
        "dossier_submit": {"pk": world.draft.pk},
        "dossier_return": {"pk": world.submitted.pk},
        "dossier_accept": {"pk": world.submitted.pk},
        "dossier_assessment": {"pk": world.accepted.pk},
        "dossier_propose": {"pk": world.assessed.pk},
        "dossier_withdraw": {"pk": world.accepted.pk},
    }


def forms(made):
    texts = dict.fromkeys(("origin", "labour", "idea", "identity"), "Đạt.")
    return {
        "dossier_create": {
            "purpose": "first",
            "received_on": "06/07/2026",
            "office": cast.office(cast.COMMUNE).pk,
        },
        "evidence_add": {"kind": "other", "file": lambda: cast.pdf("khac.pdf", "khác")},
        "dossier_return": {"comment": "Thiếu phiếu kiểm nghiệm.", "due_on": later()},
        "dossier_accept": {"receipt_number": "7/PĐK"},
        "dossier_assessment": texts | {"version": made.accepted.version},
        "dossier_submit": {"comment": ""},
        "dossier_propose": {"comment": "", "letter_number": "12/UBND-KT", "letter_on": "14/07/2026"},
        "dossier_withdraw": {"comment": "Chủ thể xin rút."},
    }
