"""What the page of a score card shows: the real sheet with a member's own answers, papers and running totals.

Reads one member's draft and the pinned sheet and papers; nothing of anybody else's.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evaluations import scorecards, scoring
from evaluations.advising import remarks_before_council
from evaluations.enums import EvidenceKind, ItemState, SessionState
from evaluations.results import rules_in_words
from evaluations.self_scores import self_points
from evaluations.sheet_parts import parts_of

NONE = "none"  # how a form says "none of these, 0 points"
MARK, NOTE = "m-", "n-"  # before the criterion's code in the names of the fields

# How a condition of the sheet is marked: its kind for the eye, its word, its drawing.
CONDITIONS = {
    "stop": ("stop", _("Stops the scoring"), "slash-circle"),
    "disqualify": ("stop", _("Disqualifies"), "slash-circle"),
    "exclude": ("stop", _("Not scored"), "slash-circle"),
    "require": ("rule", _("Required"), "check2-square"),
    "apply_if": ("rule", _("Only if"), "funnel"),
    "choose_case": ("rule", _("Choose the case"), "list-ul"),
    "evidence": ("paper", _("Evidence"), "paperclip"),
    "info": ("note", _("Note"), "info-circle"),
}


@dataclass(frozen=True)
class Choice:
    """One row to tick. `key` is the figure on the keyboard that picks it, empty beyond the ninth."""

    value: str
    label: str | Promise
    points: int
    min_star: int | None
    key: str
    chosen: bool


@dataclass(frozen=True)
class Line:
    """A criterion as the member sees it; `cases` are pairs of a heading (or "") and its choices."""

    criterion: object
    cases: list
    note: str
    answered: bool
    paper_count: int
    own_points: int | None = None  # what the producer gave itself
    remark: str = ""

    @property
    def code(self):
        return self.criterion.code

    @property
    def conditions(self):
        return [_condition(given) for given in self.criterion.conditions]

    @property
    def choices(self):
        return [choice for _case, choices in self.cases for choice in choices]

    @property
    def chosen(self):
        """The choice that is ticked, or None."""
        return next((choice for choice in self.choices if choice.chosen), None)


def _condition(given):
    kind, word, icon = CONDITIONS.get(given["type"], CONDITIONS["info"])
    return {"kind": kind, "word": word, "icon": icon, "text": given["text"]}


class CardPage:
    """`marks` and `notes` are those of the card's draft unless others are given."""

    def __init__(self, card):
        self.card, self.item, self.draft = card, card.item, card.draft
        self.marks, self.notes = self.draft.marks, self.draft.notes
        self.rubric = self.item.rubric

    @cached_property
    def sheet_parts(self):
        return parts_of(self.rubric)

    @property
    def stop_rules(self):
        return self.sheet_parts.stop_rules

    @property
    def criteria(self):
        return self.sheet_parts.criteria

    @cached_property
    def bands(self):
        return self.item.dossier.regulation.bands()

    @cached_property
    def sheet(self):
        return self.rubric.sheet(self.bands, self.criteria)

    @cached_property
    def running(self):
        return scoring.running(self.sheet, self.marks)

    @cached_property
    def own_points(self):
        return self_points(self.item, self.sheet)

    @cached_property
    def rules(self):
        """The working rules of the council as sentences, with their number."""
        session = self.item.session
        council_rules = session.council.rules
        return {"number": council_rules.number, "sentences": rules_in_words(council_rules, session.vote)}

    @cached_property
    def parts(self):
        """The sheet as a tree: parts with their sections, sections with their lines."""
        parts = {}
        for criterion in self.criteria:
            sections = parts.setdefault(criterion.part, {})
            sections.setdefault(criterion.section, []).append(self.line(criterion))
        return [
            {
                "code": part,
                "points": self.running.parts[part],
                "maximum": self.running.part_maxima[part],
                "sections": [{"section": one, "lines": lines} for one, lines in sections.items()],
            }
            for part, sections in parts.items()
        ]

    def line(self, criterion):
        code = criterion.code
        return Line(
            criterion,
            cases=self._cases(criterion),
            note=self.notes.get(code, ""),
            answered=code in self.marks,
            paper_count=len(self.papers.get(code, ())),
            own_points=self.own_points.get(code),
            remark=self.remarks.get(code, ""),
        )

    def _cases(self, criterion):
        cases = defaultdict(list)
        for number, option in enumerate(criterion.options.all(), start=1):
            chosen = self.marks.get(criterion.code, NONE) == option.position
            value = str(option.position)
            choice = Choice(value, option.label, option.points, option.min_for_star, _key(number), chosen)
            cases[option.case].append(choice)
        if all(option.points for option in criterion.options.all()):
            cases[""].append(self._none(criterion))
        return list(cases.items())

    def _none(self, criterion):
        number = len(criterion.options.all()) + 1
        chosen = criterion.code in self.marks and self.marks[criterion.code] is None
        return Choice(NONE, _("None of these"), 0, None, _key(number), chosen)

    # What is at hand

    @cached_property
    def papers(self):
        """The papers of the pinned revision by criterion; those of the whole dossier under the empty code."""
        kinds = dict(EvidenceKind.choices)
        papers = defaultdict(list)
        for paper in self.item.revision.content.get("evidence", []):
            papers[paper["criterion_code"]].append(paper | {"kind_label": kinds.get(paper["kind"], "")})
        return dict(papers)

    @cached_property
    def remarks(self):
        """What the advisory group handed over to say, by criterion."""
        return remarks_before_council(self.item.dossier)

    @property
    def general_papers(self):
        return self.papers.get("", [])

    @property
    def papers_by_line(self):
        return [(line, self.papers[line.code]) for line in self.lines if line.code in self.papers]

    @cached_property
    def lines(self):
        return [line for part in self.parts for row in part["sections"] for line in row["lines"]]

    @property
    def unanswered(self):
        return [line for line in self.lines if not line.answered]

    @property
    def missed(self):
        """Stars 3, 4 and 5, each with the codes of the minima that are not reached yet."""
        missed = self.running.missed_minima
        return [(star, [minimum.criterion for minimum in minima]) for star, minima in missed.items()]

    # Where the card stands

    @cached_property
    def latest(self):
        """The revision submitted last, or None."""
        return self.card.revisions.last()

    @cached_property
    def can_write(self):
        """Still scored: the round runs, item and session are open."""
        item = self.item
        is_open = item.state == ItemState.OPEN and item.session.state == SessionState.OPEN
        return is_open and self.card.round == item.round

    @property
    def changed_since(self):
        return self.latest is not None and scorecards.differs(self.draft, self.latest)


