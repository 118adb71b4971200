"""The list behind a number: what was counted, page by page, with what narrows it in the address."""

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from campaigns.counting import LEFT, Scope, units_below
from campaigns.form_pages import plan_crumbs
from campaigns.indicators import INDICATORS, listed
from campaigns.plan_filters import DayAsked
from campaigns.plan_views import visible_plan
from campaigns.progress import scope_of
from campaigns.tables import SHEETS
from campaigns.work_lists import WORK_LISTS, over_the_period
from ocop_portal.core.pagination import list_page
from products.enums import ProductGroup
from products.filters import GROUPS, STARS

AREAS = {"": gettext_lazy("All areas"), "kho-khan": gettext_lazy("Difficult areas only")}


class CountAsked(DayAsked):
    """What the list is narrowed to: a target of the plan, else stars, a group, a unit below."""

    groups, star_choices, areas = GROUPS, STARS, AREAS

    def __init__(self, params, plan):
        super().__init__(params, plan)
        self.code = self.words("muc")
        self.group = self.one_of("nhom", GROUPS)
        self.stars = self.one_of("sao", STARS)
        self.place = self.words("don-vi")
        self.area = self.one_of("dia-ban", AREAS)

    def scope(self):
        """The scope of the target named, or the plan's own; narrowed as asked."""
        target = self._target()
        if target is not None:
            scope = scope_of(target, self.plan, self.day)
        else:
            until = self.plan.counted_until(self.day)
            since = min(self.plan.begins_on, until)
            scope = Scope(unit=self.plan.unit, since=since, until=until, plan=self.plan.pk, code=self.code)
        return replace(scope, **self._narrowing())

    def _target(self):
        if not self.code or not self.plan.pk:
            return None
        version = self.plan.current_version()
        return version.targets.filter(code=self.code).first()

    def _narrowing(self):
        found = {}
        if self.group:
            found["group"] = ProductGroup(self.group)
        if self.stars:
            found["stars"] = int(self.stars)
        if self.area:
            found["is_difficult"] = True
        if self.place == LEFT:
            found["placed"] = LEFT
        elif self.unit is not None:
            found["placed"] = self.unit.pk
        return found

    @property
    def unit(self):
        """The unit below the plan's that the address names by its code in web addresses."""
        if not self.place or self.place == LEFT:
            return None
        return units_below(self.plan.unit).filter(address_code=self.place).first()


@require_safe
@login_required
def plan_count(request, pk, indicator):
    plan = visible_plan(request, pk)
    return count_page(request, plan, indicator, plan_crumbs(plan))


def count_page(request, plan, indicator, crumbs):
    """The list behind a number of the plan, or of a unit's year that has no plan."""
    counted = INDICATORS.get(indicator) or WORK_LISTS.get(indicator)
    if counted is None:
        raise Http404
    asked = CountAsked(request.GET, plan)
    scope = over_the_period(plan, asked.scope()) if indicator in WORK_LISTS else asked.scope()
    page = list_page(request, listed(counted, scope))
    context = {
        "plan": plan,
        "crumbs": crumbs,
        "asked": asked,
        "label": counted.label,
        "scope": scope,
        "counted": counted,
        "number": counted.number(scope),
        "page": page,
        "sheet": SHEETS[counted.shows](page.rows),
    }
    return render(request, "campaigns/plan_count.html", context)
