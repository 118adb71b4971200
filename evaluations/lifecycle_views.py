"""Acts on a recognition that stands: extend, correct, record grounds for revoking, revoke, give up.

What a leader signs is shown once more before it is written: nothing of it can be taken back.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from evaluations import corrections, extensions, revocation_files, revocations
from evaluations.enums import RevocationState
from evaluations.lifecycle_forms import (
    ConclusionForm,
    CorrectionForm,
    DropForm,
    ExtensionForm,
    RequestForm,
    RevocationForm,
    ScanForm,
)
from evaluations.models import Revocation, RevocationFile
from ocop_portal.core.access import Refusal, require
from ocop_portal.core.files import serve_private
from ocop_portal.core.filters import AskedFor
from ocop_portal.core.pagination import list_page
from ocop_portal.core.words import matching
from ocop_portal.core.workflow import can_apply
from products.models import Product

STATES = {"": gettext_lazy("Open"), **dict(RevocationState.choices), "all": gettext_lazy("All")}


def _product(request, pk):
    related = ("producer", "product_set", "made_in__parent__parent")
    return get_object_or_404(Product.objects.visible_to(request.user).select_related(*related), pk=pk)


def _decided(request, form, act, done, where):
    """Write what the form says, once it was shown and confirmed; None while it is not, or was refused."""
    if request.method != "POST" or not form.is_valid() or "sign" not in request.POST:
        return None
    try:
        act(**form.cleaned_data, by=request.user)
    except Refusal as refusal:
        form.add_error(None, refusal.reason)
        return None
    messages.success(request, done)
    return redirect(where)


def _shown(request, form, words, **context):
    """The form, or what it would do, to be confirmed."""
    is_ready = request.method == "POST" and not form.errors and "change" not in request.POST
    template = "evaluations/act_confirm.html" if is_ready and form.is_valid() else "evaluations/act_form.html"
    return render(request, template, {"form": form, "words": words, "product": form.product, **context})


@login_required
def product_extend(request, pk):
    product = _product(request, pk)
    require(extensions.can_extend(request.user, product))
    form = ExtensionForm(request.POST or None, product=product, user=request.user)

    def act(**values):
        return extensions.extend(product, **values)

    answer = _decided(request, form, act, _("The extension is in the register."), _record(product))
    return answer or _shown(request, form, "extend", last=extensions.last_day_possible(product))


@login_required
def product_correct(request, pk):
    product = _product(request, pk)
    require(corrections.can_correct(request.user, product))
    form = CorrectionForm(request.POST or None, product=product, user=request.user)

    def act(**values):
        return corrections.correct(product, **values)

    answer = _decided(request, form, act, _("The correction is in the register."), _record(product))
    return answer or _shown(request, form, "correct")


def _record(product):
    return reverse("product_record", args=[product.pk])


@login_required
def product_revoke(request, pk):
    product = _product(request, pk)
    require(revocations.can_propose(request.user, product))
    form = ConclusionForm(request.POST or None, request.FILES or None, product=product)
    if request.method == "POST" and form.is_valid():
        found = revocations.propose(product, by=request.user, **form.cleaned_data)
        messages.success(request, _("The conclusion is on record; the leader of the deciding level decides."))
        return redirect(found)
    return render(request, "evaluations/act_form.html", {"form": form, "product": product, "words": "revoke"})


@login_required
def product_give_up(request, pk):
    product = _product(request, pk)
    require(revocations.can_ask_to_give_up(request.user, product))
    form = RequestForm(request.POST or None, request.FILES or None, product=product)
    if request.method == "POST" and form.is_valid():
        found = revocations.propose(product, by=request.user, **form.values)
        messages.success(request, _("The request is on record; the leader of the deciding level decides."))
        return redirect(found)
    return render(
        request, "evaluations/act_form.html", {"form": form, "product": product, "words": "give_up"}
    )


# Revocations


@require_safe
@login_required
def revocation_desk(request):
    asked = AskedFor(request.GET)
    words, state = asked.words("q"), asked.one_of("trang-thai", STATES)
    rows = Revocation.objects.visible_to(request.user)
    if state != "all":
        rows = rows.filter(state=state or RevocationState.PROPOSED)
    rows = matching(rows, words, "product__search_text").order_by(F("due_on").asc(nulls_last=True), "pk")
    page = list_page(request, rows.select_related("product__producer", "product__made_in"))
    for row in page.rows:
        row.clock = revocations.clock(row)
    context = {
        "asked": {"words": words, "state": state, "notices": asked.notices},
        "states": STATES,
        "page": page,
    }
    return render(request, "evaluations/revocation_desk.html", context)


def _revocation(request, pk):
    related = ("product__producer", "product__made_in__parent__parent", "certificate", "proposed_by")
    return get_object_or_404(Revocation.objects.visible_to(request.user).select_related(*related), pk=pk)


def revocation_context(request, pk):
    """What the page of a revocation shows; what it came from is known to the plans."""
    revocation = _revocation(request, pk)
    return {
        "revocation": revocation,
        "clock": revocations.clock(revocation),
        "deciding": can_apply(revocation, "decide", by=request.user),
        "log": revocation.log.select_related("by"),
        "files": revocation.files.select_related("added_by"),
        "attaching": revocation_files.can_attach(request.user, revocation),
    }


@login_required
def revocation_decide(request, pk):
    revocation = _revocation(request, pk)
    require(can_apply(revocation, "decide", by=request.user))
    form = RevocationForm(request.POST or None, revocation=revocation, user=request.user)

    def act(**values):
        return revocations.decide(revocation, **values)

    done = _("The recognition has ended; the register says so, the producer and its offices are told.")
    answer = _decided(request, form, act, done, revocation)
    return answer or _shown(request, form, "decide", revocation=revocation)


@login_required
def revocation_drop(request, pk):
    revocation = _revocation(request, pk)
    require(can_apply(revocation, "drop", by=request.user))
    form = DropForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        revocations.drop(revocation, by=request.user, **form.cleaned_data)
        messages.success(request, _("The recognition stands; your reason is on record."))
        return redirect(revocation)
    context = {"form": form, "product": revocation.product, "revocation": revocation, "words": "drop"}
    return render(request, "evaluations/act_form.html", context)


@login_required
def revocation_file_add(request, pk):
    revocation = _revocation(request, pk)
    require(revocation_files.can_attach(request.user, revocation))
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _kept(request, revocation, form):
        messages.success(request, _("The scan is kept with the case."))
        return redirect(revocation)
    context = {"form": form, "product": revocation.product, "revocation": revocation, "words": "attach"}
    return render(request, "evaluations/act_form.html", context)


def _kept(request, revocation, form):
    try:
        return revocation_files.attach(revocation, upload=form.cleaned_data["scan"], by=request.user)
    except Refusal as refusal:
        form.add_error("scan", refusal.reason)
        return None


@require_safe
@login_required
def revocation_file(request, pk):
    visible = Revocation.objects.visible_to(request.user).values("pk")
    row = get_object_or_404(RevocationFile.objects.filter(revocation__in=visible), pk=pk)
    return serve_private(row.file, name=row.original_name, content_type=row.content_type)
