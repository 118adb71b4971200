"""The official score sheets as they are kept in data/criteria: found, read, and added up again.

A sheet is a fact about a decision, never changed here. Its sums are verified from its own criteria,
whatever the file says about them, because only a sheet that adds up may be published.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy

from evaluations import scoring

FOLDER = Path(__file__).parent / "data" / "criteria"
FILE_PREFIXES = {"QD26": "qd26-2026", "QD148": "qd148-2023", "QD781": "qd781-2020"}
EDITIONS = tuple(FILE_PREFIXES)
TOTAL_POINTS = 100


class UnknownSheet(LookupError):
    """No file holds a sheet of this edition and set."""


# What a file holds


@dataclass(frozen=True)
class ConditionRecord:
    """`type` is info, evidence, require, exclude, apply_if, choose_case, stop or disqualify."""

    type: str
    text: str


@dataclass(frozen=True)
class OptionRecord:
    label: str
    points: int
    min_for_star: int | None = None
    case: str = ""


@dataclass(frozen=True)
class CriterionRecord:
    """Options keep the order of the decision: a mark is a position, and points may repeat or fall.

    `options_inferred`: the decision prints a maximum but no options, so all or nothing is assumed.
    """

    code: str
    part: str
    section: str
    group: str
    name: str
    max_points: int
    conditions: tuple[ConditionRecord, ...]
    options: tuple[OptionRecord, ...]
    criterion_min_star: int | None
    options_inferred: bool

    @property
    def scored(self) -> scoring.Criterion:
        options = tuple(
            scoring.Option(option.points, option.min_for_star, option.case or None) for option in self.options
        )
        return scoring.Criterion(self.code, self.part, options, self.criterion_min_star)


@dataclass(frozen=True)
class SectionRecord:
    code: str
    part: str
    name: str
    max_points: int


@dataclass(frozen=True)
class SheetRecord:
    """One product set's sheet in one edition.

    `trust` says how far the transcript was confirmed, `ministries_trust` the same of the ministries
    where it differs; `requires_sample` is None where the source does not tell. The days are those of
    the decision; which regulation uses the sheet on which day is not said here.
    """

    edition: str
    set_no: int
    set_code: str
    name: str
    group: str
    subgroup: str
    ministries: tuple[str, ...]
    ministries_trust: str
    decision: str
    issued: date
    effective_from: date
    effective_to: date | None
    source: str
    trust: str
    note: str
    requires_sample: bool | None
    product_code_format: str
    disqualifiers: tuple[str, ...]
    parts_expected: tuple[tuple[str, int], ...]
    sections: tuple[SectionRecord, ...]
    criteria: tuple[CriterionRecord, ...]
    star_minimum_criteria: tuple[tuple[int, tuple[str, ...]], ...]
    transcription_fixes: tuple[str, ...]

    @property
    def sheet(self) -> scoring.Sheet:
        return scoring.Sheet(tuple(criterion.scored for criterion in self.criteria))


# Finding and reading


@cache
def sheet_files() -> dict[tuple[str, int], Path]:
    """The file of every sheet by (edition, set number), editions as in EDITIONS, sets in order."""
    return {
        (edition, int(path.name.split("_")[1])): path
        for edition, prefix in FILE_PREFIXES.items()
        for path in sorted(FOLDER.glob(f"{prefix}_*.json"))
    }


@cache
def load_sheet(edition: str, set_no: int) -> SheetRecord:
    """Raises UnknownSheet when no file holds it (set 10 of QD781 was lost by its source)."""
    try:
        path = sheet_files()[edition, set_no]
    except KeyError:
        raise UnknownSheet(edition, set_no) from None
    return read_sheet(edition, json.loads(path.read_text(encoding="utf-8")))


def all_sheets() -> Iterator[SheetRecord]:
    return (load_sheet(edition, set_no) for edition, set_no in sheet_files())


def read_sheet(edition: str, data: dict) -> SheetRecord:
    """The typed record of one file's content."""
    return SheetRecord(
        edition=edition,
        set_no=data["set_no"],
        set_code=data["set_code"],
        name=data["set"],
        group=data["group"],
        subgroup=data.get("subgroup", ""),
        ministries=tuple(data.get("managing_ministries", ())),
        ministries_trust=data.get("managing_ministries_status", ""),
        decision=data["decision"],
        issued=date.fromisoformat(data["issued"]),
        effective_from=date.fromisoformat(data["effective_from"]),
        effective_to=date.fromisoformat(data["effective_to"]) if data["effective_to"] else None,
        source=data["source"],
        trust=data["status"],
        note=data.get("note", ""),
        requires_sample=data.get("requires_sample"),
        product_code_format=data["product_code_format"],
        disqualifiers=tuple(data["disqualifiers"]),
        parts_expected=tuple(data["parts_expected"].items()),
        sections=tuple(SectionRecord(**section) for section in data["sections"]),
        criteria=tuple(_read_criterion(criterion) for criterion in data["criteria"]),
        star_minimum_criteria=_read_star_minimum_criteria(data["star_minimum_criteria"]),
        transcription_fixes=tuple(data["transcription_fixes"]),
    )


