"""Atom feeds: any list of the catalogue, and what was recognised, expires soon or was revoked lately."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_portal.core.days import VIETNAM
from products import catalogue
from products.enums import EventKind, Status
from products.models import Product, StatusEvent
from products.status import EXPIRING_DAYS, status_of

MOST_ENTRIES = 50


class AtomOfRegister(Atom1Feed):
    """Its ids are the addresses that never change."""

    mime_type = "application/atom+xml; charset=utf-8"


class ProductFeed(Feed):
    """The newest recognitions of any list of the catalogue; the title names the filters."""

    feed_type = AtomOfRegister

    def get_object(self, request):
        wish = catalogue.read(request.GET)
        wish.query = catalogue.without_page(request.GET).urlencode()
        return wish

    def title(self, wish):
        named = [f"“{wish.q}”"] * bool(wish.q) + [chip.label for chip in wish.chips]
        return f"{_('OCOP products')}: {', '.join(named)}" if named else str(_("OCOP products"))

    def link(self, wish):
        return settings.SITE_URL + reverse("catalogue") + (f"?{wish.query}" if wish.query else "")

    def feed_url(self, wish):
        return settings.SITE_URL + reverse("catalogue_feed") + (f"?{wish.query}" if wish.query else "")

    def subtitle(self, wish):
        return str(_("From the public register of OCOP products."))

    def items(self, wish):
        found = catalogue.matching(wish).select_related("producer", "product_set")
        return found.order_by("-certified_from", "-pk")[:MOST_ENTRIES]

    def item_title(self, product):
        return f"{product.name} ({product.stars} sao)"

    def item_description(self, product):
        return f"{product.producer.name}. {Status(status_of(product)).label}. {product.decision_number}"

    def item_link(self, product):
        return settings.SITE_URL + product.get_absolute_url()

    def item_guid(self, product):
        return settings.SITE_URL + reverse("verify", args=[product.code])

    def item_updateddate(self, product):
        return start_of(product.revoked_on or product.certified_from)

    item_pubdate = item_updateddate


class EventFeed(Feed):
    """What lately happened in the register, of the kinds of one feed."""

    feed_type = AtomOfRegister
    kinds = {
        "moi": (
            gettext_lazy("Newly recognised"),
            (EventKind.RECOGNISED, EventKind.UPGRADED, EventKind.RENEWED, EventKind.IMPORTED),
        ),
        "thu-hoi": (gettext_lazy("Revoked"), (EventKind.REVOKED,)),
    }

    def get_object(self, request, kind):
        return kind

    def title(self, kind):
        return f"{_('OCOP products')}: {self.kinds[kind][0]}"

    def link(self, kind):
        return settings.SITE_URL + reverse("catalogue")

    def feed_url(self, kind):
        return settings.SITE_URL + reverse("event_feed", args=[kind])

    def items(self, kind):
        events = StatusEvent.objects.filter(kind__in=self.kinds[kind][1]).select_related("product__producer")
        return events.order_by("-recorded_at", "-pk")[:MOST_ENTRIES]

    def item_title(self, event):
        return f"{event.product.name}: {event.get_kind_display()}"

    def item_description(self, event):
        said = (f"{event.on:%d/%m/%Y}", event.decision_number, event.authority, event.reason)
        return f"{event.product.producer.name}. {', '.join(filter(None, said))}"

    def item_link(self, event):
        return settings.SITE_URL + event.product.get_absolute_url()

    def item_guid(self, event):
        return f"{settings.SITE_URL}{reverse('verify', args=[event.product.code])}#{event.pk}"

    def item_pubdate(self, event):
        return event.recorded_at

    item_updateddate = item_pubdate


class ExpiringFeed(ProductFeed):
    """What ends within 180 days, the next to end first."""

    def get_object(self, request):
        wish = catalogue.Wish(status="expiring")
        wish.query = "trang-thai=expiring&sap-xep=expiry"
        return wish

    def title(self, wish):
        return f"{_('OCOP products')}: {_('Expiring soon')} ({EXPIRING_DAYS})"

    def feed_url(self, wish):
        return settings.SITE_URL + reverse("expiring_feed")

    def items(self, wish):
        found = (
            Product.objects.public().with_status(Status.EXPIRING).select_related("producer", "product_set")
        )
        return found.order_by("certified_until", "pk")[:MOST_ENTRIES]


def start_of(day):
    return datetime.combine(day, time.min, tzinfo=VIETNAM).astimezone(UTC)
