"""The money of a plan: its lines, the decisions that approved them, and the ledger they are moved by.

All amounts are whole đồng.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.models.plans import Plan
from campaigns.money_enums import BudgetKind, EntryKind, Source
from ocop_portal.core.append_only import InsertOnly
from ocop_portal.core.constraints import filled, holds, one_of, unique

MOST_DONG = 10**15  # a million billion: far above any programme, far below what a column holds


class BudgetLineQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(plan__in=Plan.objects.visible_to(user))


class BudgetLine(models.Model):
    """One line of a plan's budget. Amounts in whole đồng.

    `planned` is what the office puts down; `approved` is what the latest `BudgetDecision` gave the line.
    `allocated`, `committed` and `paid` are what the ledger's entries add up to: the database moves them with
    each entry and refuses anything else.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="budget_lines", verbose_name=_("plan"))
    kind = models.CharField(_("kind"), max_length=16, choices=BudgetKind)
    source = models.CharField(_("source"), max_length=12, choices=Source)
    title = models.CharField(_("what for"), max_length=200, blank=True)
    planned = models.PositiveBigIntegerField(_("amount, đồng"))
    approved = models.PositiveBigIntegerField(_("approved"), default=0, editable=False)
    allocated = models.PositiveBigIntegerField(_("allocated"), default=0, editable=False)
    committed = models.PositiveBigIntegerField(_("committed"), default=0, editable=False)
    paid = models.PositiveBigIntegerField(_("paid"), default=0, editable=False)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    prepared_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = BudgetLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ["position", "pk"]
        constraints = [
            one_of("campaigns_budgetline_kind_known", "kind", BudgetKind, _("Choose one of the kinds.")),
            one_of("campaigns_budgetline_source_known", "source", Source, _("Choose one of the sources.")),
            unique(
                "campaigns_budgetline_once",
                "plan",
                "kind",
                "source",
                "title",
                message=_("The plan already has this line."),
            ),
            holds(
                "campaigns_budgetline_planned_plausible",
                Q(planned__lte=MOST_DONG),
                _("The amount is too large."),
            ),
            holds(
                "campaigns_budgetline_available_not_negative",
                Q(allocated__gte=F("committed") + F("paid")),
                _("More is committed and paid than was allocated."),
            ),
            holds(
                "campaigns_budgetline_allocated_within_approved",
                Q(allocated__lte=F("approved")),
                _("More is allocated than was approved."),
            ),
        ]

    def __str__(self):
        return self.title or str(self.get_kind_display()).capitalize()

    def get_absolute_url(self):
        return reverse("budget_line_page", args=[self.pk])

    @property
    def available(self):
        return self.allocated - self.committed - self.paid


class BudgetDecision(InsertOnly):
    """A decision on a plan's budget: number 1 approves it, later ones amend it. Insert-only."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="budget_decisions", verbose_name=_("plan"))
    number = models.PositiveSmallIntegerField(_("number"))
    decision_number = models.CharField(_("decision number"), max_length=60)
    decided_on = models.DateField(_("day"))
    total = models.PositiveBigIntegerField(_("approved total"))
    reason = models.TextField(_("why it was amended"), blank=True)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("entered"), default=timezone.now)

    class Meta:
        verbose_name = _("decision on a budget")
        verbose_name_plural = _("decisions on budgets")
        ordering = ["number"]
        constraints = [
            unique(
                "campaigns_budgetdecision_number_unique",
                "plan",
                "number",
                message=_("Somebody else has just decided on this budget."),
            ),
            filled(
                "campaigns_budgetdecision_number_filled", "decision_number", _("Enter the decision's number.")
            ),
            holds(
                "campaigns_budgetdecision_decider_did_not_prepare",
                ~Q(decided_by=F("prepared_by")),
                _("Whoever draws up a budget does not approve it."),
            ),
            holds(
                "campaigns_budgetdecision_amended_with_reason",
                Q(number=1) | ~Q(reason=""),
                _("An amendment says why."),
            ),
        ]

    def __str__(self):
        return self.decision_number


class BudgetDecisionLine(InsertOnly):
    """What a decision gave one line, and what the line had before."""

    decision = models.ForeignKey(BudgetDecision, models.PROTECT, related_name="lines")
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="decided")
    before = models.PositiveBigIntegerField()
    amount = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            unique(
                "campaigns_budgetdecisionline_once",
                "decision",
                "line",
                message=_("The decision already names this line."),
            )
        ]

    def __str__(self):
        return f"{self.line}: {self.amount}"


class LedgerEntry(InsertOnly):
    """One move of a line's money. Insert-only and chained: each hash covers the one before it.

    `commitment` is the entry that a release or a payment settles, `recovers` the payment of which money came
    back; `support` the support payment it belongs to, `activity` the activity it pays for, if any. Written
    only by `campaigns.ledger.post`.
    """

    line = models.ForeignKey(
        BudgetLine, models.PROTECT, related_name="entries", verbose_name=_("budget line")
    )
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=8, choices=EntryKind)
    amount = models.PositiveBigIntegerField(_("amount, đồng"))
    on = models.DateField(_("day"))
    commitment = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="settlements", verbose_name=_("commitment")
    )
    recovers = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="recoveries", verbose_name=_("payment taken back")
    )
    activity = models.ForeignKey(
        "campaigns.Activity", models.PROTECT, null=True, related_name="entries", verbose_name=_("activity")
    )
    support = models.ForeignKey(
        "campaigns.SupportPayment",
        models.PROTECT,
        null=True,
        related_name="entries",
        verbose_name=_("support payment"),
    )
    document = models.CharField(_("voucher or document number"), max_length=60)
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("entered"), default=timezone.now)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering = ["line", "number"]
        constraints = [
            one_of("campaigns_ledgerentry_kind_known", "kind", EntryKind, _("Unknown move.")),
            unique(
                "campaigns_ledgerentry_number_unique",
                "line",
                "number",
                message=_("Somebody else has just written into this ledger."),
            ),
            holds("campaigns_ledgerentry_amount_positive", Q(amount__gt=0), _("The amount is above zero.")),
            holds(
                "campaigns_ledgerentry_settles_a_commitment",
                Q(kind__in=["release", "pay"], commitment__isnull=False)
                | Q(kind__in=["allocate", "commit", "return", "recover"], commitment=None),
                _("A release or a payment names the commitment it settles."),
            ),
            holds(
                "campaigns_ledgerentry_recovers_a_payment",
                Q(kind="recover", recovers__isnull=False) | ~Q(kind="recover") & Q(recovers=None),
                _("Money that came back names the payment it belongs to."),
            ),
            filled(
                "campaigns_ledgerentry_document_filled", "document", _("Enter the number of the document.")
            ),
            unique(
                "campaigns_ledgerentry_one_move_per_payment",
                "support",
                "kind",
                condition=Q(support__isnull=False) & ~Q(kind="recover"),
                message=_("This payment was entered already."),
            ),
        ]

    def __str__(self):
        return f"{self.line} · {self.number} · {self.get_kind_display()} {self.amount}"
