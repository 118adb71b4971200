"""The rules as dated data: editions of criteria, score sheets (rubrics), the regulations that use them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evaluations import scoring
from evaluations.enums import Purpose, Vote
from ocop_portal.accounts.enums import Level
from ocop_portal.core.access import Refusal
from ocop_portal.core.append_only import InsertOnly, InsertOnlyQuerySet
from ocop_portal.core.constraints import holds, one_of, unique
from ocop_portal.core.days import day_of
from products.models import ProductSet


class CriteriaEdition(models.Model):
    """A set of score sheets issued together: 781/2020, 148/2023, 26/2026."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    decision = models.CharField(_("decision"), max_length=80)
    taxonomy = models.CharField(_("taxonomy of product sets"), max_length=4)

    class Meta:
        verbose_name = _("edition of criteria")
        verbose_name_plural = _("editions of criteria")
        ordering = ["-code"]

    def __str__(self):
        return self.decision


class RubricQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_at__isnull=False)

    def current(self, edition, product_set):
        """The highest published version, or None."""
        found = self.published().filter(edition=edition, product_set=product_set)
        return found.order_by("-version").first()


class Rubric(models.Model):
    """The score sheet (phiếu đánh giá) of one product set in one edition.

    Immutable once published: triggers refuse it. A correction is a new version; what was scored under the old
    one stays. Published only when its sums hold (`evaluations.rubrics.publish`).
    """

    edition = models.ForeignKey(
        CriteriaEdition, models.PROTECT, related_name="rubrics", verbose_name=_("edition")
    )
    product_set = models.ForeignKey(
        ProductSet, models.PROTECT, related_name="rubrics", verbose_name=_("product set")
    )
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    part_maxima = models.JSONField(_("maximum per part"))
    requires_sample = models.BooleanField(_("samples are handed in"), default=True)
    source = models.TextField(_("source"))
    trust_note = models.TextField(_("how far it was checked"), blank=True)
    issues = models.TextField(_("what does not add up"), blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    objects = RubricQuerySet.as_manager()

    class Meta:
        verbose_name = _("score sheet")
        verbose_name_plural = _("score sheets")
        ordering = ["edition", "product_set", "-version"]
        constraints = [
            unique(
                "evaluations_rubric_version_unique",
                "edition",
                "product_set",
                "version",
                message=_("This version of the score sheet exists already."),
            ),
            holds(
                "evaluations_rubric_published_only_without_issues",
                Q(published_at=None) | Q(issues=""),
                _("A score sheet whose sums do not hold cannot be published."),
            ),
        ]

    def __str__(self):
        return f"{self.edition} · {self.product_set}"

    def sheet(self, bands=None, criteria=None):
        """Return the `scoring.Sheet` of this rubric; `criteria` are its own with options, if at hand."""
        criteria = self.criteria.prefetch_related("options") if criteria is None else criteria
        parsed = tuple(
            scoring.Criterion(
                code=criterion.code,
                part=criterion.part,
                options=tuple(
                    scoring.Option(o.points, o.min_for_star, o.case or None) for o in criterion.options.all()
                ),
                criterion_min_star=criterion.min_star,
            )
            for criterion in criteria
        )
        return scoring.Sheet(parsed, bands) if bands else scoring.Sheet(parsed)


class Section(models.Model):
    rubric = models.ForeignKey(Rubric, models.CASCADE, related_name="sections")
    code = models.CharField(_("code"), max_length=10)
    part = models.CharField(_("part"), max_length=1)
    name = models.CharField(_("name"), max_length=200)
    max_points = models.PositiveSmallIntegerField(_("maximum"))
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position"]
        constraints = [
            unique(
                "evaluations_section_code_unique",
                "rubric",
                "part",
                "code",
                message=_("This section exists already."),
            )
        ]

    def __str__(self):
        return f"{self.code}. {self.name}"


class Criterion(models.Model):
    """One line of the sheet. `min_star`: that star needs more than 0 points here, by any option."""

    rubric = models.ForeignKey(Rubric, models.CASCADE, related_name="criteria")
    section = models.ForeignKey(Section, models.CASCADE, related_name="criteria")
    code = models.CharField(_("code"), max_length=10)
    part = models.CharField(_("part"), max_length=1)
    group_name = models.CharField(_("heading"), max_length=200, blank=True)
    name = models.CharField(_("name"), max_length=300)
    max_points = models.PositiveSmallIntegerField(_("maximum"))
    min_star = models.PositiveSmallIntegerField(_("minimum for the star"), null=True, blank=True)
    conditions = models.JSONField(_("notes and conditions"), default=list)
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["position"]
        constraints = [
            unique(
                "evaluations_criterion_code_unique",
                "rubric",
                "code",
                message=_("This criterion exists already."),
            )
        ]

    def __str__(self):
        return f"{self.code}. {self.name}"


class Option(models.Model):
    """One box to tick. Options keep the sheet's order and are named by their position, from 0."""

    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    label = models.TextField(_("wording"))
    points = models.PositiveSmallIntegerField(_("points"))
    min_for_star = models.PositiveSmallIntegerField(_("minimum for the star"), null=True, blank=True)
    case = models.CharField(_("case"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ["position"]
        constraints = [
            unique(
                "evaluations_option_position_unique",
                "criterion",
                "position",
                message=_("This position is taken."),
            )
        ]

    def __str__(self):
        return self.label


class StopRule(models.Model):
    """What ends the evaluation before any point counts."""

    rubric = models.ForeignKey(Rubric, models.CASCADE, related_name="stop_rules")
    text = models.TextField(_("wording"))
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("stop rule")
        verbose_name_plural = _("stop rules")
        ordering = ["position"]

    def __str__(self):
        return self.text


class RegulationQuerySet(InsertOnlyQuerySet):
    def on(self, at=None):
        """Return the one regulation that answers for a day. Raises `Refusal` before the first one."""
        day = day_of(at)
        found = self.filter(in_force_from__lte=day).order_by("-in_force_from").first()
        if found is None:
            raise Refusal(
                gettext("No OCOP regulation known to the portal was in force on %(day)s.")
                % {"day": f"{day:%d/%m/%Y}"}
            )
        return found


class Regulation(InsertOnly):
    """A decision of the Prime Minister as data: who receives, scores, decides which star, and by when.

    In force from its first day until the day before the next regulation's first day, so exactly one
    answers for any day. Insert-only: law changes by a new regulation.
    """

    number = models.CharField(_("number"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    in_force_from = models.DateField(_("in force from"), unique=True)
    finish_by = models.DateField(
        _("to be finished by"), null=True, help_text=_("Last day for deciding what was received under it.")
    )
    reevaluation_finish_by = models.DateField(_("re-evaluations to be finished by"), null=True)
    edition = models.ForeignKey(
        CriteriaEdition, models.PROTECT, related_name="regulations", verbose_name=_("edition")
    )
    receiving_level = models.CharField(_("received by"), max_length=10, choices=Level)
    council_level = models.CharField(_("first scored by"), max_length=10, choices=Level)
    validity_months = models.PositiveSmallIntegerField(_("months a certificate is valid"))
    intake_working_days = models.PositiveSmallIntegerField(_("working days for the intake"), null=True)
    reminder_days = models.PositiveSmallIntegerField(_("days of notice before expiry"), null=True)
    reevaluation_opens_days = models.PositiveSmallIntegerField(
        _("re-evaluation opens, days before expiry"), null=True
    )
    reevaluation_closes_days = models.PositiveSmallIntegerField(
        _("re-evaluation closes, days before expiry"), null=True
    )
    reevaluation_deciding_days = models.PositiveSmallIntegerField(
        _("days for deciding a re-evaluation"), null=True, help_text=_("From the complete file.")
    )
    reevaluation_vote = models.CharField(
        _("how the council votes on re-evaluations"), max_length=8, choices=Vote, default=Vote.MEETING
    )
    extension_days = models.PositiveSmallIntegerField(_("longest extension in days"), null=True)
    revocation_days = models.PositiveSmallIntegerField(
        _("days for deciding a revocation"), null=True, help_text=_("From the conclusion.")
    )
    required_evidence = models.JSONField(_("papers without which a dossier is not complete"), default=list)
    source = models.TextField(_("source and certainty"))

    objects = RegulationQuerySet.as_manager()

    class Meta:
        verbose_name = _("regulation")
        verbose_name_plural = _("regulations")
        ordering = ["-in_force_from"]
        constraints = [
            one_of(
                "evaluations_regulation_receiving_level_known", "receiving_level", Level, _("Choose a level.")
            ),
            one_of(
                "evaluations_regulation_council_level_known", "council_level", Level, _("Choose a level.")
            ),
            one_of(
                "evaluations_regulation_vote_known",
                "reevaluation_vote",
                Vote,
                _("Choose one of the ways to vote."),
            ),
        ]

    def __str__(self):
        return self.number

    def last_day_for(self, purpose):
        """Return the last day for deciding a dossier of that purpose received under it, or None."""
        if purpose == Purpose.REEVALUATION:
            return self.reevaluation_finish_by or self.finish_by
        return self.finish_by

    def bands(self):
        """Return {star: lower bound in points, inclusive}."""
        return {row.star: row.from_points for row in self.stars.all()}

    def steps(self):
        """Return the stars as data, the highest first."""
        names = ("star", "from_points", "deciding_level")
        return [{name: getattr(row, name) for name in names} for row in self.stars.all()]

    def deciding_level(self, star):
        """Return the level that decides the star, or None where no star is given (1 and 2)."""
        return next((row.deciding_level or None for row in self.stars.all() if row.star == star), None)


class RegulationStar(InsertOnly):
    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="stars")
    star = models.PositiveSmallIntegerField(_("star"))
    from_points = models.PositiveSmallIntegerField(_("from points (inclusive)"))
    deciding_level = models.CharField(_("decided by"), max_length=10, choices=Level, blank=True)

    class Meta:
        verbose_name = _("star of a regulation")
        verbose_name_plural = _("stars of a regulation")
        ordering = ["-star"]
        constraints = [
            unique(
                "evaluations_regulationstar_once",
                "regulation",
                "star",
                message=_("This star is defined already."),
            ),
            holds(
                "evaluations_regulationstar_within_range",
                Q(star__range=(1, 5), from_points__range=(0, 100)),
                _("Stars run from 1 to 5, points from 0 to 100."),
            ),
        ]

    def __str__(self):
        return f"{self.regulation} · {self.star}"
