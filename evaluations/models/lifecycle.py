"""Acts of a recognition's later life: extension, revocation, giving up, correction.

They hang on the product, because recognitions entered from before the portal have no certificate here.
"""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluations.enums import RevocationGround, RevocationState
from evaluations.models.dossiers import Dossier
from evaluations.models.outcomes import Certificate
from ocop_portal.accounts.enums import Role
from ocop_portal.accounts.models import Office, offices_of
from ocop_portal.core.append_only import InsertOnly, InsertOnlyQuerySet
from ocop_portal.core.constraints import filled, holds, in_order, one_of, unique
from ocop_portal.core.workflow import TransitionLog
from products.models import Product


class ActQuerySet(InsertOnlyQuerySet):
    def visible_to(self, user):
        return self.filter(product__in=Product.objects.visible_to(user))


class Act(InsertOnly):
    """What every decision on a recognition carries; `decided_on` is a Vietnam day."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="%(class)ss", verbose_name=_("product"))
    certificate = models.ForeignKey(
        Certificate, models.PROTECT, null=True, related_name="%(class)ss", verbose_name=_("certificate")
    )
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("office"))
    number = models.CharField(_("number of the decision"), max_length=60)
    decided_on = models.DateField(_("day of the decision"))
    authority = models.CharField(_("authority"), max_length=200)
    signatory = models.CharField(_("signed by"), max_length=150)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))
    entered_at = models.DateTimeField(_("entered"), default=timezone.now)

    objects = ActQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-decided_on", "-pk"]

    def __str__(self):
        return self.number


class Extension(Act):
    """A recognition lasts beyond its last day while a result is awaited (Decision 26/2026, Article 12)."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="extensions", verbose_name=_("dossier"))
    until = models.DateField(_("extended until (inclusive)"))

    class Meta(Act.Meta):
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        constraints = [
            filled("evaluations_extension_number_filled", "number", _("Enter the decision's number.")),
            filled("evaluations_extension_reason_filled", "reason", _("Write the reason.")),
            in_order(
                "evaluations_extension_decided_before_until",
                "decided_on",
                "until",
                _("An extension ends after its decision."),
            ),
            unique(
                "evaluations_extension_once_per_decision",
                "product",
                "office",
                "number",
                "decided_on",
                message=_("This decision already extended the product."),
            ),
        ]


class Correction(Act):
    """What the register says is replaced by what is right, by a decision; nothing is edited.

    Where a certificate was wrong, `issued` is the one that takes its place.
    """

    stars = models.PositiveSmallIntegerField(_("stars"))
    valid_until = models.DateField(_("valid until (inclusive)"))
    issued = models.OneToOneField(
        Certificate, models.PROTECT, null=True, related_name="correction", verbose_name=_("new certificate")
    )

    class Meta(Act.Meta):
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            filled("evaluations_correction_number_filled", "number", _("Enter the decision's number.")),
            filled("evaluations_correction_reason_filled", "reason", _("Write what was wrong.")),
            holds(
                "evaluations_correction_three_to_five_stars",
                Q(stars__range=(3, 5)),
                _("Only 3, 4 and 5 stars are recognised."),
            ),
            in_order(
                "evaluations_correction_decided_before_end",
                "decided_on",
                "valid_until",
                _("The last day is not before the correction."),
            ),
            holds(
                "evaluations_correction_replaces_a_certificate",
                Q(issued=None) | Q(certificate__isnull=False),
                _("Only an earlier certificate is replaced."),
            ),
        ]


class RevocationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(product__in=Product.objects.visible_to(user))

    def open(self):
        return self.filter(state=RevocationState.PROPOSED)

    def awaiting_leaders(self, user):
        """Open ones of products whose area a leader's office covers; who decides is asked for each."""
        offices = offices_of(user, Role.LEADER).values("unit")
        nationwide = offices_of(user, Role.LEADER).filter(unit=None).exists()
        place = Q() if nationwide else Q(product__made_in__covered_by__unit__in=offices)
        return self.open().filter(place).distinct()


