"""The commune's money: a budget with an undecided line, and support ripe for every step."""

from datetime import date

from campaigns import budgets, claims, payees, payments, recoveries
from campaigns.models import BudgetLine, SupportPolicy
from campaigns.money_enums import BudgetKind, EntryKind, Source
from ocop_portal.accounts.enums import Role
from products.enums import EventKind
from products.numbering import assign_code
from products.publication import record
from tests import cast
from tests.world.area import HIDDEN, product

MILLION = 1_000_000
DAY = date(2026, 9, 1)

READING = """
batch_bank_file        s mmm mm mm mmmm mmm m
batch_create           s >>> >x xx xxxx >>> x
batch_page             s ... .. oo oooo ... o
batch_paper            s ... .. oo oooo ... o
batch_pay              s ... .. xx xxxx ... x
budget_approve         s ... .. xo xxxx ... x
budget_line_add        s ... .. ox xxxx ... x
budget_line_edit       s ... .. ox xxxx ... x
budget_line_page       s ... .. oo oooo ... o
budget_move            s ... .. xx xxxx ... x
budget_page            s ... .. oo oooo ... o
payee_confirm          s mmm mm mm mmmm mmm m
payee_enter            s ... .x ox oxxx ... x
payee_page             s ... .o oo oooo ... o
payee_reveal           s mmm mm mm mmmm mmm m
policy_create          s oxx xx ox oxxx xxx x
policy_desk            s ooo oo oo oooo ooo o
policy_end             s ... .. ox xxxx ... x
policy_page            s ... .. oo oooo ... o
recovery_call_off      s ... .x xo xxxx ... x
recovery_order         s ... .x xo xxxx ... x
recovery_receive       s ... .x xx xxxx ... x
support_approve        s >>> >x xo xxxx >>> x
support_cancel         s >>> >x xo xxxx >>> x
support_check          s >>> >x oo xxxx >>> x
support_desk           s ooo oo oo oooo ooo o
support_other          s oxx xx ox oxxx xxx x
support_page           s ... .o oo oooo ... o
support_paper_add      s ... .o ox xxxx ... x
support_paper_file     s ... .o oo oooo ... o
support_pay            s >>> >x xx xxxx >>> x
support_propose        s >>> >> o> >>>> >>> >
support_reject         s >>> >x oo xxxx >>> x
support_set_aside      s >>> >> o> >>>> >>> >
"""

ACTING = """
batch_bank_file        s ... .. xx xxxx ... x
batch_create           s >>> >x xx xxxx >>> x
batch_page             m mmm mm mm mmmm mmm m
batch_paper            m mmm mm mm mmmm mmm m
batch_pay              s ... .. xx xxxx ... x
budget_approve         s ... .. xd xxxx ... x
budget_line_add        s ... .. dx xxxx ... x
budget_line_edit       s ... .. dx xxxx ... x
budget_line_page       m mmm mm mm mmmm mmm m
budget_move            s ... .. xx xxxx ... x
budget_page            m mmm mm mm mmmm mmm m
payee_confirm          s ... .. xx xxxx ... x
payee_enter            s ... .x dx dxxx ... x
payee_page             m mmm mm mm mmmm mmm m
payee_reveal           s ... .x xx xxxx ... x
policy_create          s oxx xx dx oxxx xxx x
policy_desk            m mmm mm mm mmmm mmm m
policy_end             s ... .. dx xxxx ... x
policy_page            m mmm mm mm mmmm mmm m
recovery_call_off      s ... .x xd xxxx ... x
recovery_order         s ... .x xd xxxx ... x
recovery_receive       s ... .x xx xxxx ... x
support_approve        s >>> >x xd xxxx >>> x
support_cancel         s >>> >x xd xxxx >>> x
support_check          s >>> >x dd xxxx >>> x
support_desk           m mmm mm mm mmmm mmm m
support_other          s oxx xx dx oxxx xxx x
support_page           m mmm mm mm mmmm mmm m
support_paper_add      s ... .d dx xxxx ... x
support_paper_file     m mmm mm mm mmmm mmm m
support_pay            s >>> >x xx xxxx >>> x
support_propose        s >>> >> d> >>>> >>> >
support_reject         s >>> >x dd xxxx >>> x
support_set_aside      s >>> >> d> >>>> >>> >
"""

# What the commune's accountant, who has no column of his own, gets where he acts: reading, then acting.
MORE_CELLS = {
    "accountant": {
        "batch_bank_file": "md",
        "batch_create": "od",
        "batch_pay": "od",
        "budget_approve": "xx",
        "budget_line_add": "xx",
        "budget_move": "od",
        "payee_confirm": "md",
        "payee_enter": "xx",
        "payee_reveal": "md",
        "recovery_order": "xx",
        "recovery_receive": "od",
        "support_approve": "xx",
        "support_check": "xx",
        "support_pay": "od",
        "support_propose": ">>",
    }
}

