"""The 34 provinces as SVG paths, drawn on the server from the outlines in `areas/data`: no tiles, no script.

The drawing is small on purpose: whole units of a box about 600 high, and steps from point to point.
"""

import json
from functools import cache
from itertools import pairwise
from math import cos, radians

from django.conf import settings

OUTLINES = settings.BASE_DIR / "ocop_portal" / "areas" / "data" / "provinces_2025.topo.json"
HEIGHT = 600
MIDDLE_LATITUDE = 16  # degrees north; where east-west distances are drawn true
LEVELS = 5
LEADING = 8  # provinces named beside the drawing


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
    """Return the drawing for provinces of today and their numbers of products, `{pk: n}`."""
    paths, width, height = outlines()
    most = max(counts.values(), default=0)
    shapes = [
        {"unit": unit, "n": n, "path": paths[unit.code], "level": level(n, most)}
        for unit, n in ((unit, counts.get(unit.pk, 0)) for unit in provinces)
    ]
    leading = sorted((shape for shape in shapes if shape["n"]), key=lambda shape: -shape["n"])[:LEADING]
    return {"shapes": shapes, "leading": leading, "width": width, "height": height}


def level(n, most):
    """Return the shade of a number: 0 for none, else 1 to `LEVELS` by its share of the greatest."""
    return 0 if not n else min(LEVELS, 1 + (LEVELS * (n - 1)) // max(most, 1))
