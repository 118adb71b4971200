"""The desk of certificates that come to an end: which are late, which are next, whom to call.

One row is one product in the public register whose recognition was not revoked. The number of queries does
not depend on the number of rows.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from evaluations import windows
from evaluations.enums import Purpose, ReminderStage
from evaluations.models import CallNote, Dossier, Regulation
from evaluations.timeline import days_left
from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.days import day_of
from ocop_portal.core.filters import AskedFor
from ocop_portal.core.words import matching
from producers.contacts import dead_addresses
from products.models import Product

LATE, OLDER, ALL = "late", "older", "all"
STARS = {"": _("All stars"), "3": _("3 stars"), "4": _("4 stars"), "5": _("5 stars")}
PAST_DAYS = 180  # as long as an extension could last; older ones have their own entry


def stage_choices():
    named = {stage.value: stage.label for stage in ReminderStage}
    return {
        "": _("What needs attention"),
        LATE: _("Late: no dossier yet"),
        **named,
        OLDER: _("Expired long ago"),
        ALL: _("All certificates"),
    }


def filed():
    """The open dossiers for re-evaluation or upgrade of the product of the outer query."""
    return Dossier.objects.open().filter(product=OuterRef("pk")).exclude(purpose=Purpose.FIRST)


@dataclass
class DeskRow:
    """A certificate on the desk: its days, where it stands, and what was done about it."""

    product: Product
    days: windows.Windows
    stage: str | None
    left: str
    dossier: Dossier | None = None
    call: CallNote | None = None
    returned: list = field(default_factory=list)
    acts: list = field(default_factory=list)

    @property
    def stage_words(self):
        return ReminderStage(self.stage).label if self.stage else ""

    @property
    def is_late(self):
        late = (ReminderStage.WINDOW_MISSED, ReminderStage.EXPIRES_SOON, ReminderStage.EXPIRED)
        return self.dossier is None and self.stage in late


@dataclass(frozen=True)
class Month:
    first: date
    count: int
    share: int

    @property
    def value(self):
        return f"{self.first:%Y-%m}"


class ExpiryDesk:
    """What one person asked the desk for, read from the address."""

    def __init__(self, params, user, at=None):
        self.asked = AskedFor(params)
        self.day = day_of(at)
        self.regulation = Regulation.objects.on(self.day)
        self.spans = {span.stage.value: span for span in windows.spans(self.regulation)}
        self.scope = Product.objects.visible_to(user).filter(certified_until__isnull=False, revoked_on=None)
        self.months = self._months()
        self.communes = self._communes()
        self.words = self.asked.words("q")
        self.stage = self.asked.one_of("giai-doan", stage_choices())
        self.month = self.asked.one_of("thang", {"", *(month.value for month in self.months)})
        self.commune = self.asked.one_of("xa", {"", *(unit.address_code for unit in self.communes)})
        self.star = self.asked.one_of("sao", STARS)

    @property
    def is_narrowed(self):
        return bool(self.words or self.stage or self.month or self.commune or self.star)

    def _months(self):
        """The months from the last half year to the next one and a half in which certificates end."""
        first, last = self.day - timedelta(days=PAST_DAYS), self.day + timedelta(days=540)
        ending = self.scope.filter(certified_until__range=(first, last)).order_by()
        counted = ending.annotate(month=TruncMonth("certified_until")).values_list("month")
        rows = list(counted.annotate(count=Count("pk", distinct=True)).order_by("month"))
        most = max((count for _month, count in rows), default=1)
        return [Month(month, count, -(-10 * count // most)) for month, count in rows]

    def _communes(self):
        places = AdministrativeUnit.objects.filter(pk__in=self.scope.order_by().values("made_in"))
        return list(places.order_by("sort_key"))

    def products(self):
        rows = self._of_stage(self.scope)
        if self.month:
            year, month = map(int, self.month.split("-"))
            rows = rows.filter(certified_until__year=year, certified_until__month=month)
        if self.commune:
            rows = rows.filter(made_in__address_code=self.commune)
        if self.star:
            rows = rows.filter(stars=int(self.star))
        return matching(rows, self.words, "search_text").order_by("certified_until", "pk")

    def _of_stage(self, rows):
        if self.stage == ALL or (not self.stage and self.month):
            return rows
        if self.stage == OLDER:
            return rows.filter(certified_until__lt=self.day - timedelta(days=PAST_DAYS))
        if self.stage == LATE:
            return self._late(rows)
        if self.stage:
            return rows.filter(self._within(self.stage))
        earliest = min(span.first for span in self.spans.values())
        return rows.filter(
            certified_until__gte=self.day - timedelta(days=PAST_DAYS),
            certified_until__lte=self.day - timedelta(days=earliest),
        )

    def _within(self, stage):
        span = self.spans.get(stage)
        if span is None:  # the regulation of today knows no such stage
            return Q(pk=None)
        first, last = (self.day - timedelta(days=days) for days in (span.last, span.first))
        return Q(certified_until__range=(first, last))

    def _late(self, rows):
        """The last day for filing has gone by and nothing was filed; under a rule without one, it expired."""
        begin = self.spans.get(ReminderStage.WINDOW_MISSED) or self.spans[ReminderStage.EXPIRED]
        ends = Q(
            certified_until__gte=self.day - timedelta(days=PAST_DAYS),
            certified_until__lte=self.day - timedelta(days=begin.first),
        )
        return rows.filter(ends, extended_until=None).exclude(Exists(filed()))

    def counts(self):
        """How many are late, ready to be filed and expired, for the head of the page (one query each)."""
        to_file = Q(pk=None)
        for stage in ReminderStage.open_for_filing():
            to_file |= self._within(stage)
        return {
            "late": self._late(self.scope).distinct().count(),
            "to_file": self.scope.filter(to_file).exclude(Exists(filed())).distinct().count(),
            "expired": self.scope.filter(self._within(ReminderStage.EXPIRED)).distinct().count(),
        }

    def rows(self, products):
        """Return a `DeskRow` for each product: three queries however many."""
        keys = [product.pk for product in products]
        returned = dead_addresses({product.producer_id for product in products})
        dossiers, calls = open_dossiers(keys), last_calls(keys)
        return [
            DeskRow(
                product=product,
                days=windows.windows(product.certified_until, self.regulation),
                stage=self.stage_of(product),
                left=days_left(product.certified_until, self.day),
                dossier=dossiers.get(product.pk),
                call=calls.get(product.pk),
                returned=returned[product.producer_id],
            )
            for product in products
        ]

    def stage_of(self, product):
        return windows.stage_on(product.certified_until, self.regulation, self.day)


def open_dossiers(keys):
    """Return the open dossiers by key of their product."""
    rows = Dossier.objects.open().filter(product__in=keys)
    return {row.product_id: row for row in rows}


def last_calls(keys):
    """Return the latest call about each product, by its key."""
    rows = CallNote.objects.filter(product__in=keys).select_related("by").order_by("called_on", "pk")
    return {row.product_id: row for row in rows}
