"""The provinces compared in a year; each number leads to the province's list."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from campaigns import nation, years
from campaigns.plan_filters import DayAsked
from ocop_portal.core.access import require


@require_safe
@login_required
def nation_year(request, year):
    require(nation.can_compare_provinces(request.user))
    if not years.is_readable(year):
        raise Http404
    period = years.year_of(None, year)
    asked = DayAsked(request.GET, period)
    earlier, later = years.neighbours(year)
    context = {
        "year": year,
        "since": period.begins_on,
        "asked": asked,
        "earlier": earlier,
        "later": later,
        "comparison": nation.compare_provinces(period.begins_on, asked.day),
    }
    return render(request, "campaigns/nation_year.html", context)
