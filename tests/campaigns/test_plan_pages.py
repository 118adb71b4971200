"""The pages of a plan: dashboard, the list behind each number, comparison, public page, report."""

import io
import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from campaigns.enums import IndicatorKey
from campaigns.indicators import COUNTED
from campaigns.models import Target
from campaigns.planning import approve_plan, set_target
from campaigns.progress import figures
from tests import cast
from tests.campaigns.registered import in_2024, new
from tests.world.plans import drafted, plan_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return plan_of(cast.DISTRICT, "Kế hoạch 2024", 2024)


@pytest.fixture
def desk(client):
    return cast.sign_in(client, cast.officer(cast.DISTRICT))


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def plan_with_everything():
    """A plan with a target on every indicator that counts itself."""
    officer, leader = cast.officer(cast.DISTRICT), cast.leader(cast.DISTRICT)
    plan = drafted(cast.DISTRICT, "Kế hoạch đủ chỉ tiêu", 2024)
    for key in COUNTED:
        if key != IndicatorKey.NEW_RECOGNISED:
            set_target(plan.draft_version(), Target(indicator=key, at_least=1), by=officer)
    return approve_plan(plan, by=leader, decision_number="1/QĐ", decided_on=date(2024, 1, 10))


def test_every_dashboard_number_leads_to_a_list_of_as_many_rows(desk):
    """Must hold: over all of them."""
    for n in range(3):
        new(f"sản phẩm {n}", 3 + n, in_2024(1 + n))
    plan = plan_with_everything()
    page = desk.get(plan.get_absolute_url())
    for figure in figures(plan):
        link = reverse("plan_count", args=[plan.pk, figure.target.indicator])
        assert f"{link}?muc={figure.target.code}&amp;ngay=31/12/2024" in page.content.decode()
        answer = desk.get(link, {"muc": figure.target.code})
        assert answer.context["number"] == figure.number, figure.target.indicator
        assert figure.number == answer.context["page"].total or COUNTED[figure.target.indicator].total


def test_dashboard_shows_six_figures_at_most_and_the_rest_in_the_table(desk):
    page = desk.get(plan_with_everything().get_absolute_url()).content.decode()

    assert page.count('class="figure-bar"') == 6
    assert page.count("?muc=") == 6 + len(COUNTED)


def test_dashboard_reads_on_any_day_and_says_when_it_cannot(desk, plan):
    new("tháng sáu", 3, date(2024, 6, 1))

    before = desk.get(plan.get_absolute_url(), {"ngay": "31/05/2024"})
    after = desk.get(plan.get_absolute_url(), {"ngay": "01/06/2024"})
    wrong = desk.get(plan.get_absolute_url(), {"ngay": "31/02/2024"})

    assert [before.context["figures"][0].number, after.context["figures"][0].number] == [0, 1]
    assert wrong.context["asked"].notices
    assert wrong.context["asked"].day == date(2024, 12, 31)


def queries(django_assert_max_num_queries, client, address):
    with django_assert_max_num_queries(400) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", ["plan_page", "plan_units"])
def test_number_of_queries_does_not_grow_with_the_register(name, desk, django_assert_max_num_queries):
    """Must hold: a dashboard stays at a constant number of queries."""
    plan = plan_with_everything()
    address = reverse(name, args=[plan.pk])
    new("một", 3, in_2024())
    desk.get(address)
    new("hai", 3, in_2024())  # what is kept speaks of the register before it
    with_two = queries(django_assert_max_num_queries, desk, address)
    for n in range(6):
        new(f"thêm {n}", 3 + n % 3, in_2024(1 + n))

    assert queries(django_assert_max_num_queries, desk, address) == with_two


def test_list_behind_a_number_is_paged_and_narrowed(desk, plan):
    maker = cast.producer("HTX", at=cast.DISTRICT_COMMUNE)
    for n in range(27):
        new(f"sản phẩm {n:02d}", 4 if n < 2 else 3, in_2024(), made_by=maker)
    address = reverse("plan_count", args=[plan.pk, "new_recognised_3plus"])

    first, four = desk.get(address), desk.get(address, {"sao": "4"})

    assert (first.context["number"], len(first.context["page"].rows)) == (27, 25)
    assert "trang=2" in first.context["page"].next_url
    assert four.context["number"] == 2


def test_province_sees_its_units_side_by_side_with_their_plans(client):
    below = plan_of(cast.DISTRICT, "Kế hoạch huyện", 2024)
    above = plan_of("24-cu", "Kế hoạch tỉnh", 2024)
    new("một", 3, in_2024())
    client = cast.sign_in(client, cast.officer("24-cu"))

    answer = client.get(reverse("plan_units", args=[above.pk]))

    assert answer.context["comparison"].totals[0] == 1
    assert [str(plan) for plan, _targets in answer.context["plans"]] == [str(below)]
    assert [(least, most) for _label, least, most, _own in answer.context["sums"]] == [(10, 10)]
    assert "Huyện Lục Ngạn" in words(answer)


def test_public_page_of_the_place_shows_the_progress_of_a_decided_plan(client, plan):
    new("một", 3, in_2024())

    shown = words(client.get(reverse("place_page", args=[cast.DISTRICT])))

    assert "Kế hoạch 2024" in shown
    assert "1 mục tiêu ≥ 10" in shown
    assert "Còn thiếu 9" in shown


def test_public_page_tells_nothing_of_a_draft(client):
    drafted(cast.DISTRICT, "Kế hoạch chưa duyệt", 2024)

    assert "Kế hoạch chưa duyệt" not in words(client.get(reverse("place_page", args=[cast.DISTRICT])))


def paper(client, plan, form, day="31/12/2024"):
    answer = client.get(reverse("plan_paper", args=[plan.pk, form]), {"ngay": day})
    assert answer.status_code == 200
    return io.BytesIO(answer.content)


def test_progress_report_says_the_same_as_word_pdf_and_workbook(desk, plan):
    for n in range(4):
        new(f"sản phẩm {n}", 3, in_2024(1 + n))
    name = "Sản phẩm mới được công nhận từ 3 sao trở lên"

    table = Document(paper(desk, plan, "docx")).tables
    cells = [[cell.text for cell in row.cells] for each in table for row in each.rows]
    assert ["1", name, "≥ 10", "4", "6"] in cells
    pdf = " ".join(page.extract_text() for page in PdfReader(paper(desk, plan, "pdf")).pages)
    assert "BÁO CÁO" in pdf
    rows = list(load_workbook(paper(desk, plan, "xlsx")).worksheets[0].iter_rows(values_only=True))
    assert (name, "≥ 10", 4, 6) in rows


def test_progress_report_is_written_for_any_day_in_vietnamese(desk, plan):
    new("tháng sáu", 3, date(2024, 6, 1))
    with translation.override("en"):
        rows = list(
            load_workbook(paper(desk, plan, "xlsx", "31/05/2024")).worksheets[0].iter_rows(values_only=True)
        )

    assert ("Sản phẩm mới được công nhận từ 3 sao trở lên", "≥ 10", 0, 10) in rows
    assert rows[1][0] == "Tính đến 31/05/2024."


def test_report_in_another_form_is_not_found(desk, plan):
    assert desk.get(reverse("plan_paper", args=[plan.pk, "odt"])).status_code == 404
