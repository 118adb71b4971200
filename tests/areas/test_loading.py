import csv
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils.translation import override

from ocop_portal.areas.loading import DATA, load_areas
from ocop_portal.areas.models import AdministrativeUnit, Coverage, Succession

FILES = {
    "units_current": (
        ["code", "level", "name", "name_en", "parent", "valid_from", "valid_to"],
        ["24,province,Tỉnh Mới,New Province,,2025-07-01,", "00002,commune,Xã Nguyên,,24,2025-07-01,",
         "00003,commune,Xã Gộp,,24,2025-07-01,", "00009,commune,Đặc khu Đảo,,24,2025-07-01,"],
    ),
    "units_historic": (
        ["code", "level", "name", "name_en", "parent", "valid_from", "valid_to"],
        ["24,province,Tỉnh Cũ,,,,2025-06-30", "001,district,Huyện Chia,,24,,2025-06-30",
         "002,district,Huyện Trọn,,24,,2025-06-30", "003,district,Huyện Đảo,,24,,2025-06-30",
         "00001,commune,Xã Một,,001,,2025-06-30", "00002,commune,Xã Hai,,001,,2025-06-30",
         "00004,commune,Xã Bốn,,002,,2025-06-30", "00005,commune,Xã Năm,,002,,2025-06-30",
         "00006,commune,Xã Mất,,001,,2025-06-30"],
    ),
    "commune_successors": (
        ["historic_commune_code", "current_commune_code", "partly"],
        ["00001,00002,1", "00001,00003,1", "00002,00002,0", "00004,00003,0", "00005,00003,0",
         "00005,99999,1", "88888,00002,0"],
    ),
    "district_successors": (["historic_district_code", "current_commune_code"], ["003,00009"]),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    """A small country: one province, a divided district, a whole one and an island."""
    for name, (heading, lines) in FILES.items():
        (tmp_path / f"{name}.csv").write_text("\n".join([",".join(heading), *lines]), encoding="utf-8")
    return tmp_path


@pytest.fixture
def small_map(folder, db):
    with connection.cursor() as cursor:
        for model in (Coverage, Succession, AdministrativeUnit):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
    return load_areas(folder)


def covered(address_code):
    units = AdministrativeUnit.objects.filter(covered_by__unit__address_code=address_code)
    return set(units.values_list("address_code", flat=True))


def test_a_load_counts_what_it_did(small_map):
    assert (small_map.loaded, small_map.updated, small_map.unchanged) == (13, 0, 0)
    assert small_map.successions == Succession.objects.count()
    assert small_map.coverage == Coverage.objects.count()


def test_a_second_load_changes_nothing(small_map, folder):
    before = (
        list(Coverage.objects.order_by("pk").values_list()),
        list(Succession.objects.order_by("pk").values_list()),
    )

    again = load_areas(folder)

    assert (again.loaded, again.updated, again.unchanged) == (0, 0, 13)
    after = (
        list(Coverage.objects.order_by("pk").values_list()),
        list(Succession.objects.order_by("pk").values_list()),
    )
    assert after == before


def test_a_corrected_name_is_updated_in_place(small_map, folder):
    key = AdministrativeUnit.objects.get(address_code="00003").pk
    path = folder / "units_current.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Xã Gộp", "Phường Gộp"), encoding="utf-8")

    report = load_areas(folder)

    unit = AdministrativeUnit.objects.get(pk=key)
    assert (report.loaded, report.updated, report.unchanged) == (0, 1, 12)
    assert (unit.name, unit.search_text) == ("Phường Gộp", " gop  phuong  tinh moi ")


def test_a_corrected_succession_moves_the_coverage(small_map, folder):
    path = folder / "commune_successors.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("00004,00003,0", "00004,00002,0"), encoding="utf-8"
    )

    load_areas(folder)

    assert covered("00002") == {"00002", "00001", "00002-cu", "00004"}
    assert covered("00003") == {"00003", "00001", "00005"}


def test_gaps_are_reported_and_not_guessed(small_map):
    assert [unit.code for unit in small_map.without_successor] == ["00006"]
    assert small_map.unknown_current == [("00005", "99999")]
    assert small_map.unknown_historic == [("88888", "00002")]


def test_a_district_that_went_whole_to_one_commune_is_covered_by_it(small_map):
    assert covered("00003") == {"00003", "00001", "002", "00004", "00005"}
    assert covered("00009") == {"00009", "003"}


def test_a_divided_district_is_covered_by_none_of_its_communes(small_map):
    assert covered("00002") == {"00002", "00001", "00002-cu"}
    assert covered("001") == {"001", "00001", "00002-cu", "00006"}


def test_the_province_covers_everything_once(small_map):
    assert covered("24") == set(AdministrativeUnit.objects.values_list("address_code", flat=True))


def test_a_failed_load_leaves_the_map_as_it_was(small_map, folder):
    path = folder / "units_current.csv"
    broken = (
        path.read_text(encoding="utf-8").replace("Xã Gộp", "Xã Khác") + "\n00010,commune,Xã,,24,ngày mai,"
    )
    path.write_text(broken, encoding="utf-8")

    with pytest.raises(ValueError, match="Invalid isoformat"):
        load_areas(folder)

    assert AdministrativeUnit.objects.get(address_code="00003").name == "Xã Gộp"


def test_the_command_tells_what_it_did_and_what_the_sources_leave_open(db):
    out = StringIO()

    with override("en"):
        call_command("load_areas", stdout=out)

    told = out.getvalue()
    assert "0 loaded, 0 updated, 14165 unchanged" in told
    assert "Abolished communes without a successor: 28" in told
    assert "01651 xã Mỹ Hưng, huyện Quảng Hòa, tỉnh Cao Bằng" in told
    assert "not in the list of today: 5\n  06886 → 06970" in told
    assert "not in the list of 2025: 11" in told


def test_the_files_hold_the_official_numbers():
    with (DATA / "units_current.csv").open(encoding="utf-8", newline="") as lines:
        current = list(csv.DictReader(lines))

    kinds = [row["name"].split()[0].lower() for row in current]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "tỉnh": 27, "thành": 7, "xã": 2611, "phường": 697, "đặc": 13,
    }  # fmt: skip
