"""The plan of a unit, its versions and their targets; what was approved stays as it was."""

import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from ocop_portal.core.append_only import guard, refuse

APPROVED = "an approved version of a plan never changes"


def of_approved_version(*rows):
    ids = ", ".join(f"{row}.version_id" for row in rows)
    return f"""EXISTS (SELECT 1 FROM campaigns_planversion v
        WHERE v.approved_at IS NOT NULL AND v.id IN ({ids}))"""  # noqa: S608 names only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_notices"),
        ("areas", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("first_year", models.PositiveSmallIntegerField(verbose_name="first year")),
                ("last_year", models.PositiveSmallIntegerField(verbose_name="last year")),
                (
                    "regulation",
                    models.CharField(
                        blank=True,
                        help_text="For example 148/QĐ-TTg.",
                        max_length=120,
                        verbose_name="regulation it follows",
                    ),
                ),
                (
                    "stock_on",
                    models.DateField(
                        blank=True,
                        help_text="The day of the figures the plan starts from; empty: the day before it begins.",
                        null=True,
                        verbose_name="takes stock on",
                    ),
                ),
                ("themes", models.TextField(blank=True, help_text="One a line.", verbose_name="themes")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "being drawn up"),
                            ("approved", "approved"),
                            ("running", "running"),
                            ("closed", "closed"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("approved_on", models.DateField(editable=False, null=True, verbose_name="approved on")),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="created"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="accounts.office",
                        verbose_name="office in charge",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="areas.administrativeunit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "plan",
                "verbose_name_plural": "plans",
                "ordering": ["-first_year", "title", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PlanLog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("transition", models.CharField(max_length=40)),
                ("source", models.CharField(max_length=30)),
                ("target", models.CharField(max_length=30)),
                ("office_name", models.CharField(blank=True, max_length=200)),
                ("comment", models.TextField(blank=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="log", to="campaigns.plan"
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("reason", models.TextField(blank=True, verbose_name="why it was amended")),
                (
                    "decision_number",
                    models.CharField(blank=True, max_length=60, verbose_name="decision number"),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
                ("approved_at", models.DateTimeField(editable=False, null=True, verbose_name="approved")),
                (
                    "approved_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="campaigns.plan",
                        verbose_name="plan",
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a plan",
                "verbose_name_plural": "versions of plans",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(editable=False, max_length=60)),
                (
                    "indicator",
                    models.CharField(
                        choices=[
                            ("new_recognised_3plus", "products newly recognised at 3 stars or more"),
                            ("reevaluated", "products re-evaluated"),
                            ("upgraded", "products upgraded"),
                            ("evaluated", "products evaluated and recognised in the period"),
                            ("cumulative_3plus", "products ever recognised at 3 stars or more, by the day"),
                            ("valid_3plus", "products in force at 3 stars or more, on the day"),
                            ("five_star_recognised", "products recognised at 5 stars"),
                            ("five_star_candidates", "products eligible for the evaluation at 5 stars"),
                            ("rural_tourism_recognised", "rural tourism services recognised"),
                            ("producers_certified", "producers with recognised products, by the day"),
                            ("training_courses", "training courses held"),
                            ("trainees", "people trained"),
                            ("fairs", "fairs and promotion events held"),
                            ("communication_items", "news items, articles and clips"),
                            ("free", "another indicator, reported with evidence"),
                        ],
                        max_length=30,
                        verbose_name="what is counted",
                    ),
                ),
                (
                    "name",
                    models.CharField(blank=True, max_length=160, verbose_name="name of a free indicator"),
                ),
                ("measure", models.CharField(blank=True, max_length=40, verbose_name="counted in")),
                (
                    "group",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("food", "Food"),
                            ("drink", "Drinks"),
                            ("herbal", "Medicinal herbs and products made from them"),
                            ("craft", "Handicrafts"),
                            ("ornamental", "Ornamental plants and animals"),
                            ("tourism", "Community tourism, ecotourism and tourist sites"),
                        ],
                        max_length=12,
                        verbose_name="only the group",
                    ),
                ),
                (
                    "stars",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="only with stars"),
                ),
                ("at_least", models.PositiveIntegerField(blank=True, null=True, verbose_name="at least")),
                ("up_to", models.PositiveIntegerField(blank=True, null=True, verbose_name="up to")),
                (
                    "by",
                    models.DateField(
                        blank=True, help_text="Empty: the plan's end.", null=True, verbose_name="by the day"
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("position", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="campaigns.planversion",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "target",
                "verbose_name_plural": "targets",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "approved", "running", "closed"])),
                name="campaigns_plan_state_known",
                violation_error_message="Unknown state.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True),
                name="campaigns_plan_title_filled",
                violation_error_message="Enter the title of the plan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_year__isnull", True),
                    ("last_year__isnull", True),
                    ("first_year__lte", models.F("last_year")),
                    _connector="OR",
                ),
                name="campaigns_plan_years_in_order",
                violation_error_message="The last year is not before the first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_year__range", (2018, 2100)),
                    (
                        "last_year__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("first_year"), "+", models.Value(10)
                        ),
                    ),
                ),
                name="campaigns_plan_years_plausible",
                violation_error_message="A plan begins in 2018 or later and covers at most ten years.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["approved", "running", "closed"]), _negated=True),
                    ("approved_on__isnull", False),
                    _connector="OR",
                ),
                name="campaigns_plan_approved_with_day",
                violation_error_message="An approved plan carries the day of its decision.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                fields=("office", "first_year", "last_year"),
                name="campaigns_plan_once_per_period",
                violation_error_message="The office already has a plan for this period.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.UniqueConstraint(
                fields=("plan", "number"),
                name="campaigns_planversion_number_unique",
                violation_error_message="This version exists already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("approved_at", None)),
                fields=("plan",),
                name="campaigns_planversion_one_draft",
                violation_error_message="An amendment of this plan is being drawn up already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at", None), ("approved_by", None)),
                    models.Q(
                        ("approved_at__isnull", False),
                        ("approved_by__isnull", False),
                        ("decided_on__isnull", False),
                        models.Q(("decision_number", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="campaigns_planversion_approved_by_decision",
                violation_error_message="An approved version carries the number and the day of its decision.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by", None),
                    models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                    _connector="OR",
                ),
                name="campaigns_planversion_approver_did_not_prepare",
                violation_error_message="Whoever draws up a plan does not approve it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="campaigns_planversion_amended_with_reason",
                violation_error_message="An amendment says why.",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "indicator__in",
                        [
                            "new_recognised_3plus",
                            "reevaluated",
                            "upgraded",
                            "evaluated",
                            "cumulative_3plus",
                            "valid_3plus",
                            "five_star_recognised",
                            "five_star_candidates",
                            "rural_tourism_recognised",
                            "producers_certified",
                            "training_courses",
                            "trainees",
                            "fairs",
                            "communication_items",
                            "free",
                        ],
                    )
                ),
                name="campaigns_target_indicator_known",
                violation_error_message="Choose what the target counts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(
                fields=("version", "code"),
                name="campaigns_target_code_once",
                violation_error_message="The version already has this target.",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("at_least__isnull", False), ("up_to__isnull", False), _connector="OR"),
                name="campaigns_target_promises_a_number",
                violation_error_message="Enter what is to be reached: at least, up to, or both.",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("at_least__isnull", True),
                    ("up_to__isnull", True),
                    ("at_least__lte", models.F("up_to")),
                    _connector="OR",
                ),
                name="campaigns_target_range_in_order",
                violation_error_message="“Up to” is not less than “at least”.",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("stars", None), ("stars__range", (3, 5)), _connector="OR"),
                name="campaigns_target_stars_from_three_to_five",
                violation_error_message="Only 3, 4 and 5 stars are recognised.",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("indicator", "free"), _negated=True),
                    models.Q(("name", ""), _negated=True),
                    _connector="OR",
                ),
                name="campaigns_target_free_has_name",
                violation_error_message="Give the indicator a name.",
            ),
        ),
        *guard("campaigns_planlog"),
        refuse("campaigns_planversion", "UPDATE", APPROVED, "OLD.approved_at IS NOT NULL"),
        refuse("campaigns_planversion", "DELETE", APPROVED, "OLD.approved_at IS NOT NULL"),
        refuse("campaigns_target", "INSERT", APPROVED, of_approved_version("NEW")),
        refuse("campaigns_target", "UPDATE", APPROVED, of_approved_version("OLD", "NEW")),
        refuse("campaigns_target", "DELETE", APPROVED, of_approved_version("OLD")),
    ]
