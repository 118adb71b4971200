"""What a member of councils has to score, and what was scored."""

from dataclasses import dataclass

from evaluations.enums import ItemState, SessionState
from evaluations.models import ScoreCard, Session, SessionItem
from evaluations.session_agenda import bound_by_item, how_far

MOST_CLOSED = 30


@dataclass(frozen=True)
class DeskRow:
    """`state` is that of one's own card: todo, doing, done, or bound for who may not score the product."""

    item: SessionItem
    state: str

    @property
    def product(self):
        return self.item.dossier.product


def items_to_score(user):
    """Return the open items of the person's open sessions, what is still to do first."""
    sessions = Session.objects.scored_by(user).filter(state=SessionState.OPEN).values("pk")
    items = list(_items(sessions).filter(state=ItemState.OPEN).order_by("session__held_on", "position", "pk"))
    states = _own_states(items, user)
    bound = bound_by_item(items)
    rows = [DeskRow(item, "bound" if user.pk in bound[item.pk] else states[item.pk]) for item in items]
    return sorted(rows, key=lambda row: row.state in ("done", "bound"))


def waiting_count(user):
    """Return how many cards the person still has to submit."""
    return sum(row.state in ("todo", "doing") for row in items_to_score(user))


def closed_items(user):
    sessions = Session.objects.scored_by(user).values("pk")
    return _items(sessions).filter(state=ItemState.CLOSED).order_by("-closed_at", "-pk")[:MOST_CLOSED]


def _items(sessions):
    related = ("session__council", "dossier__product__producer", "dossier__product__made_in")
    return SessionItem.objects.filter(session__in=sessions).select_related(*related)


def _own_states(items, user):
    """Return the state of the person's card of the present round of each item."""
    states = {item.pk: "todo" for item in items}
    rounds = {item.pk: item.round for item in items}
    for card in ScoreCard.objects.filter(item__in=items, seat__user=user):
        if card.round == rounds[card.item_id]:
            states[card.item_id] = how_far(card)
    return states
