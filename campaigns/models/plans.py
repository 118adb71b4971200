"""The plan of a unit for a year or a period, its versions and their targets."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from campaigns.enums import PLAN_MOVE_LABELS, IndicatorKey, PlanState
from ocop_portal.accounts.models import Office, units_of
from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.constraints import filled, holds, in_order, one_of, requires, unique
from ocop_portal.core.days import day_of
from ocop_portal.core.workflow import TransitionLog
from products.enums import ProductGroup


class PlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Plans of the units a person's offices cover."""
        return self.filter(unit__in=units_of(user))

    def published(self):
        """What the public may read: plans that were decided."""
        return self.filter(state__in=PlanState.decided())

    def overlapping(self, first_year, last_year):
        return self.filter(first_year__lte=last_year, last_year__gte=first_year)


class Plan(models.Model):
    """What a unit promises for one year or several. Targets belong to its versions, money to its lines.

    State changes go through the verbs of `campaigns.planning`. A plan covers whole calendar years, from
    1 January of `first_year` to 31 December of `last_year`.
    """

    unit = models.ForeignKey(AdministrativeUnit, models.PROTECT, related_name="plans", verbose_name=_("unit"))
    office = models.ForeignKey(
        Office, models.PROTECT, related_name="plans", verbose_name=_("office in charge")
    )
    title = models.CharField(_("title"), max_length=200)
    first_year = models.PositiveSmallIntegerField(_("first year"))
    last_year = models.PositiveSmallIntegerField(_("last year"))
    regulation = models.CharField(
        _("regulation it follows"), max_length=120, blank=True, help_text=_("For example 148/QĐ-TTg.")
    )
    stock_on = models.DateField(
        _("takes stock on"),
        null=True,
        blank=True,
        help_text=_("The day of the figures the plan starts from; empty: the day before it begins."),
    )
    budget_total = models.PositiveBigIntegerField(
        _("budget, đồng"),
        null=True,
        blank=True,
        help_text=_("Where the plan gives one: the lines of the budget add up to it before its approval."),
    )
    themes = models.TextField(_("themes"), blank=True, help_text=_("One a line."))
    state = models.CharField(_("state"), max_length=10, choices=PlanState, default=PlanState.DRAFT)
    approved_on = models.DateField(_("approved on"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    stages_version = models.PositiveIntegerField(default=1, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["-first_year", "title", "pk"]
        constraints = [
            one_of("campaigns_plan_state_known", "state", PlanState, _("Unknown state.")),
            filled("campaigns_plan_title_filled", "title", _("Enter the title of the plan.")),
            in_order(
                "campaigns_plan_years_in_order",
                "first_year",
                "last_year",
                _("The last year is not before the first."),
            ),
            holds(
                "campaigns_plan_years_plausible",
                Q(first_year__range=(2018, 2100), last_year__lte=F("first_year") + 10),
                _("A plan begins in 2018 or later and covers at most ten years."),
            ),
            requires(
                "campaigns_plan_approved_with_day",
                list(PlanState.decided()),
                "approved_on",
                _("An approved plan carries the day of its decision."),
            ),
            unique(
                "campaigns_plan_once_per_period",
                "office",
                "first_year",
                "last_year",
                message=_("The office already has a plan for this period."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("plan_page", args=[self.pk])

    @property
    def begins_on(self):
        return date(self.first_year, 1, 1)

    @property
    def ends_on(self):
        return date(self.last_year, 12, 31)

    @property
    def period(self):
        """The years as people write them: "2024" or "2023–2025"."""
        same = self.first_year == self.last_year
        return str(self.first_year) if same else f"{self.first_year}–{self.last_year}"

    @property
    def stock_day(self):
        return self.stock_on or self.begins_on - timedelta(days=1)

    def counted_until(self, at=None):
        """The day up to which the period counts: `at`, and never after its end."""
        return min(day_of(at), self.ends_on)

    def current_version(self):
        """The version that holds: the approved one with the highest number, else the first draft."""
        versions = self.versions.order_by(F("approved_at").asc(nulls_last=True), "number")
        approved = versions.exclude(approved_at=None).order_by("-number").first()
        return approved or versions.first()

    def draft_version(self):
        return self.versions.filter(approved_at=None).first()


class PlanLog(TransitionLog):
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="log")

    @property
    def transition_label(self):
        return PLAN_MOVE_LABELS[self.transition]


class PlanVersion(models.Model):
    """A plan as decided: number 1 with the plan itself, later ones by amendments, each with its decision.

    Approved once and for all: afterwards neither the version nor its targets change.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions", verbose_name=_("plan"))
    number = models.PositiveSmallIntegerField(_("version"))
    reason = models.TextField(_("why it was amended"), blank=True)
    decision_number = models.CharField(_("decision number"), max_length=60, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    approved_at = models.DateTimeField(_("approved"), null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("version of a plan")
        verbose_name_plural = _("versions of plans")
        ordering = ["number"]
        constraints = [
            unique(
                "campaigns_planversion_number_unique",
                "plan",
                "number",
                message=_("This version exists already."),
            ),
            unique(
                "campaigns_planversion_one_draft",
                "plan",
                condition=Q(approved_at=None),
                message=_("An amendment of this plan is being drawn up already."),
            ),
            holds(
                "campaigns_planversion_approved_by_decision",
                Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False, decided_on__isnull=False)
                & ~Q(decision_number=""),
                _("An approved version carries the number and the day of its decision."),
            ),
            holds(
                "campaigns_planversion_approver_did_not_prepare",
                Q(approved_by=None) | ~Q(approved_by=F("prepared_by")),
                _("Whoever draws up a plan does not approve it."),
            ),
            holds(
                "campaigns_planversion_amended_with_reason",
                Q(number=1) | ~Q(reason=""),
                _("An amendment says why."),
            ),
        ]

    def __str__(self):
        return f"{self.plan} · {self.number}"

    def get_absolute_url(self):
        return reverse("plan_version", args=[self.pk])

    @property
    def is_draft(self):
        return self.approved_at is None


class Target(models.Model):
    """What a version promises on one indicator: at least, up to, or both (a range), by a day.

    `code` names the promise through all versions of the plan, so that they can be compared. `group` and
    `stars` narrow what is counted. Goals are whole numbers of the indicator's unit. `saves` tells two people
    who change the same target of a draft apart.
    """

    version = models.ForeignKey(
        PlanVersion, models.CASCADE, related_name="targets", verbose_name=_("version")
    )
    code = models.CharField(max_length=60, editable=False)
    indicator = models.CharField(_("what is counted"), max_length=30, choices=IndicatorKey)
    name = models.CharField(_("name of a free indicator"), max_length=160, blank=True)
    measure = models.CharField(_("counted in"), max_length=40, blank=True)
    group = models.CharField(_("only the group"), max_length=12, choices=ProductGroup, blank=True)
    stars = models.PositiveSmallIntegerField(_("only with stars"), null=True, blank=True)
    at_least = models.PositiveIntegerField(_("at least"), null=True, blank=True)
    up_to = models.PositiveIntegerField(_("up to"), null=True, blank=True)
    by = models.DateField(_("by the day"), null=True, blank=True, help_text=_("Empty: the plan's end."))
    detail = models.CharField(_("note"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    saves = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["position", "pk"]
        constraints = [
            one_of(
                "campaigns_target_indicator_known",
                "indicator",
                IndicatorKey,
                _("Choose what the target counts."),
            ),
            unique(
                "campaigns_target_code_once",
                "version",
                "code",
                message=_("The version already has this target."),
            ),
            holds(
                "campaigns_target_promises_a_number",
                Q(at_least__isnull=False) | Q(up_to__isnull=False),
                _("Enter what is to be reached: at least, up to, or both."),
            ),
            in_order(
                "campaigns_target_range_in_order",
                "at_least",
                "up_to",
                _("“Up to” is not less than “at least”."),
            ),
            holds(
                "campaigns_target_stars_from_three_to_five",
                Q(stars=None) | Q(stars__range=(3, 5)),
                _("Only 3, 4 and 5 stars are recognised."),
            ),
            holds(
                "campaigns_target_free_has_name",
                ~Q(indicator=IndicatorKey.FREE) | ~Q(name=""),
                _("Give the indicator a name."),
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def label(self):
        return self.name or str(self.get_indicator_display())

    @property
    def full_label(self):
        """The label with what narrows it: the group, the stars."""
        parts = [self.label]
        if self.group:
            parts.append(str(self.get_group_display()))
        if self.stars:
            parts.append(ngettext("%(count)s star", "%(count)s stars", self.stars) % {"count": self.stars})
        return ", ".join(parts)

    @property
    def counted(self):
        """What the target counts; two targets with the same are promises of the same thing."""
        own_name = self.name if self.indicator == IndicatorKey.FREE else ""
        return self.indicator, self.group, self.stars, own_name

    @property
    def goal_text(self):
        """The promise in figures: "≥ 10", "≤ 5" or "25–30"."""
        if self.at_least is not None and self.up_to is not None:
            return f"{self.at_least}–{self.up_to}"
        return f"≥ {self.at_least}" if self.at_least is not None else f"≤ {self.up_to}"
