"""How long a paper holds against the certificate it is to support.

A paper need not outlive the certificate, but who decides wants to know which do not: they are asked for again
at the re-evaluation. The expected certificate runs from the expected day of decision for the months of the
regulation in force.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from evaluations.models import Regulation
from ocop_portal.core.days import add_months, day_of

EXPIRED, SOON, EARLY = "expired", "soon", "early"
SOON_DAYS = 60


@dataclass(frozen=True)
class Expiry:
    """`kind` is expired, soon (within 60 days) or early (before the certificate would end)."""

    kind: str
    words: str


def expected_until(dossier=None, at=None):
    """Return the last day of the certificate that a decision on the expected day would give."""
    day = expected_decision(dossier, at)
    regulation = (dossier.regulation if dossier else None) or Regulation.objects.on(day_of(at))
    return add_months(day, regulation.validity_months)


def expected_decision(dossier=None, at=None):
    """The day of the council's session, else the day the intake is due, and never a day that is over."""
    if dossier is None:
        return day_of(at)
    held = dossier.items.order_by("-pk").values_list("session__held_on", flat=True).first()
    return max(held or dossier.due_on or day_of(at), day_of(at))


def expiry_of(document, until, at=None):
    """Return the `Expiry` of the paper against the day a certificate would end, or None when it holds."""
    last, day = document.valid_until, day_of(at)
    if last is None or last >= until:
        return None
    if last < day:
        return Expiry(EXPIRED, _("ran out on %(day)s") % {"day": f"{last:%d/%m/%Y}"})
    kind = SOON if last <= day + timedelta(days=SOON_DAYS) else EARLY
    words = _("valid until %(day)s, the certificate would run until %(until)s")
    return Expiry(kind, words % {"day": f"{last:%d/%m/%Y}", "until": f"{until:%d/%m/%Y}"})


def short_lived(papers, until, at=None):
    """Return (paper, expiry) for the pieces of evidence that do not outlive the certificate, first first."""
    found = {paper.document_id: (paper, expiry_of(paper.document, until, at)) for paper in papers}
    rows = [(paper, expiry) for paper, expiry in found.values() if expiry]
    return sorted(rows, key=lambda row: row[0].document.valid_until)
