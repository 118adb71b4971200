"""Pages around the scoring: interests, attendance, recusals, stops, suspensions, reopening."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluations import closing, interests, rules, sessions
from evaluations import session_notice as session_notices
from evaluations.meeting_forms import (
    AttendanceForm,
    InterestsForm,
    ReasonOfCouncil,
    RecuseForm,
    StopForm,
)
from evaluations.models import Session, SessionItem
from ocop_portal.core.access import Refusal, require
from ocop_portal.core.workflow import can_apply


def _session(request, pk):
    found = Session.objects.visible_to(request.user).select_related("council__office__unit", "council__rules")
    return get_object_or_404(found, pk=pk)


def _item(request, pk):
    visible = Session.objects.visible_to(request.user).values("pk")
    related = ("session__council__office", "session__council__rules", "dossier__product__producer", "rubric")
    return get_object_or_404(SessionItem.objects.filter(session__in=visible).select_related(*related), pk=pk)


# Interests


@login_required
def session_interests(request, pk):
    """What a member who scores answers before any paper of the session opens."""
    session = _session(request, pk)
    require(interests.can_declare(request.user, session))
    seat = rules.scoring_seat(request.user, session)
    recused = seat.recusals.filter(item__session=session).values("item")
    items = session.items.filter(closed_at=None).exclude(pk__in=recused)
    form = InterestsForm(request.POST or None, items=list(items.select_related("dossier__product__producer")))
    if request.method == "POST" and form.is_valid():
        interests.declare_interests(session, by=request.user, interests=form.interests)
        _say_declared(request, len(form.interests))
        return redirect(session)
    context = {"session": session, "council": session.council, "form": form}
    return render(request, "evaluations/session_interests.html", context)


def _say_declared(request, count):
    if not count:
        messages.success(request, _("Your declaration is kept: no interest in any product."))
        return
    text = ngettext(
        "Your declaration is kept: you do not score %(count)s product.",
        "Your declaration is kept: you do not score %(count)s products.",
        count,
    )
    messages.success(request, text % {"count": count})


@login_required
def item_recuse(request, pk):
    item = _item(request, pk)
    require(interests.can_recuse(request.user, item))
    form = RecuseForm(request.POST or None, item=item)
    if request.method == "POST" and form.is_valid():
        seat, reason = form.cleaned_data["seat"], form.cleaned_data["reason"]
        done = _tried(form, interests.recuse, item, seat, by=request.user, reason=reason)
        if done:
            text = _("%(name)s no longer scores this product.")
            messages.success(request, text % {"name": seat.user})
            return _back(item)
    return _act(
        request,
        item,
        form,
        title=_("Recuse a member from this product?"),
        consequences=[
            _("The product and its papers are closed to the member at once."),
            _("A card handed in is kept and not counted."),
            _("A result the card counted in is computed again; without a quorum the product is suspended."),
        ],
        action_label=_("Recuse the member"),
    )


# The notice


@login_required
def session_notice(request, pk):
    """What the notice says and to whom it goes; the button sends it to who has not had it."""
    session = _session(request, pk)
    require(session_notices.can_notify(request.user, session))
    if request.method == "POST":
        count = session_notices.send_notice(session, by=request.user)
        text = ngettext("The notice went to %(count)s person.", "The notice went to %(count)s people.", count)
        messages.success(request, text % {"count": count})
        return redirect(session)
    subject, body = session_notices.words(session)
    context = {"session": session, "council": session.council, "subject": subject, "body": body}
    context["recipients"] = people = session_notices.recipients(session)
    context["waiting"] = [seat for seat, has_had in people if not has_had]
    return render(request, "evaluations/session_notice.html", context)


# Attendance


@login_required
def session_attendance(request, pk):
    session = _session(request, pk)
    require(sessions.can_note_attendance(request.user, session))
    noted = dict(session.attendance.values_list("seat", "kind"))
    seats = session.scoring_seats().select_related("user")
    form = AttendanceForm(request.POST or None, seats=seats, noted=noted)
    if request.method == "POST" and form.is_valid():
        sessions.note_attendance(session, form.kinds, by=request.user)
        messages.success(request, _("The attendance is noted."))
        return redirect(session)
    context = {"session": session, "council": session.council, "form": form}
    return render(request, "evaluations/session_attendance.html", context)


# Acts on an item


def _tried(form, verb, *args, **kwargs):
    """Do it, or say on the form why it cannot be done."""
    try:
        return verb(*args, **kwargs) or True
    except Refusal as refusal:
        form.add_error(None, refusal.reason)
        return None


def _back(item):
    return redirect(f"{item.session.get_absolute_url()}#item-{item.pk}")


def _act(request, item, form, **question):
    context = {"item": item, "session": item.session, "council": item.session.council, "form": form}
    return render(request, "evaluations/item_act.html", context | question)


@login_required
def item_suspend(request, pk):
    item = _item(request, pk)
    require(can_apply(item, "suspend", by=request.user))
    form = ReasonOfCouncil(request.POST or None)
    if request.method == "POST" and form.is_valid():
        closing.suspend_item(item, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("The product is suspended: nothing is decided on it."))
        return _back(item)
    return _act(
        request,
        item,
        form,
        title=_("Suspend this product?"),
        consequences=[
            _("Nobody scores it while it is suspended; cards handed in are kept."),
            _("It can be taken up again; if it is not, its dossier waits for another session."),
        ],
        action_label=_("Suspend the product"),
    )


@login_required
def item_resume(request, pk):
    item = _item(request, pk)
    require(can_apply(item, "resume", by=request.user))
    if request.method == "POST":
        closing.resume_item(item, by=request.user)
        messages.success(request, _("The product is taken up again."))
        return _back(item)
    return _act(
        request,
        item,
        None,
        title=_("Take this product up again?"),
        consequences=[_("The members can score it; cards handed in before stand.")],
        action_label=_("Take it up again"),
    )


@login_required
def item_stop(request, pk):
    item = _item(request, pk)
    require(can_apply(item, "stop", by=request.user))
    form = StopForm(request.POST or None, item=item)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if _tried(form, closing.stop_item, item, by=request.user, reason=reason, **form.rests_on):
            messages.success(request, _("The evaluation of the product is stopped."))
            return _back(item)
    return _act(
        request,
        item,
        form,
        title=_("Stop the evaluation of this product?"),
        consequences=[
            _("The product gets no points and no stars, whatever was scored."),
            _("The authority then closes the dossier without recognition."),
        ],
        action_label=_("Stop the evaluation"),
    )


@login_required
def item_reopen(request, pk):
    item = _item(request, pk)
    require(can_apply(item, "reopen", by=request.user))
    form = ReasonOfCouncil(request.POST or None)
    if request.method == "POST" and form.is_valid():
        closing.reopen_item(item, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("The product can be scored again; the earlier result is kept."))
        return _back(item)
    return _act(
        request,
        item,
        form,
        title=_("Reopen the scoring of this product?"),
        consequences=[
            _("Members can correct their cards; the cards of today are kept."),
            _("The next result takes the place of this one and names your reason."),
        ],
        action_label=_("Reopen the scoring"),
    )
