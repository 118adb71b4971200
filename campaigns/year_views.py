"""The units below a unit in a year, compared, with their plans and sums, whether it has a plan or not."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns import progress, years
from campaigns.count_views import count_page
from campaigns.form_pages import count_base
from campaigns.plan_filters import DayAsked
from ocop_portal.accounts.models import units_of
from ocop_portal.areas.models import AdministrativeUnit


def _year(request, address_code, year):
    units = AdministrativeUnit.objects.filter(pk__in=units_of(request.user)).with_parents()
    unit = get_object_or_404(units, address_code=address_code)
    if not years.is_readable(year):
        raise Http404
    return years.year_of(unit, year)


@require_safe
@login_required
def plan_year(request, address_code, year):
    plan = _year(request, address_code, year)
    asked = DayAsked(request.GET, plan)
    plans, sums = progress.plans_of_units(plan)
    own = years.own_plan(plan.unit, year)
    earlier, later = years.neighbours(year)
    context = {
        "plan": plan,
        "year": str(year),  # as people write it, without a separator of thousands
        "asked": asked,
        "own": own,
        "earlier": earlier and str(earlier),
        "later": later and str(later),
        "crumbs": _crumbs(),
        "comparison": progress.compare(plan.unit, plan.begins_on, asked.day),
        "count_base": count_base("year_count", address_code, year),
        "plans": [(below, progress.latest_targets(below)) for below in plans],
        "sums": progress.sums_against(own, sums),
        "without": years.units_without_plan(plan.unit, plans),
    }
    return render(request, "campaigns/plan_year.html", context)


def _crumbs():
    return ((reverse("plan_desk"), _("Plans")),)


@require_safe
@login_required
def year_count(request, address_code, year, indicator):
    plan = _year(request, address_code, year)
    text = _("The units of %(unit)s in %(year)s") % {"unit": plan.unit.lower_name, "year": year}
    crumbs = (*_crumbs(), (reverse("plan_year", args=[address_code, year]), text))
    return count_page(request, plan, indicator, crumbs)
