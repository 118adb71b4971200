"""The task list of a dossier: what is done, what is missing, who has the ball, how long is left.

Nothing here is stored: `Checklist` reads the dossier once (its papers, sheet and log) and works it out.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from evaluations.enums import DossierState, EvidenceKind
from evaluations.models import Regulation, ResultSnapshot
from evaluations.preparation_rules import FORMS
from evaluations.revisions import expected_rubric
from evaluations.supplements import WAITING, asked_for
from ocop_portal.accounts.enums import Level
from ocop_portal.core.days import day_of

UNDONE, DOING, FIX, DONE = "todo", "doing", "fix", "done"
INTAKE_STATES = (
    DossierState.DRAFT,
    DossierState.SUBMITTED,
    DossierState.RETURNED,
    DossierState.ACCEPTED,
)
SOON_DAYS = 3
PART_NAMES = {
    "A": gettext_lazy("Product and strength of the community"),
    "B": gettext_lazy("Marketing ability"),
    "C": gettext_lazy("Product quality"),
}


@dataclass(frozen=True)
class Entry:
    """Where papers are attached: a kind of paper or a criterion, named by `subject` (kind or code)."""

    subject: str
    title: str
    state: str
    papers: list
    criterion: object = None
    proofs: list = field(default_factory=list)
    returned: str = ""

    @property
    def minima(self):
        """The stars for which the criterion has a minimum, as words: "3, 4"."""
        if self.criterion is None:
            return ""
        stars = {option.min_for_star for option in self.criterion.options.all()} | {self.criterion.min_star}
        return ", ".join(str(star) for star in sorted(stars - {None}))


@dataclass(frozen=True)
class Block:
    """Entries under one heading, with the state they add up to."""

    key: str
    title: str
    entries: list

    @property
    def state(self):
        states = {entry.state for entry in self.entries}
        if FIX in states:
            return FIX
        if states <= {DONE}:
            return DONE
        return DOING if DONE in states else UNDONE

    @property
    def is_urgent(self):
        return self.state == FIX

    @property
    def done(self):
        return sum(1 for entry in self.entries if entry.state == DONE)

    @property
    def count(self):
        return len(self.entries)


@dataclass(frozen=True)
class Step:
    """One step of the way from the producer to the certificate."""

    key: str
    title: str
    state: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Due:
    """`kind` is late, soon or empty, as the task list component marks it."""

    day: object
    words: str
    kind: str = ""


def due(dossier, at=None):
    """Return when the receiving office must have handled the dossier, or None when it has no such day now.

    While a supplement is awaited it is the last day for that.
    """
    if dossier.state in WAITING and dossier.supplement_due_on:
        return due_by(dossier.supplement_due_on, at)
    if dossier.due_on is None or dossier.state not in INTAKE_STATES:
        return None
    if dossier.due_on < day_of(at) and dossier.due_on < day_of(dossier.entered_at):
        return Due(dossier.due_on, _("entered afterwards"))
    return due_by(dossier.due_on, at)


def due_by(day, at=None):
    """Return the day with what is left of it in words; soon from three days before."""
    left = (day - day_of(at)).days
    if left < 0:
        words = ngettext("%(days)s day overdue", "%(days)s days overdue", -left) % {"days": -left}
        return Due(day, words, "late")
    words = ngettext("%(days)s day left", "%(days)s days left", left) % {"days": left}
    return Due(day, words if left else _("due today"), "soon" if left <= SOON_DAYS else "")


def holder(dossier):
    """Say in one sentence whose turn it is."""
    sentences = {
        DossierState.DRAFT: _("The producer prepares the dossier, or %(office)s on its behalf."),
        DossierState.RETURNED: _("The producer supplements the dossier, or %(office)s on its behalf."),
        DossierState.SUBMITTED: _("%(office)s checks whether the dossier is complete."),
        DossierState.ACCEPTED: _("%(office)s writes its assessment and proposes the dossier."),
        DossierState.SUPPLEMENTING: _("%(office)s and the producer supplement what the advisory group asks."),
        DossierState.PROPOSED: _("The council's secretary puts the dossier on an agenda (%(level)s level)."),
        DossierState.SCORING: _("The council scores the product (%(level)s level)."),
        DossierState.SCORED: _("A leader decides on the result."),
        DossierState.RECOGNISED: _("Finished: the product is recognised."),
        DossierState.NOT_RECOGNISED: _("Finished without recognition."),
        DossierState.WITHDRAWN: _("Withdrawn: nobody works on it any more."),
    }
    level = Level(dossier.council_level).label if dossier.council_level else ""
    return sentences[DossierState(dossier.state)] % {"office": dossier.receiving_office, "level": level}


class Checklist:
    def __init__(self, dossier):
        self.dossier = dossier

    @cached_property
    def regulation(self):
        """The pinned regulation, else the one of the day of receipt."""
        return self.dossier.regulation or Regulation.objects.on(self.dossier.received_on)

    @cached_property
    def rubric(self):
        return expected_rubric(self.dossier)

    @cached_property
    def papers(self):
        """Return the standing papers by subject: their criterion's code, else their kind."""
        found = defaultdict(list)
        for paper in self.dossier.evidence.standing():
            found[paper.criterion_code or paper.document.kind].append(paper)
        return found

    @cached_property
    def _kinds(self):
        """Kinds count wherever the paper hangs, and forms filled in here as papers, as in `gaps`."""
        attached = {paper.document.kind for papers in self.papers.values() for paper in papers}
        return attached | {kind for kind, gaps in self.form_gaps.items() if not gaps}

    @cached_property
    def form_gaps(self):
        """What forms 01 and 02 lack, by their kind."""
        return {kind: gaps_of(self.dossier) for kind, gaps_of in FORMS.items()}

    @cached_property
    def report(self):
        return getattr(self.dossier, "self_assessment", None)

    @cached_property
    def scores(self):
        """The producer's self-scores by criterion."""
        found = self.report.scores.all() if self.report else ()
        return {score.criterion_code: score for score in found}

    @cached_property
    def ask(self):
        """What the dossier was asked to supplement last, or None."""
        return asked_for(self.dossier)

    @property
    def awaited(self):
        """The ask whose items are to be mended now, or None."""
        return self.ask if self.ask and self.ask.is_awaited else None

    def _of_kind(self, kind):
        return [paper for papers in self.papers.values() for paper in papers if paper.document.kind == kind]

    def _entry(self, subject, title, *, there, papers=None, **more):
        notes = self.awaited.notes if self.awaited else {}
        papers = self.papers.get(subject, []) if papers is None else papers
        state = DONE if there else UNDONE
        if subject in notes and subject not in self.awaited.changed:
            state = FIX
        return Entry(subject, title, state, papers, returned=notes.get(subject, ""), **more)

    @cached_property
    def required(self):
        entries = [
            self._entry(kind, EvidenceKind(kind).label, there=kind in self._kinds, papers=self._of_kind(kind))
            for kind in self.regulation.required_evidence
        ]
        return Block("required", _("Papers every dossier needs"), entries)

    @cached_property
    def others(self):
        """Papers for the whole dossier that the law does not ask of everybody, in the order of form 02."""
        kinds = [kind for kind in EvidenceKind if kind not in self.regulation.required_evidence]
        codes = {criterion.code for criterion in self.criteria}
        strays = [subject for subject in self.papers if subject not in codes and subject not in EvidenceKind]
        entries = [self._entry(kind, kind.label, there=True) for kind in kinds if self._is_shown(kind)]
        entries += [self._entry(code, code, there=True) for code in strays]
        return Block("others", _("Other papers of the dossier"), entries)

    def _is_shown(self, kind):
        return kind in self.papers or bool(self.awaited and kind in self.awaited.notes)

    @cached_property
    def criteria(self):
        if self.rubric is None:
            return []
        return list(self.rubric.criteria.prefetch_related("options"))

    @cached_property
    def parts(self):
        """One block per part of the sheet, an entry per criterion."""
        by_part = defaultdict(list)
        for criterion in self.criteria:
            by_part[criterion.part].append(self._criterion_entry(criterion))
        return [
            Block(
                part,
                _("Part %(part)s: %(name)s") % {"part": part, "name": PART_NAMES.get(part, part)},
                entries,
            )
            for part, entries in sorted(by_part.items())
        ]

    def _criterion_entry(self, criterion):
        proofs = [one["text"] for one in criterion.conditions if one["type"] in ("evidence", "require")]
        return self._entry(
            criterion.code,
            str(criterion),
            there=criterion.code in self.papers,
            criterion=criterion,
            proofs=proofs,
        )

    @property
    def blocks(self):
        return [self.required, *self.parts, self.others]

    @property
    def unmended(self):
        return sum(1 for block in self.blocks for entry in block.entries if entry.state == FIX)

    # The way of the dossier

    @cached_property
    def assessment(self):
        return getattr(self.dossier, "assessment", None)

    @cached_property
    def item(self):
        """The latest item on a council's agenda, or None."""
        return self.dossier.items.select_related("session__council").order_by("-pk").first()

    @cached_property
    def result(self):
        return ResultSnapshot.objects.latest_of(self.dossier) if self.item else None

    @cached_property
    def decision_line(self):
        return getattr(self.dossier, "decision_line", None)

    @cached_property
    def certificate(self):
        return self.dossier.certificate

    @property
    def paper_count(self):
        return sum(len(papers) for papers in self.papers.values())

    @cached_property
    def steps(self):
        papers, assessment = "#papers", "#assessment" if self.assessment else ""
        return [
            Step("submission", _("Hand in"), self._submission_state(), self._submission_note(), papers),
            Step("intake", _("Check of completeness"), self._state_of("submitted"), self._intake_note()),
            Step("assessment", _("Local assessment (form 03)"), self._assessment_state(), url=assessment),
            Step("proposal", _("Proposal to the council"), self._proposal_state(), self._level_note()),
            Step("council", _("Scoring by the council"), self._council_state(), self._session_note()),
            Step("decision", _("Decision and certificate"), self._state_of("scored"), self._decision_note()),
        ]

    def _state_of(self, working):
        """DOING while the dossier is in the state `working`, UNDONE before it, DONE after."""
        here, there = _place(self.dossier.state), _place(working)
        return DOING if here == there else DONE if here > there else UNDONE

    def _submission_state(self):
        if self.dossier.state in WAITING:
            return FIX
        if self.dossier.state == DossierState.DRAFT:
            return DOING if self.papers else UNDONE
        return DONE

    def _assessment_state(self):
        return DONE if self.assessment else UNDONE

    def _proposal_state(self):
        if self._state_of("accepted") == DOING:
            return DOING if self.assessment else UNDONE
        return self._state_of("accepted")

    def _council_state(self):
        before = (DossierState.PROPOSED, DossierState.SUPPLEMENTING)
        return UNDONE if self.dossier.state in before else self._state_of("scoring")

    def _submission_note(self):
        return _("Received on %(day)s") % {"day": f"{self.dossier.received_on:%d/%m/%Y}"}

    def _intake_note(self):
        number = self.dossier.receipt_number
        return _("Receipt number %(number)s") % {"number": number} if number else ""

    def _level_note(self):
        level = self.dossier.council_level or self.regulation.council_level
        return _("Council at the level of the %(level)s") % {"level": Level(level).label}

    def _session_note(self):
        return f"{self.item.session}, {self.item.session.held_on:%d/%m/%Y}" if self.item else ""

    def _decision_note(self):
        if self.decision_line:
            decision = self.decision_line.decision
            return f"{decision.number}, {decision.decided_on:%d/%m/%Y}"
        last_day = self.regulation.last_day_for(self.dossier.purpose)
        return _("To be decided by %(day)s") % {"day": f"{last_day:%d/%m/%Y}"} if last_day else ""


_PLACES = ("draft", "returned", "submitted", "accepted", "supplementing", "proposed", "scoring", "scored")


def _place(state):
    """How far along the way a state lies; the closed states lie behind all others, withdrawn before them."""
    if state == DossierState.WITHDRAWN:
        return -1
    return _PLACES.index(state) if state in _PLACES else len(_PLACES)
