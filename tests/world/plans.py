"""The year's plan of the commune: one running, one with an amendment being drawn up, one not approved yet."""

from datetime import date

from campaigns.enums import IndicatorKey
from campaigns.models import Plan, Target
from campaigns.planning import amend, approve_plan, move_plan, open_plan, report_result, set_target
from tests import cast
from tests.world.area import HIDDEN

READING = """
amendment_approve      s ... .. xo xxxx ... x
amendment_discard      s ... .. ox xxxx ... x
free_result_add        s ... .. ox xxxx ... x
free_result_file       s ... .. oo oooo ... o
plan_amend             s ... .. ox xxxx ... x
plan_approve           s ... .. xo xxxx ... x
plan_count             s ... .. oo oooo ... o
plan_create            s oxx xx ox oxxx xxx x
plan_desk              s ooo oo oo oooo ooo o
plan_edit              s ... .. ox xxxx ... x
plan_move              s ... .. oo xxxx ... x
plan_page              s ... .. oo oooo ... o
plan_units             s ... .. oo oooo ... o
plan_version           s ... .. oo oooo ... o
nation_year            s xxx xx xx xxxx xxx o
plan_year              s ... .. oo oooo ... o
target_add             s ... .. ox xxxx ... x
target_edit            s ... .. ox xxxx ... x
target_remove          s ... .. ox xxxx ... x
year_count             s ... .. oo oooo ... o
"""

ACTING = """
amendment_approve      s ... .. xd xxxx ... x
amendment_discard      s ... .. dx xxxx ... x
free_result_add        s ... .. dx xxxx ... x
free_result_file       m mmm mm mm mmmm mmm m
plan_amend             s ... .. dx xxxx ... x
plan_approve           s ... .. xd xxxx ... x
plan_count             m mmm mm mm mmmm mmm m
plan_create            s oxx xx dx oxxx xxx x
plan_desk              m mmm mm mm mmmm mmm m
plan_edit              s ... .. dx xxxx ... x
plan_move              s ... .. dd xxxx ... x
plan_page              m mmm mm mm mmmm mmm m
plan_units             m mmm mm mm mmmm mmm m
plan_version           m mmm mm mm mmmm mmm m
nation_year            m mmm mm mm mmmm mmm m
plan_year              m mmm mm mm mmmm mmm m
target_add             s ... .. dx xxxx ... x
target_edit            s ... .. dx xxxx ... x
target_remove          s ... .. dx xxxx ... x
year_count             m mmm mm mm mmmm mmm m
"""

READERS = {
    "amendment_approve": "leader",
    "plan_approve": "leader",
}
ASKED_TWICE = {"plan_move", "target_remove", "amendment_discard"}
MAY_BE_EMPTY = {"plan_move"}


def make(world):
    world.plan = plan_of(cast.COMMUNE, f"{HIDDEN} kế hoạch năm", 2026, free=True)
    world.free_target = world.plan.current_version().targets.get(indicator=IndicatorKey.FREE)
    world.free_result = report_result(
        world.free_target,
        on=date(2026, 3, 1),
        value=2,
        note=f"{HIDDEN} đã làm",
        evidence=cast.pdf(),
        by=cast.officer(cast.COMMUNE),
    )
    world.amended_plan = plan_of(cast.COMMUNE, f"{HIDDEN} kế hoạch đang điều chỉnh", 2027)
    world.amendment = amended(world.amended_plan)
    world.draft_plan = drafted(cast.COMMUNE, f"{HIDDEN} kế hoạch đang soạn", 2028)


def drafted(where, title, year, last_year=None, *, free=False):
    """A plan of the unit with one target, drawn up by its officer; `free` adds a free indicator."""
    officer = cast.officer(where)
    plan = open_plan(
        Plan(office=cast.office(where), title=title, first_year=year, last_year=last_year or year), by=officer
    )
    version = plan.draft_version()
    set_target(version, Target(indicator=IndicatorKey.NEW_RECOGNISED, at_least=10), by=officer)
    if free:
        one = Target(indicator=IndicatorKey.FREE, name="Mô hình điểm", at_least=3, measure="mô hình")
        set_target(version, one, by=officer)
    return plan


def plan_of(where, title, year, last_year=None, *, free=False):
    """The same, approved by the leader and running."""
    plan = drafted(where, title, year, last_year, free=free)
    leader, day = cast.leader(where), date(year - 1, 12, 20)
    if not plan.office.works_on(day):
        day = plan.unit.valid_from
    plan = approve_plan(plan, by=leader, decision_number="12/QĐ-UBND", decided_on=day)
    return move_plan(plan, "start", by=leader)


def amended(plan):
    """An amendment of the plan, drawn up, with one goal changed."""
    officer = cast.officer(plan.unit.address_code)
    version = amend(plan, by=officer, reason="Bổ sung theo nghị quyết")
    target = version.targets.first()
    target.at_least = 12
    set_target(version, target, by=officer)
    return version


def targets(world):
    running, year = {"pk": world.plan.pk}, {"address_code": cast.COMMUNE, "year": 2026}
    draft = world.draft_plan.draft_version()
    return {
        "plan_page": running,
        "plan_units": running,
        "plan_year": year,
        "nation_year": {"year": 2026},
        "year_count": year | {"indicator": "new_recognised_3plus"},
        "plan_count": running | {"indicator": "new_recognised_3plus"},
        "plan_move": running | {"move": "close"},
        "plan_amend": running,
        "plan_edit": {"pk": world.draft_plan.pk},
        "plan_approve": {"pk": world.draft_plan.pk},
        "plan_version": {"pk": world.amendment.pk},
        "amendment_approve": {"pk": world.amendment.pk},
        "amendment_discard": {"pk": world.amendment.pk},
        "target_add": {"pk": draft.pk},
        "target_edit": {"pk": draft.targets.get().pk},
        "target_remove": {"pk": draft.targets.get().pk},
        "free_result_add": {"pk": world.free_target.pk},
        "free_result_file": {"pk": world.free_result.pk},
    }


def forms(made):
    decision = {"decision_number": "13/QĐ-UBND", "decided_on": "01/08/2026"}
    plan = {
        "office": cast.office(cast.COMMUNE).pk,
        "title": "Kế hoạch mới",
        "first_year": "2029",
        "last_year": "2029",
    }
    target = {"indicator": "upgraded", "at_least": "5", "up_to": "10"}
    return {
        "plan_create": plan,
        "plan_edit": plan | {"first_year": "2028", "last_year": "2028", "version": "1"},
        "plan_approve": decision,
        "plan_move": {"comment": ""},
        "plan_amend": {"reason": "Bổ sung"},
        "amendment_approve": decision,
        "target_add": target,
        "target_edit": {"at_least": "15", "version": "1"},
        "free_result_add": {
            "on": "02/03/2026",
            "value": "1",
            "note": "Thêm một mô hình",
            "evidence": cast.pdf,
        },
    }
