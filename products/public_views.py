"""What everybody sees: home, catalogue, product, producer, place, and the check of a code."""

from django.conf import settings
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from ocop_portal.areas.enums import UnitLevel
from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.days import day_of
from ocop_portal.core.files import serve_image
from ocop_portal.core.limits import limited
from producers.enums import ProducerKind
from products import beside, cards, catalogue, codes, facets, json_ld, past, province_map, register_version
from products.enums import ProductGroup, Status
from products.history import history
from products.models import Photo, Product
from products.page_cache import CLOCK, kept
from products.paging import page_of
from products.register import certified_producers, find_public, made_in

HOME_CARDS = 4
HOME_ROWS = 4
PLACE_CARDS = 12
MOST_CHECKS = 120  # of codes, a minute from one address


@require_safe
@kept
def home(request):
    public = Product.objects.public()
    valid = public.valid()
    expiring = public.with_status(Status.EXPIRING)
    revoked = public.with_status(Status.REVOKED)
    counts = facets.of(catalogue.Wish(), register_version.seen_by(request))
    context = {
        "valid_count": counts.total,
        "producer_count": facets.certified_makers(counts.version),
        "expiring_count": counts.statuses.get(Status.EXPIRING, 0),
        "groups": [
            {"slug": group.value, "label": group.label, "count": counts.groups.get(group.value, 0)}
            for group in ProductGroup
        ],
        "map": province_map.drawn(AdministrativeUnit.objects.provinces().current(), counts.provinces),
        "newest": cards.drawn(valid.order_by("-certified_from", "sort_key")[:HOME_CARDS]),
        "expiring": cards.of(expiring.order_by("certified_until", "sort_key")[:HOME_ROWS]),
        "revoked": cards.of(revoked.order_by("-revoked_on", "sort_key")[:HOME_ROWS]),
    }
    return render(request, "products/home.html", context)


# Product


def public_product(*spellings):
    """Return the product of the register that one of the spellings names, or answer with not found."""
    product = next(filter(None, map(find_public, spellings)), None)
    if product is None:
        raise Http404(_("No product in the register has this code."))
    return product


def product_context(request, product, told):
    """What the page of a product shows of the register; `campaigns` asks what is told of it, and serves it.

    Read from `told`: its photos and events in their order, and its pages on the web for search engines.
    """
    others, alike = beside.products(product)
    check, badge = (reverse(name, args=[product.code]) for name in ("verify", "badge"))
    context = {
        "photos": told.photos,
        "entries": history(told.events),
        "present": _present(product.made_in),
        "others": others,
        "alike": alike,
        "group": ProductGroup(product.product_set.group).label,
        "kind": ProducerKind(product.producer.kind).label,
        "check": check,
        "badge": badge,
        "share_link": f"{settings.SITE_URL}{product.get_absolute_url()}",
    }
    context |= _standing(request, product)
    context["described"] = _described(product)
    offers = () if context["day"] else told.channels
    context["json_ld"] = json_ld.script(product, context["status"], context["photos"], offers)
    return context


def _described(product):
    """The page in one sentence for search engines; no stars on a day before the first recognition."""
    shown = {"name": product.name, "producer": product.producer.name, "stars": product.stars}
    if not product.stars:
        return _("%(name)s of %(producer)s: what the register said on that day.") % shown
    return (
        _(
            "%(name)s of %(producer)s: %(stars)s OCOP stars. "
            "Status, certificate and history from the register."
        )
        % shown
    )


def _standing(request, product):
    """The product as the register has it now or, with `?tai-ngay=`, as it had it on that day."""
    notices, now = [], timezone.now()
    day = past.day_asked(request.GET, notices, now)
    if day:
        past.as_of(product, day)
    return {
        "product": product,
        "status": product.status_on(day or now),
        "checked_at": CLOCK,
        "today": day_of(now),
        "day": day,
        "day_typed": request.GET.get(past.KEY, "")[:40],
        "day_notices": notices,
    }


