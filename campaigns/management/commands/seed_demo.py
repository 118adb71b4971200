"""Load the demonstration."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from campaigns.demo import (
    council_stories,
    expiry,
    intake,
    lifecycle,
    money,
    people,
    plans,
    programme,
    register,
    stories,
    yearly_work,
)
from products.models import Product


class Command(BaseCommand):
    help = (
        "Load the demonstration: offices and accounts, the named products of five real programmes, 16 real "
        "recognitions, dossiers in every state and sessions at work. Running it again changes nothing."
    )

    def handle(self, *, verbosity, **options):
        if settings.PRODUCTION:
            raise CommandError(_("The demonstration is not loaded into a production database."))
        say = self.stdout.write if verbosity else lambda text: None
        before = Product.objects.count()
        with override("vi"), transaction.atomic():
            self._load(say)
            if Product.objects.count() > before:
                call_command("refresh_search", verbosity=0)
                call_command("publish_open_data", verbosity=0)
        say(_("Demonstration ready: %(n)d products added.") % {"n": Product.objects.count() - before})

    def _load(self, say):
        say(_("1/4 offices, accounts, councils"))
        offices = people.load_people()
        say(_("2/4 earlier recognitions"))
        register.load_register(offices)
        say(_("3/4 sixteen real recognitions"))
        call_command("import_register", register.REAL_SAMPLE, office="tinh-lam-dong", verbosity=0)
        say(_("4/4 dossiers, sessions, decisions"))
        stories.load_stories()
        council_stories.load_council_stories()
        intake.load_intake()
        lifecycle.load_life()
        say(_("and: certificates that expire, reminders"))
        expiry.load_expiry(offices)
        say(_("and: plans of five programmes"))
        plans.load_plans(offices)
        programme.load_programme()
        yearly_work.load_yearly_work()
        say(_("budgets, support and its payments"))
        money.load_money(offices)
