"""The catalogue: search, filters with their counts, and a few products side by side."""

from dataclasses import replace
from urllib.parse import urlencode

from django.conf import settings
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from ocop_portal.core.days import today
from ocop_portal.core.templatetags.ocop import stars
from producers.enums import ProducerKind
from products import cards, catalogue, codes, facets, past, register_version, spelling, ways_out
from products.enums import ProductGroup
from products.models import Product, ProductCode
from products.page_cache import CLOCK, kept
from products.paging import page_of
from products.register import find_public

MOST_COMPARED, MOST_ASKED = 6, 20


@require_safe
@kept
def catalogue_page(request):
    wish = catalogue.read(request.GET)
    coded = find_public(wish.q)
    if coded:
        return HttpResponseClientRedirect(coded.get_absolute_url()) if request.htmx else redirect(coded)
    counts = understood(wish, register_version.seen_by(request))
    shown, following = page_shown(wish, counts) if counts.total else ([], "")
    context = {
        "wish": wish,
        "cards": cards.comparable(shown, wish.day),
        "count": counts.total,
        "following": following,
        "is_first": not wish.cursor,
        "choices": choices(wish, counts),
        "places": counts.places,
        "is_code": codes.canonical(wish.q) is not None,
        "filters_query": catalogue.without_page(request.GET).urlencode(),
    }
    if not shown:
        context |= {
            "wider": ways_out.wider(request.GET, wish),
            "all_statuses": ways_out.found_whatever_status(request.GET, wish),
        }
    return render(request, "products/catalogue.html", context)


def understood(wish, version=None):
    """Return the counts of a wish; words nothing in the register is like are taken for what they may mean.

    They may still name a place, and only they do.
    """
    counts = facets.of(wish, version)
    if not wish.q or counts.alike:
        return counts
    wish.meant = spelling.meant(wish.q)
    if not wish.meant:
        return counts
    return replace(facets.of(wish, version), places=counts.places)


def page_shown(wish, counts):
    """Return what the cards of a page show, and the cursor of the next page.

    What fits best mostly fills the page; only when it does not, all that matches is put in order.
    """
    if wish.order == catalogue.BEST_MATCH and counts.many_fit_best:
        shown, following = _page(wish, catalogue.fitting_best(wish))
        if following:
            return shown, following
    return _page(wish, catalogue.matching(wish))


def _page(wish, found):
    said = past.THEN if wish.day else ""
    rows = cards.rows(found, *wish.columns, said=said)
    shown, following = page_of(rows, wish.order, wish.cursor, wish.notices)
    return [cards.read(row, said) for row in shown], following


def choices(wish, counts):
    """Return every choice of every facet as (value, label, count, whether chosen)."""
    kinds = [(kind.value, capfirst(kind.label)) for kind in ProducerKind]
    places = {unit.address_code for unit in wish.places}
    provinces = [(code, name) for _pk, code, name in counts.names.provinces]
    by_code = {code: counts.provinces.get(pk, 0) for pk, code, _name in counts.names.provinces}
    return {
        "groups": _choices(ProductGroup.choices, counts.groups, wish.groups),
        "kinds": _choices(kinds, counts.kinds, wish.kinds),
        "stars": _choices([(n, stars(n)) for n in (5, 4, 3)], counts.stars, wish.stars),
        "tourism": _choices(catalogue.TOURISM.items(), counts.tourism, [wish.tourism]),
        "statuses": _choices(catalogue.STATUS_CHOICES.items(), counts.statuses, [wish.status]),
        "sorts": [(key, label) for key, (label, _order) in catalogue.SORTS.items()],
        "sets": _sets_by_group(counts, {row.pk for row in wish.product_sets}),
        "provinces": _choices(provinces, by_code, places),
    }


def _choices(pairs, counts, chosen):
    return [(value, label, counts.get(value, 0), value in chosen) for value, label in pairs]


def _sets_by_group(counts, chosen):
    """Return (name of the group, its sets as choices) in the order of the groups."""
    found = {}
    for pk, group, number, name in counts.names.sets:
        choice = (number, f"{number}. {name}", counts.sets.get(pk, 0), pk in chosen)
        found.setdefault(group, []).append(choice)
    return [(ProductGroup(group).label, sets) for group, sets in found.items()]


@require_safe
@kept(tells_time=True)
def compare(request):
    """A few products side by side, to read and to print; the codes stand in the address."""
    asked = {codes.canonical(text) for text in request.GET.getlist("ma")[:MOST_ASKED]} - {None}
    found = Product.objects.public().filter(
        pk__in=ProductCode.objects.filter(code__in=asked).values("product")
    )
    shown = found.select_related("producer", "product_set", "made_in__parent__parent")
    products = list(shown.order_by("sort_key", "pk")[:MOST_COMPARED])
    same = urlencode([("ma", product.code) for product in products])
    context = {
        "products": products,
        "most": MOST_COMPARED,
        "address": f"{settings.SITE_URL}{request.path}?{same}",
        "checked_at": CLOCK,
        "today": today(),
    }
    return render(request, "products/compare.html", context)
