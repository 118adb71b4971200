"""The decisions of an authority, and the certificates they issue."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from evaluations import certificate_paper, certificates, decision_files, decision_papers, decisions
from evaluations.models import Certificate, Decision, Dossier
from evaluations.outcome_forms import AgainForm, DecisionForm, DeclineForm, ReferForm
from evaluations.signing import Signer, deciding_level
from ocop_portal.core.access import Refusal, require
from ocop_portal.core.days import today
from ocop_portal.core.files import PDF
from ocop_portal.core.filters import AskedFor
from ocop_portal.core.pagination import list_page
from ocop_portal.core.paper_files import file_response, paper_response
from ocop_portal.core.qr import qr_drawing
from ocop_portal.core.words import matching
from ocop_portal.core.workflow import can_apply
from products.enums import Status

MOST_CHOSEN = 200
CERTIFICATE_STATUSES = {
    "": gettext_lazy("All"),
    "valid": gettext_lazy("In force"),
    Status.EXPIRING: gettext_lazy("Expiring within 180 days"),
    Status.EXPIRED: gettext_lazy("Expired"),
    Status.REPLACED: gettext_lazy("Replaced"),
    Status.REVOKED: gettext_lazy("Revoked"),
}


# Decisions


@require_safe
@login_required
def decision_desk(request):
    rows = decisions.awaiting(request.user)
    issued = Decision.objects.visible_to(request.user).with_counts().select_related("office")
    context = {
        "to_sign": [row for row in rows if row.signing],
        "to_refer": [row for row in rows if row.referring],
        "to_decline": [row for row in rows if row.declining and not row.signing and not row.referring],
        "to_choose": [row for row in rows if row.again and not row.signing],
        "elsewhere": [
            row for row in rows if not (row.signing or row.referring or row.declining or row.again)
        ],
        "page": list_page(request, issued),
    }
    return render(request, "evaluations/decision_desk.html", context)


def _chosen(request):
    """The results ticked on the desk that the person may sign."""
    asked = {key for key in (request.POST or request.GET).getlist("ho-so")[:MOST_CHOSEN] if key.isdecimal()}
    return [row for row in decisions.awaiting(request.user) if str(row.pk) in asked and row.signing]


@login_required
def decision_create(request):
    rows = _chosen(request)
    if not rows:
        messages.warning(request, _("Tick at least one product to recognise."))
        return redirect("decision_desk")
    form = DecisionForm(request.POST or None, dossiers=rows, signer=Signer(request.user, rows))
    if form.initial["office"] is None:
        messages.warning(request, _("No authority of yours decides all of these: tick fewer products."))
        return redirect("decision_desk")
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        if "sign" not in request.POST:
            return render(request, "evaluations/decision_confirm.html", _confirmation(rows, form))
        decision = _signed(request, rows, form)
        if decision:
            decision_files.attach_papers(decision, by=request.user)
            messages.success(request, _("The decision is recorded and the certificates are issued."))
            return redirect(decision)
    return render(request, "evaluations/decision_create.html", {"rows": rows, "form": form})


def _signed(request, rows, form):
    try:
        return decisions.recognise(rows, by=request.user, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, refusal.reason)
        return None


def _confirmation(rows, form):
    day = form.cleaned_data["decided_on"]
    return {
        "rows": [(row, certificates.outlook(row, day)) for row in rows],
        "form": form,
        "data": form.cleaned_data,
    }


def _decision(request, pk):
    rows = Decision.objects.visible_to(request.user).select_related("office__unit", "signed_by")
    return get_object_or_404(rows, pk=pk)


def _lines(decision):
    related = ("dossier__product__producer", "dossier__product__made_in__parent__parent")
    lines = decision.lines.select_related(*related, "dossier__regulation")
    return list(lines.prefetch_related("dossier__certificates"))


@require_safe
@login_required
def decision_page(request, pk):
    decision = _decision(request, pk)
    context = {
        "decision": decision,
        "lines": _lines(decision),
        "files": decision.files.select_related("added_by"),
        "attaching": decision_files.can_attach(request.user, decision),
    }
    return render(request, "evaluations/decision_page.html", context)


@require_safe
@login_required
def decision_list_paper(request, pk, form):
    decision = _decision(request, pk)
    paper = decision_papers.certificate_list(decision, _lines(decision))
    return paper_response(paper, name=f"Danh sách - {decision.number}", form=form)


def _scored_dossier(request, pk):
    related = ("product__producer", "product__made_in", "regulation")
    return get_object_or_404(Dossier.objects.visible_to(request.user).select_related(*related), pk=pk)


@login_required
def decision_refer(request, pk):
    dossier = _scored_dossier(request, pk)
    require(can_apply(dossier, "refer", by=request.user))
    form = ReferForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decisions.refer(dossier, by=request.user, **form.cleaned_data)
        messages.success(request, _("The dossier has gone up: the higher council scores it next."))
        return redirect(dossier)
    result = Signer(request.user, [dossier]).result_of(dossier)
    level = deciding_level(dossier, result.star).label
    context = {"dossier": dossier, "form": form, "result": result, "level": level}
    return render(request, "evaluations/decision_refer.html", context)


@login_required
def decision_again(request, pk):
    """The province evaluates itself what the ministry's council gave less than 5 stars."""
    dossier = _scored_dossier(request, pk)
    require(can_apply(dossier, "evaluate_again", by=request.user))
    form = AgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decisions.evaluate_again(dossier, by=request.user, **form.cleaned_data)
        messages.success(request, _("The dossier waits for a session of the province's council."))
        return redirect(dossier)
    result = Signer(request.user, [dossier]).result_of(dossier)
    context = {"dossier": dossier, "form": form, "result": result}
    return render(request, "evaluations/decision_again.html", context)


