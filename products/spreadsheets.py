"""Reading a table from an office's file: .csv or .xlsx, told by its content, within bounds."""

import csv
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from django.core.files import File
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from ocop_portal.core.access import Refusal
from ocop_portal.core.files import XLSX, check_upload

MOST_ROWS = 20_000
MOST_COLUMNS = 60
DELIMITERS = ",;\t"


@dataclass(frozen=True)
class Line:
    """One row as it stands in the file: its number there, from 1, and its values."""

    number: int
    values: tuple


def read_lines(path):
    """Return the non-empty rows of the file. Raises `Refusal` with what to do when it is no table."""
    content = Path(path).read_bytes()
    rows = _from_excel(path) if content.startswith(b"PK") else _from_csv(content)
    lines = [Line(number, tuple(values)) for number, values in enumerate(rows, 1) if any(map(_says, values))]
    if len(lines) > MOST_ROWS:
        raise Refusal(_("The file has more than %(most)s rows: split it.") % {"most": MOST_ROWS})
    if not lines:
        raise Refusal(_("The file holds no rows."))
    return lines


def _says(value):
    return value is not None and str(value).strip() != ""


def _from_csv(content):
    text = _decoded(content)
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        return [row[:MOST_COLUMNS] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error as broken:
        raise Refusal(_("The file cannot be read as a table: save it as .xlsx or CSV UTF-8.")) from broken


def _decoded(content):
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as other:
        raise Refusal(_("The letters cannot be read: save the file as .xlsx or CSV UTF-8.")) from other


def _from_excel(path):
    with open(path, "rb") as opened:
        check_upload(File(opened, name=Path(path).name), allowed=(XLSX,))
        try:
            book = load_workbook(opened, read_only=True, data_only=True, keep_links=False)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            return list(sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True))
        except (
            InvalidFileException,
            zipfile.BadZipFile,
            ValueError,
            KeyError,
            IndexError,
            TypeError,
        ) as broken:
            raise Refusal(
                _("The file is damaged: open it, save it again and choose the new copy.")
            ) from broken
