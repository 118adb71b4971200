"""The rules as data: which regulation answers for a day, what it says, and loading it again."""

import json
from datetime import date, timedelta

import pytest
from django.core.management import call_command

from evaluations import loading, sheets
from evaluations.models import CriteriaEdition, Regulation, Rubric
from ocop_portal.core.access import Refusal
from products.enums import ProductGroup
from products.models import ProductSet

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2019, 8, 21), "1048/QĐ-TTg"),
        (date(2023, 2, 23), "1048/QĐ-TTg"),
        (date(2023, 2, 24), "148/QĐ-TTg"),
        (date(2025, 7, 5), "148/QĐ-TTg"),
        (date(2025, 7, 6), "148/QĐ-TTg, 1489/QĐ-TTg"),
        (date(2026, 5, 21), "148/QĐ-TTg, 1489/QĐ-TTg"),
        (date(2026, 5, 22), "26/2026/QĐ-TTg"),
        (date(2099, 1, 1), "26/2026/QĐ-TTg"),
    ],
)
def test_exactly_one_regulation_answers_for_a_day(day, number):
    assert Regulation.objects.on(day).number == number


def test_before_the_first_regulation_the_portal_says_so():
    with pytest.raises(Refusal, match="20/08/2019"):
        Regulation.objects.on(date(2019, 8, 20))


@pytest.mark.parametrize(
    ("day", "edition", "receiving", "council", "deciding"),
    [
        (date(2020, 1, 1), "QD781", "district", "district", {3: "province", 4: "province", 5: "central"}),
        (date(2024, 6, 3), "QD148", "district", "district", {3: "district", 4: "province", 5: "central"}),
        (date(2025, 8, 1), "QD148", "commune", "province", {3: "province", 4: "province", 5: "central"}),
        (date(2026, 7, 1), "QD26", "commune", "province", {3: "province", 4: "province", 5: "central"}),
    ],
)
def test_who_receives_scores_and_decides(day, edition, receiving, council, deciding):
    regulation = Regulation.objects.on(day)
    assert regulation.edition.code == edition
    assert (regulation.receiving_level, regulation.council_level) == (receiving, council)
    assert {star: regulation.deciding_level(star) for star in (3, 4, 5)} == deciding
    assert regulation.deciding_level(1) is regulation.deciding_level(2) is None


def test_every_regulation_has_the_five_bands_and_36_months():
    for regulation in Regulation.objects.all():
        assert regulation.bands() == {5: 90, 4: 70, 3: 50, 2: 30, 1: 0}
        assert regulation.validity_months == 36
        assert regulation.required_evidence == ["registration_slip", "self_assessment"]
        assert regulation.source


def test_deadlines_of_decision_26():
    regulation = Regulation.objects.on(date(2026, 7, 1))
    assert regulation.intake_working_days == 15
    assert (regulation.reevaluation_opens_days, regulation.reevaluation_closes_days) == (180, 120)
    assert regulation.extension_days == 180


def test_the_lapsed_decision_leaves_sixty_days_and_thirty_for_re_evaluations():
    lapsed, new = Regulation.objects.on(date(2026, 5, 21)), date(2026, 5, 22)
    assert lapsed.last_day_for("first") == new + timedelta(days=60)
    assert lapsed.last_day_for("upgrade") == new + timedelta(days=60)
    assert lapsed.last_day_for("reevaluation") == new + timedelta(days=30)
    assert Regulation.objects.on(new).last_day_for("first") is None


def test_the_26_sets_stand_in_6_groups_with_their_ministries():
    today = ProductSet.objects.filter(taxonomy=ProductSet.CURRENT)
    counts = {group: today.filter(group=group).count() for group in ProductGroup}
    assert counts == {"food": 13, "drink": 4, "herbal": 3, "craft": 2, "ornamental": 3, "tourism": 1}
    assert all(row.ministries for row in today)
    assert ProductSet.objects.filter(taxonomy=ProductSet.OLDER).count() == 25


