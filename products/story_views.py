"""The pages on which a producer's own people write what it tells of itself and of its products."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ocop_portal.core.access import Conflict, require
from producers.forms import IntroductionForm
from producers.rules import can_introduce
from products.conflicts import conflict_page
from products.desk_views import visible_product
from products.forms import StoryForm
from products.producer_views import visible_producer
from products.registration import introduce_producer, tell_about_product
from products.rules import can_tell_about

form_page = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@form_page
def product_story(request, pk):
    product = visible_product(request, pk)
    require(can_tell_about(request.user, product))
    form = StoryForm(request.POST if request.method == "POST" else None, instance=product)
    if form.is_bound and form.is_valid():
        return _saved(request, form, tell_about_product, back="product_record")
    return render(request, "products/story_form.html", {"form": form, "product": form.instance})


@login_required
@form_page
def producer_story(request, pk):
    producer = visible_producer(request, pk)
    require(can_introduce(request.user, producer))
    form = IntroductionForm(request.POST if request.method == "POST" else None, instance=producer)
    if form.is_bound and form.is_valid():
        return _saved(request, form, introduce_producer, back="producer_record")
    context = {"form": form, "producer": form.instance, "is_public": producer.products.public().exists()}
    return render(request, "producers/introduction_form.html", context)


def _saved(request, form, save, *, back):
    try:
        told = save(form.instance, version=form.cleaned_data["version"], by=request.user)
    except Conflict as conflict:
        return conflict_page(request, form, conflict, again=partial(_form_again, type(form)))
    messages.success(request, _("%(name)s is saved.") % {"name": told})
    return redirect(back, told.pk)


def _form_again(form_class, data, instance):
    return form_class(data, instance=instance)
