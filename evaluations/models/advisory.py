"""The advisory group (Tổ tư vấn): who looks at a dossier, the visit on site, the report to the council."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluations.models.dossiers import Dossier
from ocop_portal.core.append_only import InsertOnly, InsertOnlyQuerySet
from ocop_portal.core.constraints import filled, holds, unique


class AdvisoryAssignmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(dossier__in=Dossier.objects.visible_to(user))

    def standing(self):
        return self.filter(ended_at=None)


class AdvisoryAssignment(models.Model):
    """An advisor who looks at a dossier, assigned by the council's secretary or the advisory agency."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="advisors")
    advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="advised", verbose_name=_("advisor")
    )
    task = models.CharField(_("task"), max_length=300, blank=True)
    due_on = models.DateField(_("to be reported by"), null=True, blank=True)
    assigned_at = models.DateTimeField(_("assigned"), default=timezone.now)
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(_("ended"), null=True)

    objects = AdvisoryAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("advisor of a dossier")
        verbose_name_plural = _("advisors of dossiers")
        ordering = ["pk"]
        constraints = [
            unique(
                "evaluations_advisoryassignment_once",
                "dossier",
                "advisor",
                condition=models.Q(ended_at=None),
                message=_("This advisor already looks at the dossier."),
            )
        ]

    def __str__(self):
        return f"{self.dossier} · {self.advisor}"


class SiteVisit(InsertOnly):
    """What the advisors saw at the producer's place; a correction is a further record."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="visits")
    visited_on = models.DateField(_("visited on"))
    place = models.CharField(_("place"), max_length=250)
    participants = models.TextField(_("who took part"))
    findings = models.TextField(_("what was found"))
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("site visit")
        verbose_name_plural = _("site visits")
        ordering = ["visited_on", "pk"]
        constraints = [
            filled("evaluations_sitevisit_findings_filled", "findings", _("Write what was found.")),
        ]

    def __str__(self):
        return f"{self.dossier} · {self.visited_on:%d/%m/%Y}"


def site_photo_path(photo, filename):
    return f"visits/{secrets.token_hex(16)}.webp"


class SitePhotoQuerySet(InsertOnlyQuerySet):
    def visible_to(self, user):
        return self.filter(visit__dossier__in=Dossier.objects.visible_to(user))


class SitePhoto(InsertOnly):
    """A re-encoded WEBP picture of a visit. Private."""

    visit = models.ForeignKey(SiteVisit, models.PROTECT, related_name="photos")
    file = models.FileField(_("photo"), upload_to=site_photo_path)
    caption = models.CharField(_("caption"), max_length=200, blank=True)
    sha256 = models.CharField(_("checksum"), max_length=64)

    objects = SitePhotoQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.caption or str(self.visit)


class AdvisoryReport(models.Model):
    """The advisory group's report to the chair of the council; frozen once it is handed over."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="advisory_report")
    summary = models.TextField(_("summary"), blank=True)
    proposal = models.TextField(_("proposal to the council"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    handed_over_at = models.DateTimeField(_("handed over"), null=True)
    handed_over_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("advisory report")
        verbose_name_plural = _("advisory reports")
        constraints = [
            holds(
                "evaluations_advisoryreport_handed_over_with_summary",
                models.Q(handed_over_at=None) | ~models.Q(summary=""),
                _("A report that is handed over has its summary."),
            ),
        ]

    def __str__(self):
        return str(self.dossier)


class AdvisoryRemark(models.Model):
    """What the advisors say to one criterion, shown beside it to the council."""

    report = models.ForeignKey(AdvisoryReport, models.CASCADE, related_name="remarks")
    criterion_code = models.CharField(_("criterion"), max_length=10)
    text = models.TextField(_("remark"))

    class Meta:
        ordering = ["pk"]
        constraints = [
            unique(
                "evaluations_advisoryremark_criterion_once",
                "report",
                "criterion_code",
                message=_("This criterion has its remark."),
            ),
        ]

    def __str__(self):
        return f"{self.criterion_code}: {self.text}"
