"""The task list of a dossier while it is prepared: every section with one of the four states.

The states are worked out from what is stored; nothing is ticked by hand, so nothing can be ticked unread.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluations.checklist import DOING, DONE, FIX, PART_NAMES, UNDONE
from evaluations.enums import EvidenceKind, SelfScoreState
from evaluations.preparation_rules import text_gaps
from evaluations.renewal import ran_out, to_renew

SLIP, REPORT = EvidenceKind.REGISTRATION_SLIP, EvidenceKind.SELF_ASSESSMENT


@dataclass(frozen=True)
class Task:
    title: str
    state: str
    url: str
    note: str = ""


def preparation_tasks(dossier, checklist):
    """Return the sections to prepare, in the order in which one works through them."""
    return [
        _slip(dossier, checklist),
        _report(dossier, checklist),
        *(_part(dossier, checklist, block) for block in checklist.parts),
        *_required(checklist),
        *_renewal(dossier),
    ]


def _form_state(checklist, kind, form, is_done):
    entry = next(entry for entry in checklist.required.entries if entry.subject == kind)
    if entry.state == FIX:
        return FIX
    if is_done or checklist.papers.get(kind):
        return DONE
    return UNDONE if form is None else DOING


def _slip(dossier, checklist):
    slip = getattr(dossier, "slip", None)
    state = _form_state(checklist, SLIP, slip, not checklist.form_gaps[SLIP])
    return Task(
        SLIP.label, state, reverse("dossier_slip", args=[dossier.pk]), _form_note(checklist, SLIP, slip)
    )


def _report(dossier, checklist):
    report = checklist.report
    is_done = report is not None and not text_gaps(report, dossier)
    state = _form_state(checklist, REPORT, report, is_done)
    note = _form_note(checklist, REPORT, report)
    return Task(REPORT.label, state, reverse("dossier_report", args=[dossier.pk]), note)


def _form_note(checklist, kind, form):
    if checklist.papers.get(kind):
        return _("A scan is attached.")
    if form is None:
        return _("Filled in here, or attached as a scan.")
    return _("Filled in by the office on the producer's behalf.") if form.is_on_behalf else ""


def _part(dossier, checklist, block):
    """A part of the sheet: its self-scores, and what is to be mended among its papers."""
    codes = [entry.subject for entry in block.entries]
    scores = [checklist.scores[code] for code in codes if code in checklist.scores]
    given = sum(score.state == SelfScoreState.GIVEN for score in scores)
    url = reverse("dossier_self_scores", args=[dossier.pk, block.key])
    title = _("Part %(part)s: %(name)s") % {"part": block.key, "name": PART_NAMES.get(block.key, block.key)}
    papers = sum(len(entry.papers) for entry in block.entries)
    return Task(
        title, _part_state(checklist, block, given, scores), url, _part_note(given, len(codes), papers)
    )


def _part_state(checklist, block, given, scores):
    if block.state == FIX:
        return FIX
    if given == block.count or (checklist.papers.get(REPORT) and not scores):
        return DONE
    return DOING if scores else UNDONE


def _part_note(given, count, papers):
    words = ngettext("%(given)s of %(count)s self-score", "%(given)s of %(count)s self-scores", count)
    attached = ngettext("%(count)s paper", "%(count)s papers", papers) % {"count": papers}
    return f"{words % {'given': given, 'count': count}} · {attached}"


def _required(checklist):
    """The other papers every dossier needs, where the regulation names any."""
    entries = [entry for entry in checklist.required.entries if entry.subject not in (SLIP, REPORT)]
    if entries:
        states = {entry.state for entry in entries}
        state = FIX if FIX in states else DONE if states == {DONE} else DOING if DONE in states else UNDONE
        yield Task(checklist.required.title, state, "#khoi-required")


def _renewal(dossier):
    """Papers of the last recognition that ran out since."""
    expired = ran_out(dossier)
    if expired:
        left = len(to_renew(dossier))
        words = ngettext("%(count)s paper to renew", "%(count)s papers to renew", left)
        state = DOING if 0 < left < len(expired) else UNDONE if left else DONE
        yield Task(
            _("Papers that ran out since the last recognition"), state, "#renewal", words % {"count": left}
        )
