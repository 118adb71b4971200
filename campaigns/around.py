"""What stands around a product for those who want to buy it, asked in one question.

Where it is sold on the web, the points that show or sell it, the raw-material zones of its producer. Nobody's
name, telephone or house is among it; the address of a point only with the consent to publish it.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import BigIntegerField, Case, CharField, DateField, DecimalField, F, Q, Value, When

from campaigns.enums import PointKind
from campaigns.models import SalesPoint
from ocop_portal.areas.names import place_name
from ocop_portal.core.days import day_of
from ocop_portal.core.question import Given, Question
from ocop_portal.core.text import sort_key
from producers.models import MaterialZone
from products.cards import Row
from products.enums import Status
from products.models import SalesChannel

PRODUCT, PRODUCER = Given("product", BigIntegerField()), Given("producer", BigIntegerField())
DAY = Given("day", DateField())
PLACE = {"commune": "unit__name", "above": "unit__parent__name", "top": "unit__parent__parent__name"}
COLUMNS = ("list", "title", "what", "detail", "standard_told", "until", "hectares", *PLACE)


@dataclass
class Around:
    """Rows in the order of their names: `channels` and `points` to buy from, `zones` of the material."""

    channels: list = field(default_factory=list)
    points: list = field(default_factory=list)
    zones: list = field(default_factory=list)

    @property
    def is_sold(self):
        return bool(self.channels or self.points)


def around(product, at=None):
    """Return what stands around the product on a day; nowhere to buy it once its stars no longer hold."""
    day, told = day_of(at), Around()
    question = _all_around if product.status_on(day) in Status.valid() else _zones
    found = question.ask(product=product.pk, producer=product.producer_id, day=day)
    for row in sorted(map(Row, found), key=lambda row: sort_key(row.title)):
        kind = PointKind(row.what).label if row.list == "points" else ""
        place = place_name(row.commune, row.top or row.above)
        more = {"place": place, "kind": kind, "hectares": _short(row.hectares)}
        getattr(told, row.list).append(Row(row | more))
    return told


def _short(number):
    """12.50 as 12.5; the page writes it the way of its language."""
    return number and Decimal(f"{number.normalize():f}")


def _text(value):
    return Value(value, output_field=CharField())


def _told(rows, **told):
    """The rows under the names of `COLUMNS`, in their order; what is not named is empty."""
    nothing = {
        "what": _text(""),
        "detail": _text(""),
        "standard_told": _text(""),
        "until": Value(None, output_field=DateField()),
        "hectares": Value(None, output_field=DecimalField()),
    }
    named = nothing | told
    return rows.order_by().values(**{name: named[name] for name in COLUMNS})


@Question
def _all_around():
    return _told_zones().union(_told_channels(), _told_points(), all=True)


@Question
def _zones():
    return _told_zones()


def _told_zones():
    """A certificate that has ended is not told."""
    holds = Q(certified_until=None) | Q(certified_until__gte=DAY)
    return _told(
        MaterialZone.objects.public_for(PRODUCER),
        list=_text("zones"),
        title=F("name"),
        what=F("crop"),
        detail=F("planting_code"),
        standard_told=Case(When(holds, then=F("standard")), default=_text("")),
        until=F("certified_until"),
        hectares=F("area"),
        **{name: F(path) for name, path in PLACE.items()},
    )


def _told_channels():
    return _told(
        SalesChannel.objects.public_for(PRODUCT, DAY),
        list=_text("channels"),
        title=F("platform"),
        detail=F("url"),
        **dict.fromkeys(PLACE, _text("")),
    )


def _told_points():
    opened = Q(opened_on=None) | Q(opened_on__lte=DAY)
    not_closed = Q(closed_on=None) | Q(closed_on__gte=DAY)
    return _told(
        SalesPoint.objects.filter(opened, not_closed, products=PRODUCT),
        list=_text("points"),
        title=F("name"),
        what=F("kind"),
        detail=Case(When(publish_address=True, then=F("address")), default=_text("")),
        **{name: F(path) for name, path in PLACE.items()},
    )
