"""Write the register to a file or to the screen, as it stands or as it stood on a day."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from ocop_portal.core.days import today
from products import open_data
from products.enums import DataFormat
from products.past import read_day


class Command(BaseCommand):
    help = "Write the public register: --format csv, json, xlsx or ptnt_ocop; --on a day; --output a file."

    def add_arguments(self, parser):
        parser.add_argument("--format", choices=DataFormat.values, default=DataFormat.CSV)
        parser.add_argument("--on", metavar="DATE", help="dd/mm/yyyy or yyyy-mm-dd; today when left out")
        parser.add_argument("--output", metavar="FILE", type=Path, help="the screen when left out")

    def handle(self, *, format, on, output, verbosity, **options):
        day = read_day(on) if on else today()
        if day is None or day > today():
            raise CommandError(f"“{on}” is no day up to today: write it as dd/mm/yyyy.")
        found = open_data.edition(day)
        content = open_data.written(found, format)
        if output is None:
            sys.stdout.buffer.write(content)
            return
        output.write_bytes(content)
        if verbosity:
            self.stdout.write(f"{len(found.rows)} products of {day:%d/%m/%Y} written to {output}.")
