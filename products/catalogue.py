"""What the catalogue is asked for: read from the address, never trusted, made into a queryset and chips.

Unknown values are ignored with a notice; everything chosen can be taken off one by one.
"""

from dataclasses import dataclass, field

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_portal.areas.models import AdministrativeUnit, Coverage
from ocop_portal.core.text import clean_text, name_norm
from producers.enums import ProducerKind
from products.enums import ProductGroup, Status
from products.models import Product, ProductSet

LONGEST_QUERY = 200

STATUS_CHOICES = {
    "valid": gettext_lazy("In force"),
    "expiring": gettext_lazy("Expiring soon"),
    "expired": gettext_lazy("Expired"),
    "revoked": gettext_lazy("Revoked"),
    "all": gettext_lazy("All, whatever their status"),
}
SORTS = {
    "name": (gettext_lazy("Name A to Z"), ("sort_key", "pk")),
    "-name": (gettext_lazy("Name Z to A"), ("-sort_key", "-pk")),
    "stars": (gettext_lazy("Most stars first"), ("-stars", "sort_key", "pk")),
    "newest": (gettext_lazy("Newest first"), ("-certified_from", "sort_key", "pk")),
    "expiry": (gettext_lazy("Expiring first"), ("certified_until", "sort_key", "pk")),
}
BEST_MATCH = ("rank", "sort_key", "pk")
PLACE_LEVELS = {"tinh": "province", "huyen": "district", "xa": "commune"}


@dataclass
class Chip:
    """One chosen filter: its words, and the key and value to take off."""

    label: str
    key: str
    value: str


@dataclass
class Wish:
    """What a visitor asked for. `notices` are the sentences about what could not be understood."""

    q: str = ""
    groups: list = field(default_factory=list)
    product_sets: list = field(default_factory=list)
    stars: list = field(default_factory=list)
    kinds: list = field(default_factory=list)
    places: list = field(default_factory=list)
    status: str = "valid"
    sort: str = ""
    cursor: str = ""
    chips: list = field(default_factory=list)
    notices: list = field(default_factory=list)

    @property
    def order(self):
        if self.sort:
            return SORTS[self.sort][1]
        return BEST_MATCH if self.q else SORTS["name"][1]

    @property
    def is_narrowed(self):
        return bool(self.q or self.chips)


def read(params):
    """Read a catalogue address (a QueryDict) into a `Wish`."""
    wish = Wish(q=clean_text(params.get("q", "")[: LONGEST_QUERY * 4])[:LONGEST_QUERY].strip())
    _read_words(wish, params, "nhom", ProductGroup, wish.groups)
    _read_words(wish, params, "loai", ProducerKind, wish.kinds)
    _read_stars(wish, params)
    _read_sets(wish, params)
    _read_places(wish, params)
    _read_single(wish, params)
    wish.cursor = params.get("sau", "")
    return wish


def _ignored(wish, value):
    short = clean_text(value)[:40]
    wish.notices.append(
        _("“%(value)s” is not something the catalogue knows; it was left out.") % {"value": short}
    )


def _chosen(params, key):
    return list(dict.fromkeys(value for value in params.getlist(key)[:50] if value))


def _read_words(wish, params, key, choices, target):
    for value in _chosen(params, key):
        if value in choices.values:
            target.append(value)
            wish.chips.append(Chip(str(choices(value).label), key, value))
        else:
            _ignored(wish, value)


def _read_stars(wish, params):
    for value in _chosen(params, "sao"):
        if value in ("3", "4", "5"):
            wish.stars.append(int(value))
            wish.chips.append(Chip(_("%(stars)s stars") % {"stars": value}, "sao", value))
        else:
            _ignored(wish, value)


def _read_sets(wish, params):
    sets = {str(row.number): row for row in _current_sets(params)}
    for value in _chosen(params, "bo"):
        if value in sets:
            wish.product_sets.append(sets[value])
            wish.chips.append(Chip(sets[value].name, "bo", value))
        else:
            _ignored(wish, value)


def _current_sets(params):
    return ProductSet.objects.filter(taxonomy=ProductSet.CURRENT) if params.get("bo") else ()


def _read_places(wish, params):
    for key, level in PLACE_LEVELS.items():
        for value in _chosen(params, key):
            unit = _place(value, level)
            if unit:
                wish.places.append(unit)
                wish.chips.append(Chip(unit.full_name, key, value))
            else:
                _ignored(wish, value)


def _place(value, level):
    if "\x00" in value or len(value) > 20:
        return None
    return AdministrativeUnit.objects.with_parents().filter(address_code=value, level=level).first()


def _read_single(wish, params):
    status, sort = params.get("trang-thai", ""), params.get("sap-xep", "")
    if status in STATUS_CHOICES:
        wish.status = status
        if status != "valid":
            wish.chips.append(Chip(str(STATUS_CHOICES[status]), "trang-thai", status))
    elif status:
        _ignored(wish, status)
    if sort in SORTS:
        wish.sort = sort
    elif sort:
        _ignored(wish, sort)


def matching(wish, at=None):
    """Return the public products a wish asks for, not yet ordered."""
    found = _with_status(Product.objects.public(), wish.status, at)
    for condition in _conditions(wish):
        found = found.filter(condition)
    if wish.q:
        found = found.search(wish.q).annotate(rank=rank(wish.q))
    return found


def _with_status(products, status, at):
    if status == "valid":
        return products.valid(at)
    if status == "all":
        return products
    return products.with_status(Status(status), at)


def _conditions(wish):
    if wish.groups:
        yield Q(product_set__group__in=wish.groups)
    if wish.product_sets:
        yield Q(product_set__in=wish.product_sets)
    if wish.stars:
        yield Q(stars__in=wish.stars)
    if wish.kinds:
        yield Q(producer__kind__in=wish.kinds)
    if wish.places:
        yield Q(made_in__in=Coverage.objects.filter(unit__in=wish.places).values("covered"))


def rank(query):
    """0: the name begins as typed, marks and all; 1: the name holds it; 2: found elsewhere."""
    typed = name_norm(query)
    return Case(
        When(name_norm__startswith=typed, then=Value(0)),
        When(name_norm__contains=typed, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
