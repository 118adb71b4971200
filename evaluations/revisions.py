"""What was handed in, frozen: the two forms, the facts they print and the list of papers, under one hash.

Papers and packages are written from these contents, so that they can be written again at any time.
"""

import hashlib
import json

from evaluations.enums import SelfScoreState
from evaluations.models import DossierRevision, Regulation, Rubric

SLIP = (
    *("representative", "representative_title", "address", "phone", "email"),
    *("sample_count", "attachments", "is_promised"),
)
SELF_ASSESSMENT = ("ticks", "history", "organisation", "business_results", "changes", "plan")
DOCUMENT = ("kind", "title", "number", "original_name", "content_type", "size", "sha256")


def expected_rubric(dossier):
    """Return the pinned sheet, else the one that acceptance would pin today, else None."""
    if dossier.rubric_id:
        return dossier.rubric
    edition = Regulation.objects.on(dossier.received_on).edition
    return Rubric.objects.current(edition, dossier.product.product_set)


def freeze(dossier, *, by):
    """Keep what the dossier holds now as its next revision."""
    content = frozen_content(dossier)
    return dossier.revisions.create(
        number=dossier.revisions.count() + 1, content=content, hash=content_hash(content), submitted_by=by
    )


def frozen_content(dossier):
    """Return what is handed in: whose dossier, for what, the filled forms, the papers with checksums."""
    rubric = expected_rubric(dossier)
    return {
        "product": _frozen_product(dossier.product),
        "producer": _frozen_producer(dossier.product.producer),
        "office": {
            "name": dossier.receiving_office.name,
            "authority": dossier.receiving_office.authority_name,
        },
        "purpose": dossier.purpose,
        "received_on": _day(dossier.received_on),
        "rubric": rubric.pk if rubric else None,
        "forms": frozen_forms(dossier),
        "evidence": [_frozen_paper(one) for one in dossier.evidence.standing().order_by("pk")],
    }


def _frozen_product(product):
    kinds = product.product_set
    return {
        "id": product.pk,
        "name": product.name,
        "set": {
            "number": kinds.number,
            "name": kinds.name,
            "group": kinds.group,
            "subgroup": kinds.subgroup,
        },
        "made_in": product.made_in.full_name,
    }


def _frozen_producer(producer):
    names = ("name", "kind", "registration_code", "phone", "email", "address")
    facts = {name: getattr(producer, name) for name in names}
    return facts | {
        "unit": producer.unit.full_name,
        "registered_on": _day(producer.registered_on),
        "representative": producer.representative_name,
        "gender": producer.representative_gender,
        "ethnic_group": producer.representative_ethnic_group,
    }


def frozen_forms(dossier):
    """Return forms 01 and 02 as filled in; None where the portal holds none and the paper was scanned."""
    slip, own = getattr(dossier, "slip", None), getattr(dossier, "self_assessment", None)
    return {
        "slip": {name: getattr(slip, name) for name in SLIP} if slip else None,
        "self_assessment": _frozen_self_assessment(own) if own else None,
    }


def _frozen_self_assessment(own):
    scores = own.scores.exclude(state=SelfScoreState.OPEN).order_by("criterion_code", "pk")
    return {name: getattr(own, name) for name in SELF_ASSESSMENT} | {
        "registered_on": _day(own.registered_on),
        "scores": [{"criterion": s.criterion_code, "mark": s.mark, "note": s.note} for s in scores],
    }


def _frozen_paper(evidence):
    document = evidence.document
    named = {name: getattr(document, name) for name in DOCUMENT}
    days = {"issued_on": _day(document.issued_on), "valid_until": _day(document.valid_until)}
    return {"pk": evidence.pk, "criterion_code": evidence.criterion_code} | named | days


def _day(day):
    return f"{day:%Y-%m-%d}" if day else None


def content_hash(content):
    """Return the SHA-256 of the content as canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def revision_is_intact(revision: DossierRevision):
    return content_hash(revision.content) == revision.hash
