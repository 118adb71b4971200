"""Who may do what with dossiers, sessions, cards and decisions. Every "no" carries its reason.

In short: officers of the receiving office take in and propose; the secretary of the council runs the
session; seats of the council score; a leader of the deciding level decides. Nobody wears two of these
hats for one dossier.
"""

from django.utils.translation import gettext as _

from evaluations.enums import DOSSIER_MOVES, SESSION_MOVES, ItemState, SeatRole, SessionState
from evaluations.models import Dossier, Regulation, ResultSnapshot, Seat, Session
from ocop_portal.accounts.enums import Level, Role
from ocop_portal.accounts.models import has_role, offices_of
from ocop_portal.core.access import Allowed, Denied, first_denial
from ocop_portal.core.days import today
from ocop_portal.core.workflow import Workflow, declare


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
    if not has_role(user, Role.OFFICER, office=office, at=at):
        return Denied(_("Only officers of %(office)s may do this.") % {"office": office})
    return can_receive(office, product, received_on)


def can_edit_dossier(user, dossier, at=None):
    if not dossier.is_editable:
        return Denied(_("A dossier can be changed while it is being prepared or returned, not afterwards."))
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
    """A seat of the council scores while the item is open, unless bound to the product in another role."""
    dossier = item.dossier
    if scoring_seat(user, item.session) is None:
        return Denied(_("You have no scoring seat in this session."))
    if dossier.product.producer.members.filter(user=user).exists():
        return Denied(_("You are a member of the producer: you cannot score its product."))
    if dossier.accepted_by_id == user.pk:
        return Denied(_("You checked this dossier at the receiving office: you cannot score it."))
    return _is_open(item)


def _is_open(item):
    if item.session.state != SessionState.OPEN:
        return Denied(_("The session is not open for scoring."))
    if item.state != ItemState.OPEN:
        return Denied(_("The scoring of this product is closed."))
    return Allowed()


def can_close_item(user, item, at=None):
    return first_denial(is_secretary(user, item.session.council, at), _is_open(item))


def has_scored(user, dossier):
    return dossier.items.filter(cards__seat__user=user, cards__revisions__isnull=False).exists()


def deciding_level(dossier, star):
    """Return the level that decides the star, or None for 1 and 2 stars.

    The regulation names it; a council above it binds its own level. What falls short of 5 stars before
    the ministry's council goes back to the province (Decision 26/2026 Article 7).
    """
    level = dossier.regulation.deciding_level(star)
    if level is None:
        return None
    scored_by = Level.PROVINCE if dossier.council_level == Level.CENTRAL else Level(dossier.council_level)
    return max(Level(level), scored_by, key=lambda one: one.rank)


def must_go_up(dossier, star):
    """Whether the star is decided above the level whose council scored: that level's council scores first."""
    level = deciding_level(dossier, star)
    return level is not None and level.rank > Level(dossier.council_level).rank


def deciding_offices(user, dossier, star, at=None):
    """Offices in which the person, as a leader, may decide this star for the dossier's area."""
    mine = offices_of(user, Role.LEADER, at=at).select_related("unit")
    level = deciding_level(dossier, star)
    return [office for office in mine if office.level == level and office.covers(dossier.product.made_in)]


def can_decide(user, dossier, star, *, office=None, decided_on=None, at=None):
    """May this leader sign the star? No scorer signs; an abolished office signs for its period only."""
    level = deciding_level(dossier, star)
    if level is None:
        return Denied(_("1 and 2 stars are neither decided nor certified."))
    if must_go_up(dossier, star):
        return Denied(
            _("%(star)s stars are decided at the level of the %(level)s: send the dossier up.")
            % {"star": star, "level": level.label}
        )
    allowed = deciding_offices(user, dossier, star, at)
    if not allowed or (office is not None and office not in allowed):
        return Denied(
            _("%(star)s stars are decided by a leader at the level of the %(level)s.")
            % {"star": star, "level": level.label}
        )
    return first_denial(
        wears_no_other_hat(user, dossier), _day_fits(dossier, office or allowed[0], decided_on)
    )


def wears_no_other_hat(user, dossier):
    if has_scored(user, dossier):
        return Denied(_("You scored this product: somebody else must sign."))
    if dossier.accepted_by_id == user.pk:
        return Denied(_("You checked this dossier at the receiving office: somebody else must sign."))
    return Allowed()


