"""Load product sets, score sheets and regulations."""

from django.core.management.base import BaseCommand

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
            f"Rules: {len(report.loaded)} loaded, {len(report.updated)} updated, "
            f"{len(report.unchanged)} unchanged, {len(report.refused)} refused."
        )
        if options["verbosity"]:
            for name, reason in report.refused:
                self.stdout.write(f"Refused: {name}")
                self.stdout.writelines(f"  {line}\n" for line in reason.splitlines())
