"""How many products each choice of the catalogue would show: one pass over the cells of a small cube.

A facet's counts regard every filter but the facet's own, so the number beside a choice is the number of
results after choosing it. The cube is counted once for each version of the register and day and stored in
`FacetCount`; a search or a place smaller than a province counts its own cells, which are few.
"""

from collections import Counter
from dataclasses import dataclass

from django.core.cache import cache
from django.db import transaction
from django.db.models import Case, CharField, Count, F, Value, When

from ocop_portal.areas.enums import UnitLevel
from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.days import day_of
from products import register_version
from products.catalogue import register_of
from products.enums import ProductGroup, Status
from products.models import FacetCount, Product, ProductSet
from products.register import made_in
from products.status import has_status

GROUP, SET, TOURISM, STARS, KIND, PLACE, STATUS = (1 << n for n in range(7))
PROPERTY = {GROUP: 0, SET: 0, TOURISM: 0, STARS: 1, KIND: 2, PLACE: 3, STATUS: 4}  # its place in a cell
COLUMNS = ("product_set_id", "stars", "kind", "province_id", "status", "n")
SECONDS_KEPT = 24 * 60 * 60
KNOWN_STATUSES = [status for status in Status if status is not Status.REPLACED]
MEANT = {"valid": Status.valid(), "all": tuple(Status)}  # what else the status filter understands


@dataclass(frozen=True)
class Names:
    """What two axes of the cube are called; `groups` tells the group of every set, older ones too."""

    groups: dict
    sets: list  # today's: (pk, group, number, name)
    provinces: list  # today's: (pk, code in addresses, name)


@dataclass
class Facets:
    """Counts by choice for each facet, how many products fit the whole wish, and what its axes are called."""

    names: "Names"
    total: int
    groups: dict
    sets: dict
    tourism: dict
    stars: dict
    kinds: dict
    provinces: dict
    statuses: dict


def statuses_meant(choice):
    return MEANT.get(choice) or (Status(choice),)


def cells(products, at=None, said=""):
    """Count the products (a queryset of public ones) by the five properties; return rows of `COLUMNS`.

    `said` begins the names of the facts where they are those of an earlier day (see `products.past`).
    """
    above = "made_in__covered_by__unit"
    today = {f"{above}__level": UnitLevel.PROVINCE, f"{above}__valid_to": None}
    cases = (When(has_status(status, at, said), then=Value(status.value)) for status in KNOWN_STATUSES)
    counted = (
        products.filter(**today)
        .order_by()
        .annotate(kind=F("producer__kind"), province_id=F(above))
        .annotate(status=Case(*cases, output_field=CharField()))
        .values("product_set_id", f"{said}stars", "kind", "province_id", "status")
        .annotate(n=Count("pk"))
    )
    return list(counted.values_list("product_set_id", f"{said}stars", "kind", "province_id", "status", "n"))


def register_cells(version, at=None):
    """Return the cells of the whole register: from the store when it speaks of this version and day."""
    day = day_of(at)
    key = f"cells:{version}-{day:%Y%m%d}"
    found = cache.get(key)
    if found is None:
        stored = FacetCount.objects.filter(version=version, day=day)
        found = list(stored.values_list(*COLUMNS)) or cells(Product.objects.public(), at)
        cache.set(key, found, SECONDS_KEPT)
    return found


def register_names(version):
    """Return the `Names` of this version: naming a set or a province moves the version too."""
    key = f"cells:names:{version}"
    found = cache.get(key)
    if found is None:
        current = ProductSet.objects.filter(taxonomy=ProductSet.CURRENT)
        provinces = AdministrativeUnit.objects.provinces().current()
        found = Names(
            groups=dict(ProductSet.objects.values_list("pk", "group")),
            sets=list(current.values_list("pk", "group", "number", "name")),
            provinces=[(unit.pk, unit.address_code, unit.own_name) for unit in provinces],
        )
        cache.set(key, found, SECONDS_KEPT)
    return found


