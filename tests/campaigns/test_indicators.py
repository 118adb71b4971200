"""Targets count themselves: each indicator, its list and its number; the units add up to the whole."""

from datetime import date, timedelta

import pytest
from django.db.models import Count, Q

from campaigns.counting import LEFT, Scope, home_units, units_below
from campaigns.enums import ActivityKind, CycleStep, IndicatorKey
from campaigns.indicators import COUNTED, INDICATORS, listed, of_groups, of_stars
from campaigns.models import Activity
from campaigns.progress import compare
from ocop_portal.areas.enums import UnitLevel
from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.days import add_months
from products.enums import EventKind, ProductGroup, Status
from products.spans import facts_from
from products.status import status_of
from tests import cast
from tests.campaigns.registered import enter, in_2024, new, registered
from tests.world.plans import plan_of

pytestmark = pytest.mark.django_db

_K, _E = IndicatorKey, EventKind
DIVIDED = "20"  # a province of today with communes of old that were divided
WHOLE = "whole"
YEAR = {"since": date(2024, 1, 1), "until": date(2024, 12, 31)}


@pytest.fixture
def district():
    return cast.unit(cast.DISTRICT)


def scope(unit, **values):
    return Scope(unit=unit, **(YEAR | values))


def names(key, scope):
    return sorted(str(row) for row in INDICATORS[key].listed(scope))


@pytest.fixture
def register():
    """Products of Lục Ngạn with all kinds of pasts around the year 2024."""
    new("mới", 3, in_2024())
    new("năm trước", 4, date(2023, 5, 1))
    new("năm sau", 4, date(2025, 2, 1))
    new("du lịch", 3, in_2024(7), set_no=26)
    registered("nâng hạng", (_E.IMPORTED, 3, date(2022, 3, 1)), (_E.UPGRADED, 4, in_2024(4)))
    registered("lên năm sao", (_E.IMPORTED, 4, date(2022, 3, 1)), (_E.UPGRADED, 5, in_2024(5)))
    registered("đánh giá lại", (_E.IMPORTED, 3, date(2021, 6, 1)), (_E.RENEWED, 3, in_2024(6)))
    registered("hết hạn", (_E.IMPORTED, 3, date(2020, 6, 1)))
    gone = new("thu hồi", 3, date(2023, 6, 1))
    enter(gone, _E.REVOKED, None, in_2024(2))
    new("nơi khác", 3, in_2024(), at=cast.COMMUNE)


@pytest.mark.parametrize(
    ("key", "found"),
    [
        (_K.NEW_RECOGNISED, ["du lịch", "mới"]),
        (_K.UPGRADED, ["lên năm sao", "nâng hạng"]),
        (_K.REEVALUATED, ["đánh giá lại"]),
        (_K.EVALUATED, ["du lịch", "lên năm sao", "mới", "nâng hạng", "đánh giá lại"]),
        (_K.FIVE_STAR, ["lên năm sao"]),
        (_K.RURAL_TOURISM, ["du lịch"]),
        (
            _K.CUMULATIVE,
            ["du lịch", "hết hạn", "lên năm sao", "mới", "năm trước", "nâng hạng", "thu hồi", "đánh giá lại"],
        ),
        (_K.VALID, ["du lịch", "lên năm sao", "mới", "năm trước", "nâng hạng", "đánh giá lại"]),
    ],
)
def test_indicator_lists_what_it_counts(register, district, key, found):
    assert names(key, scope(district)) == sorted(found)
    assert INDICATORS[key].number(scope(district)) == len(found)


def test_stars_are_those_of_the_day_and_add_up(register, district):
    before = scope(district, until=date(2024, 3, 31))

    assert of_stars(before) == {3: 4, 4: 2, 5: 0}
    assert of_stars(scope(district)) == {3: 5, 4: 2, 5: 1}
    assert sum(of_groups(scope(district)).values()) == 8
    assert of_groups(scope(district))[ProductGroup.TOURISM] == 1


def test_stars_and_group_narrow_what_is_counted(register, district):
    assert names(_K.UPGRADED, scope(district, stars=5)) == ["lên năm sao"]
    assert names(_K.NEW_RECOGNISED, scope(district, group=ProductGroup.TOURISM)) == ["du lịch"]
    assert names(_K.PRODUCERS, scope(district, stars=5)) == ["Chủ thể của lên năm sao"]


def test_producer_counts_once_whatever_the_number_of_its_products(district):
    maker = cast.producer("HTX", at=cast.DISTRICT_COMMUNE)
    for n in range(3):
        new(f"sản phẩm {n}", 3, in_2024(), made_by=maker)

    assert names(_K.PRODUCERS, scope(district)) == ["HTX"]


def test_validity_on_a_day_is_that_of_the_public_register(district):
    """Random pasts: the indicator agrees on every day with the facts the events up to that day tell."""
    made = [_with_past(n) for n in range(24)]
    for day in (date(2021, 1, 1) + timedelta(days=97 * n) for n in range(24)):
        valid = set(INDICATORS[_K.VALID].listed(scope(district, since=day, until=day)))
        told = {product for product in made if _status_on(product, day) in Status.valid()}
        assert valid == told, day


def _with_past(n):
    first = date(2019, 1, 1) + timedelta(days=53 * n)
    product = new(f"quá khứ {n}", 3, first)
    end = add_months(first, 36)
    if n % 2:
        enter(product, _E.EXTENDED, None, end, until=end + timedelta(days=180))
    if n % 3 == 0:
        enter(product, _E.REVOKED, None, end + timedelta(days=30 * (n % 5)))
    if n % 4 == 0:
        enter(product, _E.RENEWED, 4, end + timedelta(days=30 * (n % 5)))
    return product


