"""How the rows of a list are shown: the heads and the cells of each kind, as plain words."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext


@dataclass(frozen=True)
class Row:
    """One row: the cells as words, the first of them a link when `url` is given."""

    cells: tuple
    url: str = ""


@dataclass(frozen=True)
class Sheet:
    """Heads and rows of a list, ready for the page and for a spreadsheet."""

    heads: tuple
    rows: tuple

    @property
    def lines(self):
        """Each row as (url, first cell, pairs of head and cell for the rest)."""
        return [
            (row.url, row.cells[0], list(zip(self.heads[1:], row.cells[1:], strict=True)))
            for row in self.rows
        ]


def day_words(day):
    return f"{day:%d/%m/%Y}" if day else "–"


def star_words(count):
    return ngettext("%(count)s star", "%(count)s stars", count) % {"count": count} if count else "–"


def product_sheet(rows):
    heads = (_("Product"), _("Producer"), _("Place"), _("Group"), _("Stars"), _("Code"))
    return Sheet(heads, tuple(map(_product_row, rows)))


def _product_row(product):
    cells = (
        product.name,
        product.producer.name,
        capfirst(product.made_in.full_name),
        product.product_set.get_group_display(),
        star_words(product.stars_then),
        product.code or "–",
    )
    return Row(cells, product.get_absolute_url() if product.is_public else "")


def producer_sheet(rows):
    heads = (_("Producer"), _("Kind"), _("Place"))
    lines = (
        Row(
            (row.name, capfirst(row.get_kind_display()), capfirst(row.unit.full_name)), row.get_absolute_url()
        )
        for row in rows
    )
    return Sheet(heads, tuple(lines))


def activity_sheet(rows):
    heads = (
        _("Activity"),
        _("Kind"),
        pgettext("an activity", "Held on"),
        _("Plan of"),
        _("People"),
        _("Items"),
    )
    lines = (
        Row(
            (
                row.name,
                capfirst(row.get_kind_display()),
                day_words(row.held_on),
                capfirst(row.plan.unit.lower_name),
                str(row.people),
                str(row.items),
            ),
            row.get_absolute_url(),
        )
        for row in rows
    )
    return Sheet(heads, tuple(lines))


def report_sheet(rows):
    heads = (_("What was reached"), _("Day"), _("Number"), _("Reported by"))
    lines = (Row((row.note, day_words(row.on), str(row.value), str(row.reported_by))) for row in rows)
    return Sheet(heads, tuple(lines))


SHEETS = {
    "products": product_sheet,
    "producers": producer_sheet,
    "activities": activity_sheet,
    "reports": report_sheet,
}
