"""What comes out: the frozen result of a round, the decision of an authority, the certificate."""

import secrets
from datetime import timedelta
from types import SimpleNamespace

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluations.enums import DecisionFileKind, EndReason, ItemState
from evaluations.models.dossiers import Dossier
from evaluations.models.sessions import SessionItem
from ocop_portal.accounts.models import Office, offices_of, units_of
from ocop_portal.core.append_only import InsertOnly, InsertOnlyQuerySet
from ocop_portal.core.constraints import filled, holds, in_order, one_of, unique
from ocop_portal.core.days import day_of
from products.enums import Status
from products.models import Product
from products.status import EXPIRING_DAYS, status_of


class ResultSnapshotQuerySet(InsertOnlyQuerySet):
    def latest_by_dossier(self, dossiers):
        """Return, by dossier key, the result that counts: of the item closed last, the last round."""
        closed = self.filter(item__dossier__in=dossiers, item__state=ItemState.CLOSED)
        rows = closed.select_related("item").order_by("item__closed_at", "item", "number")
        return {row.item.dossier_id: row for row in rows}

    def latest_of(self, dossier):
        """Return the result that counts for the dossier, or None."""
        return self.latest_by_dossier([dossier]).get(dossier.pk)


class ResultSnapshot(InsertOnly):
    """The result of one round with everything it was computed from; immutable.

    The mean is kept exactly, as `mean_numerator` / `mean_denominator` points. A product that was stopped has
    no mean, no counted card and 0 stars. A later number of an item supersedes the earlier ones.
    """

    item = models.ForeignKey(SessionItem, models.PROTECT, related_name="results")
    number = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField()
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="superseded_by", verbose_name=_("supersedes")
    )
    reason = models.TextField(_("why it was computed again"), blank=True)
    stop = models.JSONField(_("what stopped the evaluation"), null=True)
    counted = models.JSONField(_("counted cards"))
    entitled = models.JSONField(_("entitled seats"))
    policy = models.JSONField(_("rules applied"))
    mean_numerator = models.PositiveIntegerField()
    mean_denominator = models.PositiveIntegerField()
    mean_text = models.CharField(_("mean"), max_length=40)
    spread = models.PositiveSmallIntegerField(_("spread"))
    star_by_band = models.PositiveSmallIntegerField(_("star by points"))
    star = models.PositiveSmallIntegerField(_("star"))
    missed_minima = models.JSONField(_("minima not reached"))
    flags = models.JSONField(_("flags"), default=list)
    hash = models.CharField(max_length=64)
    closed_at = models.DateTimeField(default=timezone.now)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ResultSnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("result of a round")
        verbose_name_plural = _("results of rounds")
        ordering = ["number"]
        constraints = [
            unique(
                "evaluations_resultsnapshot_number_unique",
                "item",
                "number",
                message=_("This result exists already."),
            ),
            unique(
                "evaluations_resultsnapshot_one_per_round",
                "item",
                "round",
                condition=Q(supersedes=None),
                message=_("The round has its result."),
            ),
            holds(
                "evaluations_resultsnapshot_star_not_above_band",
                Q(star__lte=F("star_by_band")) & Q(star__range=(0, 5)),
                _("A star never lies above the band of the points."),
            ),
            holds(
                "evaluations_resultsnapshot_superseded_with_reason",
                Q(supersedes=None) | ~Q(reason=""),
                _("A result computed again says why."),
            ),
            holds(
                "evaluations_resultsnapshot_stopped_without_stars",
                Q(stop=None, star__gte=1, mean_denominator__gte=1) | Q(stop__isnull=False, star=0),
                _("A stopped product has no stars, any other has at least one."),
            ),
        ]

    def __str__(self):
        return f"{self.item} · {self.mean_text}"


class DecisionQuerySet(InsertOnlyQuerySet):
    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(office__unit__in=units_of(user)) | Q(office__in=offices_of(user)))

    def with_counts(self):
        """Annotate `line_count`, the products of each decision; the newest first."""
        return self.annotate(line_count=models.Count("lines")).order_by("-decided_on", "-pk")


class Decision(InsertOnly):
    """An authority's decision recognising products (quyết định công nhận); its signer did not score."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="decisions", verbose_name=_("office"))
    number = models.CharField(_("number"), max_length=60)
    decided_on = models.DateField(_("day"))
    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    authority = models.CharField(_("authority"), max_length=200)
    signatory = models.CharField(_("signed by"), max_length=150)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(_("entered"), default=timezone.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-decided_on", "-pk"]
        constraints = [
            filled("evaluations_decision_number_filled", "number", _("Enter the decision's number.")),
            unique(
                "evaluations_decision_number_unique_in_year",
                "office",
                "number",
                "year",
                message=_("This office already issued a decision of this number that year."),
            ),
        ]

    def __str__(self):
        return self.number

    def save(self, *args, **kwargs):
        self.year = self.decided_on.year
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("decision_page", args=[self.pk])


class DecisionLine(InsertOnly):
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="lines")
    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="decision_line")
    snapshot = models.ForeignKey(ResultSnapshot, models.PROTECT, related_name="+")
    stars = models.PositiveSmallIntegerField(_("stars"))

    class Meta:
        ordering = ["pk"]
        constraints = [
            holds(
                "evaluations_decisionline_three_to_five_stars",
                Q(stars__range=(3, 5)),
                _("Only 3, 4 and 5 stars are recognised."),
            )
        ]

    def __str__(self):
        return f"{self.dossier} · {self.stars}"


def decision_file_path(attached, filename):
    return f"decisions/{secrets.token_hex(16)}"


class DecisionFile(InsertOnly):
    """A digital copy kept with a decision: the signed decision, the minutes, the synthesis table."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="files")
    kind = models.CharField(_("what it is"), max_length=10, choices=DecisionFileKind)
    file = models.FileField(_("file"), upload_to=decision_file_path)
    original_name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("checksum"), max_length=64)
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("copy kept with a decision")
        verbose_name_plural = _("copies kept with decisions")
        ordering = ["pk"]
        constraints = [
            one_of(
                "evaluations_decisionfile_kind_known", "kind", DecisionFileKind, _("Choose one of the kinds.")
            ),
        ]

    def __str__(self):
        return self.original_name


