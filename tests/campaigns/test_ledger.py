"""The ledger of a budget line: arithmetic, the door, what the database itself refuses, random sequences."""

import json
from hashlib import sha256

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from campaigns import budgets, ledger
from campaigns.ledger import Balance, balance_of, fold
from campaigns.models import BudgetLine, LedgerEntry
from campaigns.money_enums import EntryKind
from ocop_portal.core.access import Refusal
from ocop_portal.core.append_only import InsertOnlyError
from tests.campaigns import treasury
from tests.campaigns.treasury import MILLION

ALLOCATE, COMMIT, RELEASE, PAY, RETURN, RECOVER = EntryKind


def post(line, kind, amount, **fields):
    return ledger.post(line, kind, amount, by=treasury.accountant(), document="1", on=treasury.DAY, **fields)


def entries(line):
    return list(line.entries.order_by("number"))


@pytest.mark.django_db
def test_six_moves_add_up_and_the_database_keeps_the_balance():
    line = treasury.line(amount=10 * MILLION)

    commitment = post(line, COMMIT, 6 * MILLION)
    paid = post(line, PAY, 4 * MILLION, commitment=commitment)
    post(line, RELEASE, 1 * MILLION, commitment=commitment)
    post(line, RECOVER, 1 * MILLION, recovers=paid)
    post(line, RETURN, 5 * MILLION)

    line.refresh_from_db()
    assert balance_of(line) == fold(entries(line)) == Balance(5 * MILLION, 1 * MILLION, 3 * MILLION)
    assert line.available == 1 * MILLION
    assert list(ledger.problems(line, entries(line))) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "amount", "missing"),
    [
        (COMMIT, 13, "còn thiếu 3.000.000 đ"),
        (RETURN, 11, "còn thiếu 1.000.000 đ"),
        (ALLOCATE, 2, "còn thiếu 2.000.000 đ"),
    ],
)
def test_what_goes_beyond_the_line_is_refused_with_the_figure_that_is_missing(kind, amount, missing):
    line = treasury.line(amount=10 * MILLION)

    with pytest.raises(Refusal) as refused:
        post(line, kind, amount * MILLION)

    assert missing in refused.value.reason
    assert line.entries.count() == 1


@pytest.mark.django_db
def test_a_commitment_is_settled_by_no_more_than_it_holds_and_on_its_own_line():
    line = treasury.line(amount=10 * MILLION)
    other = treasury.line(amount=10 * MILLION, title="Khác")
    commitment = post(line, COMMIT, 5 * MILLION)
    post(line, PAY, 3 * MILLION, commitment=commitment)

    with pytest.raises(Refusal, match=r"2\.000\.000 đ"):
        post(line, PAY, 4 * MILLION, commitment=commitment)
    for settles in ({}, {"commitment": line.entries.first()}):
        with pytest.raises(Refusal):
            post(line, RELEASE, 1, **settles)
    with pytest.raises(Refusal):
        post(other, PAY, 1, commitment=commitment)


@pytest.mark.django_db
def test_no_more_comes_back_than_was_paid_and_on_its_own_line():
    line = treasury.line(amount=10 * MILLION)
    other = treasury.line(amount=10 * MILLION, title="Khác")
    commitment = post(line, COMMIT, 5 * MILLION)
    paid = post(line, PAY, 3 * MILLION, commitment=commitment)
    back = post(line, RECOVER, 2 * MILLION, recovers=paid)

    with pytest.raises(Refusal, match=r"1\.000\.000 đ"):
        post(line, RECOVER, 2 * MILLION, recovers=paid)
    for recovers in ({}, {"recovers": commitment}, {"recovers": back}):
        with pytest.raises(Refusal):
            post(line, RECOVER, 1, **recovers)
    with pytest.raises(Refusal):
        post(other, RECOVER, 1, recovers=paid)
    refused(copied(back, number=back.number + 1))  # past the door
    refused(copied(back, number=back.number + 1, amount=1, recovers_id=commitment.pk))


@pytest.mark.django_db
def test_an_entry_without_recovery_and_activity_keeps_the_hash_it_always_had():
    entry = treasury.line().entries.get()
    facts = [
        *(entry.previous_hash, entry.line_id, entry.number, entry.kind, entry.amount, entry.on.isoformat()),
        *(None, None, entry.document, entry.note, entry.by_id, int(entry.at.timestamp())),
    ]

    assert entry.hash == sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()


@pytest.mark.django_db
def test_amounts_are_whole_dong_above_zero():
    line = treasury.line()
    for amount in (0, -1, 10**16):
        with pytest.raises(Refusal):
            post(line, ALLOCATE, amount)


# What the database refuses, past everything in Python


