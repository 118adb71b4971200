"""A dossier the producer prepares itself, half filled in."""

from evaluations.models import RegistrationSlip
from tests import cast
from tests.world.area import product

READING = """
dossier_report         s ... .o oo oooo ... o
dossier_self_scores    s ... .o oo oooo ... o
dossier_slip           s ... .o oo oooo ... o
"""

ACTING = """
dossier_report         s ... .d dx xxxx ... x
dossier_self_scores    s ... .d dx xxxx ... x
dossier_slip           s ... .d dx xxxx ... x
"""

READERS = dict.fromkeys(("dossier_report", "dossier_self_scores", "dossier_slip"), "the producer's member")
MAY_BE_EMPTY = {"dossier_report", "dossier_self_scores", "dossier_slip"}


def make(world):
    world.prepared_dossier = cast.dossier(product(world, "chủ thể tự soạn"))
    RegistrationSlip.objects.create(
        dossier=world.prepared_dossier, saved_by=world.people["the producer's member"], phone="0912345678"
    )


def targets(world):
    pk = world.prepared_dossier.pk
    return {
        "dossier_slip": {"pk": pk},
        "dossier_report": {"pk": pk},
        "dossier_self_scores": {"pk": pk, "part": "A"},
    }


def forms(made):
    return {
        "dossier_slip": {"version": "1", "representative": "Hoàng Thị Mai"},
        "dossier_report": {"version": "0", "history": "Thành lập năm 2018."},
        "dossier_self_scores": {"version": "0", "m-1.1": "0"},
    }
