"""The year's plan of the commune: running, with an amendment being drawn up, and one not approved yet."""

from datetime import date

from campaigns.enums import IndicatorKey
from campaigns.models import Plan, Target
from campaigns.planning import approve_plan, move_plan, open_plan, set_target
from tests import cast
from tests.world.area import HIDDEN

READING = ""

ACTING = ""


def make(world):
    world.plan = plan_of(cast.COMMUNE, f"{HIDDEN} kế hoạch năm", 2026)
    world.draft_plan = drafted(cast.COMMUNE, f"{HIDDEN} kế hoạch năm sau", 2027)


def drafted(where, title, year, last_year=None):
    """A plan of the unit with one target, drawn up by its officer."""
    officer = cast.officer(where)
    plan = open_plan(
        Plan(office=cast.office(where), title=title, first_year=year, last_year=last_year or year), by=officer
    )
    target = Target(indicator=IndicatorKey.NEW_RECOGNISED, at_least=10)
    set_target(plan.draft_version(), target, by=officer)
    return plan


def plan_of(where, title, year, last_year=None):
    """The same, approved by the leader and running."""
    plan = drafted(where, title, year, last_year)
    leader, day = cast.leader(where), date(year - 1, 12, 20)
    if not plan.office.works_on(day):
        day = plan.unit.valid_from
    plan = approve_plan(plan, by=leader, decision_number="12/QĐ-UBND", decided_on=day)
    return move_plan(plan, "start", by=leader)


def targets(world):
    return {}


def forms(made):
    return {}
