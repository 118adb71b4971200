"""The list of plans, and the day a plan is read on, as the address asks for them."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.enums import PlanState
from ocop_portal.areas.enums import UnitLevel
from ocop_portal.core.days import day_of
from ocop_portal.core.filters import AskedFor
from ocop_portal.core.words import matching

STATES = {"": gettext_lazy("Any state"), **dict(PlanState.choices)}
LEVELS = {"": gettext_lazy("All levels"), **dict(UnitLevel.choices)}


class PlanFilter(AskedFor):
    states, levels = STATES, LEVELS

    def __init__(self, params):
        super().__init__(params)
        self.q = self.words("q")
        self.state = self.one_of("trang-thai", STATES)
        self.level = self.one_of("cap", LEVELS)
        self.year = self.number("nam")

    def number(self, name):
        """A year as four figures, else None."""
        value = self.words(name)
        if value and not (value.isascii() and value.isdecimal() and len(value) == 4):
            self._leave_out(value)
            return None
        return int(value) if value else None

    @property
    def is_narrowed(self):
        return bool(self.q or self.state or self.level or self.year)

    def rows(self, plans):
        if self.state:
            plans = plans.filter(state=self.state)
        if self.level:
            plans = plans.filter(unit__level=self.level)
        if self.year:
            plans = plans.overlapping(self.year, self.year)
        return matching(plans, self.q, "unit__search_text")


class DayAsked(AskedFor):
    """The day a plan is read on: `?ngay=dd/mm/yyyy`; empty or unreadable is the last day that counts."""

    def __init__(self, params, plan):
        super().__init__(params)
        self.plan = plan
        self.day = self._day(self.words("ngay")) or plan.counted_until()

    def _day(self, typed):
        if not typed:
            return None
        try:
            day = datetime.strptime(typed, "%d/%m/%Y").date()  # noqa: DTZ007 a day has no zone
        except ValueError:
            self._leave_out(typed)
            return None
        return self._within(day)

    def _within(self, day):
        first, last = self.plan.stock_day, min(self.plan.ends_on, day_of())
        if first <= day <= max(first, last):
            return day
        text = _("A plan is read on a day from %(first)s to %(last)s.")
        self.notices.append(text % {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"})
        return None