@require_safe
def product_by_any_spelling(request, rest):
    """Slashes, dots or a missing name in the address lead to the one address of the product."""
    return redirect(public_product(rest, rest.rpartition("/")[0]), permanent=True)


@require_safe
def photo(request, pk, size):
    """A picture is as public as its product; before recognition only the workspace sees it."""
    picture = get_object_or_404(Photo.objects.select_related("product"), pk=pk)
    public = picture.product.is_public
    if not public:
        get_object_or_404(Product.objects.visible_to(request.user), pk=picture.product_id)
    return serve_image(picture.thumbnail if size == "nho" else picture.image, public=public)


# The check of a code


@require_safe
@limited("verify", MOST_CHECKS)
@cache_control(no_cache=True)
def verify_form(request):
    typed = catalogue.read_words(request.GET, "ma")
    if not typed:
        return render(request, "products/verify_form.html", {"typed": ""})
    product = find_public(typed)
    return redirect("verify", product.code) if product else _not_in_register(request, typed)


@require_safe
@limited("verify", MOST_CHECKS)
@cache_control(no_cache=True)
@kept(tells_time=True)
def verify(request, code):
    typed = catalogue.read_words({"code": code}, "code")
    product = find_public(typed)
    if product is None:
        return _not_in_register(request, typed)
    context = {
        "is_older_code": codes.canonical(typed) != product.code,
        "present": _present(product.made_in),
    }
    return render(request, "products/verify.html", context | _standing(request, product))


def _not_in_register(request, typed):
    context = {"typed": typed, "is_code": codes.canonical(typed) is not None}
    return render(request, "products/verify_unknown.html", context, status=404)


# Producers and places


@require_safe
@kept
def producer_list(request):
    typed, cursor, notices = catalogue.read_words(request.GET), request.GET.get("sau", ""), []
    found = certified_producers().search(typed) if typed else certified_producers()
    valid = Count("products", filter=Q(products__in=Product.objects.valid()))
    listed = found.select_related("unit__parent__parent").annotate(valid_count=valid)
    rows, following = page_of(listed, ("sort_key", "pk"), cursor, notices)
    context = {
        "producers": rows,
        "count": found.count(),
        "following": following,
        "typed": typed,
        "is_first": not cursor,
        "notices": notices,
        "places": catalogue.places_named(typed),
    }
    return render(request, "products/producer_list.html", context)


@require_safe
@kept
def producer_page(request, pk, slug=""):
    units = "unit__parent__parent"
    producer = get_object_or_404(certified_producers().select_related(units), pk=pk)
    if producer.get_absolute_url() != request.path:
        return redirect(producer, permanent=True)
    context = {
        "producer": producer,
        "present": _present(producer.unit),
        "cards": cards.drawn(producer.products.public().order_by("sort_key", "pk")),
    }
    return render(request, "products/producer_page.html", context)


def place_context(unit):
    """What the page of a place shows of the register; `campaigns` adds the plans and serves the page."""
    products = Product.objects.public().filter(made_in([unit]))
    valid = products.valid()
    return {
        "unit": unit,
        "present": _present(unit),
        "formed_from": [] if unit.is_historic else unit.formed_from().with_parents(),
        "communes": _communes_with_products(unit, valid),
        "key": {level: key for key, level in catalogue.PLACE_KEYS.items()}[unit.level],
        "count": valid.count(),
        "whatever_count": products.count(),
        "cards": cards.drawn(valid.order_by("-stars", "sort_key", "pk")[:PLACE_CARDS]),
    }


def _present(unit):
    """Return what an abolished unit is today, its parents loaded; nothing for a unit of today."""
    if not unit.is_historic:
        return []
    pks = [later.pk for later in unit.present()]
    return AdministrativeUnit.objects.filter(pk__in=pks).with_parents()


def _communes_with_products(unit, products):
    """Return today's communes of a province whose land makes products, with their number."""
    if unit.level != UnitLevel.PROVINCE or unit.is_historic:
        return []
    made_there = Q(covers__covered__products__in=products)
    communes = unit.children.communes().annotate(n=Count("covers__covered__products", filter=made_there))
    return communes.filter(n__gt=0)
