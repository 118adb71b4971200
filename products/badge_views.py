"""A small picture with the live status of a product, for the producer's own site: no cookie, no script."""

from django.http import Http404, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from ocop_portal.core.templatetags.ocop import STATUSES
from products.enums import Status
from products.register import find_public
from products.status import status_of

SECONDS_KEPT = 300
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
    '<rect width="260" height="44" rx="6" fill="#ffffff" stroke="{colour}" stroke-width="2"/>'
    '<rect width="74" height="44" rx="6" fill="{colour}"/>'
    '<g font-family="Be Vietnam Pro, Arial, sans-serif">'
    '<text x="37" y="28" font-size="17" font-weight="700" fill="#ffffff" text-anchor="middle">OCOP</text>'
    '<text x="84" y="19" font-size="13" font-weight="600" fill="#1d2520">{status}</text>'
    '<text x="84" y="35" font-size="12" fill="#4a544e">{stars} · {code}</text>'
    "</g></svg>"
)


@require_safe
@xframe_options_exempt
def badge(request, code):
    """The badge of a product; where the code is unknown there is no badge to show."""
    product = find_public(code)
    if product is None:
        raise Http404(_("No product in the register has this code."))
    status = status_of(product)
    stars = _("%(stars)s stars") % {"stars": product.stars}
    word = STATUSES[status][0]
    drawing = format_html(
        BADGE,
        words=f"{product.name}: {stars}, {word}",
        colour=COLOURS.get(status, GREY),
        status=word,
        stars=stars,
        code=product.code,
    )
    response = HttpResponse(drawing, content_type="image/svg+xml; charset=utf-8")
    response.headers["Cache-Control"] = f"public, max-age={SECONDS_KEPT}"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
