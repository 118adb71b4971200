"""Small real files for the demonstration's dossiers."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

PAGE = (595, 842)  # A4 in points


def paper(name, *lines):
    """Return an uploaded one-page PDF; `lines` are printed on it without Vietnamese marks."""
    page = Image.new("L", PAGE, 255)
    drawing = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        drawing.text((60, 80 + 28 * number), line.encode("ascii", "ignore").decode(), fill=0, font_size=18)
    buffer = io.BytesIO()
    page.save(buffer, "PDF")
    return SimpleUploadedFile(name, buffer.getvalue(), content_type="application/pdf")
