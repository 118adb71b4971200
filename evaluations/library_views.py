"""The pages of a producer's evidence library, and attaching its papers to a dossier."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from evaluations import dossiers, library, rules
from evaluations.checklist import Checklist
from evaluations.library_filters import LibraryFilter
from evaluations.library_forms import ChooseForm, CorrectionForm, DocumentForm, VersionForm
from evaluations.models import Document, Dossier, Evidence
from evaluations.preparation_rules import can_correct_document, can_keep_documents
from evaluations.validity import expected_until, expiry_of
from ocop_portal.core.access import Refusal, require
from ocop_portal.core.files import serve_private
from ocop_portal.core.pagination import list_page
from producers.models import Producer

form_page = require_http_methods(["GET", "HEAD", "POST"])
MOST_TO_CHOOSE = 200


def _producer(request, pk):
    return get_object_or_404(Producer.objects.visible_to(request.user).select_related("unit"), pk=pk)


def _document(request, pk):
    rows = Document.objects.visible_to(request.user).select_related("producer__unit", "added_by")
    return get_object_or_404(rows, pk=pk)


def _uses(user):
    """Where papers are used, as far as the person sees the dossiers."""
    seen = Evidence.objects.visible_to(user).standing().select_related("dossier__product")
    return seen.order_by("-dossier_id", "criterion_code")


@login_required
@require_safe
def document_library(request, pk):
    producer = _producer(request, pk)
    asked = LibraryFilter(request.GET)
    rows = asked.rows(producer.documents.prefetch_related(Prefetch("uses", _uses(request.user), "seen_uses")))
    page = list_page(request, rows)
    until = expected_until()
    context = {
        "producer": producer,
        "asked": asked,
        "page": page,
        "rows": [(document, expiry_of(document, until)) for document in page.rows],
        "until": until,
        "keeping": can_keep_documents(request.user, producer),
    }
    return render(request, "evaluations/document_library.html", context)


@login_required
@form_page
def document_add(request, pk):
    producer = _producer(request, pk)
    require(can_keep_documents(request.user, producer))
    form = DocumentForm(*_sent(request), initial={"kind": request.GET.get("loai", "")})
    if form.is_bound and form.is_valid():
        document = _kept(form, library.add_document, producer, request.user)
        if document:
            messages.success(request, _("“%(title)s” is in the library.") % {"title": document})
            return redirect("document_library", producer.pk)
    return render(request, "evaluations/document_add.html", {"producer": producer, "form": form})


def _sent(request):
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _kept(form, verb, target, by):
    facts = dict(form.cleaned_data)
    try:
        return verb(target, upload=facts.pop("file"), by=by, **facts)
    except Refusal as refusal:
        form.add_error(None, refusal.reason)
        return None


@login_required
@require_safe
def document_page(request, pk):
    document = _document(request, pk)
    shows_library = Producer.objects.visible_to(request.user).filter(pk=document.producer_id).exists()
    context = {
        "document": document,
        "expiry": expiry_of(document, expected_until()),
        "uses": _uses(request.user).filter(document=document),
        "versions": library.versions_of(document) if shows_library else [document],
        "shows_library": shows_library,
        "keeping": can_keep_documents(request.user, document.producer),
        "correcting": can_correct_document(request.user, document),
    }
    return render(request, "evaluations/document_page.html", context)


@login_required
@require_safe
def document_file(request, pk):
    document = _document(request, pk)
    return serve_private(document.file, name=document.original_name, content_type=document.content_type)


@login_required
@form_page
def document_replace(request, pk):
    document = _document(request, pk)
    require(can_keep_documents(request.user, document.producer))
    form = VersionForm(*_sent(request), initial={"title": document.title})
    if form.is_bound and form.is_valid():
        new = _kept(form, library.replace_document, document, request.user)
        if new:
            messages.success(request, _("The newer version is kept; dossiers in preparation use it now."))
            return redirect("document_page", new.pk)
    return render(request, "evaluations/document_replace.html", {"document": document, "form": form})


@login_required
@form_page
def document_correct(request, pk):
    document = _document(request, pk)
    require(can_correct_document(request.user, document))
    form = CorrectionForm(request.POST if request.method == "POST" else None, document=document)
    if form.is_bound and form.is_valid():
        library.correct_document(document, by=request.user, **form.cleaned_data)
        messages.success(request, _("What is written about the paper is corrected."))
        return redirect("document_page", document.pk)
    return render(request, "evaluations/document_correct.html", {"document": document, "form": form})


# Papers of the library in a dossier


@login_required
@form_page
def evidence_choose(request, pk):
    """Attach papers of the producer's library to the dossier or to one criterion."""
    dossier = get_object_or_404(
        Dossier.objects.visible_to(request.user).select_related("product__producer", "rubric"), pk=pk
    )
    require(rules.can_edit_dossier(request.user, dossier))
    criteria = Checklist(dossier).criteria
    asked = LibraryFilter(request.GET)
    documents = list(asked.rows(dossier.product.producer.documents.all())[:MOST_TO_CHOOSE])
    code = request.GET.get("tieu-chi", "")
    initial = {"criterion_code": code if code in {one.code for one in criteria} else ""}
    data = request.POST if request.method == "POST" else None
    form = ChooseForm(data, criteria=criteria, documents=documents, initial=initial)
    if form.is_bound and form.is_valid() and _used(request, dossier, form):
        return redirect(dossier)
    until = expected_until(dossier)
    context = {
        "dossier": dossier,
        "form": form,
        "asked": asked,
        "rows": [(document, expiry_of(document, until)) for document in documents],
        "ticked": {str(pk) for pk in (form["documents"].value() or ())},
    }
    return render(request, "evaluations/evidence_choose.html", context)


def _used(request, dossier, form):
    """All of the ticked papers or none: a no names its reason on the form."""
    code = form.cleaned_data["criterion_code"]
    try:
        with transaction.atomic():
            for document in form.chosen:
                dossiers.use_document(dossier, document, by=request.user, criterion_code=code)
    except Refusal as refusal:
        form.add_error(None, refusal.reason)
        return False
    count = len(form.chosen)
    words = ngettext("%(count)s paper is attached.", "%(count)s papers are attached.", count)
    messages.success(request, words % {"count": count})
    return True
