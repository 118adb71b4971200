"""Pages of a session: its agenda, who has finished, closing, results, the table of all results."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from evaluations import closing, entitlement, results, rules, scoring, sessions
from evaluations.council_forms import SessionForm
from evaluations.enums import ItemState, SessionState
from evaluations.interests import has_to_declare
from evaluations.models import Council, Dossier, Session, SessionItem
from evaluations.paper_views import can_take_all_cards, papers_for
from evaluations.session_advice import reports_of
from evaluations.session_agenda import agenda, proposed_dossiers
from ocop_portal.core.access import Refusal, require
from ocop_portal.core.workflow import can_apply


def _session(request, pk):
    found = Session.objects.visible_to(request.user).select_related("council__office__unit", "council__rules")
    return get_object_or_404(found, pk=pk)


def _item(request, pk):
    visible = Session.objects.visible_to(request.user).values("pk")
    related = ("session__council__office", "session__council__rules", "dossier__product__producer")
    return get_object_or_404(SessionItem.objects.filter(session__in=visible).select_related(*related), pk=pk)


# Preparing


@login_required
def session_create(request, pk):
    council = get_object_or_404(Council.objects.visible_to(request.user).select_related("office"), pk=pk)
    require(rules.can_prepare_session(request.user, council))
    form = SessionForm(request.POST or None, council=council)
    if request.method == "POST" and form.is_valid():
        session = sessions.create_session(council, by=request.user, **form.cleaned_data)
        messages.success(request, _("The session is prepared. Now put dossiers on its agenda."))
        return redirect(session)
    context = {"form": form, "council": council, "session": None}
    return render(request, "evaluations/session_form.html", context)


@login_required
def session_edit(request, pk):
    session = _session(request, pk)
    require(sessions.can_change_session(request.user, session))
    initial = {name: getattr(session, name) for name in sessions.FACTS}
    form = SessionForm(request.POST or None, council=session.council, initial=initial)
    if request.method == "POST" and form.is_valid():
        sessions.change_session(session, by=request.user, **form.cleaned_data)
        messages.success(request, _("The session is saved."))
        return redirect(session)
    context = {"form": form, "council": session.council, "session": session}
    return render(request, "evaluations/session_form.html", context)


@require_safe
@login_required
def session_page(request, pk):
    session = _session(request, pk)
    secretary = rules.is_secretary(request.user, session.council)
    chair = session.state == SessionState.OPEN and rules.is_chair(request.user, session)
    context = {
        "session": session,
        "council": session.council,
        "secretary": secretary,
        "chair": chair,
        "undeclared": has_to_declare(request.user, session),
        "papers": papers_for(request.user, session),
        "comparing": can_take_all_cards(request.user, session),
        "rules": results.rules_in_words(session.council.rules, session.vote),
        "noting": sessions.can_note_attendance(request.user, session),
        "attendance": session.attendance.select_related("seat__user").order_by("seat"),
        "advised": reports_of(session, request.user),
        "items": agenda(session, request.user, sees_progress=bool(secretary or chair)),
        "notifying": session.state != SessionState.CLOSED and secretary,
        "seat_changes": session.seat_changes.select_related("coming__user", "leaving__user"),
        "proposed": proposed_dossiers(session) if secretary else [],
        "changing": sessions.can_change_session(request.user, session),
        "opening": can_apply(session, "open", by=request.user),
        "closing": can_apply(session, "close", by=request.user),
    }
    return render(request, "evaluations/session_page.html", context)


@require_POST
@login_required
def session_schedule(request, pk):
    """Put the ticked dossiers on the agenda; each one that does not fit says why."""
    session = _session(request, pk)
    require(rules.can_prepare_session(request.user, session.council))
    wanted = [text for text in request.POST.getlist("dossier") if text.isdecimal() and len(text) < 19]
    found = Dossier.objects.filter(pk__in=wanted, council_level=session.council.level)
    dossiers = [dossier for dossier in found if rules.fits_council(dossier, session.council)]
    put = [dossier for dossier in dossiers if _put_on_agenda(request, session, dossier)]
    if put:
        text = ngettext(
            "%(count)s product is on the agenda.", "%(count)s products are on the agenda.", len(put)
        )
        messages.success(request, text % {"count": len(put)})
    elif not dossiers:
        messages.warning(request, _("Tick the dossiers that go on the agenda."))
    return redirect(session)


def _put_on_agenda(request, session, dossier):
    try:
        return sessions.schedule(session, dossier, by=request.user)
    except Refusal as refusal:
        messages.error(request, f"{dossier.product}: {refusal.reason}")
        return None


# Acts that are asked for twice


@login_required
def session_open(request, pk):
    session = _session(request, pk)
    require(can_apply(session, "open", by=request.user))
    if request.method == "POST":
        sessions.open_session(session, by=request.user)
        messages.success(request, _("The session is open: the members can score."))
        return redirect(session)
    return _ask(
        request,
        session,
        title=_("Open the session for scoring?"),
        consequences=[
            _("Every member who scores finds the products under “Scoring”."),
            _("Name, day and rules of the session stay as they are from now on."),
            _("Until a product is closed, everybody sees only what he or she gave."),
        ],
        names=[item.dossier.product for item in session.items.select_related("dossier__product")],
        action_label=_("Open the session"),
    )


@login_required
def session_close(request, pk):
    session = _session(request, pk)
    require(can_apply(session, "close", by=request.user))
    if request.method == "POST":
        sessions.close_session(session, by=request.user)
        messages.success(request, _("The session is closed."))
        return redirect(session)
    return _ask(
        request,
        session,
        title=_("Close the session?"),
        consequences=[_("Nothing can be put on its agenda any more."), _("The results stay as they are.")],
        names=[],
        action_label=_("Close the session"),
    )


@login_required
def item_remove(request, pk):
    item = _item(request, pk)
    require(sessions.can_take_off_agenda(request.user, item))
    if request.method == "POST":
        sessions.unschedule(item, by=request.user)
        messages.success(request, _("The product is off the agenda; its dossier waits for another session."))
        return redirect(item.session)
    return _ask(
        request,
        item.session,
        title=_("Take this product off the agenda?"),
        consequences=[_("Its dossier goes back to the proposed ones."), _("Drafts begun on it are deleted.")],
        names=[item.dossier.product],
        action_label=_("Take off the agenda"),
    )


@login_required
def item_close(request, pk):
    item = _item(request, pk)
    require(rules.can_close_item(request.user, item))
    if request.method == "POST":
        return _close(request, item)
    missing = entitlement.missing_to_close(item)
    if missing:
        raise Refusal(_("The scoring cannot be closed yet."), missing)
    return _ask(
        request,
        item.session,
        title=_("Close the scoring of this product?"),
        consequences=[
            _("The submitted cards are counted as they are now; no card can be changed or added."),
            _("Mean, spread and star are computed and shown to the council."),
            _("If the totals lie too far apart, a second round opens instead."),
        ],
        names=[item.dossier.product],
        action_label=_("Close the scoring"),
        round=item.round,
        rules=results.rules_in_words(item.session.council.rules, item.session.vote),
    )


def _close(request, item):
    """The round travels with the button, so that pressing twice never closes two rounds."""
    seen = request.POST.get("round", "")
    if seen.isdecimal() and len(seen) < 4:
        item.round = int(seen)
    snapshot = closing.close_item(item, by=request.user)
    item.refresh_from_db()
    name = {"name": item.dossier.product}
    if item.state == ItemState.SUSPENDED:
        text = _("%(name)s: the opinions in writing differ. The product is suspended for a meeting.")
        messages.warning(request, text % name)
    elif item.closed_at is None:
        text = _("%(name)s: the totals lie too far apart. Round 2 is open; every member scores again.")
        messages.warning(request, text % name)
    elif scoring.SPREAD_OVER_LIMIT in snapshot.flags:
        text = _("%(name)s is closed. The totals still lie too far apart; the result carries a mark.")
        messages.warning(request, text % name)
    else:
        messages.success(request, _("%(name)s is closed; its result stands below.") % name)
    return redirect(f"{item.session.get_absolute_url()}#item-{item.pk}")


def _ask(request, session, **question):
    context = {"session": session, "council": session.council, "round": None, "rules": []} | question
    return render(request, "evaluations/session_confirm.html", context)
