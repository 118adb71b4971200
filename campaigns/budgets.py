"""A plan's budget: put together line by line, approved as a whole, amended with its history, moved by hand.

Support payments move money through `campaigns.payments`; everything else (contracts of consulting, a session
of the council, a fair) is noted here by the accountant. Amounts are whole đồng.
"""

import hashlib
import json
from dataclasses import dataclass

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from campaigns import ledger
from campaigns.budget_sums import missing_for_total
from campaigns.enums import PlanState
from campaigns.models import BudgetDecision, BudgetDecisionLine, BudgetLine, LedgerEntry
from campaigns.money_enums import EntryKind
from campaigns.rules import is_plan_leader, is_plan_officer
from ocop_portal.accounts.enums import Role
from ocop_portal.accounts.models import has_role
from ocop_portal.core.access import Allowed, Denied, Refusal, first_denial, require
from ocop_portal.core.templatetags.ocop import dong
from ocop_portal.core.workflow import locked

# Who may


def is_accountant(user, plan, at=None):
    if has_role(user, Role.ACCOUNTANT, office=plan.office, at=at):
        return Allowed()
    return Denied(_("Only the accountant of %(office)s may do this.") % {"office": plan.office})


def _is_open(plan):
    if plan.state == PlanState.CLOSED:
        return Denied(_("The plan is closed."))
    return Allowed()


def can_change_budget(user, plan, at=None):
    """Officers of the plan's office put the lines down; after a decision they prepare the amendment."""
    return first_denial(_is_open(plan), is_plan_officer(user, plan, at))


def can_approve_budget(user, plan, at=None):
    """A leader who put none of the undecided amounts down."""
    answer = first_denial(_is_open(plan), is_plan_leader(user, plan, at))
    if answer and any(line.prepared_by_id == user.pk for line in undecided(plan)):
        return Denied(_("Whoever draws up a budget does not approve it."))
    return answer


def can_keep_ledger(user, plan, at=None):
    return first_denial(_is_open(plan), is_accountant(user, plan, at))


# Lines


def undecided(plan):
    """The lines whose amount is not the approved one."""
    return [line for line in plan.budget_lines.all() if line.planned != line.approved]


@transaction.atomic
def set_line(line, *, by):
    """Add a line to its plan, or change its kind, source, words and planned amount; return it.

    Refused below what is allocated already, and kind and source stay once money has moved.
    """
    plan = locked(line.plan)
    require(can_change_budget(by, plan))
    if line.pk:
        standing = locked(line)
        _check_standing(line, standing)
        line.approved, line.allocated = standing.approved, standing.allocated
        line.committed, line.paid = standing.committed, standing.paid
    else:
        line.position = plan.budget_lines.count()
    line.prepared_by = by
    line.save()
    return line


def _check_standing(line, standing):
    if line.planned < standing.allocated:
        facts = {"allocated": dong(standing.allocated)}
        raise Refusal(_("%(allocated)s are allocated on this line already: return some first.") % facts)
    moved = standing.approved or standing.entries.exists()
    if moved and (line.kind, line.source) != (standing.kind, standing.source):
        raise Refusal(_("Kind and source of an approved line stay: set it to 0 and add another line."))


# Decisions


@transaction.atomic
def approve_budget(plan, *, total, decision_number, decided_on, by, reason=""):
    """Approve the budget or its amendment and return the decision, if the lines add up to `total`.

    Each line's approved amount becomes its planned one; what it had before stays in the decision.
    """
    row = locked(plan)
    require(can_approve_budget(by, row))
    if not row.office.works_on(decided_on):
        raise Refusal(_("%(office)s did not exist on that day.") % {"office": row.office})
    lines = list(BudgetLine.objects.select_for_update().filter(plan=row).order_by("pk"))
    _check_decision(row, lines, total, reason)
    changed = [line for line in lines if line.planned != line.approved]
    decision = BudgetDecision.objects.create(
        plan=row,
        number=row.budget_decisions.count() + 1,
        decision_number=decision_number,
        decided_on=decided_on,
        total=total,
        reason=reason,
        prepared_by=changed[0].prepared_by,
        decided_by=by,
    )
    for line in changed:
        _approve_line(decision, line)
    return decision


