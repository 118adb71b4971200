"""Lists a plan works from that are no targets: recognitions that end in its years, and those renewed."""

from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from campaigns.counting import Scope
from campaigns.indicators import Indicator, products
from products.enums import EventKind
from products.models import StatusEvent


@dataclass(frozen=True)
class WorkList(Indicator):
    """Counted and listed like an indicator, over the whole period; it has a title of its own."""

    title: str = ""

    @property
    def label(self):
        return self.title


def ending(scope):
    """Recognised before the period begins, until a day within it; what was revoked before is left out."""
    before = StatusEvent.objects.filter(product=OuterRef("pk"), on__lt=scope.since)
    granted = before.filter(kind__in=EventKind.grants()).order_by("-on", "-pk")
    rows = products(scope).annotate(
        granted_before=Subquery(granted.values("on")[:1]), ended_on=Subquery(granted.values("until")[:1])
    )
    revoked = before.filter(kind=EventKind.REVOKED, on__gte=OuterRef("granted_before"))
    return rows.filter(~Exists(revoked), ended_on__range=(scope.since, scope.until))


def renewed(scope):
    """Those of them that were recognised again within the period, at the same stars or more."""
    again = StatusEvent.objects.filter(
        product=OuterRef("pk"),
        kind__in=EventKind.grants(),
        on__range=(scope.since, scope.until),
    )
    return ending(scope).filter(Exists(again))


WORK_LISTS = {
    each.key: each
    for each in (
        WorkList("ending", "products", ending, "made_in", title=_("recognitions that end in the period")),
        WorkList("renewed", "products", renewed, "made_in", title=_("of them recognised again")),
    )
}


def over_the_period(plan, scope):
    """The scope over all years of the plan, whatever day it is read on."""
    return replace(scope, since=plan.begins_on, until=plan.ends_on)


def numbers_of(plan):
    """[(work list, its number)] of a plan: two queries, one where nothing ends."""
    scope = Scope(unit=plan.unit, since=plan.begins_on, until=plan.ends_on, plan=plan.pk)
    first, second = WORK_LISTS.values()
    ends = first.number(scope)
    return [(first, ends), (second, second.number(scope) if ends else 0)]
