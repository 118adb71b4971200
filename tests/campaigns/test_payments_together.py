"""Many at once, and a process that dies: exactly one payment each, and never half a one."""

import os
import random
import signal
import subprocess
import sys
import threading
import time

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from campaigns import budgets, claims, ledger, payments, recoveries
from campaigns.models import BudgetLine, LedgerEntry, Recovery, SupportPayment
from campaigns.money_enums import PaymentState, RecoveryGround
from campaigns.support_due import is_due_again
from ocop_portal.core.access import Refusal
from tests import cast
from tests.campaigns import treasury
from tests.campaigns.treasury import DAY, MILLION

# On SQLite every writer waits for every other: fewer awards tell the same.
AWARDS = 400 if connection.vendor == "postgresql" else 40
TOGETHER = 8


def holds(line):
    """The invariants of the ledger and between it and the payments."""
    line = treasury.fresh(line)
    standing = SupportPayment.objects.filter(line=line)
    assert list(budgets.problems(line.plan)) == []
    assert list(payments.problems(standing)) == []
    assert line.available >= 0
    by_state = dict.fromkeys(PaymentState, 0)
    for payment in standing:
        by_state[payment.state] += payment.amount
    by_hand = sum(amount for _entry, amount in budgets.open_commitments(line))
    assert line.committed == by_state[PaymentState.APPROVED] + by_hand
    return by_state


def awards(count):
    """That many checked payments of one million each, and the line that can pay them all."""
    line = treasury.line(amount=count * MILLION)
    policy = treasury.policy(amounts={("first", 3): MILLION})
    maker = cast.producer("Chủ thể của nhiều sản phẩm", at=cast.DISTRICT_COMMUNE)
    treasury.account(maker)
    for number in range(count):
        treasury.recognised(f"Sản phẩm {number}", made_by=maker)
    rows = payments.propose(claims.claims_of(line.plan.office), line, by=cast.officer(cast.DISTRICT))
    assert len(rows) == count == policy.payments.count()
    return line, payments.check(rows, by=treasury.second_officer())


def all_at_once(act):
    """Run `act` in eight threads that start together; return what each gave back."""
    together, results = threading.Barrier(TOGETHER), []

    def run():
        try:
            together.wait()
            results.append(act())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _number in range(TOGETHER)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_eight_simultaneous_approvals_of_the_same_awards_give_each_exactly_one_payment():
    line, rows = awards(AWARDS)
    leader, accountant = cast.leader(cast.DISTRICT), treasury.accountant()

    approved = all_at_once(lambda: payments.approve(rows, by=leader, document="7/QĐ", on=DAY))
    paid = all_at_once(lambda: payments.pay(rows, by=accountant, voucher="UNC 1", paid_on=DAY))

    for results in (approved, paid):
        assert sorted(map(len, results)) == [0] * (TOGETHER - 1) + [AWARDS]
    for kind in ("commit", "pay"):
        assert LedgerEntry.objects.filter(kind=kind, support__in=rows).count() == AWARDS
    assert treasury.fresh(line).paid == AWARDS * MILLION
    assert holds(line)[PaymentState.PAID] == AWARDS * MILLION


@pytest.mark.django_db(transaction=True)
def test_eight_orders_to_take_a_part_back_and_eight_receipts_at_once_move_it_once():
    line, rows = awards(1)
    leader, accountant = cast.leader(cast.DISTRICT), treasury.accountant()
    payments.approve(rows, by=leader, document="7/QĐ", on=DAY)
    [payment] = payments.pay(rows, by=accountant, voucher="UNC 1", paid_on=DAY)
    facts = {"ground": "given_back", "document": "9/QĐ", "decided_on": DAY, "reason": "Nộp lại."}

    def order():
        try:
            return [recoveries.order(payment, amount=600_000, by=leader, **facts)]
        except Refusal:
            return []

    ordered = all_at_once(order)
    [[recovery]] = [given for given in ordered if given]
    received = all_at_once(
        lambda: recoveries.receive(recovery, voucher="PT 1", received_on=DAY, by=accountant)
    )

    assert (len(ordered), len(received)) == (TOGETHER, TOGETHER)
    assert LedgerEntry.objects.get(kind="recover").amount == 600_000
    assert treasury.fresh(line).paid == 400_000
    assert holds(line)[PaymentState.PAID] == MILLION


