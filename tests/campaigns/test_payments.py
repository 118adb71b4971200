"""Support on its way: each act with its ledger entry, different people, nothing twice, nothing forgotten."""

import itertools
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from campaigns import budgets, claims, payees, payments
from campaigns.ledger import Balance, balance_of
from campaigns.models import LedgerEntry, PayeeAccount, SupportPayment
from campaigns.money_enums import PaymentState, SupportEvent, SupportKind
from ocop_portal.accounts.enums import Role
from ocop_portal.core.access import Refusal
from products.enums import EventKind
from tests import cast
from tests.campaigns import treasury
from tests.campaigns.treasury import DAY, MILLION

pytestmark = pytest.mark.django_db


def balance(line):
    return balance_of(treasury.fresh(line))


def kinds(payment):
    return [entry.kind for entry in payment.entries.order_by("number")]


def intact(plan):
    """Nothing is wrong between payments and ledger, nor within the ledger."""
    found = [*budgets.problems(plan), *payments.problems(SupportPayment.objects.all())]
    assert found == []


def test_a_payment_goes_its_way_and_the_ledger_with_it():
    line = treasury.line(amount=25 * MILLION)
    people = treasury.people()

    [payment] = treasury.proposed(line)
    [payment] = payments.check([payment], by=people.second)
    assert balance(line) == Balance(allocated=25 * MILLION)
    [payment] = payments.approve([payment], by=people.leader, document="7/QĐ", on=DAY)
    assert balance(line) == Balance(25 * MILLION, 10 * MILLION, 0)
    [payment] = payments.pay([payment], by=people.accountant, voucher="UNC 12", paid_on=DAY)

    assert balance(line) == Balance(25 * MILLION, 0, 10 * MILLION)
    assert kinds(payment) == ["commit", "pay"]
    assert (payment.voucher, payment.paid_on) == ("UNC 12", DAY)
    moves = ["propose", "check", "approve", "pay"]
    assert list(payment.log.order_by("pk").values_list("transition", flat=True)) == moves
    intact(line.plan)


def test_cancelling_releases_and_the_claim_is_due_again():
    line = treasury.line(amount=10 * MILLION)
    [payment] = treasury.approved_payments(line)

    [payment] = payments.cancel([payment], by=cast.leader(cast.DISTRICT), comment="Nhầm sản phẩm.", on=DAY)

    assert balance(line) == Balance(allocated=10 * MILLION)
    assert kinds(payment) == ["commit", "release"]
    assert [claim.product for claim in claims.claims_of(line.plan.office)] == [payment.product]
    intact(line.plan)


def test_a_paid_payment_is_not_cancelled_or_rejected():
    [payment] = treasury.paid()
    for act in (payments.cancel, payments.reject):
        with pytest.raises(Refusal):
            act([payment], by=cast.leader(cast.DISTRICT), comment="Thôi.")


def test_rejecting_asks_for_a_reason_and_moves_no_money():
    [payment] = treasury.proposed()
    with pytest.raises(Refusal):
        payments.reject([payment], by=treasury.second_officer(), comment=" ")

    [payment] = payments.reject([payment], by=treasury.second_officer(), comment="Thiếu hồ sơ.")

    assert payment.state == PaymentState.REJECTED
    assert kinds(payment) == []


def test_approving_beyond_the_line_is_refused_with_the_figure_that_is_missing():
    line = treasury.line(amount=27 * MILLION)
    rows = treasury.checked(line, count=3)

    with pytest.raises(Refusal, match=r"3\.000\.000 đ"):
        payments.approve(rows, by=cast.leader(cast.DISTRICT), document="7/QĐ", on=DAY)

    assert not LedgerEntry.objects.filter(support__isnull=False).exists()
    assert len(payments.approve(rows[:2], by=cast.leader(cast.DISTRICT), document="7/QĐ", on=DAY)) == 2


def test_doing_it_twice_does_nothing_more():
    line = treasury.line()
    rows = treasury.approved_payments(line, count=3)
    people = treasury.people()

    assert payments.approve(rows, by=people.leader, document="8/QĐ", on=DAY) == []
    assert payments.check(rows, by=people.second) == []
    assert len(payments.pay(rows, by=people.accountant, voucher="UNC", paid_on=DAY)) == 3
    assert payments.pay(rows, by=people.accountant, voucher="UNC 2", paid_on=DAY) == []
    assert LedgerEntry.objects.filter(support__isnull=False).count() == 6
    intact(line.plan)


# Nothing twice


def test_nothing_is_proposed_twice():
    line = treasury.line()
    due = claims.claims_of(line.plan.office)
    assert due == []
    rows = treasury.proposed(line, count=2)

    assert claims.claims_of(line.plan.office) == []
    stale = claims.Claim(
        line.plan.office, rows[0].policy, rows[0].register_event, rows[0].event, rows[0].stars, rows[0].amount
    )
    with pytest.raises(Refusal):
        payments.propose([stale], line, by=cast.officer(cast.DISTRICT))
    assert SupportPayment.objects.count() == 2


