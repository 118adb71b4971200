"""Interests declared before anything opens, and recusals: who may not score what, from which moment on."""

from django.db import transaction
from django.utils.translation import gettext as _

from evaluations import closing, rules
from evaluations.enums import ItemState, RecusalGround, SessionState
from evaluations.models import InterestDeclaration, Recusal
from evaluations.sessions import locked_with_session
from ocop_portal.core.access import Allowed, Denied, Refusal, first_denial, require
from ocop_portal.core.text import clean_text
from ocop_portal.core.workflow import locked


def can_declare(user, session):
    """A scoring seat of the session, while the session is not closed."""
    if rules.scoring_seat(user, session) is None:
        return Denied(_("You have no scoring seat in this session."))
    return _is_not_over(session)


def has_to_declare(user, session):
    """Whether the person scores in the session and has not declared interests yet."""
    if session.state == SessionState.CLOSED:
        return False
    declared = session.declarations.values("seat")
    return session.scoring_seats().filter(user=user).exclude(pk__in=declared).exists()


def _is_not_over(session):
    if session.state == SessionState.CLOSED:
        return Denied(_("The session is closed."))
    return Allowed()


@transaction.atomic
def declare_interests(session, *, by, interests=None):
    """Declare for one's seat: `interests` maps items to what the interest is; none is a declaration too.

    Every interest recuses the seat from the item at once. Declaring again adds interests and takes none back.
    """
    row = locked(session)
    require(can_declare(by, row))
    seat = rules.scoring_seat(by, row)
    reasons = {item: clean_text(reason).strip() for item, reason in (interests or {}).items()}
    if not all(reasons.values()):
        raise Refusal(_("Write what the interest is: the minutes name it."))
    if any(item.state == ItemState.CLOSED for item in reasons):
        raise Refusal(_("A product among them is closed already: tell the chair, who decides on it."))
    facts = {"session": row, "seat": seat, "declared_by": by}
    if not reasons:
        return [InterestDeclaration.objects.create(has_interest=False, **facts)]
    made = []
    for item, reason in reasons.items():
        made.append(InterestDeclaration.objects.create(item=item, has_interest=True, reason=reason, **facts))
        _recuse(item, seat, ground=RecusalGround.DECLARED, reason=reason, by=by)
    return made


def can_recuse(user, item):
    """The chair of the council decides on the interests of others, while the session runs."""
    return first_denial(rules.is_chair(user, item.session), _is_not_over(item.session))


@transaction.atomic
def recuse(item, seat, *, by, reason):
    """Have the chair take a seat off an item, for a reason the minutes name."""
    session, row = locked_with_session(item)
    require(can_recuse(by, row))
    reason = clean_text(reason).strip()
    if not reason:
        raise Refusal(_("Write the reason first: the people concerned will read it."))
    if seat.council_id != session.council_id:
        raise Refusal(_("This seat belongs to another council."))
    return _recuse(row, seat, ground=RecusalGround.CHAIR, reason=reason, by=by)


def _recuse(item, seat, *, ground, reason, by):
    """The seat's card is kept and no longer counted; a result it counted in is computed again without it."""
    _session, row = locked_with_session(item)
    known = row.recusals.filter(seat=seat).first()
    if known:
        return known
    recusal = Recusal.objects.create(item=row, seat=seat, ground=ground, reason=reason, by=by)
    if row.state == ItemState.CLOSED:
        closing.compute_without(row, seat, by=by, reason=reason)
    return recusal
