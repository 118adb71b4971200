"""What targets count. Each indicator is one declarative object with one queryset.

The number of an indicator is the length of its list, or the sum of one column of it: never anything else.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum

from campaigns.counting import home_units, narrowed_to_place, places_below
from campaigns.enums import ActivityKind, IndicatorKey
from campaigns.models import Activity, FreeResult
from evaluations.enums import ItemState
from evaluations.models import ResultSnapshot
from producers.models import Producer
from products.enums import EventKind, ProductGroup
from products.models import Product, StatusEvent

FIRST_GRANTS = (EventKind.RECOGNISED, EventKind.IMPORTED)
RESULTS = (EventKind.RECOGNISED, EventKind.UPGRADED, EventKind.RENEWED, EventKind.IMPORTED)


@dataclass(frozen=True)
class Indicator:
    """`rows(scope)` is the list; `place` leads from a row to its unit; `total` names the column to add up.

    `of_period` tells what happens in a period from what holds on a day.
    """

    key: str
    shows: str
    rows: Callable
    place: str
    total: str = ""
    of_period: bool = True

    @property
    def label(self):
        return IndicatorKey(self.key).label

    def listed(self, scope):
        """The list the number is counted from."""
        return narrowed_to_place(self.rows(scope), scope, self.place)

    def number(self, scope):
        rows = self.listed(scope)
        if self.total:
            return rows.aggregate(found=Sum(self.total))["found"] or 0
        return rows.count()

    def by_unit(self, scope):
        """The number in each unit below the scope's: {pk of the unit, or None: number}. Two queries."""
        places, numbers = places_below(scope.unit), Counter()
        for unit, number in self.by_home(scope).items():
            numbers[places.get(unit)] += number
        return dict(numbers)

    def by_home(self, scope):
        """The number by the unit, of today or before, that each row names: {pk: number}. One query."""
        figure = Sum(self.total) if self.total else Count("pk")
        return dict(
            self.rows(replace(scope, placed=None)).order_by().values_list(self.place).annotate(figure)
        )


# The register as it stood on a day


def events(scope, *kinds, **when):
    """Events of the product at hand up to the scope's last day."""
    return StatusEvent.objects.filter(product=OuterRef("pk"), kind__in=kinds, on__lte=scope.until, **when)


def products(scope):
    """Products of the unit that were recognised by the scope's last day, with their stars of that day."""
    latest = events(scope, *EventKind.grants()).order_by("-on", "-pk")
    rows = Product.objects.filter(made_in__in=home_units(scope.unit)).annotate(
        stars_then=Subquery(latest.values("stars")[:1])
    )
    if scope.group:
        rows = rows.filter(product_set__group=scope.group)
    return rows.filter(stars_then=scope.stars) if scope.stars else rows.filter(stars_then__gte=3)


def newly_recognised(scope):
    """Their first recognition lies in the period."""
    earlier = StatusEvent.objects.filter(
        product=OuterRef("pk"), kind__in=EventKind.grants(), on__lt=scope.since
    )
    return products(scope).filter(Exists(events(scope, *FIRST_GRANTS, on__gte=scope.since)), ~Exists(earlier))


def having(*kinds, **facts):
    """Products with an event of one of the kinds in the period."""
    return lambda scope: products(scope).filter(Exists(events(scope, *kinds, on__gte=scope.since, **facts)))


def in_force(scope):
    """Valid on the last day, as the events up to that day tell it: the rule of `products.status`."""
    latest = events(scope, *EventKind.grants()).order_by("-on", "-pk")
    since_then = Q(on__gt=OuterRef("granted_on")) | Q(on=OuterRef("granted_on"), pk__gt=OuterRef("granted"))
    extended = events(scope, EventKind.EXTENDED).filter(since_then).order_by("-on", "-pk")
    rows = products(scope).annotate(
        granted=Subquery(latest.values("pk")[:1]),
        granted_on=Subquery(latest.values("on")[:1]),
        until_then=Subquery(latest.values("until")[:1]),
    )
    rows = rows.annotate(extended_then=Subquery(extended.values("until")[:1]))
    return rows.filter(
        Q(until_then__gte=scope.until) | Q(extended_then__gte=scope.until),
        ~Exists(events(scope, EventKind.REVOKED).filter(since_then)),
    )


