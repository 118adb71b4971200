"""How far a plan is on a day: for each target the number, the goal, the gap; the stock; the units compared.

Everything is counted when it is asked for, from one reading of the register (`campaigns.reading`).
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import F

from campaigns.counting import LEFT, Scope, units_below
from campaigns.enums import IndicatorKey
from campaigns.indicators import COUNTED, INDICATORS
from campaigns.models import Plan, Target
from campaigns.reading import Reading
from ocop_portal.areas.models import Coverage

MOST_FIGURES = 6


@dataclass(frozen=True)
class Figure:
    """A target on a day: `number` reached of the goal; `gap` is what is missing to "at least"."""

    target: Target
    number: int
    on: date

    @property
    def gap(self):
        return max((self.target.at_least or 0) - self.number, 0)

    @property
    def is_reached(self):
        return self.target.at_least is not None and self.gap == 0

    @property
    def is_over(self):
        """More than "up to" allows."""
        return self.target.up_to is not None and self.number > self.target.up_to

    @property
    def scale(self):
        """The length of the bar's ground, in the indicator's unit: room for goal and number."""
        return max(self.target.at_least or 0, self.target.up_to or 0, self.number, 1)

    @property
    def bar(self):
        """The bar in hundredths of its ground, as a drawing writes numbers: (filled, goal, second goal)."""
        goal = self.target.at_least if self.target.at_least is not None else self.target.up_to
        second = self.target.up_to if self.target.at_least is not None else None
        return tuple(
            None if value is None else _share(value, self.scale) for value in (self.number, goal, second)
        )


def _share(value, whole):
    return "" if value is None else f"{100 * value / whole:.1f}"


def scope_of(target, plan, at=None):
    """What a target counts on a day: its plan's years up to the day, its own last day or the plan's end."""
    until = min(plan.counted_until(at), target.by or plan.ends_on)
    return Scope(
        unit=plan.unit,
        since=plan.begins_on,
        until=until,
        group=target.group,
        stars=target.stars,
        plan=plan.pk,
        code=target.code,
    )


def figure(target, plan, at=None):
    scope = scope_of(target, plan, at)
    return Figure(target, INDICATORS[target.indicator].number(scope), scope.until)


def reading_for(plan, at=None):
    """The register of the plan's unit as far as its page needs it: shared by figures and stock."""
    return Reading(plan.unit, max(plan.counted_until(at), plan.stock_day))


def figures(plan, at=None, version=None, reading=None):
    """The figures of all targets of the version in force (or of the one given), in their order.

    The register is read once, however many targets there are.
    """
    version, reading = version or plan.current_version(), reading or reading_for(plan, at)
    scopes = [(target, scope_of(target, plan, at)) for target in version.targets.all()]
    return [Figure(target, reading.number(target.indicator, scope), scope.until) for target, scope in scopes]


@dataclass(frozen=True)
class Stock:
    """The register of the unit on a day: products ever recognised, and those of them still in force."""

    on: date
    products: int
    in_force: int
    producers: int
    by_stars: dict
    by_group: dict

    @property
    def groups(self):
        """(value, label, number) of each group."""
        return [(group.value, group.label, number) for group, number in self.by_group.items()]


def stock(unit, on, reading=None):
    """Take stock of the unit on a day; the stars and the groups add up to the products."""
    scope, reading = Scope(unit=unit, since=on, until=on), reading or Reading(unit, on)
    by_stars = reading.of_stars(scope)
    return Stock(
        on=on,
        products=sum(by_stars.values()),
        in_force=reading.number(IndicatorKey.VALID, scope),
        producers=reading.number(IndicatorKey.PRODUCERS, scope),
        by_stars=by_stars,
        by_group=reading.of_groups(scope),
    )


def stock_with_target(plan, opening, version=None):
    """Where the stock stands once the new products promised are there: (from, to), or None without such."""
    version = version or plan.current_version()
    new = version.targets.filter(indicator=IndicatorKey.NEW_RECOGNISED, group="", stars=None).first()
    if new is None or new.at_least is None:
        return None
    return opening.products + new.at_least, opening.products + (new.up_to or new.at_least)


