"""Pages of a plan's budget: its lines, the decisions on it, one line with its ledger, moves noted by hand."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns import activity_costs, budgets, spending
from campaigns.models import BudgetLine, LedgerEntry, Plan
from campaigns.money_enums import ENTRY_LABELS, EntryKind
from campaigns.money_forms import BudgetDecisionForm, LineForm, MoveForm
from ocop_portal.core.access import Refusal, require
from ocop_portal.core.days import today
from ocop_portal.core.pagination import list_page

PAID_AND_BACK = {EntryKind.PAY: 1, EntryKind.RECOVER: -1}


def _plan(request, pk):
    plans = Plan.objects.visible_to(request.user).select_related("office__unit", "unit")
    return get_object_or_404(plans, pk=pk)


def _line(request, pk):
    lines = BudgetLine.objects.visible_to(request.user).select_related("plan__office__unit", "plan__unit")
    return get_object_or_404(lines, pk=pk)


def budget_part(plan, at=None):
    """What a page shows of a plan's money: sums, quarters with their drawing, lines that lag behind."""
    day = at or today()
    lines = list(plan.budget_lines.all())
    totals = budgets.totals_of(lines)
    moved = LedgerEntry.objects.filter(line__plan=plan, kind__in=PAID_AND_BACK, on__lte=day)
    paid = [(entry.on, PAID_AND_BACK[entry.kind] * entry.amount) for entry in moved]
    quarters = spending.quarters_of(plan.first_year, plan.last_year, totals.approved, paid, day)
    return {
        "lines": lines,
        "totals": totals,
        "quarters": quarters,
        "drawing": spending.drawing_of(quarters) if totals.approved else None,
        "warnings": spending.warnings_of(lines, plan.first_year, plan.last_year, day),
        "day": day,
    }


@require_safe
@login_required
def budget_page(request, pk):
    plan = _plan(request, pk)
    part = budget_part(plan)
    context = {
        "plan": plan,
        "budget": part,
        "decisions": plan.budget_decisions.select_related("decided_by").prefetch_related("lines__line"),
        "changing": budgets.can_change_budget(request.user, plan),
        "approving": budgets.can_approve_budget(request.user, plan),
        "head": budgets.head_of(plan),
        "undecided": any(line.planned != line.approved for line in part["lines"]),
    }
    return render(request, "campaigns/budget_page.html", context)


def _filled(request, form, act, done, back, **words):
    """Show a form; when it is right do `act`, say `done` and go back. A refusal stands above the form."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refusal as refusal:
            for reason in refusal.missing or [refusal.reason]:
                form.add_error(None, reason)
        else:
            messages.success(request, done)
            return redirect(back)
    return render(request, "campaigns/money_form.html", {"form": form, "back": back, **words})


def _crumbs(plan, line=None):
    return {"plan": plan, "line": line}


@login_required
def budget_line_add(request, pk):
    plan = _plan(request, pk)
    require(budgets.can_change_budget(request.user, plan))
    return _line_form(request, BudgetLine(plan=plan), _("Add a budget line"))


@login_required
def budget_line_edit(request, pk):
    line = _line(request, pk)
    require(budgets.can_change_budget(request.user, line.plan))
    return _line_form(request, line, _("Change the budget line"))


def _line_form(request, line, title):
    form = LineForm(request.POST or None, line=line)

    def act(data):
        for name, value in data.items():
            setattr(line, name, value)
        budgets.set_line(line, by=request.user)

    words = {"title": title, "button": _("Save the line"), **_crumbs(line.plan)}
    return _filled(request, form, act, _("The line is saved."), _budget(line.plan), **words)


def _budget(plan):
    return reverse("budget_page", args=[plan.pk])


@login_required
def budget_approve(request, pk):
    plan = _plan(request, pk)
    require(budgets.can_approve_budget(request.user, plan))
    is_amendment = plan.budget_decisions.exists()
    given = {} if is_amendment else {"total": plan.budget_total}
    form = BudgetDecisionForm(
        request.POST or None, office=plan.office, is_amendment=is_amendment, initial=given
    )

    def act(data):
        budgets.approve_budget(
            plan,
            total=data["total"],
            decision_number=data["number"],
            decided_on=data["on"],
            reason=data.get("reason", ""),
            by=request.user,
        )

    title = _("Approve the amended budget") if is_amendment else _("Approve the budget")
    words = {"title": title, "button": title, "changed": budgets.undecided(plan), **_crumbs(plan)}
    return _filled(request, form, act, _("The budget is approved."), _budget(plan), **words)


@require_safe
@login_required
def budget_line_page(request, pk):
    line = _line(request, pk)
    entries = line.entries.select_related("by", "activity", "support__product", "support__producer")
    costs = activity_costs.costs_on(line)
    context = {
        "line": line,
        "plan": line.plan,
        "page": list_page(request, entries.order_by("-number")),
        "decided": line.decided.select_related("decision"),
        "keeping": budgets.can_keep_ledger(request.user, line.plan),
        "changing": budgets.can_change_budget(request.user, line.plan),
        "moves": ENTRY_LABELS.items(),
        "costs": costs,
        "cost_sum": activity_costs.sum_on(line, costs),
    }
    return render(request, "campaigns/budget_line_page.html", context)


@login_required
def budget_move(request, pk, kind):
    line = _line(request, pk)
    if kind not in EntryKind.values:
        raise Http404
    require(budgets.can_keep_ledger(request.user, line.plan))
    name, words, settled = _settled_by(line, kind)
    activities = list(line.activities.filter(cancelled_why="")) if kind == EntryKind.COMMIT else []
    form = MoveForm(
        request.POST or None, office=line.plan.office, settled=settled, settles=words, activities=activities
    )

    def act(data):
        chosen, wanted = data.pop("settled", None), data.pop("activity", None)
        data[name] = next((entry for entry, _left in settled or [] if entry.pk == chosen), None)
        activity = next((row for row in activities if row.pk == wanted), None)
        budgets.move(line, kind, by=request.user, activity=activity, **data)

    title = ENTRY_LABELS[EntryKind(kind)]
    words = {"title": title, "button": title, "moved_line": line, **_crumbs(line.plan, line)}
    return _filled(request, form, act, _("The entry is in the ledger."), line.get_absolute_url(), **words)


def _settled_by(line, kind):
    """What a move settles: the name it is passed by, the words of the form, the open entries offered."""
    if kind in EntryKind.settling():
        return "commitment", _("Commitment that is settled"), budgets.open_commitments(line)
    if kind == EntryKind.RECOVER:
        return "recovers", _("Payment of which money came back"), budgets.open_payments(line)
    return "commitment", "", None
