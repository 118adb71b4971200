"""QR codes as drawings that stand in a page without a file or a script."""

import segno
from django.utils.safestring import mark_safe


def qr_drawing(text, label):
    """Return an inline SVG of the text; `label` is what a screen reader says in its place."""
    code = segno.make(text, error="m", micro=False)
    drawing = code.svg_inline(border=2, scale=4, omitsize=True, title=label, svgclass="qr", lineclass=None)
    return mark_safe(drawing)  # noqa: S308 modules of our own code; segno escapes the title
