"""A unit's year, with or without a plan of its own: which units lie below, which of them have a plan."""

from campaigns.counting import units_below
from campaigns.models import Plan
from ocop_portal.accounts.models import offices_of
from ocop_portal.areas.enums import UnitLevel
from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.days import day_of

FIRST_YEAR = 2018


def units_to_compare(user):
    """The units of a person's offices that are divided further."""
    units = AdministrativeUnit.objects.filter(pk__in=offices_of(user).values("unit"))
    return list(units.exclude(level=UnitLevel.COMMUNE).order_by("sort_key", "pk"))


def year_of(unit, year):
    """The year as a plan that nobody drew up: it is counted like one, and never saved."""
    return Plan(unit=unit, first_year=year, last_year=year)


def own_plan(unit, year):
    """The unit's decided plan that covers the year, the shortest first; None without one."""
    plans = Plan.objects.published().overlapping(year, year).filter(unit=unit)
    return min(plans, key=lambda plan: (plan.last_year - plan.first_year, plan.pk), default=None)


def units_without_plan(unit, plans):
    """The units one level below that have none of the plans."""
    planned = {plan.unit_id for plan in plans}
    return [below for below in units_below(unit).order_by("sort_key", "pk") if below.pk not in planned]


def last_year(at=None):
    """The last year that may be looked at: the next one, for which plans are drawn up already."""
    return day_of(at).year + 1


def neighbours(year, at=None):
    """(the year before, the year after), None beyond the first and the last."""
    earlier = year - 1 if year > FIRST_YEAR else None
    return earlier, year + 1 if year < last_year(at) else None


def is_readable(year, at=None):
    return FIRST_YEAR <= year <= last_year(at)
