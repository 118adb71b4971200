"""Who may do what with dossiers, sessions, cards and decisions. Every "no" carries its reason.

In short: officers of the receiving office take in and propose; the secretary of the council runs the
session; seats of the council score; a leader of the deciding level decides. Nobody wears two of these
hats for one dossier.
"""

from django.utils.translation import gettext as _

from evaluations.enums import (
    DOSSIER_MOVES,
    ITEM_MOVES,
    SESSION_MOVES,
    AttendanceKind,
    DossierState,
    ItemState,
    SeatRole,
    SessionState,
    Vote,
)
from evaluations.models import Dossier, Regulation, Seat, Session, SessionItem
from evaluations.preparation_rules import gaps
from evaluations.signing import can_decline, can_evaluate_again, can_recognise, can_refer
from ocop_portal.accounts.enums import Level, Role
from ocop_portal.accounts.models import has_role, offices_of
from ocop_portal.core.access import Allowed, Denied, first_denial
from ocop_portal.core.days import today
from ocop_portal.core.workflow import Workflow, declare
from producers.rules import acts_for


def is_intake_officer(user, dossier, at=None):
    if has_role(user, Role.OFFICER, office=dossier.receiving_office, at=at):
        return Allowed()
    return Denied(_("Only officers of %(office)s may do this.") % {"office": dossier.receiving_office})


def can_receive(office, product, received_on):
    """May this office take in a dossier received on that day? Read from the regulation of the day."""
    if received_on > today():
        return Denied(_("The day of receipt lies in the future."))
    regulation = Regulation.objects.on(received_on)
    if office.level != regulation.receiving_level:
        level = Level(regulation.receiving_level).label
        return Denied(
            _(
                "On %(day)s, Decision %(number)s was in force: "
                "dossiers were received at the level of the %(level)s."
            )
            % {"day": f"{received_on:%d/%m/%Y}", "number": regulation.number, "level": level}
        )
    if not office.works_on(received_on):
        return Denied(_("%(office)s did not exist on that day.") % {"office": office})
    if not office.covers(product.made_in):
        return Denied(_("The product is not made in the area of %(office)s.") % {"office": office})
    return Allowed()


def can_open_dossier(user, product, office, received_on, at=None):
    """Officers of the office for any day in the past, the producer's members for today."""
    is_officer = has_role(user, Role.OFFICER, office=office, at=at)
    if not is_officer and not acts_for(user, product.producer):
        return Denied(_("Only officers of %(office)s may do this.") % {"office": office})
    if not is_officer and received_on != today():
        return Denied(_("A dossier of your own is received on the day it is handed in."))
    return can_receive(office, product, received_on)


def can_edit_dossier(user, dossier, at=None):
    if not dossier.is_editable:
        return Denied(_("A dossier can be changed while it is being prepared or returned, not afterwards."))
    return prepares(user, dossier, at)


def prepares(user, dossier, at=None):
    """The producer's own people, and the receiving office's officers on their behalf."""
    if acts_for(user, dossier.product.producer):
        return Allowed()
    return is_intake_officer(user, dossier, at)


def secretary_seats(user, at=None):
    return Seat.objects.in_force(at).filter(user=user, role=SeatRole.SECRETARY)


def is_secretary(user, council, at=None):
    if secretary_seats(user, at).filter(council=council).exists():
        return Allowed()
    return Denied(_("Only the secretary of the council may do this."))


def can_manage_council(user, office, at=None):
    """Councils and seats are entered by officers of the standing office, from the establishing decision."""
    if has_role(user, Role.OFFICER, office=office, at=at):
        return Allowed()
    return Denied(_("Only officers of %(office)s may do this.") % {"office": office})


def can_prepare_session(user, council, at=None):
    return is_secretary(user, council, at)


def fits_council(dossier, council):
    """A council scores dossiers proposed to its level from its own area."""
    if dossier.council_level != council.level:
        return Denied(_("The dossier is not proposed to a council of this level."))
    if not council.office.covers(dossier.product.made_in):
        return Denied(_("The product is not made in the area of this council."))
    return Allowed()


