from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_portal.core.days import VIETNAM, add_months, add_working_days, day_of, today

FRIDAY = date(2026, 11, 20)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def test_a_moment_belongs_to_its_day_in_vietnam():
    assert day_of(datetime(2026, 11, 21, 17, 0, tzinfo=UTC)) == date(2026, 11, 22)
    assert day_of(datetime(2026, 11, 21, 16, 59, tzinfo=UTC)) == date(2026, 11, 21)


def test_a_date_is_its_own_day():
    assert day_of(date(2026, 2, 28)) == date(2026, 2, 28)


def test_without_a_moment_it_is_today():
    assert day_of() in (today(), today() - timedelta(days=1))
    assert today() in (datetime.now(VIETNAM).date(), datetime.now(VIETNAM).date() - timedelta(days=1))


def test_a_moment_without_time_zone_is_refused():
    with pytest.raises(ValueError, match="naive"):
        day_of(datetime(2026, 11, 21))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 8, 31), 36, date(2029, 8, 31)),
        (date(2024, 2, 29), 36, date(2027, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 1), -1, date(2025, 12, 1)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_months_are_calendar_months_kept_inside_the_month(start, months, end):
    assert add_months(start, months) == end


@given(DAYS, st.integers(-240, 240))
def test_months_move_the_month_and_never_the_day_forward(day, months):
    moved = add_months(day, months)

    assert (moved.year - day.year) * 12 + moved.month - day.month == months
    assert moved.day <= day.day
    assert moved.day == day.day or (moved + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("n", "end"),
    [
        (0, FRIDAY),
        (1, date(2026, 11, 23)),
        (5, date(2026, 11, 27)),
        (6, date(2026, 11, 30)),
        (-1, date(2026, 11, 19)),
        (-5, date(2026, 11, 13)),
    ],
)
def test_working_days_skip_the_weekend(n, end):
    assert add_working_days(FRIDAY, n) == end


def test_working_days_skip_holidays():
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)

    assert add_working_days(FRIDAY, 1, {monday, tuesday}) == date(2026, 11, 25)


def test_a_deadline_counted_from_a_sunday_begins_on_monday():
    assert add_working_days(date(2026, 11, 22), 1) == date(2026, 11, 23)


@given(DAYS, st.integers(1, 60))
def test_working_days_come_back_the_same_way(day, n):
    end = add_working_days(day, n)

    assert end.weekday() < 5
    assert sum((day + timedelta(days=k)).weekday() < 5 for k in range(1, (end - day).days + 1)) == n
