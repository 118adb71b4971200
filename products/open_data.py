"""The register as a file: the same rows in every format, with licence, schema version, time and checksum.

Rows are the official facts of every product that was ever recognised, as of a day; no personal data is among
them, because no column holds any. A text that a spreadsheet would take for a formula stays a text.
"""

import csv
import hashlib
import io
import json
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from ocop_portal.core.days import day_of, today
from products import past, register_version
from products.enums import DataFormat
from products.models import DataFile, Product
from products.official_rows import plain, read
from products.status import status_of

SCHEMA_VERSION = "1.0"
LICENCE = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
TITLE = "Danh bạ sản phẩm OCOP"
DAYS_KEPT = 7
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
SUFFIX = {
    DataFormat.CSV: "csv",
    DataFormat.JSON: "json",
    DataFormat.XLSX: "xlsx",
    DataFormat.MINISTRY: "ptnt_ocop.csv",
}
TYPE = {
    DataFormat.CSV: "text/csv; charset=utf-8",
    DataFormat.JSON: "application/json",
    DataFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    DataFormat.MINISTRY: "text/csv; charset=utf-8",
}

# Column, what kind of value, what it means: the data dictionary.
COLUMNS = {
    "code": (
        _("text"),
        _("Product code, for ever the product's; 4 blocks, or 5 with the district before 2026"),
    ),
    "name": (_("text"), _("Name of the product")),
    "stars": (_("number"), _("Stars given by the latest recognition: 3, 4 or 5")),
    "status": (
        _("choice"),
        _("Status on the day of the file: in_force, expiring, extended, expired, revoked, under_evaluation"),
    ),
    "group": (_("choice"), _("One of the six groups: food, drink, herbal, craft, ornamental, tourism")),
    "product_set": (_("number"), _("Number of the product set, 1 to 26")),
    "producer": (_("text"), _("Name of the producer")),
    "producer_kind": (_("choice"), _("Kind of the producer")),
    "place": (_("text"), _("Commune and province as they were named at the recognition")),
    "place_code": (_("text"), _("Official code of the commune; with “-cu” where the unit was abolished")),
    "certified_from": (_("day"), _("First day of the recognition")),
    "certified_until": (_("day"), _("Last day of the recognition, inclusive")),
    "extended_until": (_("day"), _("Last day of an extension, or empty")),
    "revoked_on": (_("day"), _("Day of the revocation, or empty")),
    "decision_number": (_("text"), _("Number of the decision")),
    "authority": (_("text"), _("Who decided")),
    "is_sample": (_("yes or no"), _("Yes: an invented product of a demonstration")),
    "check": (_("address"), _("Address that checks the code")),
}
MINISTRY = (
    "MA_OCOP",
    "Ma_DonViHanhChinh",
    "Ma_ThoiGian",
    "Ma_SanPham",
    "TenSanPham",
    "XepHang",
    "ChuTheSXKD",
    "DoanhThuNam",
    "TrangThai",
)


@dataclass(frozen=True)
class Edition:
    """The register on a day, ready to be written: its rows and what every file says of itself."""

    day: object
    made_at: object
    rows: list

    @property
    def about(self):
        return {
            "title": TITLE,
            "licence": LICENCE,
            "schema_version": SCHEMA_VERSION,
            "day": f"{self.day:%Y-%m-%d}",
            "made_at": self.made_at.isoformat(timespec="seconds"),
            "register_version": register_version.current(),
            "rows": len(self.rows),
            "dictionary": f"{settings.SITE_URL}{reverse('data_dictionary')}",
        }


def edition(on=None, at=None):
    """Return the `Edition` of a Vietnam day, today when none is named."""
    day = day_of(on)
    public, said = Product.objects.public(), ""
    if day != today():
        public, said = past.known_on(public, day), past.THEN
    ordered = plain(public, said=said).order_by("sort_key", "pk")
    return Edition(day, at or timezone.now(), [_told(read(row, said), day) for row in ordered.iterator()])


