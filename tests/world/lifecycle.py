"""What happens to a recognition afterwards: extension, correction, revocation, giving up."""

from datetime import timedelta

from evaluations import revocations
from ocop_portal.core.days import today
from products.enums import Status
from tests import cast
from tests.products.goods import recognised
from tests.world.area import HIDDEN

READING = """
certificate_paper      s ... .o oo oooo ... o
decision_list_paper    s ... .. .. oooo ... o
product_correct        s ... .x xx xoxx ... x
product_extend         s ... .x xx xoxx ... x
product_give_up        s ... .o ox oxxx ... x
product_revoke         s ... .x ox oxxx ... x
revocation_decide      s ... .x xx xoxx ... x
revocation_desk        s ooo oo oo oooo ooo o
revocation_drop        s ... .x xx xoxx ... x
revocation_file        s ... .o oo oooo ... o
revocation_file_add    s ... .x ox oxxx ... x
revocation_page        s ... .o oo oooo ... o
"""

ACTING = """
certificate_paper      m mmm mm mm mmmm mmm m
decision_list_paper    m mmm mm mm mmmm mmm m
product_correct        s ... .x xx xdxx ... x
product_extend         s ... .x xx xdxx ... x
product_give_up        s ... .d dx dxxx ... x
product_revoke         s ... .x dx dxxx ... x
revocation_decide      s ... .x xx xdxx ... x
revocation_desk        m mmm mm mm mmmm mmm m
revocation_drop        s ... .x xx xdxx ... x
revocation_file        m mmm mm mm mmmm mmm m
revocation_file_add    s ... .x dx dxxx ... x
revocation_page        m mmm mm mm mmmm mmm m
"""

READERS = {
    "decision_list_paper": "province's auditor",
    "product_extend": "province's leader",
    "product_correct": "province's leader",
    "revocation_decide": "province's leader",
    "revocation_drop": "province's leader",
}


def make(world):
    def standing(name, status=Status.IN_FORCE):
        return recognised(f"{HIDDEN} {name}", status=status, made_by=world.producer)

    world.to_extend = standing("chờ gia hạn", Status.EXPIRING)
    cast.dossier(world.to_extend, state="submitted", purpose="reevaluation")
    world.to_revoke = standing("đang hiệu lực")
    world.revocation = revocations.propose(
        standing("bị kiến nghị"),
        ground="stopped",
        source="Xác nhận số 3/XN-UBND",
        concluded_on=today() - timedelta(days=3),
        findings="Ngừng sản xuất từ tháng trước.",
        by=cast.officer(cast.COMMUNE),
        scan=cast.pdf("xac-nhan.pdf"),
    )
    world.revocation_scan = world.revocation.files.get()


def targets(world):
    return {
        "certificate_paper": {"pk": world.certificate.pk},
        "decision_list_paper": {"pk": world.decision.pk, "form": "docx"},
        "product_extend": {"pk": world.to_extend.pk},
        "product_correct": {"pk": world.to_revoke.pk},
        "product_revoke": {"pk": world.to_revoke.pk},
        "product_give_up": {"pk": world.to_revoke.pk},
        "revocation_file": {"pk": world.revocation_scan.pk},
        "revocation_file_add": {"pk": world.revocation.pk},
        "revocation_page": {"pk": world.revocation.pk},
        "revocation_decide": {"pk": world.revocation.pk},
        "revocation_drop": {"pk": world.revocation.pk},
    }


def forms(made):
    day = today()
    decision = {
        "office": cast.office(cast.PROVINCE).pk,
        "number": "77/QĐ-UBND",
        "decided_on": f"{day:%d/%m/%Y}",
        "signatory": "Nguyễn Văn Ký",
        "sign": "1",
    }
    report = {
        "source": "Biên bản số 5/BB",
        "concluded_on": f"{day:%d/%m/%Y}",
        "findings": "Nhãn ghi sai hạng sao.",
    }
    until = made.to_extend.certified_until + timedelta(days=90)
    return {
        "product_extend": decision | {"until": f"{until:%d/%m/%Y}", "reason": "Chờ kết quả."},
        "product_correct": decision
        | {"stars": "4", "valid_until": f"{day + timedelta(days=100):%d/%m/%Y}", "reason": "Ghi nhầm."},
        "product_revoke": report | {"ground": "mark"},
        "product_give_up": report,
        "revocation_decide": decision,
        "revocation_file_add": {"scan": lambda: cast.pdf("bien-ban.pdf", "Biên bản hậu kiểm")},
        "revocation_drop": {"comment": "Chủ thể đã khắc phục."},
    }
