"""The portal as gunicorn serves it to the benches, and beside it the bare floor it is measured against.

Three things are not as deployed: each request comes from somebody else, below every limit; `Forget` throws
away what is kept before it is answered; and three addresses of the bench's own answer without the portal.
"""

# ruff: noqa: I001 the first import sets Django up

from ocop_portal.wsgi import application as portal

import re
import unicodedata
from datetime import timedelta
from functools import cache as once
from html import escape
from itertools import count

from django.core.cache import cache
from django.db import connection
from django.http import QueryDict

from ocop_portal.core.days import day_of
from ocop_portal.core.templatetags.ocop import motif, stars, status_mark
from products import catalogue, facets, register_version
from products.enums import ProductGroup

FLOOR, FACETS, NOTHING = "/-/floor", "/-/facets", "/-/nothing"
CUBE_AND_COUNTS, CUBE = ("cells:", "facets:"), ("cells:",)
KEPT = {"but counts": CUBE_AND_COUNTS, "all but the cube": CUBE}  # the beginnings of the keys of what stays
VISITORS = count(1)
FLOOR_SELECT = """SELECT p.id, p.name, p.code, p.stars, p.certified_until, m.name, s.group, c.name, a.name,
    (SELECT f.id FROM products_photo f WHERE f.product_id = p.id ORDER BY f.position, f.id LIMIT 1)
    FROM products_product p JOIN producers_producer m ON m.id = p.producer_id
    JOIN products_productset s ON s.id = p.product_set_id
    JOIN areas_administrativeunit c ON c.id = p.made_in_id
    LEFT JOIN areas_administrativeunit a ON a.id = c.parent_id
    WHERE p.certified_until >= current_date AND p.revoked_on IS NULL ORDER BY p.sort_key, p.id LIMIT 24"""
FLOOR_CARD = """<article class="product-card">
<div class="picture">{}</div>
<div class="product-card-body">
<h3 class="product-card-name"><a href="/san-pham/{}/{}/">{}</a></h3>
<p class="product-card-who">{}<br>{}, {}</p>
<div class="product-card-marks">{}{}</div>
</div>
</article>"""
FACET_LABELS = 75  # choices of the catalogue with a count beside each

connection.settings_dict["CONN_MAX_AGE"] = None  # one backend all the time, so that its CPU is all there is


def application(environ, start_response):
    bare = BARE.get(environ["PATH_INFO"])
    if bare:
        body = bare()
        start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(body)))])
        return [body]
    if "HTTP_FORGET" in environ:
        forget(KEPT[environ.pop("HTTP_FORGET")])
    environ["REMOTE_ADDR"] = f"fd00::{next(VISITORS):x}"
    return portal(environ, start_response)


def forget(all_but=CUBE_AND_COUNTS):
    """Forget what is kept but the facet cube, and the counts of each wish that come from it."""
    with cache._lock:
        for key in [key for key in cache._cache if not key.split(":", 2)[2].startswith(all_but)]:
            cache._delete(key)


def facets_of_a_wish():
    facets.counted(catalogue.read(QueryDict("sao=3")), register_version.current())
    return b""


def floor():
    """The same 24 cards and as many facet labels, with no framework."""
    with driver().cursor() as cursor:
        cursor.execute("EXECUTE floor" if connection.vendor == "postgresql" else FLOOR_SELECT)
        rows = cursor.fetchall()
    soon = day_of() + timedelta(days=180)
    found = [_floor_card(row, soon) for row in rows]
    labels = (f'<option value="{n}">{escape("Lạc Dương")} ({n})</option>' for n in range(FACET_LABELS))
    listed = "".join(f"<li>{card}</li>" for card in found)
    return f"<!doctype html><form>{''.join(labels)}</form><ul>{listed}</ul>".encode()


@once
def driver():
    """Return the database driver's own connection, which knows the floor's question."""
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        with connection.connection.cursor() as cursor:
            cursor.execute(f"PREPARE floor AS {FLOOR_SELECT}")
    return connection.connection


@once
def drawings():
    """Return what the cards of the portal draw for groups, stars and statuses, drawn once."""
    motifs = {(group, n): str(motif(group, n)) for group in ProductGroup.values for n in range(8)}
    return (
        motifs,
        {n: str(stars(n)) for n in (3, 4, 5)},
        {word: str(status_mark(word)) for word in ("in_force", "expiring")},
    )


def _floor_card(row, soon):
    pk, name, code, given, until, maker, group, commune, above, photo = row
    motifs, stars_said, status_said = drawings()
    picture = f'<img class="photo" src="/anh/{photo}/nho" alt="">' if photo else motifs[group, pk % 8]
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d")).encode("ascii", "ignore").decode()
    status = status_said["expiring" if str(until) <= str(soon) else "in_force"]
    commune, above = (place[:1].lower() + place[1:] for place in (commune, above))
    texts = map(escape, (code, re.sub(r"[^a-z0-9]+", "-", plain), name, maker, commune, above))
    return FLOOR_CARD.format(picture, *texts, stars_said[given], status)


BARE = {FLOOR: floor, FACETS: facets_of_a_wish, NOTHING: bytes}
