"""What comes out: decisions and certificates."""

from datetime import timedelta

from evaluations import decision_files
from evaluations.decisions import recognise
from tests import cast
from tests.world.area import product

READING = """
certificate_desk       s ooo oo oo oooo ooo o
certificate_page       s ... .o oo oooo ... o
decision_again         s ... .x xx xoxx ... x
decision_create        s >>> >> >> >o>> >>> >
decision_decline       s ... .x xx xoxx xxx x
decision_desk          s ooo oo oo oooo ooo o
decision_file          s ... .. .. oooo ... o
decision_file_add      s ... .. .. ooxx ... x
decision_page          s ... .. .. oooo ... o
decision_papers        m mmm mm mm mmmm mmm m
decision_refer         s ... .x xx xoxx xxx x
"""

ACTING = """
certificate_desk       m mmm mm mm mmmm mmm m
certificate_page       m mmm mm mm mmmm mmm m
decision_again         s ... .x xx xdxx ... x
decision_create        s >>> >> >> >d>> >>> >
decision_decline       s ... .x xx xdxx xxx x
decision_desk          m mmm mm mm mmmm mmm m
decision_file          m mmm mm mm mmmm mmm m
decision_file_add      s ... .. .. ddxx ... x
decision_page          m mmm mm mm mmmm mmm m
decision_papers        s ... .. .. ddxx ... x
decision_refer         s ... .x xx xdxx xxx x
"""

READERS = {
    "decision_create": "province's leader",
    "decision_again": "province's leader",
    "decision_file": "province's auditor",
    "decision_file_add": "province's leader",
    "decision_papers": "province's leader",
    "decision_refer": "province's leader",
    "decision_decline": "province's leader",
    "decision_page": "province's auditor",
}
ASKED_TWICE = {"decision_papers"}
MAY_BE_EMPTY = {"decision_refer"}


def make(world):
    world.to_decide = cast.scored(product(world, "chờ quyết định"), star=4)
    world.to_refer = cast.scored(product(world, "chờ chuyển lên"), star=5)
    decided = cast.scored(product(world, "đã công nhận"), star=3)
    leader = cast.leader(cast.PROVINCE)
    world.decision = recognise(
        [decided],
        office=cast.office(cast.PROVINCE),
        number="1/QĐ-UBND",
        decided_on=cast.HELD[cast.PROVINCE] + timedelta(days=5),
        by=leader,
    )
    world.certificate = decided.certificate
    came_back = product(world, "bộ trả về")
    world.came_back = cast.scored(came_back, star=4, scored_at=cast.MINISTRY)
    signed = {"kind": "signed", "upload": cast.pdf("quyet-dinh.pdf")}
    world.decision_file = decision_files.attach(world.decision, by=leader, **signed)


def targets(world):
    return {
        "decision_again": {"pk": world.came_back.pk},
        "decision_file": {"pk": world.decision_file.pk},
        "decision_file_add": {"pk": world.decision.pk},
        "decision_papers": {"pk": world.decision.pk},
        "decision_page": {"pk": world.decision.pk},
        "decision_refer": {"pk": world.to_refer.pk},
        "decision_decline": {"pk": world.to_decide.pk},
        "certificate_page": {"pk": world.certificate.pk},
    }


def forms(made):
    return {
        "decision_create": {
            "ho-so": made.to_decide.pk,
            "office": cast.office(cast.PROVINCE).pk,
            "number": "2/QĐ-UBND",
            "decided_on": "12/08/2026",
            "signatory": "Nguyễn Văn Ký",
            "sign": "1",
        },
        "decision_again": {"comment": "Tỉnh tự đánh giá."},
        "decision_file_add": {"kind": "signed", "file": lambda: cast.pdf("ban-ky.pdf", "Bản ký")},
        "decision_refer": {"comment": ""},
        "decision_decline": {"comment": "Chưa đạt."},
    }
