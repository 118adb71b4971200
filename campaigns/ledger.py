"""The ledger of a budget line: six moves of whole đồng, written once, chained, never below zero.

`fold` and `problems` are pure arithmetic. `post` is the one door: it locks the line, refuses what the money
does not reach for, naming the figure that is missing, and appends the entry; the database itself moves the
line's balances with it and refuses any other change of them.
"""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.models import LedgerEntry
from campaigns.models.budgets import MOST_DONG
from campaigns.money_enums import EntryKind
from ocop_portal.core.access import Refusal
from ocop_portal.core.days import day_of
from ocop_portal.core.templatetags.ocop import dong
from ocop_portal.core.workflow import locked

FIRST_HASH = "0" * 64

# What one đồng of each move does to (allocated, committed, paid).
EFFECTS = {
    EntryKind.ALLOCATE: (1, 0, 0),
    EntryKind.COMMIT: (0, 1, 0),
    EntryKind.RELEASE: (0, -1, 0),
    EntryKind.PAY: (0, -1, 1),
    EntryKind.RETURN: (-1, 0, 0),
    EntryKind.RECOVER: (0, 0, -1),
}


@dataclass(frozen=True)
class Balance:
    """What a line's entries add up to, in đồng."""

    allocated: int = 0
    committed: int = 0
    paid: int = 0

    @property
    def available(self):
        return self.allocated - self.committed - self.paid

    def after(self, kind, amount):
        effect = EFFECTS[EntryKind(kind)]
        return Balance(
            self.allocated + effect[0] * amount,
            self.committed + effect[1] * amount,
            self.paid + effect[2] * amount,
        )


def fold(entries):
    """Add up entries into the `Balance` of their line."""
    balance = Balance()
    for entry in entries:
        balance = balance.after(entry.kind, entry.amount)
    return balance


def balance_of(line):
    """The balance stored on the line."""
    return Balance(line.allocated, line.committed, line.paid)


@transaction.atomic
def post(line, kind, amount, *, by, document, on=None, note="", **concerns):
    """Append one entry and return it. `amount` is whole đồng above zero, `on` the day of the document.

    `concerns` names what the entry belongs to: `commitment` for a release or a payment, `recovers` for money
    that came back, `support` and `activity`. Raises `Refusal` with the figure that is missing when the money
    does not reach for the move.
    """
    row = locked(line)
    _check_amount(amount)
    entry = LedgerEntry(
        line=row, kind=kind, amount=amount, on=day_of(on), document=document, note=note, by=by, **concerns
    )
    _check_activity(entry)
    _check_reach(row, EntryKind(kind), amount, entry)
    _chain(entry, row.entries.order_by("-number").first())
    entry.save()
    return entry


def _check_amount(amount):
    if not 0 < amount <= MOST_DONG:
        raise Refusal(_("The amount is above zero and in whole đồng."))


def _check_activity(entry):
    if entry.activity and entry.activity.budget_line_id != entry.line_id:
        facts = {"activity": entry.activity}
        raise Refusal(_("%(activity)s is not paid from this budget line.") % facts)


def _check_reach(line, kind, amount, entry):
    if kind == EntryKind.ALLOCATE:
        _reach(line.approved - line.allocated, amount, _("The line was approved for less."))
    elif kind in EntryKind.settling():
        _check_commitment(line, amount, entry.commitment)
    elif kind == EntryKind.RECOVER:
        _check_recovered(line, amount, entry.recovers)
    elif kind == EntryKind.COMMIT:
        require_available(line, amount)
    else:
        _reach(line.available, amount, _("Only what is neither committed nor paid can be returned."))


def require_available(line, amount):
    """Refuse with the figure that is missing unless the line holds the amount."""
    _reach(line.available, amount, _("The line does not hold enough money."))


def _check_commitment(line, amount, commitment):
    if commitment is None or commitment.line_id != line.pk or commitment.kind != EntryKind.COMMIT:
        raise Refusal(_("Choose the commitment that is settled."))
    _reach(open_amount(commitment), amount, _("The commitment is smaller than that."))


def open_amount(commitment):
    """What of a commitment is neither released nor paid, in đồng."""
    return commitment.amount - sum(entry.amount for entry in commitment.settlements.all())


def _check_recovered(line, amount, payment):
    if payment is None or payment.line_id != line.pk or payment.kind != EntryKind.PAY:
        raise Refusal(_("Choose the payment of which money came back."))
    _reach(unrecovered(payment), amount, _("Less than that was paid."))


def unrecovered(payment):
    """What of a payment has not come back, in đồng."""
    return payment.amount - sum(entry.amount for entry in payment.recoveries.all())


def _reach(there, wanted, reason):
    """Refuse with the figure that is missing: "còn thiếu 3.000.000 đ"."""
    if wanted > there:
        missing = _("still missing %(amount)s") % {"amount": dong(wanted - there)}
        facts = {"there": dong(there), "wanted": dong(wanted), "missing": missing}
        raise Refusal(reason + " " + _("There is %(there)s, needed is %(wanted)s: %(missing)s.") % facts)


# The chain


def _chain(entry, last):
    entry.number = last.number + 1 if last else 1
    entry.previous_hash = last.hash if last else FIRST_HASH
    entry.hash = entry_hash(entry)


def entry_hash(entry):
    """SHA-256 over everything the entry says and the hash of the one before it."""
    facts = [
        *(entry.previous_hash, entry.line_id, entry.number, str(entry.kind), entry.amount),
        *(entry.on.isoformat(), entry.commitment_id, entry.support_id, entry.document, entry.note),
        *(entry.by_id, int(entry.at.timestamp())),
        *_later_facts(entry),
    ]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()


def _later_facts(entry):
    """What entries say since they may say it; those that do not keep the hash they always had."""
    facts = {"recovers": entry.recovers_id, "activity": entry.activity_id}
    return [[name, value] for name, value in facts.items() if value is not None]


def head_of(entries):
    """The hash the chain ends at: published, it shows later that nothing was cut off or written anew."""
    return entries[-1].hash if entries else FIRST_HASH


def problems(line, entries, head=""):
    """Yield what does not hold of a line and its entries, oldest first. Nothing to say means all is well.

    `head` is the published hash the chain must end at, where there is one.
    """
    previous, balance = FIRST_HASH, Balance()
    settled, returned = defaultdict(int), defaultdict(int)
    for number, entry in enumerate(entries, start=1):
        where = _("Entry %(number)s") % {"number": entry.number}
        if entry.number != number or entry.previous_hash != previous:
            yield f"{where}: " + _("an entry before it is missing")
        if entry.hash != entry_hash(entry):
            yield f"{where}: " + _("it was changed after it was written")
        balance, previous = balance.after(entry.kind, entry.amount), entry.hash
        if entry.commitment_id:
            settled[entry.commitment_id] += entry.amount
        if entry.recovers_id:
            returned[entry.recovers_id] += entry.amount
        if min(balance.available, balance.committed, balance.paid) < 0 or balance.allocated > MOST_DONG:
            yield f"{where}: " + _("the line falls below zero")
    if _exceeds(settled, entries, EntryKind.COMMIT):
        yield _("A commitment is settled with more than it holds.")
    if _exceeds(returned, entries, EntryKind.PAY):
        yield _("More came back than was paid.")
    if head and head != head_of(entries):
        yield _("The ledger does not end at the published head.")
    if balance != balance_of(line):
        yield _("The stored balances are not what the entries add up to.")


def _exceeds(totals, entries, kind):
    amounts = {entry.pk: entry.amount for entry in entries if entry.kind == kind}
    return any(total > amounts.get(key, 0) for key, total in totals.items())
