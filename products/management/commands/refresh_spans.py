"""Write what the register said on earlier days anew from its events."""

from django.core.management.base import BaseCommand
from django.db import transaction

from products import register_version, spans
from products.models import RegisterSpan


class Command(BaseCommand):
    help = "Write the spans of the register anew from its events: what lists show for an earlier day."

    @transaction.atomic
    def handle(self, *args, **options):
        RegisterSpan.objects.all().delete()
        spans.fill()
        register_version.move()
        if options["verbosity"]:
            self.stdout.write(f"Spans written anew: {RegisterSpan.objects.count()}.")
