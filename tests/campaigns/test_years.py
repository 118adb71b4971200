"""A unit's year with or without a plan of its own: the units compared, their plans, and what they promise."""

import re

import pytest
from django.urls import reverse

from campaigns import progress, years
from campaigns.enums import IndicatorKey
from campaigns.models import Target
from campaigns.planning import approve_plan, set_target
from ocop_portal.core.days import today
from tests import cast
from tests.campaigns.registered import in_2024, new
from tests.world.plans import drafted, plan_of

pytestmark = pytest.mark.django_db

ABOVE = "24-cu"


@pytest.fixture
def desk(client):
    return cast.sign_in(client, cast.officer(ABOVE))


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def address(year=2024, where=ABOVE):
    return reverse("plan_year", args=[where, year])


def test_year_without_a_plan_is_compared_all_the_same_and_says_so(desk):
    new("một", 3, in_2024())

    answer = desk.get(address())

    assert "chưa có kế hoạch riêng được duyệt" in words(answer)
    assert answer.context["comparison"].totals[:4] == (1, 1, 1, 1)
    assert "Chưa đơn vị nào bên dưới có kế hoạch" in words(answer)


def test_every_number_of_the_year_opens_as_long_a_list(desk):
    for n in range(3):
        new(f"sản phẩm {n}", 3 + n, in_2024(1 + n))
    page = desk.get(address()).content.decode()
    links = re.findall(r'href="(/lam-viec/ke-hoach/nam/[^"]+/dem/[^"]+)">(?:<strong>)?(\d+)', page)

    assert len(links) >= 8
    for link, number in links:
        assert desk.get(link.replace("&amp;", "&")).context["page"].total == int(number), link


def test_own_plan_of_the_year_stands_beside_the_sum_of_the_units(desk):
    plan_of(cast.DISTRICT, "Kế hoạch huyện", 2024)
    own = plan_of(ABOVE, "Kế hoạch tỉnh", 2023, 2025)

    answer = desk.get(address())

    assert answer.context["own"] == own
    assert [row[1:3] + (row[3].goal_text,) for row in answer.context["sums"]] == [(10, 10, "≥ 10")]
    assert str(cast.unit(cast.DISTRICT)) not in [str(unit) for unit in answer.context["without"]]


def test_draft_of_a_unit_is_no_plan_yet(desk):
    drafted(cast.DISTRICT, "Kế hoạch chưa duyệt", 2024)

    answer = desk.get(address())

    assert answer.context["plans"] == []
    assert cast.unit(cast.DISTRICT) in answer.context["without"]


def promised(where, year, *targets):
    plan = drafted(where, f"Kế hoạch {where}", year)
    for target in targets:
        set_target(plan.draft_version(), target, by=cast.officer(where))
    return approve_plan(plan, by=cast.leader(where), decision_number="1/QĐ", decided_on=in_2024(1))


def test_promises_narrowed_to_stars_are_never_added_to_the_whole():
    targets = [
        Target(indicator=IndicatorKey.EVALUATED, at_least=24),
        Target(indicator=IndicatorKey.EVALUATED, at_least=11, stars=4),
        Target(indicator=IndicatorKey.EVALUATED, at_least=13, stars=3),
    ]
    promised(cast.DISTRICT, 2024, *targets)

    _plans, sums = progress.plans_of_units(years.year_of(cast.unit(ABOVE), 2024))

    found = {counted[:3]: promise.least for counted, promise in sums.items()}
    assert found[IndicatorKey.EVALUATED, "", None] == 24
    assert found[IndicatorKey.EVALUATED, "", 4] == 11


def test_commune_within_a_planning_district_is_listed_but_not_added_twice():
    promised(cast.DISTRICT, 2024)
    promised(cast.DISTRICT_COMMUNE, 2024)

    plans, sums = progress.plans_of_units(years.year_of(cast.unit(ABOVE), 2024))

    assert len(plans) == 2
    assert [promise.least for promise in sums.values()] == [10]


@pytest.mark.parametrize("year", [2017, today().year + 2, 9999])
def test_year_nobody_plans_for_is_not_found(desk, year):
    assert desk.get(f"/lam-viec/ke-hoach/nam/{ABOVE}/{year}/").status_code == 404


def test_next_year_is_empty_but_there(desk):
    answer = desk.get(address(today().year + 1))

    assert answer.status_code == 200
    assert answer.context["later"] is None


def test_another_province_sees_nothing(client):
    assert cast.sign_in(client, cast.stranger()).get(address()).status_code == 404


def test_desk_of_plans_leads_to_the_year_of_the_own_unit(desk, client):
    assert address(today().year) in desk.get(reverse("plan_desk")).content.decode()
    commune = cast.sign_in(client, cast.officer(cast.COMMUNE))
    assert "/ke-hoach/nam/" not in commune.get(reverse("plan_desk")).content.decode()


def test_number_of_queries_does_not_grow_with_the_plans(desk, django_assert_max_num_queries):
    def asked():
        with django_assert_max_num_queries(200) as captured:
            desk.get(address())
        return len(captured)

    promised(cast.DISTRICT, 2024)
    desk.get(address())
    with_one = asked()
    promised(cast.DISTRICT_COMMUNE, 2024)
    promised("07528", 2024)

    assert asked() == with_one


@pytest.mark.parametrize(
    ("name", "args"), [("book_list", ["diem-ban"]), ("book_desk", []), ("visit_desk", []), ("plan_desk", [])]
)
def test_rail_shows_plans_for_the_books_and_for_post_inspection(desk, name, args):
    page = desk.get(reverse(name, args=args)).content.decode()
    rail = page.partition('<nav class="rail"')[2].partition("</nav>")[0]

    assert re.findall(r'<a href="([^"]+)" aria-current="page">', rail) == [reverse("plan_desk")]


def test_visit_form_begins_with_the_plan_and_the_day(client):
    plan = plan_of(cast.COMMUNE, "Kế hoạch năm nay", today().year)
    client = cast.sign_in(client, cast.officer(cast.COMMUNE))

    form = client.get(reverse("visit_add")).context["form"]

    assert (form["plan"].value(), form["visited_on"].value()) == (plan.pk, today())
    assert form.fields["visited_on"].label == "Ngày kiểm tra"
