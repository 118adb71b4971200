"""Taking an office's register of recognitions into the portal: all rows or none, and the same file only once.

1. The file is read and every value checked (`register_file`).
2. Places, product sets, producers and products are looked up; what is doubtful is a problem or a remark.
3. Without a problem everything is written in one transaction: producers, products, codes, and one register
   event "entered from an earlier decision" per row, through `publication`.
"""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from ocop_portal.areas.lookup import find
from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.access import Refusal
from ocop_portal.core.text import fold, name_norm
from ocop_portal.core.words import called
from producers.enums import ProducerKind
from producers.models import Producer
from producers.places import is_named
from products.classification import group_of, likely_kind, likely_set
from products.enums import EventKind
from products.models import Product, ProductSet, StatusEvent
from products.numbering import adopt_code, assign_code
from products.publication import record
from products.register_file import Problem, read_register


@dataclass
class Report:
    """What an import did, or would do. With problems nothing was written."""

    rows: int = 0
    producers: int = 0
    products: int = 0
    recorded: int = 0
    unchanged: int = 0
    problems: list = field(default_factory=list)
    remarks: list = field(default_factory=list)


class DryRun(Exception):
    """Rolls the transaction back after everything was tried."""


def import_register(path, *, office, by=None, dry_run=False, progress=lambda done, total: None):
    """Import the file for an office and return the `Report`. Raises `Refusal` when the file is no register.

    `progress` is called with (rows done, rows in all).
    """
    rows, remarks = read_register(path)
    report = Report(rows=len(rows), remarks=remarks)
    lookup = Lookup(office)
    for row in rows:
        lookup.resolve(row)
    refuse_repeated(rows)
    report.problems = [problem for row in rows for problem in row.problems]
    if not report.problems:
        write_all(rows, report, by, dry_run, progress)
    report.remarks += [remark for row in rows for remark in row.remarks]
    return report


def write_all(rows, report, by, dry_run, progress):
    counts = vars(report).copy()
    try:
        with transaction.atomic():
            for done, row in enumerate(rows, 1):
                write(row, report, by)
                progress(done, len(rows))
            if report.problems or dry_run:
                raise DryRun
    except DryRun:
        if report.problems:
            vars(report).update(
                {name: counts[name] for name in ("producers", "products", "recorded", "unchanged")}
            )


class Lookup:
    """Finds what the rows name; places and sets are looked up once each."""

    def __init__(self, office):
        self.office = office
        self.places = {}
        self.sets = {one.number: one for one in ProductSet.objects.filter(taxonomy=ProductSet.CURRENT)}

    def resolve(self, row):
        row.unit = self.place_of(row)
        row.product_set = self.set_of(row)
        row.kind = kind_of(row)

    # Places

    def place_of(self, row):
        """The commune of the day of the decision where the file names it, else today's."""
        column = "address_then" if row.text("address_then") else "address_now"
        typed = row.text(column)
        if not typed:
            row.refuse(column, _("The cell is empty."), _("Write the commune with its district or province."))
            return None
        key = (column, typed)
        if key not in self.places:
            self.places[key] = self.find(typed, historic=column == "address_then")
        unit, reason = self.places[key]
        if unit is None:
            cure = _(
                "Write the commune with its district and province, or import it for the office of its area."
            )
            row.refuse(column, reason, cure)
        return unit

    def find(self, typed, *, historic):
        """Return (commune, "") or (None, why not)."""
        units = AdministrativeUnit.objects.communes()
        units = units.historic() if historic else units.current()
        named = [unit for unit in find(typed, units=units, limit=20) if is_named(unit, typed, any_kind=True)]
        same_kind = [unit for unit in named if is_named(unit, typed)]
        own = [unit for unit in same_kind or named if self.office.covers(unit)]
        if len(own) == 1:
            return own[0], ""
        if own:
            names = "; ".join(unit.full_name for unit in own[:4])
            return None, _("Several communes fit: %(names)s.") % {"names": names}
        if named:
            return None, _("The commune is not in the area of %(office)s.") % {"office": self.office}
        return None, _("No commune of this name is known.")

    # Product sets

    def set_of(self, row):
        if row.text("product_set"):
            return self.named_set(row)
        group = group_of(row.text("category"))
        if group is None:
            row.refuse(
                "category",
                _("This is not one of the six groups."),
                _("Write Thực phẩm, Đồ uống, Dược liệu, Thủ công mỹ nghệ, Sinh vật cảnh or Du lịch."),
            )
            return None
        found = self.sets.get(likely_set(group, row.product))
        if found is None:
            row.refuse("category", _("The product sets are not loaded."), _("Run load_regulations first."))
        else:
            row.remark("category", _("product set to be checked: %(set)s") % {"set": found})
        return found

    def named_set(self, row):
        text = row.text("product_set")
        number = text.partition(".")[0].strip()
        if number.isascii() and number.isdecimal() and int(number[:9]) in self.sets:
            return self.sets[int(number[:9])]
        found = next((one for one in self.sets.values() if fold(one.name) == fold(text)), None)
        if found is None:
            row.refuse("product_set", _("No such product set."), _("Write its number, 1 to 26, or its name."))
        return found


