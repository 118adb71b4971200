"""Who prepares a dossier for its producer, and what is still missing of it.

"What is missing" is one list of gaps: the page shows it with the way to each, the door of the workflow asks
it. A form filled in here counts as the paper, and so does its uploaded scan.
"""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluations.enums import EvidenceKind, Purpose, SelfScoreState
from evaluations.models import Regulation
from evaluations.renewal import to_renew
from evaluations.revisions import expected_rubric
from ocop_portal.core.access import Allowed, Denied
from producers.rules import acts_for, can_work_in

PART = "part-"  # before the letter of the part, where a gap is about self-scores
RENEWAL = "renewal"
SLIP_NEEDS = ("representative", "address", "phone")
REPORT_NEEDS = ("history", "organisation", "business_results", "plan")


@dataclass(frozen=True)
class Gap:
    """Something to do first. `subject` is a kind of paper, a part of the sheet, or what is to be renewed."""

    sentence: str
    subject: str


def can_keep_documents(user, producer, at=None):
    """The producer's own people keep its papers, and the officers of its area on their behalf."""
    return Allowed() if acts_for(user, producer) else can_work_in(user, producer.unit, at)


def can_correct_document(user, document, at=None):
    """What is written about a paper: its producer until it was handed in, an officer of the area always."""
    officer = can_work_in(user, document.producer.unit, at)
    if officer or not acts_for(user, document.producer):
        return officer
    if document.uses.filter(dossier__revisions__isnull=False).exists():
        return Denied(_("This paper was handed in with a dossier: ask the office to correct it."))
    return Allowed()


def gaps(dossier):
    """Return what keeps the dossier from being handed in, in the order of the papers."""
    regulation = Regulation.objects.on(dossier.received_on)
    there = set(dossier.evidence.standing().values_list("document__kind", flat=True))
    found = []
    for kind in regulation.required_evidence:
        if kind not in there:
            found += FORMS[kind](dossier) if kind in FORMS else [_paper_gap(kind)]
    return found + renewal_gaps(dossier)


def _paper_gap(kind):
    return Gap(_("Attach: %(paper)s.") % {"paper": EvidenceKind(kind).label}, kind)


def _form_gap(kind):
    return Gap(_("Fill in or attach: %(paper)s.") % {"paper": EvidenceKind(kind).label}, kind)


def slip_gaps(dossier):
    """What form 01 lacks; an untouched one lacks itself."""
    slip = getattr(dossier, "slip", None)
    if slip is None:
        return [_form_gap(EvidenceKind.REGISTRATION_SLIP)]
    empty = _empty(slip, SLIP_NEEDS)
    if slip.sample_count is None and asks_for_samples(dossier):
        empty.append(_label(slip, "sample_count"))
    found = [_("Form 01: fill in %(fields)s.") % {"fields": ", ".join(empty)}] if empty else []
    if not slip.is_promised:
        found.append(_("Form 01: the producer has to vouch for what is written."))
    return [Gap(sentence, EvidenceKind.REGISTRATION_SLIP) for sentence in found]


def asks_for_samples(dossier):
    """Samples are handed in with every product but tourism (Decision 26/2026, Article 6)."""
    rubric = expected_rubric(dossier)
    return rubric is None or rubric.requires_sample


def report_gaps(dossier):
    """What form 02 lacks: its texts, and a self-score the producer stands by for every criterion."""
    report = getattr(dossier, "self_assessment", None)
    if report is None:
        return [_form_gap(EvidenceKind.SELF_ASSESSMENT)]
    return text_gaps(report, dossier) + score_gaps(report, dossier)


def text_gaps(report, dossier):
    needs = REPORT_NEEDS if dossier.purpose == Purpose.FIRST else (*REPORT_NEEDS, "changes")
    empty = _empty(report, needs)
    sentence = _("Form 02: write %(fields)s.") % {"fields": ", ".join(empty)}
    return [Gap(sentence, EvidenceKind.SELF_ASSESSMENT)] if empty else []


def _empty(form, names):
    return [_label(form, name) for name in names if not getattr(form, name).strip()]


def _label(form, name):
    return str(form._meta.get_field(name).verbose_name)


def score_gaps(report, dossier):
    rubric = expected_rubric(dossier)
    if rubric is None:
        return []
    states = dict(report.scores.values_list("criterion_code", "state"))
    open_, carried = Counter(), Counter()
    for code, part in rubric.criteria.values_list("code", "part"):
        state = states.get(code, SelfScoreState.OPEN)
        open_[part] += state == SelfScoreState.OPEN
        carried[part] += state == SelfScoreState.CARRIED
    return [gap for part in sorted(open_) for gap in _part_gaps(part, open_[part], carried[part])]


def _part_gaps(part, open_, carried):
    if open_:
        sentence = ngettext(
            "Form 02, part %(part)s: %(count)s criterion has no self-score yet.",
            "Form 02, part %(part)s: %(count)s criteria have no self-score yet.",
            open_,
        )
        yield Gap(sentence % {"part": part, "count": open_}, PART + part)
    if carried:
        sentence = ngettext(
            "Form 02, part %(part)s: confirm %(count)s self-score carried over.",
            "Form 02, part %(part)s: confirm %(count)s self-scores carried over.",
            carried,
        )
        yield Gap(sentence % {"part": part, "count": carried}, PART + part)


def renewal_gaps(dossier):
    sentence = _("Renew “%(title)s”: it ran out on %(day)s.")
    return [
        Gap(sentence % {"title": paper.document, "day": f"{paper.document.valid_until:%d/%m/%Y}"}, RENEWAL)
        for paper in to_renew(dossier)
    ]


FORMS = {EvidenceKind.REGISTRATION_SLIP: slip_gaps, EvidenceKind.SELF_ASSESSMENT: report_gaps}
