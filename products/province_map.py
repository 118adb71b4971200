"""The 34 provinces as SVG paths, drawn on the server from the outlines in `areas/data`: no tiles, no script.

The drawing is small on purpose: whole units of a box about 600 high, and steps from point to point.
"""

import json
from functools import cache
from html import escape
from itertools import pairwise
from math import cos, radians

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import ngettext

from ocop_portal.core.templatetags.ocop import counted

OUTLINES = settings.BASE_DIR / "ocop_portal" / "areas" / "data" / "provinces_2025.topo.json"
HEIGHT = 600
MIDDLE_LATITUDE = 16  # degrees north; where east-west distances are drawn true
LEVELS = 5
LEADING = 8  # provinces named beside the drawing
# Formatted here because every visit to the home page draws 34 of them twice.
SHAPE = (
    '<a href="{listed}" aria-label="{words}">'
    '<path class="map-{level}" d="{path}"></path>'
    '<text x="100%" y="130">{name}<tspan x="100%" dy="1.4em">{number}</tspan></text></a>'
)
TABLE_ROW = (
    '<tr><th scope="row"><a href="{place}">{name}</a></th>'
    '<td class="number"><a href="{listed}">{n}</a></td></tr>'
)


@cache
def outlines():
    """Return ({province code: path}, width, height) of the drawing."""
    topology = json.loads(OUTLINES.read_text(encoding="utf-8"))
    arcs = [_points(arc) for arc in topology["arcs"]]
    across = topology["transform"]["scale"][0] * cos(radians(MIDDLE_LATITUDE))
    up = topology["transform"]["scale"][1]
    every = [point for arc in arcs for point in arc]
    left, top = min(x for x, _y in every), max(y for _x, y in every)
    scale = HEIGHT / ((top - min(y for _x, y in every)) * up)

    def placed(point):
        return round((point[0] - left) * across * scale), round((top - point[1]) * up * scale)

    width = max(placed(point)[0] for point in every)
    (shapes,) = topology["objects"].values()
    paths = {shape["properties"]["code"]: _path(shape, arcs, placed) for shape in shapes["geometries"]}
    return paths, width, HEIGHT


def _points(arc):
    """Add up the steps of an arc."""
    x = y = 0
    points = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x, y))
    return points


def _path(shape, arcs, placed):
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    return "".join(_ring(ring, arcs, placed) for polygon in polygons for ring in polygon)


def _ring(ring, arcs, placed):
    """Join the arcs of a ring (a negative number is an arc walked backwards) and write it in steps."""
    points = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += [spot for spot in map(placed, arc) if not points or spot != points[-1]]
    if len(points) < 3:  # an island smaller than a unit still shows
        x, y = points[0]
        return f"M{x} {y}h2v2h-2z"
    steps = pairwise(points)
    walked = "".join(f"l{x2 - x1} {y2 - y1}" for (x1, y1), (x2, y2) in steps if (x1, y1) != (x2, y2))
    return f"M{points[0][0]} {points[0][1]}{walked}z"


def drawn(provinces, counts):
    """Return the drawing for provinces of today and their numbers of products, `{pk: n}`.

    `shapes` and `rows` are HTML: the links of the drawing, and the lines of the table that says the same.
    """
    paths, width, height = outlines()
    most = max(counts.values(), default=0)
    found = [
        {"unit": unit, "n": n, "level": level(n, most)}
        for unit, n in ((unit, counts.get(unit.pk, 0)) for unit in provinces)
    ]
    said = [said_of(each, paths[each["unit"].code]) for each in found]
    return {
        "shapes": mark_safe("".join(SHAPE.format(**each) for each in said)),  # noqa: S308 escaped in `said_of`
        "rows": mark_safe("".join(TABLE_ROW.format(**each) for each in said)),  # noqa: S308 likewise
        "leading": sorted((each for each in found if each["n"]), key=lambda each: -each["n"])[:LEADING],
        "width": width,
        "height": height,
    }


def said_of(found, path):
    """Return the words and addresses of a province, fit to stand in HTML."""
    unit, n = found["unit"], counted(found["n"])
    told = {"name": unit.name, "n": n}
    words = ngettext("%(name)s: %(n)s product in force", "%(name)s: %(n)s products in force", found["n"])
    number = ngettext("%(n)s product", "%(n)s products", found["n"])
    return {
        "listed": f"{reverse('catalogue')}?tinh={unit.address_code}",
        "place": reverse("place_page", args=[unit.address_code]),
        "words": escape(words % told),
        "number": number % told,
        "name": escape(unit.name),
        "n": n,
        "level": found["level"],
        "path": path,
    }


def level(n, most):
    """Return the shade of a number: 0 for none, else 1 to `LEVELS` by its share of the greatest."""
    return 0 if not n else min(LEVELS, 1 + (LEVELS * (n - 1)) // max(most, 1))
