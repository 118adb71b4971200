"""Load the administrative map from the data files, as often as one likes.

What the sources do not say is reported and left open: no successor is ever guessed.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import transaction

from ocop_portal.areas.coverage import coverage_pairs
from ocop_portal.areas.enums import UnitLevel
from ocop_portal.areas.models import AdministrativeUnit, Coverage, Succession
from ocop_portal.areas.names import split_kind

DATA = Path(__file__).parent / "data"
BATCH = 5000
LEVELS = (UnitLevel.PROVINCE, UnitLevel.DISTRICT, UnitLevel.COMMUNE)
LOADED_FIELDS = ("level", "name", "name_en", "parent_id", "valid_from", "valid_to", "address_code")
COMPUTED_FIELDS = ("search_text", "sort_key")


@dataclass
class Report:
    """What one load did, and what the sources leave open."""

    loaded: int = 0
    updated: int = 0
    unchanged: int = 0
    successions: int = 0
    coverage: int = 0
    without_successor: list = field(default_factory=list)
    unknown_current: list = field(default_factory=list)
    unknown_historic: list = field(default_factory=list)


@transaction.atomic
def load_areas(folder=DATA):
    """Bring the tables to what the files in `folder` say and return a Report."""
    report = Report()
    current = rows(folder / "units_current.csv")
    historic = rows(folder / "units_historic.csv")
    living_codes = {row["code"] for row in current}
    now = save_units(current, report, {code: code for code in living_codes})
    then = save_units(
        historic,
        report,
        {row["code"]: row["code"] + ("-cu" if row["code"] in living_codes else "") for row in historic},
    )
    became = commune_successors(folder, then, now, report)
    became |= district_successors(folder, then, now, became)
    became |= province_successors(then, became)
    report.successions = save_successions(became)
    report.coverage = save_coverage([*now.values(), *then.values()], became)
    return report


def rows(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def save_units(wanted, report, addresses):
    """Save one era, the higher levels first because the lower point at them; return units by code."""
    known = {unit.address_code: unit for unit in AdministrativeUnit.objects.all()}
    units = {}
    for level in LEVELS:
        of_level = [
            unit_from(row, units.get(row["parent"]), addresses[row["code"]])
            for row in wanted
            if row["level"] == level
        ]
        save_level(of_level, known, report)
        units |= {unit.code: unit for unit in of_level}
    return units


def save_level(units, known, report):
    new = [unit for unit in units if unit.address_code not in known]
    changed = []
    for unit in units:
        if old := known.get(unit.address_code):
            unit.pk = old.pk
            if differs(unit, old):
                changed.append(unit)
    AdministrativeUnit.objects.bulk_create(new, BATCH)
    AdministrativeUnit.objects.bulk_update(changed, [*LOADED_FIELDS, *COMPUTED_FIELDS], 500)
    report.loaded += len(new)
    report.updated += len(changed)
    report.unchanged += len(units) - len(new) - len(changed)


def unit_from(row, parent, address_code):
    kind, own_name = split_kind(row["name"])
    unit = AdministrativeUnit(
        code=row["code"],
        level=row["level"],
        name=f"{kind.capitalize()} {own_name}",
        name_en=row["name_en"],
        parent=parent,
        valid_from=day(row["valid_from"]),
        valid_to=day(row["valid_to"]),
        address_code=address_code,
    )
    unit.fill_computed()
    return unit


def day(text):
    return date.fromisoformat(text) if text else None


def differs(unit, old):
    return any(getattr(unit, name) != getattr(old, name) for name in (*LOADED_FIELDS, *COMPUTED_FIELDS))


def commune_successors(folder, then, now, report):
    """Return {(abolished commune, commune of today): only a part}, and report what is missing."""
    became = {}
    for row in rows(folder / "commune_successors.csv"):
        pair = row["historic_commune_code"], row["current_commune_code"]
        if pair[0] not in then:
            report.unknown_historic.append(pair)
        elif pair[1] not in now:
            report.unknown_current.append(pair)
        else:
            became[then[pair[0]], now[pair[1]]] = row["partly"] == "1"
    listed = {unit for unit, _ in became} | {then[code] for code, _ in report.unknown_current}
    communes = (unit for unit in then.values() if unit.level == UnitLevel.COMMUNE)
    report.without_successor = [unit for unit in communes if unit not in listed]
    return became


def district_successors(folder, then, now, became):
    """A district became what its communes became; whole only if all of them went whole to one commune.

    Five island districts had no communes: the file names the special zone each of them became.
    """
    pairs = {
        (then[row["historic_district_code"]], now[row["current_commune_code"]]): False
        for row in rows(folder / "district_successors.csv")
    }
    went = defaultdict(dict)
    for (commune, successor), partly in became.items():
        went[commune][successor] = partly
    communes = defaultdict(list)
    for unit in then.values():
        if unit.level == UnitLevel.COMMUNE:
            communes[unit.parent].append(unit)
    for district, members in communes.items():
        successors = {successor for commune in members for successor in went[commune]}
        whole = len(successors) == 1 and all(list(went[commune].values()) == [False] for commune in members)
        pairs |= {(district, successor): not whole for successor in successors}
    return pairs


def province_successors(then, became):
    """A province became the province its communes lie in today."""
    pairs = {(commune.province, successor.province) for commune, successor in became}
    counted = defaultdict(int)
    for province, _ in pairs:
        counted[province] += 1
    return {pair: counted[pair[0]] > 1 for pair in pairs}


def save_successions(became):
    """Make the table equal to `became` and return the number of rows."""
    wanted = {(old.pk, new.pk): partly for (old, new), partly in became.items()}
    known = {(row.predecessor_id, row.successor_id): (row.pk, row.partly) for row in Succession.objects.all()}
    stale = [pk for pair, (pk, partly) in known.items() if wanted.get(pair) is not partly]
    delete(Succession, stale)
    Succession.objects.bulk_create(
        (
            Succession(predecessor_id=old, successor_id=new, partly=partly)
            for (old, new), partly in wanted.items()
            if known.get((old, new), (None, None))[1] is not partly
        ),
        BATCH,
    )
    return len(wanted)


def save_coverage(units, became):
    wanted = coverage_pairs(units, became)
    known = {
        (unit, covered): pk for pk, unit, covered in Coverage.objects.values_list("pk", "unit", "covered")
    }
    delete(Coverage, [pk for pair, pk in known.items() if pair not in wanted])
    Coverage.objects.bulk_create(
        (
            Coverage(unit_id=unit, covered_id=covered)
            for unit, covered in wanted
            if (unit, covered) not in known
        ),
        BATCH,
    )
    return len(wanted)


def delete(model, keys):
    for start in range(0, len(keys), BATCH):
        model.objects.filter(pk__in=keys[start : start + BATCH]).delete()
