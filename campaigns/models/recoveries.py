"""Orders to take a paid support payment back, wholly or in part."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.models.budgets import LedgerEntry
from campaigns.models.support import SupportPayment
from campaigns.money_enums import RecoveryGround
from ocop_portal.core.constraints import filled, holds, one_of, unique


class RecoveryQuerySet(models.QuerySet):
    def standing(self):
        """Orders that were not called off, carried out by now or not."""
        return self.filter(called_off_at=None)

    def outstanding(self):
        """Orders whose money has not come yet."""
        return self.filter(called_off_at=None, entry=None)


class Recovery(models.Model):
    """The order to take an amount of a paid payment back, with its ground; `entry` is the money that came.

    What it says never changes; before the money is back it can be called off, with the reason. While neither
    has happened no further part of the payment is ordered back.
    """

    FROZEN = ("payment_id", "amount", "ground", "document", "decided_on", "reason", "ordered_by_id")

    payment = models.ForeignKey(SupportPayment, models.PROTECT, related_name="recoveries")
    amount = models.PositiveBigIntegerField(_("amount, đồng"))
    ground = models.CharField(_("ground"), max_length=14, choices=RecoveryGround)
    document = models.CharField(_("number of the decision"), max_length=60)
    decided_on = models.DateField(_("day of the decision"))
    reason = models.CharField(_("reason"), max_length=300)
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField(_("ordered"), default=timezone.now)
    entry = models.OneToOneField(
        LedgerEntry, models.PROTECT, null=True, related_name="+", verbose_name=_("money that came back")
    )
    called_off_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    called_off_at = models.DateTimeField(null=True)
    called_off_why = models.CharField(_("why it was called off"), max_length=300, blank=True)

    objects = RecoveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("recovery of a payment")
        verbose_name_plural = _("recoveries of payments")
        ordering = ["pk"]
        constraints = [
            one_of(
                "campaigns_recovery_ground_known",
                "ground",
                RecoveryGround,
                _("Choose one of the grounds."),
            ),
            unique(
                "campaigns_recovery_one_outstanding",
                "payment",
                condition=Q(called_off_at=None, entry=None),
                message=_("The recovery of this payment is ordered already."),
            ),
            holds("campaigns_recovery_amount_positive", Q(amount__gt=0), _("The amount is above zero.")),
            holds(
                "campaigns_recovery_carried_out_or_called_off",
                Q(entry=None) | Q(called_off_at=None),
                _("A recovery whose money came is not called off."),
            ),
            filled("campaigns_recovery_document_filled", "document", _("Enter the decision's number.")),
            filled("campaigns_recovery_reason_filled", "reason", _("Write the reason.")),
            holds(
                "campaigns_recovery_called_off_with_reason",
                Q(called_off_at=None, called_off_by=None, called_off_why="")
                | Q(called_off_at__isnull=False, called_off_by__isnull=False) & ~Q(called_off_why=""),
                _("A recovery that is called off says by whom and why."),
            ),
        ]

    def __str__(self):
        return f"{self.payment}: {self.get_ground_display()}"
