"""Rows of reminders and calls that no table may hold."""

from django.utils import timezone

from evaluations.models import CallNote, Regulation, Reminder
from tests import cast
from tests.evaluations.certified import DAY, at_stage
from tests.evaluations.rows import again


def reminder(**changes):
    facts = {
        "product": at_stage(180),
        "last_day": DAY,
        "stage": "window_open",
        "channel": "email",
        "recipient": "a@example.vn",
        "audience": "producer",
        "due_on": DAY,
    }
    return Reminder.objects.create(**facts | changes)


def call_note(words):
    return CallNote.objects.create(
        product=at_stage(180), last_day=DAY, words=words, by=cast.officer(cast.COMMUNE)
    )


FORBIDDEN_REMINDERS = {
    "evaluations_reminder_once": lambda: again(reminder()),
    "evaluations_reminder_stage_known": lambda: reminder(stage="never"),
    "evaluations_reminder_channel_known": lambda: reminder(channel="pigeon"),
    "evaluations_reminder_audience_known": lambda: reminder(audience="public"),
    "evaluations_reminder_recipient_filled": lambda: reminder(recipient=""),
    "evaluations_reminder_mail_only_when_done": lambda: reminder(handed_to="file x"),
    "evaluations_reminder_notice_to_a_user": lambda: reminder(channel="notice", done_at=timezone.now()),
    "evaluations_callnote_words_filled": lambda: call_note(""),
    "evaluations_regulation_vote_known": lambda: again(
        Regulation.objects.first(), number="x", in_force_from=DAY, reevaluation_vote="shout"
    ),
}
