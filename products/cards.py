"""One product as a card: the few facts every list shows, taken from rows that were loaded for it."""

from django.db.models import Prefetch
from django.urls import reverse

from products.models import Photo
from products.status import status_of


def loaded(products):
    """Load with the rows what a card reads."""
    first = Prefetch("photos", Photo.objects.order_by("position", "pk"))
    return products.select_related("producer", "product_set", "made_in__parent__parent").prefetch_related(
        first
    )


def of(products, at=None):
    return [card(product, at) for product in loaded(products)]


def card(product, at=None):
    photos = list(product.photos.all())
    return {
        "name": product.name,
        "url": product.get_absolute_url() if product.code else "",
        "producer_name": product.producer.name,
        "place_name": ", ".join(unit.lower_name for unit in _place(product)),
        "stars": product.stars,
        "status": status_of(product, at),
        "photo_url": reverse("photo", args=[photos[0].pk, "nho"]) if photos else None,
        "group_slug": product.product_set.group,
        "seed": product.pk,
        "ends_on": product.revoked_on or product.extended_until or product.certified_until,
    }


def _place(product):
    """The commune and its province; the district between them stays on the product's own page."""
    unit = product.made_in
    return [unit] if unit.parent_id is None else [unit, unit.province]
