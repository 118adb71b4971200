"""The database refuses what the map cannot be, past the model's own validation."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from ocop_portal.areas.enums import UnitLevel
from ocop_portal.areas.models import AdministrativeUnit, Coverage, Succession

pytestmark = pytest.mark.django_db


def unit(**fields):
    fields = {"code": "99", "level": UnitLevel.PROVINCE, "name": "Tỉnh Thử", **fields}
    fields.setdefault("address_code", f"{fields['code']}-thu")
    return AdministrativeUnit(**fields)


def refused(row, constraint, message):
    """Assert that the database refuses the row by that constraint, and that validation explains it."""
    with override("en"), pytest.raises(ValidationError, match=message):
        row.validate_constraints()
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        type(row).objects.bulk_create([row])
    text = str(caught.value)
    assert constraint in text or text.startswith("UNIQUE constraint failed")


def test_a_code_is_borne_by_one_unit_of_today(place):
    refused(unit(code="24"), "unit_code_once_among_current", "unit of today has this code")


def test_a_code_is_borne_by_one_abolished_unit():
    row = unit(code="24", valid_to=date(2025, 6, 30))

    refused(row, "unit_code_once_among_historic", "abolished unit has this code")


@pytest.mark.parametrize(
    ("fields", "constraint", "message"),
    [
        ({"code": ""}, "unit_has_code", "official code"),
        ({"name": ""}, "unit_has_name", "Give the unit its name"),
        ({"level": "ward"}, "unit_level_is_known", "Choose province"),
        (
            {"valid_from": date(2025, 7, 1), "valid_to": date(2025, 6, 30)},
            "unit_begins_before_it_ends",
            "before its first",
        ),
        ({"level": UnitLevel.COMMUNE}, "unit_parent_fits_level", "lies in another unit"),
        ({"level": UnitLevel.DISTRICT}, "unit_parent_fits_level", "lies in another unit"),
    ],
)
def test_a_unit_that_cannot_be_is_refused(fields, constraint, message):
    refused(unit(**fields), constraint, message)


def test_a_province_lies_in_nothing(place):
    refused(unit(parent=place("24")), "unit_parent_fits_level", "lies in another unit")


def test_a_unit_does_not_become_itself(place):
    row = Succession(predecessor=place("24"), successor=place("24"))

    refused(row, "succession_to_another_unit", "cannot become itself")


def test_a_succession_is_recorded_once(place):
    row = Succession(predecessor=place("24-cu"), successor=place("24"))

    refused(row, "succession_once_per_pair", "recorded already")


def test_coverage_is_recorded_once(place):
    refused(Coverage(unit=place("24"), covered=place("24")), "coverage_once_per_pair", "recorded already")


def test_a_saved_unit_can_be_found_and_ordered():
    row = unit(name="Tỉnh Đồng Thử")
    row.save()

    assert AdministrativeUnit.objects.search("dong thu").get(code="99") == row
    assert row.sort_key.startswith("d1o1")
