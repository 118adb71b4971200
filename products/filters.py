"""The desk's list of products as its address asks for it."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from ocop_portal.core.filters import AskedFor
from producers.places import lying_in
from products.enums import ProductGroup, Status

GROUPS = {"": _("All groups"), **dict(ProductGroup.choices)}
STARS = {"": _("Any stars"), "3": _("3 stars"), "4": _("4 stars"), "5": _("5 stars")}
STATUSES = {"": _("Any status")} | {
    value: label for value, label in Status.choices if value != Status.REPLACED
}
ORDERS = {
    "name": _("Name A to Z"),
    "newest": _("Registered last"),
    "expiry": _("Expiring first"),
}
ORDERINGS = {
    "name": ["sort_key", "pk"],
    "newest": ["-created_at", "-pk"],
    "expiry": [F("certified_until").asc(nulls_last=True), "sort_key", "pk"],
}


class ProductFilter(AskedFor):
    groups, star_choices, statuses, orders = GROUPS, STARS, STATUSES, ORDERS

    def __init__(self, params):
        super().__init__(params)
        self.q = self.words("q")
        self.place = self.words("noi")
        self.group = self.one_of("nhom", GROUPS)
        self.stars = self.one_of("sao", STARS)
        self.status = self.one_of("trang-thai", STATUSES)
        self.order = self.one_of("sap-xep", ORDERS, "name")

    @property
    def is_narrowed(self):
        return bool(self.q or self.place or self.group or self.stars or self.status)

    def rows(self, products, at=None):
        if self.group:
            products = products.filter(product_set__group=self.group)
        if self.stars:
            products = products.filter(stars=int(self.stars))
        if self.status:
            products = products.with_status(self.status, at)
        return lying_in(products.search(self.q), self.place, "made_in").order_by(*ORDERINGS[self.order])
