"""Must hold: state x transition x role, generated over the whole of every enum.

A move from a state that is not among its sources is refused to everybody. From the right state it is open to
exactly the roles below; for moves of the intake, to nobody but those who may ever take part in it.
"""

import pytest

from evaluations.enums import (
    DOSSIER_MOVES,
    ITEM_MOVES,
    SESSION_MOVES,
    DossierState,
    ItemState,
    SessionState,
)
from evaluations.models import Dossier, Session, SessionItem
from ocop_portal.core.workflow import can_apply
from tests import cast

pytestmark = pytest.mark.django_db

COUNCIL_MOVES = {
    "schedule": {"secretary"},
    "unschedule": {"secretary"},
    "conclude": {"secretary", "chair"},
    "reopen_scoring": {"secretary", "chair"},
    "recognise": {"province's leader"},
    "decline": {"province's leader"},
    "refer": {"province's leader"},
    "evaluate_again": {"province's leader"},
}
INTAKE = {"officer", "producer's member", "province's officer", "advisor", "secretary"}
ITEM_ROLES = {
    "close": {"secretary"},
    "stop": {"secretary", "chair"},
    "suspend": {"secretary", "chair"},
    "resume": {"secretary", "chair"},
    "reopen": {"chair"},
}
SESSION_ROLES = {"open": {"secretary"}, "close": {"secretary"}}


def cast_of_all():
    council = cast.council()
    return {
        "stranger": cast.stranger(),
        "producer's member": cast.producer_member(),
        "officer": cast.officer(cast.COMMUNE),
        "leader": cast.leader(cast.COMMUNE),
        "province's officer": cast.officer(cast.PROVINCE),
        "province's leader": cast.leader(cast.PROVINCE),
        "advisor": cast.advisor(cast.PROVINCE),
        "auditor": cast.auditor(),
        "chair": council.chair,
        "secretary": council.secretary,
        "member": council.members[0],
        "administrator": cast.administrator(),
    }


def may(row, transition, people):
    """The roles the move is open to; who only has something to do first may."""
    answers = {role: can_apply(row, transition, by=user) for role, user in people.items()}
    return {role for role, answer in answers.items() if answer or answer.missing}


# Dossiers


SCORED = {
    "recognise": lambda: cast.scored(star=4),
    "decline": lambda: cast.scored(star=4),
    "refer": lambda: cast.scored(star=5),
    "evaluate_again": lambda: cast.scored(star=4, scored_at=cast.MINISTRY),
    "reopen_scoring": lambda: cast.scored(star=4),
}


def dossier_in(state, transition):
    """A dossier in that state with what lets the move depend on nothing but who asks."""
    if state == DossierState.SCORED:
        return SCORED.get(transition, SCORED["decline"])()
    if state == DossierState.SCORING:
        return cast.item(cast.dossier(state=DossierState.PROPOSED), cast.session()).dossier
    if state in (DossierState.RECOGNISED, DossierState.NOT_RECOGNISED):
        row = cast.scored()
        Dossier.objects.filter(pk=row.pk).update(state=state)
        return Dossier.objects.get(pk=row.pk)
    return cast.dossier(state=state)


def test_every_move_of_a_dossier_is_in_one_of_the_tables():
    assert set(COUNCIL_MOVES) < set(DOSSIER_MOVES)
    assert set(ITEM_ROLES) == set(ITEM_MOVES) and set(SESSION_ROLES) == set(SESSION_MOVES)


@pytest.mark.parametrize("state", DossierState)
def test_dossier_moves_by_state_and_role(state):
    people = cast_of_all()
    for transition, step in DOSSIER_MOVES.items():
        row = dossier_in(state, transition)
        allowed = may(row, transition, people)
        if state not in step.sources:
            assert allowed == set(), (state, transition)
        elif transition in COUNCIL_MOVES:
            assert allowed == COUNCIL_MOVES[transition], (state, transition)
        else:
            assert allowed and allowed <= INTAKE, (state, transition, allowed)
        Dossier.objects.filter(pk=row.pk).update(state=DossierState.WITHDRAWN)


# Items of an agenda, and sessions


def item_in(state):
    item = cast.item(cast.dossier(state=DossierState.PROPOSED), cast.session())
    if state == ItemState.CLOSED:
        cast.result(item)
    elif state == ItemState.SUSPENDED:
        SessionItem.objects.filter(pk=item.pk).update(state=state)
    return SessionItem.objects.get(pk=item.pk)


@pytest.mark.parametrize("state", ItemState)
def test_item_moves_by_state_and_role(state):
    people, row = cast_of_all(), item_in(state)
    for transition, step in ITEM_MOVES.items():
        expected = ITEM_ROLES[transition] if state in step.sources else set()
        assert may(row, transition, people) == expected, (state, transition)


@pytest.mark.parametrize("session_state", [SessionState.PREPARED, SessionState.CLOSED])
@pytest.mark.parametrize("state", ItemState)
def test_no_item_moves_unless_its_session_is_open(state, session_state):
    people, row = cast_of_all(), item_in(state)
    stamp = (
        {"opened_at": None}
        if session_state == SessionState.PREPARED
        else {"closed_at": row.session.opened_at}
    )
    Session.objects.filter(pk=row.session_id).update(state=session_state, **stamp)
    row = SessionItem.objects.get(pk=row.pk)
    for transition in ITEM_MOVES:
        assert may(row, transition, people) == set(), transition


@pytest.mark.parametrize("state", SessionState)
def test_session_moves_by_state_and_role(state):
    people, row = cast_of_all(), cast.session(state=state)
    for transition, step in SESSION_MOVES.items():
        expected = SESSION_ROLES[transition] if state in step.sources else set()
        assert may(row, transition, people) == expected, (state, transition)
