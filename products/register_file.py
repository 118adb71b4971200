"""What a row of an office's register means: columns found by their headings, values read, nothing guessed
without saying so.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_portal.core.access import Refusal
from ocop_portal.core.days import add_months, today
from ocop_portal.core.text import clean_text, fold
from products.codes import canonical
from products.spreadsheets import read_lines

# Headings in use for each column, folded. The first is the plain English name.
HEADINGS = {
    "product": ("product", "ten san pham", "san pham"),
    "producer": ("producer", "chu the", "ten chu the", "chu the ocop", "chu the san xuat"),
    "category": ("category", "nhom", "nhom san pham", "nganh hang", "phan nhom"),
    "stars": ("stars", "sao", "so sao", "hang", "hang sao", "xep hang", "ket qua"),
    "decision_number": ("decision number", "so quyet dinh", "quyet dinh", "so qd", "quyet dinh so"),
    "issued_on": ("issued on", "ngay cap", "ngay quyet dinh", "ngay ban hanh", "ngay cong nhan", "ngay qd"),
    "valid_until": ("valid until", "ngay het han", "het han", "hieu luc den", "co gia tri den"),
    "authority": ("authority", "co quan", "co quan cap", "co quan ban hanh", "co quan cong nhan"),
    "address_then": ("address then", "dia chi khi cong nhan", "dia chi luc cong nhan", "dia chi cu"),
    "address_now": ("address now", "dia chi hien nay", "dia chi moi", "dia chi", "dia ban"),
    "code": ("code", "product code", "ma san pham", "ma so", "ma so san pham", "ma ocop"),
    "product_set": ("product set", "bo san pham", "bo", "so bo"),
    "producer_kind": ("producer kind", "loai hinh", "loai hinh chu the"),
}
COLUMN_OF = {heading: column for column, headings in HEADINGS.items() for heading in headings}
REQUIRED = ("product", "producer", "stars", "decision_number", "issued_on", "authority")
LONGEST = {"product": 200, "producer": 200, "decision_number": 60, "authority": 200}
HEADER_WITHIN = 10

FIRST_DAY = date(2018, 5, 7)  # of the programme (Decision 490/QĐ-TTg)
USUAL_MONTHS = 36
EXCEL_BEGAN = date(1899, 12, 30)
EXCEL_DAYS = range(43_000, 70_000)  # from 2017 to 2091


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be taken in. `row` is its number in the file, `cure` says what to do."""

    row: int
    column: str
    value: str
    reason: str
    cure: str


@dataclass(frozen=True)
class Remark:
    """What was chosen where the file leaves a choice; somebody should check it."""

    row: int
    column: str
    value: str
    choice: str


@dataclass
class RegisterRow:
    """One recognition. `cells` holds the known columns as they stand; unit, set and kind come later."""

    number: int
    cells: dict
    product: str = ""
    producer: str = ""
    stars: int | None = None
    decision_number: str = ""
    authority: str = ""
    issued_on: date | None = None
    valid_until: date | None = None
    code: str = ""
    unit: object = None
    product_set: object = None
    kind: str = ""
    problems: list = field(default_factory=list)
    remarks: list = field(default_factory=list)

    def refuse(self, column, reason, cure):
        self.problems.append(Problem(self.number, column, self.shown(column), reason, cure))

    def remark(self, column, choice):
        self.remarks.append(Remark(self.number, column, self.shown(column), choice))

    def text(self, column):
        return as_text(self.cells.get(column))

    def shown(self, column):
        return self.text(column)[:80]


def read_register(path):
    """Return the rows of the file and remarks about its heading. Raises `Refusal` when it is no register."""
    lines = read_lines(path)
    header = next((line for line in lines[:HEADER_WITHIN] if is_header(line)), None)
    if header is None:
        raise Refusal(
            _("No heading was found: the first row must name the columns “%(product)s” and “%(producer)s”.")
            % {"product": "product", "producer": "producer"}
        )
    columns, ignored = columns_of(header)
    rows = [read_row(line, columns) for line in lines if line.number > header.number]
    remarks = [Remark(header.number, "", name, _("column not known, left out")) for name in ignored]
    return rows, remarks


def is_header(line):
    return {"product", "producer"} <= {COLUMN_OF.get(fold(as_text(value))) for value in line.values}


