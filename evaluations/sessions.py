"""Sessions of a council: preparing, the agenda, opening and the end.

Every verb locks the session row first and runs in one transaction.
"""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluations import rules
from evaluations.enums import ItemState, SessionState
from evaluations.models import ScoreCard, ScoreCardRevision, Session, SessionItem
from ocop_portal.core.access import Allowed, Denied, Refusal, first_denial, require
from ocop_portal.core.workflow import apply, locked

# Preparing


def can_change_council(user, council):
    """A council and its rules stay as they are once one of its sessions was opened."""
    if council.sessions.exclude(opened_at=None).exists():
        return Denied(_("A session was opened under these rules: they stay as they are."))
    return rules.can_manage_council(user, council.office)


def can_hold_on(council, day):
    """A council meets within its own life and that of its office; an abolished unit's meets in its time."""
    if day < council.established_on:
        return Denied(_("The council was not established yet on that day."))
    if council.dissolved_on and day > council.dissolved_on:
        return Denied(_("The council was dissolved before that day."))
    if not council.office.works_on(day):
        return Denied(_("%(office)s did not exist on that day.") % {"office": council.office})
    return Allowed()


@transaction.atomic
def create_session(council, *, by, **facts):
    """`facts` are those of `FACTS`; `held_on` decides which seats are entitled to score.

    A vote in writing runs from `held_on` to `reply_by`; without a word it is as the council's rules say.
    """
    require(first_denial(rules.can_prepare_session(by, council), can_hold_on(council, facts["held_on"])))
    written = {"vote": council.rules.vote} | {name: facts[name] for name in FACTS if name in facts}
    return Session.objects.create(council=council, created_by=by, **written)


FACTS = ("name", "held_on", "starts_at", "place", "vote", "reply_by")


@transaction.atomic
def change_session(session, *, by, **facts):
    """Correct what was written about the session while it is being prepared."""
    row = locked(session)
    require(can_change_session(by, row))
    for name in FACTS:
        setattr(row, name, facts.get(name, getattr(row, name)))
    require(can_hold_on(row.council, row.held_on))
    row.save()
    return row


def can_change_session(user, session):
    if session.state != SessionState.PREPARED:
        return Denied(_("Name, day and place of a session stay as they are once it is open."))
    return rules.is_secretary(user, session.council)


# The agenda


@transaction.atomic
def schedule(session, dossier, *, by):
    """Put a proposed dossier on the agenda; pin its latest revision and its score sheet."""
    row = locked(session)
    require(can_put_on_agenda(by, row, dossier))
    moved = apply(dossier, "schedule", by=by, office_name=row.council.name)
    last = row.items.aggregate(last=Max("position"))["last"] or 0
    return SessionItem.objects.create(
        session=row,
        dossier=moved,
        revision=moved.revisions.order_by("-number").first(),
        rubric=moved.rubric,
        position=last + 1,
    )


def can_put_on_agenda(user, session, dossier):
    if dossier.received_on > session.held_on:
        return Denied(_("The dossier was received after the day of the session."))
    return rules.can_schedule(user, session, dossier)


@transaction.atomic
def unschedule(item, *, by):
    """Take a dossier off the agenda, with the drafts begun on it; no card may have been submitted."""
    session, row = locked_with_session(item)
    require(can_take_off_agenda(by, row))
    ScoreCard.objects.filter(item=row).delete()
    apply(row.dossier, "unschedule", by=by, office_name=session.council.name)
    row.delete()


def can_take_off_agenda(user, item):
    if item.session.state == SessionState.CLOSED or item.state != ItemState.OPEN:
        return Denied(_("The scoring of this product is closed."))
    if ScoreCardRevision.objects.filter(card__item=item).exists():
        return Denied(_("A card was submitted already: the product stays on the agenda."))
    return rules.is_secretary(user, item.session.council)


def locked_with_session(item):
    """Return session and item, both locked, in the order every verb and every submission takes."""
    session, row = locked(item.session), locked(item)
    row.session = session
    return session, row


# Who is there


def can_note_attendance(user, session):
    if session.state == SessionState.CLOSED:
        return Denied(_("The session is closed."))
    return rules.is_secretary(user, session.council)


@transaction.atomic
def note_attendance(session, kinds, *, by):
    """Note who takes part: `kinds` maps scoring seats to an `AttendanceKind`; others stay as they are."""
    row = locked(session)
    require(can_note_attendance(by, row))
    entitled = set(row.scoring_seats())
    for seat, kind in kinds.items():
        if seat not in entitled:
            raise Refusal(_("Only members who score in this session are noted."))
        facts = {"kind": kind, "noted_at": timezone.now(), "noted_by": by}
        row.attendance.update_or_create(seat=seat, defaults=facts)
    return row


# Opening and the end


def open_session(session, *, by):
    return _move(session, "open", by=by, stamp={"opened_at": timezone.now()})


@transaction.atomic
def close_session(session, *, by):
    """End the session; suspended products are not decided and wait for another one."""
    row = _move(session, "close", by=by, stamp={"closed_at": timezone.now()})
    for item in row.items.filter(state=ItemState.SUSPENDED).select_related("dossier"):
        apply(item.dossier, "unschedule", by=by, office_name=row.council.name)
    return row


def _move(session, transition, *, by, stamp):
    return apply(session, transition, by=by, office_name=session.council.name, stamp=stamp)
