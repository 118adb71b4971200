"""Replace the key that seals certificates, or end one that got into wrong hands."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from evaluations import keys
from evaluations.models import SigningKey


class Command(BaseCommand):
    help = (
        "Retire the key that seals certificates and make a new one; what the old key sealed still holds. "
        "With --expire NUMBER that key's seals hold no longer: for a key that got into wrong hands."
    )

    def add_arguments(self, parser):
        parser.add_argument("--expire", metavar="NUMBER", help="the number of the key to end")

    def handle(self, *, expire, **options):
        if expire:
            self.stdout.write(self._expired(expire))
        key = keys.rotate() if not expire else keys.current()
        self.stdout.write(_("Certificates are sealed with key %(key)s.") % {"key": key.key_id})

    def _expired(self, key_id):
        try:
            keys.expire(key_id)
        except SigningKey.DoesNotExist as error:
            raise CommandError(_("There is no key %(key)s.") % {"key": key_id}) from error
        return _("Seals of key %(key)s hold no longer.") % {"key": key_id}
