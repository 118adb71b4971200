"""Post-inspection on a phone: the list, a visit with photos, its findings, and what is still open."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from campaigns import revoking
from campaigns.enums import ActivityKind, FindingKind, PlanState
from campaigns.form_pages import FormPage
from campaigns.models import Activity, Finding, Plan, Visit, VisitPhoto
from campaigns.plan_forms import Day
from campaigns.rules import can_lead_plan
from campaigns.supervision import (
    add_finding,
    add_visit_photo,
    note_mended,
    open_findings,
    record_visit,
    visits_of,
)
from campaigns.typed_fields import DeskRecordForm, ProductField
from evaluations import revocations
from evaluations.dossier_forms import LongWords, sentence_case
from ocop_portal.accounts.enums import Role
from ocop_portal.accounts.models import offices_of
from ocop_portal.core.access import Denied, Refusal, require
from ocop_portal.core.days import today
from ocop_portal.core.files import PICTURES, CheckedFileField, serve_image
from ocop_portal.core.filters import AskedFor
from ocop_portal.core.pagination import list_page
from ocop_portal.core.words import matching
from producers.rules import can_create_producer
from products.models import MisuseReport

MOST_OPEN = 20
SHOWN = {"": gettext_lazy("All visits"), "con-mo": gettext_lazy("With findings to be mended")}
MOST_REPORTS = 10


class VisitForm(DeskRecordForm):
    product = ProductField(label=gettext_lazy("Product"), help_text=gettext_lazy("Its code or its name."))
    seen = LongWords(label=gettext_lazy("What was seen"), max_length=10_000)
    photo = CheckedFileField(label=gettext_lazy("Photo"), allowed=PICTURES, required=False)
    second_photo = CheckedFileField(label=gettext_lazy("Second photo"), allowed=PICTURES, required=False)

    class Meta:
        model = Visit
        fields = ["product", "plan", "activity", "visited_on", "place", "seen"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plans = plans_led_by(self.user)
        self.fields["plan"].queryset = plans
        self.fields["activity"].queryset = Activity.objects.filter(
            plan__in=plans, kind=ActivityKind.INSPECTION
        )
        self.initial |= {"plan": plans.first(), "visited_on": today()}

    def clean_visited_on(self):
        day = self.cleaned_data["visited_on"]
        if day > today():
            raise forms.ValidationError(_("The day of the visit lies in the future."))
        return day

    @property
    def photos(self):
        return [self.cleaned_data[name] for name in ("photo", "second_photo") if self.cleaned_data[name]]


class FindingForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Finding"), choices=sentence_case(FindingKind))
    text = LongWords(label=gettext_lazy("What is wrong"), max_length=4000)
    due_on = Day(label=gettext_lazy("To be mended by"))


class MendedForm(forms.Form):
    mended_on = Day(label=gettext_lazy("Mended on"))


class PhotoForm(forms.Form):
    photo = CheckedFileField(label=gettext_lazy("Photo"), allowed=PICTURES)


def plans_led_by(user):
    """Plans an officer may still add to."""
    return Plan.objects.filter(office__in=offices_of(user, Role.OFFICER)).exclude(state=PlanState.CLOSED)


@require_safe
@login_required
def visit_desk(request):
    visits, asked = visits_of(request.user), AskedFor(request.GET)
    words, shown = asked.words("q"), asked.one_of("loc", SHOWN)
    rows = matching(visits, words, "product__search_text").annotate(
        found=Count("findings"), left=Count("findings", filter=Q(findings__mended_on=None))
    )
    rows = rows.filter(left__gt=0) if shown else rows
    open_ones = open_findings(visits.values("pk"))
    context = {
        "asked": {"words": words, "shown": shown, "notices": asked.notices},
        "choices": SHOWN,
        "page": list_page(request, rows.order_by("-visited_on", "-pk")),
        "open": open_ones[:MOST_OPEN],
        "open_total": open_ones.count(),
        "today": today(),
        "may_add": plans_led_by(request.user).exists(),
    }
    return render(request, "campaigns/visit_desk.html", context)


@login_required
def visit_add(request):
    require(can_visit(request.user))
    report = _asked_report(request)
    visit, known = Visit(report=report), {"product": report.product} if report else {}
    form = VisitForm(
        request.POST or None, request.FILES or None, instance=visit, user=request.user, initial=known
    )
    if request.method == "POST" and form.is_valid():
        try:
            visit = record_visit(form.instance, form.photos, by=request.user)
        except Refusal as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("The visit is written down. Add what it found, if anything."))
            return redirect(visit)
    back = reverse("visit_desk")
    points = [_("The visit follows report %(ticket)s.") % {"ticket": report.ticket}] if report else []
    page = FormPage(_("Write down a visit"), _("Save"), back, ((back, _("Post-inspection")),), points)
    return page.render(request, form)


def _asked_report(request):
    """The report of the public the visit follows, if the address names one the person may read."""
    pk = request.GET.get("phan-anh", "")
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        return None
    seen = MisuseReport.objects.visible_to(request.user)
    return seen.select_related("product__producer").filter(pk=pk).first()


def can_visit(user):
    answer = can_create_producer(user)
    if answer and not plans_led_by(user).exists():
        return Denied(_("Draw up a plan first: visits belong to a plan that is not closed."))
    return answer


def _visit(request, pk):
    rows = visits_of(request.user).select_related("plan__office", "activity", "report")
    return get_object_or_404(rows, pk=pk)


@require_safe
@login_required
def visit_page(request, pk):
    visit = _visit(request, pk)
    findings = list(visit.findings.all())
    begun = revoking.latest_begun(findings)
    may_begin = revocations.can_propose(request.user, visit.product)
    context = {
        "visit": visit,
        "findings": [(found, begun.get(found.pk)) for found in findings],
        "asks_for_revocation": any(
            found.asks_for_revocation and not found.mended_on and found.pk not in begun for found in findings
        ),
        "may_begin": may_begin,
        "reports": revoking.reports_about(visit.product, request.user)[:MOST_REPORTS],
        "photos": visit.photos.all(),
        "may_add": can_lead_plan(request.user, visit.plan),
        "today": today(),
    }
    return render(request, "campaigns/visit_page.html", context)


def _crumbs(visit):
    return ((reverse("visit_desk"), _("Post-inspection")), (visit.get_absolute_url(), str(visit)))


@login_required
def finding_add(request, pk):
    visit = _visit(request, pk)
    require(can_lead_plan(request.user, visit.plan))
    return _acted(request, visit, FindingForm(request.POST or None), add_finding, visit, _("Add a finding"))


@login_required
def finding_mend(request, pk):
    rows = Finding.objects.filter(visit__in=visits_of(request.user).values("pk"))
    finding = get_object_or_404(rows.select_related("visit__plan__office", "visit__product"), pk=pk)
    require(can_lead_plan(request.user, finding.visit.plan))
    form = MendedForm(request.POST or None, initial={"mended_on": finding.mended_on})
    return _acted(request, finding.visit, form, note_mended, finding, _("Note that it is mended"))


@login_required
def visit_photo_add(request, pk):
    visit = _visit(request, pk)
    require(can_lead_plan(request.user, visit.plan))
    form = PhotoForm(request.POST or None, request.FILES or None)

    def keep(row, *, photo, by):
        return add_visit_photo(row, photo, by=by)

    return _acted(request, visit, form, keep, visit, _("Add a photo"))


def _acted(request, visit, form, act, row, title):
    """Show the form; when it is right, act and go back to the visit."""
    if request.method == "POST" and form.is_valid():
        try:
            act(row, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Saved."))
            return redirect(visit)
    return FormPage(title, _("Save"), visit.get_absolute_url(), _crumbs(visit)).render(request, form)


@require_safe
@login_required
def visit_photo(request, pk):
    rows = VisitPhoto.objects.filter(visit__in=visits_of(request.user).values("pk"))
    return serve_image(get_object_or_404(rows, pk=pk).image, public=False)
