"""Signs of life of the machine room: clock, outbox, reminders; asked by /readyz and by its page."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min
from django.utils import timezone

from evaluations.models import Reminder
from evaluations.reminders import PLANNED, reminding_day, told_today
from ocop_portal.core import returned_mail
from ocop_portal.core.days import day_of
from ocop_portal.core.models import Heartbeat, OutgoingMail

SILENT_SECONDS = 300
LATE_SECONDS = 900  # mail older than this means that nobody sends


@dataclass(frozen=True)
class Signs:
    """What is known at a moment. Moments are None where nothing was ever seen."""

    beat: datetime | None
    planned: datetime | None
    mail_waiting: int
    mail_since: datetime | None
    mail_failed: int
    mail_unclear: int
    reads_returns: bool
    returns_read: datetime | None
    reminders_waiting: int
    told: dict
    at: datetime

    @property
    def queue(self):
        return "ok" if self.beat and (self.at - self.beat).total_seconds() < SILENT_SECONDS else "silent"

    @property
    def reminders(self):
        """Ok when the present day was planned and nothing that is due still waits."""
        if self.planned is None or reminding_day(self.planned) < reminding_day(self.at):
            return "late"
        return "waiting" if self.reminders_waiting else "ok"

    @property
    def mail(self):
        age = (self.at - self.mail_since).total_seconds() if self.mail_since else 0
        return "late" if age > LATE_SECONDS else "ok"

    @property
    def returned(self):
        """Whether the mailbox of letters that came back is read: "off" when none is configured."""
        if not self.reads_returns:
            return "off"
        read = self.returns_read
        return "ok" if read and (self.at - read).total_seconds() < LATE_SECONDS else "late"

    @property
    def told_count(self):
        return sum(self.told.values())


def signs(at=None):
    now = at or timezone.now()
    beats = dict(
        Heartbeat.objects.filter(name__in=["beat", PLANNED, returned_mail.READ]).values_list("name", "at")
    )
    waiting = OutgoingMail.objects.waiting(now)
    return Signs(
        beat=beats.get("beat"),
        planned=beats.get(PLANNED),
        mail_waiting=waiting.count(),
        mail_since=waiting.aggregate(first=Min("due_at"))["first"],
        mail_failed=OutgoingMail.objects.failed().count(),
        mail_unclear=OutgoingMail.objects.unclear().count(),
        reads_returns=returned_mail.is_on(),
        returns_read=beats.get(returned_mail.READ),
        reminders_waiting=Reminder.objects.waiting(reminding_day(now)).count(),
        told=told_today(day_of(now)),
        at=now,
    )
