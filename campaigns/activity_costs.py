"""What activities cost against their budget line, from the ledger: planned, committed, paid, in đồng."""

from collections import defaultdict
from dataclasses import dataclass

from campaigns.ledger import fold
from campaigns.models import LedgerEntry


@dataclass(frozen=True)
class Cost:
    """One activity's money: `planned` as its plan has it, the rest as the ledger adds up."""

    activity: object
    planned: int
    committed: int
    paid: int

    @property
    def over(self):
        """What is bound and paid beyond what was planned."""
        return max(self.committed + self.paid - self.planned, 0)


def cost_of(activity, entries):
    """Add up the entries of one activity; pure arithmetic."""
    balance = fold(entries)
    return Cost(activity, activity.cost or 0, balance.committed, balance.paid)


def costs_on(line):
    """Return the cost of every activity paid from the line, in the order of their days. Two queries."""
    entries = defaultdict(list)
    for entry in LedgerEntry.objects.filter(line=line, activity__isnull=False):
        entries[entry.activity_id].append(entry)
    return [cost_of(row, entries[row.pk]) for row in line.activities.order_by("begins_on", "pk")]


@dataclass(frozen=True)
class CostSum:
    """The activities of a line together; `beyond` is what their plans ask for beyond the line's amount."""

    planned: int
    committed: int
    paid: int
    beyond: int


def sum_on(line, costs):
    planned = sum(cost.planned for cost in costs)
    return CostSum(
        planned=planned,
        committed=sum(cost.committed for cost in costs),
        paid=sum(cost.paid for cost in costs),
        beyond=max(planned - line.planned, 0),
    )
