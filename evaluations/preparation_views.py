"""Pages on which a dossier is prepared. They save as one goes; a stale save is shown both versions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from evaluations import preparation, rules
from evaluations.card_page import differences, number_in, read_answers
from evaluations.models import Dossier
from evaluations.preparation_forms import ReportForm, SlipForm
from evaluations.revisions import expected_rubric
from evaluations.self_score_page import SelfScorePage
from ocop_portal.core.access import Conflict, Refusal, require
from producers.rules import acts_for
from products.conflicts import conflict_page

CONFIRM = "k-"  # before the code of a self-score carried over that the producer stands by
form_page = require_http_methods(["GET", "HEAD", "POST"])


def _dossier(request, pk):
    related = (
        "product__producer__unit__parent__parent",
        "product__product_set",
        "receiving_office__unit",
        "regulation",
        "rubric",
        "slip",
        "self_assessment",
        "previous",
    )
    return get_object_or_404(Dossier.objects.visible_to(request.user).select_related(*related), pk=pk)


def _is_autosave(request):
    return request.headers.get("Accept") == "application/json"


def _saved_record(form):
    return JsonResponse({"version": form.version, "saved": _moment(form)})


def _moment(form):
    return date_format(timezone.localtime(form.saved_at), "H:i:s")


def _not_saved(reason, status, missing=()):
    return JsonResponse({"reason": " ".join([reason, *missing])}, status=status)


@never_cache
@login_required
@form_page
def dossier_slip(request, pk):
    return _form_page(request, pk, SlipForm, preparation.save_slip, "evaluations/dossier_slip.html")


@never_cache
@login_required
@form_page
def dossier_report(request, pk):
    return _form_page(request, pk, ReportForm, preparation.save_report, "evaluations/dossier_report.html")


def _form_page(request, pk, form_class, save, template):
    """Show a form of the dossier to whoever sees the dossier; take it from whoever may prepare it."""
    dossier = _dossier(request, pk)
    editing = rules.can_edit_dossier(request.user, dossier)
    if request.method != "POST":
        form = form_class(dossier=dossier)
        return render(request, template, _form_context(request, dossier, form, editing))
    require(editing)
    form = form_class(request.POST, dossier=dossier)
    if form.is_valid():
        return _saved(request, dossier, form, save, form_class)
    if _is_autosave(request):
        return _not_saved(_("Something on the form is not right yet; it is saved once it is."), 422)
    return render(request, template, _form_context(request, dossier, form, editing))


def _form_context(request, dossier, form, editing):
    return {
        "dossier": dossier,
        "form": form,
        "editing": editing,
        "hides_product": not editing,  # a council reads the dossier alone
        "is_on_behalf": bool(editing) and not acts_for(request.user, dossier.product.producer),
    }


def _saved(request, dossier, form, save, form_class):
    try:
        stored = save(dossier, by=request.user, version=form.cleaned_data["version"], **form.values)
    except Conflict as conflict:
        return _form_conflict(request, dossier, form, form_class, conflict)
    if _is_autosave(request):
        return _saved_record(stored)
    messages.success(request, _("The form is saved."))
    return redirect(dossier)


def _form_conflict(request, dossier, form, form_class, conflict):
    if _is_autosave(request):
        return _not_saved(
            _("Somebody else saved this form meanwhile: press “Save” to see both versions."), 409
        )
    return conflict_page(
        request,
        form,
        conflict,
        again=lambda data, instance: form_class(data, dossier=dossier, instance=instance),
    )


# Self-scores


@never_cache
@login_required
@form_page
def dossier_self_scores(request, pk, part):
    """One part of the sheet with the producer's own marks, notes and papers."""
    dossier = _dossier(request, pk)
    page = _page(dossier, part)
    editing = rules.can_edit_dossier(request.user, dossier)
    context = {"dossier": dossier, "page": page, "editing": editing, "reason": "", "missing": ()}
    context["hides_product"] = not editing
    if request.method != "POST":
        return render(request, "evaluations/dossier_self_scores.html", context)
    require(editing)
    try:
        return _scores_saved(request, dossier, page)
    except Refusal as refusal:
        if _is_autosave(request):
            return _not_saved(refusal.reason, 422, refusal.missing)
        page.marks, page.notes = _typed(request, page)
        context |= {"reason": refusal.reason, "missing": refusal.missing}
        return render(request, "evaluations/dossier_self_scores.html", context)


def _page(dossier, part):
    rubric = expected_rubric(dossier)
    if rubric is not None:
        get_object_or_404(rubric.sections.filter(part=part)[:1])
        return SelfScorePage(dossier, part)
    raise Refusal(_("No score sheet of this product set is published for the day of receipt."))


def _typed(request, page):
    """What was typed, as far as the page can show it again."""
    marks, notes = read_answers(request.POST)
    fitting = {one.code: len(one.options.all()) for one in page.criteria}
    shown = {
        code: mark
        for code, mark in marks.items()
        if code in fitting and (mark is None or (type(mark) is int and mark < fitting[code]))
    }
    return page.marks | shown, page.notes | notes


def _scores_saved(request, dossier, page):
    marks, notes = read_answers(request.POST)
    confirmed = {name.removeprefix(CONFIRM) for name in request.POST if name.startswith(CONFIRM)}
    version = number_in(request.POST, "version")
    answers = {"marks": marks, "notes": notes, "confirmed": confirmed}
    try:
        report = preparation.save_scores(dossier, page.part, by=request.user, version=version, **answers)
    except Conflict:
        return _scores_conflict(request, dossier, page, marks, notes)
    if _is_autosave(request):
        return _saved_record(report)
    messages.success(request, _("The self-scores of part %(part)s are saved.") % {"part": page.part})
    return redirect(dossier)


def _scores_conflict(request, dossier, page, marks, notes):
    if _is_autosave(request):
        return _not_saved(
            _("Somebody else saved this form meanwhile: press “Save” to see both versions."), 409
        )
    fresh = SelfScorePage(_dossier(request, dossier.pk), page.part)
    mine = {line.code for row in fresh.sections for line in (one["line"] for one in row["lines"])}
    rows = [row for row in differences(fresh, marks, notes) if row["line"].code in mine]
    fields = {name: value for name, value in request.POST.items() if name[:2] in ("m-", "n-", CONFIRM)}
    context = {"dossier": dossier, "page": fresh, "differences": rows, "fields": fields}
    return render(request, "evaluations/dossier_self_scores_conflict.html", context, status=409)