def refused(sql):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db
def test_entries_are_never_changed_or_taken_away():
    entry = treasury.line().entries.get()

    refused("UPDATE campaigns_ledgerentry SET amount = 1")
    refused("DELETE FROM campaigns_ledgerentry")
    with pytest.raises(InsertOnlyError):
        entry.delete()
    with pytest.raises(InsertOnlyError):
        LedgerEntry.objects.update(amount=1)


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["allocated", "committed", "paid", "approved"])
def test_balances_are_moved_by_nothing_but_entries_and_decisions(column):
    line = treasury.line()

    refused(f"UPDATE campaigns_budgetline SET {column} = {column} + 1 WHERE id = {line.pk}")


def copied(entry, **changes):
    """The statement that adds a copy of the entry with some columns changed."""
    columns = [field.column for field in entry._meta.concrete_fields if not field.primary_key]
    given = ", ".join(str(changes.get(column, f'"{column}"')) for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    table = "campaigns_ledgerentry"
    return f"INSERT INTO {table} ({names}) SELECT {given} FROM {table} WHERE id = {entry.pk}"


@pytest.mark.django_db
def test_an_entry_past_the_door_moves_the_balance_or_is_refused():
    line = treasury.line(amount=10 * MILLION)
    post(line, RETURN, 4 * MILLION)
    first = line.entries.first()

    with connection.cursor() as cursor:
        cursor.execute(copied(first, number=3, amount=4 * MILLION))
    assert treasury.fresh(line).allocated == 10 * MILLION
    refused(copied(first, number=4, amount=1))  # beyond what was approved
    refused(copied(first, number=4, kind="'commit'", amount=10 * MILLION + 1))
    refused(copied(first, number=4, kind="'return'", amount=10 * MILLION + 1))
    refused(copied(first, number=4, kind="'pay'", amount=1))  # settles nothing
    refused(copied(first, number=4, kind="'pay'", amount=1, commitment_id=first.pk))  # no commitment


@pytest.mark.django_db
def test_a_commitment_is_not_settled_twice_past_the_door():
    line = treasury.line(amount=10 * MILLION)
    commitment = post(line, COMMIT, 5 * MILLION)
    post(line, COMMIT, 5 * MILLION)
    pay = post(line, PAY, 5 * MILLION, commitment=commitment)

    refused(copied(pay, number=pay.number + 1))
    assert treasury.fresh(line).paid == 5 * MILLION


@pytest.mark.django_db
def test_a_changed_entry_is_found():
    line = treasury.line()
    rows = entries(line)
    rows[0].amount += 1

    assert len(list(ledger.problems(line, rows))) == 2  # the entry itself, and the balance


# Random sequences


class LedgerMachine(RuleBasedStateMachine):
    """Any sequence of moves, of any size: what is refused changes nothing."""

    def __init__(self):
        super().__init__()
        self.apart = transaction.atomic()
        self.apart.__enter__()
        self.line = treasury.line(amount=20)
        self.expected = Balance(allocated=20)

    def tried(self, kind, amount, **concerns):
        count = self.line.entries.count()
        try:
            post(self.line, kind, amount, **concerns)
        except Refusal:
            assert self.line.entries.count() == count
        else:
            self.expected = self.expected.after(kind, amount)

    @rule(kind=st.sampled_from([ALLOCATE, COMMIT, RETURN]), amount=st.integers(-1, 25))
    def move(self, kind, amount):
        self.tried(kind, amount)

    @rule(kind=st.sampled_from([RELEASE, PAY]), amount=st.integers(1, 15), which=st.integers(0, 9))
    def settle(self, kind, amount, which):
        commitments = list(self.line.entries.filter(kind=COMMIT).order_by("number"))
        self.tried(kind, amount, commitment=commitments[which % len(commitments)] if commitments else None)

    @rule(amount=st.integers(1, 15), which=st.integers(0, 9))
    def recover(self, amount, which):
        paid = list(self.line.entries.filter(kind=PAY).order_by("number"))
        self.tried(RECOVER, amount, recovers=paid[which % len(paid)] if paid else None)

    @rule(planned=st.integers(0, 40))
    def amend(self, planned):
        row = treasury.fresh(self.line)
        row.planned = planned
        try:
            budgets.set_line(row, by=row.prepared_by)
            treasury.approved(row.plan)
        except Refusal:
            return
        assert treasury.fresh(row).approved == planned

    def teardown(self):
        transaction.set_rollback(True)
        self.apart.__exit__(None, None, None)

    @invariant()
    def holds(self):
        line = treasury.fresh(self.line)
        assert balance_of(line) == fold(entries(line)) == self.expected
        assert min(line.available, line.committed, line.paid) >= 0
        assert line.allocated <= line.approved
        assert list(budgets.problems(line.plan)) == []


@pytest.mark.django_db
def test_any_sequence_of_moves_keeps_the_invariants():
    often = settings(
        max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(LedgerMachine, settings=often)


@pytest.mark.django_db
def test_lines_of_one_plan_are_kept_apart():
    one, other = treasury.line(title="Một"), treasury.line(title="Hai")
    post(one, COMMIT, MILLION)

    assert treasury.fresh(other).committed == 0
    assert BudgetLine.objects.count() == 2
