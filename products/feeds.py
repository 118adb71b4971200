"""Atom feeds: any list of the catalogue, and what was recognised, expires soon or was revoked lately."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import OuterRef, Subquery
from django.http import HttpResponseNotModified
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_portal.core.days import VIETNAM
from products import catalogue, past
from products.api_answers import last_change
from products.catalogue_views import understood
from products.enums import EventKind, Status
from products.models import Product, StatusEvent
from products.page_cache import key_of, stamped
from products.status import EXPIRING_DAYS, status_of

MOST_ENTRIES = 50


class AtomOfRegister(Atom1Feed):
    """Its ids are the addresses that never change."""

    mime_type = "application/atom+xml; charset=utf-8"

    def latest_post_date(self):
        """An empty feed is as old as the last entry of the register, not made anew with every question."""
        return super().latest_post_date() if self.items else datetime.fromtimestamp(last_change(), UTC)


class RegisterFeed(Feed):
    """A reader that has the feed in this state of the register, on this day, is told so with 304."""

    feed_type = AtomOfRegister

    def __call__(self, request, *args, **kwargs):
        etag = f'"{key_of(request)}"'
        asked = request.headers.get("If-None-Match", "").removeprefix("W/")  # a proxy compressed the feed
        if asked == etag:
            return stamped(HttpResponseNotModified(), etag)
        return stamped(super().__call__(request, *args, **kwargs), etag)


class ProductFeed(RegisterFeed):
    """The newest recognitions of any list of the catalogue; the title names the filters."""

    def get_object(self, request):
        wish = catalogue.read(request.GET)
        understood(wish)
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
        said = past.THEN if wish.day else ""
        found = told(catalogue.matching(wish), wish.day).order_by(f"-{said}certified_from", "-pk")
        newest = list(found[:MOST_ENTRIES])
        for product in past.with_past_facts(newest) if wish.day else newest:
            product.said_status = status_of(product, wish.day)
        return newest

    def item_title(self, product):
        return f"{product.name} ({_('%(stars)s stars') % {'stars': product.stars}})"

    def item_description(self, product):
        return f"{product.producer.name}. {Status(product.said_status).label}. {product.decision_number}"

    def item_link(self, product):
        return settings.SITE_URL + product.get_absolute_url()

    def item_guid(self, product):
        return settings.SITE_URL + reverse("verify", args=[product.code])

    def item_pubdate(self, product):
        return start_of(product.certified_from)

    def item_updateddate(self, product):
        return product.entered_at


def told(products, day=None):
    """Add what an entry tells: the producer, and when the register last got an entry about the product."""
    events = StatusEvent.objects.filter(product=OuterRef("pk")).order_by("-recorded_at")
    known = events.filter(on__lte=day) if day else events
    entered = Subquery(known.values("recorded_at")[:1])
    return products.select_related("producer").annotate(entered_at=entered)


class EventFeed(RegisterFeed):
    """What lately happened in the register, of the kinds of one feed."""

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
        found = told(Product.objects.public().with_status(Status.EXPIRING))
        soonest = list(found.order_by("certified_until", "pk")[:MOST_ENTRIES])
        for product in soonest:
            product.said_status = Status.EXPIRING
        return soonest


def start_of(day):
    return datetime.combine(day, time.min, tzinfo=VIETNAM).astimezone(UTC)
