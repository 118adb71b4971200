"""Post-inspection: write down a visit with its photos, what it found, and when that was mended."""

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.models import Finding, Visit, VisitPhoto
from campaigns.rules import can_lead_plan
from ocop_portal.core.access import Refusal, require
from ocop_portal.core.days import today
from ocop_portal.core.files import PICTURES, check_upload, open_picture
from producers.rules import can_work_in
from products.photos import LARGE, encoded, upright

MOST_PHOTOS = 12


@transaction.atomic
def record_visit(visit, photos, *, by):
    """Save a visit under its plan with its photos; return it."""
    require(can_lead_plan(by, visit.plan))
    require(can_work_in(by, visit.product.made_in))
    if visit.visited_on > today():
        raise Refusal(_("The day of the visit lies in the future."))
    visit.visited_by = by
    visit.save()
    for upload in photos:
        add_visit_photo(visit, upload, by=by)
    return visit


def add_visit_photo(visit, upload, *, by):
    """Keep a photo, turned upright and without hidden data."""
    require(can_lead_plan(by, visit.plan))
    if visit.photos.count() >= MOST_PHOTOS:
        raise Refusal(_("A visit has at most %(most)s photos.") % {"most": MOST_PHOTOS})
    facts = check_upload(upload, allowed=PICTURES)
    photo = VisitPhoto(visit=visit)
    photo.image.save("photo.webp", encoded(upright(open_picture(upload, facts.kind)), LARGE), save=False)
    photo.save()
    return photo


@transaction.atomic
def add_finding(visit, *, kind, text, due_on, by):
    require(can_lead_plan(by, visit.plan))
    if due_on < visit.visited_on:
        raise Refusal(_("The day to mend it lies after the visit."))
    return Finding.objects.create(visit=visit, kind=kind, text=text, due_on=due_on)


def note_mended(finding, *, mended_on, by):
    require(can_lead_plan(by, finding.visit.plan))
    if mended_on < finding.visit.visited_on:
        raise Refusal(_("It was mended after the visit, not before."))
    if mended_on > today():
        raise Refusal(_("The day it was mended lies in the future."))
    finding.mended_on = mended_on
    finding.save()
    return finding


def open_findings(visits):
    """Findings not mended yet, the one due first at the top."""
    return Finding.objects.filter(visit__in=visits, mended_on=None).select_related("visit__product__producer")


def visits_of(user):
    return Visit.objects.visible_to(user).select_related(
        "product__producer", "product__made_in", "plan", "visited_by"
    )
