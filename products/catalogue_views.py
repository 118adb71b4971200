"""The catalogue: search, filters with their counts, and a few products side by side."""

from urllib.parse import urlencode

from django.conf import settings
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from ocop_portal.core.days import today
from ocop_portal.core.templatetags.ocop import stars
from producers.enums import ProducerKind
from products import cards, catalogue, codes, facets, spelling, ways_out
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
    shown, following = page_wished(wish)
    counts = facets.of(wish)
    context = {
        "wish": wish,
        "cards": cards.comparable(shown, wish.day),
        "count": counts.total,
        "following": following,
        "is_first": not wish.cursor,
        "choices": choices(wish, counts),
        "places": catalogue.places_named(wish.q),
        "is_code": codes.canonical(wish.q) is not None,
        "filters_query": catalogue.without_page(request.GET).urlencode(),
    }
    if not shown:
        context |= {
            "wider": ways_out.wider(request.GET, wish),
            "all_statuses": ways_out.found_whatever_status(request.GET, wish),
        }
    return render(request, "products/catalogue.html", context)


def page_wished(wish):
    """Return the page's rows and the next cursor; words nothing is like are read as what they may mean."""
    shown, following = page_shown(wish)
    return page_shown(wish) if not shown and understand(wish) else (shown, following)


def understand(wish):
    """Take the words for what they may have meant when nothing in the register, of any status, is like them.

    Tell whether other words are searched now.
    """
    if wish.q and not Product.objects.public().search(wish.q).exists():
        wish.meant = spelling.meant(wish.q)
    return bool(wish.meant)


def page_shown(wish):
    """Return what the cards of a page show, and the cursor of the next page.

    With words hundreds may match: which of them stand on the page is asked first, and only for these what a
    card shows. Without, the order is that of an index and one question does.
    """
    register, said, _day = catalogue.register_of(wish)
    found = catalogue.matching(wish)
    if not wish.q:
        found = cards.rows(found, "sort_key", said=said)
        rows, following = page_of(found, wish.order, wish.cursor, wish.notices)
    else:
        columns = [column.removeprefix("-") for column in wish.order]
        places, following = page_of(found.values(*columns), wish.order, wish.cursor, wish.notices)
        rows = _in_order([place["pk"] for place in places], cards.rows(register, said=said))
    return [cards.read(row, said) for row in rows], following


def _in_order(pks, rows):
    """Return the rows of the keys, in the order of the keys."""
    found = {row["pk"]: row for row in rows.filter(pk__in=pks)}
    return [found[pk] for pk in pks if pk in found]


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
        found.setdefault(ProductGroup(group).label, []).append(choice)
    return list(found.items())


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
