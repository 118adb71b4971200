"""Recompute every budget: chains, balances, decisions, and payments against the ledger."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from campaigns import budgets, payments
from campaigns.models import Plan, SupportPayment


class Command(BaseCommand):
    help = "Check that every ledger adds up and every payment has its entries; ends with 1 if not."

    def handle(self, **options):
        plans = Plan.objects.exclude(budget_lines=None).distinct().order_by("pk")
        found = [problem for plan in plans for problem in budgets.problems(plan)]
        found += payments.problems(SupportPayment.objects.order_by("pk"))
        for where, what in found:
            self.stderr.write(f"{where}: {what}")
        facts = {"plans": plans.count(), "payments": SupportPayment.objects.count(), "bad": len(found)}
        self.stdout.write(_("Budgets: %(plans)s, payments: %(payments)s, problems: %(bad)s.") % facts)
        if found:
            raise CommandError(_("The books do not hold."))
