"""Certificates that come to an end: the desk, the calendar, calls, and starting re-evaluations."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from evaluations import reevaluation
from evaluations.desk_acts import with_acts
from evaluations.dossier_forms import intake_offices
from evaluations.enums import Purpose
from evaluations.expiry import STARS, ExpiryDesk, stage_choices
from evaluations.expiry_forms import CallForm, PurposeForm
from evaluations.models import CallNote, Dossier, Regulation, Reminder
from evaluations.reminder_texts import start_path
from evaluations.timeline import calendar_entries, timeline
from ocop_portal.accounts.models import units_of
from ocop_portal.core.access import Allowed, Denied, require
from ocop_portal.core.calendar_file import calendar_answer
from ocop_portal.core.days import today
from ocop_portal.core.pagination import list_page
from producers.contacts import dead_addresses
from producers.rules import can_work_in
from products.models import Product

MOST_IN_CALENDAR = 1000
RELATED = ("producer", "made_in")


@require_safe
@login_required
def expiry_desk(request):
    desk = ExpiryDesk(request.GET, request.user)
    page = list_page(request, desk.products().select_related(*RELATED))
    rows = with_acts(desk.rows(page.rows), request.user, desk.regulation, desk.day)
    context = {
        "desk": desk,
        "counts": desk.counts(),
        "page": page,
        "rows": rows,
        "own_units": _own_units(request.user, page.rows),
        "stages": stage_choices(),
        "stars": STARS,
    }
    return render(request, "evaluations/expiry_desk.html", context)


def _own_units(user, products):
    """The places among those of the products whose notes of calls the person's offices keep."""
    places = {product.made_in_id for product in products}
    return set(units_of(user).filter(pk__in=places).values_list("pk", flat=True))


# Calendars


@require_safe
@login_required
def expiry_calendar(request):
    """The calendar of what the desk shows: the days for filing and the last day of each certificate."""
    desk = ExpiryDesk(request.GET, request.user)
    products = desk.products().select_related(*RELATED)[:MOST_IN_CALENDAR]
    entries = [
        entry
        for product in products
        for entry in calendar_entries(product, desk.regulation, _start_address(product))
    ]
    return calendar_answer(_("OCOP certificates"), entries, "ocop-het-han.ics")


@require_safe
@login_required
def expiry_calendar_one(request, pk):
    product = _certified(request, pk)
    entries = calendar_entries(product, Regulation.objects.on(), _start_address(product))
    return calendar_answer(str(product), entries, f"ocop-{product.code}.ics")


def _start_address(product):
    return settings.SITE_URL + start_path(product)


def _certified(request, pk):
    """A product of the register in the person's sight."""
    products = Product.objects.visible_to(request.user).filter(certified_until__isnull=False)
    return get_object_or_404(products.select_related("producer", "made_in__parent__parent"), pk=pk)


# Starting


@require_safe
@login_required
def reevaluation_start(request, pk):
    """The one link of a reminder: the open dossier, else the form that opens one, else the product's page."""
    product = _certified(request, pk)
    mine = Dossier.objects.visible_to(request.user).open().filter(product=product)
    dossier = mine.order_by("-pk").first()
    if dossier is not None:
        return redirect(dossier)
    if intake_offices(request.user, product).exists():
        return redirect(
            f"{reverse('dossier_create', args=[product.pk])}?muc-dich={Purpose.REEVALUATION.value}"
        )
    return redirect(f"{reverse('product_record', args=[product.pk])}#timeline")


@login_required
def expiry_start(request):
    """Open dossiers for the ticked products: first what will happen with each, then the act."""
    products = _ticked(request)
    if not products:
        messages.warning(request, _("Tick at least one product."))
        return redirect("expiry_desk")
    form = PurposeForm(request.POST or None)
    is_act = request.method == "POST" and "open" in request.POST and form.is_valid()
    purpose = form.cleaned_data["purpose"] if form.is_bound and form.is_valid() else Purpose.REEVALUATION
    act = reevaluation.open_many if is_act else reevaluation.answers
    answers = act(products, purpose, by=request.user)
    opened = [answer for answer in answers if answer.allowed]
    if is_act:
        _say_how_many(request, len(opened))
    context = {"form": form, "answers": answers, "possible": len(opened), "is_done": is_act}
    return render(request, "evaluations/expiry_start.html", context)


def _ticked(request):
    asked = {key for key in (request.POST or request.GET).getlist("sp") if key.isdecimal() and len(key) < 19}
    chosen = sorted(map(int, asked))[: reevaluation.MOST]
    products = Product.objects.visible_to(request.user).filter(certified_until__isnull=False, pk__in=chosen)
    return list(products.select_related(*RELATED).distinct().order_by("certified_until", "pk"))


def _say_how_many(request, count):
    said = ngettext("%(count)s dossier is open.", "%(count)s dossiers are open.", count)
    level = messages.SUCCESS if count else messages.WARNING
    messages.add_message(request, level, said % {"count": count} if count else _("No dossier was opened."))


# Calls


def _sees_as_office(user, product):
    """Notes of calls are the offices' own: the producer's members do not read them."""
    if units_of(user).filter(pk=product.made_in_id).exists():
        return Allowed()
    return Denied(_("Notes of calls are kept by the offices of the area."))


@login_required
def expiry_call(request, pk):
    product = _certified(request, pk)
    require(_sees_as_office(request.user, product))
    noting = can_work_in(request.user, product.made_in)
    form = CallForm(request.POST or None)
    if request.method == "POST" and require(noting) and form.is_valid():
        last_day = product.certified_until
        CallNote.objects.create(product=product, last_day=last_day, by=request.user, **form.cleaned_data)
        messages.success(request, _("The call is noted."))
        return redirect("expiry_call", product.pk)
    reminders = Reminder.objects.filter(product=product).select_related("mail", "user", "office")
    context = {
        "product": product,
        "form": form,
        "noting": noting,
        "returned": dead_addresses([product.producer_id])[product.producer_id],
        "calls": product.call_notes.select_related("by"),
        "page": list_page(request, reminders.order_by("-due_on", "audience", "recipient", "channel")),
        "timeline": timeline(product),
        "checked_on": today(),
    }
    return render(request, "evaluations/expiry_call.html", context)
