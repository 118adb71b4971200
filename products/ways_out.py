"""Ways on from a result without products: each wish with one filter less that does find something."""

from products import facets
from products.catalogue import read


def wider(params, wish):
    """Return the ways as dictionaries: `label` of what is left out, `query` for the address, `count`."""
    without = [(chip.label, _less(params, chip.key, chip.value)) for chip in wish.chips]
    if wish.q and wish.chips:
        without.append((f"“{wish.q}”", _less(params, "q", None)))
    ways = [{"label": label, "query": less.urlencode()} | _count(less, wish) for label, less in without]
    return [way for way in ways if way["count"]]


def found_whatever_status(params, wish):
    """Return the address of the same wish among all statuses and how many it finds."""
    if wish.status == "all":
        return {"count": 0}
    less = _less(params, "trang-thai", None)
    less["trang-thai"] = "all"
    return {"query": less.urlencode()} | _count(less, wish)


def _less(params, key, value):
    less = params.copy()
    less.pop("sau", None)
    kept = [each for each in less.getlist(key) if value is not None and each != value]
    less.setlist(key, kept)
    return less


def _count(params, wish):
    wider_wish = read(params)
    wider_wish.meant = wish.meant if wider_wish.q else ""
    return {"count": facets.of(wider_wish).total}
