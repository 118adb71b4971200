"""The office's books around the plans: declarative, each a list and a form over one table.

Organisations, sales points, web channels, raw-material zones, marks, contracts, periodic tests.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.models import Contract, Mark, Organisation, PeriodicTest, SalesPoint
from campaigns.tables import Row, Sheet, day_words
from campaigns.typed_fields import DeskRecordForm, PlaceField, ProducerLines, ProductField, ProductLines
from ocop_portal.accounts.models import units_of
from ocop_portal.areas.models import DifficultArea
from ocop_portal.core.days import day_of
from ocop_portal.core.templatetags.ocop import dong
from producers.models import MaterialZone
from products.forms import ProducerField
from products.models import SalesChannel

PRODUCTS_HELP = _("One a line: the product's code, or its name.")
PRODUCERS_HELP = _("One a line: the producer's registration code, or its name.")


class OrganisationForm(DeskRecordForm):
    unit = PlaceField(label=_("Unit"))
    members = ProducerLines(label=_("Members"), help_text=PRODUCERS_HELP)
    lines = ("members",)

    class Meta:
        model = Organisation
        fields = ["kind", "name", "unit", "contact", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3, "maxlength": 2000})}


class SalesPointForm(DeskRecordForm):
    unit = PlaceField(label=_("Unit"))
    products = ProductLines(label=_("Products shown"), help_text=PRODUCTS_HELP)
    lines = ("products",)

    class Meta:
        model = SalesPoint
        fields = ["kind", "name", "unit", "address", "publish_address", "keeper", "opened_on", "closed_on"]


class ChannelForm(DeskRecordForm):
    product = ProductField(label=_("Product"))

    class Meta:
        model = SalesChannel
        fields = ["product", "platform", "url", "since"]


class ZoneForm(DeskRecordForm):
    unit = PlaceField(label=_("Commune"))
    producers = ProducerLines(label=_("Producers it supplies"), help_text=PRODUCERS_HELP)
    lines = ("producers",)

    class Meta:
        model = MaterialZone
        fields = ["name", "unit", "crop", "planting_code", "area", "standard", "certified_until"]


class DifficultAreaForm(DeskRecordForm):
    unit = PlaceField(label=_("Unit"), help_text=_("The commune or district as the act names it."))

    class Meta:
        model = DifficultArea
        fields = ["unit", "degree", "act", "since", "until"]


class MarkForm(DeskRecordForm):
    producer = ProducerField(label=_("Producer"))
    products = ProductLines(label=_("Products"), help_text=PRODUCTS_HELP)
    lines = ("products",)

    class Meta:
        model = Mark
        fields = ["kind", "name", "producer", "number", "filed_on", "granted_on", "valid_until"]


class ContractForm(DeskRecordForm):
    producer = ProducerField(label=_("Producer"))
    products = ProductLines(label=_("Products"), help_text=PRODUCTS_HELP)
    lines = ("products",)

    class Meta:
        model = Contract
        fields = ["kind", "producer", "partner", "number", "market", "since", "until", "amount"]


class PeriodicTestForm(DeskRecordForm):
    product = ProductField(label=_("Product"))

    class Meta:
        model = PeriodicTest
        fields = ["product", "subject", "laboratory", "number", "tested_on", "outcome", "next_due_on"]


# How each book is shown


def organisation_row(row):
    return capfirst(row.get_kind_display()), row.unit.name, row.contact or "–", str(row.count)


def point_row(row):
    return capfirst(row.get_kind_display()), row.unit.name, row.address or "–", str(row.count)


def channel_row(row):
    return row.product.name, row.url, day_words(row.since)


def zone_row(row):
    area = f"{row.area} ha" if row.area else "–"
    return row.crop, row.planting_code or "–", area, row.standard or "–", row.unit.name, str(row.count)


def difficult_row(row):
    period = f"{day_words(row.since)} – {day_words(row.until)}"
    return capfirst(row.get_degree_display()), row.act, period


def mark_row(row):
    granted = day_words(row.granted_on) if row.granted_on else gettext("filed, not granted yet")
    kind = capfirst(row.get_kind_display())
    return kind, row.producer.name, row.number or "–", granted, day_words(row.valid_until)


def contract_row(row):
    kind, market = capfirst(row.get_kind_display()), capfirst(row.get_market_display() or "–")
    period = f"{day_words(row.since)} – {day_words(row.until)}"
    return kind, row.producer.name, market, period, dong(row.amount) or "–"


def test_row(row):
    due = day_words(row.next_due_on)
    late = row.next_due_on and row.next_due_on < day_of()
    if row.is_repeated:
        due, late = gettext("tested again since"), False
    return (
        row.product.name,
        day_words(row.tested_on),
        capfirst(row.get_outcome_display()),
        (gettext("%(day)s, overdue") % {"day": due} if late else due),
    )


@dataclass(frozen=True)
class Book:
    """`title_of(row)` is the first cell, `cells(row)` the rest; `unit_of(row)` says whose area it is.

    `counted` names the relation whose length is shown; `words` the path of the search text. `is_of_units`:
    everybody may read all of it, and the book shows the area of one's offices. `is_due`: its rows fall due,
    unless a later one took their place.
    """

    slug: str
    form: type
    title: str
    heads: tuple
    cells: Callable
    words: str
    related: tuple
    unit_of: Callable
    title_of: Callable = str
    counted: str = ""
    order: tuple = ("name", "pk")
    is_of_units: bool = False
    is_due: bool = False

    @property
    def model(self):
        return self.form._meta.model

    def listed(self, user):
        """The rows the book shows a person; of what all may read, those in the area of their offices."""
        rows = self.model.objects.visible_to(user)
        rows = rows.with_later() if self.is_due else rows
        return rows.filter(unit__in=units_of(user)) if self.is_of_units else rows

    def about(self, product):
        """What a form opened from a product's page begins with."""
        known = {
            "product": product,
            "producer": product.producer,
            "producers": [(product.producer, None)],
            "products": [(product, None)],
            "unit": product.made_in,
        }
        return {name: known[name] for name in self.form.base_fields if name in known}

    def sheet(self, rows, url_of):
        heads = tuple(str(head) for head in self.heads)
        lines = (Row((self.title_of(row), *self.cells(row)), url_of(row)) for row in rows)
        return Sheet(heads, tuple(lines))