def _status_on(product, day):
    events = product.events.filter(on__lte=day).order_by("on", "pk")
    facts = type("Facts", (), facts_from(events))
    return status_of(facts, day)


def test_five_star_candidate_has_points_and_minima_and_not_yet_the_star():
    product = cast.product("ứng viên", at=cast.COMMUNE)
    other = cast.product("bốn sao", at=cast.COMMUNE)
    cast.scored(product, star=5)
    cast.scored(other, star=4)
    held = cast.HELD[cast.PROVINCE]
    year = {"since": date(held.year, 1, 1), "until": date(held.year, 12, 31)}
    province = cast.unit(cast.PROVINCE)

    assert names(_K.FIVE_STAR_CANDIDATES, scope(province, **year)) == ["ứng viên"]
    assert names(_K.FIVE_STAR_CANDIDATES, scope(province, **(year | {"until": held - timedelta(1)}))) == []


# Activities


def activity(plan, kind, day, **values):
    return Activity.objects.create(
        plan=plan,
        kind=kind,
        step=CycleStep.IMPLEMENTATION,
        name=f"{kind} {day}",
        lead=plan.office,
        begins_on=day,
        **({"held_on": day} | values),
    )


def test_activities_count_when_they_were_held(district):
    plan = plan_of(cast.DISTRICT, "Kế hoạch 2024", 2024)
    activity(plan, ActivityKind.TRAINING, in_2024(), people=40)
    activity(plan, ActivityKind.TRAINING, in_2024(8), people=25)
    activity(plan, ActivityKind.TRAINING, in_2024(9), people=99, held_on=None)
    activity(plan, ActivityKind.COMMUNICATION, in_2024(9), items=120)
    activity(plan, ActivityKind.PROMOTION, date(2025, 1, 5))

    counted = {key: COUNTED[key].number(scope(district)) for key in COUNTED}

    assert counted[_K.TRAININGS] == 2
    assert counted[_K.TRAINEES] == 65
    assert counted[_K.COMMUNICATION] == 120
    assert counted[_K.FAIRS] == 0


# Every number is its list; the units add up to the province


def divided_communes(province):
    """Communes of old whose land lies in several communes of today."""
    today = Q(covered_by__unit__level=UnitLevel.COMMUNE, covered_by__unit__valid_to=None)
    old = AdministrativeUnit.objects.historic().communes().filter(covered_by__unit=province)
    pks = list(old.values_list("pk", flat=True))
    rows = AdministrativeUnit.objects.filter(pk__in=pks).annotate(parts=Count("covered_by", filter=today))
    return list(rows.filter(parts__gt=1)[:2])


def spread(code):
    """Products and activities all over a province of today, on divided land too; return the province."""
    province = cast.unit(code)
    communes = list(units_below(province)[:4])
    for n, where in enumerate([*communes, *divided_communes(province)]):
        at = where.address_code
        new(f"sản phẩm {n}", 3 + n % 3, in_2024(1 + n), at=at, set_no=26 if n == 2 else 4)
        old = registered(f"cũ {n}", (_E.IMPORTED, 3, date(2021, 8, 1)), at=at)
        enter(old, _E.UPGRADED if n % 2 else _E.RENEWED, 4, in_2024(3))
    for where in (communes[0].address_code, code):
        plan = plan_of(where, "Kế hoạch", 2026)
        activity(plan, ActivityKind.TRAINING, in_2024(), people=7)
        activity(plan, ActivityKind.PROMOTION, in_2024())
        activity(plan, ActivityKind.COMMUNICATION, in_2024(), items=30)
    return province


def test_sum_of_units_equals_the_province_for_every_indicator():
    """Must hold: also where a commune of old was divided among several of today."""
    province = spread(DIVIDED)
    assert divided_communes(province)
    below = {unit.pk: unit for unit in units_below(province)}
    for key, indicator in COUNTED.items():
        whole = indicator.number(scope(province))
        found = indicator.by_unit(scope(province))
        units = {unit.pk: indicator.number(scope(unit)) for unit in units_below(province)[:8]}
        units |= {pk: indicator.number(scope(below[pk])) for pk in found if pk and pk not in units}
        left = indicator.number(scope(province, placed=LEFT))
        assert sum(units.values()) + left == whole == sum(found.values()), key
        assert {pk: number for pk, number in units.items() if number} == {
            pk: number for pk, number in found.items() if pk and number
        }, key
    comparison = compare(province, YEAR["since"], YEAR["until"])
    assert comparison.totals == tuple(each.number(scope(province)) for each in comparison.indicators)


def test_districts_of_old_add_up_to_their_province(register):
    province = cast.unit("24-cu")
    for key, indicator in COUNTED.items():
        units = [indicator.number(scope(unit)) for unit in units_below(province)]
        left = indicator.number(scope(province, placed=LEFT))
        assert sum(units) + left == indicator.number(scope(province)), key


def test_divided_commune_counts_in_one_commune_of_today_only():
    for old in divided_communes(cast.unit(DIVIDED)):
        now = AdministrativeUnit.objects.current().communes().filter(covers__covered=old)
        assert now.count() > 1
        assert sum(home_units(unit).filter(pk=old.pk).exists() for unit in now) == 1


def test_every_number_equals_the_length_or_sum_of_its_list():
    """Must hold: for every indicator, in the whole and in every unit below."""
    province = spread(DIVIDED)
    for indicator in COUNTED.values():
        for unit, number in [(WHOLE, None), *indicator.by_unit(scope(province)).items()]:
            place = None if unit is WHOLE else LEFT if unit is None else unit
            placed = scope(province, placed=place)
            rows = list(listed(indicator, placed))
            told = sum(getattr(row, indicator.total) for row in rows) if indicator.total else len(rows)
            assert told == indicator.number(placed), indicator.key
            assert unit is WHOLE or told == number, indicator.key