def can_schedule(user, session, dossier, at=None):
    if session.state == SessionState.CLOSED:
        return Denied(_("The session is closed."))
    return first_denial(is_secretary(user, session.council, at), fits_council(dossier, session.council))


def scoring_seat(user, session):
    """Return the seat from which the person scores in the session, or None."""
    return session.scoring_seats().filter(user=user).first()


def can_score(user, item):
    """A seat of the council scores while the item is open, unless bound to the product in another role.

    Its person has declared interests first, is not recused, takes part, and is in time in a written vote.
    """
    dossier, seat = item.dossier, scoring_seat(user, item.session)
    if seat is None:
        return Denied(_("You have no scoring seat in this session."))
    hindrance = first_denial(_has_declared(seat, item.session), _is_not_recused(seat, item))
    if not hindrance:
        return hindrance
    if acts_for(user, dossier.product.producer):
        return Denied(_("You are a member of the producer: you cannot score its product."))
    if dossier.accepted_by_id == user.pk:
        return Denied(_("You checked this dossier at the receiving office: you cannot score it."))
    return first_denial(_takes_part(seat, item.session), _is_in_time(item.session), _is_open(item))


def _has_declared(seat, session):
    if session.declarations.filter(seat=seat).exists():
        return Allowed()
    return Denied(_("Declare your interests first: until then the papers of the session stay closed."))


def _is_not_recused(seat, item):
    if item.recusals.filter(seat=seat).exists():
        return Denied(_("You are recused from this product."))
    return Allowed()


def _takes_part(seat, session):
    noted = session.attendance.filter(seat=seat).values_list("kind", flat=True).first()
    if noted is None or noted in AttendanceKind.taking_part():
        return Allowed()
    return Denied(_("The secretary noted you as absent from this session."))


def _is_in_time(session):
    if session.vote == Vote.WRITTEN and session.reply_by < today():
        return Denied(
            _("The last day for handing in cards was %(day)s.") % {"day": f"{session.reply_by:%d/%m/%Y}"}
        )
    return Allowed()


def _is_open(item):
    if item.session.state != SessionState.OPEN:
        return Denied(_("The session is not open for scoring."))
    if item.state == ItemState.SUSPENDED:
        return Denied(_("The scoring of this product is suspended."))
    if item.state != ItemState.OPEN:
        return Denied(_("The scoring of this product is closed."))
    return Allowed()


def is_chair(user, session):
    """The chair of the session; the vice chair where no chair holds a seat."""
    seats = session.scoring_seats()
    chairs = seats.filter(role=SeatRole.CHAIR)
    roles = [SeatRole.CHAIR] if chairs.exists() else [SeatRole.VICE_CHAIR]
    if seats.filter(user=user, role__in=roles).exists():
        return Allowed()
    return Denied(_("Only the chair of the council may do this."))


def leads_session(user, session, at=None):
    """The chair, and the secretary on the chair's word."""
    chair = is_chair(user, session)
    return chair if chair else is_secretary(user, session.council, at)


def can_stop_item(user, item, at=None):
    return first_denial(leads_session(user, item.session, at), _runs(item.session))


def _runs(session):
    if session.state != SessionState.OPEN:
        return Denied(_("The session is not open for scoring."))
    return Allowed()


def can_reopen_item(user, item):
    """Before any decision, while the session still runs."""
    if item.dossier.state != DossierState.SCORED:
        return Denied(_("Only a product that awaits its decision can be scored again."))
    return first_denial(is_chair(user, item.session), _runs(item.session))


def can_close_item(user, item, at=None):
    return first_denial(is_secretary(user, item.session.council, at), _is_open(item))


def is_secretary_for(user, dossier, at=None):
    seats = secretary_seats(user, at).filter(council__level=dossier.council_level)
    if any(fits_council(dossier, seat.council) for seat in seats.select_related("council__office")):
        return Allowed()
    return Denied(_("Only the secretary of the council may do this."))


def is_agency_officer(user, dossier, at=None):
    """An officer of the agency that advises the council: of the council's level, over the product's place."""
    offices = offices_of(user, Role.OFFICER, at=at).filter(level=dossier.council_level)
    if dossier.council_level and any(office.covers(dossier.product.made_in) for office in offices):
        return Allowed()
    return Denied(_("Only officers of the agency beside the council may do this."))


