"""QR codes as drawings: in a page without a file or a script, or as a picture with an address of its own."""

import io

import segno
from django.utils.safestring import mark_safe

LOOK = {"border": 2, "scale": 4, "lineclass": None}


def qr_drawing(text, label):
    """Return an inline SVG of the text; `label` is what a screen reader says in its place."""
    drawing = _code(text).svg_inline(**LOOK, omitsize=True, title=label, svgclass="qr")
    return mark_safe(drawing)  # noqa: S308 modules of our own code; segno escapes the title


def qr_picture(text):
    """Return the text's code as an SVG document."""
    picture = io.BytesIO()
    _code(text).save(picture, kind="svg", **LOOK, svgclass=None)
    return picture.getvalue()


def _code(text):
    return segno.make(text, error="m", micro=False)