def kind_of(row):
    text = row.text("producer_kind")
    if text:
        named = next((kind for kind in ProducerKind if fold(text) in (kind, fold(str(kind.label)))), None)
        if kind := named or likely_kind(text):
            return kind
    kind = likely_kind(row.producer)
    if kind is None:
        kind = ProducerKind.HOUSEHOLD
        row.remark(
            "producer", _("kind not known from the name, to be checked: %(kind)s") % {"kind": kind.label}
        )
    else:
        row.remark("producer", _("kind taken from the name: %(kind)s") % {"kind": kind.label})
    return kind


def refuse_repeated(rows):
    first = {}
    for row in rows:
        key = (fold(row.product), fold(row.producer), row.unit, fold(row.decision_number), row.issued_on)
        if key in first:
            row.refuse(
                "product",
                _("The same recognition stands in row %(row)s.") % {"row": first[key]},
                _("Remove one of the two rows."),
            )
        first.setdefault(key, row.number)


# Writing


def write(row, report, by):
    try:
        with transaction.atomic():
            if is_recorded(row):
                row.remarks.clear()
                report.unchanged += 1
                return
            product = product_of(row, producer_of(row, report, by), report, by)
            give_code(row, product, by)
            enter(row, product, by)
            report.recorded += 1
    except Refusal as refusal:
        cure = _("Correct the row, or the record in the portal.")
        report.problems.append(Problem(row.number, "", row.product[:80], refusal.reason, cure))


def named_like(rows, name):
    """Return the row of that name: with the same marks if there is one, else the only one without."""
    alike = list(rows.filter(called(name)))
    same = [one for one in alike if name_norm(one.name) == name_norm(name)]
    if len(same or alike) > 1:
        raise Refusal(
            _("Several records of this name are registered in the commune: “%(name)s”.") % {"name": name}
        )
    return next(iter(same or alike), None)


def producer_of(row, report, by):
    known = named_like(Producer.objects.filter(unit=row.unit), row.producer)
    if known is not None:
        row.remarks = [remark for remark in row.remarks if remark.column != "producer"]
        return known
    report.producers += 1
    return Producer.objects.create(name=row.producer, kind=row.kind, unit=row.unit, created_by=by)


def product_of(row, producer, report, by):
    known = named_like(Product.objects.filter(producer=producer), row.product)
    if known is not None:
        return known
    report.products += 1
    return Product.objects.create(
        name=row.product, producer=producer, product_set=row.product_set, made_in=row.unit, created_by=by
    )


def is_recorded(row):
    """Whether the register holds this recognition. Another star or last day for it is refused."""
    event = recorded_event(row)
    if event is None:
        return False
    if (event.stars, event.until) != (row.stars, row.valid_until):
        raise Refusal(
            _("For this decision the register says %(stars)s stars until %(day)s: no import changes it.")
            % {"stars": event.stars, "day": f"{event.until:%d/%m/%Y}"}
        )
    if row.code and not event.product.codes.filter(code=row.code).exists():
        raise Refusal(_("The product already has the code %(code)s.") % {"code": event.product.code})
    return True


def recorded_event(row):
    """Return the register's event of this product, producer, decision and day, wherever they are by now."""
    named = called(row.product, "product__search_text")
    events = StatusEvent.objects.filter(named, kind__in=EventKind.grants(), on=row.issued_on)
    wanted = (fold(row.producer), fold(row.decision_number))
    return next(
        (
            event
            for event in events.select_related("product__producer")
            if (fold(event.product.producer.name), fold(event.decision_number)) == wanted
        ),
        None,
    )


def give_code(row, product, by):
    if row.code:
        adopt_code(product, row.code, by=by)
    elif not product.code:
        assign_code(product, year=row.issued_on.year, by=by)


def enter(row, product, by):
    record(
        product,
        kind=EventKind.IMPORTED,
        stars=row.stars,
        on=row.issued_on,
        until=row.valid_until,
        decision_number=row.decision_number,
        authority=row.authority,
        by=by,
    )
