"""What the papers of a dossier are written from: a frozen revision, or the draft before the first one."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from evaluations.models import DossierRevision
from evaluations.revisions import frozen_content

VIETNAMESE = "vi"


@dataclass(frozen=True)
class Handed:
    """What papers are written from: the dossier, and the content of a revision or of the draft."""

    dossier: object
    content: dict
    revision: DossierRevision | None

    @property
    def slip(self):
        return self.content["forms"]["slip"] or {}

    @property
    def report(self):
        return self.content["forms"]["self_assessment"] or {}

    @property
    def fine_print(self):
        """Which version the paper was written from, so that it can be told from any other."""
        if self.revision is None:
            return _("Written from the draft: not handed in yet.")
        moment = timezone.localtime(self.revision.submitted_at)
        facts = {
            "number": self.revision.number,
            "moment": f"{moment:%H:%M %d/%m/%Y}",
            "hash": self.revision.hash,
        }
        return _("Handed in at %(moment)s as number %(number)s · checksum %(hash)s") % facts


def handed_in(dossier, number=None, revision=None):
    """Return what was handed in last, or under that number; the draft when nothing was handed in.

    Revisions older than the forms of the portal keep their papers; the facts around them are those of today.
    """
    if revision is None:
        revisions = dossier.revisions.all() if number is None else dossier.revisions.filter(number=number)
        revision = revisions.last()
    content = revision.content if revision else frozen_content(dossier)
    if "forms" not in content:
        papers = content.get("evidence", [])
        content = frozen_content(dossier) | {"evidence": [_with_days(paper) for paper in papers]}
    return Handed(dossier, content, revision)


def _with_days(paper):
    return {"number": "", "issued_on": None, "valid_until": None} | paper


def day_words(text):
    return f"{date.fromisoformat(text):%d/%m/%Y}" if text else ""


def place_of(dossier):
    unit = dossier.receiving_office.unit
    return unit.own_name if unit else ""


def sign_note():
    return _("(signature, full name)")


def paper_title(paper):
    """Return a paper with its number, day and validity, as lists of evidence name it."""
    parts = [paper["title"]]
    if paper["number"]:
        parts.append(_("no. %(number)s") % {"number": paper["number"]})
    if paper["issued_on"]:
        parts.append(_("of %(day)s") % {"day": day_words(paper["issued_on"])})
    if paper["valid_until"]:
        parts.append(_("valid until %(day)s") % {"day": day_words(paper["valid_until"])})
    return ", ".join(parts)