def columns_of(header):
    """Return {column: position} and the headings nobody knows. Raises `Refusal` when columns are missing."""
    columns, ignored = {}, []
    for position, value in enumerate(header.values):
        heading = as_text(value)
        column = COLUMN_OF.get(fold(heading))
        if column in columns:
            raise Refusal(_("Two columns mean the same: “%(name)s”. Remove one.") % {"name": heading[:80]})
        if column:
            columns[column] = position
        elif heading:
            ignored.append(heading[:80])
    missing = [column for column in REQUIRED if column not in columns]
    if not {"category", "product_set"} & columns.keys():
        missing.append("category")
    if not {"address_then", "address_now"} & columns.keys():
        missing.append("address_now")
    if missing:
        raise Refusal(_("These columns are missing: %(columns)s.") % {"columns": ", ".join(missing)})
    return columns, ignored


def read_row(line, columns):
    cells = {name: line.values[at] for name, at in columns.items() if at < len(line.values)}
    row = RegisterRow(line.number, cells)
    for column, longest in LONGEST.items():
        setattr(row, column, read_text(row, column, longest))
    row.stars = read_stars(row)
    row.issued_on = read_day(row, "issued_on")
    row.valid_until = read_end(row)
    row.code = read_code(row)
    return row


def as_text(value):
    """Return a cell as text, composed, with single spaces; whole numbers without a decimal point."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    return " ".join(clean_text(value).split()) if value is not None else ""


# Values

FILL_IN = gettext_lazy("Fill in the cell.")
STARS = re.compile(r"([1-5])(?:[.,]0)?(?: ?(?:sao|star|stars))?|([*★☆]{1,5})")
DAY_FORMATS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%Y/%m/%d", "%Y-%m-%d %H:%M:%S")


def read_text(row, column, longest):
    text = row.text(column)
    if not text:
        row.refuse(column, _("The cell is empty."), str(FILL_IN))
    elif len(text) > longest:
        row.refuse(
            column,
            _("The text has more than %(longest)s characters.") % {"longest": longest},
            _("Shorten it."),
        )
    return text


def read_stars(row):
    found = STARS.fullmatch(row.text("stars").lower())
    if not found:
        row.refuse("stars", _("These are no stars."), _("Write 3, 4 or 5."))
        return None
    stars = int(found[1]) if found[1] else found[2].count("*") + found[2].count("★")
    if stars not in (3, 4, 5):
        row.refuse(
            "stars",
            _("1 and 2 stars are neither decided nor certified."),
            _("Write 3, 4 or 5, or leave the row out."),
        )
        return None
    return stars


def read_day(row, column):
    """Return the day in a cell, or None with a problem; the empty cell is a problem too."""
    value = row.cells.get(column)
    day = day_in(value)
    if day is None:
        reason = _("This is not a day.") if row.text(column) else _("The cell is empty.")
        row.refuse(column, reason, _("Write the day like 05/08/2026."))
        return None
    if as_text(value).isdecimal():
        row.remark(column, _("read as an Excel day number: %(day)s") % {"day": f"{day:%d/%m/%Y}"})
    if column == "issued_on" and not FIRST_DAY <= day <= today():
        row.refuse(
            column,
            _("The day lies in the future or before the programme began in 2018."),
            _("Correct the day of the decision."),
        )
        return None
    return day


def day_in(value):
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = as_text(value)
    if text.isascii() and text.isdecimal() and len(text) < 7 and int(text) in EXCEL_DAYS:
        return EXCEL_BEGAN + timedelta(days=int(text))
    for form in DAY_FORMATS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 a day has no time zone
        except ValueError:
            continue
    return None


def read_end(row):
    if row.issued_on is None:
        return None
    usual = add_months(row.issued_on, USUAL_MONTHS)
    if not row.text("valid_until"):
        row.remark("valid_until", _("36 months from the decision: %(day)s") % {"day": f"{usual:%d/%m/%Y}"})
        return usual
    end = read_day(row, "valid_until")
    if end is None:
        return None
    if end <= row.issued_on:
        row.refuse(
            "valid_until",
            _("The last day is not after the day of the decision."),
            _("Correct one of the two days."),
        )
        return None
    if end != usual:
        row.remark("valid_until", _("not 36 months from the decision, taken as it is"))
    return end


def read_code(row):
    text = row.text("code")
    if text and canonical(text) is None:
        row.refuse(
            "code",
            _("This is no product code."),
            _("Write it like 24-07375-1-2026 or 24-219-07375-1-2024, or leave the cell empty."),
        )
        return ""
    return canonical(text) if text else ""