@pytest.mark.django_db(transaction=True)
def test_eight_people_proposing_the_same_claims_propose_each_once():
    line = treasury.line()
    treasury.policy()
    for number in range(5):
        treasury.recognised(f"Sản phẩm {number}")
    due = claims.claims_of(line.plan.office)
    officer = cast.officer(cast.DISTRICT)

    def propose():
        try:
            return payments.propose(due, line, by=officer)
        except Refusal:
            return []

    results = all_at_once(propose)

    assert sorted(map(len, results)) == [0] * (TOGETHER - 1) + [5]
    assert SupportPayment.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_people_who_commit_from_one_line_at_once_never_take_more_than_it_holds():
    line = treasury.line(amount=5)
    accountant = treasury.accountant()

    def commit():
        done = 0
        for _number in range(3):
            try:
                ledger.post(line, "commit", 1, by=accountant, document="HĐ", on=DAY)
                done += 1
            except Refusal as refusal:
                assert "1 đ" in refusal.reason
        return done

    assert sum(all_at_once(commit)) == 5
    holds(line)


# A process that is killed

CHILD = """
import sys, django
django.setup()
from django.db import transaction
from campaigns import payments
from campaigns.models import SupportPayment
from ocop_portal.accounts.models import User
from datetime import date
leader = User.objects.get(pk=int(sys.argv[1]))
rows = list(SupportPayment.objects.order_by("pk"))
def one(row):
    payments.approve([row], by=leader, document="7/QD", on=date(2024, 7, 1))
    print(row.pk, flush=True)
if sys.argv[2] == "whole":
    with transaction.atomic():
        for row in rows:
            one(row)
        print("committing", flush=True)
else:
    for row in rows:
        one(row)
"""


def killed_after(lines, mode, leader):
    """Start the approvals in a process of its own, kill -9 it once it has said so many lines."""
    database = settings.DATABASES["default"]
    address = f"sqlite:///{connection.settings_dict['NAME']}"
    if connection.vendor == "postgresql":
        user = f"{database['USER']}:{database.get('PASSWORD', '')}@" if database["USER"] else ""
        where = f"{database['HOST']}:{database['PORT'] or 5432}"
        address = f"postgres://{user}{where}/{connection.settings_dict['NAME']}"
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(leader.pk), mode],
        env=os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "ocop_portal.settings"},
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        text=True,
    )
    said = list(zip(range(lines), child.stdout, strict=False))
    time.sleep(random.uniform(0, 0.02))
    child.send_signal(signal.SIGKILL)
    rest = child.stdout.readlines()
    child.stdout.close()
    child.wait()
    return len(said) + len(rest)


@pytest.mark.django_db(transaction=True)
def test_a_killed_process_leaves_neither_half_a_payment_nor_a_lost_one():
    line, rows = awards(12)
    leader = cast.leader(cast.DISTRICT)
    connections.close_all()

    killed_after(5, "whole", leader)
    assert not LedgerEntry.objects.filter(support__isnull=False).exists()
    assert SupportPayment.objects.filter(state=PaymentState.CHECKED).count() == 12
    holds(line)

    said = killed_after(4, "each", leader)
    approved = SupportPayment.objects.filter(state=PaymentState.APPROVED).count()
    assert said >= 4
    assert approved in (said, said + 1)  # what was said is done; one more may be done and not said
    assert treasury.fresh(line).committed == approved * MILLION
    holds(line)

    payments.approve(rows, by=leader, document="7/QĐ", on=DAY)
    assert treasury.fresh(line).committed == 12 * MILLION
    assert LedgerEntry.objects.filter(kind="commit").count() == 12
    holds(line)


# Random sequences of everything


