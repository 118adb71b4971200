"""What the areas of the world share."""

from datetime import timedelta

from evaluations.enums import DossierState
from evaluations.scorecards import card_for, submit_card
from ocop_portal.core.days import today
from tests import cast
from tests.evaluations.stage import marks_worth

HIDDEN = "Kín:"  # begins every name that people outside must never read
SECRET = "ghi-chu-rieng"  # stands in the note of every submitted card


def everything_of(areas, name, start):
    """Join what the areas say under that name; an area that has nothing to say leaves it out."""
    for area in areas:
        start = start | getattr(area, name, type(start)())
    return start


def later():
    """A day to come, as forms take it."""
    return f"{today() + timedelta(days=14):%d/%m/%Y}"


def product(world, name):
    return cast.product(f"{HIDDEN} {name}", made_by=world.producer)


def proposed(world, name):
    return cast.dossier(product(world, name), state=DossierState.PROPOSED)


def submit(item, user, total):
    """Submit a card of that total from the person's seat, with a note nobody else may read."""
    marks = marks_worth(item.rubric, total)
    card = card_for(item, by=user)
    first = next(iter(marks))
    return submit_card(card, marks=marks, notes={first: SECRET}, version=card.version, by=user)
