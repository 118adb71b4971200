"""Load product sets, score sheets and regulations."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from evaluations.loading import load_regulations


class Command(BaseCommand):
    help = (
        "Load the product sets, the score sheets of all editions and the regulations from the data files. "
        "Can be repeated. Sheets that do not add up stay drafts, and what is published or in force never "
        "changes: both are listed with the reason; they are not an error."
    )

    def handle(self, *args, **options):
        report = load_regulations()
        self.stdout.write(
            _("Rules: %(loaded)s loaded, %(updated)s updated, %(unchanged)s unchanged, %(refused)s refused.")
            % {
                "loaded": len(report.loaded),
                "updated": len(report.updated),
                "unchanged": len(report.unchanged),
                "refused": len(report.refused),
            }
        )
        if options["verbosity"]:
            for name, reason in report.refused:
                self.stdout.write(_("Refused: %(name)s") % {"name": name})
                self.stdout.writelines(f"  {line}\n" for line in reason.splitlines())
