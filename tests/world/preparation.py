"""A dossier the producer prepares itself, half filled in, and a paper of its library."""

from evaluations.models import RegistrationSlip
from tests import cast
from tests.world.area import product

READING = """
dossier_report         s ... .o oo oooo ... o
dossier_self_scores    s ... .o oo oooo ... o
dossier_slip           s ... .o oo oooo ... o
document_add           s ... .o ox oxxx ... x
document_correct       s ... .o ox oxxx ... x
document_file          s ... .o oo oooo ... o
document_library       s ... .o oo oooo ... o
document_page          s ... .o oo oooo ... o
document_replace       s ... .o ox oxxx ... x
evidence_choose        s ... .o ox xxxx ... x
"""

ACTING = """
dossier_report         s ... .d dx xxxx ... x
dossier_self_scores    s ... .d dx xxxx ... x
dossier_slip           s ... .d dx xxxx ... x
document_add           s ... .d dx dxxx ... x
document_correct       s ... .d dx dxxx ... x
document_file          s mmm mm mm mmmm mmm m
document_library       s mmm mm mm mmmm mmm m
document_page          s mmm mm mm mmmm mmm m
document_replace       s ... .d dx dxxx ... x
evidence_choose        s ... .d dx xxxx ... x
"""

READERS = dict.fromkeys(
    (
        "document_add",
        "document_correct",
        "document_replace",
        "dossier_report",
        "dossier_self_scores",
        "dossier_slip",
        "evidence_choose",
    ),
    "the producer's member",
)
MAY_BE_EMPTY = {"dossier_report", "dossier_self_scores", "dossier_slip"}


def make(world):
    world.prepared_dossier = cast.dossier(product(world, "chủ thể tự soạn"))
    RegistrationSlip.objects.create(
        dossier=world.prepared_dossier, saved_by=world.people["the producer's member"], phone="0912345678"
    )

    world.document = cast.document(world.producer)


def targets(world):
    pk = world.prepared_dossier.pk
    names = ("document_page", "document_file", "document_replace", "document_correct")
    return {name: {"pk": world.document.pk} for name in names} | {
        "document_library": {"pk": world.producer.pk},
        "document_add": {"pk": world.producer.pk},
        "evidence_choose": {"pk": pk},
        "dossier_slip": {"pk": pk},
        "dossier_report": {"pk": pk},
        "dossier_self_scores": {"pk": pk, "part": "A"},
    }


def forms(made):
    return {
        "document_add": {"kind": "award", "file": lambda: cast.pdf("khen.pdf", "khen")},
        "document_replace": {"file": lambda: cast.pdf("moi.pdf", "mới")},
        "document_correct": {"title": "Phiếu kiểm nghiệm lô 7"},
        "evidence_choose": {"documents": [made.document.pk]},
        "dossier_slip": {"version": "1", "representative": "Hoàng Thị Mai"},
        "dossier_report": {"version": "0", "history": "Thành lập năm 2018."},
        "dossier_self_scores": {"version": "0", "m-1.1": "0"},
    }
