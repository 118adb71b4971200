"""The `score` contract once more: written from its text and the sheets' files alone, plainly and slowly.

Nothing of the portal is imported here, so that a mistake would have to be made twice to go unseen.
"""

import json
from fractions import Fraction
from pathlib import Path

CRITERIA = Path(__file__).parents[2] / "evaluations" / "data" / "criteria"
FILES = {"QD26": "qd26-2026_*.json", "QD148": "qd148-2023_*.json", "QD781": "qd781-2020_*.json"}
STANDARD_RULES = {
    "spread_limit": "10",
    "rounding": "none",
    "minimum_judged_by": "majority",
    "cumulative_minima": True,
}


def read_publishable():
    """{(edition, set): the file's content}, without the sheets whose points do not add up."""
    sheets = {}
    for edition, pattern in FILES.items():
        for path in sorted(CRITERIA.glob(pattern)):
            sheet = json.loads(path.read_text(encoding="utf-8"))
            if sheet["check"]["ok"]:
                sheets[edition, sheet["set_no"]] = sheet
    return sheets


def marks_allowed(criterion):
    marks = []
    has_zero = False
    for position, option in enumerate(criterion["options"]):
        marks.append(position)
        if option["points"] == 0:
            has_zero = True
    if not has_zero:
        marks.append(None)
    return marks


def points_of(criterion, mark):
    if mark is None:
        return 0
    return criterion["options"][mark]["points"]


def total_of(sheet, card):
    total = 0
    for criterion in sheet["criteria"]:
        total += points_of(criterion, card[criterion["code"]])
    return total


def card_record(sheet, card):
    parts = {}
    for criterion in sheet["criteria"]:
        points = points_of(criterion, card[criterion["code"]])
        parts[criterion["part"]] = parts.get(criterion["part"], 0) + points
    record = {}
    for part in sorted(parts):
        record[part] = str(parts[part])
    record["total"] = str(total_of(sheet, card))
    return record


def round_half_up(number, places):
    scale = 10**places
    return Fraction((number * scale * 2 + 1) // 2, scale)


def banded(mean, rounding):
    if rounding != "none":
        mean = round_half_up(mean, int(rounding[-1]))
    if mean >= 90:
        return 5
    if mean >= 70:
        return 4
    if mean >= 50:
        return 3
    if mean >= 30:
        return 2
    return 1


def decimals(number, places):
    whole = str(int(round_half_up(number, places) * 10**places)).rjust(places + 1, "0")
    return f"{whole[:-places]}.{whole[-places:]}"


def printed_mean(mean, rounding):
    places = 2
    while banded(Fraction(decimals(mean, places)), rounding) != banded(mean, rounding):
        places += 1
    return decimals(mean, places)


def all_minima(sheet):
    """(star, criterion, least points, as words of the record), by star, then by place in the sheet."""
    minima = []
    for star in (3, 4, 5):
        for criterion in sheet["criteria"]:
            for option in criterion["options"]:
                if option.get("min_for_star") == star:
                    minima.append((star, criterion, option["points"]))
            if criterion.get("criterion_min_star") == star:
                minima.append((star, criterion, None))
    return minima


def reaches(points, needed):
    """Without a number needed, the criterion as a whole is meant: anything above nothing."""
    if needed is None:
        return points > 0
    return points >= needed


def is_reached(criterion, needed, cards, judged_by):
    given = [points_of(criterion, card[criterion["code"]]) for card in cards]
    if judged_by == "mean":
        return reaches(Fraction(sum(given), len(given)), needed)
    reached = 0
    for points in given:
        if reaches(points, needed):
            reached += 1
    if judged_by == "all":
        return reached == len(given)
    return reached * 2 > len(given)


def missed(sheet, cards, judged_by):
    found = []
    for star, criterion, needed in all_minima(sheet):
        if not is_reached(criterion, needed, cards, judged_by):
            if needed is None:
                needed = min(option["points"] for option in criterion["options"] if option["points"] > 0)
            found.append({"criterion": criterion["code"], "star": star, "needs": str(needed)})
    return found


def starred(band, missed_minima, cumulative):
    for star in (5, 4, 3):
        if star > band:
            continue
        stands = True
        for minimum in missed_minima:
            if minimum["star"] == star or (cumulative and minimum["star"] < star):
                stands = False
        if stands:
            return star
    return min(band, 2)


def score(sheet, cards, rules=None):
    """The record of `manage.py score` for complete cards."""
    rules = {**STANDARD_RULES, **(rules or {})}
    totals = [total_of(sheet, card) for card in cards]
    mean = Fraction(sum(totals), len(totals))
    spread = max(totals) - min(totals)
    band = banded(mean, rules["rounding"])
    missed_minima = missed(sheet, cards, rules["minimum_judged_by"])
    return {
        "cards": [card_record(sheet, card) for card in cards],
        "mean": printed_mean(mean, rules["rounding"]),
        "mean_exact": str(mean),
        "spread": str(spread),
        "star_by_band": band,
        "star": starred(band, missed_minima, rules["cumulative_minima"]),
        "missed_minima": missed_minima,
        "flags": ["spread_over_limit"] if spread > Fraction(rules["spread_limit"]) else [],
    }
