"""The targets of a version, the amendment being drawn up, and reports on free indicators."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns import rules
from campaigns.enums import IndicatorKey
from campaigns.form_pages import FormPage, plan_crumbs, saved
from campaigns.models import FreeResult, Plan, PlanVersion, Target
from campaigns.plan_forms import ApproveForm, FreeResultForm, TargetForm
from campaigns.planning import (
    approve_amendment,
    change_target,
    changes_of,
    discard_amendment,
    remove_target,
    report_result,
    set_target,
)
from ocop_portal.core.access import Refusal, require
from ocop_portal.core.files import serve_private


def _visible(request):
    return Plan.objects.visible_to(request.user)


def visible_version(request, pk):
    rows = PlanVersion.objects.filter(plan__in=_visible(request))
    return get_object_or_404(rows.select_related("plan__office", "plan__unit"), pk=pk)


def visible_target(request, pk):
    rows = Target.objects.filter(version__plan__in=_visible(request))
    return get_object_or_404(rows.select_related("version__plan__office"), pk=pk)


def address_of(version):
    """Where the targets of a draft are drawn up: the plan's page, or the amendment's."""
    if version.number == 1:
        return version.plan.get_absolute_url()
    return version.get_absolute_url()


@require_safe
@login_required
def plan_version(request, pk):
    version = visible_version(request, pk)
    context = {
        "plan": version.plan,
        "version": version,
        "targets": version.targets.all(),
        "changes": changes_of(version),
        "may_edit": rules.can_edit_targets(request.user, version),
        "may_approve": rules.can_approve_amendment(request.user, version),
    }
    return render(request, "campaigns/plan_version.html", context)


@login_required
def target_add(request, pk):
    version = visible_version(request, pk)
    require(rules.can_edit_targets(request.user, version))
    return _target_form(request, version, Target(version=version), _("Set a target"))


@login_required
def target_edit(request, pk):
    target = visible_target(request, pk)
    require(rules.can_edit_targets(request.user, target.version))
    return _target_form(request, target.version, target, capfirst(target.label))


def _target_form(request, version, target, title):
    form = TargetForm(request.POST or None, instance=target, plan=version.plan)
    if request.method == "POST" and form.is_valid():
        return saved(
            request,
            form,
            lambda: _save_target(form, version, request.user),
            lambda data, instance: TargetForm(data, instance=instance, plan=version.plan),
            done=_("The target is set."),
            where=lambda row: address_of(version),
        )
    page = FormPage(title, _("Save"), address_of(version), plan_crumbs(version.plan))
    return page.render(request, form)


def _save_target(form, version, by):
    if form.instance._state.adding:
        return set_target(version, form.instance, by=by)
    return change_target(form.instance, form.save_over, by=by)


@login_required
def target_remove(request, pk):
    target = visible_target(request, pk)
    version = target.version
    require(rules.can_edit_targets(request.user, version))
    if request.method == "POST":
        remove_target(target, by=request.user)
        messages.success(request, _("The target is removed."))
        return redirect(address_of(version))
    points = [f"{target.label}: {target.goal_text}"]
    page = FormPage(
        _("Remove this target?"), _("Remove"), address_of(version), plan_crumbs(version.plan), points, True
    )
    return page.render(request)


@login_required
def amendment_approve(request, pk):
    version = visible_version(request, pk)
    require(rules.can_approve_amendment(request.user, version))
    form = ApproveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            approve_amendment(version, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("decided_on", refusal.reason)
        else:
            messages.success(request, _("The amendment is in force."))
            return redirect(version.plan)
    page = FormPage(_("Approve the amendment"), _("Approve"), address_of(version), plan_crumbs(version.plan))
    return page.render(request, form)


@login_required
def amendment_discard(request, pk):
    version = visible_version(request, pk)
    require(rules.can_discard_amendment(request.user, version))
    if request.method == "POST":
        discard_amendment(version, by=request.user)
        messages.success(request, _("The amendment is discarded; the plan stays as it was."))
        return redirect(version.plan)
    points = [version.reason]
    page = FormPage(
        _("Discard this amendment?"),
        _("Discard"),
        address_of(version),
        plan_crumbs(version.plan),
        points,
        True,
    )
    return page.render(request)


@login_required
def free_result_add(request, pk):
    """Report on a free indicator of the version in force."""
    target = visible_target(request, pk)
    plan = target.version.plan
    if target.indicator != IndicatorKey.FREE:
        raise Http404
    require(rules.can_lead_plan(request.user, plan))
    form = FreeResultForm(request.POST or None, request.FILES or None, plan=plan)
    if request.method == "POST" and form.is_valid():
        report_result(target, by=request.user, **form.cleaned_data)
        messages.success(request, _("The result is reported."))
        return redirect(plan)
    page = FormPage(target.label, _("Report"), plan.get_absolute_url(), plan_crumbs(plan))
    return page.render(request, form)


@require_safe
@login_required
def free_result_file(request, pk):
    rows = FreeResult.objects.filter(plan__in=_visible(request))
    row = get_object_or_404(rows, pk=pk)
    return serve_private(row.evidence, name=row.evidence_name, content_type=row.content_type)