def advises_on(user, dossier):
    """Assigned to the dossier as a member of the advisory group."""
    if dossier.advisors.standing().filter(advisor=user).exists():
        return Allowed()
    return Denied(_("You are not assigned to this dossier as an advisor."))


def leads_advice(user, dossier, at=None):
    """Who assigns advisors: the advisory agency's officers and the council's secretary."""
    if is_agency_officer(user, dossier, at) or is_secretary_for(user, dossier, at):
        return Allowed()
    return Denied(
        _("Only the secretary of the council and officers of the agency beside the council may do this.")
    )


def can_request_supplement(user, dossier, at=None):
    """Advisors of the dossier and those who assign them."""
    if advises_on(user, dossier):
        return not_of_producer(user, dossier)
    return first_denial(leads_advice(user, dossier, at), not_of_producer(user, dossier))


def leads_council_of(user, dossier, at=None):
    """The secretary, or the chair of a session that has the dossier on its agenda."""
    sessions = Session.objects.filter(items__dossier=dossier, state=SessionState.OPEN)
    if any(is_chair(user, session) for session in sessions):
        return Allowed()
    return is_secretary_for(user, dossier, at)


OUTCOME_RULES = {
    "recognise": can_recognise,
    "refer": can_refer,
    "decline": can_decline,
    "evaluate_again": can_evaluate_again,
}


def _dossier_rule(by, dossier, transition, at):
    if transition in OUTCOME_RULES:
        return OUTCOME_RULES[transition](by, dossier, at=at)
    if transition == "request_supplement":
        return can_request_supplement(by, dossier, at)
    if transition in ("schedule", "unschedule"):
        return is_secretary_for(by, dossier, at)
    if transition in ("conclude", "reopen_scoring"):
        return leads_council_of(by, dossier, at)
    if transition in ("submit", "supplement"):
        return prepares(by, dossier, at)
    officer = is_intake_officer(by, dossier, at)
    return first_denial(officer, not_of_producer(by, dossier)) if transition in CHECKING else officer


CHECKING = ("accept", "return_for_supplement", "propose")


def not_of_producer(user, dossier):
    if acts_for(user, dossier.product.producer):
        return Denied(_("You are a member of the producer: somebody else must check this dossier."))
    return Allowed()


def _item_rule(by, item, transition, at):
    if transition in ("suspend", "resume"):
        return first_denial(leads_session(by, item.session, at), _runs(item.session))
    if transition == "close":
        return first_denial(is_secretary(by, item.session.council, at), _runs(item.session))
    return can_stop_item(by, item, at) if transition == "stop" else can_reopen_item(by, item)


def _session_rule(by, session, transition, at):
    return is_secretary(by, session.council, at)


def missing_for(dossier, transition):
    """What must be done before the move: the one list the page shows and the door asks."""
    if transition in ("submit", "accept"):
        return [gap.sentence for gap in gaps(dossier)]
    if transition == "propose" and not hasattr(dossier, "assessment"):
        return [_("Write the local assessment of the four contents (form 03).")]
    return []


def missing_for_session(session, transition):
    if transition == "open":
        return _missing_to_open(session)
    return _missing_to_close(session) if transition == "close" else []


def _missing_to_close(session):
    missing = []
    if session.items.filter(state=ItemState.OPEN).exists():
        missing.append(_("Close or suspend the scoring of every product on the agenda."))
    noted = session.attendance.values("seat")
    if session.vote == Vote.MEETING and session.scoring_seats().exclude(pk__in=noted).exists():
        missing.append(_("Note for every member who scores whether he or she took part."))
    return missing


def _missing_to_open(session):
    missing = [] if session.items.exists() else [_("Put at least one dossier on the agenda.")]
    if not session.scoring_seats().exists():
        missing.append(_("Give the council members who score on the day of the session."))
    return missing


declare(Dossier, Workflow(moves=DOSSIER_MOVES, rule=_dossier_rule, missing=missing_for))
declare(SessionItem, Workflow(moves=ITEM_MOVES, rule=_item_rule))
declare(Session, Workflow(moves=SESSION_MOVES, rule=_session_rule, missing=missing_for_session))
