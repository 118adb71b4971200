"""The receipt, supplements before the council, the advisory group."""

from evaluations import advising
from evaluations.enums import DossierState
from tests import cast
from tests.world.area import later, product

READING = """
advisor_end                 s ... .x xx oxxx .o. x
advisory_report             s ... .x xx xxox .x. x
advisory_report_hand_over   s ... .x xx xxox .x. x
dossier_advice              s ... .x xx oooo .o. x
dossier_package             s ... .o oo oooo ... o
dossier_paper               s ... .o oo oooo ... o
dossier_receipt             s ... .x ox xxxx ... x
dossier_request_supplement  s ... .x xx oxox .o. x
dossier_supplement          s ... .o ox xxxx .x. x
site_photo                  s ... .. .. oooo .o. .
site_visit                  s ... .x xx xxox .x. x
"""

ACTING = """
advisor_end                 s ... .x xx dxxx .d. x
advisory_report             s ... .x xx xxdx .x. x
advisory_report_hand_over   s ... .x xx xxdx .x. x
dossier_advice              s ... .x xx dxxx .d. x
dossier_package             m mmm mm mm mmmm mmm m
dossier_paper               m mmm mm mm mmmm mmm m
dossier_receipt             s ... .x dx xxxx ... x
dossier_request_supplement  s ... .x xx dxdx .d. x
dossier_supplement          s ... .d dx xxxx .x. x
site_photo                  m mmm mm mm mmmm mmm m
site_visit                  s ... .x xx xxdx .x. x
"""

READERS = {
    "advisor_end": "province's officer",
    "advisory_report": "province's advisor",
    "advisory_report_hand_over": "province's advisor",
    "dossier_advice": "province's officer",
    "dossier_request_supplement": "province's officer",
    "site_photo": "province's advisor",
    "site_visit": "province's advisor",
}
ASKED_TWICE = {"advisor_end", "advisory_report_hand_over"}
MAY_BE_EMPTY = {"dossier_supplement", "advisory_report"}


def make(world):
    world.supplementing = cast.dossier(product(world, "đang bổ sung"), state=DossierState.SUPPLEMENTING)
    world.advised = cast.dossier(product(world, "đang tư vấn"), state=DossierState.PROPOSED)
    world.second_advisor = cast.appoint(
        cast.person("Tổ tư vấn thứ hai"), cast.office(cast.PROVINCE), "advisor"
    )
    by, advisor = world.people["province's officer"], world.people["province's advisor"]
    world.assignment = advising.assign(world.advised, advisor, by=by)
    visit = advising.record_visit(
        world.advised,
        by=advisor,
        visited_on=world.advised.received_on,
        place="Xưởng",
        participants="Hai người",
        findings="Sạch.",
        photos=[cast.photo()],
    )
    world.site_photo = visit.photos.get()
    texts = {"summary": "Đủ.", "proposal": "Đề nghị.", "remarks": {"1.1": "Đúng."}, "version": 0}
    advising.save_report(world.advised, by=advisor, **texts)


def targets(world):
    advised = {"pk": world.advised.pk}
    return {
        "advisor_end": {"pk": world.assignment.pk},
        "advisory_report": advised,
        "advisory_report_hand_over": advised,
        "dossier_advice": advised,
        "dossier_package": {"pk": world.submitted.pk, "number": 1},
        "dossier_paper": {"pk": world.submitted.pk, "paper": "mau-01", "form": "pdf"},
        "dossier_receipt": {"pk": world.submitted.pk},
        "dossier_request_supplement": advised,
        "dossier_supplement": {"pk": world.supplementing.pk},
        "site_photo": {"pk": world.site_photo.pk},
        "site_visit": advised,
    }


def forms(made):
    return {
        "advisor_end": {"yes": "1"},
        "advisory_report": {"summary": "Đủ.", "remark-1.2": "Đúng.", "version": 1},
        "advisory_report_hand_over": {"yes": "1"},
        "dossier_advice": {"advisor": made.second_advisor.pk, "task": "Xem nguyên liệu"},
        "dossier_receipt": {"receipt_number": "7/PĐK", "received_on": "06/07/2026"},
        "dossier_request_supplement": {"comment": "Cần thêm ảnh.", "due_on": later()},
        "dossier_supplement": {"comment": ""},
        "site_visit": {
            "visited_on": "20/07/2026",
            "place": "Xưởng",
            "participants": "Ba người",
            "findings": "Sạch.",
            "photos": cast.photo,
        },
    }