# Units compared


@dataclass(frozen=True)
class UnitRow:
    """What one unit below counts on every indicator; `unit` is None for what lies in none of them.

    `cells` are pairs of an indicator and its number.
    """

    unit: object
    cells: tuple

    @property
    def numbers(self):
        return tuple(number for _indicator, number in self.cells)

    @property
    def place(self):
        return LEFT if self.unit is None else self.unit.address_code


@dataclass(frozen=True)
class Comparison:
    indicators: tuple
    rows: tuple
    totals: tuple

    @property
    def totals_by_indicator(self):
        return tuple(zip(self.indicators, self.totals, strict=True))


COMPARED = (
    IndicatorKey.CUMULATIVE,
    IndicatorKey.VALID,
    IndicatorKey.PRODUCERS,
    IndicatorKey.NEW_RECOGNISED,
    IndicatorKey.REEVALUATED,
    IndicatorKey.UPGRADED,
)


def compare(unit, since, until, keys=COMPARED):
    """Compare the units below on each indicator; the rows add up to the whole.

    The number of queries depends neither on the units nor on their products.
    """
    scope = Scope(unit=unit, since=since, until=until)
    units = units_below(unit).order_by("sort_key", "pk")
    return comparison_of(units, Reading(unit, until), scope, keys)


def comparison_of(units, reading, scope, keys=COMPARED):
    """Compare the units of a reading; what lies in none of them has a row of its own where there is any."""
    indicators = tuple(COUNTED[key] for key in keys)
    counted = reading.compared(keys, scope)
    found = [(indicator, counted[indicator.key]) for indicator in indicators]
    rows = tuple(
        UnitRow(below, tuple((each, numbers.get(below and below.pk, 0)) for each, numbers in found))
        for below in [*units, None]
    )
    totals = tuple(sum(row.numbers[n] for row in rows) for n in range(len(indicators)))
    return Comparison(indicators, tuple(row for row in rows if row.unit or any(row.numbers)), totals)


def plans_of_units(plan):
    """The decided plans of the units below, in the plan's years, with what they promise together.

    Returns (plans, {what is counted: `Promise`}). A unit that lies in another with a plan in the list, such
    as a commune of a district, is listed but not added twice.
    """
    plans = list(
        Plan.objects.published()
        .overlapping(plan.first_year, plan.last_year)
        .filter(unit__covered_by__unit=plan.unit)
        .exclude(unit=plan.unit)
        .select_related("unit", "office")
        .prefetch_related("versions__targets")
    )
    units = [below.unit_id for below in plans]
    nested = set(
        Coverage.objects.filter(unit__in=units, covered__in=units)
        .exclude(unit=F("covered"))
        .values_list("covered", flat=True)
    )
    counted = [below for below in plans if below.unit_id not in nested]
    return plans, sums_of([target for below in counted for target in latest_targets(below)])


@dataclass(frozen=True)
class Promise:
    """What several plans promise on one indicator, narrowed alike: at least, and up to."""

    label: str
    least: int
    most: int


def sums_of(targets):
    """{what is counted: the sum of the promises on it}, in the order of the indicators."""
    sums = {}
    for target in sorted(targets, key=lambda target: IndicatorKey.values.index(target.indicator)):
        so_far = sums.get(target.counted, Promise(target.full_label, 0, 0))
        least = so_far.least + (target.at_least or 0)
        most = so_far.most + (target.up_to or target.at_least or 0)
        sums[target.counted] = Promise(so_far.label, least, most)
    return sums


def latest_targets(plan):
    """The targets of the version in force, from what is loaded already."""
    approved = [version for version in plan.versions.all() if not version.is_draft]
    return approved[-1].targets.all() if approved else []


def sums_against(plan, sums):
    """For each sum of the units: (label, at least, up to, what the plan, if any, promises itself)."""
    own = {target.counted: target for target in plan.current_version().targets.all()} if plan else {}
    return [(each.label, each.least, each.most, own.get(counted)) for counted, each in sums.items()]