def _key(number):
    return str(number) if number < 10 else ""


# Forms


def read_answers(posted):
    """Return marks and notes as the form of the page sends them; what is no number is left for the rules."""
    marks = {code: _mark(value) for code, value in _named(posted, MARK) if value}
    return marks, dict(_named(posted, NOTE))


def _named(posted, prefix):
    return [(name[len(prefix) :], value) for name, value in posted.items() if name.startswith(prefix)]


def _mark(value):
    if value == NONE:
        return None
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 4 else value


def number_in(posted, name):
    """Return a whole number of the form, or -1 where there is none."""
    value = posted.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else -1


def answers_as_fields(marks, notes):
    """Return marks and notes as the fields of the form: the reverse of `read_answers`."""
    fields = {f"{MARK}{code}": NONE if mark is None else str(mark) for code, mark in marks.items()}
    return fields | {f"{NOTE}{code}": note for code, note in notes.items()}


def differences(page, marks, notes):
    """Return what stands here and what is stored, for each criterion where the two differ."""
    rows = []
    for line in page.lines:
        code = line.code
        same_mark = marks.get(code, "") == page.marks.get(code, "")
        if not same_mark or notes.get(code, "").strip() != page.notes.get(code, ""):
            here = _label(line, marks, code), notes.get(code, "")
            stored = _label(line, page.marks, code), page.notes.get(code, "")
            rows.append({"line": line, "here": here, "stored": stored})
    return rows


def _label(line, marks, code):
    if code not in marks:
        return _("no answer")
    wanted = NONE if marks[code] is None else str(marks[code])
    return next((choice.label for choice in line.choices if choice.value == wanted), "?")
