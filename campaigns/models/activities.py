"""What is done under a plan: activities with who took part and what was shown, tasks, stages, reports."""

import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.enums import ActivityKind, CycleStep
from campaigns.models.budgets import BudgetLine
from campaigns.models.partners import Organisation
from campaigns.models.plans import Plan
from ocop_portal.accounts.models import Office, units_of
from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.append_only import InsertOnly, InsertOnlyQuerySet
from ocop_portal.core.constraints import filled, holds, in_order, one_of, unique
from producers.models import Producer
from products.models import Product


class OfPlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the plan."""
        return self.filter(plan__unit__in=units_of(user))


class Activity(models.Model):
    """One thing done under the plan, of a kind. It counts once `held_on` is filled.

    `people` are those trained or attending, `items` the news items, articles or clips of a communication.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="activities", verbose_name=_("plan"))
    kind = models.CharField(_("kind"), max_length=14, choices=ActivityKind)
    step = models.CharField(_("step of the cycle"), max_length=20, choices=CycleStep)
    name = models.CharField(_("name"), max_length=200)
    lead = models.ForeignKey(
        Office, models.PROTECT, related_name="led_activities", verbose_name=_("office in charge")
    )
    partners = models.ManyToManyField(
        Office, blank=True, related_name="joined_activities", verbose_name=_("offices taking part")
    )
    organisations = models.ManyToManyField(
        Organisation, blank=True, related_name="activities", verbose_name=_("partner organisations")
    )
    begins_on = models.DateField(_("begins on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    held_on = models.DateField(
        pgettext_lazy("an activity", "held on"),
        null=True,
        blank=True,
        help_text=_("Empty while it is only planned."),
    )
    province = models.ForeignKey(
        AdministrativeUnit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("held in (province)"),
    )
    venue = models.CharField(_("place"), max_length=200, blank=True)
    topic = models.CharField(_("topic"), max_length=200, blank=True)
    audience = models.CharField(_("audience"), max_length=200, blank=True)
    people = models.PositiveIntegerField(_("people taking part"), default=0)
    items = models.PositiveIntegerField(_("items published"), default=0)
    budget_line = models.ForeignKey(
        BudgetLine,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("paid from the budget line"),
    )
    cost = models.PositiveBigIntegerField(_("planned cost, đồng"), null=True, blank=True)
    report = models.TextField(_("report"), blank=True)
    cancelled_why = models.CharField(_("why it was cancelled"), max_length=300, blank=True)
    producers = models.ManyToManyField(
        Producer, through="Participation", related_name="activities", verbose_name=_("producers taking part")
    )
    products = models.ManyToManyField(
        Product, through="ShownProduct", related_name="activities", verbose_name=_("products shown")
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["begins_on", "pk"]
        indexes = [models.Index(fields=["kind", "held_on"], name="activity_by_kind_and_day")]
        constraints = [
            one_of("campaigns_activity_kind_known", "kind", ActivityKind, _("Choose one of the kinds.")),
            one_of("campaigns_activity_step_known", "step", CycleStep, _("Choose one of the six steps.")),
            filled("campaigns_activity_name_filled", "name", _("Enter the name of the activity.")),
            in_order(
                "campaigns_activity_begins_before_end",
                "begins_on",
                "ends_on",
                _("The first day is not after the last."),
            ),
            holds(
                "campaigns_activity_held_or_cancelled",
                Q(held_on=None) | Q(cancelled_why=""),
                _("A cancelled activity was not held."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("activity_page", args=[self.pk])

    def clean(self):
        """Once money has moved for it, an activity stays on its line."""
        elsewhere = self.entries.exclude(line=self.budget_line_id) if self.pk else ()
        if self.pk and elsewhere.exists():
            words = _("Money of this activity has moved on its budget line already: it stays there.")
            raise ValidationError({"budget_line": words})


class Participation(models.Model):
    """A producer that took part in an activity, with how many people."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="participations")
    producer = models.ForeignKey(Producer, models.PROTECT, related_name="participations")
    people = models.PositiveSmallIntegerField(_("people"), default=1)

    class Meta:
        constraints = [
            unique(
                "campaigns_participation_once",
                "activity",
                "producer",
                message=_("This producer is on the list already."),
            )
        ]

    def __str__(self):
        return str(self.producer)


class ShownProduct(models.Model):
    """A product shown at an event, and the orders made there in đồng."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="shown")
    product = models.ForeignKey(Product, models.PROTECT, related_name="shown_at")
    orders = models.PositiveBigIntegerField(_("orders made (đồng)"), default=0)

    class Meta:
        constraints = [
            unique(
                "campaigns_shownproduct_once",
                "activity",
                "product",
                message=_("This product is on the list already."),
            )
        ]

    def __str__(self):
        return str(self.product)


class Task(models.Model):
    """A piece of work given to an office, with the offices that join it."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="tasks", verbose_name=_("plan"))
    step = models.CharField(_("step of the cycle"), max_length=20, choices=CycleStep)
    title = models.CharField(_("task"), max_length=200)
    lead = models.ForeignKey(Office, models.PROTECT, related_name="led_tasks", verbose_name=_("leads"))
    partners = models.ManyToManyField(
        Office, blank=True, related_name="joined_tasks", verbose_name=_("take part")
    )
    due_on = models.DateField(_("due on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("task of a plan")
        verbose_name_plural = _("tasks of plans")
        ordering = ["due_on", "pk"]
        constraints = [
            one_of("campaigns_task_step_known", "step", CycleStep, _("Choose one of the six steps.")),
            filled("campaigns_task_title_filled", "title", _("Say what is to be done.")),
        ]

    def __str__(self):
        return self.title


class PlanStage(models.Model):
    """When the plan takes one of the six steps of the cycle."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="stages", verbose_name=_("plan"))
    step = models.CharField(_("step of the cycle"), max_length=20, choices=CycleStep)
    begins_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))

    class Meta:
        verbose_name = _("stage of a plan")
        verbose_name_plural = _("stages of plans")
        ordering = ["step"]
        constraints = [
            one_of("campaigns_planstage_step_known", "step", CycleStep, _("Choose one of the six steps.")),
            unique("campaigns_planstage_once", "plan", "step", message=_("This step has its days already.")),
            in_order(
                "campaigns_planstage_in_order",
                "begins_on",
                "ends_on",
                _("The first day is not after the last."),
            ),
        ]

    def __str__(self):
        return self.get_step_display()


def evidence_path(report, filename):
    return f"plan-evidence/{secrets.token_hex(16)}.{filename.rpartition('.')[2]}"


class FreeResult(InsertOnly):
    """What was reached on a free indicator, added to what was reported before, with its evidence."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="free_results", verbose_name=_("plan"))
    code = models.CharField(max_length=60)
    on = models.DateField(_("day"))
    value = models.PositiveIntegerField(_("reached (added to earlier reports)"))
    note = models.CharField(_("what it is"), max_length=300)
    evidence = models.FileField(_("evidence"), upload_to=evidence_path)
    evidence_name = models.CharField(max_length=140)
    content_type = models.CharField(max_length=100)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(default=timezone.now)

    objects = InsertOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("reported result")
        verbose_name_plural = _("reported results")
        ordering = ["on", "pk"]
        constraints = [
            filled("campaigns_freeresult_has_evidence", "evidence", _("Attach the evidence.")),
            filled("campaigns_freeresult_note_filled", "note", _("Say what was reached.")),
            holds("campaigns_freeresult_value_positive", Q(value__gt=0), _("Report more than nothing.")),
        ]

    def __str__(self):
        return self.note
