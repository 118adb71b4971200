"""The days of a certificate on its way to re-evaluation, as pure functions of its last day and a regulation.

Which regulation? The one in force on the day that is looked at, not the one the certificate was earned under.
A certificate of 2024 keeps its stars and its last day under Decision 148, but whoever files a re-evaluation
today files it under Decision 26/2026, Article 7.6: at the earliest 180 and at the latest 120 days before the
last day, decided within 45 days of the complete file. Only certificates that could not meet that window are
extended, by at most 180 days after the last day and until the result (Article 12).

All days are Vietnam days, `last_day` is inclusive. A regulation is anything with the day counts of
`evaluations.models.Regulation`; a count that is None means the regulation knows no such day.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from evaluations.enums import ReminderStage

NOTICE_BEFORE_OPENING = 30  # days: the papers of a dossier take about a month
EXPIRED_FOR = 60  # days after which an expired certificate is no longer news


@dataclass(frozen=True)
class Windows:
    """The days the regulation gives a certificate; None where it names none.

    A dossier filed on `opens` or on `closes` is in time. `decide_by` is the last day for the decision on a
    file that was complete on `closes`.
    """

    last_day: date
    opens: date | None
    closes: date | None
    decide_by: date | None
    remind_on: date | None
    extendable_until: date | None


@dataclass(frozen=True)
class StageSpan:
    """From which day to which (inclusive) a stage is the present one, as days after the last day."""

    stage: ReminderStage
    first: int
    last: int

    def covers(self, last_day, day):
        return self.first <= (day - last_day).days <= self.last

    def first_day(self, last_day):
        return last_day + timedelta(days=self.first)


def windows(last_day, regulation):
    closes = _before(last_day, regulation.reevaluation_closes_days)
    return Windows(
        last_day=last_day,
        opens=_before(last_day, regulation.reevaluation_opens_days),
        closes=closes,
        decide_by=decide_by(closes, regulation) if closes else None,
        remind_on=_before(last_day, regulation.reminder_days),
        extendable_until=_after(last_day, regulation.extension_days),
    )


def decide_by(complete_on, regulation):
    """Return the last day for deciding on a re-evaluation file complete on that day, or None."""
    return _after(complete_on, regulation.reevaluation_deciding_days)


def _before(day, count):
    return None if count is None else day - timedelta(days=count)


def _after(day, count):
    return None if count is None else day + timedelta(days=count)


def spans(regulation):
    """Return the stages a regulation knows, the earliest first; each lasts until the next begins."""
    starts = sorted(_starts(regulation).items(), key=lambda pair: pair[1])
    ends = [first - 1 for _stage, first in starts[1:]] + [EXPIRED_FOR]
    return [
        StageSpan(stage, first, last)
        for (stage, first), last in zip(starts, ends, strict=True)
        if first <= last
    ]


def _starts(regulation):
    """Map each stage to the first day it holds, counted from the last day (before it: negative)."""
    opens, closes = regulation.reevaluation_opens_days, regulation.reevaluation_closes_days
    found = {ReminderStage.EXPIRED: 1}
    if regulation.reminder_days is not None:
        found[ReminderStage.EXPIRES_SOON] = -regulation.reminder_days
    if opens is not None:
        found[ReminderStage.BEFORE_WINDOW] = -opens - NOTICE_BEFORE_OPENING
        found[ReminderStage.WINDOW_OPEN] = -opens
    if closes is not None:
        found[ReminderStage.TWO_WEEKS_LEFT] = -closes - 14
        found[ReminderStage.ONE_WEEK_LEFT] = -closes - 7
        found[ReminderStage.WINDOW_MISSED] = -closes + 1
    return found


def stage_on(last_day, regulation, day):
    """Return the stage a certificate is in on a day, or None long before and long after its last day."""
    return next((span.stage for span in spans(regulation) if span.covers(last_day, day)), None)
