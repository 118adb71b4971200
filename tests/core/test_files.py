"""Uploads are told by their content, refused with a sentence that helps, and leave the server harmless."""

import hashlib
import io
import zipfile
import zlib

import pytest
from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from PIL import Image

from ocop_portal.core import files
from ocop_portal.core.access import Refusal
from ocop_portal.core.files import CheckedFileField, check_upload, safe_name, serve_private


def picture(format, size=(40, 30), **options):
    out = io.BytesIO()
    Image.new("RGB", size, "green").save(out, format, **options)
    return out.getvalue()


def office(*names, text=b"<x/>"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, text)
    return out.getvalue()


def huge_png():
    """A few kilobytes that claim 20,000 x 20,000 pixels."""

    def chunk(name, data):
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    header = (20_000).to_bytes(4, "big") * 2 + bytes([1, 0, 0, 0, 0])
    body = chunk(b"IDAT", zlib.compress(bytes(2501 * 20)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + body + chunk(b"IEND", b"")


PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n"
DOCX = office("[Content_Types].xml", "word/document.xml")
XLSX = office("[Content_Types].xml", "xl/workbook.xml")
GOOD = {
    "scan.pdf": (PDF, "application/pdf"),
    "photo.jpg": (picture("JPEG"), "image/jpeg"),
    "photo.png": (picture("PNG"), "image/png"),
    "photo.webp": (picture("WEBP"), "image/webp"),
    "photo.heic": (picture("HEIF"), "image/heic"),
    "letter.docx": (DOCX, files.DOCX.content_type),
    "table.xlsx": (XLSX, files.XLSX.content_type),
}
BAD = {
    "program.pdf": b"MZ\x90\x00" + bytes(100),
    "page.jpg": b"<!doctype html><script>alert(1)</script>",
    "drawing.png": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
    "script.pdf": PDF.replace(b"/Type", b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >> /Type"),
    "hidden.pdf": PDF.replace(b"/Type", b"/OpenAction << /S /J#61vaScrip#74 /JS (x) >> /Type"),
    "launch.pdf": PDF.replace(b"/Type", b"/OpenAction << /S /Launch >> /Type"),
    "macro.docx": office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    "program.xlsx": office("[Content_Types].xml", "xl/workbook.xml", "xl/run.EXE"),
    "plain.zip": office("readme.txt"),
    "broken.docx": DOCX[:60],
    "bomb.xlsx": office("[Content_Types].xml", "xl/workbook.xml", text=bytes(6_000_000)),
    "old.doc": b"\xd0\xcf\x11\xe0" + bytes(100),
    "broken.png": picture("PNG")[:50],
    "huge.png": huge_png(),
    "empty.pdf": b"",
}


def upload(name, content):
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("name", GOOD)
def test_allowed_type_is_told_by_content(name):
    content, content_type = GOOD[name]

    checked = check_upload(upload(name, content))

    assert (checked.content_type, checked.name) == (content_type, name)
    assert (checked.size, checked.sha256) == (len(content), hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize("name", BAD)
def test_anything_else_is_refused_with_a_reason(name):
    with pytest.raises(Refusal) as refused:
        check_upload(upload(name, BAD[name]))

    assert refused.value.reason.endswith(".")


def test_upload_is_left_rewound():
    file = upload("scan.pdf", PDF)

    check_upload(file)

    assert file.read() == PDF


def test_active_name_is_found_across_two_chunks():
    file = upload("scan.pdf", b"%PDF-1.7\n" + b"x" * (file_chunk() - 14) + b"/JavaScript" + b" " * 10)

    with pytest.raises(Refusal):
        check_upload(file)


def file_chunk():
    return SimpleUploadedFile.DEFAULT_CHUNK_SIZE


def test_file_over_the_limit_is_refused_naming_both_sizes():
    with pytest.raises(Refusal) as refused:
        check_upload(upload("scan.pdf", PDF + bytes(3000)), most_bytes=2048)

    assert "2,0" in refused.value.reason or "2.0" in refused.value.reason


def test_pictures_only_refuses_a_pdf():
    with pytest.raises(Refusal) as refused:
        check_upload(upload("scan.pdf", PDF), allowed=files.PICTURES)

    assert "JPEG" in refused.value.reason


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("..\\..\\Windows\\scan.PDF", "scan.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("page.html", "page.pdf"),
        ("giấy\u202efdp.exe", "giấy fdp.pdf"),
        ("a\x00b\r\nX: y.pdf", "ab X y.pdf"),
        (".pdf", "file.pdf"),
        ("Giâ\u0301y phép.pdf", "Giấy phép.pdf"),
        ("x" * 500 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_name_is_made_safe(given, safe):
    assert safe_name(given, files.PDF) == safe


class PaperForm(forms.Form):
    paper = CheckedFileField(allowed=(files.PDF,))


def test_form_field_shows_the_reason():
    form = PaperForm(files={"paper": upload("page.pdf", BAD["page.jpg"])})

    assert not form.is_valid()
    assert "PDF" in form.errors["paper"][0]
    assert PaperForm(files={"paper": upload("scan.pdf", PDF)}).is_valid()


class StoredFile:
    def open(self, mode):
        return ContentFile(PDF)


class LostFile:
    def open(self, mode):
        raise FileNotFoundError


def test_private_file_leaves_as_a_sandboxed_attachment():
    response = serve_private(StoredFile(), name="Giấy phép.pdf", content_type="application/pdf")

    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''Gi%E1%BA%A5y")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"


def test_lost_file_is_a_page_not_found():
    with pytest.raises(Http404):
        serve_private(LostFile(), name="x.pdf", content_type="application/pdf")
