"""Recompute every session's chain of cards, every result and what was decided on it."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from evaluations import ledger
from evaluations.models import Session


class Command(BaseCommand):
    help = "Recompute every chain and every result; name the first bad entry; exit 1 if there is any."

    def add_arguments(self, parser):
        parser.add_argument("--session", type=int, help="only the session of this number")
        parser.add_argument("--head", default="", help="the published head the session must end at")

    def handle(self, *, session, head, **_options):
        if head and not session:
            raise CommandError(_("Name the session of the head: --session NUMBER."), returncode=2)
        wanted = [session] if session else ledger.sessions_with_scores()
        rows = Session.objects.filter(pk__in=list(wanted)).order_by("pk")
        if session and not rows:
            raise CommandError(_("There is no session %(number)s.") % {"number": session}, returncode=2)
        bad, cards, results = 0, 0, 0
        for row in rows.iterator():
            read = ledger.read(row)
            cards, results = cards + len(read.revisions), results + len(read.snapshots)
            bad += self.report(row, list(ledger.problems(read, head)))
        counts = {"sessions": len(rows), "cards": cards, "results": results, "bad": bad}
        self.stdout.write(
            _("Sessions: %(sessions)s, cards: %(cards)s, results: %(results)s, with problems: %(bad)s.")
            % counts
        )
        if bad:
            raise CommandError(_("The ledger does not hold."), returncode=1)

    def report(self, session, found):
        """Print the first bad entry of a session; return 1 when there is one."""
        if not found:
            return 0
        self.stdout.write(f"{session.pk} · {session} · {found[0]} (+{len(found) - 1})")
        return 1
