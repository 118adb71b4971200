"""Load provinces, districts and communes, those of today and those abolished."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from ocop_portal.areas.loading import load_areas


class Command(BaseCommand):
    help = (
        "Load the administrative map: the provinces and communes since 1 July 2025, the provinces, districts "
        "and communes before, and what became what. Can be repeated: units are added and corrected, none is "
        "deleted. Gaps in the sources are listed and left open; that is not an error. "
        "With --verbosity 0 they are not listed."
    )

    def handle(self, *args, **options):
        report = load_areas()
        self.stdout.write(
            _("Administrative units: %(loaded)d loaded, %(updated)d updated, %(unchanged)d unchanged.")
            % {"loaded": report.loaded, "updated": report.updated, "unchanged": report.unchanged}
        )
        if options["verbosity"]:
            self.tell_gaps(report)

    def tell_gaps(self, report):
        without = (f"{unit.code} {unit.full_name}" for unit in report.without_successor)
        self.tell(_("Abolished communes without a successor: %(n)d"), list(without))
        self.tell(_("Successions to a code that is not in the list of today: %(n)d"), report.unknown_current)
        self.tell(_("Successions of a code that is not in the list of 2025: %(n)d"), report.unknown_historic)

    def tell(self, title, lines):
        self.stdout.write(title % {"n": len(lines)})
        for line in lines:
            self.stdout.write(f"  {line if isinstance(line, str) else ' → '.join(line)}")