@pytest.mark.parametrize("register_event", ["register_event_id", "NULL"])
def test_the_database_refuses_a_second_payment_for_the_same(register_event):
    [payment] = treasury.proposed()
    columns = [field.column for field in payment._meta.concrete_fields if not field.primary_key]
    names = ", ".join(f'"{column}"' for column in columns)
    given = names.replace('"register_event_id"', register_event)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        table = "campaigns_supportpayment"
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {given} FROM {table}")


def test_what_was_set_aside_with_a_reason_is_not_due_any_more():
    line = treasury.line()
    treasury.policy()
    treasury.recognised()
    due = claims.claims_of(line.plan.office)

    claims.set_aside(due, by=cast.officer(cast.DISTRICT), reason="Đã chi theo chứng từ giấy.")

    assert len(due) == 1
    assert claims.claims_of(line.plan.office) == []


def test_per_producer_support_is_due_once():
    line = treasury.line()
    treasury.policy(per="producer")
    maker = cast.producer("Hợp tác xã hai sản phẩm", at=cast.DISTRICT_COMMUNE)
    for name in ("Một", "Hai"):
        treasury.recognised(name, made_by=maker)
    first, _second = claims.claims_of(line.plan.office)

    payments.propose([first], line, by=cast.officer(cast.DISTRICT))

    assert claims.claims_of(line.plan.office) == []


def test_keeping_the_stars_again_three_years_later_is_due_again():
    line = treasury.line()
    treasury.policy(amounts={(SupportEvent.KEPT, 3): 2 * MILLION})
    honey = treasury.recognised(on=date(2021, 6, 1))
    treasury.event(honey, EventKind.RENEWED, 3, date(2023, 6, 1))
    payments.propose(claims.claims_of(line.plan.office), line, by=cast.officer(cast.DISTRICT))

    treasury.event(honey, EventKind.RENEWED, 3, date(2024, 6, 1))

    assert [claim.event for claim in claims.claims_of(line.plan.office)] == [SupportEvent.KEPT]


def test_a_province_pays_what_its_policy_says_and_the_district_the_rest():
    treasury.policy(at="24-cu", act="NQ tỉnh", amounts={(SupportEvent.FIRST, 3): 50 * MILLION})
    treasury.policy(
        at="24-cu", act="NQ tỉnh 2", payer="province", amounts={(SupportEvent.FIRST, 4): 150 * MILLION}
    )
    treasury.recognised("Ba sao", 3)
    treasury.recognised("Bốn sao", 4)

    def products(code):
        return [claim.product.name for claim in claims.claims_of(cast.office(code))]

    assert products(cast.DISTRICT) == ["Ba sao"]
    assert products("24-cu") == ["Bốn sao"]
    assert products(cast.COMMUNE) == []


# Different people


def test_two_hundred_tries_of_the_same_person_or_the_wrong_role_succeed_never():
    """Maker, checker and payer: every wrong pair of person and act, on payments ripe for the act."""
    line = treasury.line(amount=500 * MILLION)
    officer = cast.officer(cast.DISTRICT)
    for role in (Role.LEADER, Role.ACCOUNTANT):  # the maker holds every role: only the rule stands in the way
        cast.appoint(officer, cast.office(cast.DISTRICT), role)
    cast.appoint(cast.leader(cast.DISTRICT), cast.office(cast.DISTRICT), Role.ACCOUNTANT)
    ripe = {
        "check": treasury.proposed(line, count=5),
        "approve": treasury.checked(line, count=5),
        "pay": treasury.approved_payments(line, count=5),
    }
    outsiders = [
        cast.stranger(), cast.advisor(cast.PROVINCE), cast.auditor(), cast.leader(cast.PROVINCE),
        cast.officer(cast.PROVINCE), cast.administrator(), treasury.accountant("24"), cast.producer_member(),
    ]  # fmt: skip
    wrong = {
        "check": [officer, treasury.accountant(), *outsiders],
        "approve": [officer, treasury.second_officer(), treasury.accountant(), *outsiders],
        "pay": [officer, cast.leader(cast.DISTRICT), treasury.second_officer(), *outsiders],
    }
    acts = {
        "check": lambda row, by: payments.check([row], by=by),
        "approve": lambda row, by: payments.approve([row], by=by, document="1", on=DAY),
        "pay": lambda row, by: payments.pay([row], by=by, voucher="1", paid_on=DAY),
    }
    tries = [(act, row, by) for act in acts for row, by in itertools.product(ripe[act], wrong[act])]
    tries += [("pay", row, by) for row in ripe["approve"] for by in wrong["pay"]]  # not even approved
    before = LedgerEntry.objects.count()

    succeeded = 0
    for act, row, by in tries:
        with pytest.raises(Refusal):
            succeeded += len(acts[act](row, by))

    assert len(tries) >= 200
    assert succeeded == 0
    assert LedgerEntry.objects.count() == before