READERS = {
    "budget_approve": "leader",
    "budget_move": "accountant",
    "batch_create": "accountant",
    "batch_pay": "accountant",
    "recovery_order": "leader",
    "recovery_call_off": "leader",
    "recovery_receive": "accountant",
    "support_approve": "leader",
    "support_cancel": "leader",
    "support_pay": "accountant",
}
ASKED_TWICE = {"support_check"}


def make(world):
    at = cast.office(cast.COMMUNE)
    accountant = cast.appoint(cast.person("Kế toán Xã"), at, Role.ACCOUNTANT)
    world.second_officer = cast.appoint(cast.person("Cán bộ Thứ hai"), at, Role.OFFICER)
    world.more_people["accountant"] = accountant
    world.line = _line(world.plan, "hỗ trợ", 100)
    budgets.approve_budget(
        world.plan,
        total=100 * MILLION,
        decision_number="5/QĐ-UBND",
        decided_on=DAY,
        by=cast.leader(cast.COMMUNE),
    )
    budgets.move(world.line, EntryKind.ALLOCATE, 60 * MILLION, by=accountant, document="CV 1", on=DAY)
    world.undecided = _line(world.plan, "xúc tiến", 20, kind=BudgetKind.PROMOTION)
    _support(world, accountant)


def _line(plan, words, millions, kind=BudgetKind.SUPPORT):
    row = BudgetLine(
        plan=plan, kind=kind, source=Source.LOCAL, title=f"{HIDDEN} {words}", planned=millions * MILLION
    )
    return budgets.set_line(row, by=cast.officer(cast.COMMUNE))


def _support(world, accountant):
    """Products recognised one by one; the payments over them are left at different steps."""
    world.policy = SupportPolicy.objects.create(
        unit=world.plan.unit,
        name=f"{HIDDEN} hỗ trợ sản phẩm",
        legal_act="9/NQ-HĐND",
        in_force_from=date(2026, 1, 1),
    )
    world.policy.rates.create(event="first", stars=4, amount=10 * MILLION, payer="commune")
    world.account = payees.enter(
        world.producer, holder=f"{HIDDEN} chủ tài khoản", bank="Agribank", number="123456789",
        by=world.second_officer,
    )  # fmt: skip
    payees.reveal(world.account, by=accountant, reason="Đối chiếu")
    world.account = payees.confirm(world.account, by=accountant)
    rows = [_recognised(world, number) for number in range(8)]
    due = {claim.product: claim for claim in claims.claims_of(cast.office(cast.COMMUNE))}
    world.claim = due[rows[0]]
    proposed = payments.propose([due[row] for row in rows[1:]], world.line, by=world.second_officer)
    world.paper = payments.add_paper(
        proposed[0], kind="request", number="Cặp 3", upload=cast.pdf(), by=world.second_officer
    )
    world.proposed_payment, rest = proposed[0], proposed[1:]
    world.checked, *rest = payments.check(rest, by=cast.officer(cast.COMMUNE))
    world.approved, first, second, *batched = payments.approve(
        rest, by=cast.leader(cast.COMMUNE), document="6/QĐ-UBND", on=DAY
    )
    world.paid_support, world.paid_wrongly = payments.pay(
        [first, second], by=accountant, voucher="UNC 0", paid_on=DAY
    )
    recoveries.order(
        world.paid_wrongly, amount=world.paid_wrongly.amount, ground="wrong_payee", document="7/QĐ-UBND",
        decided_on=DAY, reason="Nhầm.", by=cast.leader(cast.COMMUNE),
    )  # fmt: skip
    world.batch = payments.make_batch(batched, title=f"{HIDDEN} đợt chi", by=accountant)
    other = cast.producer(f"{HIDDEN} chủ thể khác")
    world.unconfirmed = payees.enter(
        other, holder=f"{HIDDEN} khác", bank="VietinBank", number="987654321", by=world.second_officer
    )
    payees.reveal(world.unconfirmed, by=accountant, reason="Đối chiếu")


def _recognised(world, number):
    row = product(world, f"được hỗ trợ {number}")
    assign_code(row, year=2026, by=None)
    record(
        row,
        kind=EventKind.RECOGNISED,
        stars=4,
        on=date(2026, 8, 20),
        until=date(2029, 8, 20),
        decision_number=f"{number}/QĐ-UBND",
        authority="UBND tỉnh",
    )
    row.refresh_from_db()
    return row


