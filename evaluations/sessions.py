"""Sessions of a council: agenda, opening, closing of items with their results, end.

Every verb locks the session row first and runs in one transaction. Results are computed when an item is
closed and never before; nobody's marks, sums or means leave this module while an item is open.
"""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluations import rules, scoring
from evaluations.dossiers import content_hash
from evaluations.enums import CardState, ItemState, SeatRole, SessionState
from evaluations.models import ResultSnapshot, ScoreCard, ScoreCardRevision, Session, SessionItem
from evaluations.scorecards import moment_text
from ocop_portal.core.access import Allowed, Conflict, Denied, Refusal, first_denial, require
from ocop_portal.core.templatetags.ocop import points
from ocop_portal.core.workflow import apply, locked
from producers.models import ProducerMember

LAST_ROUND = 2


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
def create_session(council, *, name, held_on, place, by):
    """`held_on` decides which seats are entitled to score."""
    require(first_denial(rules.can_prepare_session(by, council), can_hold_on(council, held_on)))
    return Session.objects.create(council=council, name=name, held_on=held_on, place=place, created_by=by)


@transaction.atomic
def change_session(session, *, name, held_on, place, by):
    """Correct name, day or place while the session is being prepared."""
    row = locked(session)
    require(can_change_session(by, row))
    require(can_hold_on(row.council, held_on))
    row.name, row.held_on, row.place = name, held_on, place
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
    session, row = _locked_with_session(item)
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


def _locked_with_session(item):
    """Return session and item, both locked, in the order every verb and every submission takes."""
    session, row = locked(item.session), locked(item)
    row.session = session
    return session, row


def open_session(session, *, by):
    return _move(session, "open", by=by, stamp={"opened_at": timezone.now()})


def close_session(session, *, by):
    return _move(session, "close", by=by, stamp={"closed_at": timezone.now()})


def _move(session, transition, *, by, stamp):
    return apply(session, transition, by=by, office_name=session.council.name, stamp=stamp)


# Who counts


def bound_people(dossier):
    """Return the ids of people who may not score the dossier: the producer's members, who accepted it."""
    members = ProducerMember.objects.filter(producer__products=dossier.product_id)
    return {dossier.accepted_by_id, *members.values_list("user", flat=True)}


def entitled_seats(item):
    """Return the seats that may score the item, of all that score in the session."""
    bound = bound_people(item.dossier)
    seats = item.session.scoring_seats().select_related("user")
    return [seat for seat in seats if seat.user_id not in bound]


def counted_revisions(item):
    """Return the latest submitted revision of every entitled seat in the present round, by seat."""
    cards = ScoreCard.objects.filter(
        item=item, round=item.round, state=CardState.SUBMITTED, seat__in=entitled_seats(item)
    )
    revisions = ScoreCardRevision.objects.filter(card__in=cards).select_related("card__seat__user")
    latest = {revision.card_id: revision for revision in revisions.order_by("number")}
    return sorted(latest.values(), key=lambda revision: revision.card.seat_id)


def missing_to_close(item):
    """Return what keeps the item open: who is needed for the quorum of all scoring seats, and the chair."""
    counted = {revision.card.seat_id for revision in counted_revisions(item)}
    seats = item.session.scoring_seats()
    return missing_among(item.session.council.rules, seats, entitled_seats(item), counted)


def missing_among(council_rules, seats, entitled, counted):
    """The same from what is at hand: all scoring seats, those entitled to the item, ids of counted seats."""
    needed = max(council_rules.quorum(len(seats)), 1)
    missing = []
    if len(counted) < needed:
        text = ngettext(
            "%(needed)s of %(seats)s members must have submitted: %(missing)s is missing.",
            "%(needed)s of %(seats)s members must have submitted: %(missing)s are missing.",
            needed - len(counted),
        )
        missing.append(text % {"needed": needed, "seats": len(seats), "missing": needed - len(counted)})
    if council_rules.chair_must_score:
        missing += _missing_chair(entitled, counted)
    return missing


def _missing_chair(entitled, counted):
    """Where the chair may not score the product, a vice chair stands in."""
    chairs = [seat for seat in entitled if seat.role == SeatRole.CHAIR]
    chairs = chairs or [seat for seat in entitled if seat.role == SeatRole.VICE_CHAIR]
    if any(seat.pk in counted for seat in chairs):
        return []
    if not chairs:
        return [_("The council has neither a chair nor a vice chair who may score this product.")]
    names = ", ".join(str(seat.user) for seat in chairs)
    return [_("%(name)s must have submitted: the rules ask for the chair.") % {"name": names}]


# Closing


