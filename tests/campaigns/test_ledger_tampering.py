"""Whoever changes the books past the portal is found out: a thousand tries, and the same in the database."""

import copy
import io
import random
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from campaigns import budgets, ledger, recoveries
from campaigns.models import BudgetLine, LedgerEntry, Recovery, SupportPayment
from campaigns.money_enums import EntryKind
from tests import cast
from tests.campaigns import treasury
from tests.campaigns.treasury import DAY, MILLION

pytestmark = pytest.mark.django_db
SEED = 20260905
TRIES = 1000


@pytest.fixture
def books():
    """A line with every kind of entry, by hand and by payments; the plan it belongs to."""
    line = treasury.line(amount=200 * MILLION)
    by = treasury.accountant()

    def moved(kind, millions, **concerns):
        return budgets.move(line, kind, millions * MILLION, by=by, document="HĐ 1", on=DAY, **concerns)

    contract = moved(EntryKind.COMMIT, 40)
    paid = moved(EntryKind.PAY, 30, commitment=contract)
    moved(EntryKind.RELEASE, 4, commitment=contract)
    moved(EntryKind.RECOVER, 3, recovers=paid)
    rows = treasury.paid(line, count=3)
    facts = {"ground": "wrong_payee", "document": "9/QĐ", "decided_on": DAY, "reason": "Nhầm."}
    for row, amount in ((rows[0], 10 * MILLION), (rows[1], 4 * MILLION)):
        order = recoveries.order(row, amount=amount, by=cast.leader(cast.DISTRICT), **facts)
        recoveries.receive(order, voucher="PT 1", received_on=DAY, by=by)
    moved(EntryKind.RETURN, 20)
    entries = list(line.entries.order_by("number"))
    return SimpleNamespace(line=treasury.fresh(line), plan=line.plan, entries=entries)


def found(line, entries, head):
    return list(ledger.problems(line, entries, head))


# In memory, with the published head at hand


def edit_amount(books, pick):
    pick.choice(books.entries).amount += pick.choice([-1, 1, MILLION])


def edit_amount_and_hash(books, pick):
    """Also hashes every entry from there on anew, as somebody with the code at hand would."""
    start = pick.randrange(len(books.entries))
    books.entries[start].amount += 1
    chain_anew(books.entries)


def edit_kind(books, pick):
    entry = pick.choice(books.entries)
    entry.kind = pick.choice([kind for kind in EntryKind.values if kind != entry.kind])


def edit_words(books, pick):
    entry, field = pick.choice(books.entries), pick.choice(["document", "note"])
    setattr(entry, field, f"{getattr(entry, field)} {pick.random()}")


def edit_day(books, pick):
    pick.choice(books.entries).on = DAY.replace(day=pick.randint(2, 28))


def edit_moment(books, pick):
    entry = pick.choice(books.entries)
    entry.at = entry.at.replace(year=entry.at.year - 1)


def edit_concern(books, pick):
    entry = pick.choice(books.entries)
    field = pick.choice(["commitment_id", "recovers_id", "support_id", "activity_id", "by_id", "line_id"])
    setattr(entry, field, (getattr(entry, field) or 0) + 1)


def delete(books, pick):
    del books.entries[pick.randrange(len(books.entries))]


def delete_and_chain(books, pick):
    delete(books, pick)
    chain_anew(books.entries)


def cut_tail(books, pick):
    del books.entries[-pick.randint(1, len(books.entries)) :]


def cut_tail_and_balance(books, pick):
    """Also sets the line's balances to what is left: only the published head tells."""
    cut_tail(books, pick)
    balance_anew(books)


def swap(books, pick):
    one, other = pick.sample(range(len(books.entries)), 2)
    books.entries[one], books.entries[other] = books.entries[other], books.entries[one]


def swap_and_chain(books, pick):
    swap(books, pick)
    chain_anew(books.entries)


def insert(books, pick):
    forged = copy.copy(pick.choice(books.entries))
    forged.pk = 10**6
    books.entries.insert(pick.randrange(len(books.entries) + 1), forged)


def append_and_balance(books, pick):
    """An entry more in good order, with the balances moved: only the published head tells."""
    forged = copy.copy(books.entries[0])
    forged.pk, forged.amount = 10**6, pick.randint(1, MILLION)
    books.entries.append(forged)
    chain_anew(books.entries)
    balance_anew(books)


