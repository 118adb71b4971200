"""Products of difficult areas: counted by the act in force on the day, also after units were merged."""

from datetime import date

import pytest
from django.urls import reverse

from campaigns import plan_report
from campaigns.counting import Scope
from campaigns.difficulty import share
from campaigns.indicators import COUNTED
from campaigns.progress import stock
from ocop_portal.areas.models import DifficultArea
from tests import cast
from tests.campaigns.registered import in_2024, new
from tests.world.plans import plan_of

pytestmark = pytest.mark.django_db

OTHER_COMMUNE = "07528"  # Cấm Sơn, another commune of the district


def listed(where, since=date(2021, 6, 4), until=None):
    values = {"degree": "extreme", "act": f"861/QĐ-TTg {where}", "since": since, "until": until}
    return DifficultArea.objects.create(unit=cast.unit(where), **values)


@pytest.fixture
def products():
    return [new("trong xã", 3, in_2024()), new("ngoài xã", 4, in_2024(), at=OTHER_COMMUNE)]


def counted(where, day=date(2024, 12, 31), key="cumulative_3plus"):
    scope = Scope(unit=cast.unit(where), since=date(2024, 1, 1), until=day, is_difficult=True)
    found = COUNTED[key].listed(scope)
    assert COUNTED[key].number(scope) == len(found)
    return {str(row) for row in found}


def test_products_of_a_listed_commune_are_counted_and_no_others(products):
    listed(cast.DISTRICT_COMMUNE)

    assert counted(cast.DISTRICT) == {"trong xã"}
    assert counted(cast.DISTRICT, key="new_recognised_3plus") == {"trong xã"}
    assert counted(cast.DISTRICT, key="producers_certified") == {"Chủ thể của trong xã"}


def test_listed_district_stands_for_its_communes(products):
    listed(cast.DISTRICT)

    assert counted(cast.DISTRICT) == {"trong xã", "ngoài xã"}


@pytest.mark.parametrize(("day", "found"), [(date(2024, 7, 31), {"trong xã"}), (date(2024, 8, 1), set())])
def test_the_act_counts_to_its_last_day(products, day, found):
    listed(cast.DISTRICT_COMMUNE, until=date(2024, 7, 31))

    assert counted(cast.DISTRICT, day) == found


def test_listed_commune_of_today_stands_for_the_ones_it_was_made_of(products):
    today = cast.unit(cast.DISTRICT_COMMUNE).present()[0]
    listed(today.address_code, since=date(2025, 7, 1))

    assert "trong xã" in counted(cast.PROVINCE, date(2025, 12, 31))


def test_share_says_how_many_of_all(products):
    listed(cast.DISTRICT_COMMUNE)

    unit = cast.unit(cast.DISTRICT)
    found = share(unit, stock(unit, date(2024, 12, 31)))

    assert (found.listed, found.products, found.all_products, found.percent, found.producers) == (
        1,
        1,
        2,
        50,
        1,
    )
    assert share(unit, stock(unit, date(2020, 1, 1))).percent == 0


def test_page_and_report_tell_the_share_and_the_number_opens_its_list(client, products):
    listed(cast.DISTRICT_COMMUNE)
    plan = plan_of(cast.DISTRICT, "Kế hoạch 2024", 2024)
    client = cast.sign_in(client, cast.officer(cast.DISTRICT))

    page = client.get(plan.get_absolute_url()).content.decode()
    address = reverse("plan_count", args=[plan.pk, "cumulative_3plus"])
    answer = client.get(address, {"dia-ban": "kho-khan", "ngay": "31/12/2024"})

    assert f"{address}?ngay=31/12/2023&amp;dia-ban=kho-khan" in page
    assert answer.context["number"] == 1
    rows = [row for block in plan_report.report(plan).blocks for row in getattr(block, "rows", ())]
    assert ("Sản phẩm làm ra ở địa bàn khó khăn", "0", "1") in rows
    assert ("Tỷ lệ trong tổng số sản phẩm, phần trăm", "0", "50") in rows


def test_officer_lists_an_area_with_its_act_in_the_book(client):
    client = cast.sign_in(client, cast.officer(cast.DISTRICT))
    address = reverse("book_add", args=["dia-ban-kho-khan"])
    sent = {"unit": "xã Giáp Sơn, huyện Lục Ngạn", "degree": "extreme", "since": "04/06/2021"}

    without = client.post(address, sent)
    client.post(address, sent | {"act": "861/QĐ-TTg"})

    assert without.context["form"].errors["act"]
    assert DifficultArea.objects.get().unit == cast.unit(cast.DISTRICT_COMMUNE)
    shown = client.get(reverse("book_list", args=["dia-ban-kho-khan"])).content.decode()
    assert "861/QĐ-TTg" in shown
