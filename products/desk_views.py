"""The desk of products: the list, the form, the photos. A product's own page is in evaluations."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ocop_portal.core.access import Conflict, Refusal, require
from ocop_portal.core.pagination import list_page
from products.conflicts import conflict_page
from products.filters import ProductFilter
from products.forms import CaptionForm, PhotoForm, ProductForm, producers_named, producers_of
from products.models import Photo, Product
from products.photos import MOST_PHOTOS, add_photo, caption_photo, remove_photo
from products.registration import change_product, register_product
from products.rules import can_create_product, can_edit_product, can_tell_about

form_page = require_http_methods(["GET", "HEAD", "POST"])
LISTED = ("producer", "product_set", "made_in__parent__parent")


@login_required
@require_safe
def product_desk(request):
    asked = ProductFilter(request.GET)
    rows = asked.rows(Product.objects.visible_to(request.user).select_related(*LISTED))
    context = {
        "asked": asked,
        "page": list_page(request, rows),
        "may_create": can_create_product(request.user),
    }
    return render(request, "products/desk_list.html", context)


@login_required
@form_page
def product_create(request):
    require(can_create_product(request.user))
    producer = asked_producer(request)
    data = request.POST if request.method == "POST" else None
    form = ProductForm(data, user=request.user, producer=producer)
    if form.is_bound and form.is_valid():
        product = register_product(form.instance, by=request.user)
        messages.success(request, _("%(name)s is registered.") % {"name": product})
        return redirect("product_record", product.pk)
    context = {
        "form": form,
        "producer": producer,
        "unknown_producer": "chu-the" in request.GET and not producer,
    }
    return render(request, "products/desk_form.html", context)


def asked_producer(request):
    """The producer named in the address, if the officer may register products for it."""
    pk = request.GET.get("chu-the", "")
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        return None
    return producers_of(request.user).filter(pk=pk).first()


@login_required
@form_page
def product_edit(request, pk):
    product = visible_product(request, pk)
    require(can_edit_product(request.user, product))
    data = request.POST if request.method == "POST" else None
    form = ProductForm(data, instance=product, user=request.user)
    if form.is_bound and form.is_valid():
        return save_changes(request, form)
    return render(request, "products/desk_form.html", {"form": form, "product": form.instance})


def save_changes(request, form):
    version = form.cleaned_data["version"]
    try:
        product = change_product(form.instance, form.record_fields, version=version, by=request.user)
    except Conflict as conflict:
        return conflict_page(request, form, conflict, again=form_again(ProductForm, request.user))
    messages.success(request, _("%(name)s is saved.") % {"name": product})
    return redirect("product_record", product.pk)


def form_again(form_class, user):
    return lambda data, instance: form_class(data, instance=instance, user=user)


def visible_product(request, pk):
    products = Product.objects.visible_to(request.user).select_related(
        *LISTED, "producer__unit__parent__parent"
    )
    return get_object_or_404(products, pk=pk)


@login_required
@require_safe
def producer_suggestions(request):
    typed = next(iter(request.GET.values()), "")
    names = [producer.name for producer in producers_named(typed, request.user)]
    return render(request, "producers/_suggestions.html", {"names": names})


# Photos


@login_required
@form_page
def product_photo_add(request, pk):
    product = visible_product(request, pk)
    require(can_tell_about(request.user, product))
    form = PhotoForm(request.POST, request.FILES) if request.method == "POST" else PhotoForm()
    if form.is_valid() and store_photo(request, product, form):
        return redirect("product_record", product.pk)
    context = {"form": form, "product": product, "photos": product.photos.all(), "most": MOST_PHOTOS}
    return render(request, "products/desk_photo_form.html", context)


def store_photo(request, product, form):
    try:
        add_photo(product, form.cleaned_data["photo"], caption=form.cleaned_data["caption"], by=request.user)
    except Refusal as refusal:
        form.add_error("photo", refusal.reason)
        return False
    messages.success(request, _("The photo is added."))
    return True


def visible_photo(request, pk):
    photos = Photo.objects.filter(product__in=Product.objects.visible_to(request.user))
    return get_object_or_404(photos.select_related("product__made_in", "product__producer"), pk=pk)


@login_required
@form_page
def product_photo_caption(request, pk):
    photo = visible_photo(request, pk)
    require(can_tell_about(request.user, photo.product))
    form = CaptionForm(request.POST if request.method == "POST" else None, instance=photo)
    if form.is_bound and form.is_valid():
        return save_caption(request, form)
    context = {"form": form, "photo": photo, "product": photo.product}
    return render(request, "products/desk_photo_caption.html", context)


def save_caption(request, form):
    try:
        photo = caption_photo(form.instance, version=form.cleaned_data["version"], by=request.user)
    except Conflict as conflict:
        return conflict_page(request, form, conflict, again=caption_form_again)
    messages.success(request, _("What the photo shows is saved."))
    return redirect("product_record", photo.product_id)


def caption_form_again(data, instance):
    return CaptionForm(data, instance=instance)


@login_required
@form_page
def product_photo_remove(request, pk):
    photo = visible_photo(request, pk)
    require(can_tell_about(request.user, photo.product))
    if request.method == "POST":
        remove_photo(photo, by=request.user)
        messages.success(request, _("The photo is removed."))
        return redirect("product_record", photo.product_id)
    return render(request, "products/desk_photo_remove.html", {"photo": photo, "product": photo.product})
