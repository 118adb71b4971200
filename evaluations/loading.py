"""Load the rules as data: product sets, editions with their score sheets, and regulations.

What is published or in force never changes: a file that says otherwise is reported and not applied. What
is still a draft follows its file.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from evaluations import rubrics, sheets
from evaluations.models import (
    CriteriaEdition,
    Criterion,
    Option,
    Regulation,
    RegulationStar,
    Rubric,
    Section,
    StopRule,
)
from products.enums import ProductGroup
from products.models import ProductSet

FILE = Path(__file__).parent / "data" / "regulations.json"
DAYS = ("in_force_from", "finish_by", "reevaluation_finish_by")

# The groups of 2019 are counted among the six of today that took them over.
GROUPS = {
    "Thực phẩm": ProductGroup.FOOD,
    "Đồ uống": ProductGroup.DRINK,
    "Dược liệu và SP từ dược liệu": ProductGroup.HERBAL,
    "Thảo dược": ProductGroup.HERBAL,
    "Hàng thủ công mỹ nghệ": ProductGroup.CRAFT,
    "Lưu niệm - nội thất - trang trí": ProductGroup.CRAFT,
    "Vải và may mặc": ProductGroup.CRAFT,
    "Sinh vật cảnh": ProductGroup.ORNAMENTAL,
    "Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch": ProductGroup.TOURISM,
    "Dịch vụ du lịch nông thôn và bán hàng": ProductGroup.TOURISM,
}
# The edition that names the sets of each taxonomy.
NAMED_BY = {ProductSet.CURRENT: "QD26", ProductSet.OLDER: "QD781"}


@dataclass
class Report:
    """What one load did. `refused` holds pairs of a name and the reason."""

    loaded: list = field(default_factory=list)
    updated: list = field(default_factory=list)
    unchanged: list = field(default_factory=list)
    refused: list = field(default_factory=list)


@transaction.atomic
def load_regulations(file=FILE):
    """Bring the tables to what the files say, as far as they may change, and return a `Report`."""
    report = Report()
    data = json.loads(file.read_text(encoding="utf-8"))
    with translation.override(settings.LANGUAGE_CODE):
        sets = _load_sets(report)
        editions = _load_editions(data["editions"], report)
        _load_rubrics(editions, sets, report)
        _load_regulations(data["regulations"], editions, report)
    return report


# Product sets and editions


def _load_sets(report):
    known = {(row.taxonomy, row.number): row for row in ProductSet.objects.all()}
    for taxonomy, edition in NAMED_BY.items():
        for record in (record for record in sheets.all_sheets() if record.edition == edition):
            key = taxonomy, record.set_no
            known[key] = _saved(known.get(key) or ProductSet(), _set_values(taxonomy, record), report)
    return known


def _set_values(taxonomy, record):
    return {
        "taxonomy": taxonomy,
        "number": record.set_no,
        "group": GROUPS[record.group],
        "subgroup": record.subgroup,
        "name": record.name,
        "ministries": list(record.ministries),
    }


def _load_editions(wanted, report):
    known = {row.code: row for row in CriteriaEdition.objects.all()}
    for values in wanted:
        row = known.get(values["code"]) or CriteriaEdition()
        known[values["code"]] = _saved(row, values, report)
    return known


def _saved(row, values, report):
    """Save the row if it is new or differs."""
    is_new = row.pk is None
    changed = is_new or any(getattr(row, name) != value for name, value in values.items())
    if changed:
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
    (report.loaded if is_new else report.updated if changed else report.unchanged).append(str(row))
    return row


# Score sheets


def _load_rubrics(editions, sets, report):
    known = {
        (row.edition.code, row.product_set.number): row
        for row in Rubric.objects.filter(version=1)
        .select_related("edition", "product_set")
        .prefetch_related("sections", "criteria__options", "criteria__section", "stop_rules")
    }
    for record in sheets.all_sheets():
        edition = editions[record.edition]
        product_set = sets[edition.taxonomy, record.set_no]
        _load_rubric(known.get((record.edition, record.set_no)), record, edition, product_set, report)


def _load_rubric(old, record, edition, product_set, report):
    if old is not None and content(old) == content_of(record):
        _say_unchanged(old, report)
    elif old is not None and old.published_at:
        reason = _("the file differs from the published sheet: publish a new version instead")
        report.refused.append((str(old), reason))
    else:
        if old is not None:
            old.delete()
        _create_rubric(record, edition, product_set, report)


def _say_unchanged(rubric, report):
    if rubric.published_at:
        report.unchanged.append(str(rubric))
    else:
        report.refused.append((str(rubric), rubric.issues))


def _create_rubric(record, edition, product_set, report):
    found = "\n".join(str(problem) for problem in sheets.problems(record))
    rubric = Rubric.objects.create(
        edition=edition, product_set=product_set, issues=found, **_rubric_values(record)
    )
    _fill(rubric, record)
    if found:
        report.refused.append((str(rubric), found))
    else:
        rubrics.publish(rubric)
        report.loaded.append(str(rubric))


def _rubric_values(record):
    doubts = [record.trust, record.ministries_trust, record.note, *record.transcription_fixes]
    return {
        "part_maxima": dict(record.parts_expected),
        "requires_sample": record.requires_sample is not False,
        "source": record.source,
        "trust_note": "\n".join(doubt for doubt in doubts if doubt),
    }


def _fill(rubric, record):
    sections = Section.objects.bulk_create(
        Section(rubric=rubric, position=position, **asdict(section))
        for position, section in enumerate(record.sections)
    )
    by_place = {(section.part, section.code): section for section in sections}
    criteria = Criterion.objects.bulk_create(
        Criterion(
            rubric=rubric,
            section=by_place[criterion.part, criterion.section],
            position=position,
            **_criterion_values(criterion),
        )
        for position, criterion in enumerate(record.criteria)
    )
    Option.objects.bulk_create(
        Option(criterion=row, position=position, **asdict(option))
        for row, criterion in zip(criteria, record.criteria, strict=True)
        for position, option in enumerate(criterion.options)
    )
    StopRule.objects.bulk_create(
        StopRule(rubric=rubric, position=position, text=text)
        for position, text in enumerate(record.disqualifiers)
    )


def _criterion_values(criterion):
    return {
        "code": criterion.code,
        "part": criterion.part,
        "group_name": criterion.group,
        "name": criterion.name,
        "max_points": criterion.max_points,
        "min_star": criterion.criterion_min_star,
        "conditions": [asdict(condition) for condition in criterion.conditions],
    }


def content_of(record):
    """Return everything a file says of a sheet, in the shape of `content`."""
    return {
        **_rubric_values(record),
        "sections": [asdict(section) for section in record.sections],
        "criteria": [
            _criterion_values(criterion)
            | {"section": criterion.section, "options": [asdict(option) for option in criterion.options]}
            for criterion in record.criteria
        ],
        "stop_rules": list(record.disqualifiers),
    }


def content(rubric):
    """Return everything the tables say of a sheet."""
    return {
        "part_maxima": rubric.part_maxima,
        "requires_sample": rubric.requires_sample,
        "source": rubric.source,
        "trust_note": rubric.trust_note,
        "sections": [_values(row, "code", "part", "name", "max_points") for row in rubric.sections.all()],
        "criteria": [_criterion_content(row) for row in rubric.criteria.all()],
        "stop_rules": [row.text for row in rubric.stop_rules.all()],
    }


def _criterion_content(row):
    names = ("code", "part", "group_name", "name", "max_points", "min_star", "conditions")
    options = [_values(option, "label", "points", "min_for_star", "case") for option in row.options.all()]
    return _values(row, *names) | {"section": row.section.code, "options": options}


def _values(row, *names):
    return {name: getattr(row, name) for name in names}


# Regulations


def _load_regulations(wanted, editions, report):
    known = {row.number: row for row in Regulation.objects.prefetch_related("stars")}
    for data in wanted:
        values = _regulation_values(data, editions)
        old = known.get(data["number"])
        if old is None:
            _create_regulation(values, data["stars"])
            report.loaded.append(data["number"])
        elif _values(old, *values) == values and old.steps() == data["stars"]:
            report.unchanged.append(data["number"])
        else:
            report.refused.append(
                (data["number"], _("the file differs from the regulation in the tables: it never changes"))
            )


def _create_regulation(values, stars):
    regulation = Regulation.objects.create(**values)
    RegulationStar.objects.bulk_create(RegulationStar(regulation=regulation, **star) for star in stars)


def _regulation_values(data, editions):
    values = {name: value for name, value in data.items() if name not in ("stars", "edition")}
    days = {name: date.fromisoformat(data[name]) if data[name] else None for name in DAYS}
    return values | days | {"edition": editions[data["edition"]]}
