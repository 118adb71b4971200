"""The books of the office: one list and one form for all of them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns import book_removals
from campaigns.books import BOOKS
from campaigns.form_pages import FormPage, saved
from campaigns.models import BookRemoval
from campaigns.money_forms import ReasonForm
from campaigns.typed_fields import products_of
from ocop_portal.core.access import require
from ocop_portal.core.filters import AskedFor
from ocop_portal.core.pagination import list_page
from ocop_portal.core.words import matching
from producers.rules import can_create_producer, can_work_in, officer_units


def _book(slug):
    if slug not in BOOKS:
        raise Http404
    return BOOKS[slug]


@require_safe
@login_required
def book_desk(request):
    books = [(book, book.listed(request.user).count()) for book in BOOKS.values()]
    return render(request, "campaigns/book_desk.html", {"books": books})


@require_safe
@login_required
def book_list(request, book):
    book = _book(book)
    asked = AskedFor(request.GET)
    words = asked.words("q")
    rows = matching(book.listed(request.user), words, book.words).select_related(*book.related)
    if book.counted:
        rows = rows.annotate(count=Count(book.counted, distinct=True))
    page = list_page(request, rows.order_by(*book.order))
    context = {
        "book": book,
        "books": BOOKS.values(),
        "words": words,
        "page": page,
        "sheet": book.sheet(page.rows, _addresses(book, page.rows, request.user).get),
        "may_add": can_create_producer(request.user),
        "removed": _removals(book, request.user).count(),
    }
    return render(request, "campaigns/book_list.html", context)


def _removals(book, user):
    return BookRemoval.objects.visible_to(user).filter(book=book.slug)


@require_safe
@login_required
def book_removals_list(request, book):
    book = _book(book)
    rows = _removals(book, request.user).select_related("by", "unit__parent__parent")
    page = list_page(request, rows)
    return render(request, "campaigns/book_removals.html", {"book": book, "page": page})


def _addresses(book, rows, user):
    """{row: address of its form} of the rows the person may change."""
    units = {row: book.unit_of(row).pk for row in rows}
    mine = set(officer_units(user).filter(pk__in=units.values()).values_list("pk", flat=True))
    return {row: reverse("book_edit", args=[book.slug, row.pk]) for row in rows if units[row] in mine}


@login_required
def book_add(request, book):
    book = _book(book)
    require(can_create_producer(request.user))
    product = _asked_product(request)
    initial = book.about(product) if product else {}
    return _form(request, book, book.model(), product, initial)


@login_required
def book_edit(request, book, pk):
    book = _book(book)
    row = get_object_or_404(book.listed(request.user).select_related(*book.related), pk=pk)
    require(can_work_in(request.user, book.unit_of(row)))
    return _form(request, book, row, _asked_product(request))


def _asked_product(request):
    """The product from whose page the form was opened, if it lies in the officer's area."""
    pk = request.GET.get("sp", "")
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        return None
    return products_of(request.user).filter(pk=pk).first()


def _form(request, book, row, product, initial=None):
    back = reverse("product_record", args=[product.pk]) if product else reverse("book_list", args=[book.slug])
    form = book.form(request.POST or None, instance=row, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        return saved(
            request,
            form,
            form.save_all,
            lambda data, instance: book.form(data, instance=instance, user=request.user),
            done=_("Saved."),
            where=lambda row: back,
        )
    crumbs = ((back, str(product or book.title)),)
    remove_url = reverse("book_remove", args=[book.slug, row.pk]) if row.pk else ""
    return FormPage(str(book.title), _("Save"), back, crumbs, remove_url=remove_url).render(request, form)


@login_required
def book_remove(request, book, pk):
    """Take out an entry that should not be there; what came to its end is better given its last day."""
    book = _book(book)
    row = get_object_or_404(book.listed(request.user).select_related(*book.related), pk=pk)
    require(can_work_in(request.user, book.unit_of(row)))
    back = reverse("book_list", args=[book.slug])
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        book_removals.remove(book, row, reason=form.cleaned_data["comment"], by=request.user)
        messages.success(request, _("The entry is removed."))
        return redirect(back)
    gone = _("The entry is gone from every page, public ones too.")
    points = [str(row), gone, _("What it said stays among the removed entries, with your name and reason.")]
    page = FormPage(_("Remove this entry?"), _("Remove"), back, ((back, str(book.title)),), points, True)
    return page.render(request, form)
