"""What is counted: the place, the period and what narrows it; and where a row is placed among the units.

A unit of today also covers the land of abolished ones, and a divided commune lies in several of today. So
that nothing counts twice, whatever belongs to an abolished unit is placed in one unit of each level: of the
communes of today that cover it, in the one registered first.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery

from ocop_portal.areas.enums import UnitLevel
from ocop_portal.areas.models import AdministrativeUnit, Coverage, DifficultArea


@dataclass(frozen=True)
class Scope:
    """What an indicator counts: in the unit, from `since` to `until`, both inclusive.

    States are those of `until`. `group` and `stars` narrow products. `plan` and `code` name the promise a
    free indicator reports on. `placed` narrows to one unit below, `LEFT` to what lies in none of them;
    `is_difficult` to the areas that an act in force on the last day lists as difficult.
    """

    unit: AdministrativeUnit
    since: date
    until: date
    group: str = ""
    stars: int | None = None
    plan: int | None = None
    code: str = ""
    placed: int | str | None = None
    is_difficult: bool = False


LEFT = "left"


def home_units(unit):
    """The units, of today or before, whose rows count for this unit; each counts in one unit of a level."""
    covered = AdministrativeUnit.objects.filter(covered_by__unit=unit)
    if unit.level != UnitLevel.COMMUNE or unit.is_historic:
        return covered.values("pk")
    return covered.annotate(home=home_commune(OuterRef("pk"))).filter(home=unit.pk).values("pk")


def home_commune(covered):
    """The one commune of today in which the land of a unit counts, as a subquery."""
    communes = Coverage.objects.filter(
        covered=covered, unit__level=UnitLevel.COMMUNE, unit__valid_to__isnull=True
    )
    return Subquery(communes.order_by("unit").values("unit")[:1])


def units_below(unit):
    """The units a unit is divided into, in its own era."""
    return AdministrativeUnit.objects.filter(parent=unit, valid_to__isnull=unit.valid_to is None)


def placed_in(unit, path):
    """The unit below `unit` in which a row counts, by its unit at `path`, as a subquery; null if in none."""
    below = Coverage.objects.filter(
        covered=OuterRef(path), unit__parent=unit, unit__valid_to__isnull=unit.valid_to is None
    )
    return Subquery(below.order_by("unit").values("unit")[:1])


def places_below(unit):
    """{unit of today or before: the unit below in which its rows count}, as `placed_in` places them."""
    covers = Coverage.objects.filter(unit__parent=unit, unit__valid_to__isnull=unit.valid_to is None)
    places = {}
    for covered, below in covers.order_by("unit").values_list("covered", "unit"):
        places.setdefault(covered, below)
    return places


def lies_in_difficult_area(path, day):
    """The row's unit at `path` is listed on the day, lies in a listed one, or became part of one."""
    listed = DifficultArea.objects.in_force(day).filter(unit__covers__covered=OuterRef(path))
    return Exists(listed)


def narrowed_to_place(rows, scope, path):
    """Keep the rows in difficult areas, and those placed in the unit below, as far as the scope asks."""
    if scope.is_difficult:
        rows = rows.filter(lies_in_difficult_area(path, scope.until))
    if scope.placed is None:
        return rows
    rows = rows.annotate(placed_unit=placed_in(scope.unit, path))
    wanted = Q(placed_unit=None) if scope.placed == LEFT else Q(placed_unit=scope.placed)
    return rows.filter(wanted)
