"""Pages of cards on paper: typing one with its scan, confirming or refusing it, the scan."""

from types import SimpleNamespace

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from evaluations import paper_cards
from evaluations.card_page import CardPage, read_answers
from evaluations.dossier_forms import LongWords
from evaluations.models import PaperCard, Seat, Session, SessionItem
from ocop_portal.core.access import Refusal, require
from ocop_portal.core.files import CheckedFileField, serve_private

CONFIRM, REFUSE = "confirm", "refuse"


class TypedCardForm(forms.Form):
    """Whose card it is, and its scan; the marks stand beside, on the sheet."""

    seat = forms.ModelChoiceField(
        label=gettext_lazy("Member"), queryset=None, empty_label=gettext_lazy("Choose the member")
    )
    scan = CheckedFileField(label=gettext_lazy("Scan or photo of the signed card"), allowed=paper_cards.SCANS)

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        seats = [seat.pk for seat in paper_cards.seats_to_type(item)]
        self.fields["seat"].queryset = Seat.objects.filter(pk__in=seats).select_related("user")


class AnswerForm(forms.Form):
    act = forms.ChoiceField(choices=[(CONFIRM, CONFIRM), (REFUSE, REFUSE)])
    objection = LongWords(label=gettext_lazy("What is wrong"), max_length=2000, required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("act") == REFUSE and not cleaned.get("objection"):
            self.add_error("objection", _("Write what is wrong, so that the secretary can type it again."))
        return cleaned


def _item(request, pk):
    visible = Session.objects.visible_to(request.user).values("pk")
    related = (
        *("session__council__rules", "session__council__office", "dossier__product__producer"),
        *("dossier__regulation", "rubric__product_set", "rubric__edition", "revision"),
    )
    return get_object_or_404(SessionItem.objects.filter(session__in=visible).select_related(*related), pk=pk)


def _sheet(item, marks, notes):
    """The page of a card nobody has opened: the sheet with these marks."""
    draft = SimpleNamespace(marks=marks, notes=notes, saved_at=timezone.now())
    return CardPage(SimpleNamespace(item=item, draft=draft, version=0, round=item.round))


@never_cache
@login_required
def paper_card_type(request, pk):
    item = _item(request, pk)
    require(paper_cards.can_type(request.user, item))
    form = TypedCardForm(request.POST or None, request.FILES or None, item=item)
    marks, notes = read_answers(request.POST)
    if request.method == "POST" and form.is_valid() and _typed(request, item, form, marks, notes):
        text = _("The card waits for the confirmation of %(name)s.")
        messages.success(request, text % {"name": form.cleaned_data["seat"].user})
        return redirect(f"{item.session.get_absolute_url()}#item-{item.pk}")
    context = {"item": item, "session": item.session, "council": item.session.council, "form": form}
    context["page"] = _sheet(item, _known(item, marks), notes)
    return render(request, "evaluations/paper_card_type.html", context)


def _typed(request, item, form, marks, notes):
    try:
        return paper_cards.type_paper_card(
            item,
            form.cleaned_data["seat"],
            marks=marks,
            notes=notes,
            upload=form.cleaned_data["scan"],
            by=request.user,
        )
    except Refusal as refusal:
        form.add_error(None, " ".join([refusal.reason, *refusal.missing]))
        return None


def _known(item, marks):
    """The marks the sheet has: what somebody made up is not shown again."""
    sizes = {one.code: len(one.options) for one in item.rubric.sheet().criteria}
    return {
        code: mark
        for code, mark in marks.items()
        if code in sizes and (mark is None or (type(mark) is int and 0 <= mark < sizes[code]))
    }


@never_cache
@login_required
def paper_card_answer(request, pk):
    """The member compares what was typed with the scan, and takes it or says what is wrong."""
    mine = PaperCard.objects.filter(card__seat__user=request.user).select_related("card__seat", "typed_by")
    paper = get_object_or_404(mine, pk=pk)
    item = _item(request, paper.card.item_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _answer(request, paper, form.cleaned_data)
        return redirect("scoring_desk")
    context = {"paper": paper, "item": item, "page": _sheet(item, paper.marks, paper.notes), "form": form}
    context["answering"] = paper_cards.can_answer(request.user, paper)
    return render(request, "evaluations/paper_card_answer.html", context)


def _answer(request, paper, answer):
    if answer["act"] == CONFIRM:
        paper_cards.confirm(paper, by=request.user)
        messages.success(request, _("The card is yours now: it is submitted."))
    else:
        paper_cards.refuse(paper, by=request.user, objection=answer["objection"])
        messages.success(request, _("The typed card does not count; the secretary reads what is wrong."))


@require_safe
@login_required
def paper_card_scan(request, pk):
    """For the member whose card it is and for who typed it."""
    near = Q(card__seat__user=request.user) | Q(typed_by=request.user)
    paper = get_object_or_404(PaperCard.objects.filter(near), pk=pk)
    return serve_private(paper.file, name=paper.original_name, content_type=paper.content_type)
