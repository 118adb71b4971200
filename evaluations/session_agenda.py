"""What the page of a session shows of each item, and to whom.

While an item is open nothing is read from anybody's card but one's own state; the secretary reads whose
card is submitted, never what it says.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import F

from evaluations import entitlement, scoring
from evaluations.enums import CardState, DossierState, ItemState, PaperCardState, SessionState
from evaluations.models import Dossier, PaperCard, Recusal, ResultSnapshot, ScoreCard, ScoreCardRevision
from evaluations.results import parts_of
from ocop_portal.areas.models import Coverage
from producers.models import ProducerMember

MOST_PROPOSED = 200


def proposed_dossiers(session):
    """Return the proposed dossiers that fit the council and the day of the session."""
    if session.state == SessionState.CLOSED:
        return []
    council = session.council
    found = Dossier.objects.filter(
        state=DossierState.PROPOSED, council_level=council.level, received_on__lte=session.held_on
    )
    if council.office.unit_id:
        area = Coverage.objects.filter(unit=council.office.unit_id).values("covered")
        found = found.filter(product__made_in__in=area)
    related = ("product__producer", "product__made_in", "product__product_set")
    return found.select_related(*related).order_by("received_on", "pk")[:MOST_PROPOSED]


@dataclass
class AgendaRow:
    """`own` is the state of the reader's card (todo, doing, done, bound) or empty for who does not score.

    `progress` holds pairs of a seat and whether its card is submitted; only the secretary gets it.
    """

    item: object
    is_open: bool
    own: str = ""
    progress: list = field(default_factory=list)
    missing: list = field(default_factory=list)
    removable: bool = False
    results: list = field(default_factory=list)
    recusals: list = field(default_factory=list)
    out_of_reach: bool = False
    papers: list = field(default_factory=list)

    @property
    def product(self):
        return self.item.dossier.product

    @property
    def is_closed(self):
        return self.item.state == ItemState.CLOSED

    @property
    def is_suspended(self):
        return self.item.state == ItemState.SUSPENDED

    @property
    def submitted_count(self):
        return sum(has_submitted for _seat, has_submitted in self.progress)


def agenda(session, user, *, sees_progress):
    """Return the rows of the agenda in a fixed number of queries."""
    items = list(session.items.select_related("dossier__product__producer", "dossier__product__made_in"))
    for item in items:
        item.session = session
    seats = list(session.scoring_seats().select_related("user"))
    cards = _cards(items)
    results = _results(items)
    bound = bound_by_item(items)
    recusals = _recusals(items)
    touched = set(_items_with_revisions(session)) if sees_progress else set()
    papers = _papers(items) if sees_progress else {}
    rows = []
    for item in items:
        row = AgendaRow(item, is_open=_is_open(session, item), results=results[item.pk])
        row.recusals = recusals[item.pk]
        row.own = _own_state(user, seats, cards[item.pk], bound[item.pk])
        if sees_progress and not row.is_closed:
            _fill_progress(row, session.council.rules, seats, cards[item.pk], bound[item.pk])
            row.papers = papers.get(item.pk, [])
            row.removable = item.pk not in touched and session.state != SessionState.CLOSED
        rows.append(row)
    return rows


def _fill_progress(row, council_rules, seats, cards, bound):
    entitled = [seat for seat in seats if seat.user_id not in bound]
    row.progress = [(seat, cards.get(seat.pk) == "done") for seat in entitled]
    counted = {seat.pk for seat, has_submitted in row.progress if has_submitted}
    row.missing = entitlement.missing_among(council_rules, seats, entitled, counted)
    row.missing += entitlement.still_in_time(row.item.session, entitled, counted)
    everybody = {seat.pk for seat in entitled}
    row.out_of_reach = bool(entitlement.missing_among(council_rules, seats, entitled, everybody))


def _is_open(session, item):
    return session.state == SessionState.OPEN and item.state == ItemState.OPEN


def _cards(items):
    """Return how far every card of the present rounds is: {item: {seat: todo, doing or done}}."""
    rounds = {item.pk: item.round for item in items}
    states = defaultdict(dict)
    for card in ScoreCard.objects.filter(item__in=items):
        if card.round == rounds[card.item_id]:
            states[card.item_id][card.seat_id] = how_far(card)
    return states


def how_far(card):
    """A card that was only looked at is still to do."""
    if card.state == CardState.SUBMITTED:
        return "done"
    return "doing" if card.version else "todo"


def _items_with_revisions(session):
    found = ScoreCardRevision.objects.filter(card__item__session=session)
    return found.values_list("card__item", flat=True).distinct()


def _papers(items):
    """Return the typed paper cards of the present rounds that wait or were refused; never what they say."""
    found = defaultdict(list)
    open_ones = PaperCard.objects.filter(card__item__in=items, card__round=F("card__item__round"))
    shown = open_ones.exclude(state=PaperCardState.CONFIRMED).defer("marks", "notes")
    for paper in shown.select_related("card__seat__user"):
        found[paper.card.item_id].append(paper)
    return found


def _recusals(items):
    """Return the recusals of every item, with their people."""
    found = defaultdict(list)
    for recusal in Recusal.objects.filter(item__in=items).select_related("seat__user"):
        found[recusal.item_id].append(recusal)
    return found


def bound_by_item(items):
    """Return per item the people who may not score it, recused ones too (two queries)."""
    producers = {item.dossier.product.producer_id for item in items}
    members = defaultdict(set)
    for producer, user in ProducerMember.objects.filter(producer__in=producers).values_list(
        "producer", "user"
    ):
        members[producer].add(user)
    recused = defaultdict(set)
    for item, user in Recusal.objects.filter(item__in=items).values_list("item", "seat__user"):
        recused[item].add(user)
    return {
        item.pk: members[item.dossier.product.producer_id] | {item.dossier.accepted_by_id} | recused[item.pk]
        for item in items
    }


def _own_state(user, seats, states, bound):
    own = [seat.pk for seat in seats if seat.user_id == user.pk]
    if not own:
        return ""
    if user.pk in bound:
        return "bound"
    return next((states[seat] for seat in own if seat in states), "todo")


# Results, of closed items only


def _results(items):
    """Return the rounds of every closed item, the last first, ready to be shown."""
    closed = [item for item in items if item.state == ItemState.CLOSED]
    found = defaultdict(list)
    for snapshot in ResultSnapshot.objects.filter(item__in=closed).order_by("-number"):
        found[snapshot.item_id].append(shown_result(snapshot))
    return found


def shown_result(snapshot):
    missed = defaultdict(list)
    for one in snapshot.missed_minima:
        missed[one["star"]].append(one)
    return {
        "snapshot": snapshot,
        "over_limit": scoring.SPREAD_OVER_LIMIT in snapshot.flags,
        "missed": sorted(missed.items()),
        "parts": parts_of(snapshot),
        "members": snapshot.counted,
        "absent": [one["name"] for one in snapshot.entitled if one["absent"] and not one["recused"]],
        "recused": [one["name"] for one in snapshot.entitled if one["recused"]],
        "limit": snapshot.policy.get("spread_limit", ""),
        "rules": snapshot.policy.get("texts", []),
    }
