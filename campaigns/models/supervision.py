"""Post-inspection: visits with photos and findings, and the tests a product has from time to time."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.enums import FindingKind, TestOutcome
from campaigns.models.activities import Activity
from campaigns.models.plans import Plan
from evaluations.models import Revocation
from ocop_portal.accounts.models import units_of
from ocop_portal.core.append_only import InsertOnly, InsertOnlyQuerySet
from ocop_portal.core.constraints import filled, holds, in_order, one_of
from products.models import MisuseReport, Product


class OfProductQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(product__made_in__in=units_of(user))


class Visit(models.Model):
    """One visit to a product's place or point of sale, in a round of post-inspection or by itself."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="visits", verbose_name=_("product"))
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="visits", verbose_name=_("plan"))
    activity = models.ForeignKey(
        Activity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="visits",
        verbose_name=_("round of post-inspection"),
    )
    report = models.ForeignKey(
        MisuseReport,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="visits",
        verbose_name=_("report it follows"),
    )
    visited_on = models.DateField(pgettext_lazy("a post-inspection", "visited on"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    seen = models.TextField(_("what was seen"))
    visited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OfProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("post-inspection visit")
        verbose_name_plural = _("post-inspection visits")
        ordering = ["-visited_on", "-pk"]
        constraints = [filled("campaigns_visit_seen_filled", "seen", _("Write what was seen."))]

    def __str__(self):
        return f"{self.product} · {self.visited_on:%d/%m/%Y}"

    def get_absolute_url(self):
        return reverse("visit_page", args=[self.pk])


def visit_photo_path(photo, filename):
    return f"visit-photos/{secrets.token_hex(16)}.webp"


class VisitPhoto(models.Model):
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="photos")
    image = models.ImageField(_("photo"), upload_to=visit_photo_path)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.visit} · {self.pk}"


class Finding(models.Model):
    """What a visit found to be wrong, what is asked of the producer and by when, and when it was mended."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="findings")
    kind = models.CharField(_("finding"), max_length=14, choices=FindingKind)
    text = models.TextField(_("what is wrong"))
    due_on = models.DateField(_("to be mended by"))
    mended_on = models.DateField(_("mended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["due_on", "pk"]
        constraints = [
            one_of("campaigns_finding_kind_known", "kind", FindingKind, _("Choose one of the kinds.")),
            filled("campaigns_finding_text_filled", "text", _("Write what is wrong.")),
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def asks_for_revocation(self):
        return FindingKind(self.kind).ground is not None


class RevocationCause(InsertOnly):
    """What a revocation was begun from: a finding of a visit, or a report of the public."""

    revocation = models.OneToOneField(
        Revocation, models.PROTECT, related_name="cause", verbose_name=_("revocation")
    )
    finding = models.ForeignKey(
        Finding, models.PROTECT, null=True, related_name="causes", verbose_name=_("finding")
    )
    report = models.ForeignKey(
        MisuseReport, models.PROTECT, null=True, related_name="causes", verbose_name=_("report of misuse")
    )

    objects = InsertOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("cause of a revocation")
        verbose_name_plural = _("causes of revocations")
        constraints = [
            holds(
                "campaigns_revocationcause_of_one_kind",
                Q(finding__isnull=True, report__isnull=False) | Q(finding__isnull=False, report__isnull=True),
                _("A revocation begins from a finding or from a report."),
            )
        ]

    def __str__(self):
        return str(self.finding or self.report)


class PeriodicTestQuerySet(OfProductQuerySet):
    def with_later(self):
        """Tell of each test whether the same was tested again later, so that its due day is of the past."""
        later = PeriodicTest.objects.filter(
            product=OuterRef("product"), subject=OuterRef("subject"), tested_on__gt=OuterRef("tested_on")
        )
        return self.annotate(is_repeated=Exists(later))


class PeriodicTest(models.Model):
    """A test of a product that comes round again: what was tested, by whom, and when the next is due."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="tests", verbose_name=_("product"))
    subject = models.CharField(_("what was tested"), max_length=200)
    laboratory = models.CharField(_("laboratory"), max_length=200, blank=True)
    number = models.CharField(_("number"), max_length=60, blank=True)
    tested_on = models.DateField(_("tested on"))
    outcome = models.CharField(_("outcome"), max_length=6, choices=TestOutcome)
    next_due_on = models.DateField(_("next test due on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PeriodicTestQuerySet.as_manager()

    class Meta:
        verbose_name = _("periodic test")
        verbose_name_plural = _("periodic tests")
        ordering = ["next_due_on", "pk"]
        constraints = [
            one_of("campaigns_periodictest_outcome_known", "outcome", TestOutcome, _("Choose the outcome.")),
            filled("campaigns_periodictest_subject_filled", "subject", _("Enter what was tested.")),
            in_order(
                "campaigns_periodictest_next_after_this",
                "tested_on",
                "next_due_on",
                _("The next test is due after this one."),
            ),
        ]

    def __str__(self):
        return f"{self.product}: {self.subject}"
