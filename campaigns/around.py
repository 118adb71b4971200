"""What the page of a product tells besides its facts, asked in one question.

Its photos and events; where it is sold on the web, the points that show or sell it, the raw-material zones of
its producer. Nobody's name, telephone or house is among it; the address of a point only with the consent to
publish it.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    DateField,
    DecimalField,
    F,
    IntegerField,
    Q,
    Value,
    When,
)
from django.db.models.functions import Cast

from campaigns.enums import PointKind
from campaigns.models import SalesPoint
from ocop_portal.areas.names import place_name
from ocop_portal.core.days import day_of
from ocop_portal.core.question import Given, Question
from ocop_portal.core.text import sort_key
from producers.models import MaterialZone
from products.cards import Row
from products.enums import Status
from products.models import Photo, SalesChannel, StatusEvent

PRODUCT, PRODUCER = Given("product", BigIntegerField()), Given("producer", BigIntegerField())
DAY = Given("day", DateField())
PLACE = {"commune": "unit__name", "above": "unit__parent__name", "top": "unit__parent__parent__name"}
NOT_TEXT = {  # the columns of the question; all others are text
    "pk": BigIntegerField(),
    "stars": IntegerField(),
    "position": IntegerField(),
    "on": DateField(),
    "until": DateField(),
    "hectares": DecimalField(max_digits=9, decimal_places=2),
}
COLUMNS = ("list", *NOT_TEXT, "caption", "kind", "decision_number", "authority", "reason")
COLUMNS += ("title", "what", "detail", "standard_told", *PLACE)
ORDERS = {"photos": attrgetter("position", "pk"), "events": attrgetter("on", "pk")}


@dataclass
class Around:
    """`photos` and `events` in their order; `channels` and `points` to buy from and `zones` by name."""

    photos: list = field(default_factory=list)
    events: list = field(default_factory=list)
    channels: list = field(default_factory=list)
    points: list = field(default_factory=list)
    zones: list = field(default_factory=list)

    @property
    def is_sold(self):
        return bool(self.channels or self.points)


def around(product, at=None):
    """Return what is told of the product on a day; nowhere to buy it once its stars no longer hold."""
    day, told = day_of(at), Around()
    question = _told_in_force if product.status_on(day) in Status.valid() else _told_always
    for row in question.ask(product=product.pk, producer=product.producer_id, day=day):
        getattr(told, row["list"]).append(_read(Row(row)))
    for name, rows in vars(told).items():
        rows.sort(key=ORDERS.get(name, lambda row: sort_key(row.title)))
    return told


def _read(row):
    if row.list in ORDERS:
        return row
    kind = PointKind(row.kind).label if row.kind else ""
    place = place_name(row.commune, row.top or row.above)
    return Row(row | {"place": place, "kind": kind, "hectares": _short(row.hectares)})


def _short(number):
    """12.50 as 12.5; the page writes it the way of its language."""
    return number and Decimal(f"{number.normalize():f}")


def _text(value):
    return Value(value, output_field=CharField())


def _told(list_, rows, **told):
    """The rows under the names of `COLUMNS`, in their order; what is neither named nor their own is empty."""
    own = {"pk"} | {column.name for column in rows.model._meta.fields}
    if own & told.keys():
        raise ValueError("A column of the model would be told instead of what is meant.")
    told["list"] = _text(list_)
    others = {name: told.get(name, _nothing(name)) for name in COLUMNS if name not in own}
    return rows.order_by().annotate(**others).values(*COLUMNS)


def _nothing(name):
    return Cast(Value(None), NOT_TEXT[name]) if name in NOT_TEXT else _text("")


@Question
def _told_in_force():
    return _photos().union(_events(), _zones(), _channels(), _points(), all=True)


@Question
def _told_always():
    return _photos().union(_events(), _zones(), all=True)


def _photos():
    return _told("photos", Photo.objects.filter(product=PRODUCT))


def _events():
    return _told("events", StatusEvent.objects.filter(product=PRODUCT))


def _zones():
    """A certificate that has ended is not told."""
    holds = Q(certified_until=None) | Q(certified_until__gte=DAY)
    return _told(
        "zones",
        MaterialZone.objects.public_for(PRODUCER),
        title=F("name"),
        what=F("crop"),
        detail=F("planting_code"),
        standard_told=Case(When(holds, then=F("standard")), default=_text("")),
        until=F("certified_until"),
        hectares=F("area"),
        **{name: F(path) for name, path in PLACE.items()},
    )


def _channels():
    return _told(
        "channels",
        SalesChannel.objects.public_for(PRODUCT, DAY),
        title=F("platform"),
        detail=F("url"),
    )


def _points():
    opened = Q(opened_on=None) | Q(opened_on__lte=DAY)
    not_closed = Q(closed_on=None) | Q(closed_on__gte=DAY)
    return _told(
        "points",
        SalesPoint.objects.filter(opened, not_closed, products=PRODUCT),
        title=F("name"),
        detail=Case(When(publish_address=True, then=F("address")), default=_text("")),
        **{name: F(path) for name, path in PLACE.items()},
    )
