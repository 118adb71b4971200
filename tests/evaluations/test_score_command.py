"""The `score` command as a shell sees it. No test here may touch a database: none is marked for one."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from evaluations import scoring, sheets
from tests.evaluations.cards import best_card, cards_with_sum

MANAGE = Path(__file__).parents[2] / "manage.py"
SHEET = sheets.load_sheet("QD26", 6).sheet
REFUSED = 2


@pytest.fixture
def score(tmp_path):
    """Scores a request (or raw bytes) through a file and returns what was printed."""

    def run(request):
        raw = request if isinstance(request, bytes) else json.dumps(request).encode()
        path = tmp_path / "request.json"
        path.write_bytes(raw)
        printed = io.StringIO()
        call_command("score", str(path), stdout=printed)
        return json.loads(printed.getvalue())

    return run


@pytest.fixture
def refusal(score):
    """The message a request is refused with; exit code 2 is asserted for every one."""

    def refuse(request):
        with pytest.raises(CommandError) as error:
            score(request)
        assert error.value.returncode == REFUSED
        return str(error.value)

    return refuse


def request_with(**changes):
    return {"edition": "QD26", "set": 6, "cards": [best_card(SHEET)]} | changes


def card_with(**marks):
    return best_card(SHEET) | {code.replace("_", "."): mark for code, mark in marks.items()}


def test_score_prints_the_contract_and_nothing_else(score):
    low = card_with(**{"3_5": 0, "1_5": 0})

    assert score(request_with(cards=[low, best_card(SHEET), low])) == {
        "cards": [
            {"A": "35", "B": "25", "C": "35", "total": "95"},
            {"A": "40", "B": "25", "C": "35", "total": "100"},
            {"A": "35", "B": "25", "C": "35", "total": "95"},
        ],
        "mean": "96.67",
        "mean_exact": "290/3",
        "spread": "5",
        "star_by_band": 5,
        "star": 3,
        "missed_minima": [
            {"criterion": "1.5", "star": 4, "needs": "2"},
            {"criterion": "3.5", "star": 4, "needs": "2"},
            {"criterion": "1.5", "star": 5, "needs": "3"},
        ],
        "flags": [],
    }


def test_whole_mean_is_printed_without_a_denominator(score):
    answer = score(request_with(cards=cards_with_sum(SHEET, 140, 2)))

    assert (answer["mean"], answer["mean_exact"], answer["star_by_band"]) == ("70.00", "70", 4)


def test_mean_just_below_a_bound_is_three_stars(score):
    answer = score(request_with(cards=cards_with_sum(SHEET, 1399, 20)))

    assert (answer["mean"], answer["mean_exact"], answer["star_by_band"]) == ("69.95", "1399/20", 3)


@pytest.mark.parametrize(
    ("rules", "key", "value"),
    [
        ({}, "flags", []),
        ({"spread_limit": "4"}, "flags", ["spread_over_limit"]),
        ({"spread_limit": 4}, "flags", ["spread_over_limit"]),
        ({"spread_limit": "4.99"}, "flags", ["spread_over_limit"]),
        ({"spread_limit": "5.00"}, "flags", []),
        ({"spread_limit": "0"}, "flags", ["spread_over_limit"]),
        ({"spread_limit": 0}, "flags", ["spread_over_limit"]),
        ({}, "star", 5),
        ({"minimum_judged_by": "majority"}, "star", 5),
        ({"minimum_judged_by": "all"}, "star", 3),
        ({"minimum_judged_by": "all", "cumulative_minima": False}, "star", 3),
        ({"minimum_judged_by": "mean"}, "star", 4),
        ({"rounding": "none", "cumulative_minima": True}, "mean", "98.33"),
    ],
)
def test_rules_are_obeyed(score, rules, key, value):
    low = card_with(**{"3_5": 0, "1_5": 0})

    answer = score(request_with(cards=[low, best_card(SHEET), best_card(SHEET)], rules=rules))

    assert answer[key] == value


@pytest.mark.parametrize(
    ("rounding", "star", "mean"),
    [("none", 3, "69.50"), ("half_up_0", 4, "69.50"), ("half_up_1", 3, "69.50"), ("half_up_2", 3, "69.50")],
)
def test_rounding_decides_the_band_only(score, rounding, star, mean):
    answer = score(request_with(cards=cards_with_sum(SHEET, 139, 2), rules={"rounding": rounding}))

    assert (answer["star_by_band"], answer["mean"], answer["mean_exact"]) == (star, mean, "139/2")


def test_none_of_these_counts_nothing(score):
    answer = score(request_with(cards=[card_with(**{"3_4": None})]))

    assert answer["cards"][0]["A"] == "38"
    assert answer["missed_minima"] == [{"criterion": "3.4", "star": 4, "needs": "2"}]


def test_whole_criterion_minimum_needs_its_smallest_points(score):
    sheet = sheets.load_sheet("QD148", 6).sheet

    answer = score({"edition": "QD148", "set": 6, "cards": [best_card(sheet) | {"3.e": None}]})

    assert answer["missed_minima"] == [{"criterion": "3.e", "star": 4, "needs": "1"}]
    assert answer["star"] == 3


def test_edition_without_minima_is_scored_by_the_band(score):
    sheet = sheets.load_sheet("QD781", 1).sheet

    answer = score({"edition": "QD781", "set": 1, "cards": [best_card(sheet)]})

    assert answer["cards"] == [{"A": "35", "B": "25", "C": "40", "total": "100"}]
    assert (answer["star"], answer["missed_minima"]) == (5, [])


def test_byte_order_mark_is_no_obstacle(score):
    assert score(b"\xef\xbb\xbf" + json.dumps(request_with()).encode())["star"] == 5


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"QD26"',
        b"\xff\xfe",
        b"\x00",
        b"[" * 100_000,
        b"1" * 10_000,
        b'{"edition": NaN}',
        b'{"edition": "QD26", "edition": "QD26"}',
    ],
    ids=lambda raw: repr(raw[:40]),
)
def test_what_is_not_an_object_of_json_is_refused(refusal, raw):
    assert refusal(raw)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"edition": "QD99"}, "QD99"),
        ({"edition": "qd26"}, "qd26"),
        ({"edition": None}, "edition"),
        ({"edition": ["QD26"]}, "edition"),
        ({"set": 0}, "0"),
        ({"set": 27}, "27"),
        ({"set": -6}, "-6"),
        ({"set": 10**40}, "set"),
        ({"set": "6"}, '"6"'),
        ({"set": 6.0}, "6.0"),
        ({"set": True}, "true"),
        ({"set": None}, "set"),
        ({"edition": "QD781", "set": 10}, "10"),
        ({"edition": "QD148", "set": 7}, "6.d"),
        ({"edition": "QD148", "set": 11}, "32"),
        ({"edition": "QD148", "set": 12}, "32"),
        ({"edition": "QD148", "set": 13}, "33"),
        ({"edition": "QD781", "set": 21}, "38"),
        ({"edition": "QD781", "set": 23}, "38"),
        ({"edition": "QD781", "set": 24}, "38"),
        ({"card": []}, "card"),
        ({"rules": None}, "rules"),
        ({"rules": []}, "rules"),
        ({"rules": {"spread": "10"}}, '"spread"'),
        ({"rules": {"spread_limit": "-1"}}, "spread_limit"),
        ({"rules": {"spread_limit": -1}}, "spread_limit"),
        ({"rules": {"spread_limit": 10.5}}, "spread_limit"),
        ({"rules": {"spread_limit": "1e1"}}, "spread_limit"),
        ({"rules": {"spread_limit": "NaN"}}, "spread_limit"),
        ({"rules": {"spread_limit": "Infinity"}}, "spread_limit"),
        ({"rules": {"spread_limit": "10,5"}}, "spread_limit"),
        ({"rules": {"spread_limit": "١٠"}}, "spread_limit"),
        ({"rules": {"spread_limit": " 10\n"}}, "spread_limit"),
        ({"rules": {"spread_limit": ""}}, "spread_limit"),
        ({"rules": {"spread_limit": True}}, "spread_limit"),
        ({"rules": {"spread_limit": None}}, "spread_limit"),
        ({"rules": {"rounding": "half_up_3"}}, "rounding"),
        ({"rules": {"rounding": 0}}, "rounding"),
        ({"rules": {"rounding": ["none"]}}, "rounding"),
        ({"rules": {"rounding": None}}, "rounding"),
        ({"rules": {"minimum_judged_by": "half"}}, "minimum_judged_by"),
        ({"rules": {"cumulative_minima": 1}}, "cumulative_minima"),
        ({"rules": {"cumulative_minima": "true"}}, "cumulative_minima"),
        ({"cards": None}, "cards"),
        ({"cards": []}, "cards"),
        ({"cards": {}}, "cards"),
        ({"cards": [None]}, "1"),
        ({"cards": [[]]}, "1"),
        ({"cards": [best_card(SHEET), "card"]}, "2"),
        ({"cards": [{}]}, "1.1"),
    ],
    ids=lambda value: repr(value)[:60],
)
def test_request_is_refused_naming_what_is_wrong(refusal, changes, named):
    assert named in refusal(request_with(**changes))


@pytest.mark.parametrize("missing", ["edition", "set", "cards"])
def test_request_without_a_key_is_refused_naming_it(refusal, missing):
    request = request_with()
    del request[missing]

    assert missing in refusal(request)


@pytest.mark.parametrize("mark", [-1, 3, 10**30, True, False, 1.0, "1", "", [], {}], ids=repr)
def test_wrong_mark_is_refused_naming_card_and_criterion(refusal, mark):
    message = refusal(request_with(cards=[best_card(SHEET), card_with(**{"1_1": mark})]))

    assert "1.1" in message
    assert "2" in message.splitlines()[0]


def test_null_is_refused_where_an_option_gives_zero(refusal):
    assert "1.2" in refusal(request_with(cards=[card_with(**{"1_2": None})]))


def test_unknown_criterion_is_refused_by_its_name(refusal):
    assert "12.7" in refusal(request_with(cards=[card_with(**{"12_7": 0})]))


@pytest.mark.parametrize("code", list(best_card(SHEET)))
def test_each_missing_criterion_is_refused_by_its_name(refusal, code):
    card = best_card(SHEET)
    del card[code]

    assert re.findall(r"[\w.]*\w", refusal(request_with(cards=[card]))).count(code) == 1


def test_criterion_written_twice_is_refused(refusal):
    raw = json.dumps(request_with()).replace('"1.1": ', '"1.1": 0, "1.1": ').encode()

    assert '"1.1"' in refusal(raw)


def test_missing_file_is_refused(tmp_path):
    with pytest.raises(CommandError) as error:
        call_command("score", str(tmp_path / "nowhere.json"))

    assert error.value.returncode == REFUSED
    assert "nowhere.json" in str(error.value)


def run_in_a_shell(request):
    """`manage.py score -` with a database that nothing answers for."""
    return subprocess.run(
        [sys.executable, MANAGE, "score", "-"],
        input=json.dumps(request),
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/nowhere"},
    )


def test_shell_scores_standard_input_without_a_database():
    finished = run_in_a_shell(request_with())

    assert finished.returncode == 0, finished.stderr
    assert json.loads(finished.stdout) == scoring.as_record(scoring.evaluate(SHEET, [best_card(SHEET)]))


def test_shell_gets_exit_code_two_and_the_criterion_on_standard_error():
    finished = run_in_a_shell(request_with(cards=[card_with(**{"3_5": 99})]))

    assert (finished.returncode, finished.stdout) == (REFUSED, "")
    assert "3.5" in finished.stderr
