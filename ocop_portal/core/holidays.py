"""Working days by the table of holidays: weekends and holidays do not count, exchanged Saturdays do."""

from datetime import timedelta

from ocop_portal.core.days import add_working_days
from ocop_portal.core.models import Holiday


def working_day_after(day, n):
    """Return the n-th working day after `day`, n being positive (one query)."""
    until = day + timedelta(days=2 * n + 30)  # no run of days off is longer than a month
    known = dict(Holiday.objects.filter(day__gt=day, day__lte=until).values_list("day", "is_worked"))
    off = {one for one, is_worked in known.items() if not is_worked}
    return add_working_days(day, n, off, set(known) - off)