@pytest.mark.parametrize(
    ("edition", "published", "drafts"),
    [("QD26", 26, []), ("QD148", 22, [7, 11, 12, 13]), ("QD781", 22, [21, 23, 24])],
)
def test_only_sheets_that_add_up_are_published(edition, published, drafts):
    rubrics = Rubric.objects.filter(edition__code=edition)
    assert rubrics.published().count() == published
    unpublished = rubrics.filter(published_at=None)
    assert (
        list(unpublished.values_list("product_set__number", flat=True).order_by("product_set__number"))
        == drafts
    )
    assert all(rubric.issues for rubric in unpublished)


@pytest.mark.parametrize("key", sheets.sheet_files())
def test_the_stored_sheet_scores_like_its_file(key):
    edition, number = key
    rubric = Rubric.objects.get(edition__code=edition, product_set__number=number)
    assert rubric.sheet() == sheets.load_sheet(*key).sheet
    assert rubric.part_maxima == dict(sheets.load_sheet(*key).parts_expected)


# Loading again


def test_loading_again_changes_nothing():
    before = list(Rubric.objects.order_by("pk").values())
    report = loading.load_regulations()
    assert (report.loaded, report.updated) == ([], [])
    assert len(report.unchanged) == 51 + 3 + 70 + 4
    assert len(report.refused) == 7
    assert list(Rubric.objects.order_by("pk").values()) == before


def test_a_file_that_differs_from_a_published_sheet_is_reported_and_not_applied(monkeypatch):
    records = list(sheets.all_sheets())
    changed = next(record for record in records if (record.edition, record.set_no) == ("QD26", 6))
    records[records.index(changed)] = changed.__class__(**vars(changed) | {"source": "another"})
    monkeypatch.setattr(sheets, "all_sheets", lambda: iter(records))
    report = loading.load_regulations()
    rubric = Rubric.objects.get(edition__code="QD26", product_set__number=6, product_set__taxonomy="2023")
    assert str(rubric) in [name for name, _reason in report.refused]
    assert rubric.source == changed.source


def test_a_draft_follows_its_file_and_is_published_once_it_adds_up(monkeypatch):
    good = sheets.load_sheet("QD148", 6)
    draft = sheets.load_sheet("QD148", 7)
    mended = good.__class__(**vars(good) | {"set_no": draft.set_no, "name": draft.name})
    records = [mended if record == draft else record for record in sheets.all_sheets()]
    monkeypatch.setattr(sheets, "all_sheets", lambda: iter(records))
    report = loading.load_regulations()
    rubric = Rubric.objects.get(edition__code="QD148", product_set__number=7)
    assert rubric.published_at
    assert report.loaded == [str(rubric)]


def test_a_regulation_in_the_file_that_differs_is_reported_and_not_applied(tmp_path):
    data = json.loads(loading.FILE.read_text(encoding="utf-8"))
    data["regulations"][-1]["validity_months"] = 24
    file = tmp_path / "regulations.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    report = loading.load_regulations(file)
    assert "26/2026/QĐ-TTg" in [name for name, _reason in report.refused]
    assert Regulation.objects.on(date(2026, 7, 1)).validity_months == 36


def test_a_new_regulation_in_the_file_is_loaded(tmp_path):
    data = json.loads(loading.FILE.read_text(encoding="utf-8"))
    data["regulations"].append(data["regulations"][-1] | {"number": "1/2030", "in_force_from": "2030-01-01"})
    file = tmp_path / "regulations.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    assert loading.load_regulations(file).loaded == ["1/2030"]
    assert Regulation.objects.on(date(2030, 1, 1)).number == "1/2030"


def test_the_command_counts_and_names_what_it_refused(capsys, in_english):
    call_command("load_regulations")
    said = capsys.readouterr().out
    assert "0 loaded" in said
    assert "7 refused" in said
    assert "6.d" in said
    assert CriteriaEdition.objects.count() == 3
