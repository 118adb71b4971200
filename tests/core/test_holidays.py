"""Working days of an office, by the table of holidays."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from ocop_portal.core.holidays import working_day_after
from ocop_portal.core.models import Certainty, Holiday
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "n", "end"),
    [
        (date(2026, 2, 13), 1, date(2026, 2, 23)),  # all of Tết Bính Ngọ lies between
        (date(2026, 2, 2), 15, date(2026, 3, 2)),
        (date(2026, 4, 24), 1, date(2026, 4, 28)),  # Giỗ Tổ on a Sunday: Monday is off instead
        (date(2024, 5, 3), 1, date(2024, 5, 4)),  # a Saturday worked for the 29th of April
        (date(2026, 8, 28), 1, date(2026, 9, 3)),  # Quốc khánh with the exchanged Monday
        (date(2026, 7, 6), 15, date(2026, 7, 27)),  # only weekends
        (date(2031, 2, 3), 15, date(2031, 2, 24)),  # beyond the table
    ],
)
def test_weekends_and_holidays_do_not_count(day, n, end):
    assert working_day_after(day, n) == end


def test_a_holiday_entered_by_an_administrator_moves_the_day():
    Holiday.objects.create(day=date(2031, 2, 4), name="Nghỉ bão")

    assert working_day_after(date(2031, 2, 3), 1) == date(2031, 2, 5)


@pytest.mark.parametrize("year", range(2023, 2028))
def test_the_table_holds_every_holiday_of_the_labour_code(year):
    names = " ".join(Holiday.objects.filter(day__year=year).values_list("name", flat=True))

    for name in ("Tết Dương lịch", "Tết Nguyên đán", "Giỗ Tổ", "30/4", "1/5", "Quốc khánh"):
        assert name in names, (year, name)


def test_what_is_not_announced_yet_is_marked_as_expected():
    tet = Holiday.objects.filter(day__year=2027, name__startswith="Tết Nguyên đán")

    assert set(tet.values_list("certainty", flat=True)) == {Certainty.EXPECTED}


def test_the_database_knows_three_certainties():
    with pytest.raises(IntegrityError), transaction.atomic():
        Holiday.objects.create(day=date(2031, 1, 1), name="x", certainty="rumour")


def test_an_administrator_edits_the_table(client):
    cast.sign_in(client, cast.administrator())
    text = client.get(reverse("admin:core_holiday_changelist"), {"q": "Giỗ"}).content.decode()

    assert "16/04/2027" in text or "2027" in text
    data = {"day": "04/02/2031", "name": "Nghỉ bão", "certainty": "announced"}
    client.post(reverse("admin:core_holiday_add"), data)
    assert Holiday.objects.filter(day=date(2031, 2, 4)).exists()