def _unit(row):
    return row.unit


def _seat(row):
    return row.producer.unit


def _made_in(row):
    return row.product.made_in


BOOKS = {
    book.slug: book
    for book in (
        Book(
            "to-chuc", OrganisationForm, _("Clubs and partner organisations"),
            (_("Name"), _("Kind"), _("Unit"), _("Contact"), _("Members")),
            organisation_row, "unit__search_text", ("unit",), _unit, counted="members",
        ),
        Book(
            "diem-ban", SalesPointForm, _("Sales and display points"),
            (_("Name"), _("Kind"), _("Unit"), _("Address"), _("Products shown")),
            point_row, "unit__search_text", ("unit",), _unit, counted="products",
        ),
        Book(
            "kenh-ban", ChannelForm, _("Web sales channels"),
            (_("Platform"), _("Product"), _("Address"), _("Since")),
            channel_row, "product__search_text", ("product__made_in",), _made_in,
            title_of=lambda row: row.platform, order=("platform", "pk"),
        ),
        Book(
            "vung-nguyen-lieu", ZoneForm, _("Raw-material zones"),
            (
                _("Name"), _("Crop or animal"), _("Planting-area code"), _("Area"), _("Standard"),
                _("Commune"), _("Producers"),
            ),
            zone_row, "unit__search_text", ("unit",), _unit, counted="producers",
        ),
        Book(
            "dia-ban-kho-khan", DifficultAreaForm, _("Difficult areas"),
            (_("Unit"), _("Degree"), _("Legal act"), _("Period")),
            difficult_row, "unit__search_text", ("unit__parent__parent",), _unit,
            title_of=lambda row: capfirst(row.unit.full_name), order=("-since", "unit__sort_key", "pk"),
            is_of_units=True,
        ),
        Book(
            "nhan-hieu", MarkForm, _("Marks and certificates"),
            (_("Name"), _("Kind"), _("Producer"), _("Number"), _("Granted"), _("Valid until")),
            mark_row, "producer__search_text", ("producer__unit",), _seat,
        ),
        Book(
            "hop-dong", ContractForm, _("Link and sales contracts"),
            (_("With"), _("Kind"), _("Producer"), _("Market"), _("Period"), _("Value")),
            contract_row, "producer__search_text", ("producer__unit",), _seat,
            title_of=lambda row: row.partner, order=("-since", "pk"),
        ),
        Book(
            "kiem-nghiem", PeriodicTestForm, _("Periodic tests"),
            (_("Tested"), _("Product"), _("Tested on"), _("Outcome"), _("Next due")),
            test_row, "product__search_text", ("product__made_in",), _made_in,
            title_of=lambda row: row.subject, order=("is_repeated", "next_due_on", "pk"), is_due=True,
        ),
    )
}  # fmt: skip
