"""Support policies, the payments made under them, and the batches they are paid in.

All amounts are whole đồng.
"""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.models.budgets import BudgetLine
from campaigns.models.payees import PayeeAccount
from campaigns.models.plans import Plan
from campaigns.money_enums import PaperKind, PaymentState, Per, SupportEvent, SupportKind
from ocop_portal.accounts.enums import Level
from ocop_portal.accounts.models import Office, units_of
from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.append_only import InsertOnly
from ocop_portal.core.constraints import filled, holds, in_order, one_of, requires, unique
from ocop_portal.core.days import day_of, today
from ocop_portal.core.workflow import TransitionLog
from producers.models import Producer, ProducerMember
from products.models import Product, StatusEvent

# States as the constraints below name them.
STANDING = ["proposed", "checked", "approved", "paid", "recovered"]
PAID_ONCE = ["paid", "recovered", "reversed"]


class SupportPolicyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Policies of the units a person's offices cover, and of the units above them."""
        mine = units_of(user)
        return self.filter(Q(unit__in=mine) | Q(unit__covers__covered__in=mine)).distinct()


class SupportPolicy(models.Model):
    """What a legal act pays for which event in the register, in force from a day to a day.

    A policy with payments under it is only ended, never changed. `upgrade_pays_difference`: where no rate for
    an upgrade is given, it pays what the first recognition at the new stars pays more than at the old ones.
    """

    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, related_name="support_policies", verbose_name=_("for the area of")
    )
    name = models.CharField(_("name"), max_length=200)
    legal_act = models.CharField(_("legal act"), max_length=200)
    source_note = models.CharField(_("where the figures come from"), max_length=300, blank=True)
    per = models.CharField(_("paid"), max_length=8, choices=Per, default=Per.PRODUCT)
    kind = models.CharField(
        _("kind of support"), max_length=14, choices=SupportKind, default=SupportKind.AWARD
    )
    upgrade_pays_difference = models.BooleanField(_("an upgrade pays the difference"), default=False)
    papers = models.JSONField(_("papers asked for"), default=list, blank=True)
    in_force_from = models.DateField(_("in force from"))
    in_force_to = models.DateField(_("to (inclusive)"), null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = SupportPolicyQuerySet.as_manager()

    class Meta:
        verbose_name = _("support policy")
        verbose_name_plural = _("support policies")
        ordering = ["-in_force_from", "pk"]
        constraints = [
            one_of("campaigns_supportpolicy_per_known", "per", Per, _("Choose one of the two.")),
            one_of("campaigns_supportpolicy_kind_known", "kind", SupportKind, _("Choose one of the kinds.")),
            filled("campaigns_supportpolicy_legal_act_filled", "legal_act", _("Name the legal act.")),
            in_order(
                "campaigns_supportpolicy_from_before_to",
                "in_force_from",
                "in_force_to",
                _("The first day is not after the last."),
            ),
            unique(
                "campaigns_supportpolicy_once",
                "unit",
                "legal_act",
                "kind",
                message=_("The policy of this legal act is entered already."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("policy_page", args=[self.pk])


class SupportRate(models.Model):
    """What the policy pays for an event at a star, and the level whose budget pays."""

    policy = models.ForeignKey(SupportPolicy, models.CASCADE, related_name="rates")
    event = models.CharField(_("event"), max_length=8, choices=SupportEvent)
    stars = models.PositiveSmallIntegerField(_("stars"))
    amount = models.PositiveBigIntegerField(_("amount, đồng"))
    payer = models.CharField(_("paid by"), max_length=10, choices=Level)

    class Meta:
        ordering = ["event", "stars"]
        constraints = [
            unique(
                "campaigns_supportrate_once",
                "policy",
                "event",
                "stars",
                message=_("The policy already has a rate for this."),
            ),
            holds(
                "campaigns_supportrate_three_to_five_stars",
                Q(stars__range=(3, 5)),
                _("Only 3, 4 and 5 stars are recognised."),
            ),
            holds("campaigns_supportrate_amount_positive", Q(amount__gt=0), _("The amount is above zero.")),
            one_of("campaigns_supportrate_event_known", "event", SupportEvent, _("Unknown event.")),
            one_of("campaigns_supportrate_payer_known", "payer", Level, _("Choose one of the levels.")),
        ]

    def __str__(self):
        return f"{self.get_event_display()} {self.stars}: {self.amount}"


class PaymentBatch(models.Model):
    """Approved payments paid together: one list to sign, one bank file."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="payment_batches", verbose_name=_("plan"))
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=200)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("batch of payments")
        verbose_name_plural = _("batches of payments")
        ordering = ["-made_at", "-pk"]
        constraints = [
            unique(
                "campaigns_paymentbatch_number_unique",
                "plan",
                "number",
                message=_("This batch exists already."),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("batch_page", args=[self.pk])


class SupportPaymentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the plan that pays, and the members of the producer that is paid."""
        own = ProducerMember.objects.filter(user=user.pk).values("producer")
        return self.filter(Q(line__plan__in=Plan.objects.visible_to(user)) | Q(producer__in=own))

    def standing(self):
        return self.filter(state__in=PaymentState.standing())

    def with_back(self):
        """Each payment with `back`, what of it came back, in đồng."""
        came = Sum("recoveries__amount", filter=Q(recoveries__entry__isnull=False))
        return self.annotate(back=Coalesce(came, 0))


class SupportPayment(models.Model):
    """Support for one producer from one budget line: proposed, checked, approved, paid by different people.

    What it is for and how much never changes after it was proposed. State changes go through the verbs of
    `campaigns.payments`. An award names its policy and the register event that made it due; other support
    names its legal ground.
    """

    FROZEN = (
        *("line_id", "policy_id", "register_event_id", "event", "stars", "per", "kind"),
        *("producer_id", "product_id", "amount", "proposed_by_id"),
    )

    line = models.ForeignKey(
        BudgetLine, models.PROTECT, related_name="payments", verbose_name=_("budget line")
    )
    kind = models.CharField(_("kind of support"), max_length=14, choices=SupportKind)
    policy = models.ForeignKey(
        SupportPolicy, models.PROTECT, null=True, related_name="payments", verbose_name=_("policy")
    )
    register_event = models.ForeignKey(
        StatusEvent, models.PROTECT, null=True, related_name="support", verbose_name=_("register event")
    )
    event = models.CharField(_("event"), max_length=8, choices=SupportEvent, blank=True)
    stars = models.PositiveSmallIntegerField(_("stars"), null=True)
    per = models.CharField(_("paid"), max_length=8, choices=Per, default=Per.PRODUCT)
    producer = models.ForeignKey(Producer, models.PROTECT, related_name="support", verbose_name=_("producer"))
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, related_name="support", verbose_name=_("product")
    )
    amount = models.PositiveBigIntegerField(_("amount, đồng"))
    ground = models.CharField(_("legal ground"), max_length=200)
    note = models.CharField(_("note"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=PaymentState, default=PaymentState.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(_("checked"), null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(_("approved"), null=True)
    batch = models.ForeignKey(
        PaymentBatch, models.PROTECT, null=True, related_name="payments", verbose_name=_("batch")
    )
    account = models.ForeignKey(
        PayeeAccount, models.PROTECT, null=True, related_name="payments", verbose_name=_("paid to")
    )
    voucher = models.CharField(_("voucher"), max_length=60, blank=True)
    paid_on = models.DateField(_("paid on"), null=True)
    paid_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = SupportPaymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("support payment")
        verbose_name_plural = _("support payments")
        ordering = ["pk"]
        constraints = [
            one_of("campaigns_supportpayment_state_known", "state", PaymentState, _("Unknown state.")),
            one_of("campaigns_supportpayment_kind_known", "kind", SupportKind, _("Choose one of the kinds.")),
            holds(
                "campaigns_supportpayment_amount_positive", Q(amount__gt=0), _("The amount is above zero.")
            ),
            filled("campaigns_supportpayment_ground_filled", "ground", _("Name the legal act.")),
            unique(
                "campaigns_supportpayment_once_per_product",
                "policy",
                "producer",
                "product",
                "event",
                "stars",
                condition=Q(state__in=STANDING, event__in=["first", "upgraded"], per="product"),
                message=_("This product was proposed for this support already."),
            ),
            unique(
                "campaigns_supportpayment_once_per_producer",
                "policy",
                "producer",
                "event",
                "stars",
                condition=Q(state__in=STANDING, policy__isnull=False, per="producer"),
                message=_("This producer was proposed for this support already."),
            ),
            unique(
                "campaigns_supportpayment_once_per_register_event",
                "policy",
                "register_event",
                condition=Q(state__in=STANDING, register_event__isnull=False),
                message=_("This recognition was proposed for this support already."),
            ),
            holds(
                "campaigns_supportpayment_policy_with_event",
                Q(policy=None, register_event=None, event="", stars=None)
                | Q(policy__isnull=False, register_event__isnull=False, stars__isnull=False)
                & ~Q(event="")
                & Q(product__isnull=False),
                _("Support under a policy names the register event that made it due."),
            ),
            holds(
                "campaigns_supportpayment_checker_is_not_maker",
                Q(checked_by=None) | ~Q(checked_by=F("proposed_by")),
                _("Whoever proposes a payment does not check it."),
            ),
            holds(
                "campaigns_supportpayment_approver_is_not_maker",
                Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
                _("Whoever proposes a payment does not approve it."),
            ),
            holds(
                "campaigns_supportpayment_payer_is_a_third",
                Q(paid_by=None)
                | ~Q(paid_by=F("proposed_by")) & ~Q(paid_by=F("checked_by")) & ~Q(paid_by=F("approved_by")),
                _("Whoever proposes, checks or approves a payment does not pay it."),
            ),
            requires(
                "campaigns_supportpayment_checked_by_somebody",
                ["checked", "approved", "cancelled", *PAID_ONCE],
                "checked_by",
                _("A checked payment says who checked it."),
            ),
            requires(
                "campaigns_supportpayment_approved_by_somebody",
                ["approved", "cancelled", *PAID_ONCE],
                "approved_by",
                _("An approved payment says who approved it."),
            ),
            holds(
                "campaigns_supportpayment_paid_with_voucher",
                Q(state__in=PAID_ONCE, paid_on__isnull=False, paid_by__isnull=False, account__isnull=False)
                & ~Q(voucher="")
                | ~Q(state__in=PAID_ONCE) & Q(paid_on=None, paid_by=None, account=None, voucher=""),
                _("A paid payment carries its voucher, its day, its account and who paid it."),
            ),
        ]

    def __str__(self):
        return f"{self.product or self.producer} · {self.get_kind_display()}"

    def get_absolute_url(self):
        return reverse("support_page", args=[self.pk])

    @property
    def age(self):
        """Days since it was proposed."""
        return (today() - day_of(self.proposed_at)).days


class SupportPaymentLog(TransitionLog):
    payment = models.ForeignKey(SupportPayment, models.PROTECT, related_name="log")


class SetAside(InsertOnly):
    """Support that is due but is not paid here, and why: already paid on paper, waived by the producer."""

    policy = models.ForeignKey(SupportPolicy, models.PROTECT, related_name="set_aside")
    register_event = models.ForeignKey(StatusEvent, models.PROTECT, related_name="support_set_aside")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("office"))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("support set aside")
        verbose_name_plural = _("support set aside")
        ordering = ["-at", "-pk"]
        constraints = [
            unique(
                "campaigns_setaside_once",
                "policy",
                "register_event",
                message=_("This support was set aside already."),
            ),
            filled("campaigns_setaside_reason_filled", "reason", _("Write the reason.")),
        ]

    def __str__(self):
        return self.reason


def payment_paper_path(paper, filename):
    return f"payments/{secrets.token_hex(16)}"


class PaymentPaper(InsertOnly):
    """A paper handed in for a payment: its copy, or the note that the original lies in the paper file."""

    payment = models.ForeignKey(SupportPayment, models.PROTECT, related_name="papers")
    kind = models.CharField(_("kind of paper"), max_length=14, choices=PaperKind)
    number = models.CharField(_("number, day or place of the original"), max_length=120)
    file = models.FileField(_("file"), upload_to=payment_paper_path, blank=True)
    original_name = models.CharField(_("file name"), max_length=200, blank=True)
    content_type = models.CharField(_("type"), max_length=100, blank=True)
    size = models.PositiveIntegerField(_("size in bytes"), default=0)
    sha256 = models.CharField(_("checksum"), max_length=64, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("added"), default=timezone.now)

    class Meta:
        verbose_name = _("paper of a payment")
        verbose_name_plural = _("papers of payments")
        ordering = ["pk"]
        constraints = [
            one_of("campaigns_paymentpaper_kind_known", "kind", PaperKind, _("Choose one of the kinds.")),
            filled("campaigns_paymentpaper_number_filled", "number", _("Say which paper it is.")),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.number}"
