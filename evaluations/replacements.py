"""A member leaves the council and another takes the place, also while a session is open."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from evaluations import rules
from evaluations.enums import SessionState
from evaluations.models import Seat, SeatChange
from ocop_portal.core.access import Allowed, Denied, Refusal, first_denial, require
from ocop_portal.core.text import clean_text
from ocop_portal.core.workflow import locked


def can_replace(user, seat):
    """Officers of the standing office enter it, from the decision that changes the council."""
    if seat.until is not None:
        return Denied(_("This seat has ended already."))
    return rules.can_manage_council(user, seat.council.office)


@transaction.atomic
def replace_member(seat, *, user, since, by, reason, representing=""):
    """Give the seat's place to `user` from the day `since` on; return the new seat.

    In every open session the newcomer scores instead: the cards of the one who left are kept and not
    counted, and results of products that are closed already stay as they are.
    """
    sessions = [locked(one) for one in seat.council.sessions.filter(state=SessionState.OPEN).order_by("pk")]
    row = locked(seat)
    reason = clean_text(reason).strip()
    require(first_denial(can_replace(by, row), fits_from(row, since)))
    if not reason:
        raise Refusal(_("Write the decision or the reason."))
    concerned = [session for session in sessions if session.seats().filter(pk=row.pk).exists()]
    row.until = since - timedelta(days=1)
    row.save(update_fields=["until"])
    coming = _taking_the_place_of(row, user, since, representing)
    for session in concerned:
        SeatChange.objects.create(session=session, leaving=row, coming=coming, reason=reason, by=by)
    return coming


def fits_from(seat, since):
    """The newcomer's first day lies after the seat's first and after every session that is over."""
    if since <= seat.since:
        return Denied(_("The newcomer's first day comes after that of the member who leaves."))
    over = seat.council.sessions.filter(state=SessionState.CLOSED, held_on__gte=since)
    held_on = over.order_by("-held_on").values_list("held_on", flat=True).first()
    if held_on is None:
        return Allowed()
    text = _("The session of %(day)s was opened with the members of that day: they stay as they were.")
    return Denied(text % {"day": f"{held_on:%d/%m/%Y}"})


def _taking_the_place_of(seat, user, since, representing):
    coming = Seat(
        council=seat.council,
        role=seat.role,
        user=user,
        since=since,
        representing=representing or seat.representing,
        replaces=seat,
    )
    coming.full_clean()
    coming.save()
    return coming
