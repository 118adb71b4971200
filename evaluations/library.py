"""A producer's evidence library: one paper serving many criteria and many dossiers."""

from django.db import transaction
from django.utils.translation import gettext as _

from evaluations.enums import EvidenceKind
from ocop_portal.core.access import Refusal
from ocop_portal.core.files import check_upload


@transaction.atomic
def keep_document(producer, *, kind, title, upload, by, number="", issued_on=None, valid_until=None):
    """Keep a checked file in the library and return its `Document`; the same file of a kind is kept once.

    `valid_until` is inclusive. Whether `by` may do this is asked by the caller.
    """
    if kind not in EvidenceKind.values:
        raise Refusal(_("Choose one of the kinds of paper."))
    facts = check_upload(upload)
    known = producer.documents.filter(kind=kind, sha256=facts.sha256).first()
    return known or producer.documents.create(
        kind=kind,
        title=title or EvidenceKind(kind).label,
        number=number,
        issued_on=issued_on,
        valid_until=valid_until,
        file=upload,
        original_name=facts.name,
        content_type=facts.content_type,
        size=facts.size,
        sha256=facts.sha256,
        added_by=by,
    )
