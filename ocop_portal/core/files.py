"""What may be uploaded, and how uploaded files leave the server.

A type is told by the content against an allow-list, never by the name. No sniffer sees every file that is two
types at once, so files lie outside the web root under random names and private ones leave only as attachments
in a sandbox.
"""

import hashlib
import re
import unicodedata
import warnings
import zipfile
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError
from pillow_heif import register_heif_opener

from ocop_portal.core.access import Refusal

MEGABYTE = 1024 * 1024
MOST_BYTES = 20 * MEGABYTE
MOST_PIXELS = 40_000_000
LONGEST_NAME = 120

# Bounds of an unpacked Office file: far above honest ones, far below what would exhaust a server.
MOST_MEMBERS = 5_000
MOST_UNPACKED = 200 * MEGABYTE
MOST_RATIO = 150
SMALL_ENOUGH = 5 * MEGABYTE  # below this, any ratio is harmless

register_heif_opener()
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)


@dataclass(frozen=True)
class Kind:
    """A type of file that may be taken in; the first extension is the usual one."""

    label: str
    content_type: str
    extensions: tuple
    picture_format: str = ""


PDF = Kind("PDF", "application/pdf", ("pdf",))
JPEG = Kind("JPEG", "image/jpeg", ("jpg", "jpeg", "jfif"), "JPEG")
PNG = Kind("PNG", "image/png", ("png",), "PNG")
WEBP = Kind("WEBP", "image/webp", ("webp",), "WEBP")
HEIC = Kind("HEIC", "image/heic", ("heic", "heif"), "HEIF")
DOCX = Kind(
    "Word (.docx)", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",)
)
XLSX = Kind("Excel (.xlsx)", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",))
PICTURES = (JPEG, PNG, WEBP, HEIC)
DOCUMENTS = (PDF, *PICTURES, DOCX, XLSX)


@dataclass(frozen=True)
class CheckedFile:
    """What is known of an upload after its check. `name` is safe to show and to save under."""

    name: str
    content_type: str
    size: int
    sha256: str
    kind: Kind


def check_upload(upload, *, allowed=DOCUMENTS, most_bytes=MOST_BYTES):
    """Return the facts of an uploaded file; raise `Refusal` with what to do when it may not be taken in.

    `upload` is a Django file; it is left rewound.
    """
    if not upload.size:
        raise Refusal(_("The file is empty: choose another one."))
    if upload.size > most_bytes:
        raise Refusal(
            _("The file has %(size)s; at most %(most)s are taken. Make it smaller or split it.")
            % {"size": filesizeformat(upload.size), "most": filesizeformat(most_bytes)}
        )
    kind = _kind_of(upload)
    if kind not in allowed:
        raise Refusal(_not_allowed(allowed))
    _look_inside(upload, kind)
    return CheckedFile(safe_name(upload.name, kind), kind.content_type, upload.size, _digest(upload), kind)


class CheckedFileField(forms.FileField):
    """A file field that refuses what `check_upload` refuses, as an error of the field."""

    def __init__(self, *, allowed=DOCUMENTS, **kwargs):
        self.allowed = allowed
        super().__init__(**kwargs)
        extensions = [f".{extension}" for kind in allowed for extension in kind.extensions]
        self.widget.attrs["accept"] = ",".join(extensions)

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if upload and upload is not initial:
            try:
                check_upload(upload, allowed=self.allowed)
            except Refusal as refusal:
                raise ValidationError(refusal.reason) from refusal
        return upload


# Telling the type


HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def _kind_of(upload):
    """Return the `Kind` the first bytes announce, or None."""
    upload.seek(0)
    head = upload.read(16)
    upload.seek(0)
    if head.startswith(OLD_OFFICE):
        raise Refusal(
            _("Old Word and Excel files and locked ones cannot be taken in: save it as .docx, .xlsx or PDF.")
        )
    if head.startswith(b"PK\x03\x04"):
        return _office_kind(upload)
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        return HEIC
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    signatures = {b"%PDF-": PDF, b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG}
    return next((kind for start, kind in signatures.items() if head.startswith(start)), None)


def _not_allowed(allowed):
    labels = ", ".join(kind.label for kind in allowed)
    return _("This type of file is not taken in, whatever its name says. Taken in are: %(kinds)s.") % {
        "kinds": labels
    }


def _look_inside(upload, kind):
    if kind is PDF:
        _refuse_active_pdf(upload)
    if kind in PICTURES:
        open_picture(upload, kind)
    upload.seek(0)


# PDF: names may be written with #xx for any letter


def _pdf_name(word):
    letters = (f"(?:{letter}|#{ord(letter):02x}|#{ord(letter):02X})" for letter in word)
    return "/" + "".join(letters)


ACTIVE_PDF = re.compile("|".join(map(_pdf_name, ("JavaScript", "Launch", "RichMedia"))).encode())


def _refuse_active_pdf(upload):
    tail = b""
    for chunk in upload.chunks():
        if ACTIVE_PDF.search(tail + chunk):
            raise Refusal(
                _("This PDF holds a script or starts a program. Print it to PDF again and choose the copy.")
            )
        tail = chunk[-64:]


# Word and Excel: zips that are looked into, never unpacked

MAIN_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
ACTIVE_MEMBER = re.compile(r"vbaproject|/activex/|\.(exe|dll|js|vbs|bat|cmd|com|scr|ps1|html?|jar)$", re.I)
ENCRYPTED = 0x1


def _office_kind(upload):
    """Return DOCX or XLSX for an Office file without macros, None for any other zip."""
    try:
        with zipfile.ZipFile(upload) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as broken:
        raise Refusal(_("The file is damaged: open it, save it again and choose the new copy.")) from broken
    finally:
        upload.seek(0)
    _refuse_bomb(members)
    names = {member.filename for member in members}
    if any(ACTIVE_MEMBER.search(name) for name in names):
        raise Refusal(_("The file contains macros or programs: save it without them and choose the copy."))
    if "[Content_Types].xml" not in names:
        return None
    return next((kind for part, kind in MAIN_PARTS.items() if part in names), None)


def _refuse_bomb(members):
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    swollen = unpacked > SMALL_ENOUGH and unpacked / packed > MOST_RATIO
    locked = any(member.flag_bits & ENCRYPTED for member in members)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or swollen or locked:
        raise Refusal(_("The file is locked or far too big once unpacked, so it cannot be checked."))


# Pictures


def open_picture(upload, kind=None):
    """Return the decoded `PIL.Image` of an upload; raise `Refusal` when it is damaged or too large."""
    upload.seek(0)
    try:
        picture = Image.open(upload, formats=[kind.picture_format] if kind else None)
        picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Refusal(
            _("The picture has more than %(most)s million pixels: choose a smaller one.")
            % {"most": MOST_PIXELS // 1_000_000}
        ) from bomb
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as broken:
        raise Refusal(
            _("The picture is damaged: open it, save it again and choose the new copy.")
        ) from broken
    return picture


# Names and sums


def safe_name(name, kind):
    """Return the file's name without folders, control or direction marks, with an extension that is true."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", str(name or "").replace("\0", "")))[-1]
    shown = "".join(char if unicodedata.category(char)[0] != "C" else " " for char in last)
    stem, dot, extension = " ".join(re.sub(r'[<>:"|?*]', " ", shown).split()).rpartition(".")
    if not dot:
        stem, extension = extension, ""
    if extension.lower() not in kind.extensions:
        extension = kind.extensions[0]
    return f"{stem.strip(' .')[:LONGEST_NAME] or 'file'}.{extension.lower()}"


def _digest(upload):
    total = hashlib.sha256()
    for chunk in upload.chunks():
        total.update(chunk)
    upload.seek(0)
    return total.hexdigest()


# Leaving


def serve_private(file, *, name, content_type):
    """Return a private file as a download that no browser opens, keeps or lets act."""
    response = _response(file, content_type, as_attachment=True, filename=name)
    response["Cache-Control"] = "private, no-store"
    return response


def serve_image(file, *, public):
    """Return one of our own re-encoded WEBP pictures; a public one never changes and is kept a week."""
    response = _response(file, WEBP.content_type)
    response["Cache-Control"] = "public, max-age=604800, immutable" if public else "private, no-store"
    return response


def _response(file, content_type, **kwargs):
    try:
        opened = file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(opened, content_type=content_type, **kwargs)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
