"""Take an office's register of recognised products into the portal."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ocop_portal.accounts.models import Office
from ocop_portal.core.access import Refusal
from products.imports import import_register

PROGRESS_EVERY = 100


class Command(BaseCommand):
    help = (
        "Import a register of recognised products (.csv or .xlsx, columns as in products/data/README.md) "
        "for an office. All rows or none: with a bad row nothing is written and the exit code is 1. "
        "Importing the same file again changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="the office's file, .csv (UTF-8) or .xlsx")
        parser.add_argument("--office", required=True, help="short code of the office whose area it is")
        parser.add_argument("--dry-run", action="store_true", help="try everything, keep nothing")

    def handle(self, *args, **options):
        office = Office.objects.select_related("unit").filter(code=options["office"]).first()
        if office is None:
            known = ", ".join(Office.objects.values_list("code", flat=True)[:20])
            raise CommandError(
                _("There is no office “%(code)s”. Known: %(known)s.")
                % {"code": options["office"], "known": known}
            )
        report = self.imported(options, office)
        self.tell(report, options)
        if report.problems:
            raise CommandError(
                _("Nothing was imported: %(count)s problems to solve.") % {"count": len(report.problems)}
            )

    def imported(self, options, office):
        try:
            return import_register(
                options["file"], office=office, dry_run=options["dry_run"], progress=self.progress
            )
        except OSError as missing:
            raise CommandError(
                _("The file cannot be opened: %(file)s") % {"file": options["file"]}
            ) from missing
        except Refusal as refusal:
            raise CommandError(refusal.reason) from refusal

    def progress(self, done, total):
        if done % PROGRESS_EVERY == 0:
            self.stdout.write(f"{done}/{total}")

    def tell(self, report, options):
        if options["verbosity"] and not report.problems:
            for remark in report.remarks:
                self.stdout.write(_line(remark, remark.choice))
        for problem in report.problems:
            self.stderr.write(_line(problem, problem.reason, problem.cure))
        if report.problems:
            return
        if options["dry_run"]:
            self.stdout.write(_("A trial: nothing was kept."))
        self.stdout.write(
            _(
                "Rows: %(rows)s. New producers: %(producers)s, new products: %(products)s, "
                "recognitions entered: %(recorded)s, unchanged: %(unchanged)s."
            )
            % vars(report)
        )


def _line(entry, *sentences):
    where = _("Row %(row)s, %(column)s “%(value)s”:") % {
        "row": entry.row,
        "column": entry.column or "-",
        "value": entry.value,
    }
    return " ".join([where, *map(str, sentences)])