class PaymentMachine(RuleBasedStateMachine):
    """Proposals, approvals, payments, cancellations and moves by hand in any order, by the right people."""

    def __init__(self):
        super().__init__()
        self.apart = transaction.atomic()
        self.apart.__enter__()
        self.line = treasury.line(amount=30 * MILLION)
        self.people = treasury.people()
        treasury.policy()
        for number in range(4):
            treasury.account(treasury.recognised(f"Sản phẩm {number}").producer)

    def some(self, numbers):
        rows = list(SupportPayment.objects.order_by("pk"))
        return [rows[number % len(rows)] for number in numbers] if rows else []

    def tried(self, act, *args, **kwargs):
        """What is refused has changed nothing."""
        before = self.everything()
        try:
            act(*args, **kwargs)
        except Refusal:
            assert before == self.everything()

    def everything(self):
        states = set(SupportPayment.objects.values_list("pk", "state"))
        orders = set(Recovery.objects.values_list("pk", "called_off_at", "entry"))
        return LedgerEntry.objects.count(), states, orders

    @rule(number=st.integers(1, 4))
    def propose(self, number):
        due = claims.claims_of(self.line.plan.office)[:number]
        self.tried(payments.propose, due, self.line, by=self.people.officer)

    @rule(numbers=st.lists(st.integers(0, 9), min_size=1, max_size=3))
    def check(self, numbers):
        self.tried(payments.check, self.some(numbers), by=self.people.second)

    @rule(numbers=st.lists(st.integers(0, 9), min_size=1, max_size=4))
    def approve(self, numbers):
        self.tried(payments.approve, self.some(numbers), by=self.people.leader, document="7/QĐ", on=DAY)

    @rule(numbers=st.lists(st.integers(0, 9), min_size=1, max_size=3))
    def pay(self, numbers):
        self.tried(payments.pay, self.some(numbers), by=self.people.accountant, voucher="1", paid_on=DAY)

    @rule(number=st.integers(0, 9), act=st.sampled_from(["cancel", "reject"]))
    def give_up(self, number, act):
        act = getattr(payments, act)
        self.tried(act, self.some([number]), by=self.people.leader, comment="Thôi.")

    @rule(
        number=st.integers(0, 9),
        ground=st.sampled_from(RecoveryGround.values),
        millions=st.sampled_from([0, 4, 6, 10, 11]),
    )
    def order_back(self, number, ground, millions):
        facts = {"ground": ground, "document": "9/QĐ", "decided_on": DAY, "reason": "Nhầm."}
        facts["amount"] = millions * MILLION
        for payment in self.some([number]):
            self.tried(recoveries.order, payment, by=self.people.leader, **facts)

    @rule(number=st.integers(0, 9))
    def call_off(self, number):
        orders = list(Recovery.objects.order_by("pk"))
        if orders:
            order = orders[number % len(orders)]
            self.tried(recoveries.call_off, order, by=self.people.leader, why="Không nhầm.")

    @rule(number=st.integers(0, 9))
    def receive(self, number):
        orders = list(Recovery.objects.order_by("pk"))
        if orders:
            facts = {"voucher": "PT 1", "received_on": DAY, "by": self.people.accountant}
            self.tried(recoveries.receive, orders[number % len(orders)], **facts)

    @rule(kind=st.sampled_from(["allocate", "commit", "return"]), millions=st.integers(1, 25))
    def by_hand(self, kind, millions):
        by = self.people.accountant
        self.tried(budgets.move, self.line, kind, millions * MILLION, by=by, document="1", on=DAY)

    def teardown(self):
        transaction.set_rollback(True)
        self.apart.__exit__(None, None, None)

    def parts_back(self):
        """What came back of payments that stand; what came back wholly is in the state of its grounds."""
        parts = 0
        for payment in SupportPayment.objects.filter(state__in=PaymentState.paid_once()):
            done = payment.recoveries.exclude(entry=None)
            back = sum(order.amount for order in done)
            if back == payment.amount:
                again = all(is_due_again(order.ground) for order in done)
                assert payment.state == (PaymentState.REVERSED if again else PaymentState.RECOVERED)
            else:
                assert payment.state == PaymentState.PAID
                assert back < payment.amount
                parts += back
        return parts

    @invariant()
    def invariants(self):
        by_state = holds(self.line)
        moved = dict.fromkeys(("pay", "recover"), 0)
        for entry in LedgerEntry.objects.filter(kind__in=moved, support__isnull=False):
            moved[entry.kind] += entry.amount
        taken_back = by_state[PaymentState.RECOVERED] + by_state[PaymentState.REVERSED]
        parts = self.parts_back()
        assert moved == {"pay": by_state[PaymentState.PAID] + taken_back, "recover": taken_back + parts}
        assert BudgetLine.objects.get(pk=self.line.pk).paid >= by_state[PaymentState.PAID] - parts
        assert list(payments.problems(SupportPayment.objects.all())) == []
        standing = SupportPayment.objects.standing()
        assert len(claims.claims_of(self.line.plan.office)) + standing.count() == 4


@pytest.mark.django_db
def test_any_sequence_of_payments_and_cancellations_keeps_the_invariants():
    often = hypothesis_settings(
        max_examples=8, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(PaymentMachine, settings=often)