def _read_criterion(data: dict) -> CriterionRecord:
    return CriterionRecord(
        code=data["code"],
        part=data["part"],
        section=data["section"],
        group=data.get("group", ""),
        name=data["name"],
        max_points=data["max_points"],
        conditions=tuple(ConditionRecord(**condition) for condition in data["conditions"]),
        options=tuple(OptionRecord(**option) for option in data["options"]),
        criterion_min_star=data.get("criterion_min_star"),
        options_inferred=data.get("options_inferred", False),
    )


def _read_star_minimum_criteria(data: dict) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple((int(star), tuple(codes)) for star, codes in data.items())


# Adding up


class SheetProblemKind(StrEnum):
    TOTAL = "total"
    PART = "part"
    PART_SECTIONS = "part_sections"
    SECTION = "section"
    BEST_OPTION = "best_option"
    NO_OPTIONS = "no_options"
    REPEATED_CODE = "repeated_code"
    UNKNOWN_SECTION = "unknown_section"
    REPEATED_MINIMUM = "repeated_minimum"
    FALLING_MINIMA = "falling_minima"
    MINIMA_LIST = "minima_list"


SHEET_PROBLEM_TEXTS = {
    SheetProblemKind.TOTAL: gettext_lazy("The parts add up to %(found)s points instead of %(expected)s."),
    SheetProblemKind.PART: gettext_lazy(
        "Part %(place)s: its criteria add up to %(found)s points instead of %(expected)s."
    ),
    SheetProblemKind.PART_SECTIONS: gettext_lazy(
        "Part %(place)s: its sections add up to %(found)s points instead of %(expected)s."
    ),
    SheetProblemKind.SECTION: gettext_lazy(
        "Section %(place)s: its criteria add up to %(found)s points instead of %(expected)s."
    ),
    SheetProblemKind.BEST_OPTION: gettext_lazy(
        "Criterion %(place)s: its best option gives %(found)s points, its maximum is %(expected)s."
    ),
    SheetProblemKind.NO_OPTIONS: gettext_lazy("Criterion %(place)s has no options."),
    SheetProblemKind.REPEATED_CODE: gettext_lazy("Criterion %(place)s appears %(found)s times."),
    SheetProblemKind.UNKNOWN_SECTION: gettext_lazy(
        "Criterion %(place)s belongs to section %(found)s, which its part does not have."
    ),
    SheetProblemKind.REPEATED_MINIMUM: gettext_lazy(
        "Criterion %(place)s: more than one option is the minimum for %(found)s stars."
    ),
    SheetProblemKind.FALLING_MINIMA: gettext_lazy(
        "Criterion %(place)s: a higher star asks for fewer points than a lower one."
    ),
    SheetProblemKind.MINIMA_LIST: gettext_lazy(
        "Minima for %(place)s stars: the sheet marks the criteria %(found)s and lists %(expected)s."
    ),
}


@dataclass(frozen=True)
class SheetProblem:
    """`place` is the part, section, criterion or star concerned; str() says it in the active language."""

    kind: SheetProblemKind
    place: str = ""
    found: object = ""
    expected: object = ""

    def __str__(self):
        return SHEET_PROBLEM_TEXTS[self.kind] % {
            "place": self.place,
            "found": self.found,
            "expected": self.expected,
        }


def problems(record: SheetRecord) -> list[SheetProblem]:
    """Why the sheet may not be published; empty when all of its sums and minima hold."""
    return [
        *_part_problems(record),
        *_section_problems(record),
        *_code_problems(record),
        *(problem for criterion in record.criteria for problem in _criterion_problems(criterion)),
        *_minima_list_problems(record),
    ]


