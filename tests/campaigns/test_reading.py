"""What a page counts from one reading of the register is what the lists hold, for every indicator."""

import random
from datetime import date, timedelta

import pytest

from campaigns.counting import Scope, units_below
from campaigns.enums import ActivityKind, IndicatorKey
from campaigns.indicators import COUNTED, of_groups, of_stars
from campaigns.models import Plan, Target
from campaigns.planning import open_plan, set_target
from campaigns.progress import compare, figures, stock
from campaigns.reading import Reading, tells
from ocop_portal.core.days import add_months
from products.enums import EventKind, ProductGroup
from tests import cast
from tests.campaigns.registered import enter, new
from tests.campaigns.test_indicators import DIVIDED, activity, divided_communes
from tests.world.plans import plan_of

pytestmark = pytest.mark.django_db
_E = EventKind
SEED, PRODUCTS = 20260905, 24
LAST = date(2026, 6, 30)


@pytest.fixture
def province():
    """A province of today with products of random pasts, on divided land too, and activities."""
    pick, province = random.Random(SEED), cast.unit(DIVIDED)
    places = [*units_below(province)[:3], *divided_communes(province)]
    codes = [place.address_code for place in places]
    makers = [cast.producer(f"Chủ thể {code}", at=code) for code in codes]
    for number in range(PRODUCTS):
        set_no = 26 if number % 3 == 0 else 4
        made = {"made_by": pick.choice(makers), "set_no": set_no}
        first = date(2019, 1, 1) + timedelta(days=pick.randint(0, 2300))
        product = new(f"sản phẩm {number}", pick.choice([3, 4]), first, at=pick.choice(codes), **made)
        _live(product, first, pick)
    for code in (*codes[:2], DIVIDED):
        plan = plan_of(code, "Kế hoạch", 2026)
        for kind in (ActivityKind.TRAINING, ActivityKind.PROMOTION, ActivityKind.COMMUNICATION):
            day = date(2024, 1, 1) + timedelta(days=pick.randint(0, 800))
            activity(plan, kind, day, people=pick.randint(0, 90), items=pick.randint(0, 90))
    return province


def _live(product, first, pick):
    """Extend, revoke, upgrade or renew it, in the order of the days, as chance has it."""
    end = add_months(first, 36)
    for kind in pick.sample([_E.EXTENDED, _E.REVOKED, _E.UPGRADED, _E.RENEWED], pick.randint(0, 2)):
        day = end + timedelta(days=pick.randint(-60, 60))
        if day > LAST:
            return
        if kind == _E.EXTENDED:
            enter(product, kind, None, day, until=day + timedelta(days=180))
        else:
            enter(product, kind, None if kind == _E.REVOKED else pick.choice([3, 4, 5]), day)
        end = add_months(day, 36)


def scopes(unit):
    """Periods that end on many days, narrowed by group and stars and not."""
    pick = random.Random(SEED)
    for number in range(24):
        until = date(2020, 1, 1) + timedelta(days=pick.randint(0, 2300))
        since = until - timedelta(days=pick.randint(0, 900))
        group = "" if number % 3 else ProductGroup.TOURISM
        yield Scope(
            unit=unit, since=since, until=until, group=group, stars=pick.choice([None, None, 3, 4, 5])
        )


def test_a_reading_counts_what_the_lists_hold(province):
    commune = next(unit for unit in units_below(province) if unit.products.exists())
    for unit in (province, commune):
        reading, told = Reading(unit, LAST), set()
        for scope in scopes(unit):
            for key, indicator in COUNTED.items():
                number = reading.number(key, scope)
                assert number == indicator.number(scope), (key, scope)
                told |= {key} if number and tells(key, scope) else set()
            assert reading.of_stars(scope) == of_stars(scope)
            assert reading.of_groups(scope) == of_groups(scope)
        assert unit == commune or told >= {key for key in COUNTED if key != IndicatorKey.FIVE_STAR_CANDIDATES}


def test_a_reading_places_every_row_where_its_list_does(province):
    reading = Reading(province, LAST)
    for scope in scopes(province):
        for key, indicator in COUNTED.items():
            found = {unit: number for unit, number in reading.by_unit(key, scope).items() if number}
            assert found == {unit: number for unit, number in indicator.by_unit(scope).items() if number}, key


def test_a_reading_is_not_asked_for_later_days(province):
    with pytest.raises(ValueError, match="2026-06-30"):
        Reading(province, LAST).number(
            IndicatorKey.VALID, Scope(unit=province, since=LAST, until=LAST + timedelta(1))
        )


def test_the_number_of_queries_depends_neither_on_units_nor_on_products(
    province, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(7) as asked:
        compare(province, date(2024, 1, 1), LAST)
    with django_assert_num_queries(2):  # the version, the units
        compare(province, date(2024, 1, 1), LAST)
    commune = units_below(province)[5]
    for number in range(3):
        new(f"thêm {number}", 3, date(2024, 5, 5), at=commune.address_code)
    with django_assert_num_queries(len(asked)):
        compare(province, date(2024, 1, 1), LAST)


def test_a_comparison_follows_every_change_of_the_register_at_once(province):
    def totals():
        found = compare(province, date(2024, 1, 1), LAST)
        assert found.totals == tuple(
            each.number(Scope(unit=province, since=date(2024, 1, 1), until=LAST)) for each in found.indicators
        )
        return found.totals

    before = totals()
    assert totals() == before
    place = units_below(province)[4]
    product = new("thêm", 3, date(2024, 5, 5), at=place.address_code)
    added = totals()
    assert added[:4] == tuple(number + 1 for number in before[:4])
    enter(product, _E.REVOKED, None, date(2025, 1, 1))
    assert totals()[1] == before[1]
    maker = product.producer
    maker.unit = cast.unit(cast.COMMUNE)
    maker.save()
    assert totals()[2] == before[2]


def test_twenty_targets_ask_the_register_as_often_as_two(province, django_assert_num_queries):
    officer = cast.officer(DIVIDED)
    plan = Plan(office=cast.office(DIVIDED), title="Nhiều chỉ tiêu", first_year=2025, last_year=2025)
    plan = open_plan(plan, by=officer)

    def promise(**facts):
        set_target(plan.draft_version(), Target(at_least=1, **facts), by=officer)

    promise(indicator=IndicatorKey.VALID)
    promise(indicator=IndicatorKey.PRODUCERS)
    with django_assert_num_queries(6):
        figures(plan, LAST)
    for stars in (3, 4, 5):
        for key in (IndicatorKey.CUMULATIVE, IndicatorKey.VALID, IndicatorKey.UPGRADED):
            promise(indicator=key, stars=stars)
    with django_assert_num_queries(6):
        assert len(figures(plan, LAST)) == 11
    with django_assert_num_queries(3):
        stock(province, LAST)
