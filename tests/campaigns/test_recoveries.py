"""A paid payment taken back: ordered by one, received by another; due again as the ground says."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from campaigns import bank_file, budgets, claims, payments, recoveries, support_waiting
from campaigns.models import Recovery
from campaigns.money_enums import EntryKind, PaymentState, RecoveryGround
from campaigns.support_due import is_due_again
from ocop_portal.accounts.enums import Role
from ocop_portal.core.access import Refusal
from tests import cast
from tests.campaigns import treasury
from tests.campaigns.treasury import DAY, MILLION

pytestmark = pytest.mark.django_db
GROUNDS = tuple(RecoveryGround)


def ordered(payment, ground=RecoveryGround.WRONG_PAYEE, by=None, amount=None):
    facts = {"document": "9/QĐ-UBND", "decided_on": DAY, "reason": "Chi nhầm."}
    facts["amount"] = payment.amount if amount is None else amount
    return recoveries.order(payment, ground=ground, by=by or cast.leader(cast.DISTRICT), **facts)


def received(payment, by=None):
    order = payment.recoveries.last()
    return recoveries.receive(order, voucher="PT 3", received_on=DAY, by=by or treasury.accountant())


def taken_back(ground=RecoveryGround.WRONG_PAYEE, line=None):
    [payment] = treasury.paid(line)
    ordered(payment, ground)
    return received(payment)


def test_the_grounds_that_lie_with_the_payment_leave_the_support_due():
    assert {ground for ground in GROUNDS if is_due_again(ground)} == {
        RecoveryGround.WRONG_PAYEE,
        RecoveryGround.WRONG_AMOUNT,
    }


@pytest.mark.parametrize("ground", GROUNDS)
def test_money_that_came_back_is_available_and_the_support_is_due_as_the_ground_says(ground):
    line = treasury.line(amount=10 * MILLION)
    payment = taken_back(ground, line)

    line = treasury.fresh(line)
    assert (line.paid, line.committed, line.available) == (0, 0, 10 * MILLION)
    assert [entry.kind for entry in payment.entries.order_by("number")] == ["commit", "pay", "recover"]
    assert payment.entries.last().recovers == payment.entries.get(kind=EntryKind.PAY)
    due = claims.claims_of(line.plan.office)
    assert [claim.product for claim in due] == ([payment.product] if is_due_again(ground) else [])
    assert payment.state == (PaymentState.REVERSED if is_due_again(ground) else PaymentState.RECOVERED)
    assert (payment.voucher, payment.paid_on) == ("UNC 1", DAY)
    assert list(budgets.problems(line.plan)) == []
    assert list(payments.problems(type(payment).objects.all())) == []


def test_support_due_again_is_paid_once_more():
    line = treasury.line(amount=10 * MILLION)
    taken_back(RecoveryGround.WRONG_PAYEE, line)

    rows = payments.propose(claims.claims_of(line.plan.office), line, by=cast.officer(cast.DISTRICT))
    payments.check(rows, by=treasury.second_officer())
    payments.approve(rows, by=cast.leader(cast.DISTRICT), document="10/QĐ", on=DAY)
    [again] = payments.pay(rows, by=treasury.accountant(), voucher="UNC 2", paid_on=DAY)

    assert again.state == PaymentState.PAID
    assert treasury.fresh(line).paid == 10 * MILLION


def test_receiving_twice_does_nothing_more():
    [payment] = treasury.paid()
    ordered(payment)

    assert received(payment).state == received(payment).state == PaymentState.REVERSED
    assert payment.entries.filter(kind=EntryKind.RECOVER).count() == 1


def test_only_a_leader_orders_and_only_the_accountant_who_did_not_receives():
    [payment] = treasury.paid()
    people = treasury.people()
    both = cast.appoint(cast.leader(cast.DISTRICT), cast.office(cast.DISTRICT), Role.ACCOUNTANT)

    for nobody in (people.officer, people.accountant, cast.leader(cast.COMMUNE)):
        with pytest.raises(Refusal):
            ordered(payment, by=nobody)
    ordered(payment, by=both)
    for nobody in (both, people.officer):
        with pytest.raises(Refusal):
            received(payment, by=nobody)
    assert received(payment).state == PaymentState.REVERSED


def test_only_a_paid_payment_is_ordered_back_and_once():
    [payment] = treasury.approved_payments()
    with pytest.raises(Refusal):
        ordered(payment)
    [payment] = payments.pay([payment], by=treasury.accountant(), voucher="UNC 1", paid_on=DAY)
    ordered(payment)
    with pytest.raises(Refusal):
        ordered(payment)


def test_an_order_is_called_off_with_a_reason_before_the_money_is_back():
    [payment] = treasury.paid()
    order, leader = ordered(payment), cast.leader(cast.DISTRICT)

    with pytest.raises(Refusal):
        recoveries.call_off(order, by=leader, why=" ")
    recoveries.call_off(order, by=leader, why="Đã đối chiếu: chi đúng.")
    with pytest.raises(Refusal):
        received(payment)
    again = ordered(payment, RecoveryGround.PAID_TWICE)
    assert received(payment).state == PaymentState.RECOVERED
    with pytest.raises(Refusal):
        recoveries.call_off(again, by=leader, why="Muộn.")


def test_a_member_of_the_producer_handles_none_of_it():
    [payment] = treasury.paid()
    leader = cast.leader(cast.DISTRICT)
    payment.producer.members.create(user=leader)

    with pytest.raises(Refusal):
        ordered(payment)


# Past the door


def refused(sql):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_database_refuses_a_recovery_without_its_order_and_its_entry():
    [payment] = treasury.paid()
    update = f"UPDATE campaigns_supportpayment SET state = '%s' WHERE id = {payment.pk}"

    refused(update % "reversed")
    ordered(payment)
    refused(update % "reversed")  # no entry yet
    received(payment)
    refused(update % "recovered")  # the ground leads to the other state
    refused("UPDATE campaigns_recovery SET ground = 'paid_twice'")
    refused("UPDATE campaigns_recovery SET reason = 'x'")
    refused("DELETE FROM campaigns_recovery")


def test_support_that_is_not_due_again_is_not_proposed_past_the_door():
    payment = taken_back(RecoveryGround.PAID_TWICE)
    columns = [f.column for f in payment._meta.concrete_fields if not f.primary_key]
    given = {
        "state": "'proposed'",
        **dict.fromkeys(("checked_by_id", "approved_by_id", "paid_by_id"), "NULL"),
    }
    given |= dict.fromkeys(("account_id", "paid_on", "batch_id"), "NULL") | {"voucher": "''"}
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(given.get(column, f'"{column}"') for column in columns)
    copy = f"INSERT INTO campaigns_supportpayment ({names}) SELECT {values} FROM campaigns_supportpayment"

    refused(f"{copy} WHERE id = {payment.pk}")


# Money noted by hand


def test_money_noted_by_hand_comes_back_by_hand_and_support_does_not():
    line = treasury.line(amount=20 * MILLION)
    by = treasury.accountant()
    facts = {"by": by, "document": "1", "on": DAY}
    commitment = budgets.move(line, EntryKind.COMMIT, 5 * MILLION, **facts)
    paid = budgets.move(line, EntryKind.PAY, 5 * MILLION, commitment=commitment, **facts)

    budgets.move(line, EntryKind.RECOVER, 2 * MILLION, recovers=paid, **facts)
    assert [(entry, left) for entry, left in budgets.open_payments(line)] == [(paid, 3 * MILLION)]
    [payment] = treasury.paid(line)
    with pytest.raises(Refusal):
        entry = payment.entries.get(kind=EntryKind.PAY)
        budgets.move(line, EntryKind.RECOVER, MILLION, recovers=entry, **facts)
    assert treasury.fresh(line).paid == 13 * MILLION


# Pages


def signed_in(user):
    return cast.sign_in(Client(), user)


def test_a_payment_is_ordered_back_and_received_by_clicking():
    [payment] = treasury.paid()
    leader, accountant = signed_in(cast.leader(cast.DISTRICT)), signed_in(treasury.accountant())
    page = payment.get_absolute_url()

    assert reverse("recovery_order", args=[payment.pk]) in leader.get(page).content.decode()
    data = {"ground": "wrong_payee", "reason": "Nhầm số.", "number": "9/QĐ", "on": "01/07/2024"}
    data["amount"] = (
        leader.get(reverse("recovery_order", args=[payment.pk])).context["form"]["amount"].value()
    )
    leader.post(reverse("recovery_order", args=[payment.pk]), data)
    [section] = support_waiting.sections(treasury.accountant())
    assert section.title == "Hỗ trợ phải hoàn trả"
    receive = reverse("recovery_receive", args=[payment.pk])
    assert receive in accountant.get(page).content.decode()
    accountant.post(receive, {"voucher": "PT 3", "received_on": "01/07/2024"})

    assert treasury.fresh(payment).state == PaymentState.REVERSED
    shown = leader.get(page).content.decode()
    assert "Đã hoàn trả" in shown
    assert "PT 3" in shown
    desk = leader.get(f"{reverse('support_desk')}?muc=thu-hoi").content.decode()
    assert str(payment.product) in desk
    assert Recovery.objects.get().ordered_by == cast.leader(cast.DISTRICT)


def test_a_wrong_order_keeps_what_was_typed():
    [payment] = treasury.paid()
    leader = signed_in(cast.leader(cast.DISTRICT))

    data = {"ground": "wrong_payee", "reason": "Nhầm số tài khoản.", "number": "", "on": "32/07/2024"}
    answer = leader.post(reverse("recovery_order", args=[payment.pk]), data).content.decode()

    assert "Nhầm số tài khoản." in answer
    assert not Recovery.objects.exists()


def test_a_payment_taken_back_stays_on_the_list_to_sign_and_leaves_the_bank_file():
    rows = treasury.approved_payments(count=2)
    batch = payments.make_batch(rows, title="Đợt 1", by=treasury.accountant())
    rows = payments.pay(rows, by=treasury.accountant(), voucher="UNC 1", paid_on=DAY)
    ordered(rows[0])
    received(rows[0])

    assert len(bank_file.payments_in(batch)) == 2
    assert [row[4] for row in bank_file.rows_of(batch, by=treasury.accountant())] == [10 * MILLION]


def test_the_members_hear_of_the_order_and_of_the_money():
    [payment] = treasury.paid()
    member = cast.producer_member(of=payment.producer)
    ordered(payment)
    received(payment)

    texts = list(member.notices.order_by("pk").values_list("text", flat=True))
    assert len(texts) == 2
    assert "phải hoàn trả: Chi nhầm." in texts[0]
    assert "PT 3" in texts[1]
