"""A producer's page in the workspace with its products, and the form that changes it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ocop_portal.core.access import Conflict, require
from ocop_portal.core.pagination import list_page
from producers.contacts import dead_addresses
from producers.forms import ProducerForm
from producers.models import Producer
from producers.rules import can_edit_producer, can_introduce
from products.conflicts import conflict_page
from products.models import Product
from products.registration import change_producer


@login_required
@require_safe
def producer_record(request, pk):
    producer = visible_producer(request, pk)
    shown = Product.objects.visible_to(request.user).filter(producer=producer)
    products = shown.select_related("product_set", "made_in__parent__parent").order_by("sort_key", "pk")
    context = {
        "producer": producer,
        "page": list_page(request, products),
        "members": producer.members.select_related("user").order_by("since", "pk"),
        "may_edit": can_edit_producer(request.user, producer),
        "telling": can_introduce(request.user, producer),
        "dead_addresses": dead_addresses([producer.pk])[producer.pk],
        "is_public": products.public().exists(),
    }
    return render(request, "producers/producer_record.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def producer_edit(request, pk):
    producer = visible_producer(request, pk)
    require(can_edit_producer(request.user, producer))
    data = request.POST if request.method == "POST" else None
    form = ProducerForm(data, instance=producer, user=request.user)
    if form.is_bound and form.is_valid():
        return save_changes(request, form)
    return render(request, "producers/producer_form.html", {"form": form, "producer": form.instance})


def save_changes(request, form):
    version = form.cleaned_data["version"]
    try:
        producer = change_producer(form.instance, form.record_fields, version=version, by=request.user)
    except Conflict as conflict:
        return conflict_page(request, form, conflict, again=producer_form_for(request.user))
    messages.success(request, _("%(name)s is saved.") % {"name": producer})
    return redirect("producer_record", producer.pk)


def producer_form_for(user):
    return lambda data, instance: ProducerForm(data, instance=instance, user=user)


def visible_producer(request, pk):
    producers = Producer.objects.visible_to(request.user).select_related("unit__parent__parent")
    return get_object_or_404(producers, pk=pk)
