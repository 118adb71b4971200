"""Recompute every budget: chains, balances, decisions, and payments against the ledger."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from campaigns import budgets, payments
from campaigns.models import Plan, SupportPayment


class Command(BaseCommand):
    help = "Check that every ledger adds up and every payment has its entries; ends with 1 if not."

    def add_arguments(self, parser):
        parser.add_argument("--plan", type=int, help="only the plan of this number")
        parser.add_argument("--head", default="", help="the published head the plan's ledgers must end at")

    def handle(self, *, plan, head, **options):
        if head and not plan:
            raise CommandError(_("Name the plan of the head: --plan NUMBER."), returncode=2)
        plans, paid = Plan.objects.exclude(budget_lines=None).distinct(), SupportPayment.objects.all()
        if plan:
            plans, paid = plans.filter(pk=plan), paid.filter(line__plan=plan)
        found = [problem for row in plans.order_by("pk") for problem in budgets.problems(row, head)]
        found += payments.problems(paid.order_by("pk"))
        for where, what in found:
            self.stderr.write(f"{where}: {what}")
        facts = {"plans": plans.count(), "payments": paid.count(), "bad": len(found)}
        self.stdout.write(_("Budgets: %(plans)s, payments: %(payments)s, problems: %(bad)s.") % facts)
        for row in plans if plan else ():
            self.stdout.write(_("Head of the ledgers: %(head)s") % {"head": budgets.head_of(row)})
        if found:
            raise CommandError(_("The books do not hold."))