def targets(world):
    plan, line, account = {"pk": world.plan.pk}, {"pk": world.line.pk}, {"pk": world.account.pk}
    return {
        **dict.fromkeys(("budget_page", "budget_line_add", "budget_approve"), plan),
        **dict.fromkeys(("budget_line_page", "budget_line_edit"), line),
        "budget_move": line | {"kind": "allocate"},
        **{name: {"pk": world.proposed_payment.pk} for name in ("support_page", "support_paper_add")},
        "support_paper_file": {"pk": world.paper.pk},
        "recovery_order": {"pk": world.paid_support.pk},
        **{key: {"pk": world.paid_wrongly.pk} for key in ("recovery_call_off", "recovery_receive")},
        **{name: {"pk": world.batch.pk} for name in ("batch_page", "batch_pay")},
        "batch_paper": {"pk": world.batch.pk, "form": "docx"},
        "batch_bank_file": {"pk": world.batch.pk, "form": "csv"},
        **{name: {"pk": world.policy.pk} for name in ("policy_page", "policy_end")},
        **{name: {"pk": world.producer.pk} for name in ("payee_page", "payee_enter")},
        "payee_confirm": {"pk": world.unconfirmed.pk},
        "payee_reveal": account,
    }


def queries(world):
    """What the addresses that act on ticked rows are asked with."""
    return {
        **dict.fromkeys(("support_propose", "support_set_aside"), f"?khoan={world.claim.key}"),
        **dict.fromkeys(("support_check", "support_reject"), f"?khoan={world.proposed_payment.pk}"),
        "support_approve": f"?khoan={world.checked.pk}",
        **dict.fromkeys(("support_pay", "support_cancel", "batch_create"), f"?khoan={world.approved.pk}"),
    }


CONSTANT_FORMS = {
    "budget_approve": {
        "total": "120.000.000",
        "number": "7/QĐ-UBND",
        "on": "01/09/2026",
        "reason": "Bổ sung.",
    },
    "recovery_order": {
        "ground": "paid_twice",
        "amount": "1.000.000",
        "reason": "Đã chi ở nơi khác.",
        "number": "9/QĐ-UBND",
        "on": "03/09/2026",
    },
    "recovery_call_off": {"comment": "Đã đối chiếu."},
    "recovery_receive": {"voucher": "PT 1", "received_on": "03/09/2026"},
}


def forms(made):
    line = {"kind": "other", "source": "local", "title": "Dòng mới", "planned": "5.000.000"}
    change = {"kind": "support", "source": "local", "title": "Hỗ trợ", "planned": "90.000.000"}
    rows = {name: {"khoan": query.split("=")[1]} for name, query in queries(made).items()}
    return {
        "budget_line_add": line,
        "budget_line_edit": change,
        "budget_move": {"amount": "1.000.000", "document": "CV 2", "on": "02/09/2026"},
        "support_propose": rows["support_propose"] | {"line": made.line.pk},
        "support_set_aside": rows["support_set_aside"] | {"comment": "Đã chi trên giấy."},
        "support_other": {
            "line": made.line.pk,
            "kind": "labels",
            "producer": made.producer.pk,
            "amount": "2.000.000",
            "ground": "9/NQ-HĐND",
        },
        "support_check": rows["support_check"],
        "support_reject": rows["support_reject"] | {"comment": "Thiếu giấy tờ."},
        "support_approve": rows["support_approve"] | {"number": "8/QĐ-UBND", "on": "02/09/2026"},
        "support_pay": rows["support_pay"] | {"voucher": "UNC 1", "paid_on": "03/09/2026"},
        "support_cancel": rows["support_cancel"] | {"comment": "Nhầm."},
        "support_paper_add": {"kind": "invoice", "number": "HĐ 5"},
        **CONSTANT_FORMS,
        "batch_create": rows["batch_create"] | {"title": "Đợt 2"},
        "batch_pay": {"voucher": "UNC 2", "paid_on": "03/09/2026"},
        "policy_create": {
            "office": cast.office(cast.COMMUNE).pk,
            "name": "Chính sách mới",
            "legal_act": "10/NQ-HĐND",
            "kind": "award",
            "per": "product",
            "in_force_from": "01/01/2026",
            "first_3": "8.000.000",
            **{f"payer_{stars}": "commune" for stars in (3, 4, 5)},
        },
        "policy_end": {"in_force_to": "31/12/2026"},
        "payee_enter": {"holder": "Chủ thể", "bank": "BIDV", "number": "55556666"},
        "payee_reveal": {"comment": "Đối chiếu ủy nhiệm chi"},
    }
