"""What the catalogue is asked for: read from the address, never trusted, made into a queryset and chips.

Unknown values are ignored with a notice; everything chosen can be taken off one by one.
"""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import BooleanField, Func, IntegerField, Q, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ocop_portal.areas.lookup import named
from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.text import begins, clean_text, fold, name_norm, searched, stretch
from producers.enums import ProducerKind
from products import past
from products.enums import ProductGroup
from products.models import Product, ProductSet
from products.register import made_in
from products.register_version import fingerprint
from products.status import has_status, is_valid

LONGEST_QUERY = 200
MOST_VALUES = 20  # of one key; an honest address has fewer
MOST_PLACES = 3

STATUS_CHOICES = {
    "valid": gettext_lazy("In force"),
    "expiring": gettext_lazy("Expiring soon"),
    "extended": gettext_lazy("Extended, awaiting the result"),
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
BEST_MATCH = ("rank", "plain_key", "sort_key", "pk")
TOURISM = {"co": gettext_lazy("Tourism services"), "khong": gettext_lazy("Goods")}
PLACE_KEYS = {"tinh": "province", "huyen": "district", "xa": "commune"}


@dataclass
class Chip:
    """One chosen filter: its words, and the key and value to take off."""

    label: str
    key: str
    value: str


@dataclass
class Wish:
    """What a visitor asked for. `notices` are the sentences about what could not be understood.

    `meant` holds the words searched instead of `q` when nothing in the register is written like `q`.
    """

    q: str = ""
    meant: str = ""
    groups: list = field(default_factory=list)
    product_sets: list = field(default_factory=list)
    stars: list = field(default_factory=list)
    kinds: list = field(default_factory=list)
    places: list = field(default_factory=list)
    tourism: str = ""
    status: str = "valid"
    sort: str = ""
    day: date | None = None
    cursor: str = ""
    chips: list = field(default_factory=list)
    unknown: list = field(default_factory=list)
    notices: list = field(default_factory=list)

    @property
    def words(self):
        return self.meant or self.q

    @property
    def filters(self):
        """Name all that decides which products are found, not their order."""
        sets, places = ([row.pk for row in rows] for rows in (self.product_sets, self.places))
        chosen = (self.groups, sets, self.stars, self.kinds, places)
        return fingerprint(self.words, *map(sorted, chosen), self.tourism, self.status, self.day)

    @property
    def order(self):
        if self.sort:
            columns = SORTS[self.sort][1]
            return tuple(map(past.named_then, columns)) if self.day else columns
        return BEST_MATCH if self.q else SORTS["name"][1]

    @property
    def columns(self):
        """Name what a row must hold to be found again: the columns of the order."""
        return {column.removeprefix("-") for column in self.order} - {"pk"}

    @property
    def is_narrowed(self):
        return bool(self.q or self.chips)

    def choose(self, key, value, label):
        self.chips.append(Chip(str(label), key, value))


def read(params):
    """Read a catalogue address (a QueryDict) into a `Wish`."""
    wish = Wish(q=read_words(params), cursor=params.get("sau", ""))
    _read_choices(wish, params, "nhom", ProductGroup, wish.groups)
    _read_choices(wish, params, "loai", ProducerKind, wish.kinds)
    _read_stars(wish, params)
    _read_sets(wish, params)
    for key, level in PLACE_KEYS.items():
        _read_places(wish, params, key, level)
    _read_place_words(wish, params)
    wish.tourism = _read_one(wish, params, "du-lich", TOURISM)
    if wish.tourism:
        wish.choose("du-lich", wish.tourism, TOURISM[wish.tourism])
    _read_status(wish, params)
    wish.sort = _read_one(wish, params, "sap-xep", SORTS)
    _read_day(wish, params)
    if wish.unknown:
        wish.notices.append(_left_out(wish.unknown))
    return wish


def read_words(params, key="q"):
    """Return the words typed under a key, fit to be searched, stored and shown."""
    return clean_text(params.get(key, "")[: LONGEST_QUERY * 4])[:LONGEST_QUERY].strip()


def _left_out(unknown):
    shown = ", ".join(f"“{clean_text(value)[:40]}”" for value in unknown[:5])
    return ngettext(
        "%(values)s is not something the catalogue knows; it was left out.",
        "%(values)s are not something the catalogue knows; they were left out.",
        len(unknown),
    ) % {"values": shown}


def _values(params, key):
    return list(dict.fromkeys(value for value in params.getlist(key)[:MOST_VALUES] if value))


def _read_choices(wish, params, key, choices, target):
    for value in _values(params, key):
        if value in choices.values:
            target.append(value)
            wish.choose(key, value, choices(value).label)
        else:
            wish.unknown.append(value)


def _read_stars(wish, params):
    for value in _values(params, "sao"):
        if value in ("3", "4", "5"):
            wish.stars.append(int(value))
            wish.choose("sao", value, _("%(stars)s stars") % {"stars": value})
        else:
            wish.unknown.append(value)


def _read_sets(wish, params):
    asked = _values(params, "bo")
    sets = ProductSet.objects.filter(taxonomy=ProductSet.CURRENT) if asked else ()
    known = {str(row.number): row for row in sets}
    for value in asked:
        if value in known:
            wish.product_sets.append(known[value])
            wish.choose("bo", value, known[value].name)
        else:
            wish.unknown.append(value)


def _read_places(wish, params, key, level):
    asked = _values(params, key)
    known = _units(level, [value for value in asked if len(value) <= 8 and "\x00" not in value])
    for value in asked:
        if value in known:
            wish.places.append(known[value])
            wish.choose(key, value, known[value].full_name)
        else:
            wish.unknown.append(value)


def _units(level, codes):
    """Return {code in addresses: unit} of the units of a level."""
    if not codes:
        return {}
    found = AdministrativeUnit.objects.filter(level=level, address_code__in=codes).with_parents()
    return {unit.address_code: unit for unit in found}


def _read_place_words(wish, params):
    """A place named in words, old or new: "huyện Lục Ngạn"."""
    words = read_words(params, "noi")
    found = places_named(words)[:1]
    if found:
        wish.places += found
        wish.choose("noi", params.get("noi"), found[0].full_name)
    elif words:
        wish.unknown.append(words)


def _read_one(wish, params, key, known):
    value = params.get(key, "")
    if value and value not in known:
        wish.unknown.append(value)
    return value if value in known else ""


def _read_status(wish, params):
    status = _read_one(wish, params, "trang-thai", STATUS_CHOICES)
    wish.status = status or "valid"
    if wish.status != "valid":
        wish.choose("trang-thai", status, STATUS_CHOICES[status])


def _read_day(wish, params):
    wish.day = past.day_asked(params, wish.notices)
    if wish.day:
        day = f"{wish.day:%d/%m/%Y}"
        wish.choose(past.KEY, params.get(past.KEY), _("As of %(day)s") % {"day": day})


# Finding


def register_of(wish, at=None):
    """Return the register a wish asks in: its products, how their facts' names begin there, and its day."""
    products = Product.objects.public()
    return (past.known_on(products, wish.day), past.THEN, wish.day) if wish.day else (products, "", at)


def matching(wish, at=None):
    """Return the public products a wish asks for, not yet ordered; as the register had them on its day.

    With words each carries its `rank`: how well its name fits them, 0 best.
    """
    found = _narrowed(wish, at)
    return found.search(wish.words).annotate(rank=Fit(wish.words)) if wish.q else found


def fitting_best(wish, at=None):
    """Return those of `matching` with the rank 0.

    An index has them in their order, so of hundreds that match the first page reads only its own rows and
    those among them that a filter leaves out.
    """
    return _narrowed(wish, at).filter(fits_best(wish.words)).annotate(rank=Value(Fit.BEST))


def _narrowed(wish, at):
    products, said, at = register_of(wish, at)
    found = _with_status(products, wish.status, at, said)
    for condition in _conditions(wish, said):
        found = found.filter(condition)
    return found


def _with_status(products, status, at, said):
    if status == "all":
        return products
    return products.filter(is_valid(at, said) if status == "valid" else has_status(status, at, said))


def _conditions(wish, said):
    if wish.groups:
        yield Q(group__in=wish.groups)
    if wish.product_sets:
        yield Q(product_set__in=wish.product_sets)
    if wish.stars:
        yield Q(**{f"{said}stars__in": wish.stars})
    if wish.tourism:
        is_tourism = Q(group=ProductGroup.TOURISM)
        yield is_tourism if wish.tourism == "co" else ~is_tourism
    if wish.kinds:
        yield Q(producer__kind__in=wish.kinds)
    if wish.places:
        yield made_in(wish.places)


def fits_best(query):
    """Return the filter of the products whose name begins as typed; marks count when some are typed."""
    typed = name_norm(query)
    return (
        begins(query) if typed == fold(query) else begins(query) & Q(BeginsAsTyped("name_norm", Value(typed)))
    )


class BeginsAsTyped(Func):
    """A name begins with a text, marks and all; said so that PostgreSQL takes it for common, which it is."""

    template, output_field = "COALESCE(INSTR(%(expressions)s) = 1, FALSE)", BooleanField()

    def as_postgresql(self, compiler, connection):
        return self.as_sql(compiler, connection, template=self.template.replace("INSTR", "STRPOS"))


class Fit(Func):
    """How well a product's name fits words, in the order it is asked in.

    It begins so; when marks were typed, it begins so without them, or they stand in it as typed; they stand
    side by side in it without marks; they do so elsewhere, as in the producer or the place; they stand apart.
    Names that fit alike stand in the order of their letters without marks, so that the whole name comes
    before longer ones.
    """

    BEST = 0
    output_field = IntegerField()
    BEGINS = "{plain} >= %s AND {plain} < %s"
    AS_TYPED = """WHEN {begins} AND {find}({name}, %s) = 1 THEN 0 WHEN {begins} THEN 1
        WHEN {find}({name}, %s) > 0 THEN 2"""
    WITHOUT_MARKS = "WHEN {begins} THEN 0"
    # The name is the first part of the text searched; it ends at the first double space.
    ELSEWHERE = """WHEN {find}({text}, %s) = 0 THEN {first} + 2
        WHEN {find}({text}, %s) < {find}({text}, '  ') THEN {first} ELSE {first} + 1 END"""

    def __init__(self, query):
        super().__init__("plain_key", "name_norm", "search_text")
        self.typed, self.beside, self.stretch = name_norm(query), f" {searched(query)}", stretch(query)
        self.has_marks = self.typed != fold(query)

    def as_sql(self, compiler, connection, find="INSTR"):
        plain, name, text = (compiler.compile(each)[0] for each in self.source_expressions)
        begun, holes, first = self.WITHOUT_MARKS, self.stretch, 1
        if self.has_marks:
            begun, holes, first = self.AS_TYPED, (*self.stretch, self.typed, *self.stretch, self.typed), 3
        said = f"CASE {begun} {self.ELSEWHERE}".replace("{begins}", self.BEGINS)
        asked = said.format(plain=plain, name=name, text=text, find=find, first=first)
        return asked, [*holes, self.beside, self.beside]

    def as_postgresql(self, compiler, connection):
        return self.as_sql(compiler, connection, find="STRPOS")


# Helping on


def places_named(words):
    """Return the units, of today or before, whose name the words are; each knows what it became."""
    return named(words, limit=MOST_PLACES) if words else []


def without_page(params):
    """Return the address's words without the place in the list: what a feed or a file of the list needs."""
    kept = params.copy()
    kept.pop("sau", None)
    return kept