@pytest.mark.parametrize(
    "columns",
    ["checked_by_id = proposed_by_id", "approved_by_id = proposed_by_id"],
)
def test_the_database_refuses_the_maker_as_checker_and_approver(columns):
    treasury.checked()

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE campaigns_supportpayment SET {columns}")


@pytest.mark.parametrize("who", ["proposed_by_id", "checked_by_id", "approved_by_id"])
def test_the_database_refuses_whoever_took_part_as_payer(who):
    treasury.paid()

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE campaigns_supportpayment SET paid_by_id = {who}")


@pytest.mark.parametrize("state", ["approved", "paid", "cancelled"])
def test_the_database_refuses_a_state_without_its_ledger_entry(state):
    [payment] = treasury.checked()
    by = cast.leader(cast.DISTRICT).pk
    account = PayeeAccount.objects.get().pk
    stamp = f", paid_on = '2024-07-01', paid_by_id = {treasury.accountant().pk}, voucher = '1'"
    stamp += f", account_id = {account}"
    sql = f"UPDATE campaigns_supportpayment SET state = '{state}', approved_by_id = {by}"
    sql += stamp if state == "paid" else ""

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{sql} WHERE id = {payment.pk}")


def test_the_database_keeps_what_a_payment_is_for():
    treasury.proposed()
    for sql in (
        "UPDATE campaigns_supportpayment SET amount = amount + 1",
        "UPDATE campaigns_supportpayment SET policy_id = NULL, register_event_id = NULL",
        "DELETE FROM campaigns_supportpayment",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_a_member_of_the_producer_handles_none_of_its_support():
    [payment] = treasury.proposed()
    second = treasury.second_officer()
    payment.producer.members.create(user=second)

    with pytest.raises(Refusal):
        payments.check([payment], by=second)


# What is missing


def test_a_missing_paper_is_named_and_one_the_portal_issued_is_there():
    line = treasury.line()
    treasury.policy(papers=["request", "decision"])
    treasury.recognised()
    rows = payments.propose(claims.claims_of(line.plan.office), line, by=cast.officer(cast.DISTRICT))

    with pytest.raises(Refusal) as refused:
        payments.check(rows, by=treasury.second_officer())
    assert len(refused.value.missing) == 2

    for kind in ("request", "decision"):
        payments.add_paper(rows[0], kind=kind, number="Bản gốc, cặp 3", by=cast.officer(cast.DISTRICT))
    assert len(payments.check(rows, by=treasury.second_officer())) == 1


def test_a_revoked_recognition_is_neither_due_nor_paid():
    line = treasury.line()
    [payment] = treasury.approved_payments(line)
    treasury.event(payment.product, EventKind.REVOKED, None, date(2024, 7, 15))

    with pytest.raises(Refusal):
        payments.pay([payment], by=treasury.accountant(), voucher="1", paid_on=DAY)
    payments.cancel([payment], by=cast.leader(cast.DISTRICT), comment="Đã thu hồi.", on=DAY)
    assert claims.claims_of(line.plan.office) == []


def test_nothing_is_paid_to_an_account_nobody_confirmed():
    line = treasury.line()
    rows = treasury.approved_payments(line)
    payees.enter(
        rows[0].producer, holder="Kẻ gian", bank="NH", number="999999", by=cast.officer(cast.DISTRICT)
    )

    with pytest.raises(Refusal):
        payments.pay(rows, by=treasury.accountant(), voucher="1", paid_on=DAY)


def test_an_abolished_office_pays_on_the_days_it_existed():
    rows = treasury.approved_payments()

    with pytest.raises(Refusal):
        payments.pay(rows, by=treasury.accountant(), voucher="1", paid_on=date(2025, 7, 1))
    assert len(payments.pay(rows, by=treasury.accountant(), voucher="1", paid_on=date(2025, 6, 30))) == 1


def test_other_support_names_its_ground_and_goes_the_same_way():
    line = treasury.line()
    producer = cast.producer("Hộ bao bì", at=cast.DISTRICT_COMMUNE)
    facts = {"producer": producer, "amount": 5 * MILLION, "ground": "KH 12/KH-UBND"}

    payment = payments.propose_other(
        line, kind=SupportKind.PACKAGING, by=cast.officer(cast.DISTRICT), **facts
    )

    assert payment.state == PaymentState.PROPOSED
    with pytest.raises(Refusal):
        payments.propose_other(line, kind=SupportKind.AWARD, by=cast.officer(cast.DISTRICT), **facts)
    far = cast.producer("Nơi khác", at=cast.COMMUNE)
    with pytest.raises(Refusal):
        payments.propose_other(
            line, kind=SupportKind.LABELS, by=cast.officer(cast.DISTRICT), **facts | {"producer": far}
        )
