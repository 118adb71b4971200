"""The desk of producers: the list and the form of a new one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ocop_portal.core.access import require
from ocop_portal.core.pagination import list_page
from producers.filters import ProducerFilter
from producers.forms import ProducerForm
from producers.models import Producer
from producers.places import communes_named
from producers.registration import register_producer
from producers.rules import can_create_producer


@login_required
@require_safe
def producer_desk(request):
    asked = ProducerFilter(request.GET)
    producers = Producer.objects.visible_to(request.user).select_related("unit__parent__parent")
    rows = asked.rows(producers).annotate(product_count=Count("products"))
    context = {
        "asked": asked,
        "page": list_page(request, rows),
        "may_create": can_create_producer(request.user),
    }
    return render(request, "producers/producer_desk.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def producer_create(request):
    require(can_create_producer(request.user))
    form = ProducerForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_bound and form.is_valid():
        producer = register_producer(form.instance, by=request.user)
        messages.success(request, _("%(name)s is registered.") % {"name": producer})
        return redirect("producer_record", producer.pk)
    return render(request, "producers/producer_form.html", {"form": form})


@login_required
@require_safe
def commune_suggestions(request):
    """Options for the commune being typed; the name of the field that asks does not matter."""
    typed = next(iter(request.GET.values()), "")
    communes = communes_named(typed, request.user)
    return render(request, "producers/_suggestions.html", {"names": [unit.full_name for unit in communes]})
