"""The page of self-scores: one part of the sheet with the producer's marks, its papers, and what proves what.

It shows the sheet as a member of the council sees it on a score card, with the producer's own answers.
"""

import types
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from evaluations.card_page import CardPage
from evaluations.enums import SelfScoreState
from evaluations.guidance import notes_of, proofs_for
from evaluations.models import Regulation
from evaluations.next_star import next_star
from evaluations.preparation import report_of
from evaluations.revisions import expected_rubric


@dataclass(frozen=True)
class Advice:
    """A step to the next star in words."""

    code: str
    name: str
    part: str
    wording: str
    gain: int


class SelfScorePage(CardPage):
    """`part` may be empty where only totals and the next star are wanted. Needs a published sheet."""

    def __init__(self, dossier, part=""):
        self.dossier, self.part = dossier, part
        self.rubric = expected_rubric(dossier)
        self.report = report_of(dossier)
        rows = list(self.report.scores.all()) if self.report.version else []
        self.marks = {one.criterion_code: one.mark for one in rows if one.state != SelfScoreState.OPEN}
        self.notes = {one.criterion_code: one.note for one in rows}
        self.carried = {one.criterion_code for one in rows if one.state == SelfScoreState.CARRIED}

    @cached_property
    def bands(self):
        regulation = self.dossier.regulation or Regulation.objects.on(self.dossier.received_on)
        return regulation.bands()

    # The marks of this page are the producer's own, and nobody has remarked on them yet.
    own_points = remarks = types.MappingProxyType({})

    @cached_property
    def papers(self):
        """The standing papers by criterion."""
        found = defaultdict(list)
        for paper in self.dossier.evidence.standing():
            found[paper.criterion_code].append(paper)
        return dict(found)

    @cached_property
    def sections(self):
        """The sections of this part with their lines and what proves each line."""
        mine = next(part for part in self.parts if part["code"] == self.part)
        return [
            {"section": row["section"], "lines": [self._proved(line) for line in row["lines"]]}
            for row in mine["sections"]
        ]

    def _proved(self, line):
        return {
            "line": line,
            "notes": notes_of(line.criterion),
            "proofs": proofs_for(line.criterion),
            "papers": self.papers.get(line.code, []),
            "is_carried": line.code in self.carried,
        }

    # The next star

    @cached_property
    def way(self):
        return next_star(self.sheet, self.marks)

    @property
    def demanded(self):
        return [self._advice(step) for step in self.way.demanded] if self.way else []

    @property
    def cheapest(self):
        return [self._advice(step) for step in self.way.steps] if self.way else []

    def _advice(self, step):
        criterion = next(one for one in self.criteria if one.code == step.criterion)
        option = criterion.options.all()[step.mark]
        return Advice(criterion.code, criterion.name, criterion.part, option.label, step.gain)
