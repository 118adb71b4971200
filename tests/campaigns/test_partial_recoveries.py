"""A part of a paid payment taken back: by two people, never more than was paid, past the door neither."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from campaigns import budgets, claims, ledger, payments, recoveries, support_waiting
from campaigns.models import SupportPayment
from campaigns.money_enums import EntryKind, PaymentState, RecoveryGround
from ocop_portal.core.access import Refusal
from tests import cast
from tests.campaigns import treasury
from tests.campaigns.treasury import DAY, MILLION

pytestmark = pytest.mark.django_db
GIVEN_BACK, WRONG = RecoveryGround.GIVEN_BACK, RecoveryGround.WRONG_AMOUNT


def ordered(payment, millions, ground=WRONG):
    return recoveries.order(
        payment,
        amount=millions * MILLION,
        ground=ground,
        document="9/QĐ-UBND",
        decided_on=DAY,
        reason="Chi thừa.",
        by=cast.leader(cast.DISTRICT),
    )


def received(order, voucher="PT 3"):
    return recoveries.receive(order, voucher=voucher, received_on=DAY, by=treasury.accountant())


def back(payment, millions, ground=WRONG):
    return received(ordered(payment, millions, ground))


def everything_holds(line):
    return not [*budgets.problems(line.plan), *payments.problems(SupportPayment.objects.all())]


def test_a_part_comes_back_and_the_rest_stands():
    line = treasury.line(amount=10 * MILLION)
    [payment] = treasury.paid(line)

    payment = back(payment, 4)

    line = treasury.fresh(line)
    assert (line.paid, line.available, payment.state) == (6 * MILLION, 4 * MILLION, PaymentState.PAID)
    assert [entry.kind for entry in payment.entries.order_by("number")] == ["commit", "pay", "recover"]
    assert claims.claims_of(line.plan.office) == []
    assert payment.log.first().transition == "recover_part"
    assert everything_holds(line)


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [
        (WRONG, WRONG, PaymentState.REVERSED),
        (WRONG, GIVEN_BACK, PaymentState.RECOVERED),
        (GIVEN_BACK, WRONG, PaymentState.RECOVERED),
    ],
)
def test_parts_that_add_up_to_the_payment_take_it_back_by_all_their_grounds(first, second, state):
    line = treasury.line(amount=10 * MILLION)
    [payment] = treasury.paid(line)

    back(payment, 4, first)
    payment = back(payment, 6, second)

    assert payment.state == state
    assert treasury.fresh(line).paid == 0
    due = [payment.product] if state == PaymentState.REVERSED else []
    assert [claim.product for claim in claims.claims_of(line.plan.office)] == due
    assert everything_holds(line)


@pytest.mark.parametrize("millions", [-1, 0, 7])
def test_no_more_is_ordered_back_than_is_left(millions):
    [payment] = treasury.paid()
    back(payment, 4)

    with pytest.raises(Refusal, match=r"6\.000\.000 đ"):
        ordered(payment, millions)


def test_a_further_part_waits_until_the_one_before_is_back_or_called_off():
    [payment] = treasury.paid()
    first = ordered(payment, 4)
    with pytest.raises(Refusal):
        ordered(payment, 1)

    recoveries.call_off(first, by=cast.leader(cast.DISTRICT), why="Tính lại.")
    with pytest.raises(Refusal):
        received(first)
    assert back(payment, 10).state == PaymentState.REVERSED


def test_receiving_a_part_twice_does_nothing_more():
    [payment] = treasury.paid()
    order = ordered(payment, 4)

    received(order)
    received(order)

    assert payment.entries.filter(kind=EntryKind.RECOVER).count() == 1


def test_members_hear_of_each_part_with_its_amount():
    [payment] = treasury.paid()
    member = cast.producer_member(of=payment.producer)
    back(payment, 4)
    back(payment, 1)

    told = list(member.notices.order_by("pk").values_list("text", flat=True))
    assert len(told) == 4
    assert ["4.000.000 đ" in text for text in told] == [True, True, False, False]
    assert ["1.000.000 đ" in text for text in told] == [False, False, True, True]


def test_members_find_what_they_have_to_pay_back_until_it_is_back():
    [payment] = treasury.paid()
    member = cast.producer_member(of=payment.producer)

    def asked():
        return [one for one in support_waiting.sections(member) if one.icon == "arrow-counterclockwise"]

    assert asked() == []
    order = ordered(payment, 4)
    [section] = asked()
    assert section.title == "Hỗ trợ bạn phải hoàn trả"
    assert "4.000.000 đ" in section.tasks[0]["note"]
    received(order)
    assert asked() == []


# Past the door


def refused(sql):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def entry_past_the_door(payment, amount, by):
    paid = payment.entries.get(kind=EntryKind.PAY)
    facts = {"by": by, "document": "PT 9", "on": DAY, "recovers": paid, "support": payment}
    with pytest.raises(IntegrityError), transaction.atomic():
        ledger.post(payment.line, EntryKind.RECOVER, amount, **facts)


def test_the_database_lets_no_money_come_back_without_the_order_of_somebody_else():
    [payment] = treasury.paid()
    accountant, leader = treasury.accountant(), cast.leader(cast.DISTRICT)

    entry_past_the_door(payment, 4 * MILLION, accountant)  # nothing is ordered
    ordered(payment, 4)
    entry_past_the_door(payment, 3 * MILLION, accountant)  # another amount
    entry_past_the_door(payment, 4 * MILLION, leader)  # by the one who ordered
    by_hand = {"recovers": payment.entries.get(kind=EntryKind.PAY), "document": "PT 9", "on": DAY}
    with pytest.raises(IntegrityError), transaction.atomic():
        ledger.post(payment.line, EntryKind.RECOVER, 4 * MILLION, by=accountant, **by_hand)
    assert treasury.fresh(payment.line).paid == 10 * MILLION


def test_the_database_lets_no_more_be_ordered_back_than_was_paid():
    [payment] = treasury.paid()
    back(payment, 4)
    facts = f"{payment.pk}, 'wrong_amount', '1', '2024-07-01', 'x', {cast.leader(cast.DISTRICT).pk}"
    insert = f"""INSERT INTO campaigns_recovery (amount, payment_id, ground, document, decided_on, reason,
        ordered_by_id, ordered_at, called_off_why) VALUES (%s, {facts}, '2024-07-01 00:00:00', '')"""

    refused(insert % (6 * MILLION + 1))
    with connection.cursor() as cursor:
        cursor.execute(insert % (6 * MILLION))
    assert payment.recoveries.outstanding().get().amount == 6 * MILLION


def test_the_database_keeps_what_an_order_says_and_how_it_ended():
    [payment] = treasury.paid()
    order = ordered(payment, 4)
    paid = payment.entries.get(kind=EntryKind.PAY)

    refused("UPDATE campaigns_recovery SET amount = amount + 1")
    refused(f"UPDATE campaigns_recovery SET entry_id = {paid.pk}")
    received(order)
    refused("UPDATE campaigns_recovery SET entry_id = NULL")
    off = "called_off_at = '2024-07-01 00:00:00', called_off_by_id = ordered_by_id, called_off_why = 'x'"
    refused(f"UPDATE campaigns_recovery SET {off}")
    refused("UPDATE campaigns_supportpayment SET state = 'reversed'")  # 6 million are left


def test_a_payment_that_came_back_wholly_is_never_paid_again_past_the_door():
    [payment] = treasury.paid()
    back(payment, 10)

    refused("UPDATE campaigns_supportpayment SET state = 'paid'")
    refused("UPDATE campaigns_supportpayment SET state = 'recovered'")


# The check of the books


def test_money_that_came_back_with_another_amount_than_ordered_is_found_out():
    [payment] = treasury.paid()
    back(payment, 4)
    drop = "DROP TRIGGER campaigns_recovery_frozen"
    on = "" if connection.vendor == "sqlite" else " ON campaigns_recovery"
    with connection.cursor() as cursor:
        cursor.execute(drop + on)
        cursor.execute("DROP TRIGGER campaigns_recovery_carried_out_by_entry" + on)
        cursor.execute("UPDATE campaigns_recovery SET amount = amount - 1")

    assert [row for row, _what in payments.problems(SupportPayment.objects.all())] == [payment]


# Pages


def signed_in(user):
    return cast.sign_in(Client(), user)


def test_a_part_is_ordered_and_received_by_clicking():
    [payment] = treasury.paid()
    leader, accountant = signed_in(cast.leader(cast.DISTRICT)), signed_in(treasury.accountant())
    order, receive = (reverse(name, args=[payment.pk]) for name in ("recovery_order", "recovery_receive"))
    form = {"ground": "wrong_amount", "reason": "Chi thừa.", "number": "9/QĐ", "on": "01/07/2024"}

    assert leader.get(order).context["form"]["amount"].value() == "10.000.000"
    beyond = leader.post(order, form | {"amount": "10.000.001"}).content.decode()
    assert "10.000.000 đ" in beyond
    leader.post(order, form | {"amount": "4.000.000"})
    [section] = support_waiting.sections(treasury.accountant())
    assert "4.000.000 đ" in section.tasks[0]["note"]
    assert "4.000.000 đ" in accountant.get(receive).content.decode()
    accountant.post(receive, {"voucher": "PT 3", "received_on": "01/07/2024"})

    shown = leader.get(payment.get_absolute_url()).content.decode()
    assert "4.000.000 đ, chủ thể còn giữ 6.000.000 đ" in shown
    assert "Thu hồi tiếp" in shown
    assert leader.get(order).context["form"]["amount"].value() == "6.000.000"
    desk = leader.get(f"{reverse('support_desk')}?muc=da-chi").content.decode()
    assert "đã hoàn trả: 4.000.000 đ" in desk
    back(payment, 1)
    assert leader.get(f"{reverse('support_desk')}?muc=da-chi").context["total"] == 10 * MILLION
    assert "Hoàn trả một phần" in leader.get(payment.get_absolute_url()).content.decode()