def edit_balance(books, pick):
    column = pick.choice(["allocated", "committed", "paid"])
    setattr(books.line, column, getattr(books.line, column) + pick.choice([-1, 1]))


def chain_anew(entries):
    previous = ledger.FIRST_HASH
    for number, entry in enumerate(entries, start=1):
        entry.number, entry.previous_hash = number, previous
        entry.hash = previous = ledger.entry_hash(entry)


def balance_anew(books):
    balance = ledger.fold(books.entries)
    books.line.allocated, books.line.committed, books.line.paid = (
        balance.allocated, balance.committed, balance.paid,
    )  # fmt: skip


TAMPERINGS = (
    *(edit_amount, edit_amount_and_hash, edit_kind, edit_words, edit_day, edit_moment, edit_concern),
    *(delete, delete_and_chain, cut_tail, cut_tail_and_balance, swap, swap_and_chain, insert),
    *(append_and_balance, edit_balance),
)


def test_a_thousand_tamperings_are_all_found(books):
    head, pick, missed = ledger.head_of(books.entries), random.Random(SEED), []
    for number in range(TRIES):
        tamper = TAMPERINGS[number % len(TAMPERINGS)]
        twin = SimpleNamespace(line=copy.copy(books.line), entries=[copy.copy(row) for row in books.entries])
        tamper(twin, pick)
        if not found(twin.line, twin.entries, head):
            missed.append((number, tamper.__name__))
    assert missed == []
    assert found(books.line, books.entries, head) == []


# Through the database and the command, past the triggers


def verify(**options):
    out = io.StringIO()
    try:
        call_command("verify_budgets", stdout=out, stderr=out, **options)
    except CommandError as error:
        return error.returncode, out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def without_triggers(books):
    """Whoever owns the database takes its triggers away first."""
    with connection.cursor() as cursor:
        for table in (LedgerEntry, BudgetLine, SupportPayment, Recovery):
            drop_all(cursor, table._meta.db_table)
    return books


def drop_all(cursor, table):
    if connection.vendor == "postgresql":
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may be pending on the table
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        return
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
    for (name,) in cursor.fetchall():
        cursor.execute(f"DROP TRIGGER {name}")


def test_the_command_tells_the_head_and_finds_nothing_in_honest_books(books):
    head = budgets.head_of(books.plan)
    code, said = verify(plan=books.plan.pk, head=head)

    assert (code, head in said) == (0, True)
    assert verify() == (0, said.splitlines()[0] + "\n")
    assert verify(head=head)[0] == 2
    assert verify(plan=books.plan.pk, head="0" * 64)[0] == 1


def statement(pick, entries):
    """One change of the books in the database; a hundred of them, each undone again."""
    entry, other = pick.choice(entries), cast.officer(cast.DISTRICT).pk
    return pick.choice(
        [
            f"UPDATE campaigns_ledgerentry SET amount = amount + 1 WHERE id = {entry.pk}",
            f"UPDATE campaigns_ledgerentry SET document = 'x{pick.random()}' WHERE id = {entry.pk}",
            f"UPDATE campaigns_ledgerentry SET by_id = {other} WHERE id = {entry.pk}",
            f"UPDATE campaigns_ledgerentry SET hash = previous_hash WHERE id = {entry.pk}",
            f"UPDATE campaigns_budgetline SET committed = committed + {pick.randint(1, 9)}",
            f"DELETE FROM campaigns_ledgerentry WHERE id = {entries[-1].pk}",
            "UPDATE campaigns_supportpayment SET state = 'checked', paid_by_id = NULL, paid_on = NULL, "
            "account_id = NULL, voucher = '' WHERE state = 'paid'",
            "UPDATE campaigns_supportpayment SET amount = amount + 1",
            "UPDATE campaigns_recovery SET amount = amount - 1",
            "UPDATE campaigns_recovery SET entry_id = NULL",
        ]
    )


def test_a_hundred_changes_of_the_database_are_all_found(without_triggers):
    books, pick, missed = without_triggers, random.Random(SEED), []
    head = budgets.head_of(books.plan)
    for _number in range(100):
        sql = statement(pick, books.entries)
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(sql)
                changed = cursor.rowcount
            if not changed or verify(plan=books.plan.pk, head=head)[0] != 1:
                missed.append(sql)
            transaction.set_rollback(True)
    assert missed == []
    assert verify(plan=books.plan.pk, head=head)[0] == 0
