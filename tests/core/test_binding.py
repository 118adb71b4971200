"""Binding papers into one PDF: numbers at the foot whichever way a page is turned, nothing drawn anew."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from ocop_portal.core.binding import Bound, Unbindable, bind, picture_page, read_pdf


def pdf(pages=1, turned=0):
    out, made = io.BytesIO(), io.BytesIO()
    first, *others = [Image.new("L", (200, 280), 200) for _page in range(pages)]
    first.save(made, "PDF", save_all=True, append_images=others)
    writer = PdfWriter(clone_from=PdfReader(made))
    for page in writer.pages:
        page.rotate(turned)
    writer.write(out)
    return out


def bound(*readers):
    out = io.BytesIO()
    parts = [Bound(f"Tài liệu {n}", reader, f"Số {n}") for n, reader in enumerate(readers, start=1)]
    bind(parts, out, title="Hồ sơ")
    return PdfReader(out)


def test_numbers_run_through_all_papers():
    reader = bound(read_pdf(pdf(2)), read_pdf(pdf(1)))

    texts = [page.extract_text() for page in reader.pages]
    assert texts == ["Số 1 · tr. 1/3", "Số 1 · tr. 2/3", "Số 2 · tr. 3/3"]
    assert [one.title for one in reader.outline] == ["Tài liệu 1", "Tài liệu 2"]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_turned_page_stays_turned_and_bears_its_number(turned):
    [page] = bound(read_pdf(pdf(turned=turned))).pages

    assert page.rotation == turned
    assert page.extract_text() == "Số 1 · tr. 1/1"


def test_the_page_itself_is_kept_as_it_was():
    source = PdfReader(pdf())
    [page] = bound(read_pdf(pdf())).pages

    assert page.images[0].data == source.pages[0].images[0].data


def test_a_picture_is_set_upright_on_one_page():
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held on its side
    Image.new("RGB", (400, 200), "green").save(out, "JPEG", exif=exif)
    out.seek(0)
    reader = picture_page(out)

    assert len(reader.pages) == 1
    assert reader.pages[0].mediabox.height > reader.pages[0].mediabox.width


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4\n% nothing\n%%EOF\n", b"\x00" * 500])
def test_what_cannot_be_read_is_told(content):
    with pytest.raises(Unbindable):
        read_pdf(io.BytesIO(content))
    with pytest.raises(Unbindable):
        picture_page(io.BytesIO(content))


def test_a_locked_pdf_is_told():
    writer = PdfWriter(clone_from=PdfReader(pdf()))
    writer.encrypt("mat-khau", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(Unbindable):
        read_pdf(out)
