"""Pages of a member of a council: what is to be scored, the score card, its submission."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from evaluations import rules, scorecards
from evaluations.card_page import CardPage, answers_as_fields, differences, number_in, read_answers
from evaluations.interests import has_to_declare
from evaluations.models import Session, SessionItem
from evaluations.paper_cards import waiting_for
from evaluations.scoring_desk import closed_items, items_to_score
from ocop_portal.core.access import Conflict, Refusal


@require_safe
@login_required
def scoring_desk(request):
    context = {
        "items": items_to_score(request.user),
        "closed": closed_items(request.user),
        "papers": waiting_for(request.user),
    }
    return render(request, "evaluations/scoring_desk.html", context)


def _item(request, pk):
    related = (
        "session__council__rules",
        "dossier__product__producer",
        "dossier__regulation",
        "rubric__product_set",
        "rubric__edition",
        "revision",
    )
    visible = Session.objects.visible_to(request.user).values("pk")
    return get_object_or_404(SessionItem.objects.filter(session__in=visible).select_related(*related), pk=pk)


def _card(request, item):
    """The card of the round the form was opened in, which may be over by now; else of the present one."""
    card = scorecards.own_card(item, request.user, number_in(request.POST, "round"))
    card = card or scorecards.card_for(item, by=request.user)
    card.item = item
    return card


def _answers(request):
    marks, notes = read_answers(request.POST)
    return {"marks": marks, "notes": notes, "version": number_in(request.POST, "version"), "by": request.user}


@never_cache
@login_required
def score_card(request, pk):
    """The sheet as one form; works without scripts. Saving and submitting both store what is ticked first."""
    item = _item(request, pk)
    if request.method != "POST" and has_to_declare(request.user, item.session):
        return redirect("session_interests", item.session_id)
    card = _card(request, item)
    if request.method != "POST":
        return render(request, "evaluations/score_card.html", {"page": CardPage(card), "item": item})
    try:
        scorecards.save_draft(card, **_answers(request))
    except Conflict as conflict:
        context = _conflict(conflict.current, item, request)
        return render(request, "evaluations/score_card_conflict.html", context, status=409)
    if request.POST.get("act") == "submit":
        return redirect("score_card_submit", item.pk)
    _say_saved(request, card)
    return redirect("score_card", item.pk)


def _say_saved(request, card):
    answer = rules.can_score(request.user, card.item)
    if card.round == card.item.round and answer:
        messages.success(request, _("The draft is saved. It counts once it is submitted."))
    else:
        messages.warning(
            request, _("Your marks are kept as a draft. The scoring is closed and does not count it.")
        )


@require_POST
@login_required
def score_card_save(request, pk):
    """Autosave: the same form, answered in JSON. 409 carries what is stored, 422 a refusal."""
    item = _item(request, pk)
    try:
        card = scorecards.save_draft(_card(request, item), **_answers(request))
    except Conflict as conflict:
        return JsonResponse(_conflict_record(conflict.current, item, request), status=409)
    except Refusal as refusal:
        return JsonResponse({"reason": refusal.reason, "missing": refusal.missing}, status=422)
    counts = card.round == item.round and bool(rules.can_score(request.user, item))
    return JsonResponse({"version": card.version, "saved": _time_saved(card), "counts": counts})


def _time_saved(card):
    return date_format(timezone.localtime(card.draft.saved_at), "H:i:s")


def _conflict(card, item, request):
    card.item = item
    page = CardPage(card)
    marks, notes = read_answers(request.POST)
    return {
        "page": page,
        "item": item,
        "differences": differences(page, marks, notes),
        "fields": answers_as_fields(marks, notes),
    }


def _conflict_record(card, item, request):
    context = _conflict(card, item, request)
    return {
        "version": card.version,
        "saved": _time_saved(card),
        "answers": answers_as_fields(card.draft.marks, card.draft.notes),
        "html": render_to_string("evaluations/_score_card_conflict.html", context, request),
    }


@never_cache
@login_required
def score_card_submit(request, pk):
    """The last look: totals, what is unanswered. What is stored is submitted, unless it changed since."""
    item = _item(request, pk)
    card = _card(request, item)
    if request.method == "POST":
        return _submit(request, card)
    page = CardPage(card)
    context = {"page": page, "item": item, "submitting": scorecards.can_submit(request.user, card)}
    return render(request, "evaluations/score_card_submit.html", context)


def _submit(request, card):
    draft, version = card.draft, number_in(request.POST, "version")
    if version != card.version:
        messages.warning(request, _("The card was changed in another window: look at it once more."))
        return redirect("score_card_submit", card.item_id)
    scorecards.submit_card(card, marks=draft.marks, notes=draft.notes, version=version, by=request.user)
    name = {"name": card.item.dossier.product}
    messages.success(
        request, _("%(name)s: your card is submitted. It may be corrected until closing.") % name
    )
    return redirect("scoring_desk")
