"""A producer's evidence library: one paper serving many criteria and many dossiers."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluations.enums import DossierState, EvidenceKind
from evaluations.models import Document
from evaluations.preparation_rules import can_correct_document, can_keep_documents
from ocop_portal.core.access import Refusal, require
from ocop_portal.core.files import check_upload
from ocop_portal.core.workflow import locked

FACTS = ("title", "number", "issued_on", "valid_until")


@transaction.atomic
def keep_document(producer, *, kind, upload, by, title="", number="", issued_on=None, valid_until=None):
    """Keep a checked file in the library and return its `Document`; the same file of a kind is kept once.

    `valid_until` is inclusive. Whether `by` may do this is asked by the caller.
    """
    if kind not in EvidenceKind.values:
        raise Refusal(_("Choose one of the kinds of paper."))
    facts = check_upload(upload)
    known = producer.documents.filter(kind=kind, sha256=facts.sha256).first()
    return known or producer.documents.create(
        kind=kind,
        title=title or str(EvidenceKind(kind).label),
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


@transaction.atomic
def add_document(producer, *, by, **facts):
    """Put a paper into the library, for use in any dossier; `facts` are those of `keep_document`."""
    require(can_keep_documents(by, producer))
    before = set(producer.documents.values_list("pk", flat=True))
    document = keep_document(producer, by=by, **facts)
    if document.pk in before:
        raise Refusal(_("The library holds this very file already, as “%(title)s”.") % {"title": document})
    return document


@transaction.atomic
def replace_document(document, *, upload, by, **facts):
    """Add a newer version and return it. Dossiers in preparation use it from now on, no other ever does."""
    row = locked(document)
    require(can_keep_documents(by, row.producer))
    if hasattr(row, "successor"):
        raise Refusal(_("There is a newer version already: replace that one."))
    facts["title"] = facts.get("title") or row.title
    new = add_document(row.producer, kind=row.kind, upload=upload, by=by, **facts)
    new.replaces = row
    new.save(update_fields=["replaces"])
    for paper in row.uses.standing().filter(dossier__state__in=DossierState.editable()):
        _use_instead(paper, new, by)
    return new


def _use_instead(paper, document, by):
    paper.removed_at, paper.removed_by = timezone.now(), by
    paper.save(update_fields=["removed_at", "removed_by"])
    paper.dossier.evidence.create(document=document, criterion_code=paper.criterion_code, added_by=by)


@transaction.atomic
def correct_document(document, *, by, **facts):
    """Correct what is written about a paper: title, number and days. The file itself never changes."""
    row = locked(document)
    require(can_correct_document(by, row))
    for name in FACTS:
        setattr(row, name, facts.get(name, getattr(row, name)))
    row.save(update_fields=FACTS)
    return row


def versions_of(document):
    """Return the paper's versions, newest first."""
    newest = document
    while later := getattr(newest, "successor", None):
        newest = later
    versions = [newest]
    while versions[-1].replaces_id:
        versions.append(Document.objects.get(pk=versions[-1].replaces_id))
    return versions
