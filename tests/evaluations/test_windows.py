"""The days of a certificate, as pure functions of its last day and the regulation of the day."""

from datetime import date, timedelta
from itertools import pairwise
from types import SimpleNamespace

import pytest

from evaluations import windows
from evaluations.enums import ReminderStage
from evaluations.models import Regulation

LAST = date(2029, 8, 10)
NOW = SimpleNamespace(
    reminder_days=30,
    reevaluation_opens_days=180,
    reevaluation_closes_days=120,
    reevaluation_deciding_days=45,
    extension_days=180,
)
BEFORE = SimpleNamespace(
    reminder_days=30,
    reevaluation_opens_days=None,
    reevaluation_closes_days=None,
    reevaluation_deciding_days=None,
    extension_days=None,
)


def test_a_dossier_is_filed_180_to_120_days_before_and_decided_within_45():
    found = windows.windows(LAST, NOW)

    assert (LAST - found.opens).days == 180
    assert (LAST - found.closes).days == 120
    assert found.decide_by == found.closes + timedelta(days=45)
    assert (found.extendable_until - LAST).days == 180
    assert windows.decide_by(date(2029, 3, 1), NOW) == date(2029, 4, 15)


def test_148_only_reminds_30_days_before():
    found = windows.windows(LAST, BEFORE)

    assert found.remind_on == date(2029, 7, 11)
    assert found.opens is found.closes is found.decide_by is found.extendable_until is None
    assert [span.stage for span in windows.spans(BEFORE)] == [
        ReminderStage.EXPIRES_SOON,
        ReminderStage.EXPIRED,
    ]


@pytest.mark.parametrize(
    ("days_before", "stage"),
    [
        (211, None),
        (210, ReminderStage.BEFORE_WINDOW),
        (181, ReminderStage.BEFORE_WINDOW),
        (180, ReminderStage.WINDOW_OPEN),
        (135, ReminderStage.WINDOW_OPEN),
        (134, ReminderStage.TWO_WEEKS_LEFT),
        (127, ReminderStage.ONE_WEEK_LEFT),
        (120, ReminderStage.ONE_WEEK_LEFT),  # the last day for filing
        (119, ReminderStage.WINDOW_MISSED),
        (30, ReminderStage.EXPIRES_SOON),
        (0, ReminderStage.EXPIRES_SOON),  # the last day of the certificate
        (-1, ReminderStage.EXPIRED),
        (-61, None),
    ],
)
def test_stage_of_each_day_under_26_2026(days_before, stage):
    assert windows.stage_on(LAST, NOW, LAST - timedelta(days=days_before)) == stage


def test_stages_follow_each_other_without_gap_or_overlap():
    for rules in (NOW, BEFORE):
        spans = windows.spans(rules)
        assert all(later.first == earlier.last + 1 for earlier, later in pairwise(spans))


def test_leap_day_and_31_august_keep_their_distance():
    for last in (date(2028, 2, 29), date(2027, 8, 31)):
        found = windows.windows(last, NOW)
        assert ((last - found.opens).days, (last - found.closes).days) == (180, 120)


@pytest.mark.django_db
def test_the_regulations_say_what_the_law_says():
    of_2026 = Regulation.objects.on(date(2026, 7, 1))
    of_2024 = Regulation.objects.on(date(2024, 6, 3))

    assert vars(NOW).items() <= vars(of_2026).items()
    assert vars(BEFORE).items() <= vars(of_2024).items()
    assert of_2026.reevaluation_vote == "written"
    assert of_2024.reevaluation_vote == "meeting"