class Revocation(models.Model):
    """A recognition to be ended: a conclusion on record, then the decision of who granted it, or none.

    `concluded_on` is the day of the conclusion, of the commune's confirmation that production stopped, or of
    the producer's request; `due_on` the last day for the decision, where the law names one. The decision's
    fields are empty until it is decided. Who records a conclusion does not sign the revocation.
    """

    product = models.ForeignKey(
        Product, models.PROTECT, related_name="revocations", verbose_name=_("product")
    )
    certificate = models.ForeignKey(
        Certificate, models.PROTECT, null=True, related_name="revocations", verbose_name=_("certificate")
    )
    ground = models.CharField(_("ground"), max_length=10, choices=RevocationGround)
    source = models.CharField(_("conclusion or confirmation"), max_length=200)
    concluded_on = models.DateField(_("day of the conclusion"))
    findings = models.TextField(_("what was found"))
    state = models.CharField(
        _("state"), max_length=10, choices=RevocationState, default=RevocationState.PROPOSED
    )
    due_on = models.DateField(_("to be decided by"), null=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_for = models.CharField(_("on behalf of"), max_length=200)
    proposed_at = models.DateTimeField(_("recorded"), default=timezone.now)
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, related_name="+", verbose_name=_("authority")
    )
    number = models.CharField(_("number of the decision"), max_length=60, blank=True)
    decided_on = models.DateField(_("day of the decision"), null=True)
    authority = models.CharField(_("authority"), max_length=200, blank=True)
    signatory = models.CharField(_("signed by"), max_length=150, blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = RevocationQuerySet.as_manager()

    class Meta:
        verbose_name = _("revocation")
        verbose_name_plural = _("revocations")
        ordering = ["-concluded_on", "-pk"]
        constraints = [
            one_of(
                "evaluations_revocation_ground_known",
                "ground",
                RevocationGround,
                _("Choose one of the grounds."),
            ),
            one_of(
                "evaluations_revocation_state_known", "state", RevocationState, _("Choose one of the states.")
            ),
            unique(
                "evaluations_revocation_one_open_per_product",
                "product",
                condition=Q(state=RevocationState.PROPOSED),
                message=_("A revocation of this product is on record already."),
            ),
            filled("evaluations_revocation_findings_filled", "findings", _("Write what was found.")),
            holds(
                "evaluations_revocation_decided_with_decision",
                (
                    Q(state=RevocationState.DECIDED, decided_on__isnull=False, office__isnull=False)
                    & Q(signed_by__isnull=False)
                    & ~Q(number="")
                )
                | (~Q(state=RevocationState.DECIDED) & Q(number="", decided_on=None, office=None)),
                _("A revocation carries the number, day and authority of its decision."),
            ),
            holds(
                "evaluations_revocation_recorded_and_signed_by_two",
                Q(signed_by=None) | ~Q(signed_by=F("proposed_by")),
                _("Who recorded the conclusion does not sign the revocation."),
            ),
            in_order(
                "evaluations_revocation_concluded_before_decided",
                "concluded_on",
                "decided_on",
                _("The decision is not older than the conclusion."),
            ),
        ]

    def __str__(self):
        return f"{self.product}: {self.get_ground_display()}"

    def get_absolute_url(self):
        return reverse("revocation_page", args=[self.pk])

    @property
    def is_open(self):
        return self.state == RevocationState.PROPOSED

    @property
    def is_voluntary(self):
        return self.ground == RevocationGround.VOLUNTARY


class RevocationLog(TransitionLog):
    revocation = models.ForeignKey(Revocation, models.PROTECT, related_name="log")

    class Meta(TransitionLog.Meta):
        verbose_name = _("move of a revocation")
        verbose_name_plural = _("moves of revocations")

    def __str__(self):
        return f"{self.revocation}: {self.transition}"


def revocation_file_path(attached, filename):
    return f"revocations/{secrets.token_hex(16)}"


class RevocationFile(InsertOnly):
    """A scan of what a revocation rests on: the conclusion, the confirmation or the producer's letter."""

    revocation = models.ForeignKey(Revocation, models.PROTECT, related_name="files")
    file = models.FileField(_("file"), upload_to=revocation_file_path)
    original_name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("checksum"), max_length=64)
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("scan kept with a revocation")
        verbose_name_plural = _("scans kept with revocations")
        ordering = ["pk"]
        constraints = [
            unique(
                "evaluations_revocationfile_once",
                "revocation",
                "sha256",
                message=_("The very same file is already attached here."),
            ),
        ]

    def __str__(self):
        return self.original_name
