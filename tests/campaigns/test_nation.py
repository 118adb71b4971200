"""The provinces compared: each number is the province's own, and they add up to the nation."""

from datetime import date

import pytest
from django.urls import reverse

from campaigns.counting import Scope
from campaigns.nation import compare_provinces, provinces_of_today
from tests import cast
from tests.campaigns.registered import in_2024, new
from tests.campaigns.test_indicators import DIVIDED, spread

pytestmark = pytest.mark.django_db
SINCE, UNTIL = date(2024, 1, 1), date(2024, 12, 31)


@pytest.fixture
def provinces():
    spread(DIVIDED)
    for number, code in enumerate((cast.COMMUNE, cast.DISTRICT_COMMUNE)):
        new(f"khác {number}", 3 + number, in_2024(5), at=code)
    return list(provinces_of_today())


def test_each_number_is_that_of_the_province_and_the_rows_add_up(provinces):
    found = compare_provinces(SINCE, UNTIL)

    assert [row.unit for row in found.rows if row.unit] == provinces
    for row in (row for row in found.rows if row.unit and any(row.numbers)):
        scope = Scope(unit=row.unit, since=SINCE, until=UNTIL)
        assert row.numbers == tuple(indicator.number(scope) for indicator in found.indicators), row.unit
    assert found.totals == tuple(
        sum(column) for column in zip(*(row.numbers for row in found.rows), strict=True)
    )
    assert min(found.totals) > 0


def test_the_number_of_queries_does_not_depend_on_what_is_registered(provinces, django_assert_num_queries):
    with django_assert_num_queries(6):
        compare_provinces(SINCE, UNTIL)
    for number in range(3):
        new(f"thêm {number}", 3, in_2024(5), at=cast.COMMUNE)
    with django_assert_num_queries(6):
        compare_provinces(SINCE, UNTIL)
    with django_assert_num_queries(2):
        compare_provinces(SINCE, UNTIL)


def test_the_page_opens_for_the_administrator_and_its_numbers_lead_to_lists(client, provinces):
    cast.sign_in(client, cast.administrator())
    page = client.get(reverse("nation_year", args=[2024])).content.decode()

    assert all(province.name in page for province in provinces)
    link = reverse("year_count", args=[DIVIDED, 2024, "cumulative_3plus"])
    assert link in page
    assert client.get(link).status_code == 200
    assert (
        reverse("nation_year", args=[date.today().year]) in client.get(reverse("plan_desk")).content.decode()
    )
    assert client.get(reverse("nation_year", args=[1999])).status_code == 404


def test_a_province_s_officer_is_told_why_not(client):
    cast.sign_in(client, cast.officer(cast.PROVINCE))

    assert client.get(reverse("nation_year", args=[2024])).status_code == 403
    assert "ca-nuoc" not in client.get(reverse("plan_desk")).content.decode()
