"""The real map: which units exist, when, and what became what."""

from datetime import UTC, date, datetime

import pytest

from ocop_portal.areas.enums import UnitLevel
from ocop_portal.areas.models import AdministrativeUnit

pytestmark = pytest.mark.django_db

LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)
FIRST_DAY_WITHOUT = date(2025, 7, 1)


def units():
    return AdministrativeUnit.objects


def names(queryset):
    return [unit.name for unit in queryset]


@pytest.mark.parametrize(
    ("at", "provinces", "districts", "communes"),
    [
        (LAST_DAY_OF_DISTRICTS, 63, 696, 10_051),
        (FIRST_DAY_WITHOUT, 34, 0, 3_321),
        (datetime(2025, 6, 30, 17, 0, tzinfo=UTC), 34, 0, 3_321),
        (date(2016, 1, 1), 63, 696, 10_051),
    ],
)
def test_the_map_of_a_day(at, provinces, districts, communes):
    in_force = units().in_force(at)

    assert (in_force.provinces().count(), in_force.districts().count(), in_force.communes().count()) == (
        provinces,
        districts,
        communes,
    )


def test_current_and_historic_units_part_the_map():
    assert units().current().count() == 3_355
    assert units().historic().count() == 10_810
    assert units().in_force().count() == 3_355


def test_a_code_means_another_unit_in_another_era():
    assert units().coded("24", date(2024, 5, 1)).get().name == "Tỉnh Bắc Giang"
    assert units().coded("24").get().name == "Tỉnh Bắc Ninh"
    assert not units().coded("219").exists()


def test_every_unit_has_its_own_address(place):
    assert place("24").name == "Tỉnh Bắc Ninh"
    assert place("24-cu").name == "Tỉnh Bắc Giang"
    assert place("219").name == "Huyện Lục Ngạn"
    assert not units().districts().filter(address_code__endswith="-cu").exists()


def test_provinces_stand_in_dictionary_order_of_their_own_names():
    assert [unit.own_name for unit in units().current().provinces()][:8] == [
        "An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên",
    ]  # fmt: skip


def test_numbered_wards_count_upwards(place):
    ten_districts = units().districts().filter(name__regex=r"^Quận \d+$")

    assert names(ten_districts) == [f"Quận {n}" for n in (1, 3, 4, 5, 6, 7, 8, 10, 11, 12)]


# What a unit says about itself


def test_full_name_goes_up_to_the_province_of_its_era(place):
    assert place("07561").full_name == "phường Hồng Giang, thị xã Chũ, tỉnh Bắc Giang"
    assert place("219").full_name == "huyện Lục Ngạn, tỉnh Bắc Giang"
    assert place("79").full_name == "thành phố Hồ Chí Minh"


def test_full_name_of_a_loaded_unit_asks_nothing_more(place, django_assert_num_queries):
    unit = units().with_parents().get(code="07561", level=UnitLevel.COMMUNE)

    with django_assert_num_queries(0):
        assert unit.full_name.endswith("tỉnh Bắc Giang")


def test_kind_words_are_written_one_way():
    kinds = {unit.name.removesuffix(unit.own_name).strip() for unit in units().only("name")}

    assert kinds == {"Tỉnh", "Thành phố", "Quận", "Huyện", "Thị xã", "Phường", "Xã", "Thị trấn", "Đặc khu"}


def test_a_unit_exists_from_its_first_to_its_last_day(place):
    district, province = place("219"), place("24")

    assert district.in_force_on(LAST_DAY_OF_DISTRICTS)
    assert not district.in_force_on(FIRST_DAY_WITHOUT)
    assert province.in_force_on(FIRST_DAY_WITHOUT)
    assert not province.in_force_on(LAST_DAY_OF_DISTRICTS)


def test_a_unit_is_abolished_after_its_last_day(place):
    district = place("219")

    assert district.is_historic
    assert district.is_abolished()
    assert district.is_abolished(FIRST_DAY_WITHOUT)
    assert not district.is_abolished(LAST_DAY_OF_DISTRICTS)
    assert not place("24").is_historic
    assert not place("24").is_abolished(date(2050, 1, 1))


# What became what


def test_a_district_became_the_communes_its_communes_became(place):
    became = place("219").present()

    assert [unit.name for unit in became] == [
        "Xã Biển Động", "Xã Biên Sơn", "Xã Đèo Gia", "Xã Lục Ngạn",
        "Xã Nam Dương", "Xã Sa Lý", "Xã Sơn Hải", "Xã Tân Sơn",
    ]  # fmt: skip
    assert {unit.province.name for unit in became} == {"Tỉnh Bắc Ninh"}


def test_a_province_became_the_one_its_communes_lie_in(place):
    assert place("24-cu").present() == [place("24")]
    assert {unit.name for unit in place("24").formed_from()} == {"Tỉnh Bắc Giang", "Tỉnh Bắc Ninh"}


def test_every_abolished_province_and_district_leads_to_today():
    upper = units().historic().exclude(level=UnitLevel.COMMUNE)

    assert names(upper.filter(successors=None)) == []
    assert not upper.provinces().filter(succession_after__partly=True).exists()


def test_a_unit_of_today_is_its_own_present(place):
    assert place("24").present() == [place("24")]


def test_a_divided_commune_became_each_of_its_parts(place):
    divided = place("00007")

    assert len(divided.present()) > 1
    assert set(divided.succession_after.values_list("partly", flat=True)) == {True}


def test_an_island_district_without_communes_became_its_special_zone(place):
    assert [unit.name for unit in place("536").present()] == ["Đặc khu Lý Sơn"]
    assert place("536") in place("21548").formed_from()


def test_a_commune_without_a_known_successor_has_no_present(place):
    assert place("01651").present() == []


# Who covers whom


def test_a_province_of_today_covers_what_it_was_made_of(place):
    bac_ninh = place("24")

    assert bac_ninh.covers_unit(bac_ninh)
    assert bac_ninh.covers_unit(place("24-cu"))
    assert bac_ninh.covers_unit(place("219"))
    assert bac_ninh.covers_unit(place("07561"))
    assert not bac_ninh.covers_unit(place("01"))


def test_every_abolished_unit_lies_under_one_province_of_today():
    under = sum(units().historic().under(province).count() for province in units().current().provinces())

    assert under == 10_810


def test_a_district_covers_itself_and_its_old_communes_only(place):
    district = place("219")
    under = units().under(district)

    assert under.filter(level=UnitLevel.DISTRICT).get() == district
    assert under.count() == 1 + district.children.count()
    assert not under.current().exists()


def test_a_commune_of_today_covers_the_old_communes_it_took_over(place):
    commune = units().current().communes().get(name="Xã Lục Ngạn")
    old = units().under(commune).historic()

    assert set(old) == set(commune.predecessors.filter(level=UnitLevel.COMMUNE))
    assert old.count() > 1
    assert not commune.covers_unit(place("219"))


def test_a_special_zone_covers_the_island_district_that_became_it_whole(place):
    phu_quy = units().current().get(name="Đặc khu Phú Quý")

    assert {unit.name for unit in units().under(phu_quy).districts()} == {"Huyện Phú Quí"}


def test_a_divided_commune_is_covered_by_each_part_once(place):
    parts = place("00007").succession_after.values("successor")
    covering = units().covering(place("00007")).current().communes()

    assert covering.count() == parts.count()


def test_covering_goes_up_through_both_eras(place):
    assert {unit.address_code for unit in units().covering(place("219"))} == {"219", "24-cu", "24"}


def test_a_historic_unit_covers_nothing_of_today(place):
    assert not units().current().under(place("24-cu")).exists()
