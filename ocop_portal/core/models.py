"""The outbox of e-mails and the heartbeat of the queue."""

import hashlib
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ocop_portal.core.constraints import holds, one_of


def digest_of(key):
    """What a letter's Message-ID says of its key, and by which one that came back is found again."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


class OutgoingMailQuerySet(models.QuerySet):
    def waiting(self, at=None):
        """Not sent yet, due, with nobody, and not given up."""
        return self.filter(
            sent_at=None,
            claimed_at=None,
            refused_at=None,
            due_at__lte=at or timezone.now(),
            attempts__lt=OutgoingMail.MOST_ATTEMPTS,
        )

    def abandoned(self, at=None):
        """Claimed by somebody who must have died since, and not looked at yet."""
        oldest = (at or timezone.now()) - OutgoingMail.LONGEST_SENDING
        return self.filter(sent_at=None, unclear_at=None, claimed_at__lte=oldest)

    def unclear(self):
        return self.filter(sent_at=None, unclear_at__isnull=False)

    def failed(self):
        """Refused by the mail server, come back, or given up after the last attempt."""
        given_up = Q(sent_at=None, claimed_at=None, attempts__gte=OutgoingMail.MOST_ATTEMPTS)
        return self.filter(Q(refused_at__isnull=False) | given_up)

    def dead_addresses(self, addresses):
        """Return those of the addresses whose newest letter with an outcome was not delivered, in order."""
        failed = self.failed().filter(recipient__in=addresses).order_by()
        letters = self.filter(recipient__in=set(failed.values_list("recipient", flat=True)))
        decided = [row for row in letters.order_by("created_at", "pk").defer("body") if row.has_outcome]
        newest = {row.recipient: row for row in decided}
        return sorted(address for address, row in newest.items() if row.has_failed)


class OutgoingMail(models.Model):
    """An e-mail that must go out: written with its cause, sent after commit by `core.mail`."""

    MOST_ATTEMPTS = 8
    LONGEST_SENDING = timedelta(minutes=10)

    key = models.CharField(_("key"), max_length=200, unique=True, help_text=_("One e-mail per key, ever."))
    digest = models.CharField(_("digest of the key"), max_length=32, default="", editable=False)
    recipient = models.EmailField(_("recipient"))
    subject = models.CharField(_("subject"), max_length=300)
    body = models.TextField(_("body"))
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    due_at = models.DateTimeField(_("due"), default=timezone.now)
    claimed_at = models.DateTimeField(_("sending began"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    refused_at = models.DateTimeField(_("refused or returned"), null=True, blank=True)
    unclear_at = models.DateTimeField(_("found unclear"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.TextField(_("last error"), blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing e-mail")
        verbose_name_plural = _("outgoing e-mails")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(sent_at=None), name="core_mail_not_sent_yet"),
            models.Index(
                fields=["refused_at"], condition=Q(refused_at__isnull=False), name="core_mail_refused"
            ),
            models.Index(fields=["digest"], name="core_mail_digest"),
            models.Index(fields=["recipient"], name="core_mail_recipient"),
        ]
        constraints = [
            holds(
                "core_outgoingmail_sent_after_an_attempt",
                models.Q(sent_at=None) | models.Q(attempts__gt=0),
                _("A sent e-mail has at least one attempt."),
            ),
            holds(
                "core_outgoingmail_unclear_only_while_claimed",
                Q(unclear_at=None) | Q(claimed_at__isnull=False),
                _("Only a sending that began can be unclear."),
            ),
        ]

    def __str__(self):
        return f"{self.recipient}: {self.subject}"

    def save(self, *args, **kwargs):
        self.digest = digest_of(self.key)
        super().save(*args, **kwargs)

    @property
    def message_id(self):
        """The same for the same key, in every attempt: mailboxes know a double by it."""
        host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
        return f"<{digest_of(self.key)}@{host}>"

    @property
    def has_failed(self):
        given_up = self.attempts >= self.MOST_ATTEMPTS and self.claimed_at is None
        return self.refused_at is not None or (self.sent_at is None and given_up)

    @property
    def has_outcome(self):
        return self.sent_at is not None or self.has_failed

    @property
    def state(self):
        """How it went, in a word or two."""
        if self.has_failed:
            return _("not delivered")
        if self.sent_at:
            return _("sent")
        if self.unclear_at:
            return _("unclear whether sent")
        return _("to be tried again") if self.attempts and not self.claimed_at else _("waiting")


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
