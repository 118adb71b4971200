"""Scans kept with a revocation: the conclusion, the confirmation or the producer's letter on paper."""

from django.db import transaction
from django.utils.translation import gettext as _

from evaluations.authority import can_give_up, can_report_on
from evaluations.models import Revocation, RevocationFile
from ocop_portal.core.access import Allowed, Denied, Refusal, first_denial, require
from ocop_portal.core.files import DOCX, PDF, PICTURES, check_upload

SCANS = (PDF, *PICTURES, DOCX)
MOST_FILES = 20


def can_attach(user, revocation):
    """Who may record such a conclusion adds scans to it, until it is decided."""
    may = can_give_up if revocation.is_voluntary else can_report_on
    return first_denial(may(user, revocation.product), _still_open(revocation))


def _still_open(revocation):
    if revocation.is_open:
        return Allowed()
    return Denied(_("The case is closed: what it rests on is no longer added to."))


@transaction.atomic
def attach(revocation, *, upload, by):
    """Keep a scan with the revocation; it is never changed or removed. Return the `RevocationFile`."""
    row = Revocation.objects.select_for_update(of=("self",)).get(pk=revocation.pk)
    require(can_attach(by, row))
    facts = check_upload(upload, allowed=SCANS)
    if row.files.filter(sha256=facts.sha256).exists():
        raise Refusal(_("The very same file is already attached here."))
    if row.files.count() >= MOST_FILES:
        raise Refusal(_("At most %(most)s files are kept here.") % {"most": MOST_FILES})
    return RevocationFile.objects.create(
        revocation=row,
        file=upload,
        original_name=facts.name,
        content_type=facts.content_type,
        size=facts.size,
        sha256=facts.sha256,
        added_by=by,
    )