def five_star_candidates(scope):
    """The last result of the period reaches the band and the minima of 5 stars; not yet 5 stars."""
    results = ResultSnapshot.objects.filter(
        item__dossier__product=OuterRef("pk"),
        item__state=ItemState.CLOSED,
        item__session__held_on__range=(scope.since, scope.until),
    ).order_by("-item__session__held_on", "-item", "-number")
    rows = Product.objects.filter(made_in__in=home_units(scope.unit))
    if scope.group:
        rows = rows.filter(product_set__group=scope.group)
    recognised = events(scope, *EventKind.grants(), stars=5)
    return rows.annotate(stars_then=Subquery(results.values("star")[:1])).filter(
        ~Exists(recognised), stars_then=5
    )


def rural_tourism(scope):
    return newly_recognised(replace(scope, group=ProductGroup.TOURISM))


def certified_producers(scope):
    """Producers seated in the unit with a product recognised by the last day."""
    grants = StatusEvent.objects.filter(
        product__producer=OuterRef("pk"), kind__in=EventKind.grants(), on__lte=scope.until
    )
    if scope.group:
        grants = grants.filter(product__product_set__group=scope.group)
    if scope.stars:
        grants = grants.filter(stars=scope.stars)
    return Producer.objects.filter(Exists(grants), unit__in=home_units(scope.unit))


# What was done


def held(*kinds):
    """Activities of the kinds held in the period under plans of the unit and of those below it."""

    def rows(scope):
        return Activity.objects.filter(
            plan__unit__in=home_units(scope.unit),
            kind__in=kinds,
            held_on__range=(scope.since, scope.until),
        )

    return rows


def reported(scope):
    """What was reported on one promise of one plan."""
    found = FreeResult.objects.filter(plan=scope.plan, code=scope.code)
    return found.filter(on__range=(scope.since, scope.until))


_K = IndicatorKey
GRANTED_OR_UPGRADED = (EventKind.RECOGNISED, EventKind.UPGRADED, EventKind.IMPORTED)
INDICATORS = {
    each.key: each
    for each in (
        Indicator(_K.NEW_RECOGNISED, "products", newly_recognised, "made_in"),
        Indicator(_K.REEVALUATED, "products", having(EventKind.RENEWED), "made_in"),
        Indicator(_K.UPGRADED, "products", having(EventKind.UPGRADED), "made_in"),
        Indicator(_K.EVALUATED, "products", having(*RESULTS), "made_in"),
        Indicator(_K.CUMULATIVE, "products", products, "made_in", of_period=False),
        Indicator(_K.VALID, "products", in_force, "made_in", of_period=False),
        Indicator(_K.FIVE_STAR, "products", having(*GRANTED_OR_UPGRADED, stars=5), "made_in"),
        Indicator(_K.FIVE_STAR_CANDIDATES, "products", five_star_candidates, "made_in"),
        Indicator(_K.RURAL_TOURISM, "products", rural_tourism, "made_in"),
        Indicator(_K.PRODUCERS, "producers", certified_producers, "unit", of_period=False),
        Indicator(_K.TRAININGS, "activities", held(ActivityKind.TRAINING), "plan__unit"),
        Indicator(_K.TRAINEES, "activities", held(ActivityKind.TRAINING), "plan__unit", total="people"),
        Indicator(_K.FAIRS, "activities", held(ActivityKind.PROMOTION), "plan__unit"),
        Indicator(
            _K.COMMUNICATION, "activities", held(ActivityKind.COMMUNICATION), "plan__unit", total="items"
        ),
        Indicator(_K.FREE, "reports", reported, "plan__unit", total="value"),
    )
}
COUNTED = {key: indicator for key, indicator in INDICATORS.items() if key != IndicatorKey.FREE}

RELATED = {
    "products": ("producer", "product_set", "made_in__parent__parent"),
    "producers": ("unit__parent__parent",),
    "activities": ("plan__unit", "lead", "province"),
    "reports": ("plan__unit", "reported_by"),
}
ORDER = {
    "products": ("sort_key", "pk"),
    "producers": ("sort_key", "pk"),
    "activities": ("held_on", "pk"),
    "reports": ("on", "pk"),
}


def listed(indicator, scope):
    """The list as a page shows it: in order, with what each row names."""
    rows = indicator.listed(scope).select_related(*RELATED[indicator.shows])
    return rows.order_by(*ORDER[indicator.shows])


def of_stars(scope):
    """How many products stand at 3, 4 and 5 stars on the last day: {stars: number}. One query."""
    found = dict(products(scope).order_by().values_list("stars_then").annotate(Count("pk")))
    return {stars: found.get(stars, 0) for stars in (3, 4, 5)}


def of_groups(scope):
    """How many products of each of the six groups were recognised by the last day. One query."""
    found = dict(products(scope).order_by().values_list(F("product_set__group")).annotate(Count("pk")))
    return {group: found.get(group.value, 0) for group in ProductGroup}
