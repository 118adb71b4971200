"""One product as a card: the few facts every list shows, read as plain values and drawn once.

A drawn card is kept under everything it shows, so it never has to be thrown away.
"""

from functools import cache as once
from html import escape

from django.core.cache import cache
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ocop_portal.core.days import day_of
from ocop_portal.core.templatetags.ocop import motif, stars, status_mark
from ocop_portal.core.text import hyphened
from products.models import Photo
from products.models.goods import address_form
from products.register_version import fingerprint
from products.status import status_of

FACTS = ("stars", "certified_from", "certified_until", "extended_until", "revoked_on")
NAMES = ("name", "code", "group", "producer_name", "place_name")
FIRST_PHOTO = Photo.objects.filter(product=OuterRef("pk")).order_by("position", "pk").values("pk")[:1]
SECONDS_KEPT = 24 * 60 * 60
# One product in a grid, `<ul class="card-grid"><li>...`. Formatted here because a list draws dozens of them.
CARD = """<article class="product-card">
<div class="picture">{picture}</div>
<div class="product-card-body">
<h3 class="product-card-name"><a href="{url}">{name}</a></h3>
<p class="product-card-who">{producer_name}<br>{place_name}</p>
<div class="product-card-marks">{stars}{status}</div>
</div>
</article>"""
# The same in the list of the catalogue, where it can be marked for comparing.
COMPARABLE = (
    '<li>{card}<label class="compare-mark"><input type="checkbox" name="ma" value="{code}" form="compare">'
    '{compare}<span class="visually-hidden">: {name}</span></label></li>'
)
PHOTO = '<img class="photo" src="{}" alt="" width="640" height="480" loading="lazy" decoding="async">'


class Row(dict):
    """The values of one product, read like the object they come from."""

    __getattr__ = dict.__getitem__


def rows(products, *more, said=""):
    """Return a queryset of plain values with all a card shows, and the columns named in `more`.

    `said` begins the names of the facts where they are those of an earlier day (see `products.past`).
    """
    columns = {*NAMES, *more, *(said + name for name in FACTS)}
    return products.values("pk", *sorted(columns), photo=Subquery(FIRST_PHOTO))


def read(row, said=""):
    """Return a row of `rows` under the plain names of the facts."""
    return Row(row | {name: row[said + name] for name in FACTS})


def of(products, at=None):
    """Return the cards of the products (a queryset) as dictionaries."""
    return [card(row, at) for row in map(Row, rows(products))]


def drawn(products, at=None):
    """Return the cards of the products (a queryset) as HTML."""
    return draw(rows(products), at)


def card(row, at=None):
    slug, language = hyphened(row.name) or "san-pham", get_language()
    return {
        "name": row.name,
        "code": row.code,
        "url": address_form(language).format(row.code, slug) if row.code else "",
        "producer_name": row.producer_name,
        "place_name": row.place_name,
        "stars": row.stars,
        "status": status_of(row, at),
        "photo_url": _photo_form(language).format(row.photo) if row.photo else None,
        "group_slug": row.group,
        "seed": row.pk,
        "certified_from": row.certified_from,
        "ends_on": row.revoked_on or row.extended_until or row.certified_until,
    }


@once
def _photo_form(_language):
    return reverse("photo", args=[0, "nho"]).replace("/0/", "/{}/")


def draw(found, at=None):
    """Return the HTML of rows, each drawn only when its like has not been drawn before."""
    found = list(map(Row, found))
    day, language = day_of(at), get_language()
    keys = {row.pk: _key(row, day, language) for row in found}
    kept = cache.get_many(keys.values())
    missing = {keys[row.pk]: _html(row, day) for row in found if keys[row.pk] not in kept}
    if missing:
        cache.set_many(missing, SECONDS_KEPT)
    kept |= missing
    return [mark_safe(kept[keys[row.pk]]) for row in found]  # noqa: S308 drawn by our own template


def comparable(found, at=None):
    """Return the HTML of rows as items of a list, each with a box to mark it for comparing."""
    word = escape(_("Compare"))
    items = (
        COMPARABLE.format(card=card, code=escape(row.code), compare=word, name=escape(row.name))
        for row, card in zip(found, draw(found, at), strict=True)
    )
    return mark_safe("".join(items))  # noqa: S308 escaped above


def _key(row, day, language):
    shown = (row.pk, row.stars, row.photo, *(row[name] for name in NAMES))
    return f"card:{language}:{status_of(row, day)}:{fingerprint(*shown)}"


def _html(row, day):
    shown = card(row, day)
    texts = {name: escape(shown[name]) for name in ("name", "url", "producer_name", "place_name")}
    photo = shown["photo_url"]
    return CARD.format(
        picture=PHOTO.format(escape(photo)) if photo else motif(shown["group_slug"], shown["seed"]),
        stars=stars(shown["stars"]),
        status=status_mark(shown["status"]),
        **texts,
    )
