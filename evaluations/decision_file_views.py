"""Pages of the copies kept with a decision: adding one, having the portal's papers attached, taking one."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from evaluations import decision_files
from evaluations.enums import DecisionFileKind
from evaluations.models import Decision, DecisionFile
from ocop_portal.core.access import Refusal, require
from ocop_portal.core.files import CheckedFileField, serve_private

BY_HAND = [(kind.value, kind.label) for kind in (DecisionFileKind.SIGNED, DecisionFileKind.OTHER)]


class CopyForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        choices=BY_HAND,
        widget=forms.RadioSelect,
        initial=DecisionFileKind.SIGNED,
    )
    file = CheckedFileField(label=gettext_lazy("File"), allowed=decision_files.COPIES)


def _decision(request, pk):
    found = Decision.objects.visible_to(request.user).select_related("office")
    return get_object_or_404(found, pk=pk)


@login_required
def decision_file_add(request, pk):
    decision = _decision(request, pk)
    require(decision_files.can_attach(request.user, decision))
    form = CopyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _added(request, decision, form):
        messages.success(request, _("The file is kept with the decision."))
        return redirect(decision)
    return render(request, "evaluations/decision_file_add.html", {"decision": decision, "form": form})


def _added(request, decision, form):
    facts = {"kind": form.cleaned_data["kind"], "upload": form.cleaned_data["file"]}
    try:
        return decision_files.attach(decision, by=request.user, **facts)
    except Refusal as refusal:
        form.add_error("file", refusal.reason)
        return None


@require_POST
@login_required
def decision_papers(request, pk):
    """Write minutes and synthesis of the decision's sessions that are not kept with it yet."""
    decision = _decision(request, pk)
    count = decision_files.attach_papers(decision, by=request.user)
    if count:
        text = ngettext("%(count)s paper is attached.", "%(count)s papers are attached.", count)
        messages.success(request, text % {"count": count})
    else:
        messages.info(request, _("Every paper of the sessions that are closed is attached already."))
    return redirect(decision)


@require_safe
@login_required
def decision_file(request, pk):
    visible = Decision.objects.visible_to(request.user).values("pk")
    row = get_object_or_404(DecisionFile.objects.filter(decision__in=visible), pk=pk)
    return serve_private(row.file, name=row.original_name, content_type=row.content_type)