def is_publishable(record: SheetRecord) -> bool:
    return not problems(record)


def _part_problems(record: SheetRecord) -> Iterator[SheetProblem]:
    expected_total = sum(points for _, points in record.parts_expected)
    if expected_total != TOTAL_POINTS:
        yield SheetProblem(SheetProblemKind.TOTAL, found=expected_total, expected=TOTAL_POINTS)
    for part, expected in record.parts_expected:
        for kind, rows in (
            (SheetProblemKind.PART, record.criteria),
            (SheetProblemKind.PART_SECTIONS, record.sections),
        ):
            found = sum(row.max_points for row in rows if row.part == part)
            if found != expected:
                yield SheetProblem(kind, part, found, expected)


def _section_problems(record: SheetRecord) -> Iterator[SheetProblem]:
    for section in record.sections:
        found = sum(
            criterion.max_points
            for criterion in record.criteria
            if (criterion.part, criterion.section) == (section.part, section.code)
        )
        if found != section.max_points:
            yield SheetProblem(SheetProblemKind.SECTION, section.code, found, section.max_points)


def _code_problems(record: SheetRecord) -> Iterator[SheetProblem]:
    for code, count in Counter(criterion.code for criterion in record.criteria).items():
        if count > 1:
            yield SheetProblem(SheetProblemKind.REPEATED_CODE, code, count)
    places = {(section.part, section.code) for section in record.sections}
    for criterion in record.criteria:
        if (criterion.part, criterion.section) not in places:
            yield SheetProblem(SheetProblemKind.UNKNOWN_SECTION, criterion.code, criterion.section)


def _criterion_problems(criterion: CriterionRecord) -> Iterator[SheetProblem]:
    if not criterion.options:
        yield SheetProblem(SheetProblemKind.NO_OPTIONS, criterion.code)
        return
    best = max(option.points for option in criterion.options)
    if best != criterion.max_points:
        yield SheetProblem(SheetProblemKind.BEST_OPTION, criterion.code, best, criterion.max_points)
    yield from _criterion_minima_problems(criterion)


def _criterion_minima_problems(criterion: CriterionRecord) -> Iterator[SheetProblem]:
    marked = [option for option in criterion.options if option.min_for_star]
    for star, count in sorted(Counter(option.min_for_star for option in marked).items()):
        if count > 1:
            yield SheetProblem(SheetProblemKind.REPEATED_MINIMUM, criterion.code, star)
    points = [option.points for option in sorted(marked, key=lambda option: option.min_for_star)]
    if points != sorted(points):
        yield SheetProblem(SheetProblemKind.FALLING_MINIMA, criterion.code)


def _minima_list_problems(record: SheetRecord) -> Iterator[SheetProblem]:
    """The marks beside the options against the list of criteria the file gives per star."""
    marked = {star: [] for star in scoring.STARS_WITH_MINIMA}
    for minimum in scoring.minima(record.sheet):
        marked[minimum.star].append(minimum.criterion)
    listed = {star: list(codes) for star, codes in record.star_minimum_criteria}
    for star, codes in marked.items():
        if codes != listed.get(star, []):
            found, expected = ", ".join(codes), ", ".join(listed.get(star, []))
            yield SheetProblem(SheetProblemKind.MINIMA_LIST, str(star), found, expected)


# What is wrong with a card, in words

CARD_PROBLEM_TEXTS = {
    scoring.CardProblemKind.MISSING: gettext_lazy(
        "Criterion %(criterion)s is missing: every criterion needs an answer."
    ),
    scoring.CardProblemKind.UNKNOWN: gettext_lazy("Criterion %(criterion)s is not on this score sheet."),
    scoring.CardProblemKind.NOT_AN_INDEX: gettext_lazy(
        "Criterion %(criterion)s: the mark must be the position of an option, from 0 to %(last)s."
    ),
    scoring.CardProblemKind.OUT_OF_RANGE: gettext_lazy(
        "Criterion %(criterion)s has no option at this position: the options are 0 to %(last)s."
    ),
    scoring.CardProblemKind.ZERO_OPTION_EXISTS: gettext_lazy(
        "Criterion %(criterion)s has an option of 0 points: choose it instead of “none of these”."
    ),
}


def card_problem_text(problem: scoring.CardProblem) -> str:
    return CARD_PROBLEM_TEXTS[problem.kind] % {
        "criterion": problem.criterion,
        "last": problem.option_count - 1,
    }
