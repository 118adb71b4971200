"""Digital copies kept with a decision: the signed paper, and what the portal wrote from the same numbers."""

import hashlib

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from evaluations import session_papers
from evaluations.enums import DecisionFileKind, SessionState
from evaluations.models import DecisionFile, Session
from ocop_portal.accounts.enums import Role
from ocop_portal.accounts.models import has_role
from ocop_portal.core.access import Allowed, Denied, Refusal, require
from ocop_portal.core.files import DOCX, PDF, PICTURES, check_upload
from ocop_portal.core.paper_pdf import as_pdf
from ocop_portal.core.workflow import locked

COPIES = (PDF, *PICTURES, DOCX)
MOST_FILES = 100


def can_attach(user, decision):
    """Officers and leaders of the office that decided."""
    if has_role(user, Role.OFFICER, Role.LEADER, office=decision.office):
        return Allowed()
    return Denied(_("Only officers and leaders of %(office)s may do this.") % {"office": decision.office})


@transaction.atomic
def attach(decision, *, kind, upload, by):
    """Keep a copy with the decision; what is kept can only be added to."""
    row = locked(decision)
    require(can_attach(by, row))
    facts = check_upload(upload, allowed=COPIES)
    if row.files.filter(sha256=facts.sha256).exists():
        raise Refusal(_("The very same file is already attached here."))
    if row.files.count() >= MOST_FILES:
        raise Refusal(_("A decision holds at most %(most)s files.") % {"most": MOST_FILES})
    return _keep(row, kind, upload, by, facts.name, facts.content_type, facts.size, facts.sha256)


def _keep(decision, kind, file, by, name, content_type, size, sha256):
    return DecisionFile.objects.create(
        decision=decision,
        kind=kind,
        file=file,
        original_name=name,
        content_type=content_type,
        size=size,
        sha256=sha256,
        added_by=by,
    )


def missing_papers(decision):
    """Return (kind, session) of the papers of its sessions that are not kept yet."""
    items = decision.lines.values("snapshot__item")
    sessions = Session.objects.filter(items__in=items).distinct().order_by("pk")
    kept = set(decision.files.values_list("kind", "original_name"))
    wanted = [(DecisionFileKind.SYNTHESIS, one) for one in sessions]
    wanted += [(DecisionFileKind.MINUTES, one) for one in sessions if one.state == SessionState.CLOSED]
    return [(kind, session) for kind, session in wanted if (kind, name_of(kind, session)) not in kept]


def name_of(kind, session):
    return f"{WRITERS[kind][0]} {session.pk}.pdf"


WRITERS = {
    DecisionFileKind.SYNTHESIS: ("tong-hop-diem", session_papers.synthesis),
    DecisionFileKind.MINUTES: ("bien-ban", session_papers.minutes),
}


@transaction.atomic
def attach_papers(decision, *, by):
    """Write synthesis and minutes of the decision's sessions and keep them with it; return how many.

    The minutes of a session that is still open follow when it is closed and this is called again.
    """
    row = locked(decision)
    require(can_attach(by, row))
    missing = missing_papers(row)
    for kind, session in missing:
        content = as_pdf(WRITERS[kind][1](session))
        name, sha256 = name_of(kind, session), hashlib.sha256(content).hexdigest()
        _keep(row, kind, ContentFile(content, name), by, name, PDF.content_type, len(content), sha256)
    return len(missing)