@transaction.atomic
def store(at=None):
    """Store the cube of this version and day unless it is there; return whether it was counted anew."""
    version, day = register_version.current(), day_of(at)
    if FacetCount.objects.filter(version=version, day=day).exists():
        return False
    FacetCount.objects.all().delete()
    counted = cells(Product.objects.public(), at)
    FacetCount.objects.bulk_create(
        (FacetCount(version=version, day=day, **dict(zip(COLUMNS, cell, strict=True))) for cell in counted),
        batch_size=1000,
    )
    return True


# Counting for a wish


def of(wish, at=None):
    """Return the `Facets` of a wish; the same wish is counted once for each version and day."""
    version = register_version.current()
    key = f"facets:{version}-{day_of(at):%Y%m%d}:{wish.filters}"
    found = cache.get(key)
    if found is None:
        found = counted(wish, version, at)
        cache.set(key, found, SECONDS_KEPT)
    return found


def counted(wish, version, at=None):
    names = register_names(version)
    misses = _misses(wish, names.groups)
    public, said, at = register_of(wish, at)
    is_stored = not (wish.q or wish.day)
    asked = public.search(wish.words) if wish.q else public
    everywhere = register_cells(version, at) if is_stored else cells(asked, at, said)
    is_by_province = all(unit.level == UnitLevel.PROVINCE and not unit.is_historic for unit in wish.places)
    if is_by_province:
        return _facets(_tallied(everywhere, misses, {unit.pk for unit in wish.places}), names)
    tally = _tallied(cells(asked.filter(made_in(wish.places)), at, said), misses, set())
    tally[PLACE] = _tallied(everywhere, misses, {None})[PLACE]
    return _facets(tally, names)


def _misses(wish, groups):
    """Return what each value of a cell misses of the wish, as bits: by set, stars, kind and status."""
    chosen = {row.pk for row in wish.product_sets}
    meant = statuses_meant(wish.status)
    sets = {
        pk: (GROUP if wish.groups and group not in wish.groups else 0)
        | (SET if chosen and pk not in chosen else 0)
        | (TOURISM if wish.tourism and wish.tourism != tourism_of(group) else 0)
        for pk, group in groups.items()
    }
    stars = {n: STARS if wish.stars and n not in wish.stars else 0 for n in (3, 4, 5)}
    kinds = set(wish.kinds)
    statuses = {status.value: 0 if status in meant else STATUS for status in Status}
    return sets, stars, kinds, statuses


def tourism_of(group):
    return "co" if group == ProductGroup.TOURISM else "khong"


def _tallied(found, misses, provinces):
    """Add each cell to the facets whose other filters it fits; return a `Counter` of values by facet."""
    sets, stars, kinds, statuses = misses
    fits, alone = [Counter() for _property in range(5)], {facet: Counter() for facet in PROPERTY}
    for cell in found:
        missed = sets[cell[0]] | stars[cell[1]] | statuses[cell[4]]
        if kinds and cell[2] not in kinds:
            missed |= KIND
        if provinces and cell[3] not in provinces:
            missed |= PLACE
        if not missed:
            for values, value in zip(fits, cell, strict=False):
                values[value] += cell[5]
        elif missed in alone:
            alone[missed][cell[PROPERTY[missed]]] += cell[5]
    return {facet: values + fits[PROPERTY[facet]] for facet, values in alone.items()} | {0: fits[1]}


def _facets(tally, names):
    by_status, groups = tally[STATUS], names.groups
    return Facets(
        names=names,
        total=sum(tally[0].values()),
        groups=_regrouped(tally[GROUP], groups.get),
        sets=dict(tally[SET]),
        tourism=_regrouped(tally[TOURISM], lambda pk: tourism_of(groups[pk])),
        stars=dict(tally[STARS]),
        kinds=dict(tally[KIND]),
        provinces=dict(tally[PLACE]),
        statuses=dict(by_status)
        | {name: sum(by_status[each.value] for each in meant) for name, meant in MEANT.items()},
    )


def _regrouped(counter, name_of):
    found = Counter()
    for value, n in counter.items():
        found[name_of(value)] += n
    return dict(found)
