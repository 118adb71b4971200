"""The register of a place read once, for all the numbers a page shows.

An indicator's list (`campaigns.indicators`) asks the database product by product what its events say of a
day; a page that shows twenty numbers, or six for each of a hundred units, reads the events once instead and
counts here. What counts is pure arithmetic over the events of a product, oldest first; tests hold it against
the lists for every indicator. What it does not tell (results of councils, reports) is counted by its list.
"""

from collections import Counter
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Q

from campaigns.counting import home_units, places_below
from campaigns.enums import ActivityKind, IndicatorKey
from campaigns.indicators import FIRST_GRANTS, GRANTED_OR_UPGRADED, INDICATORS, RESULTS
from campaigns.models import Activity
from products import register_version
from products.enums import EventKind, ProductGroup
from products.models import StatusEvent

GRANTS = frozenset(EventKind.grants())
EXTENDED, REVOKED = EventKind.EXTENDED, EventKind.REVOKED


class Happening(NamedTuple):
    """One event of the register."""

    kind: str
    stars: int | None
    on: date
    until: date | None


class Record(NamedTuple):
    """A product: the unit it is made in, its group, its producer and where that is seated, its events."""

    unit: int
    group: str
    producer: int
    seat: int
    happenings: tuple


# What the events of one product tell


def stars_on(happenings, day):
    """The stars of the latest grant up to the day; 0 without any."""
    for kind, stars, on, _until in reversed(happenings):
        if on <= day and kind in GRANTS:
            return stars or 0
    return 0


def is_valid_on(happenings, day):
    """Whether the latest grant, or an extension after it, reaches the day, and no revocation came after."""
    until = extended = None
    for each in happenings:
        if each.on > day:
            break
        if each.kind in GRANTS:
            until, extended = each.until, None
        elif each.kind == EXTENDED:
            extended = each.until
        elif each.kind == REVOKED:
            until = extended = None
    return any(end is not None and end >= day for end in (until, extended))


def is_new(happenings, scope):
    """The first recognition lies in the period."""
    has_earlier = any(each.kind in GRANTS and each.on < scope.since for each in happenings)
    return not has_earlier and has(happenings, scope, *FIRST_GRANTS)


def has(happenings, scope, *kinds, stars=None):
    """An event of one of the kinds lies in the period."""
    since, until = scope.since, scope.until
    for kind, given, on, _until in happenings:
        if since <= on <= until and kind in kinds and stars in (None, given):
            return True
    return False


def has_grant(happenings, scope):
    """A grant was given by the last day, at the stars the scope names if it names any."""
    return any(
        kind in GRANTS and on <= scope.until and (not scope.stars or stars == scope.stars)
        for kind, stars, on, _until in happenings
    )


_K = IndicatorKey
PRODUCTS_TOLD = {
    _K.CUMULATIVE: lambda happenings, scope: True,
    _K.VALID: lambda happenings, scope: is_valid_on(happenings, scope.until),
    _K.NEW_RECOGNISED: is_new,
    _K.RURAL_TOURISM: is_new,
    _K.REEVALUATED: lambda happenings, scope: has(happenings, scope, EventKind.RENEWED),
    _K.UPGRADED: lambda happenings, scope: has(happenings, scope, EventKind.UPGRADED),
    _K.EVALUATED: lambda happenings, scope: has(happenings, scope, *RESULTS),
    _K.FIVE_STAR: lambda happenings, scope: has(happenings, scope, *GRANTED_OR_UPGRADED, stars=5),
}
FROM_REGISTER = frozenset({*PRODUCTS_TOLD, _K.PRODUCERS})
SECONDS_KEPT = 24 * 60 * 60
# What an activity of a kind adds to the number: the activity itself or one of its figures.
ACTIVITIES_TOLD = {
    _K.TRAININGS: (ActivityKind.TRAINING, None),
    _K.TRAINEES: (ActivityKind.TRAINING, "people"),
    _K.FAIRS: (ActivityKind.PROMOTION, None),
    _K.COMMUNICATION: (ActivityKind.COMMUNICATION, "items"),
}


