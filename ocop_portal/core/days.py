"""Days in Vietnam. A deadline ends at midnight in Asia/Ho_Chi_Minh, wherever the server stands."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
SATURDAY = 5


def today():
    return timezone.localdate(timezone=VIETNAM)


def day_of(at=None):
    """Return the Vietnam date of `at`: None is today, an aware moment its local date, a date itself."""
    if at is None:
        return today()
    if isinstance(at, datetime):
        return timezone.localdate(at, timezone=VIETNAM)
    return at


def add_months(day, months):
    """Move by calendar months, kept inside the month.

    36 months after 31/8/2026 is 31/8/2029; after 29/2/2024 it is 28/2/2027.
    """
    year, month_index = divmod(day.year * 12 + day.month - 1 + months, 12)
    month = month_index + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def add_working_days(day, n, holidays=frozenset(), worked=frozenset()):
    """Return the n-th working day after `day` (before it when n is negative); the day itself is not counted.

    Saturdays, Sundays and `holidays` (a set of dates) are not working days, except those in `worked`:
    Saturdays on which offices work in exchange for a day off.
    """
    step = timedelta(days=1 if n > 0 else -1)
    left = abs(n)
    while left:
        day += step
        if day in worked or (day.weekday() < SATURDAY and day not in holidays):
            left -= 1
    return day
