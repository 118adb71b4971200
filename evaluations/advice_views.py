"""Pages of the advisory group: assignment, visits on site with photos, the report, its handing over."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluations import advising
from evaluations.advice_forms import AssignForm, ReportForm, VisitForm
from evaluations.dossier_views import dossier_seen_by
from evaluations.models import AdvisoryAssignment, AdvisoryReport, SitePhoto
from ocop_portal.core.access import Conflict, Refusal, require
from ocop_portal.core.files import serve_image


def _advice(dossier):
    return redirect("dossier_advice", dossier.pk)


@login_required
def dossier_advice(request, pk):
    """What the advisory group did, and the form that assigns its members."""
    dossier = dossier_seen_by(request, pk)
    require(advising.can_read_advice(request.user, dossier))
    assigning = advising.can_assign(request.user, dossier)
    if request.method == "POST":
        require(assigning)
    form = AssignForm(request.POST or None, dossier=dossier) if assigning else None
    if request.method == "POST" and form.is_valid() and _assigned(request, dossier, form):
        return _advice(dossier)
    context = {"dossier": dossier, "form": form, **_seen(request.user, dossier)}
    return render(request, "evaluations/dossier_advice.html", context)


def _seen(user, dossier):
    report = advising.readable_report(user, dossier)
    return {
        "assignments": dossier.advisors.select_related("advisor", "assigned_by"),
        "visits": dossier.visits.select_related("written_by").prefetch_related("photos"),
        "report": report,
        "remarks": report.remarks.order_by("pk") if report else [],
        "writing": advising.can_write_report(user, dossier),
        "visiting": advising.can_write_advice(user, dossier),
        "handing": advising.can_hand_over(user, dossier),
    }


def _assigned(request, dossier, form):
    data = form.cleaned_data
    try:
        advising.assign(dossier, data["advisor"], by=request.user, task=data["task"], due_on=data["due_on"])
    except Refusal as refusal:
        form.add_error(None, refusal.reason)
        return False
    name = {"name": data["advisor"]}
    messages.success(request, _("%(name)s is assigned and finds the dossier among the work waiting.") % name)
    return True


@login_required
def advisor_end(request, pk):
    """Asks first, then ends the assignment."""
    found = AdvisoryAssignment.objects.visible_to(request.user).standing().select_related("advisor")
    assignment = get_object_or_404(found, pk=pk)
    dossier = dossier_seen_by(request, assignment.dossier_id)
    require(advising.can_assign(request.user, dossier))
    if request.method == "POST":
        advising.end_assignment(assignment, by=request.user)
        messages.success(request, _("The assignment is ended."))
        return _advice(dossier)
    context = {
        "dossier": dossier,
        "title": _("End the assignment of %(name)s?") % {"name": assignment.advisor},
        "consequences": [
            _("The advisor no longer writes on this dossier; what is written stays."),
            _("He or she can be assigned again."),
        ],
        "label": _("End the assignment"),
    }
    return render(request, "evaluations/advice_act.html", context)


# The visit


@login_required
def site_visit(request, pk):
    dossier = dossier_seen_by(request, pk)
    require(advising.can_write_advice(request.user, dossier))
    form = VisitForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _visited(request, dossier, form):
        messages.success(request, _("The visit is recorded."))
        return _advice(dossier)
    return render(request, "evaluations/site_visit.html", {"dossier": dossier, "form": form})


def _visited(request, dossier, form):
    try:
        advising.record_visit(dossier, by=request.user, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error("photos", refusal.reason)
        return False
    return True


@require_safe
@login_required
def site_photo(request, pk):
    """A photo of a visit, for those who read the advisory group's work."""
    found = SitePhoto.objects.visible_to(request.user).select_related("visit__dossier__product")
    photo = get_object_or_404(found, pk=pk)
    if not advising.can_read_advice(request.user, photo.visit.dossier):
        raise Http404
    return serve_image(photo.file, public=False)


# The report


@login_required
def advisory_report(request, pk):
    """Written little by little: with scripts every change is saved at once, without them by the button."""
    dossier = dossier_seen_by(request, pk)
    require(advising.can_write_report(request.user, dossier))
    report = AdvisoryReport.objects.filter(dossier=dossier).first()
    criteria = list(dossier.rubric.criteria.all())
    form = ReportForm(request.POST or None, report=report, criteria=criteria)
    theirs, status = [], 200
    if request.method == "POST" and form.is_valid():
        try:
            return _saved(request, dossier, form)
        except Conflict as conflict:
            theirs, status = form.meet(conflict), 409
    if request.htmx:
        return _autosave_answer(request, is_conflict=bool(theirs or form.errors))
    context = {"dossier": dossier, "form": form, "theirs": theirs, "report": report}
    return render(request, "evaluations/advisory_report.html", context, status=status)


def _saved(request, dossier, form):
    version = form.cleaned_data["version"]
    report = advising.save_report(dossier, by=request.user, version=version, **form.texts)
    if request.htmx:
        return _autosave_answer(request, report=report)
    messages.success(request, _("The report is saved."))
    return redirect("advisory_report", dossier.pk)


def _autosave_answer(request, *, report=None, is_conflict=False):
    """The line that says when it was saved, with the version the next save starts from."""
    context = {"report": report, "is_conflict": is_conflict, "now": timezone.localtime()}
    return render(request, "evaluations/_report_saved.html", context)


@login_required
def advisory_report_hand_over(request, pk):
    """Asks first: nobody changes the report afterwards."""
    dossier = dossier_seen_by(request, pk)
    require(advising.can_hand_over(request.user, dossier))
    if request.method == "POST":
        advising.hand_over(dossier, by=request.user)
        messages.success(request, _("The report is handed over to the chair of the council."))
        return redirect(reverse("dossier_advice", args=[dossier.pk]))
    context = {
        "dossier": dossier,
        "title": _("Hand the report over to the council?"),
        "consequences": [
            _("Nobody changes the report any more, you included."),
            _("The council reads it, and each remark beside its criterion on the score card."),
        ],
        "label": _("Hand over the report"),
    }
    return render(request, "evaluations/advice_act.html", context)
