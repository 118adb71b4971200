"""What everybody sees: home, catalogue, product, producer, place, and the check of a code."""

from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ocop_portal.areas.models import AdministrativeUnit, Coverage
from ocop_portal.core import keyset
from ocop_portal.core.days import today
from ocop_portal.core.files import serve_image
from ocop_portal.core.text import clean_text
from producers.enums import ProducerKind
from producers.models import Producer
from products import cards, catalogue, codes
from products.enums import ProductGroup, Status
from products.models import Photo, Product, ProductSet

PAGE_SIZE = 24
HOME_CARDS = 6


@require_safe
def home(request):
    public = Product.objects.public()
    valid = public.valid()
    newest = cards.of(valid.order_by("-certified_from", "sort_key")[:HOME_CARDS])
    context = {
        "valid_count": valid.count(),
        "producer_count": valid.aggregate(n=Count("producer", distinct=True))["n"],
        "expiring_count": public.with_status(Status.EXPIRING).count(),
        "groups": _groups(valid),
        "newest": newest,
        "expiring": cards.of(public.with_status(Status.EXPIRING).order_by("certified_until", "sort_key")[:3]),
        "revoked": cards.of(public.with_status(Status.REVOKED).order_by("-revoked_on", "sort_key")[:3]),
    }
    return render(request, "products/home.html", context)


def _groups(products):
    counts = dict(products.values_list("product_set__group").annotate(n=Count("pk")).order_by())
    return [
        {"slug": group.value, "label": group.label, "count": counts.get(group.value, 0)}
        for group in ProductGroup
    ]


@require_safe
def catalogue_page(request):
    wish = catalogue.read(request.GET)
    found = catalogue.matching(wish)
    try:
        rows, following = keyset.page(cards.loaded(found), wish.order, wish.cursor, PAGE_SIZE)
    except keyset.BadCursor:
        wish.notices.append(_("The page you asked for is not known; this is the first one."))
        rows, following = keyset.page(cards.loaded(found), wish.order, size=PAGE_SIZE)
    context = {
        "wish": wish,
        "cards": [cards.card(product) for product in rows],
        "count": found.count(),
        "following": following,
        "is_first": not wish.cursor,
        "choices": _choices(),
    }
    return render(request, "products/catalogue.html", context)


def _choices():
    return {
        "groups": ProductGroup.choices,
        "kinds": ProducerKind.choices,
        "statuses": catalogue.STATUS_CHOICES.items(),
        "stars": (5, 4, 3),
        "sorts": [(key, label) for key, (label, _order) in catalogue.SORTS.items()],
        "sets": ProductSet.objects.filter(taxonomy=ProductSet.CURRENT),
        "provinces": AdministrativeUnit.objects.provinces().current(),
    }


@require_safe
def product_page(request, code, slug=""):
    product = _public_product(code)
    if product.get_absolute_url() != request.path:
        return redirect(product, permanent=True)
    others = product.producer.products.public().valid().exclude(pk=product.pk).order_by("sort_key")[:4]
    context = {
        "product": product,
        "card": cards.card(product),
        "photos": product.photos.all(),
        "events": product.events.order_by("-on", "-pk"),
        "present": product.made_in.present() if product.made_in.is_historic else [],
        "others": cards.of(others),
    }
    return render(request, "products/product_page.html", context)


def _public_product(code):
    product = find_by_code(code)
    if product is None or not product.is_public:
        raise Http404(_("No product in the register has this code."))
    return product


def find_by_code(text):
    """Return the product that bears the code in any of its spellings, or None."""
    code = codes.canonical(text)
    if code is None:
        return None
    return cards.loaded(Product.objects.filter(codes__code=code)).first()


@require_safe
def product_by_any_spelling(request, rest):
    """Slashes, dots or capitals in a code lead to the one address of the product."""
    product = find_by_code(rest) or find_by_code(rest.rpartition("/")[0])
    if product is None or not product.is_public:
        raise Http404(_("No product in the register has this code."))
    return redirect(product, permanent=True)


@require_safe
def verify_form(request):
    typed = clean_text(request.GET.get("ma", "")[:200]).strip()
    if typed:
        return _verify(request, typed)
    return render(request, "products/verify_form.html", {"typed": ""})


@require_safe
def verify(request, code):
    return _verify(request, clean_text(code[:200]))


def _verify(request, typed):
    product = find_by_code(typed)
    if product is None or not product.is_public:
        context = {"typed": typed, "is_code": codes.canonical(typed) is not None}
        return render(request, "products/verify_unknown.html", context, status=404)
    context = {"product": product, "card": cards.card(product), "checked_at": timezone.now()}
    return render(request, "products/verify.html", context)


def certified_producers():
    """Producers with at least one product in the register, whatever its status."""
    return Producer.objects.filter(pk__in=Product.objects.public().values("producer"))


@require_safe
def producer_list(request):
    typed = clean_text(request.GET.get("q", "")[:200]).strip()
    found = certified_producers().search(typed) if typed else certified_producers()
    valid = Count("products", filter=Q(products__in=Product.objects.valid()))
    listed = found.select_related("unit__parent__parent").annotate(valid_count=valid)
    order = ("sort_key", "pk")
    try:
        rows, following = keyset.page(listed, order, request.GET.get("sau", ""), PAGE_SIZE)
    except keyset.BadCursor:
        rows, following = keyset.page(listed, order, size=PAGE_SIZE)
    context = {
        "producers": rows,
        "count": found.count(),
        "following": following,
        "typed": typed,
        "is_first": not request.GET.get("sau"),
    }
    return render(request, "products/producer_list.html", context)


@require_safe
def producer_page(request, pk, slug=""):
    found = Producer.objects.select_related("unit__parent__parent").filter(
        products__certified_from__isnull=False
    )
    producer = get_object_or_404(found.distinct(), pk=pk)
    if producer.get_absolute_url() != request.path:
        return redirect(producer, permanent=True)
    products = cards.of(producer.products.public().order_by("sort_key"))
    return render(request, "products/producer_page.html", {"producer": producer, "cards": products})


@require_safe
def place_page(request, address_code):
    units = AdministrativeUnit.objects.with_parents()
    unit = get_object_or_404(units, address_code=address_code)
    here = Coverage.objects.filter(unit=unit).values("covered")
    products = Product.objects.public().filter(made_in__in=here)
    context = {
        "unit": unit,
        "present": unit.present() if unit.is_historic else [],
        "formed_from": unit.formed_from().with_parents() if not unit.is_historic else [],
        "key": {"province": "tinh", "district": "huyen", "commune": "xa"}[unit.level],
        "count": products.valid().count(),
        "cards": cards.of(products.valid().order_by("-stars", "sort_key")[:12]),
        "today": today(),
    }
    return render(request, "products/place_page.html", context)


@require_safe
def photo(request, pk, size):
    """A picture is as public as its product; before recognition only the workspace sees it."""
    picture = get_object_or_404(Photo.objects.select_related("product"), pk=pk)
    if not picture.product.is_public:
        get_object_or_404(Product.objects.visible_to(request.user), pk=picture.product_id)
    return serve_image(
        picture.thumbnail if size == "nho" else picture.image, public=picture.product.is_public
    )
