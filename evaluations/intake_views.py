"""Pages of the receipt and of supplements asked for before the council."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluations import dossiers
from evaluations.checklist import Checklist
from evaluations.dossier_forms import CommentForm, ReceiptForm, ReturnForm
from evaluations.dossier_views import dossier_seen_by, move_page
from ocop_portal.core.access import require
from ocop_portal.core.workflow import can_apply

SUPPLEMENT = {
    "title": gettext_lazy("Hand in the supplement?"),
    "label": gettext_lazy("Hand in the supplement"),
    "done": gettext_lazy("The supplement is handed in. The advisory group goes on with the dossier."),
}


@login_required
def dossier_receipt(request, pk):
    dossier = dossier_seen_by(request, pk)
    require(dossiers.can_give_receipt(request.user, dossier))
    form = ReceiptForm(request.POST or None, dossier=dossier)
    if request.method == "POST" and form.is_valid() and _given(request, dossier, form):
        messages.success(request, _("The receipt is given. Print it for the producer from this page."))
        return redirect(dossier)
    return render(request, "evaluations/dossier_receipt.html", {"dossier": dossier, "form": form})


def _given(request, dossier, form):
    try:
        dossiers.give_receipt(dossier, by=request.user, **form.cleaned_data)
    except dossiers.NumberTaken as refusal:
        form.add_error("receipt_number", refusal.reason)
        return False
    return True


@login_required
def dossier_request_supplement(request, pk):
    """Item by item, as the receiving office returns a dossier."""
    dossier = dossier_seen_by(request, pk)
    require(can_apply(dossier, "request_supplement", by=request.user))
    form = ReturnForm(request.POST or None, blocks=Checklist(dossier).blocks)
    if request.method == "POST" and form.is_valid():
        asked = {"comment": form.cleaned_data["comment"], "due_on": form.cleaned_data["due_on"]}
        dossiers.request_supplement(dossier, by=request.user, items=form.items, **asked)
        messages.success(request, _("The supplement is asked for; the items stand on the dossier."))
        return redirect(dossier)
    return render(request, "evaluations/dossier_ask.html", {"dossier": dossier, "form": form})


@login_required
def dossier_supplement(request, pk):
    return move_page(request, pk, "supplement", dossiers.supplement, CommentForm, SUPPLEMENT)
