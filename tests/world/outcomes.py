"""What comes out: decisions and certificates."""

from datetime import timedelta

from evaluations.decisions import recognise
from tests import cast
from tests.world.area import product

READING = """
certificate_desk       s ooo oo oo oooo ooo o
certificate_page       s ... .o oo oooo ... o
decision_create        s >>> >> >> >o>> >>> >
decision_decline       s ... .x xx xoxx xxx x
decision_desk          s ooo oo oo oooo ooo o
decision_page          s ... .. .. oooo ... o
decision_refer         s ... .x xx xoxx xxx x
"""

ACTING = """
certificate_desk       m mmm mm mm mmmm mmm m
certificate_page       m mmm mm mm mmmm mmm m
decision_create        s >>> >> >> >d>> >>> >
decision_decline       s ... .x xx xdxx xxx x
decision_desk          m mmm mm mm mmmm mmm m
decision_page          m mmm mm mm mmmm mmm m
decision_refer         s ... .x xx xdxx xxx x
"""

READERS = {
    "decision_create": "province's leader",
    "decision_refer": "province's leader",
    "decision_decline": "province's leader",
    "decision_page": "province's auditor",
}
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


def targets(world):
    return {
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
        "decision_refer": {"comment": ""},
        "decision_decline": {"comment": "Chưa đạt."},
    }