def _day_fits(dossier, office, decided_on):
    if decided_on is None:
        return Allowed()
    held_on = dossier.items.order_by("-session__held_on").values_list("session__held_on", flat=True).first()
    if decided_on > today():
        return Denied(_("The day of the decision lies in the future."))
    if held_on and decided_on < held_on:
        return Denied(
            _("The decision cannot be older than the session of %(day)s.") % {"day": f"{held_on:%d/%m/%Y}"}
        )
    if not office.works_on(decided_on):
        return Denied(_("%(office)s did not exist on that day.") % {"office": office})
    finish_by = dossier.regulation.last_day_for(dossier.purpose)
    if finish_by and decided_on > finish_by:
        return Denied(
            _("What was received under Decision %(number)s had to be decided by %(day)s.")
            % {"number": dossier.regulation.number, "day": f"{finish_by:%d/%m/%Y}"}
        )
    return Allowed()


def is_leader_of_council_level(user, dossier, at=None):
    mine = offices_of(user, Role.LEADER, at=at).filter(level=dossier.council_level)
    if any(office.covers(dossier.product.made_in) for office in mine):
        return Allowed()
    return Denied(_("Only a leader of the level whose council scored the product may do this."))


def can_recognise(user, dossier, *, office=None, decided_on=None, at=None):
    """May this leader sign what the last closed round gave?"""
    result = ResultSnapshot.objects.latest_of(dossier)
    if result is None:
        return Denied(_("The product has not been scored yet."))
    return can_decide(user, dossier, result.star, office=office, decided_on=decided_on, at=at)


def can_refer(user, dossier, at=None):
    """Only a star that a higher level decides goes up."""
    result = ResultSnapshot.objects.latest_of(dossier)
    if result is None or not must_go_up(dossier, result.star):
        return Denied(_("The result is decided at the level that scored it: there is nothing to send up."))
    return is_leader_of_council_level(user, dossier, at)


def can_decline(user, dossier, at=None):
    return first_denial(is_leader_of_council_level(user, dossier, at), wears_no_other_hat(user, dossier))


def is_secretary_for(user, dossier, at=None):
    seats = secretary_seats(user, at).filter(council__level=dossier.council_level)
    if any(fits_council(dossier, seat.council) for seat in seats.select_related("council__office")):
        return Allowed()
    return Denied(_("Only the secretary of the council may do this."))


OUTCOME_RULES = {"recognise": can_recognise, "refer": can_refer, "decline": can_decline}


def _dossier_rule(by, dossier, transition, at):
    if transition in OUTCOME_RULES:
        return OUTCOME_RULES[transition](by, dossier, at=at)
    if transition in ("schedule", "unschedule", "conclude"):
        return is_secretary_for(by, dossier, at)
    return is_intake_officer(by, dossier, at)


def _session_rule(by, session, transition, at):
    return is_secretary(by, session.council, at)


def missing_for(dossier, transition):
    """What must be done before the move: the one list the page shows and the door asks."""
    if transition in ("submit", "accept"):
        return missing_papers(dossier)
    if transition == "propose" and not hasattr(dossier, "assessment"):
        return [_("Write the local assessment of the four contents (form 03).")]
    return []


def missing_papers(dossier):
    regulation = Regulation.objects.on(dossier.received_on)
    there = set(dossier.evidence.standing().values_list("kind", flat=True))
    kinds = dict(dossier.evidence.model._meta.get_field("kind").choices)
    return [
        _("Attach: %(paper)s.") % {"paper": kinds[kind]}
        for kind in regulation.required_evidence
        if kind not in there
    ]


def missing_for_session(session, transition):
    if transition == "open" and not session.items.exists():
        return [_("Put at least one dossier on the agenda.")]
    if transition == "close" and session.items.filter(state=ItemState.OPEN).exists():
        return [_("Close the scoring of every product on the agenda.")]
    return []


declare(Dossier, Workflow(moves=DOSSIER_MOVES, rule=_dossier_rule, missing=missing_for))
declare(Session, Workflow(moves=SESSION_MOVES, rule=_session_rule, missing=missing_for_session))
