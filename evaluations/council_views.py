"""Pages of councils: the list, one council with its seats and rules, what officers enter."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluations import replacements, results, rules, sessions
from evaluations.council_forms import (
    CouncilForm,
    SeatEndForm,
    SeatForm,
    SeatReplaceForm,
    standing_offices,
)
from evaluations.enums import SeatRole, SessionState
from evaluations.models import Council, Seat, Session
from ocop_portal.core.access import Allowed, Denied, require
from ocop_portal.core.days import today

PAGE_SIZE = 25


def _council(request, pk):
    found = Council.objects.visible_to(request.user).select_related("office__unit", "rules")
    return get_object_or_404(found, pk=pk)


def _may_create(user):
    if standing_offices(user).exists():
        return Allowed()
    return Denied(_("Councils are entered by officers of the standing office."))


@require_safe
@login_required
def council_desk(request):
    day = today()
    in_force = Q(seats__since__lte=day) & (Q(seats__until=None) | Q(seats__until__gte=day))
    mine = Council.objects.visible_to(request.user).values("pk")
    found = Council.objects.filter(pk__in=mine).select_related("office").order_by("-established_on", "-pk")
    counted = found.annotate(
        member_count=Count("seats", filter=in_force & Q(seats__role__in=SeatRole.scoring()), distinct=True),
        session_count=Count("sessions", distinct=True),
    )
    page = Paginator(counted, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {"page": page, "creating": _may_create(request.user)}
    return render(request, "evaluations/council_desk.html", context)


@login_required
def council_create(request):
    require(_may_create(request.user))
    form = CouncilForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        council = form.save()
        messages.success(request, _("The council is entered. Now give it its members."))
        return redirect(council)
    return render(request, "evaluations/council_form.html", {"form": form, "council": None})


@login_required
def council_edit(request, pk):
    council = _council(request, pk)
    require(sessions.can_change_council(request.user, council))
    form = CouncilForm(request.POST or None, user=request.user, council=council)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The council is saved."))
        return redirect(council)
    return render(request, "evaluations/council_form.html", {"form": form, "council": council})


@require_safe
@login_required
def council_page(request, pk):
    council = _council(request, pk)
    day = today()
    seats = sorted(council.seats.select_related("user", "replaces__user"), key=lambda seat: _place(seat, day))
    context = {
        "council": council,
        "seats": [{"seat": seat, "is_past": _is_past(seat, day)} for seat in seats],
        "rules": results.rules_in_words(council.rules),
        "sessions": Session.objects.visible_to(request.user)
        .filter(council=council)
        .annotate(item_count=Count("items", distinct=True)),
        "managing": rules.can_manage_council(request.user, council.office),
        "changing": sessions.can_change_council(request.user, council),
        "preparing": rules.can_prepare_session(request.user, council),
    }
    return render(request, "evaluations/council_page.html", context)


def _is_past(seat, day):
    return seat.until is not None and seat.until < day


def _place(seat, day):
    """Members of today first, the chair before them, the secretary after."""
    return _is_past(seat, day), list(SeatRole.values).index(seat.role), seat.pk


@login_required
def seat_add(request, pk):
    council = _council(request, pk)
    require(rules.can_manage_council(request.user, council.office))
    form = SeatForm(request.POST or None, council=council)
    if request.method == "POST" and form.is_valid():
        seat = form.save()
        messages.success(request, _("%(name)s has a seat in the council.") % {"name": seat.user})
        return redirect(council)
    return render(request, "evaluations/council_seat.html", {"form": form, "council": council})


def _seat(request, pk):
    seats = Seat.objects.filter(council__in=Council.objects.visible_to(request.user).values("pk"))
    return get_object_or_404(seats.select_related("council__office", "user"), pk=pk)


@login_required
def seat_replace(request, pk):
    seat = _seat(request, pk)
    require(replacements.can_replace(request.user, seat))
    form = SeatReplaceForm(request.POST or None, seat=seat)
    if request.method == "POST" and form.is_valid():
        coming = form.save(by=request.user)
        facts = {"coming": coming.user, "leaving": seat.user}
        messages.success(request, _("%(coming)s takes the place of %(leaving)s.") % facts)
        return redirect(seat.council)
    open_sessions = seat.council.sessions.filter(state=SessionState.OPEN)
    context = {"form": form, "seat": seat, "council": seat.council, "open_sessions": open_sessions}
    return render(request, "evaluations/council_seat_replace.html", context)


@login_required
def seat_end(request, pk):
    seat = _seat(request, pk)
    require(rules.can_manage_council(request.user, seat.council.office))
    form = SeatEndForm(request.POST or None, seat=seat, initial={"until": today()})
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The seat of %(name)s has its last day.") % {"name": seat.user})
        return redirect(seat.council)
    context = {"form": form, "seat": seat, "council": seat.council}
    return render(request, "evaluations/council_seat_end.html", context)