@transaction.atomic
def close_item(item, *, by):
    """Close the present round and return its result.

    Over the spread limit in round 1, round 2 opens and round 1 is kept; otherwise the dossier is scored.
    Raises `Refusal` naming who is missing, and `Conflict` when the round is not the one `item` was read in.
    """
    seen = item.round
    session, row = _locked_with_session(item)
    if row.round != seen:
        raise Conflict(_("Round %(round)s was closed already.") % {"round": seen}, row)
    require(rules.can_close_item(by, row))
    missing = missing_to_close(row)
    if missing:
        raise Refusal(_("The scoring cannot be closed yet."), missing)
    snapshot = _record_result(row, by)
    if scoring.SPREAD_OVER_LIMIT in snapshot.flags and row.round < LAST_ROUND:
        row.round += 1
        row.save(update_fields=["round"])
    else:
        row.state, row.closed_at = ItemState.CLOSED, snapshot.closed_at
        row.save(update_fields=["state", "closed_at"])
        apply(row.dossier, "conclude", by=by, office_name=session.council.name)
    return snapshot


def _record_result(item, by):
    revisions = counted_revisions(item)
    regulation, council_rules = item.dossier.regulation, item.session.council.rules
    sheet = item.rubric.sheet(regulation.bands())
    marks = [revision.marks for revision in revisions]
    result = scoring.evaluate(sheet, marks, council_rules.scoring_rules())
    snapshot = ResultSnapshot(
        item=item,
        round=item.round,
        counted=[_counted_record(revision) for revision in revisions],
        entitled=_entitled_record(item, {revision.card.seat_id for revision in revisions}),
        policy=policy_record(council_rules, regulation),
        mean_numerator=sum(revision.total for revision in revisions),
        mean_denominator=len(revisions),
        mean_text=result.mean_text,
        spread=result.spread,
        star_by_band=result.star_by_band,
        star=result.star,
        missed_minima=[
            {"criterion": one.criterion, "star": one.star, "needs": one.needs} for one in result.missed_minima
        ],
        flags=list(result.flags),
        closed_by=by,
    )
    snapshot.hash = content_hash(snapshot_record(snapshot))
    snapshot.save()
    return snapshot


def _counted_record(revision):
    return _seat_record(revision.card.seat) | {
        "revision": revision.pk,
        "number": revision.number,
        "hash": revision.hash,
        "totals": revision.totals,
        "total": revision.total,
    }


def _entitled_record(item, counted):
    """Every scoring seat: whether it might score the product, and whether its card counts."""
    entitled = {seat.pk for seat in entitled_seats(item)}
    seats = item.session.scoring_seats().select_related("user")
    return [
        _seat_record(seat) | {"recused": seat.pk not in entitled, "absent": seat.pk not in counted}
        for seat in seats
    ]


def _seat_record(seat):
    return {"seat": seat.pk, "name": str(seat.user), "role": seat.role}


def policy_record(council_rules, regulation):
    """Return the rules a result was computed with, as values and in words."""
    fields = ("number", "quorum_percent", "chair_must_score", "rounding", "minimum_judged_by")
    with translation.override("vi"):
        texts = rules_in_words(council_rules)
    return {name: getattr(council_rules, name) for name in fields} | {
        "spread_limit": f"{council_rules.spread_limit.normalize():f}",
        "cumulative_minima": council_rules.cumulative_minima,
        "regulation": regulation.number,
        "bands": {str(star): bound for star, bound in regulation.bands().items()},
        "texts": texts,
    }


def rules_in_words(council_rules):
    """Return the working rules as sentences a member can check against the paper."""
    numbers = {
        "percent": council_rules.quorum_percent,
        "points": points(council_rules.spread_limit),
    }
    chair = _("The chair must be among them.")
    no_chair = _("The chair need not be among them.")
    cumulative = _("A star also needs the minima of the lower stars.")
    own_only = _("A star needs its own minima only.")
    return [
        _("At least %(percent)s%% of the members who score must have submitted their card.") % numbers,
        chair if council_rules.chair_must_score else no_chair,
        _("When two totals lie more than %(points)s points apart, the product is scored once more.")
        % numbers,
        _sentence(council_rules.get_rounding_display()),
        _sentence(council_rules.get_minimum_judged_by_display()),
        cumulative if council_rules.cumulative_minima else own_only,
    ]


def _sentence(label):
    return f"{capfirst(str(label))}."


def snapshot_record(snapshot):
    """Return what the hash of a result is computed from."""
    fields = ("round", "counted", "entitled", "policy", "mean_numerator", "mean_denominator", "mean_text")
    fields += ("spread", "star_by_band", "star", "missed_minima", "flags")
    return {name: getattr(snapshot, name) for name in fields} | {
        "item": snapshot.item_id,
        "dossier_revision": snapshot.item.revision.hash,
        "rubric": snapshot.item.rubric_id,
        "closed_at": moment_text(snapshot.closed_at),
        "closed_by": snapshot.closed_by_id,
    }


def snapshot_is_intact(snapshot):
    return content_hash(snapshot_record(snapshot)) == snapshot.hash
