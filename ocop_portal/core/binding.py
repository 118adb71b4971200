"""Binding many papers into one PDF with continuous page numbers: PDFs as they are, pictures one to a page.

Nothing of a bound page is parsed or written anew; the stamp is laid over it. Memory and time therefore grow
with the size of the files, not with what is drawn on their pages.
"""

import io
import json
from dataclasses import dataclass

import typst
from PIL import Image, ImageOps
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject

from ocop_portal.core.paper_pdf import FONTS, HERE

STAMPS = HERE / "stamps.typ"
STAMP_WIDTH, STAMP_HEIGHT, MARGIN = 340, 14, 12  # points
A4 = (1240, 1754)  # pixels at 150 dpi
BROKEN = (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OSError)
STAMP = NameObject("/OcopStamp")


class Unbindable(Exception):
    """The file is no PDF that can be read: damaged or locked."""


@dataclass(frozen=True)
class Bound:
    """One paper to bind: its title in the outline, its pages, and what the stamps on them begin with."""

    title: str
    reader: PdfReader
    label: str

    @property
    def count(self):
        return len(self.reader.pages)


def read_pdf(file):
    """Return the reader of a PDF whose every page can be read; raise `Unbindable` otherwise."""
    try:
        reader = PdfReader(file)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unbindable
        for page in reader.pages:
            _ = page.mediabox.width, page.get("/Contents"), page.get("/Resources")
    except BROKEN as broken:
        raise Unbindable from broken
    if not reader.pages:
        raise Unbindable
    return reader


def picture_page(file):
    """Return a reader of one A4 page with the picture on it, upright and within the margins."""
    try:
        with Image.open(file) as picture:
            picture.draft("RGB", A4)
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as broken:
        raise Unbindable from broken
    upright.thumbnail((A4[0] - 160, A4[1] - 200))
    page = Image.new("RGB", A4, "white")
    page.paste(upright, ((A4[0] - upright.width) // 2, 80))
    out = io.BytesIO()
    page.save(out, "PDF", resolution=150, quality=80, creationDate=None, modDate=None)
    return PdfReader(out)


def bind(parts, out, *, title):
    """Write the parts one after another into the file `out`, stamped, with an outline; return the pages."""
    total = sum(part.count for part in parts)
    writer = PdfWriter()
    writer.add_metadata({"/Title": title, "/Producer": "OCOP"})
    stamps = _stamps([label for part in parts for label in [part.label] * part.count], total)
    number = 0
    for part in parts:
        for page in part.reader.pages:
            added = writer.add_page(page)
            added.pop("/AA", None)
            _lay_over(writer, added, stamps.pages[number])
            number += 1
        writer.add_outline_item(title=part.title, page_number=number - part.count)
    writer.write(out)
    return total


def _stamps(labels, total):
    """Return the stamps of all pages, set by typst on small pages of their own."""
    texts = [f"{label} · tr. {number}/{total}" for number, label in enumerate(labels, start=1)]
    made = typst.compile(
        str(STAMPS),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"stamps": json.dumps(texts, ensure_ascii=False)},
        format="pdf",
    )
    return PdfReader(io.BytesIO(made))


def _lay_over(writer, page, stamp):
    """Draw the stamp over the page's own content, at the foot as a reader sees the page."""
    form = StreamObject()
    form.set_data(stamp.get_contents().get_data())
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(map(FloatObject, (0, 0, STAMP_WIDTH, STAMP_HEIGHT))),
            NameObject("/Resources"): stamp["/Resources"].clone(writer),
        }
    )
    _know(page, writer._add_object(form.flate_encode()))
    matrix = " ".join(f"{number:.2f}" for number in _foot(page))
    before, after = StreamObject(), StreamObject()
    before.set_data(b"q\n")
    after.set_data(f"\nQ\nq {matrix} cm {STAMP} Do Q\n".encode())
    contents = [writer._add_object(before), *_streams(page), writer._add_object(after)]
    page[NameObject("/Contents")] = ArrayObject(contents)


def _know(page, form):
    """Name the stamp among the resources of the page, which other pages may share."""
    resources = DictionaryObject(page.get("/Resources", DictionaryObject()).get_object())
    drawn = DictionaryObject(resources.get("/XObject", DictionaryObject()).get_object())
    drawn[STAMP] = form
    resources[NameObject("/XObject")] = drawn
    page[NameObject("/Resources")] = resources


def _streams(page):
    """The page's own content streams, as references."""
    if "/Contents" not in page:
        return []
    own = page.raw_get("/Contents")
    found = own.get_object()
    return list(found) if isinstance(found, ArrayObject) else [own]


def _foot(page):
    """The matrix that puts the stamp at the foot, right, whichever way the page is turned."""
    box = page.cropbox
    left, bottom, width, height = float(box.left), float(box.bottom), float(box.width), float(box.height)
    turned = int(page.rotation) % 360
    seen = height if turned in (90, 270) else width
    across, up = max(seen - STAMP_WIDTH - MARGIN, 0), MARGIN
    return {
        0: (1, 0, 0, 1, left + across, bottom + up),
        90: (0, 1, -1, 0, left + width - up, bottom + across),
        180: (-1, 0, 0, -1, left + width - across, bottom + height - up),
        270: (0, -1, 1, 0, left + up, bottom + height - across),
    }.get(turned, (1, 0, 0, 1, left + across, bottom + up))
