"""The desk of plans, the page of one plan with its dashboard, and the plan's decisions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns import nation, progress, rules, years
from campaigns.budget_views import budget_part
from campaigns.difficulty import share
from campaigns.enums import PLAN_MOVE_EFFECTS, PLAN_MOVE_LABELS, PLAN_MOVES
from campaigns.form_pages import FormPage, count_base, plan_crumbs, saved
from campaigns.models import Plan
from campaigns.plan_filters import DayAsked, PlanFilter
from campaigns.plan_forms import AmendForm, ApproveForm, CommentForm, PlanForm
from campaigns.planning import amend, approve_plan, change_plan, changes_of, move_plan, open_plan
from campaigns.work_lists import numbers_of
from ocop_portal.core.access import Refusal, require
from ocop_portal.core.days import today
from ocop_portal.core.pagination import list_page
from ocop_portal.core.workflow import can_apply


def visible_plan(request, pk):
    rows = Plan.objects.visible_to(request.user).select_related("unit__parent__parent", "office__unit")
    return get_object_or_404(rows, pk=pk)


@require_safe
@login_required
def plan_desk(request):
    asked = PlanFilter(request.GET)
    rows = asked.rows(Plan.objects.visible_to(request.user)).select_related("unit__parent", "office")
    context = {
        "asked": asked,
        "page": list_page(request, rows),
        "may_create": rules.can_draw_up_plan(request.user),
        "units": years.units_to_compare(request.user),
        "sees_nation": bool(nation.can_compare_provinces(request.user)),
        "year": str(today().year),
    }
    return render(request, "campaigns/plan_desk.html", context)


@login_required
def plan_create(request):
    require(rules.can_draw_up_plan(request.user))
    form = PlanForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            plan = open_plan(form.instance, by=request.user)
        except Refusal as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("The plan is drawn up. Set its targets next."))
            return redirect(plan)
    page = FormPage(_("Draw up a plan"), _("Draw up"), reverse("plan_desk"))
    return page.render(request, form)


@login_required
def plan_edit(request, pk):
    plan = visible_plan(request, pk)
    require(rules.can_edit_plan(request.user, plan))
    form = PlanForm(request.POST or None, instance=plan, user=request.user)
    if request.method == "POST" and form.is_valid():
        return saved(
            request,
            form,
            lambda: change_plan(plan, form.save_over, by=request.user),
            lambda data, instance: PlanForm(data, instance=instance, user=request.user),
            done=_("The plan is saved."),
            where=lambda row: row,
        )
    page = FormPage(_("Change the plan"), _("Save"), plan.get_absolute_url(), plan_crumbs(plan))
    return page.render(request, form)


@require_safe
@login_required
def plan_page(request, pk):
    plan = visible_plan(request, pk)
    asked = DayAsked(request.GET, plan)
    version = plan.current_version()
    reading = progress.reading_for(plan, asked.day)
    figures = progress.figures(plan, asked.day, version, reading)
    opening = progress.stock(plan.unit, plan.stock_day, reading)
    context = {
        "plan": plan,
        "asked": asked,
        "version": version,
        "figures": figures,
        "charted": figures[: progress.MOST_FIGURES],
        "opening": opening,
        "work_lists": numbers_of(plan),
        "difficult": share(plan.unit, opening),
        "budget": budget_part(plan, asked.day),
        "after_target": progress.stock_with_target(plan, opening, version),
        "draft": plan.draft_version(),
        "versions": [(row, changes_of(row)) for row in plan.versions.select_related("approved_by")],
        "log": plan.log.select_related("by"),
        "acts": acts_for(request.user, plan),
        "may_edit": rules.can_edit_plan(request.user, plan),
        "may_lead": rules.can_lead_plan(request.user, plan),
        "may_amend": rules.can_amend(request.user, plan),
    }
    return render(request, "campaigns/plan_page.html", context)


def acts_for(user, plan):
    """The moves from the plan's state: (address, label, answer, whether it leads on); a no has its reason."""
    names = [name for name, step in PLAN_MOVES.items() if plan.state in step.sources]
    return [
        (
            _address_of(plan, name),
            PLAN_MOVE_LABELS[name],
            can_apply(plan, name, by=user),
            name in ("approve", "start"),
        )
        for name in names
    ]


def _address_of(plan, name):
    if name == "approve":
        return reverse("plan_approve", args=[plan.pk])
    return reverse("plan_move", args=[plan.pk, name])


@login_required
def plan_approve(request, pk):
    plan = visible_plan(request, pk)
    require(can_apply(plan, "approve", by=request.user))
    form = ApproveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            approve_plan(plan, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("decided_on", refusal.reason)
        else:
            messages.success(request, _("The plan is approved; its targets stand."))
            return redirect(plan)
    points = [f"{target.label}: {target.goal_text}" for target in plan.current_version().targets.all()]
    points.append(_("From now on the targets change only by amendments."))
    page = FormPage(_("Approve the plan"), _("Approve"), plan.get_absolute_url(), plan_crumbs(plan), points)
    return page.render(request, form)


@login_required
def plan_move(request, pk, move):
    plan = visible_plan(request, pk)
    if move not in PLAN_MOVES or move == "approve":
        raise Http404
    require(can_apply(plan, move, by=request.user))
    form = CommentForm(request.POST or None, required=PLAN_MOVES[move].comment_required)
    if request.method == "POST" and form.is_valid():
        move_plan(plan, move, by=request.user, **form.cleaned_data)
        messages.success(request, _("The plan is now: %(state)s.") % {"state": _state_after(move)})
        return redirect(plan)
    title = PLAN_MOVE_LABELS[move]
    effects = [PLAN_MOVE_EFFECTS[move]]
    page = FormPage(title, title, plan.get_absolute_url(), plan_crumbs(plan), effects)
    return page.render(request, form)


def _state_after(move):
    return PLAN_MOVES[move].target.label


@login_required
def plan_amend(request, pk):
    plan = visible_plan(request, pk)
    require(rules.can_amend(request.user, plan))
    form = AmendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        version = amend(plan, by=request.user, **form.cleaned_data)
        return redirect("plan_version", version.pk)
    points = [_("A copy of the targets is drawn up; those in force stay until the amendment is approved.")]
    page = FormPage(_("Amend the plan"), _("Begin"), plan.get_absolute_url(), plan_crumbs(plan), points)
    return page.render(request, form)


@require_safe
@login_required
def plan_units(request, pk):
    """The units below compared, and their plans with what they promise together."""
    plan = visible_plan(request, pk)
    asked = DayAsked(request.GET, plan)
    plans, sums = progress.plans_of_units(plan)
    context = {
        "plan": plan,
        "asked": asked,
        "comparison": progress.compare(plan.unit, plan.begins_on, asked.day),
        "count_base": count_base("plan_count", plan.pk),
        "without": years.units_without_plan(plan.unit, plans),
        "plans": [(below, progress.latest_targets(below)) for below in plans],
        "sums": progress.sums_against(plan, sums),
    }
    return render(request, "campaigns/plan_units.html", context)