def _told(row, day):
    told = {name: row.get(name) for name in COLUMNS}
    return told | {
        "status": status_of(row, day).value,
        "product_set": row.set_number,
        "producer": row.producer_name,
        "place": row.place_name,
        "check": f"{settings.SITE_URL}{reverse('verify', args=[row.code])}",
    }


# Writing


def written(found, form):
    """Return the bytes of an edition in a format."""
    return WRITERS[DataFormat(form)](found)


def as_csv(found):
    return _csv(COLUMNS, ([_cell(value) for value in row.values()] for row in found.rows))


def as_ministry(found):
    """The table PTNT_OCOP of the ministry's data standard; what the register does not hold stays empty."""
    ordered = (_ministry_row(row) for row in found.rows)
    return _csv(MINISTRY, ([_cell(value) for value in row] for row in ordered))


def _ministry_row(row):
    code, place = row["code"], row["place_code"].removesuffix("-cu")
    stars = f"{row['stars']} sao"
    return [
        code,
        place,
        row["certified_from"].year,
        code,
        row["name"],
        stars,
        row["producer"],
        "",
        row["status"],
    ]


def _csv(columns, rows):
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(value):
    """Write a value as text a spreadsheet reads as meant: days as 2026-08-05, formulas never."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = f"{value:%Y-%m-%d}" if hasattr(value, "strftime") else str(value)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def as_json(found):
    rows = [{name: _plain(value) for name, value in row.items()} for row in found.rows]
    return json.dumps({"about": found.about, "rows": rows}, ensure_ascii=False, indent=1).encode()


def _plain(value):
    return f"{value:%Y-%m-%d}" if hasattr(value, "strftime") else value


def as_xlsx(found):
    book = Workbook(write_only=True)
    sheet, about = book.create_sheet("san-pham"), book.create_sheet("thong-tin")
    sheet.freeze_panes = "A2"
    sheet.append(list(COLUMNS))
    for row in found.rows:
        sheet.append([_xlsx_cell(sheet, value) for value in row.values()])
    for name, value in found.about.items():
        about.append([name, _xlsx_cell(about, value)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xlsx_cell(sheet, value):
    """Texts are marked as texts: leading zeros stay, and nothing is computed."""
    if isinstance(value, bool):
        value = "yes" if value else "no"
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = "@"
    elif hasattr(value, "strftime"):
        cell.number_format = "dd/mm/yyyy"
    return cell


WRITERS = {
    DataFormat.CSV: as_csv,
    DataFormat.JSON: as_json,
    DataFormat.XLSX: as_xlsx,
    DataFormat.MINISTRY: as_ministry,
}


# Publishing


def publish(at=None):
    """Write today's files, keep the first of each month for ever, and remove the other old ones.

    Returns the files of the day; those that are there already are written anew.
    """
    found = edition(at=at)
    month = {"day__year": found.day.year, "day__month": found.day.month}
    is_kept = not DataFile.objects.filter(is_kept=True, **month).exclude(day=found.day).exists()
    files = [_published(found, form, is_kept) for form in DataFormat]
    _forget(found.day - timedelta(days=DAYS_KEPT))
    return files


@transaction.atomic
def _published(found, form, is_kept):
    content = written(found, form)
    name = f"ocop-{found.day:%Y-%m-%d}.{SUFFIX[form]}"
    values = {
        "format": form,
        "day": found.day,
        "made_at": found.made_at,
        "rows": len(found.rows),
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "is_kept": is_kept,
    }
    row, _is_new = DataFile.objects.update_or_create(name=name, defaults=values)
    old = row.file.name
    row.file.save(name, ContentFile(content))
    if old:
        transaction.on_commit(lambda: row.file.storage.delete(old))
    return row


def _forget(before):
    for row in DataFile.objects.filter(day__lt=before, is_kept=False):
        storage, name = row.file.storage, row.file.name
        row.delete()
        storage.delete(name)


def latest():
    """Return the newest file of each format."""
    newest = DataFile.objects.order_by("-day").values_list("day", flat=True).first()
    return DataFile.objects.filter(day=newest) if newest else DataFile.objects.none()
