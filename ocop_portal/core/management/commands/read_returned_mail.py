"""Read by hand what the clock reads every five minutes: reports of letters that came back."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ocop_portal.core import returned_mail
from ocop_portal.core.mailboxes import MailboxError


class Command(BaseCommand):
    help = (
        "Read the mailbox of OCOP_BOUNCES_URL and mark e-mails that came back for good, so that offices see "
        "the address. Exit code 1 when the mailbox cannot be read, 2 when none is configured."
    )

    def handle(self, **_options):
        if not returned_mail.is_on():
            raise CommandError(_("No mailbox is configured: set OCOP_BOUNCES_URL."), returncode=2)
        try:
            found = returned_mail.read_mailbox()
        except MailboxError as error:
            raise CommandError(_("The mailbox cannot be read: %(why)s") % {"why": error}) from error
        for kind, text in self.sentences():
            self.stdout.write(text % {"count": found[kind]})

    def sentences(self):
        yield returned_mail.RETURNED, _("Came back for good: %(count)s")
        yield returned_mail.DELAYED, _("Delayed, still being tried: %(count)s")
        yield returned_mail.UNKNOWN, _("About e-mails not sent from here: %(count)s")
        yield returned_mail.OTHER, _("Other mail: %(count)s")
