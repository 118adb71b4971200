"""Bank accounts of producers, apart from everything else, and who read which when and why."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ocop_portal.accounts.models import Office, units_of
from ocop_portal.core.append_only import InsertOnly
from ocop_portal.core.constraints import filled, holds, unique
from producers.models import Producer, ProducerMember

SHOWN_DIGITS = 3


class PayeeAccountQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Masked: the offices of the producer's place and the producer's members.

        The whole number only through `payees.reveal`.
        """
        mine = ProducerMember.objects.filter(user=user).values("producer")
        return self.filter(Q(producer__unit__in=units_of(user)) | Q(producer__in=mine))

    def standing(self):
        return self.filter(ended_at=None)


class PayeeAccount(models.Model):
    """Where a producer's support is paid to. Other bank data is a new row; the old one gets its end.

    Whoever entered an account does not confirm it, and nothing is paid to an unconfirmed one. The number lies
    sealed (`campaigns.account_seals`); equal numbers share their fingerprint.
    """

    producer = models.ForeignKey(
        Producer, models.PROTECT, related_name="payee_accounts", verbose_name=_("producer")
    )
    holder = models.CharField(_("account holder"), max_length=150)
    bank = models.CharField(_("bank, branch"), max_length=150)
    sealed_number = models.TextField(_("sealed account number"))
    fingerprint = models.CharField(max_length=64, db_index=True)
    ending = models.CharField(_("last digits"), max_length=SHOWN_DIGITS)
    length = models.PositiveSmallIntegerField(_("digits"))
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    ended_at = models.DateTimeField(_("replaced"), null=True)

    objects = PayeeAccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("payee's account")
        verbose_name_plural = _("payees' accounts")
        ordering = ["-added_at", "-pk"]
        constraints = [
            unique(
                "campaigns_payeeaccount_one_standing",
                "producer",
                condition=Q(ended_at=None),
                message=_("The producer already has an account."),
            ),
            filled("campaigns_payeeaccount_number_sealed", "sealed_number", _("Enter the account number.")),
            filled("campaigns_payeeaccount_fingerprinted", "fingerprint", _("Enter the account number.")),
            filled("campaigns_payeeaccount_holder_filled", "holder", _("Enter the account holder.")),
            holds(
                "campaigns_payeeaccount_confirmed_by_another",
                Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False) & ~Q(confirmed_by=F("added_by")),
                _("Whoever entered an account does not confirm it."),
            ),
        ]

    def __str__(self):
        return f"{self.bank} {self.masked}"

    @property
    def masked(self):
        """The number with all but the last three digits hidden."""
        return "•" * max(self.length - SHOWN_DIGITS, 4) + self.ending

    @property
    def is_confirmed(self):
        return self.confirmed_at is not None


class AccountReading(InsertOnly):
    """Who read which account number, when, from which office and why."""

    account = models.ForeignKey(PayeeAccount, models.PROTECT, related_name="readings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("office"))
    reason = models.CharField(_("reason"), max_length=300)
    at = models.DateTimeField(_("read"), default=timezone.now)

    class Meta:
        verbose_name = _("reading of an account")
        verbose_name_plural = _("readings of accounts")
        ordering = ["-at", "-pk"]
        constraints = [
            filled("campaigns_accountreading_reason_filled", "reason", _("Say why you read the account.")),
        ]

    def __str__(self):
        return f"{self.by}: {self.reason}"
