"""The outbox of e-mails and the heartbeat of the queue."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ocop_portal.core.constraints import holds, one_of


class OutgoingMailQuerySet(models.QuerySet):
    def waiting(self, at=None):
        """Not sent yet, due, and not given up."""
        return self.filter(
            sent_at=None, due_at__lte=at or timezone.now(), attempts__lt=OutgoingMail.MOST_ATTEMPTS
        )


class OutgoingMail(models.Model):
    """An e-mail that must go out: written with its cause, sent after commit by `core.mail`."""

    MOST_ATTEMPTS = 8

    key = models.CharField(_("key"), max_length=200, unique=True, help_text=_("One e-mail per key, ever."))
    recipient = models.EmailField(_("recipient"))
    subject = models.CharField(_("subject"), max_length=300)
    body = models.TextField(_("body"))
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    due_at = models.DateTimeField(_("due"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.TextField(_("last error"), blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing e-mail")
        verbose_name_plural = _("outgoing e-mails")
        ordering = ["-created_at"]
        constraints = [
            holds(
                "core_outgoingmail_sent_after_an_attempt",
                models.Q(sent_at=None) | models.Q(attempts__gt=0),
                _("A sent e-mail has at least one attempt."),
            )
        ]

    def __str__(self):
        return f"{self.recipient}: {self.subject}"


class Heartbeat(models.Model):
    """When a part of the machine room last showed a sign of life."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self):
        return self.name


class Certainty(models.TextChoices):
    """How sure a day off is: the law fixes some, the government announces the others year by year."""

    LAW = "law", _("fixed by the Labour Code")
    ANNOUNCED = "announced", _("announced by the government")
    EXPECTED = "expected", _("expected, to be checked against the announcement")


class Holiday(models.Model):
    """A day on which offices are closed besides Saturdays and Sundays (Labour Code, Article 112).

    `is_worked` marks the opposite: a Saturday on which offices work in exchange for a day off.
    """

    day = models.DateField(_("day"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    is_worked = models.BooleanField(
        _("worked in exchange"),
        default=False,
        help_text=_("A Saturday on which offices work in exchange for a day off."),
    )
    certainty = models.CharField(
        _("certainty"), max_length=10, choices=Certainty, default=Certainty.ANNOUNCED
    )

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["-day"]
        constraints = [
            one_of(
                "core_holiday_certainty_known",
                "certainty",
                Certainty,
                _("Say how certain the day is."),
            ),
        ]

    def __str__(self):
        return f"{self.day:%d/%m/%Y} · {self.name}"
