"""The receipt, supplements before the council."""

from evaluations.enums import DossierState
from tests import cast
from tests.world.area import later, product

READING = """
dossier_receipt             s ... .x ox xxxx ... x
dossier_request_supplement  s ... .x xx oxxx .o. x
dossier_supplement          s ... .x ox xxxx .x. x
"""

ACTING = """
dossier_receipt             s ... .x dx xxxx ... x
dossier_request_supplement  s ... .x xx dxxx .d. x
dossier_supplement          s ... .x dx xxxx .x. x
"""

READERS = {"dossier_request_supplement": "province's officer"}
MAY_BE_EMPTY = {"dossier_supplement"}


def make(world):
    world.supplementing = cast.dossier(product(world, "đang bổ sung"), state=DossierState.SUPPLEMENTING)


def targets(world):
    return {
        "dossier_receipt": {"pk": world.submitted.pk},
        "dossier_request_supplement": {"pk": world.proposed.pk},
        "dossier_supplement": {"pk": world.supplementing.pk},
    }


def forms(made):
    return {
        "dossier_receipt": {"receipt_number": "7/PĐK", "received_on": "06/07/2026"},
        "dossier_request_supplement": {"comment": "Cần thêm ảnh.", "due_on": later()},
        "dossier_supplement": {"comment": ""},
    }