def _lasting(day):
    """The product's recognition is extended beyond this certificate's last day."""
    return Q(product__extended_until__gte=day, product__certified_until=F("valid_until"))


class CertificateQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(product__in=Product.objects.visible_to(user))

    def having(self, status, at=None):
        """Like `with_status`, where "valid" is every status in force and an empty one leaves all."""
        if status == "valid":
            day = day_of(at)
            running = Q(issued_on__lte=day, valid_until__gte=day) | _lasting(day)
            return self.exclude(ended_on__lte=day).filter(running)
        return self.with_status(status, at) if status else self

    def with_status(self, status, at=None):
        """Keep exactly the certificates `status_on` gives the status to."""
        day = day_of(at)
        ended = Q(ended_on__lte=day)
        if status == Status.REPLACED:
            return self.filter(ended, ended_reason=EndReason.REPLACED)
        if status == Status.REVOKED:
            return self.filter(ended, ended_reason=EndReason.REVOKED)
        lasting = _lasting(day)
        soon = day + timedelta(days=EXPIRING_DAYS)
        rules = {
            Status.UNDER_EVALUATION: Q(issued_on__gt=day),
            Status.IN_FORCE: Q(issued_on__lte=day, valid_until__gt=soon),
            Status.EXPIRING: Q(issued_on__lte=day, valid_until__gte=day, valid_until__lte=soon),
            Status.EXTENDED: Q(valid_until__lt=day) & lasting,
            Status.EXPIRED: Q(valid_until__lt=day) & (Q(product__extended_until=None) | ~lasting),
        }
        return self.exclude(ended).filter(rules[Status(status)])


class Certificate(models.Model):
    """A certificate (giấy chứng nhận). It ends by the clock after `valid_until`, or earlier on `ended_on`."""

    product = models.ForeignKey(
        Product, models.PROTECT, related_name="certificates", verbose_name=_("product")
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="certificates", verbose_name=_("decision")
    )
    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="certificates", verbose_name=_("dossier")
    )
    number = models.CharField(_("number"), max_length=80, unique=True)
    stars = models.PositiveSmallIntegerField(_("stars"))
    issued_on = models.DateField(_("issued on"))
    valid_until = models.DateField(_("valid until (inclusive)"))
    ended_on = models.DateField(_("ended early on"), null=True)
    ended_reason = models.CharField(_("why it ended"), max_length=10, choices=EndReason, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            unique(
                "evaluations_certificate_one_in_force_per_dossier",
                "dossier",
                condition=Q(ended_on=None),
                message=_("The dossier already has a certificate."),
            ),
            unique(
                "evaluations_certificate_one_in_force_per_product",
                "product",
                condition=Q(ended_on=None),
                message=_("The product already has a certificate."),
            ),
            in_order(
                "evaluations_certificate_issued_before_end",
                "issued_on",
                "valid_until",
                _("It ends after it begins."),
            ),
            holds(
                "evaluations_certificate_three_to_five_stars",
                Q(stars__range=(3, 5)),
                _("Only 3, 4 and 5 stars are certified."),
            ),
            holds(
                "evaluations_certificate_ended_with_reason",
                Q(ended_on=None, ended_reason="")
                | Q(ended_on__isnull=False, ended_reason__in=EndReason.values),
                _("A certificate that ended early carries the day and the reason."),
            ),
            in_order(
                "evaluations_certificate_not_ended_before_issued",
                "issued_on",
                "ended_on",
                _("It ends after it begins."),
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("certificate_page", args=[self.pk])

    def status_on(self, at=None):
        """Return what the certificate is worth on a day: the product's status, or how it ended."""
        day = day_of(at)
        if self.ended_on and self.ended_on <= day:
            return Status(self.ended_reason)
        extended_until = self.product.extended_until
        if self.product.certified_until != self.valid_until:
            extended_until = None
        facts = SimpleNamespace(
            certified_from=self.issued_on,
            certified_until=self.valid_until,
            extended_until=extended_until,
            revoked_on=None,
        )
        return status_of(facts, day)

    @property
    def status(self):
        return self.status_on()
