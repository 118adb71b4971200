"""The plan's calendar of six steps with its activities and tasks, and the product ideas."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Sum
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from campaigns import ideas, rules
from campaigns.activity_forms import (
    ActivityForm,
    DevelopForm,
    IdeaForm,
    ReasonForm,
    StagesForm,
    SurveyForm,
    TaskForm,
)
from campaigns.enums import IDEA_MOVE_LABELS, IDEA_MOVES, CycleStep, IdeaState, IdeaWish
from campaigns.form_pages import FormPage, plan_crumbs, saved
from campaigns.models import Activity, ProductIdea, Task
from campaigns.plan_views import visible_plan
from ocop_portal.core.access import Conflict, Refusal, require
from ocop_portal.core.days import today
from ocop_portal.core.filters import AskedFor
from ocop_portal.core.pagination import list_page
from ocop_portal.core.workflow import can_apply
from products.conflicts import conflict_page


@require_safe
@login_required
def plan_calendar(request, pk):
    plan = visible_plan(request, pk)
    context = {
        "plan": plan,
        "steps": _steps(plan),
        "today": today(),
        "may_lead": rules.can_lead_plan(request.user, plan),
    }
    return render(request, "campaigns/plan_calendar.html", context)


def _steps(plan):
    """(step, its days or None, activities, tasks) of each of the six steps, in their order."""
    stages = {stage.step: stage for stage in plan.stages.all()}
    activities = list(plan.activities.select_related("province", "lead"))
    tasks = list(plan.tasks.select_related("lead").prefetch_related("partners"))
    return [
        (
            step,
            stages.get(step),
            [activity for activity in activities if activity.step == step],
            [task for task in tasks if task.step == step],
        )
        for step in CycleStep
    ]


def calendar_crumbs(plan):
    return (*plan_crumbs(plan), (reverse("plan_calendar", args=[plan.pk]), _("Calendar and activities")))


@login_required
def plan_stages(request, pk):
    plan = visible_plan(request, pk)
    require(rules.can_lead_plan(request.user, plan))
    form = StagesForm(request.POST or None, plan=plan)
    back = reverse("plan_calendar", args=[plan.pk])
    if request.method == "POST" and form.is_valid():
        return saved(
            request,
            form,
            form.save_all,
            lambda data, standing: StagesForm(data, plan=standing),
            done=_("Saved."),
            where=lambda plan: back,
        )
    return FormPage(_("Days of the six steps"), _("Save"), back, calendar_crumbs(plan)).render(request, form)


@login_required
def activity_add(request, pk):
    plan = visible_plan(request, pk)
    require(rules.can_lead_plan(request.user, plan))
    return _saved(request, ActivityForm, Activity(), plan, _("Add an activity"))


@login_required
def activity_edit(request, pk):
    activity = get_object_or_404(_activities(request), pk=pk)
    require(rules.can_lead_plan(request.user, activity.plan))
    return _saved(request, ActivityForm, activity, activity.plan, _("Change the activity"))


@login_required
def task_add(request, pk):
    plan = visible_plan(request, pk)
    require(rules.can_lead_plan(request.user, plan))
    return _saved(request, TaskForm, Task(), plan, _("Give a task"))


@login_required
def task_edit(request, pk):
    rows = Task.objects.visible_to(request.user).select_related("plan__office", "lead")
    task = get_object_or_404(rows, pk=pk)
    require(rules.can_lead_plan(request.user, task.plan))
    return _saved(request, TaskForm, task, task.plan, _("Change the task"))


def _saved(request, form_class, row, plan, title):
    form = form_class(request.POST or None, instance=row, plan=plan, user=request.user)
    back = reverse("plan_calendar", args=[plan.pk])
    if request.method == "POST" and form.is_valid():
        return saved(
            request,
            form,
            form.save_all,
            lambda data, instance: form_class(data, instance=instance, plan=plan, user=request.user),
            done=_("Saved."),
            where=lambda row: back,
        )
    return FormPage(title, _("Save"), back, calendar_crumbs(plan)).render(request, form)


def _activities(request):
    rows = Activity.objects.visible_to(request.user)
    return rows.select_related("plan__unit", "plan__office", "lead", "province")


@require_safe
@login_required
def activity_page(request, pk):
    activity = get_object_or_404(_activities(request), pk=pk)
    context = {
        "activity": activity,
        "plan": activity.plan,
        "participations": activity.participations.select_related("producer__unit"),
        "shown": list_page(request, activity.shown.select_related("product__producer").order_by("pk")),
        "orders": activity.shown.aggregate(total=Sum("orders"))["total"] or 0,
        "visits": activity.visits.select_related("product"),
        "may_edit": rules.can_lead_plan(request.user, activity.plan),
    }
    return render(request, "campaigns/activity_page.html", context)


# Product ideas


IDEA_STATES = {"": gettext_lazy("Any state"), **dict(IdeaState.choices)}
IDEA_WISHES = {"": gettext_lazy("Any wish"), **dict(IdeaWish.choices)}


@require_safe
@login_required
def idea_desk(request, pk):
    plan = visible_plan(request, pk)
    asked = AskedFor(request.GET)
    state, wish = asked.one_of("trang-thai", IDEA_STATES), asked.one_of("nguyen-vong", IDEA_WISHES)
    rows = plan.ideas.select_related("unit__parent", "producer", "product")
    rows = rows.filter(wish=wish) if wish else rows
    context = {
        "plan": plan,
        "asked": asked,
        "state": state,
        "states": IDEA_STATES,
        "wish": wish,
        "wishes": IDEA_WISHES,
        "by_state": ideas.by_state(plan),
        "page": list_page(request, rows.filter(state=state) if state else rows),
        "may_lead": rules.can_lead_plan(request.user, plan),
    }
    return render(request, "campaigns/idea_desk.html", context)


def idea_crumbs(plan):
    return (*plan_crumbs(plan), (reverse("idea_desk", args=[plan.pk]), _("Product ideas")))


@login_required
def idea_add(request, pk):
    plan = visible_plan(request, pk)
    require(rules.can_lead_plan(request.user, plan))
    form = IdeaForm(request.POST or None, instance=ProductIdea(plan=plan), user=request.user)
    if request.method == "POST" and form.is_valid():
        idea = ideas.register_idea(form.instance, by=request.user)
        messages.success(request, _("The idea is registered."))
        return redirect(idea)
    back = reverse("idea_desk", args=[plan.pk])
    return FormPage(_("Register an idea"), _("Register"), back, idea_crumbs(plan)).render(request, form)


def _idea(request, pk):
    related = ("plan__office", "plan__unit", "unit__parent__parent", "producer", "product")
    return get_object_or_404(ProductIdea.objects.visible_to(request.user).select_related(*related), pk=pk)


@login_required
def idea_edit(request, pk):
    """Correct what was registered; what came of it changes by the moves."""
    idea = _idea(request, pk)
    require(ideas.can_edit_idea(request.user, idea))
    form = IdeaForm(request.POST or None, instance=idea, user=request.user)
    if request.method == "POST" and form.is_valid():
        return saved(
            request,
            form,
            lambda: ideas.change_idea(idea, form.save_over, by=request.user),
            lambda data, instance: IdeaForm(data, instance=instance, user=request.user),
            done=_("Saved."),
            where=lambda row: row,
        )
    page = FormPage(_("Correct the idea"), _("Save"), idea.get_absolute_url(), idea_crumbs(idea.plan))
    return page.render(request, form)


@require_safe
@login_required
def idea_page(request, pk):
    idea = _idea(request, pk)
    names = [name for name, step in IDEA_MOVES.items() if idea.state in step.sources]
    context = {
        "idea": idea,
        "plan": idea.plan,
        "acts": [
            (
                reverse("idea_act", args=[idea.pk, name]),
                IDEA_MOVE_LABELS[name],
                can_apply(idea, name, by=request.user),
            )
            for name in names
        ],
        "dossiers": idea.product.dossiers.visible_to(request.user) if idea.product else [],
        "log": idea.log.select_related("by"),
        "may_edit": ideas.can_edit_idea(request.user, idea),
    }
    return render(request, "campaigns/idea_page.html", context)


@login_required
def idea_act(request, pk, move):
    idea = _idea(request, pk)
    if move not in IDEA_MOVES:
        raise Http404
    require(can_apply(idea, move, by=request.user))
    form = _idea_form(request, idea, move)
    if request.method == "POST" and form.is_valid():
        try:
            _act_on_idea(idea, move, form, request.user)
        except Refusal as refusal:
            form.add_error(None, refusal.reason)
        except Conflict as conflict:
            return conflict_page(
                request, form, conflict, again=lambda data, row: SurveyForm(data, instance=row)
            )
        else:
            messages.success(request, _("Saved."))
            return redirect(idea)
    title, own = IDEA_MOVE_LABELS[move], (idea.get_absolute_url(), idea.name)
    page = FormPage(title, title, idea.get_absolute_url(), (*idea_crumbs(idea.plan), own))
    return page.render(request, form)


def _idea_form(request, idea, move):
    data = request.POST or None
    if move == "survey":
        return SurveyForm(data, instance=idea)
    return DevelopForm(data, user=request.user) if move == "develop" else ReasonForm(data)


def _act_on_idea(idea, move, form, by):
    data = form.cleaned_data
    if move == "survey":
        return ideas.survey_idea(idea, by=by, **data)
    if move == "develop":
        return ideas.develop_idea(idea, data["product"], by=by)
    return ideas.decide_idea(idea, move, by=by, reason=data["reason"])
