"""What a plan works from: recognitions that end in its years, ideas by state and wish, tests that are due."""

from datetime import date

import pytest
from django.urls import reverse

from campaigns.ideas import by_state, decide_idea
from campaigns.models import PeriodicTest
from campaigns.supervision import add_finding, note_mended
from campaigns.visit_views import MOST_OPEN
from campaigns.work_lists import WORK_LISTS, numbers_of
from products.enums import EventKind
from tests import cast
from tests.campaigns import programme
from tests.campaigns.registered import enter, new
from tests.world.plans import plan_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    return cast.sign_in(client, programme.officer())


@pytest.fixture
def plan():
    """Of 2024: what was recognised in 2021 for 36 months ends in it."""
    new("hết hạn, chưa làm lại", 3, date(2021, 5, 10))
    renewed = new("hết hạn, đã làm lại", 4, date(2021, 11, 1))
    enter(renewed, EventKind.RENEWED, 4, date(2024, 9, 1))
    new("còn hạn", 3, date(2022, 2, 1))
    revoked = new("đã thu hồi", 3, date(2021, 6, 1))
    enter(revoked, EventKind.REVOKED, None, date(2023, 6, 1))
    new("mới", 3, date(2024, 3, 1))
    return plan_of(cast.DISTRICT, "Kế hoạch 2024", 2024)


def test_recognitions_that_end_in_the_period_are_listed_and_those_renewed_since(plan, desk):
    assert [number for _list, number in numbers_of(plan)] == [2, 1]

    found = {}
    for key in WORK_LISTS:
        page = desk.get(reverse("plan_count", args=[plan.pk, key])).context["page"]
        found[key] = {str(row) for row in page.rows}
    assert found == {
        "ending": {"hết hạn, chưa làm lại", "hết hạn, đã làm lại"},
        "renewed": {"hết hạn, đã làm lại"},
    }


def test_numbers_of_the_page_open_their_lists_on_whatever_day_the_plan_is_read(plan, desk):
    page = desk.get(plan.get_absolute_url()).content.decode()

    for key, number in (("ending", 2), ("renewed", 1)):
        link = reverse("plan_count", args=[plan.pk, key])
        assert f'<a href="{link}">{number}</a>' in page
        assert desk.get(link, {"ngay": "01/02/2024"}).context["number"] == number


def test_unknown_list_is_not_found(plan, desk):
    assert desk.get(reverse("plan_count", args=[plan.pk, "ended"])).status_code == 404


def test_ideas_are_counted_by_state_and_filtered_by_wish(desk):
    idea = programme.idea()
    wanted = programme.idea()
    wanted.wish = "upgrade"
    wanted.save()
    decide_idea(idea, "drop", by=programme.officer(), reason="Không có nguyên liệu")
    address = reverse("idea_desk", args=[idea.plan_id])

    numbers = {state.value: number for state, number in by_state(idea.plan)}
    assert (numbers["registered"], numbers["dropped"], numbers["chosen"]) == (1, 1, 0)
    assert list(desk.get(address, {"nguyen-vong": "upgrade"}).context["page"].rows) == [wanted]
    assert list(desk.get(address, {"trang-thai": "dropped"}).context["page"].rows) == [idea]
    assert not desk.get(address, {"trang-thai": "dropped", "nguyen-vong": "upgrade"}).context["page"].rows


def test_test_that_was_done_again_is_overdue_no_more(desk):
    first = programme.periodic_test()
    address = reverse("book_list", args=["kiem-nghiem"])
    assert "quá hạn" in desk.get(address).content.decode()

    PeriodicTest.objects.create(
        product=first.product,
        subject=first.subject,
        tested_on=date(2025, 2, 1),
        outcome="passed",
        next_due_on=date(2100, 1, 1),
    )

    page = desk.get(address).content.decode()
    assert "quá hạn" not in page
    assert "đã kiểm nghiệm lại" in page
    assert page.index("01/01/2100") < page.index("đã kiểm nghiệm lại")


def test_visits_are_found_by_product_and_by_what_is_still_to_be_mended(desk):
    open_one, mended = programme.finding(), programme.finding()
    note_mended(mended, mended_on=date(2024, 3, 20), by=programme.officer())
    address = reverse("visit_desk")

    assert len(desk.get(address).context["page"].rows) == 2
    assert [row.pk for row in desk.get(address, {"loc": "con-mo"}).context["page"].rows] == [
        open_one.visit_id
    ]
    assert len(desk.get(address, {"q": "mat ong"}).context["page"].rows) == 2
    assert "Không có đợt kiểm tra nào phù hợp" in desk.get(address, {"q": "rượu"}).content.decode()


def test_findings_beyond_the_first_twenty_are_told_and_led_to(desk):
    visit = programme.visit()
    for n in range(MOST_OPEN + 1):
        add_finding(
            visit, kind="papers", text=f"Thiếu giấy {n}", due_on=date(2024, 4, 1), by=programme.officer()
        )

    page = desk.get(reverse("visit_desk")).content.decode()

    assert "Tất cả còn 21 phát hiện chưa khắc phục" in page
    assert 'href="?loc=con-mo"' in page
