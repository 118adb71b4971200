"""The notice of a session: what, where, when, the agenda; once to every seat, by mail and in the portal."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from evaluations import rules
from evaluations.enums import SessionState, Vote
from ocop_portal.accounts.models import Notice
from ocop_portal.core.access import Denied, Refusal, require
from ocop_portal.core.mail import queue_text
from ocop_portal.core.templatetags.ocop import long_day
from ocop_portal.core.workflow import locked

VIETNAMESE = "vi"
LONGEST = 400


def can_notify(user, session):
    if session.state == SessionState.CLOSED:
        return Denied(_("The session is closed."))
    return rules.is_secretary(user, session.council)


def recipients(session):
    """Return pairs of a seat of the session and whether it has had the notice."""
    seats = list(session.seats().select_related("user").order_by("pk"))
    keys = {_key(session, seat): seat for seat in seats}
    had = set(Notice.objects.filter(key__in=keys).values_list("key", flat=True))
    return [(seat, key in had) for key, seat in keys.items()]


def _key(session, seat):
    return f"session-{session.pk}-seat-{seat.pk}"


@transaction.atomic
def send_notice(session, *, by):
    """Give the notice to every seat that has not had it and return how many there were.

    Sending again reaches only who came in since. Each gets one mail and one notice, ever.
    """
    row = locked(session)
    require(can_notify(by, row))
    if not row.items.exists():
        raise Refusal(_("Put at least one dossier on the agenda."))
    waiting = [seat for seat, has_had in recipients(row) if not has_had]
    subject, body = words(row)
    with translation.override(VIETNAMESE):
        url = row.get_absolute_url()
    for seat in waiting:
        key = _key(row, seat)
        queue_text(seat.user.email, subject, body, key=key)
        Notice.objects.create(user=seat.user, key=key, text=subject[:LONGEST], url=url)
    if waiting and row.notified_at is None:
        row.notified_at = timezone.now()
        row.save(update_fields=["notified_at"])
    return len(waiting)


def words(session):
    """Return subject and text of the notice, in Vietnamese whatever language the secretary reads."""
    with translation.override(VIETNAMESE):
        facts = {"session": session, "day": f"{session.held_on:%d/%m/%Y}", "council": session.council}
        subject = _("Notice of session: %(session)s, %(day)s") % facts
        lines = [_("%(council)s invites you to the session “%(session)s”.") % facts, "", *_when(session)]
        lines += ["", _("Agenda:")]
        items = session.items.select_related("dossier__product__producer")
        lines += [
            f"{number}. {item.dossier.product} ({item.dossier.product.producer})"
            for number, item in enumerate(items, start=1)
        ]
        lines += ["", _("Declare your interests first; the papers open to you after that:")]
        return subject, "\n".join([*lines, settings.SITE_URL + session.get_absolute_url()])


def _when(session):
    hour = f"{session.starts_at:%H:%M}, " if session.starts_at else ""
    yield _("Time: %(time)s") % {"time": hour + long_day(session.held_on)}
    if session.place:
        yield _("Place: %(place)s") % {"place": session.place}
    if session.vote == Vote.WRITTEN:
        yield _("Vote in writing: hand in your cards by %(day)s.") % {"day": f"{session.reply_by:%d/%m/%Y}"}
