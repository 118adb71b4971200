"""Load provinces, districts and communes, those of today and those abolished."""

from django.core.management.base import BaseCommand

from ocop_portal.areas.loading import load_areas


class Command(BaseCommand):
    help = (
        "Load the administrative map: the provinces and communes since 1 July 2025, the provinces, districts "
        "and communes before, and what became what. Can be repeated: units are added and corrected, none is "
        "deleted. Gaps in the sources are listed and left open; they are not an error."
    )

    def handle(self, *args, **options):
        report = load_areas()
        self.stdout.write(
            f"Administrative units: {report.loaded} loaded, {report.updated} updated, "
            f"{report.unchanged} unchanged. "
            f"Successions: {report.successions}. Coverage: {report.coverage} rows."
        )
        if options["verbosity"]:
            self.tell_gaps(report)

    def tell_gaps(self, report):
        self.stdout.write(f"Abolished communes without a successor: {len(report.without_successor)}")
        for unit in report.without_successor:
            self.stdout.write(f"  {unit.code} {unit.full_name}")
        self.tell_pairs("Successions to a code that is not in the list of today", report.unknown_current)
        self.tell_pairs("Successions of a code that is not in the list of 2025", report.unknown_historic)

    def tell_pairs(self, title, pairs):
        self.stdout.write(f"{title}: {len(pairs)}")
        for old, new in pairs:
            self.stdout.write(f"  {old} -> {new}")
