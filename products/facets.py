"""How many products each choice of the catalogue would show, added up from the cells of a small cube.

A facet's counts regard every filter but the facet's own, so the number beside a choice is the number of
results after choosing it. The cube is counted once for each version of the register and day and stored in
`FacetCount`; what it adds up to over the few properties a wish speaks of is kept beside it. A search or a
place smaller than a province counts its own cells, which are few.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from operator import itemgetter

from django.core.cache import cache
from django.db import transaction
from django.db.models import Case, CharField, Count, F, Value, When
from django.utils.functional import cached_property

from ocop_portal.areas.enums import UnitLevel
from ocop_portal.areas.models import AdministrativeUnit, Coverage
from ocop_portal.core.days import day_of
from products import paging, register_version
from products.catalogue import fits_best, places_named, register_of
from products.enums import ProductGroup, Status
from products.models import FacetCount, Product, ProductSet
from products.register import made_in
from products.status import has_status

# What each facet filters by: the place of the property in a cell.
PROPERTY = {"groups": 0, "sets": 0, "tourism": 0, "stars": 1, "kinds": 2, "provinces": 3, "statuses": 4}
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
    """Counts by choice for each facet, how many products fit the whole wish, and what its axes are called.

    `version` is that of the register they were counted in. Of a search they know, whatever else is asked: how
    many products are `alike`, whether more than a page of them fit best, and the places named so.
    """

    version: int
    names: "Names"
    total: int
    groups: dict
    sets: dict
    tourism: dict
    stars: dict
    kinds: dict
    provinces: dict
    statuses: dict
    alike: int = 0
    many_fit_best: bool = False
    places: list = field(default_factory=list)


def statuses_meant(choice):
    return MEANT.get(choice) or (Status(choice),)


def cells(products, version, at=None, said=""):
    """Count the products (a queryset of public ones) by the five properties; return rows of `COLUMNS`.

    `version` is that of the register; `said` begins the names of the facts where they are those of an earlier
    day (see `products.past`). The database counts by place, and the provinces are looked up for the counts:
    asked for every product they cost more than the counting.
    """
    cases = (When(has_status(status, at, said), then=Value(status.value)) for status in KNOWN_STATUSES)
    counted = (
        products.order_by()
        .annotate(kind=F("producer__kind"), status=Case(*cases, output_field=CharField()))
        .values("product_set_id", f"{said}stars", "kind", "made_in_id", "status")
        .annotate(n=Count("pk"))
        .values_list("product_set_id", f"{said}stars", "kind", "made_in_id", "status", "n")
    )
    sums, provinces = Counter(), register_provinces(version)
    for product_set, stars, kind, place, status, n in counted:
        for province in provinces.get(place, ()):
            sums[product_set, stars, kind, province, status] += n
    return [(*properties, n) for properties, n in sums.items()]


def register_provinces(version):
    """Return {place of a product: today's provinces it lies in}; naming places moves the version too."""
    key = f"cells:provinces:{version}"
    found = cache.get(key)
    if found is None:
        today = {"unit__level": UnitLevel.PROVINCE, "unit__valid_to": None}
        lands = Coverage.objects.filter(covered__in=Product.objects.public().values("made_in"), **today)
        found = defaultdict(tuple)
        for place, province in lands.values_list("covered", "unit"):
            found[place] += (province,)
        cache.set(key, dict(found), SECONDS_KEPT)
    return found


def register_cells(version, at=None):
    """Return the cells of the whole register: from the store when it speaks of this version and day."""
    day = day_of(at)
    key = f"cells:{version}-{day:%Y%m%d}"
    found = cache.get(key)
    if found is None:
        stored = FacetCount.objects.filter(version=version, day=day)
        found = list(stored.values_list(*COLUMNS)) or cells(Product.objects.public(), version, at)
        cache.set(key, found, SECONDS_KEPT)
    return found


def register_names(version):
    """Return the `Names` of this version: naming a set or a province moves the version too."""
    key = f"cells:names:{version}"
    found = cache.get(key)
    if found is None:
        sets = list(ProductSet.objects.values_list("pk", "group", "number", "name", "taxonomy"))
        provinces = AdministrativeUnit.objects.provinces().current()
        found = Names(
            groups={pk: group for pk, group, *_rest in sets},
            sets=[tuple(row) for *row, taxonomy in sets if taxonomy == ProductSet.CURRENT],
            provinces=[(unit.pk, unit.address_code, unit.own_name) for unit in provinces],
        )
        cache.set(key, found, SECONDS_KEPT)
    return found


def certified_makers(version, at=None):
    """Return how many producers have products in force; counted once for each version and day."""
    key = f"cells:makers:{version}-{day_of(at):%Y%m%d}"
    found = cache.get(key)
    if found is None:
        found = Product.objects.public().valid(at).aggregate(n=Count("producer", distinct=True))["n"]
        cache.set(key, found, SECONDS_KEPT)
    return found


@transaction.atomic
def store(at=None):
    """Store the cube of this version and day unless it is there; return whether it was counted anew."""
    version, day = register_version.current(), day_of(at)
    if FacetCount.objects.filter(version=version, day=day).exists():
        return False
    FacetCount.objects.all().delete()
    counted = cells(Product.objects.public(), version, at)
    FacetCount.objects.bulk_create(
        (FacetCount(version=version, day=day, **dict(zip(COLUMNS, cell, strict=True))) for cell in counted),
        batch_size=1000,
    )
    return True


# Counting for a wish


def of(wish, version=None, at=None):
    """Return the `Facets` of a wish; the same wish is counted once for each version and day.

    `version` is that of the register, where it is known already.
    """
    version = version or register_version.current()
    key = f"facets:{version}-{day_of(at):%Y%m%d}:{wish.filters}"
    found = cache.get(key)
    if found is None:
        found = counted(wish, version, at)
        cache.set(key, found, SECONDS_KEPT)
    return found


def counted(wish, version, at=None):
    names = register_names(version)
    public, said, day = register_of(wish, at)
    asked = public.search(wish.words) if wish.q else public
    is_stored = not (wish.q or wish.day)
    everywhere = RegisterCube(version, at) if is_stored else Cube(cells(asked, version, day, said))
    filters = _filters(wish, names.groups)
    if all(unit.level == UnitLevel.PROVINCE and not unit.is_historic for unit in wish.places):
        found = _facets(version, everywhere, everywhere, filters, names)
    else:
        within = Cube(cells(asked.filter(made_in(wish.places)), version, day, said))
        found = _facets(version, within, everywhere, filters | {"provinces": None}, names)
    if wish.q:
        found.alike = sum(cell[-1] for cell in everywhere.cells)
        best = asked.filter(fits_best(wish.words))[: paging.PAGE_SIZE + 1]
        found.many_fit_best = best.count() > paging.PAGE_SIZE
        found.places = places_named(wish.words)
    return found


class Cube:
    """Cells, and what they add up to over some of their properties."""

    def __init__(self, found):
        self.cells = found

    def over(self, *properties):
        """Return {values of the properties: how many products}."""
        pick = itemgetter(*properties) if len(properties) > 1 else lambda cell: (cell[properties[0]],)
        sums = Counter()
        for cell in self.cells:
            sums[pick(cell)] += cell[-1]
        return sums


class RegisterCube(Cube):
    """The cube of the whole register; each sum is made once for a version and day."""

    def __init__(self, version, at):
        self.version, self.day = version, day_of(at)

    @cached_property
    def cells(self):
        return register_cells(self.version, self.day)

    def over(self, *properties):
        key = f"cells:{self.version}-{self.day:%Y%m%d}:{'-'.join(map(str, properties))}"
        found = cache.get(key)
        if found is None:
            found = super().over(*properties)
            cache.set(key, found, SECONDS_KEPT)
        return found


def _filters(wish, groups):
    """Return {facet: the values of its property a wish allows} for the facets it filters by."""
    tourism = {pk for pk, group in groups.items() if tourism_of(group) == wish.tourism}
    allowed = {
        "groups": {pk for pk, group in groups.items() if group in wish.groups},
        "sets": {row.pk for row in wish.product_sets},
        "tourism": tourism,
        "stars": set(wish.stars),
        "kinds": set(wish.kinds),
        "provinces": {unit.pk for unit in wish.places},
    }
    meant = {status.value for status in statuses_meant(wish.status)}
    return {facet: values for facet, values in allowed.items() if values} | {"statuses": meant}


def tourism_of(group):
    return "co" if group == ProductGroup.TOURISM else "khong"


def _facets(version, within, everywhere, filters, names):
    """Count each facet; the provinces are those of `everywhere`, whatever smaller place was asked for.

    A filter by None stands for a place in which everything counted lies already.
    """
    groups = names.groups
    chosen = {facet: values for facet, values in filters.items() if values is not None}
    counts = {facet: _counts(within, chosen, facet) for facet in PROPERTY if facet != "provinces"}
    provinces = _counts(everywhere, chosen, "provinces")
    by_status = counts["statuses"]
    return Facets(
        version=version,
        names=names,
        total=sum(_counts(within, chosen, None).values()),
        groups=_regrouped(counts["groups"], groups.get),
        sets=counts["sets"],
        tourism=_regrouped(counts["tourism"], lambda pk: tourism_of(groups[pk])),
        stars=counts["stars"],
        kinds=counts["kinds"],
        provinces=provinces,
        statuses=by_status
        | {name: sum(by_status.get(each.value, 0) for each in meant) for name, meant in MEANT.items()},
    )


def _counts(cube, filters, facet):
    """Return {value: how many products fit every filter but that of `facet` itself}."""
    others = [(PROPERTY[name], allowed) for name, allowed in filters.items() if name != facet]
    shown = PROPERTY.get(facet, PROPERTY["statuses"])
    properties = sorted({shown, *(place for place, _allowed in others)})
    where = {place: n for n, place in enumerate(properties)}
    kept = cube.over(*properties).items()
    for place, allowed in others:
        kept = [(values, n) for values, n in kept if values[where[place]] in allowed]
    found, place = defaultdict(int), where[shown]
    for values, n in kept:
        found[values[place]] += n
    return dict(found)


def _regrouped(counter, name_of):
    found = Counter()
    for value, n in counter.items():
        found[name_of(value)] += n
    return dict(found)
