"""Rows of evaluations written past every question, for the tests of what the database refuses."""

import copy

from django.db import models

from evaluations.models import ScoreCard
from tests import cast


def save(row, **changes):
    """Write the row as it is, with these values, and no question asked."""
    for name, value in changes.items():
        setattr(row, name, value)
    models.Model.save(row)


def again(row, **changes):
    """Write a second row like this one."""
    twin = copy.copy(row)
    twin._state = copy.copy(row._state)
    twin.pk, twin._state.adding = None, True
    save(twin, **changes)
    return twin


def card():
    item = cast.item(cast.dossier(state="proposed"), cast.session())
    return ScoreCard.objects.create(item=item, seat=item.session.scoring_seats().first())


def snapshot():
    return cast.result(cast.item(cast.dossier(state="proposed"), cast.session()))