@login_required
def decision_decline(request, pk):
    dossier = _scored_dossier(request, pk)
    require(can_apply(dossier, "decline", by=request.user))
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decisions.decline(dossier, by=request.user, **form.cleaned_data)
        messages.success(request, _("The dossier is closed without recognition."))
        return redirect(dossier)
    result = Signer(request.user, [dossier]).result_of(dossier)
    context = {"dossier": dossier, "form": form, "result": result}
    return render(request, "evaluations/decision_decline.html", context)


# Certificates


@require_safe
@login_required
def certificate_desk(request):
    asked = AskedFor(request.GET)
    words, status = asked.words("q"), asked.one_of("trang-thai", CERTIFICATE_STATUSES)
    rows = Certificate.objects.visible_to(request.user).having(status)
    rows = matching(rows, words, "product__search_text").order_by("valid_until", "pk")
    context = {
        "asked": {"words": words, "status": status, "notices": asked.notices},
        "statuses": CERTIFICATE_STATUSES,
        "page": list_page(request, rows.select_related("product__producer", "product__made_in", "decision")),
    }
    return render(request, "evaluations/certificate_desk.html", context)


def _certificate(request, pk):
    related = ("product__producer__unit__parent__parent", "product__product_set", "decision__office__unit")
    rows = Certificate.objects.visible_to(request.user).select_related(
        *related, "product__made_in__parent__parent", "dossier__regulation"
    )
    return get_object_or_404(rows, pk=pk)


@require_safe
@login_required
def certificate_page(request, pk):
    certificate = _certificate(request, pk)
    link = certificate_paper.check_address(certificate)
    context = {
        "certificate": certificate,
        "status": certificate.status,
        "checked_on": today(),
        "shows_decision": Decision.objects.visible_to(request.user)
        .filter(pk=certificate.decision_id)
        .exists(),
        "link": link,
        "qr": qr_drawing(link, _("Check this certificate")),
        "place": certificate_paper.place(certificate.product.made_in),
        "decision_words": certificate_paper.decision_words(certificate),
    }
    return render(request, "evaluations/certificate_page.html", context)


@require_safe
@login_required
def certificate_paper_file(request, pk):
    """The certificate in the template of its office, sealed, as PDF/A."""
    certificate = _certificate(request, pk)
    content = certificate_paper.as_pdf(certificate)
    name = f"Giấy chứng nhận {certificate.number}.pdf".replace("/", "-")
    return file_response(content, name=name, content_type=PDF.content_type)
