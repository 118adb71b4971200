"""Pictures of a product for its label and the producer's own site: no cookie, no script.

The badge has the live status; the QR code leads to the check of the code and never changes.
"""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from ocop_portal.core.qr import qr_picture
from ocop_portal.core.templatetags.ocop import STATUSES
from products.enums import Status
from products.register import find_public
from products.status import status_of

SECONDS_KEPT = 300
CODE_KEPT = 24 * 60 * 60
SVG = "image/svg+xml; charset=utf-8"
COLOURS = {
    Status.IN_FORCE: "#1f6b45",
    Status.EXPIRING: "#7a5200",
    Status.EXTENDED: "#1b5e8c",
    Status.REVOKED: "#a4262c",
}
GREY = "#4a544e"
BADGE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="260" height="44" viewBox="0 0 260 44" role="img">'
    "<title>{words}</title>"
    '<rect x="1" y="1" width="258" height="42" rx="6" fill="#ffffff" stroke="{colour}" stroke-width="2"/>'
    '<rect width="74" height="44" rx="6" fill="{colour}"/>'
    '<g font-family="Be Vietnam Pro, Arial, sans-serif">'
    '<text x="37" y="28" font-size="17" font-weight="700" fill="#ffffff" text-anchor="middle">OCOP</text>'
    '<text x="84" y="19" font-size="13" font-weight="600" fill="#1d2520">{status}</text>'
    '<text x="84" y="35" font-size="12" fill="#4a544e"{fitted}>{facts}</text>'
    "</g></svg>"
)

# A page shows the picture in letters of its own, wider than ours perhaps: long facts are squeezed to fit.
FITTED = mark_safe(' textLength="168" lengthAdjust="spacingAndGlyphs"')
LONGEST_UNFITTED = 24


@require_safe
@xframe_options_exempt
def badge(request, code):
    """The badge of a product; where the code is unknown there is no badge to show."""
    product = _product(code)
    status = status_of(product)
    stars = _("%(stars)s stars") % {"stars": product.stars}
    word, facts = STATUSES[status][0], f"{stars} · {product.code}"
    drawing = format_html(
        BADGE,
        words=f"{product.name}: {stars}, {word}",
        colour=COLOURS.get(status, GREY),
        status=word,
        facts=facts,
        fitted=FITTED if len(facts) > LONGEST_UNFITTED else "",
    )
    return _picture(drawing, SECONDS_KEPT)


@require_safe
@xframe_options_exempt
def label_code(request, code):
    """The QR code to print on a label: the address that checks the product's code."""
    link = settings.SITE_URL + reverse("verify", args=[_product(code).code])
    return _picture(qr_picture(link), CODE_KEPT)


def _product(code):
    product = find_public(code)
    if product is None:
        raise Http404(_("No product in the register has this code."))
    return product


def _picture(drawing, seconds):
    response = HttpResponse(drawing, content_type=SVG)
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
