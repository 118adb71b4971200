"""What citizens report: a label that may be false, stars that may no longer be used."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ocop_portal.accounts.models import units_of
from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.constraints import filled, holds, one_of
from products.enums import Misuse
from products.models.goods import Product

TICKET_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is mistaken for another


def new_ticket():
    """Return a number to ask again with: not guessable, easy to read out on the telephone."""
    parts = ("".join(secrets.choice(TICKET_LETTERS) for _letter in range(4)) for _part in range(3))
    return f"PA-{'-'.join(parts)}"


class MisuseReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Reports from the area of a person's offices; those that name no known place, to all whose office
        covers a province or more."""
        if not user.is_authenticated:
            return self.none()
        units = units_of(user)
        in_area = Q(unit__in=units)
        if units.provinces().current().exists():
            in_area |= Q(unit=None)
        return self.filter(in_area)

    def open(self):
        return self.filter(answered_at=None)


class MisuseReport(models.Model):
    """One report with its answer. The status page shows everything but `contact` and `sender`.

    `sender` is a keyed hash of the network address, kept for the limit of five reports an hour; it names
    nobody. `contact` is personal data given to be answered at, and is never public.
    """

    ticket = models.CharField(
        _("ticket number"), max_length=20, unique=True, default=new_ticket, editable=False
    )
    kind = models.CharField(_("what is wrong"), max_length=10, choices=Misuse)
    code = models.CharField(_("code or name on the label"), max_length=120, blank=True)
    what = models.TextField(_("what you saw, and where"), max_length=2000)
    contact = models.CharField(
        _("e-mail or phone"), max_length=120, blank=True, help_text=_("Only if you want to be called back.")
    )
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, editable=False, related_name="reports", verbose_name=_("product")
    )
    unit = models.ForeignKey(
        AdministrativeUnit,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("place"),
    )
    sender = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = MisuseReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of misuse")
        verbose_name_plural = _("reports of misuse")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["sender", "created_at"], name="products_report_by_sender")]
        constraints = [
            one_of("products_misusereport_kind_known", "kind", Misuse, _("Choose what is wrong.")),
            filled("products_misusereport_what_filled", "what", _("Say what you saw.")),
            holds(
                "products_misusereport_answer_has_its_moment",
                Q(answer="", answered_at=None, answered_by=None)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                _("An answer has its words, its moment and who gave it."),
            ),
        ]

    def __str__(self):
        return self.ticket

    def get_absolute_url(self):
        return reverse("report_status", args=[self.ticket])