class Reading:
    """What happened in the unit up to a day, each part read when it is first asked for, in one query."""

    def __init__(self, unit, until):
        self.unit, self.until, self._by_day = unit, until, {}

    @property
    def _units(self):
        return home_units(self.unit)

    @cached_property
    def _home(self):
        return set(self._units.values_list("pk", flat=True))

    @cached_property
    def records(self):
        """Every product made in the unit that has events, as `Record`."""
        return self._read(product__made_in__in=self._units)

    @cached_property
    def records_from_elsewhere(self):
        """Products of producers seated in the unit that are made outside of it."""
        home = self._units
        return self._read(Q(product__producer__unit__in=home), ~Q(product__made_in__in=home))

    def _read(self, *which, **narrowing):
        rows = StatusEvent.objects.filter(*which, **narrowing, on__lte=self.until)
        told = ("kind", "stars", "on", "until")
        place = ("product", "product__made_in", "product__product_set__group")
        maker = ("product__producer", "product__producer__unit")
        found = rows.order_by("product", "on", "pk").values_list(*place, *maker, *told)
        return [
            Record(*facts[1:], tuple(Happening(*row[5:]) for row in rows))
            for facts, rows in groupby(found, key=itemgetter(0, 1, 2, 3, 4))
        ]

    def _standing(self, day):
        """Pairs (record, stars on the day) of the products recognised by the day, worked out once a day."""
        if day not in self._by_day:
            found = ((record, stars_on(record.happenings, day)) for record in self.records)
            self._by_day[day] = [pair for pair in found if pair[1] >= 3]
        return self._by_day[day]

    @cached_property
    def activities(self):
        """The activities held under plans of the unit and of those below it."""
        held = Activity.objects.filter(plan__unit__in=self._units, held_on__lte=self.until)
        return list(held.order_by().values("kind", "held_on", "people", "items", "plan__unit"))

    @cached_property
    def places(self):
        """{unit of today or before: the one unit below in which it counts}."""
        return places_below(self.unit)

    # Numbers

    def number(self, key, scope):
        """The number of the indicator; the same as the length or sum of its list."""
        if not tells(key, scope):
            return INDICATORS[key].number(scope)
        return sum(number for _unit, number in self._found(key, scope))

    def by_unit(self, key, scope):
        """The number in each unit below: {pk of the unit, or None for none of them: number}."""
        if tells(key, scope):
            found = self._found(key, scope)
        else:
            found = INDICATORS[key].by_home(scope).items()
        numbers = Counter()
        for unit, number in found:
            numbers[self.places.get(unit)] += number
        return dict(numbers)

    def compared(self, keys, scope):
        """{indicator: {unit below: number}} for several; what follows from the register alone is kept.

        Kept under the register's version, which every change of it moves in its own transaction: numbers that
        speak of another version are never shown, they are counted again.
        """
        names = self._names([key for key in keys if key in FROM_REGISTER and tells(key, scope)], scope)
        kept, found = cache.get_many(names.values()), {}
        for key in keys:
            known = kept.get(names.get(key))
            found[key] = self.by_unit(key, scope) if known is None else known
        fresh = {name: found[key] for key, name in names.items() if name not in kept}
        if fresh:
            cache.set_many(fresh, SECONDS_KEPT)
        return found

    def _names(self, keys, scope):
        """What the numbers of the indicators are kept under: everything they depend on."""
        place = self.unit.pk if self.unit else "nation"
        asked = (register_version.current(), place, scope.since, scope.until, scope.group, scope.stars)
        return {key: register_version.fingerprint("units compared", *asked, key.value) for key in keys}

    def _found(self, key, scope):
        """Pairs (unit of the row, what the row adds)."""
        if scope.until > self.until:
            raise ValueError(f"read up to {self.until}, asked for {scope.until}")
        if key in PRODUCTS_TOLD:
            return [(record.unit, 1) for record in self._records(key, scope)]
        if key == IndicatorKey.PRODUCERS:
            return [(unit, 1) for _producer, unit in self._producers(scope)]
        return self._activities(key, scope)

    def _records(self, key, scope):
        counts = PRODUCTS_TOLD[key]
        group = ProductGroup.TOURISM if key == IndicatorKey.RURAL_TOURISM else scope.group
        for record, stars in self._standing(scope.until):
            fits = (not group or record.group == group) and (not scope.stars or stars == scope.stars)
            if fits and counts(record.happenings, scope):
                yield record

    def _producers(self, scope):
        """Pairs (producer, unit) of those seated in the unit with a grant by the last day."""
        return {
            (record.producer, record.seat)
            for record in (*self.records, *self.records_from_elsewhere)
            if record.seat in self._home
            and (not scope.group or record.group == scope.group)
            and has_grant(record.happenings, scope)
        }

    def _activities(self, key, scope):
        kind, figure = ACTIVITIES_TOLD[key]
        return [
            (row["plan__unit"], row[figure] if figure else 1)
            for row in self.activities
            if row["kind"] == kind and scope.since <= row["held_on"] <= scope.until
        ]

    def of_stars(self, scope):
        """How many products stand at 3, 4 and 5 stars on the last day: {stars: number}."""
        rows = self._records(IndicatorKey.CUMULATIVE, scope)
        found = Counter(stars_on(record.happenings, scope.until) for record in rows)
        return {stars: found[stars] for stars in (3, 4, 5)}

    def of_groups(self, scope):
        """How many products of each of the six groups were recognised by the last day."""
        found = Counter(record.group for record in self._records(IndicatorKey.CUMULATIVE, scope))
        return {group: found[group.value] for group in ProductGroup}


def tells(key, scope):
    """Whether a reading tells the number: not of reports and results, nor of a part of the unit."""
    is_whole = scope.placed is None and not scope.is_difficult
    return is_whole and (key in PRODUCTS_TOLD or key in ACTIVITIES_TOLD or key == IndicatorKey.PRODUCERS)
