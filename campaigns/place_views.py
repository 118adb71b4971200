"""The public page of a place: the register, and how far the plans of the place are."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from campaigns.models import Plan
from campaigns.progress import MOST_FIGURES, figures
from ocop_portal.areas.models import AdministrativeUnit
from products.page_cache import kept
from products.public_views import place_context


@require_safe
@kept(by_minute=True)
def place_page(request, address_code):
    units = AdministrativeUnit.objects.with_parents()
    unit = get_object_or_404(units, address_code=address_code)
    plan = Plan.objects.published().filter(unit=unit).order_by("-last_year", "-first_year", "-pk").first()
    context = place_context(unit) | {"plan": plan, "day": plan and plan.counted_until()}
    if plan:
        context["figures"] = figures(plan)
        context["charted"] = context["figures"][:MOST_FIGURES]
    return render(request, "campaigns/place_page.html", context)
