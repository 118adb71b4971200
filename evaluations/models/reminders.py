"""What was told to whom about a certificate's last day, and the calls an office made about it.

A certificate is named here by its product and its last day: that also covers recognitions of before the
portal, which an office brought in from its spreadsheet and which have no certificate row of their own.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluations.enums import Audience, Channel, ReminderStage
from ocop_portal.accounts.models import Office
from ocop_portal.core.append_only import InsertOnly
from ocop_portal.core.constraints import filled, holds, one_of, unique
from ocop_portal.core.days import today
from ocop_portal.core.models import OutgoingMail
from products.models import Product


class ReminderQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(product__in=Product.objects.visible_to(user))

    def waiting(self, day):
        """Due on or before the day, and not handed over."""
        return self.filter(done_at=None, due_on__lte=day)

    def returned(self):
        """Handed over by e-mail to an address that does not take mail."""
        return self.filter(mail__in=OutgoingMail.objects.failed())


class Reminder(models.Model):
    """One reminder to one person by one channel about one stage of a certificate; never twice, by constraint.

    Written when the stage begins (`due_on`), done when it is handed over: to the outbox (`mail`), into the
    person's notices, or to the sender of short messages, whose answer stands in `handed_to`.
    """

    product = models.ForeignKey(Product, models.PROTECT, related_name="reminders", verbose_name=_("product"))
    last_day = models.DateField(_("last day of the certificate"))
    stage = models.CharField(_("stage"), max_length=16, choices=ReminderStage)
    channel = models.CharField(_("channel"), max_length=6, choices=Channel)
    recipient = models.CharField(_("recipient"), max_length=254, help_text=_("E-mail address or telephone."))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+", verbose_name=_("user")
    )
    audience = models.CharField(_("on behalf of"), max_length=8, choices=Audience)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", verbose_name=_("office"))
    due_on = models.DateField(_("due"))
    planned_at = models.DateTimeField(_("planned"), default=timezone.now)
    done_at = models.DateTimeField(_("handed over"), null=True)
    mail = models.ForeignKey(OutgoingMail, models.PROTECT, null=True, related_name="+")
    handed_to = models.CharField(_("handed to"), max_length=120, blank=True)
    flagged_at = models.DateTimeField(_("failure told to the office"), null=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-due_on", "-pk"]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(done_at=None), name="reminder_waiting"),
            models.Index(
                fields=["channel", "recipient"], condition=Q(done_at=None), name="reminder_waiting_for"
            ),
            models.Index(fields=["done_at"], name="reminder_done"),
        ]
        constraints = [
            unique(
                "evaluations_reminder_once",
                "product",
                "last_day",
                "stage",
                "channel",
                "recipient",
                message=_("This person was reminded of this already."),
            ),
            one_of("evaluations_reminder_stage_known", "stage", ReminderStage, _("Choose a known stage.")),
            one_of("evaluations_reminder_channel_known", "channel", Channel, _("Choose a known channel.")),
            one_of("evaluations_reminder_audience_known", "audience", Audience, _("Choose who is meant.")),
            filled("evaluations_reminder_recipient_filled", "recipient", _("Somebody has to be reminded.")),
            holds(
                "evaluations_reminder_mail_only_when_done",
                Q(done_at__isnull=False) | Q(mail=None, handed_to=""),
                _("Only a reminder that is done was handed over."),
            ),
            holds(
                "evaluations_reminder_notice_to_a_user",
                ~Q(channel="notice") | Q(user__isnull=False),
                _("A notice goes to somebody who can sign in."),
            ),
        ]

    def __str__(self):
        return f"{self.product}: {self.get_stage_display()}"

    @property
    def state(self):
        """What became of it, in a word or two; a short message that went into a file says so."""
        if self.done_at is None:
            return _("waiting")
        if self.mail_id:
            return self.mail.state
        if self.handed_to:
            return _("written to %(place)s") % {"place": self.handed_to}
        return _("shown in the portal")

    @property
    def has_failed(self):
        return self.mail_id is not None and self.mail.has_failed


class CallNote(InsertOnly):
    """An officer called the producer about the certificate's last day, and what was said."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="call_notes", verbose_name=_("product"))
    last_day = models.DateField(_("last day of the certificate"))
    called_on = models.DateField(_("called on"), default=today)
    words = models.CharField(_("what was said"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    entered_at = models.DateTimeField(_("entered"), default=timezone.now)

    class Meta:
        verbose_name = _("call about a certificate")
        verbose_name_plural = _("calls about certificates")
        ordering = ["-called_on", "-pk"]
        constraints = [
            filled("evaluations_callnote_words_filled", "words", _("Write in a few words what was said.")),
        ]

    def __str__(self):
        return f"{self.product}: {self.called_on:%d/%m/%Y}"
