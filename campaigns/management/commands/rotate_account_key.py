"""Seal every account number anew with a new key, or check that each opens."""

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from campaigns import account_seals, payees


class Command(BaseCommand):
    help = (
        "Make a new key for account numbers and seal every number with it. Where the environment gives the "
        "keys, put the new one first there and run with --seal. --check only opens every number."
    )

    def add_arguments(self, parser):
        parser.add_argument("--seal", action="store_true", help="seal with the newest key; make none")
        parser.add_argument("--check", action="store_true", help="open every number, change nothing")
        parser.add_argument(
            "--forget-old", action="store_true", help="drop older keys: backups sealed with them stay shut"
        )

    def handle(self, *, seal, check, forget_old, **options):
        if not check:
            self._seal(seal)
        broken = payees.broken_seals()
        for account in broken:
            self.stderr.write(f"{account.producer}: {account}")
        if broken:
            raise CommandError(_("Account numbers that no key opens: %(count)s.") % {"count": len(broken)})
        if forget_old:
            account_seals.forget_old_keys()
        name = account_seals.key_id(account_seals.keys()[0])
        self.stdout.write(_("Account numbers are sealed with key %(key)s; every one opens.") % {"key": name})

    def _seal(self, only):
        if not only:
            try:
                account_seals.add_key()
            except ImproperlyConfigured as error:
                raise CommandError(str(error)) from error
        count = payees.seal_again()
        self.stdout.write(_("Sealed anew: %(count)s.") % {"count": count})
