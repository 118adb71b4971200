"""What was asked for in addition, item by item, and which of it changed since.

An ask is a return by the receiving office or a request of the advisory group. A change is told by the papers
that stood when it was asked and those that stand now, and by what the two forms say.
"""

from dataclasses import dataclass

from evaluations.enums import DossierState, EvidenceKind
from evaluations.models import DossierLog
from evaluations.revisions import frozen_forms

# transition that asks: the states in which its items are still looked at
ASKS = {
    "return_for_supplement": (DossierState.RETURNED, DossierState.SUBMITTED),
    "request_supplement": (DossierState.SUPPLEMENTING, DossierState.PROPOSED),
}
WAITING = (DossierState.RETURNED, DossierState.SUPPLEMENTING)


@dataclass(frozen=True)
class AskedItem:
    """`subject` is a kind of paper or the code of a criterion."""

    subject: str
    note: str
    is_changed: bool

    @property
    def kind_label(self):
        return EvidenceKind(self.subject).label if self.subject in EvidenceKind.values else ""


@dataclass(frozen=True)
class Ask:
    """`due_on` is the last day for the supplement while it is awaited."""

    log: DossierLog
    items: tuple
    is_awaited: bool
    due_on: object = None

    @property
    def notes(self):
        return {item.subject: item.note for item in self.items}

    @property
    def changed(self):
        return {item.subject for item in self.items if item.is_changed}

    @property
    def changed_count(self):
        return len(self.changed)


def last_ask(dossier):
    """Return the log row of the latest ask that the state still looks at, with its items, or None."""
    looked_at = [name for name, states in ASKS.items() if dossier.state in states]
    if not looked_at:
        return None
    asked = DossierLog.objects.filter(dossier=dossier, transition__in=looked_at)
    return asked.select_related("by").prefetch_related("items").first()


def asked_for(dossier):
    """Return the `Ask` the dossier stands under, or None (at most five queries)."""
    log = last_ask(dossier)
    if log is None:
        return None
    before, now = _papers(dossier, log.at)
    forms_before, forms_now = _forms(dossier, log.at)
    items = tuple(
        AskedItem(
            item.subject,
            item.note,
            _of(before, item.subject) != _of(now, item.subject)
            or _form(forms_before, item.subject) != _form(forms_now, item.subject),
        )
        for item in log.items.all()
    )
    return Ask(log, items, dossier.state in WAITING, dossier.supplement_due_on)


def _papers(dossier, moment):
    """Return the papers standing at the moment and those standing now, as (kind, criterion, checksum)."""
    then, now = set(), set()
    for paper in dossier.evidence.all():
        facts = (paper.document.kind, paper.criterion_code, paper.document.sha256)
        if paper.added_at <= moment and (paper.removed_at is None or paper.removed_at > moment):
            then.add(facts)
        if paper.removed_at is None:
            now.add(facts)
    return then, now


def _of(papers, subject):
    """A kind counts wherever its papers hang; a criterion counts its own."""
    place = 0 if subject in EvidenceKind.values else 1
    return {paper for paper in papers if paper[place] == subject}


def _forms(dossier, moment):
    """Return the forms as frozen before the moment and as they are now."""
    revision = dossier.revisions.filter(submitted_at__lte=moment).last()
    before = revision.content.get("forms") if revision else None
    now = frozen_forms(dossier)
    return (before, now) if before else (now, now)


def _form(forms, subject):
    """Return the part of the forms that answers for the subject."""
    if subject == EvidenceKind.REGISTRATION_SLIP:
        return forms["slip"]
    own = forms["self_assessment"]
    if subject == EvidenceKind.SELF_ASSESSMENT or own is None:
        return own
    return [score for score in own["scores"] if score["criterion"] == subject]
