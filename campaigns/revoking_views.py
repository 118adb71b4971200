"""Beginning a revocation from a finding or a report, and the pages on which the two see each other."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns import revoking
from campaigns.models import Finding, RevocationCause, Visit
from campaigns.visit_views import can_visit
from evaluations.lifecycle_forms import ConclusionForm
from evaluations.lifecycle_views import revocation_context
from ocop_portal.core.access import Refusal, require
from products.misuse_views import answered, form_page, visible_report
from products.models import MisuseReport

MOST_VISITS = 20


@login_required
@form_page
def finding_revoke(request, pk):
    rows = Finding.objects.filter(visit__in=Visit.objects.visible_to(request.user).values("pk"))
    related = ("visit__product__producer", "visit__product__made_in")
    return _begun(request, get_object_or_404(rows.select_related(*related), pk=pk))


@login_required
@form_page
def report_revoke(request, pk):
    return _begun(request, visible_report(request, pk))


def _begun(request, cause):
    """The form of the conclusion, with the ground and the words the cause gives; then the revocation."""
    require(revoking.can_begin(request.user, cause))
    product = revoking.product_of(cause)
    form = ConclusionForm(
        request.POST or None, request.FILES or None, product=product, initial=revoking.prefilled(cause)
    )
    if request.method == "POST" and form.is_valid():
        try:
            found = revoking.begin(cause, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.reason)
        else:
            text = _("The conclusion is on record; the leader of the deciding level decides.")
            messages.success(request, text)
            return redirect(found)
    return render(request, "evaluations/act_form.html", {"form": form, "product": product, "words": "revoke"})


@require_safe
@login_required
def revocation_page(request, pk):
    context = revocation_context(request, pk)
    return render(
        request, "campaigns/revocation_page.html", context | {"cause": _readable_cause(request.user, pk)}
    )


def _readable_cause(user, pk):
    """What the revocation was begun from, if the person may read it."""
    rows = RevocationCause.objects.select_related("finding__visit__product", "report")
    cause = rows.filter(revocation=pk).first()
    if cause is None:
        return None
    if cause.finding:
        seen = Visit.objects.visible_to(user).filter(pk=cause.finding.visit_id)
    else:
        seen = MisuseReport.objects.visible_to(user).filter(pk=cause.report_id)
    return cause if seen.exists() else None


@login_required
@form_page
def report_record(request, pk):
    report = visible_report(request, pk)
    around = {
        "visits": revoking.visits_about(report, request.user)[:MOST_VISITS],
        "revocations": revoking.begun_from(report=report),
        "may_visit": can_visit(request.user),
        "may_begin": revoking.can_begin(request.user, report),
    }
    return answered(request, report, "campaigns/report_record.html", around)
