"""Send the reminders of certificates by hand: what the clock does every morning."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluations import reminders
from evaluations.enums import Channel, ReminderStage
from ocop_portal.core import mail
from ocop_portal.core.days import today
from ocop_portal.core.models import OutgoingMail

MOST_MAILS = 100_000


def day(text):
    return date.fromisoformat(text)


class Command(BaseCommand):
    help = (
        "Remind producers and offices of certificates that come to an end: plan the stages of the day, hand "
        "them over, send the mail. Each reminder goes out once, however often and in however many places "
        "this runs. Exit code 1 when an e-mail could not be sent (it is tried again), 2 for a wrong day."
    )

    def add_arguments(self, parser):
        parser.add_argument("--on", type=day, help="the day to send for, YYYY-MM-DD; today when absent")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be sent")

    def handle(self, *, on, dry_run, **_options):
        chosen = on or today()
        planned = reminders.foreseen(chosen) if dry_run else reminders.plan(chosen)
        for stage, count in sorted(planned.items()):
            self.say(f"  {ReminderStage(stage).label}: {count}")
        counts = {"day": f"{chosen:%d/%m/%Y}", "count": sum(planned.values())}
        if dry_run:
            self.say(_("%(day)s: %(count)s reminders would be sent; nothing was.") % counts)
            return
        self.say(_("%(day)s: %(count)s reminders planned.") % counts)
        self.hand_over(chosen)
        self.send_mail()

    def hand_over(self, chosen):
        handed = reminders.deliver(chosen)
        for channel, count in sorted(handed.items()):
            self.say(f"  {Channel(channel).label}: {count}")
        reminders.flag_failures()

    def send_mail(self):
        begun = timezone.now()
        sent = mail.send_waiting(limit=MOST_MAILS)
        self.say(_("E-mails sent: %(sent)s.") % {"sent": sent})
        unsent = OutgoingMail.objects.filter(sent_at=None, claimed_at=None)
        failed = unsent.filter(Q(refused_at__gte=begun) | Q(due_at__gt=begun, attempts__gt=0)).count()
        if failed:
            problem = _("E-mails that could not be sent: %(count)s; see the page of the machine room.")
            raise CommandError(problem % {"count": failed}, returncode=1)

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()