def _check_decision(plan, lines, total, reason):
    missing = missing_for_total(lines, total)
    if missing:
        raise Refusal(missing[0], missing)
    _check_against_plan(plan, total)
    if all(line.planned == line.approved for line in lines):
        raise Refusal(_("Nothing has changed since the last decision."))
    if plan.budget_decisions.exists() and not reason.strip():
        raise Refusal(_("An amendment says why."))


def _check_against_plan(plan, total):
    """The first decision gives what the plan says; later ones amend it."""
    if plan.budget_total is None or plan.budget_decisions.exists() or total == plan.budget_total:
        return
    gap = abs(total - plan.budget_total)
    facts = {"plan": dong(plan.budget_total), "total": dong(total), "gap": dong(gap)}
    raise Refusal(_("The plan gives %(plan)s, the decision %(total)s: a difference of %(gap)s.") % facts)


def _approve_line(decision, line):
    BudgetDecisionLine.objects.create(decision=decision, line=line, before=line.approved, amount=line.planned)
    line.approved = line.planned
    line.save(update_fields=["approved"])


# Moves noted by hand


def move(line, kind, amount, *, by, document, on, note="", commitment=None, recovers=None, activity=None):
    """Note a move of the line's money that is no support payment; return the entry.

    What an approved payment committed or paid is settled or taken back by that payment alone. What settles a
    commitment belongs to its activity.
    """
    require(can_keep_ledger(by, line.plan))
    if not line.plan.office.works_on(on):
        raise Refusal(_("%(office)s did not exist on that day.") % {"office": line.plan.office})
    if commitment is not None and commitment.support_id:
        raise Refusal(_("This commitment belongs to a support payment: pay or cancel the payment itself."))
    if recovers is not None and recovers.support_id:
        raise Refusal(_("This belongs to a support payment: have the payment itself taken back."))
    settled = commitment or recovers
    concerns = {"commitment": commitment, "recovers": recovers}
    concerns["activity"] = settled.activity if settled else activity
    return ledger.post(line, kind, amount, by=by, document=document, on=on, note=note, **concerns)


def open_commitments(line):
    """Commitments noted by hand of which something is open, as pairs (entry, open amount)."""
    found = line.entries.filter(kind=EntryKind.COMMIT, support=None).prefetch_related("settlements")
    pairs = [(entry, ledger.open_amount(entry)) for entry in found]
    return [(entry, amount) for entry, amount in pairs if amount]


def open_payments(line):
    """Payments noted by hand of which money may come back, as pairs (entry, amount not back yet)."""
    found = line.entries.filter(kind=EntryKind.PAY, support=None).prefetch_related("recoveries")
    pairs = [(entry, ledger.unrecovered(entry)) for entry in found]
    return [(entry, amount) for entry, amount in pairs if amount]


# The whole of a plan


@dataclass(frozen=True)
class Totals:
    """The sums of a plan's lines, in đồng."""

    planned: int = 0
    approved: int = 0
    allocated: int = 0
    committed: int = 0
    paid: int = 0

    @property
    def available(self):
        return self.allocated - self.committed - self.paid

    @property
    def unspent(self):
        return self.approved - self.paid


def totals_of(lines):
    names = ("planned", "approved", "allocated", "committed", "paid")
    return Totals(**{name: sum(getattr(line, name) for line in lines) for name in names})


def head_of(plan):
    """One hash over the heads of all lines: whoever keeps it can tell later whether anything was changed."""
    last = LedgerEntry.objects.filter(line=OuterRef("pk")).order_by("-number")
    lines = BudgetLine.objects.filter(plan=plan).order_by("pk")
    ends = lines.values_list("pk", Subquery(last.values("number")[:1]), Subquery(last.values("hash")[:1]))
    return hashlib.sha256(json.dumps([list(end) for end in ends]).encode()).hexdigest()


def problems(plan, head=""):
    """Yield pairs (where, what does not hold) over the plan's budget; `head` is the published one, if any."""
    decision = plan.budget_decisions.last()
    if head and head != head_of(plan):
        yield plan, _("The ledgers do not end at the published head.")
    lines = list(plan.budget_lines.all())
    if decision and sum(line.approved for line in lines) != decision.total:
        yield plan, _("The lines do not add up to the approved total.")
    for line in lines:
        entries = list(line.entries.order_by("number"))
        for problem in ledger.problems(line, entries):
            yield line, problem
