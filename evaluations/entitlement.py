"""Who may score an item, whose cards count, and what the quorum still needs."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluations.enums import CardState, SeatRole, Vote
from evaluations.models import Recusal, ScoreCard, ScoreCardRevision
from ocop_portal.core.days import today
from producers.models import ProducerMember


def bound_people(dossier):
    """Return the ids of people who may not score the dossier: the producer's members, who accepted it."""
    members = ProducerMember.objects.filter(producer__products=dossier.product_id)
    return {dossier.accepted_by_id, *members.values_list("user", flat=True)}


def recused_seats(item):
    """Return the ids of the seats recused from the item."""
    return set(Recusal.objects.filter(item=item).values_list("seat", flat=True))


def entitled_seats(item):
    """Return the seats that may score the item, of all that score in the session."""
    bound, recused = bound_people(item.dossier), recused_seats(item)
    seats = item.session.scoring_seats().select_related("user")
    return [seat for seat in seats if seat.user_id not in bound and seat.pk not in recused]


def counted_revisions(item):
    """Return the latest submitted revision of every entitled seat in the present round, by seat."""
    cards = ScoreCard.objects.filter(
        item=item, round=item.round, state=CardState.SUBMITTED, seat__in=entitled_seats(item)
    )
    revisions = ScoreCardRevision.objects.filter(card__in=cards).select_related("card__seat__user")
    latest = {revision.card_id: revision for revision in revisions.order_by("number")}
    return sorted(latest.values(), key=lambda revision: revision.card.seat_id)


def missing_to_close(item):
    """Return what keeps the item open: who is needed for the quorum, and the chair."""
    counted = {revision.card.seat_id for revision in counted_revisions(item)}
    seats, entitled = item.session.scoring_seats(), entitled_seats(item)
    missing = missing_among(item.session.council.rules, seats, entitled, counted)
    return missing + still_in_time(item.session, entitled, counted)


def still_in_time(session, entitled, counted):
    """In a written vote everybody has until the last day; it is closed earlier only when all have voted."""
    waiting = [seat for seat in entitled if seat.pk not in counted]
    if session.vote != Vote.WRITTEN or not waiting or session.reply_by < today():
        return []
    facts = {"day": f"{session.reply_by:%d/%m/%Y}", "count": len(waiting)}
    return [_("Members may hand in their cards until %(day)s; %(count)s are still to come.") % facts]


def missing_among(council_rules, seats, entitled, counted):
    """The same from what is at hand: all scoring seats, those entitled to the item, ids of counted seats.

    The quorum is a share of all scoring seats, or of the entitled ones where recused seats do not count.
    """
    base = seats if council_rules.recused_seats_count else entitled
    needed = max(council_rules.quorum(len(base)), 1)
    missing = []
    if len(counted) < needed:
        text = ngettext(
            "%(needed)s of %(seats)s members must have submitted: %(missing)s is missing.",
            "%(needed)s of %(seats)s members must have submitted: %(missing)s are missing.",
            needed - len(counted),
        )
        missing.append(text % {"needed": needed, "seats": len(base), "missing": needed - len(counted)})
    if council_rules.chair_must_score:
        missing += _missing_chair(entitled, counted)
    return missing


def cannot_reach_quorum(item):
    """Whether the seats that may still score the item are too few for the quorum."""
    entitled = entitled_seats(item)
    seats = item.session.scoring_seats()
    return bool(missing_among(item.session.council.rules, seats, entitled, {seat.pk for seat in entitled}))


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
