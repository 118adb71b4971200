"""What happened to a dossier, newest first: its opening, every move, what was put in or taken off."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from evaluations.enums import EvidenceKind
from ocop_portal.core.days import day_of

DONE = {
    "submit": gettext_lazy("Handed in"),
    "return_for_supplement": gettext_lazy("Returned for supplement"),
    "accept": gettext_lazy("Accepted as complete"),
    "propose": gettext_lazy("Proposed to the council"),
    "request_supplement": gettext_lazy("Supplement asked for"),
    "supplement": gettext_lazy("Supplement handed in"),
    "evaluate_again": gettext_lazy("To be evaluated by the province's council itself"),
    "reopen_scoring": gettext_lazy("Scoring reopened"),
    "schedule": gettext_lazy("Put on an agenda"),
    "unschedule": gettext_lazy("Taken off the agenda"),
    "conclude": gettext_lazy("Scoring closed"),
    "recognise": gettext_lazy("Recognised"),
    "decline": gettext_lazy("Closed without recognition"),
    "refer": gettext_lazy("Sent up to the higher level"),
    "withdraw": gettext_lazy("Dossier withdrawn"),
}


@dataclass(frozen=True)
class Event:
    at: datetime
    title: str
    who: str
    text: str = ""
    items: tuple = ()


def history(dossier):
    """Return the events of the dossier, newest first (three queries)."""
    papers = list(dossier.evidence.select_related("added_by", "removed_by"))
    events = [
        _opened(dossier),
        *_receipt(dossier),
        *_moves(dossier),
        *_attachments(papers),
        *_removals(papers),
    ]
    return sorted(events, key=lambda event: event.at, reverse=True)


def _opened(dossier):
    afterwards = dossier.is_entered_afterwards
    title = _("Dossier opened, entered afterwards") if afterwards else _("Dossier opened")
    text = _("Received on %(day)s") % {"day": f"{dossier.received_on:%d/%m/%Y}"}
    return Event(dossier.entered_at, title, str(dossier.entered_by), text)


def _receipt(dossier):
    if dossier.receipt_given_at:
        who = str(dossier.receipt_given_by)
        yield Event(dossier.receipt_given_at, _("Receipt given"), who, dossier.receipt_number)


def _moves(dossier):
    for log in dossier.log.select_related("by").prefetch_related("items"):
        who = f"{log.by}, {log.office_name}" if log.office_name else str(log.by)
        items = tuple((_named(item.subject), item.note) for item in log.items.all())
        yield Event(log.at, DONE[log.transition], who, log.comment, items)


def _named(subject):
    """A kind of paper in words; a criterion keeps its code."""
    if subject in EvidenceKind.values:
        return EvidenceKind(subject).label
    return _("Criterion %(code)s") % {"code": subject}


def _attachments(papers):
    """Papers one person attached on one day make one line."""
    by_day = {}
    for paper in papers:
        by_day.setdefault((day_of(paper.added_at), paper.added_by_id), []).append(paper)
    for added in by_day.values():
        title = ngettext("%(count)s paper attached", "%(count)s papers attached", len(added))
        last = max(added, key=lambda paper: paper.added_at)
        yield Event(last.added_at, title % {"count": len(added)}, str(last.added_by))


def _removals(papers):
    for paper in papers:
        if paper.removed_at:
            yield Event(
                paper.removed_at, _("Paper taken off"), str(paper.removed_by or ""), paper.document.title
            )
