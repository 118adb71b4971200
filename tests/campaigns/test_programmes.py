"""Must hold: with the demo, the page of each of the five plans shows the programme's figures to the digit."""

import re
from datetime import date

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from campaigns.models import Plan
from campaigns.progress import figures, stock, stock_with_target
from ocop_portal.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup, django_db_blocker):
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        patch.setenv("OCOP_DEMO_PASSWORD", "vai-thieu-dau-mua-6")
        call_command("seed_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


def plan_of(code, year):
    return Plan.objects.get(office__code=code, first_year=year)


def goals(plan):
    return {figure.target.indicator: figure.target.goal_text for figure in figures(plan)}


def page(plan, day=""):
    client = Client()
    client.force_login(User.objects.get(email="quan-tri@ocop.example"))
    answer = client.get(plan.get_absolute_url(), {"ngay": day} if day else None)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_luc_nam_2023_promises_ten_new_and_four_evaluated_again():
    plan = plan_of("huyen-luc-nam", 2023)

    assert goals(plan) == {"new_recognised_3plus": "≥ 10", "reevaluated": "≥ 4"}
    [again] = [figure for figure in figures(plan) if figure.target.indicator == "reevaluated"]
    assert again.number == 4
    assert "mục tiêu ≥ 10" in page(plan)
    assert "mục tiêu ≥ 4" in page(plan)


def test_lac_duong_has_43_products_of_14_producers_and_25_to_go_to_68():
    plan = plan_of("huyen-lac-duong", 2023)
    day = date(2023, 7, 31)
    opening, [figure] = stock(plan.unit, plan.stock_day), figures(plan, day)

    assert (plan.period, plan.stock_day) == ("2023–2025", day)
    assert (opening.products, opening.producers) == (43, 14)
    assert opening.by_stars == {3: 27, 4: 16, 5: 0}
    assert (figure.number, figure.target.goal_text, figure.gap) == (43, "≥ 68", 25)
    text = page(plan, "31/07/2023")
    for told in ("43 mục tiêu ≥ 68", "Còn thiếu 25", "3 sao: 27", "4 sao: 16", "Chủ thể 14"):
        assert told in text, told


def test_bac_giang_goes_from_155_to_180_or_185():
    plan = plan_of("tinh-bac-giang", 2022)
    opening = stock(plan.unit, plan.stock_day)

    assert (plan.stock_day, opening.products) == (date(2021, 12, 31), 155)
    assert stock_with_target(plan, opening) == (180, 185)
    assert goals(plan) == {
        "new_recognised_3plus": "25–30",
        "upgraded": "5–10",
        "five_star_recognised": "≥ 1",
        "rural_tourism_recognised": "≥ 1",
    }
    text = page(plan)
    for told in ("từ 155 thành 180 đến 185", "25–30", "5–10", "mỳ gạo Chũ"):
        assert told in text, told


def test_kien_thuy_2023_evaluated_24_products_11_of_four_and_13_of_three_stars():
    plan = plan_of("huyen-kien-thuy", 2023)
    found = {figure.target.stars: figure.number for figure in figures(plan)}

    assert found == {None: 24, 4: 11, 3: 13}
    assert found[None] == found[4] + found[3]


def test_luc_ngan_2024_promises_54_in_all_and_one_candidate_for_five_stars():
    plan = plan_of("huyen-luc-ngan", 2024)

    assert goals(plan) == {"cumulative_3plus": "≥ 54", "five_star_candidates": "≥ 1"}
    assert [figure.on for figure in figures(plan)] == [date(2024, 12, 31)] * 2
    assert "mục tiêu ≥ 54" in page(plan)
