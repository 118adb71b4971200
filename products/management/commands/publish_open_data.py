"""Write today's open data files; the clock does it every night."""

from django.core.management.base import BaseCommand

from products import open_data


class Command(BaseCommand):
    help = "Write today's open data files, keep the first of each month, remove the other old ones."

    def handle(self, *, verbosity, **options):
        for row in open_data.publish():
            if verbosity:
                self.stdout.write(f"{row.sha256}  {row.name}")
