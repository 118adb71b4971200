import copy
import json

import pytest

from evaluations import scoring, sheets
from evaluations.sheets import SheetProblemKind


def data_of(edition, set_no):
    return json.loads(sheets.sheet_files()[edition, set_no].read_text(encoding="utf-8"))


def test_every_sheet_is_found_under_its_own_number():
    numbers = {edition: [] for edition in sheets.EDITIONS}
    for edition, set_no in sheets.sheet_files():
        numbers[edition].append(set_no)

    assert numbers["QD26"] == numbers["QD148"] == list(range(1, 27))
    assert numbers["QD781"] == [number for number in range(1, 27) if number != 10]
    for record in sheets.all_sheets():
        assert record == sheets.load_sheet(record.edition, record.set_no)
        assert record.source
        assert record.trust


def test_exactly_seven_sheets_are_refused_with_their_reason():
    refused = {
        (record.edition, record.set_no): [
            (problem.kind, problem.place, problem.found, problem.expected)
            for problem in sheets.problems(record)
        ]
        for record in sheets.all_sheets()
        if not sheets.is_publishable(record)
    }

    def part_c(found, expected):
        return [
            (SheetProblemKind.PART, "C", found, expected),
            (SheetProblemKind.PART_SECTIONS, "C", found, expected),
        ]

    assert refused == {
        ("QD148", 7): [(SheetProblemKind.BEST_OPTION, "6.d", 3, 4)],
        ("QD148", 11): part_c(32, 35),
        ("QD148", 12): part_c(32, 35),
        ("QD148", 13): part_c(33, 35),
        ("QD781", 21): part_c(38, 40),
        ("QD781", 23): part_c(38, 40),
        ("QD781", 24): part_c(38, 40),
    }


def test_unknown_sheet_has_its_own_error():
    with pytest.raises(sheets.UnknownSheet):
        sheets.load_sheet("QD781", 10)


def set_points(data, criterion, option, points):
    data["criteria"][criterion]["options"][option]["points"] = points


def set_minimum(data, criterion, option, star):
    data["criteria"][criterion]["options"][option]["min_for_star"] = star


@pytest.mark.parametrize(
    ("spoil", "kinds"),
    [
        (lambda data: set_points(data, 0, 2, 4), {SheetProblemKind.BEST_OPTION}),
        (lambda data: data["criteria"][0].update(options=[]), {SheetProblemKind.NO_OPTIONS}),
        (lambda data: data["criteria"][0].update(code="1.2"), {SheetProblemKind.REPEATED_CODE}),
        (lambda data: data["criteria"][0].update(section="99"), {SheetProblemKind.UNKNOWN_SECTION}),
        (lambda data: data["parts_expected"].update(A=41), {SheetProblemKind.TOTAL, SheetProblemKind.PART}),
        (
            lambda data: data["criteria"][0].update(max_points=2),
            {SheetProblemKind.PART, SheetProblemKind.SECTION, SheetProblemKind.BEST_OPTION},
        ),
        (
            lambda data: data["sections"][0].update(max_points=17),
            {SheetProblemKind.PART_SECTIONS, SheetProblemKind.SECTION},
        ),
        (lambda data: set_minimum(data, 0, 2, 3), {SheetProblemKind.REPEATED_MINIMUM}),
        (lambda data: set_minimum(data, 0, 0, 5), {SheetProblemKind.FALLING_MINIMA}),
        (lambda data: data["star_minimum_criteria"]["3"].remove("1.1"), {SheetProblemKind.MINIMA_LIST}),
    ],
)
def test_spoiled_sheet_is_refused_whatever_it_says_of_itself(spoil, kinds):
    data = copy.deepcopy(data_of("QD26", 6))
    assert data["check"]["ok"]

    spoil(data)

    problems = sheets.problems(sheets.read_sheet("QD26", data))
    assert kinds <= {problem.kind for problem in problems}
    assert all(problem.place in str(problem) for problem in problems)


def test_record_keeps_every_fact_of_its_file():
    for key in sheets.sheet_files():
        data, record = data_of(*key), sheets.load_sheet(*key)

        assert [criterion.code for criterion in record.criteria] == [row["code"] for row in data["criteria"]]
        for criterion, row in zip(record.criteria, data["criteria"], strict=True):
            assert [option.points for option in criterion.options] == [
                option["points"] for option in row["options"]
            ]
            assert [option.min_for_star for option in criterion.options] == [
                option.get("min_for_star") for option in row["options"]
            ]
            assert [(condition.type, condition.text) for condition in criterion.conditions] == [
                (condition["type"], condition["text"]) for condition in row["conditions"]
            ]


def test_whole_criterion_minimum_of_decision_148_is_kept():
    for record in sheets.all_sheets():
        flagged = [row.code for row in record.criteria if row.criterion_min_star == 4]
        assert flagged == (["3.e"] if record.edition == "QD148" else [])


@pytest.mark.parametrize("kind", scoring.CardProblemKind)
def test_card_problem_text_names_the_criterion(kind):
    assert "3.5" in sheets.card_problem_text(scoring.CardProblem(kind, "3.5", 4))
