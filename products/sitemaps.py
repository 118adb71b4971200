"""The sitemap: exactly the pages of products, producers and places that make something, with true dates.

Lists narrowed by filters are not in it; they name the whole list as their canonical address.
"""

from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.urls import reverse

from ocop_portal.areas.models import AdministrativeUnit
from products.models import Product
from products.register import certified_producers


class Products(Sitemap):
    limit = 5000

    def items(self):
        return Product.objects.public().annotate(changed=Max("events__recorded_at")).order_by("pk")

    def lastmod(self, product):
        return product.changed


class Producers(Sitemap):
    limit = 5000

    def items(self):
        changed = Max("products__events__recorded_at")
        return certified_producers().annotate(changed=changed).order_by("pk")

    def lastmod(self, producer):
        return producer.changed


class Places(Sitemap):
    limit = 5000

    def items(self):
        makers = Product.objects.public().values("made_in")
        return AdministrativeUnit.objects.filter(covers__covered__in=makers).distinct().order_by("pk")

    def location(self, unit):
        return reverse("place_page", args=[unit.address_code])


SITEMAPS = {"san-pham": Products, "chu-the": Producers, "dia-phuong": Places}
