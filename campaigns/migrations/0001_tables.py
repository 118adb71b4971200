"""Plans, activities, the books of a programme, budgets and support payments; the guards follow in 0002."""

import campaigns.models.activities
import campaigns.models.supervision
import campaigns.models.support
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("campaigns", "0001_plans"),
        ("campaigns", "0002_money"),
        ("campaigns", "0004_activities"),
    ]

    dependencies = [
        ("accounts", "0003_accountants"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("areas", "0001_initial"),
        ("producers", "0003_raw_material_zones"),
        ("products", "0009_public_sources_and_channels"),
    ]

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("club", "club"),
                            ("association", "association or union"),
                            ("enterprise", "partner enterprise"),
                            ("distributor", "supermarket or distributor"),
                            ("adviser", "consulting unit"),
                            ("laboratory", "laboratory"),
                            ("other", "other organisation"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("contact", models.CharField(blank=True, max_length=200, verbose_name="contact")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "members",
                    models.ManyToManyField(
                        blank=True,
                        related_name="organisations",
                        to="producers.producer",
                        verbose_name="members",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organisations",
                        to="areas.administrativeunit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "ordering": ["name", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "club",
                                    "association",
                                    "enterprise",
                                    "distributor",
                                    "adviser",
                                    "laboratory",
                                    "other",
                                ],
                            )
                        ),
                        name="campaigns_organisation_kind_known",
                        violation_error_message="Choose one of the kinds.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="campaigns_organisation_name_filled",
                        violation_error_message="Enter the name of the organisation.",
                    ),
                    models.UniqueConstraint(
                        fields=("unit", "name"),
                        name="campaigns_organisation_once",
                        violation_error_message="The unit already has an organisation of this name.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("training", "training course"),
                            ("consulting", "consulting"),
                            ("survey", "survey"),
                            ("conference", "conference"),
                            ("study_tour", "study tour"),
                            ("evaluation", "evaluation round"),
                            ("promotion", "fair or promotion event"),
                            ("communication", "communication"),
                            ("support", "support for packaging, labels, marks or testing"),
                            ("inspection", "post-inspection"),
                            ("other", "other activity"),
                        ],
                        max_length=14,
                        verbose_name="kind",
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("1_communication", "Communication about the programme"),
                            ("2_ideas", "Product ideas received"),
                            ("3_business_plans", "Business plans received"),
                            ("4_implementation", "Business plans carried out"),
                            ("5_evaluation", "Products evaluated and ranked"),
                            ("6_promotion", "Trade promotion"),
                        ],
                        max_length=20,
                        verbose_name="step of the cycle",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("begins_on", models.DateField(verbose_name="begins on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                (
                    "held_on",
                    models.DateField(
                        blank=True,
                        help_text="Empty while it is only planned.",
                        null=True,
                        verbose_name="held on",
                    ),
                ),
                ("venue", models.CharField(blank=True, max_length=200, verbose_name="place")),
                ("topic", models.CharField(blank=True, max_length=200, verbose_name="topic")),
                ("audience", models.CharField(blank=True, max_length=200, verbose_name="audience")),
                ("people", models.PositiveIntegerField(default=0, verbose_name="people taking part")),
                ("items", models.PositiveIntegerField(default=0, verbose_name="items published")),
                ("report", models.TextField(blank=True, verbose_name="report")),
                (
                    "cancelled_why",
                    models.CharField(blank=True, max_length=300, verbose_name="why it was cancelled"),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="led_activities",
                        to="accounts.office",
                        verbose_name="office in charge",
                    ),
                ),
                (
                    "partners",
                    models.ManyToManyField(
                        blank=True,
                        related_name="joined_activities",
                        to="accounts.office",
                        verbose_name="offices taking part",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="areas.administrativeunit",
                        verbose_name="held in (province)",
                    ),
                ),
                (
                    "organisations",
                    models.ManyToManyField(
                        blank=True,
                        related_name="activities",
                        to="campaigns.organisation",
                        verbose_name="partner organisations",
                    ),
                ),
            ],
            options={
                "verbose_name": "activity",
                "verbose_name_plural": "activities",
                "ordering": ["begins_on", "pk"],
                "indexes": [models.Index(fields=["kind", "held_on"], name="activity_by_kind_and_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "training",
                                    "consulting",
                                    "survey",
                                    "conference",
                                    "study_tour",
                                    "evaluation",
                                    "promotion",
                                    "communication",
                                    "support",
                                    "inspection",
                                    "other",
                                ],
                            )
                        ),
                        name="campaigns_activity_kind_known",
                        violation_error_message="Choose one of the kinds.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "step__in",
                                [
                                    "1_communication",
                                    "2_ideas",
                                    "3_business_plans",
                                    "4_implementation",
                                    "5_evaluation",
                                    "6_promotion",
                                ],
                            )
                        ),
                        name="campaigns_activity_step_known",
                        violation_error_message="Choose one of the six steps.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="campaigns_activity_name_filled",
                        violation_error_message="Enter the name of the activity.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("begins_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("begins_on__lte", models.F("ends_on")),
                            _connector="OR",
                        ),
                        name="campaigns_activity_begins_before_end",
                        violation_error_message="The first day is not after the last.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("held_on", None), ("cancelled_why", ""), _connector="OR"),
                        name="campaigns_activity_held_or_cancelled",
                        violation_error_message="A cancelled activity was not held.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("people", models.PositiveSmallIntegerField(default=1, verbose_name="people")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="campaigns.activity",
                    ),
                ),
                (
                    "producer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="producers.producer",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("activity", "producer"),
                        name="campaigns_participation_once",
                        violation_error_message="This producer is on the list already.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="activity",
            name="producers",
            field=models.ManyToManyField(
                related_name="activities",
                through="campaigns.Participation",
                to="producers.producer",
                verbose_name="producers taking part",
            ),
        ),
        migrations.CreateModel(
            name="PayeeAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("holder", models.CharField(max_length=150, verbose_name="account holder")),
                ("bank", models.CharField(max_length=150, verbose_name="bank, branch")),
                ("number", models.CharField(max_length=34, verbose_name="account number")),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="added")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="confirmed")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="replaced")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "producer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payee_accounts",
                        to="producers.producer",
                        verbose_name="producer",
                    ),
                ),
            ],
            options={
                "verbose_name": "payee's account",
                "verbose_name_plural": "payees' accounts",
                "ordering": ["-added_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("producer",),
                        name="campaigns_payeeaccount_one_standing",
                        violation_error_message="The producer already has an account.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        name="campaigns_payeeaccount_number_filled",
                        violation_error_message="Enter the account number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("holder", ""), _negated=True),
                        name="campaigns_payeeaccount_holder_filled",
                        violation_error_message="Enter the account holder.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("confirmed_by", None)),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                                models.Q(("confirmed_by", models.F("added_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="campaigns_payeeaccount_confirmed_by_another",
                        violation_error_message="Whoever entered an account does not confirm it.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="read")),
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
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.office",
                        verbose_name="office",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="campaigns.payeeaccount",
                    ),
                ),
            ],
            options={
                "verbose_name": "reading of an account",
                "verbose_name_plural": "readings of accounts",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="campaigns_accountreading_reason_filled",
                        violation_error_message="Say why you read the account.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PeriodicTest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="what was tested")),
                ("laboratory", models.CharField(blank=True, max_length=200, verbose_name="laboratory")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="number")),
                ("tested_on", models.DateField(verbose_name="tested on")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("passed", "within the limits"), ("failed", "outside the limits")],
                        max_length=6,
                        verbose_name="outcome",
                    ),
                ),
                ("next_due_on", models.DateField(blank=True, null=True, verbose_name="next test due on")),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tests",
                        to="products.product",
                        verbose_name="product",
                    ),
                ),
            ],
            options={
                "verbose_name": "periodic test",
                "verbose_name_plural": "periodic tests",
                "ordering": ["next_due_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["passed", "failed"])),
                        name="campaigns_periodictest_outcome_known",
                        violation_error_message="Choose the outcome.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("subject", ""), _negated=True),
                        name="campaigns_periodictest_subject_filled",
                        violation_error_message="Enter what was tested.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tested_on__isnull", True),
                            ("next_due_on__isnull", True),
                            ("tested_on__lte", models.F("next_due_on")),
                            _connector="OR",
                        ),
                        name="campaigns_periodictest_next_after_this",
                        violation_error_message="The next test is due after this one.",
                    ),
                ],
            },
        ),
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "approved", "running", "closed"])),
                        name="campaigns_plan_state_known",
                        violation_error_message="Unknown state.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="campaigns_plan_title_filled",
                        violation_error_message="Enter the title of the plan.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_year__isnull", True),
                            ("last_year__isnull", True),
                            ("first_year__lte", models.F("last_year")),
                            _connector="OR",
                        ),
                        name="campaigns_plan_years_in_order",
                        violation_error_message="The last year is not before the first.",
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["approved", "running", "closed"]), _negated=True),
                            ("approved_on__isnull", False),
                            _connector="OR",
                        ),
                        name="campaigns_plan_approved_with_day",
                        violation_error_message="An approved plan carries the day of its decision.",
                    ),
                    models.UniqueConstraint(
                        fields=("office", "first_year", "last_year"),
                        name="campaigns_plan_once_per_period",
                        violation_error_message="The office already has a plan for this period.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaymentBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="made")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payment_batches",
                        to="campaigns.plan",
                        verbose_name="plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "batch of payments",
                "verbose_name_plural": "batches of payments",
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "number"),
                        name="campaigns_paymentbatch_number_unique",
                        violation_error_message="This batch exists already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FreeResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=60)),
                ("on", models.DateField(verbose_name="day")),
                ("value", models.PositiveIntegerField(verbose_name="reached (added to earlier reports)")),
                ("note", models.CharField(max_length=300, verbose_name="what it is")),
                (
                    "evidence",
                    models.FileField(
                        upload_to=campaigns.models.activities.evidence_path, verbose_name="evidence"
                    ),
                ),
                ("evidence_name", models.CharField(max_length=140)),
                ("content_type", models.CharField(max_length=100)),
                ("reported_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "reported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="free_results",
                        to="campaigns.plan",
                        verbose_name="plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "reported result",
                "verbose_name_plural": "reported results",
                "ordering": ["on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("evidence", ""), _negated=True),
                        name="campaigns_freeresult_has_evidence",
                        violation_error_message="Attach the evidence.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("note", ""), _negated=True),
                        name="campaigns_freeresult_note_filled",
                        violation_error_message="Say what was reached.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("consulting", "consulting"),
                            ("evaluation", "evaluation and ranking of products"),
                            ("promotion", "trade promotion"),
                            ("conferences", "conferences, training, study tours, awards"),
                            ("training", "training"),
                            ("communication", "communication"),
                            ("support", "direct support to producers"),
                            ("other", "other"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("state", "central budget"),
                            ("province", "provincial budget"),
                            ("local", "district or commune budget"),
                            ("producers", "producers' own money"),
                            ("programmes", "integrated from other programmes"),
                        ],
                        max_length=12,
                        verbose_name="source",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="what for")),
                ("planned", models.PositiveBigIntegerField(verbose_name="amount, đồng")),
                (
                    "approved",
                    models.PositiveBigIntegerField(default=0, editable=False, verbose_name="approved"),
                ),
                (
                    "allocated",
                    models.PositiveBigIntegerField(default=0, editable=False, verbose_name="allocated"),
                ),
                (
                    "committed",
                    models.PositiveBigIntegerField(default=0, editable=False, verbose_name="committed"),
                ),
                ("paid", models.PositiveBigIntegerField(default=0, editable=False, verbose_name="paid")),
                ("position", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("prepared_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "prepared_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="budget_lines",
                        to="campaigns.plan",
                        verbose_name="plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "budget line",
                "verbose_name_plural": "budget lines",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "consulting",
                                    "evaluation",
                                    "promotion",
                                    "conferences",
                                    "training",
                                    "communication",
                                    "support",
                                    "other",
                                ],
                            )
                        ),
                        name="campaigns_budgetline_kind_known",
                        violation_error_message="Choose one of the kinds.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source__in", ["state", "province", "local", "producers", "programmes"])
                        ),
                        name="campaigns_budgetline_source_known",
                        violation_error_message="Choose one of the sources.",
                    ),
                    models.UniqueConstraint(
                        fields=("plan", "kind", "source", "title"),
                        name="campaigns_budgetline_once",
                        violation_error_message="The plan already has this line.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("planned__lte", 1000000000000000)),
                        name="campaigns_budgetline_planned_plausible",
                        violation_error_message="The amount is too large.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "allocated__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("committed"), "+", models.F("paid")
                                ),
                            )
                        ),
                        name="campaigns_budgetline_available_not_negative",
                        violation_error_message="More is committed and paid than was allocated.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("allocated__lte", models.F("approved"))),
                        name="campaigns_budgetline_allocated_within_approved",
                        violation_error_message="More is allocated than was approved.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("decision_number", models.CharField(max_length=60, verbose_name="decision number")),
                ("decided_on", models.DateField(verbose_name="day")),
                ("total", models.PositiveBigIntegerField(verbose_name="approved total")),
                ("reason", models.TextField(blank=True, verbose_name="why it was amended")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="entered")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="budget_decisions",
                        to="campaigns.plan",
                        verbose_name="plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision on a budget",
                "verbose_name_plural": "decisions on budgets",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "number"),
                        name="campaigns_budgetdecision_number_unique",
                        violation_error_message="Somebody else has just decided on this budget.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decision_number", ""), _negated=True),
                        name="campaigns_budgetdecision_number_filled",
                        violation_error_message="Enter the decision's number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decided_by", models.F("prepared_by")), _negated=True),
                        name="campaigns_budgetdecision_decider_did_not_prepare",
                        violation_error_message="Whoever draws up a budget does not approve it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="campaigns_budgetdecision_amended_with_reason",
                        violation_error_message="An amendment says why.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="activity",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="activities",
                to="campaigns.plan",
                verbose_name="plan",
            ),
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
            name="PlanStage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("1_communication", "Communication about the programme"),
                            ("2_ideas", "Product ideas received"),
                            ("3_business_plans", "Business plans received"),
                            ("4_implementation", "Business plans carried out"),
                            ("5_evaluation", "Products evaluated and ranked"),
                            ("6_promotion", "Trade promotion"),
                        ],
                        max_length=20,
                        verbose_name="step of the cycle",
                    ),
                ),
                ("begins_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="to")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stages",
                        to="campaigns.plan",
                        verbose_name="plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "stage of a plan",
                "verbose_name_plural": "stages of plans",
                "ordering": ["step"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "step__in",
                                [
                                    "1_communication",
                                    "2_ideas",
                                    "3_business_plans",
                                    "4_implementation",
                                    "5_evaluation",
                                    "6_promotion",
                                ],
                            )
                        ),
                        name="campaigns_planstage_step_known",
                        violation_error_message="Choose one of the six steps.",
                    ),
                    models.UniqueConstraint(
                        fields=("plan", "step"),
                        name="campaigns_planstage_once",
                        violation_error_message="This step has its days already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("begins_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("begins_on__lte", models.F("ends_on")),
                            _connector="OR",
                        ),
                        name="campaigns_planstage_in_order",
                        violation_error_message="The first day is not after the last.",
                    ),
                ],
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "number"),
                        name="campaigns_planversion_number_unique",
                        violation_error_message="This version exists already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("approved_at", None)),
                        fields=("plan",),
                        name="campaigns_planversion_one_draft",
                        violation_error_message="An amendment of this plan is being drawn up already.",
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="campaigns_planversion_approver_did_not_prepare",
                        violation_error_message="Whoever draws up a plan does not approve it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="campaigns_planversion_amended_with_reason",
                        violation_error_message="An amendment says why.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProductIdea",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name of the product")),
                (
                    "wish",
                    models.CharField(
                        choices=[
                            ("new", "a new product"),
                            ("upgrade", "an upgrade"),
                            ("reevaluation", "a re-evaluation"),
                        ],
                        default="new",
                        max_length=12,
                        verbose_name="wish",
                    ),
                ),
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
                        verbose_name="group",
                    ),
                ),
                ("proposer", models.CharField(max_length=200, verbose_name="proposed by")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("registered_on", models.DateField(verbose_name="registered on")),
                ("surveyed_on", models.DateField(blank=True, null=True, verbose_name="surveyed on")),
                ("strengths", models.TextField(blank=True, verbose_name="strengths")),
                ("weaknesses", models.TextField(blank=True, verbose_name="weaknesses")),
                ("remedy", models.TextField(blank=True, verbose_name="remedy")),
                (
                    "remedied_on",
                    models.DateField(blank=True, null=True, verbose_name="remedy carried out on"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("registered", "registered"),
                            ("surveyed", "surveyed"),
                            ("chosen", "chosen"),
                            ("dropped", "not chosen"),
                            ("developed", "became a product"),
                        ],
                        default="registered",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="why it was chosen or not")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ideas",
                        to="campaigns.plan",
                        verbose_name="plan",
                    ),
                ),
                (
                    "producer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ideas",
                        to="producers.producer",
                        verbose_name="producer",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ideas",
                        to="products.product",
                        verbose_name="product",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ideas",
                        to="areas.administrativeunit",
                        verbose_name="commune",
                    ),
                ),
            ],
            options={
                "verbose_name": "product idea",
                "verbose_name_plural": "product ideas",
                "ordering": ["registered_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["registered", "surveyed", "chosen", "dropped", "developed"])
                        ),
                        name="campaigns_productidea_state_known",
                        violation_error_message="Unknown state.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wish__in", ["new", "upgrade", "reevaluation"])),
                        name="campaigns_productidea_wish_known",
                        violation_error_message="Choose one of the wishes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="campaigns_productidea_name_filled",
                        violation_error_message="Enter the product's name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["surveyed", "chosen", "developed"]), _negated=True),
                            ("surveyed_on__isnull", False),
                            _connector="OR",
                        ),
                        name="campaigns_productidea_surveyed_with_day",
                        violation_error_message="A surveyed idea carries the day of its survey.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["developed"]), _negated=True),
                            ("product__isnull", False),
                            _connector="OR",
                        ),
                        name="campaigns_productidea_developed_with_product",
                        violation_error_message="An idea that became a product names it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["chosen", "dropped", "developed"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="campaigns_productidea_decided_with_reason",
                        violation_error_message="Whether an idea is chosen or not, the reason is given.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IdeaLog",
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
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="log",
                        to="campaigns.productidea",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SalesPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("centre", "OCOP centre"),
                            ("display", "display point"),
                            ("sales", "sales point"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                ("keeper", models.CharField(blank=True, max_length=200, verbose_name="kept by")),
                ("opened_on", models.DateField(blank=True, null=True, verbose_name="opened on")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
                (
                    "products",
                    models.ManyToManyField(
                        blank=True,
                        related_name="sales_points",
                        to="products.product",
                        verbose_name="products shown",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sales_points",
                        to="areas.administrativeunit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "sales or display point",
                "verbose_name_plural": "sales and display points",
                "ordering": ["name", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["centre", "display", "sales"])),
                        name="campaigns_salespoint_kind_known",
                        violation_error_message="Choose one of the kinds.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="campaigns_salespoint_name_filled",
                        violation_error_message="Enter the name of the point.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opened_on__isnull", True),
                            ("closed_on__isnull", True),
                            ("opened_on__lte", models.F("closed_on")),
                            _connector="OR",
                        ),
                        name="campaigns_salespoint_open_before_closed",
                        violation_error_message="The first day is not after the last.",
                    ),
                    models.UniqueConstraint(
                        fields=("unit", "name"),
                        name="campaigns_salespoint_once",
                        violation_error_message="The unit already has a point of this name.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ShownProduct",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("orders", models.PositiveBigIntegerField(default=0, verbose_name="orders made (đồng)")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shown",
                        to="campaigns.activity",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shown_at",
                        to="products.product",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("activity", "product"),
                        name="campaigns_shownproduct_once",
                        violation_error_message="This product is on the list already.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="activity",
            name="products",
            field=models.ManyToManyField(
                related_name="activities",
                through="campaigns.ShownProduct",
                to="products.product",
                verbose_name="products shown",
            ),
        ),
        migrations.CreateModel(
            name="SupportPayment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("award", "award for a recognition"),
                            ("infrastructure", "infrastructure"),
                            ("trademark", "trademark"),
                            ("indication", "geographical indication"),
                            ("packaging", "packaging design"),
                            ("stamps", "traceability stamps"),
                            ("labels", "labels"),
                            ("testing", "quality testing"),
                        ],
                        max_length=14,
                        verbose_name="kind of support",
                    ),
                ),
                (
                    "event",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("first", "first recognition"),
                            ("kept", "stars kept at the re-evaluation"),
                            ("upgraded", "upgrade"),
                        ],
                        max_length=8,
                        verbose_name="event",
                    ),
                ),
                ("stars", models.PositiveSmallIntegerField(null=True, verbose_name="stars")),
                (
                    "per",
                    models.CharField(
                        choices=[("product", "per product"), ("producer", "per producer")],
                        default="product",
                        max_length=8,
                        verbose_name="paid",
                    ),
                ),
                ("amount", models.PositiveBigIntegerField(verbose_name="amount, đồng")),
                ("ground", models.CharField(max_length=200, verbose_name="legal ground")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed, to be checked"),
                            ("checked", "checked, to be approved"),
                            ("approved", "approved, to be paid"),
                            ("paid", "paid"),
                            ("rejected", "rejected"),
                            ("cancelled", "cancelled"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "proposed_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="proposed"),
                ),
                ("checked_at", models.DateTimeField(null=True, verbose_name="checked")),
                ("approved_at", models.DateTimeField(null=True, verbose_name="approved")),
                ("voucher", models.CharField(blank=True, max_length=60, verbose_name="voucher")),
                ("paid_on", models.DateField(null=True, verbose_name="paid on")),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="campaigns.payeeaccount",
                        verbose_name="paid to",
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="campaigns.paymentbatch",
                        verbose_name="batch",
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="campaigns.budgetline",
                        verbose_name="budget line",
                    ),
                ),
                (
                    "paid_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "producer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support",
                        to="producers.producer",
                        verbose_name="producer",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support",
                        to="products.product",
                        verbose_name="product",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "register_event",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support",
                        to="products.statusevent",
                        verbose_name="register event",
                    ),
                ),
            ],
            options={
                "verbose_name": "support payment",
                "verbose_name_plural": "support payments",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["proposed", "checked", "approved", "paid", "rejected", "cancelled"],
                            )
                        ),
                        name="campaigns_supportpayment_state_known",
                        violation_error_message="Unknown state.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "award",
                                    "infrastructure",
                                    "trademark",
                                    "indication",
                                    "packaging",
                                    "stamps",
                                    "labels",
                                    "testing",
                                ],
                            )
                        ),
                        name="campaigns_supportpayment_kind_known",
                        violation_error_message="Choose one of the kinds.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)),
                        name="campaigns_supportpayment_amount_positive",
                        violation_error_message="The amount is above zero.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ground", ""), _negated=True),
                        name="campaigns_supportpayment_ground_filled",
                        violation_error_message="Name the legal act.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("checked_by", None),
                            models.Q(("checked_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="campaigns_supportpayment_checker_is_not_maker",
                        violation_error_message="Whoever proposes a payment does not check it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="campaigns_supportpayment_approver_is_not_maker",
                        violation_error_message="Whoever proposes a payment does not approve it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("paid_by", None),
                            models.Q(
                                models.Q(("paid_by", models.F("proposed_by")), _negated=True),
                                models.Q(("paid_by", models.F("checked_by")), _negated=True),
                                models.Q(("paid_by", models.F("approved_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="campaigns_supportpayment_payer_is_a_third",
                        violation_error_message="Whoever proposes, checks or approves a payment does not pay it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["checked", "approved", "paid", "cancelled"]), _negated=True
                            ),
                            ("checked_by__isnull", False),
                            _connector="OR",
                        ),
                        name="campaigns_supportpayment_checked_by_somebody",
                        violation_error_message="A checked payment says who checked it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["approved", "paid", "cancelled"]), _negated=True),
                            ("approved_by__isnull", False),
                            _connector="OR",
                        ),
                        name="campaigns_supportpayment_approved_by_somebody",
                        violation_error_message="An approved payment says who approved it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("account__isnull", False),
                                ("paid_by__isnull", False),
                                ("paid_on__isnull", False),
                                ("state", "paid"),
                                models.Q(("voucher", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "paid"), _negated=True),
                                ("account", None),
                                ("paid_by", None),
                                ("paid_on", None),
                                ("voucher", ""),
                            ),
                            _connector="OR",
                        ),
                        name="campaigns_supportpayment_paid_with_voucher",
                        violation_error_message="A paid payment carries its voucher, its day, its account and who paid it.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaymentPaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("request", "the producer's request"),
                            ("decision", "decision of recognition"),
                            ("certificate", "certificate"),
                            ("registration", "business registration"),
                            ("invoice", "contract and invoice"),
                            ("acceptance", "minutes of acceptance"),
                        ],
                        max_length=14,
                        verbose_name="kind of paper",
                    ),
                ),
                (
                    "number",
                    models.CharField(max_length=120, verbose_name="number, day or place of the original"),
                ),
                (
                    "file",
                    models.FileField(
                        blank=True, upload_to=campaigns.models.support.payment_paper_path, verbose_name="file"
                    ),
                ),
                ("original_name", models.CharField(blank=True, max_length=200, verbose_name="file name")),
                ("content_type", models.CharField(blank=True, max_length=100, verbose_name="type")),
                ("size", models.PositiveIntegerField(default=0, verbose_name="size in bytes")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="checksum")),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="added")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="campaigns.supportpayment",
                    ),
                ),
            ],
            options={
                "verbose_name": "paper of a payment",
                "verbose_name_plural": "papers of payments",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "request",
                                    "decision",
                                    "certificate",
                                    "registration",
                                    "invoice",
                                    "acceptance",
                                ],
                            )
                        ),
                        name="campaigns_paymentpaper_kind_known",
                        violation_error_message="Choose one of the kinds.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        name="campaigns_paymentpaper_number_filled",
                        violation_error_message="Say which paper it is.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("allocate", "allocated"),
                            ("commit", "committed"),
                            ("release", "released"),
                            ("pay", "paid"),
                            ("return", "returned to the source"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("amount", models.PositiveBigIntegerField(verbose_name="amount, đồng")),
                ("on", models.DateField(verbose_name="day")),
                ("document", models.CharField(max_length=60, verbose_name="voucher or document number")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="entered")),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
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
                    "commitment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlements",
                        to="campaigns.ledgerentry",
                        verbose_name="commitment",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="campaigns.budgetline",
                        verbose_name="budget line",
                    ),
                ),
                (
                    "support",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="campaigns.supportpayment",
                        verbose_name="support payment",
                    ),
                ),
            ],
            options={
                "verbose_name": "ledger entry",
                "verbose_name_plural": "ledger entries",
                "ordering": ["line", "number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["allocate", "commit", "release", "pay", "return"])),
                        name="campaigns_ledgerentry_kind_known",
                        violation_error_message="Unknown move.",
                    ),
                    models.UniqueConstraint(
                        fields=("line", "number"),
                        name="campaigns_ledgerentry_number_unique",
                        violation_error_message="Somebody else has just written into this ledger.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)),
                        name="campaigns_ledgerentry_amount_positive",
                        violation_error_message="The amount is above zero.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("commitment__isnull", False), ("kind__in", ["release", "pay"])),
                            models.Q(("commitment", None), ("kind__in", ["allocate", "commit", "return"])),
                            _connector="OR",
                        ),
                        name="campaigns_ledgerentry_settles_a_commitment",
                        violation_error_message="A release or a payment names the commitment it settles.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("document", ""), _negated=True),
                        name="campaigns_ledgerentry_document_filled",
                        violation_error_message="Enter the number of the document.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("support__isnull", False)),
                        fields=("support", "kind"),
                        name="campaigns_ledgerentry_one_move_per_payment",
                        violation_error_message="This payment was entered already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportPaymentLog",
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
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="log",
                        to="campaigns.supportpayment",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SupportPolicy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("legal_act", models.CharField(max_length=200, verbose_name="legal act")),
                (
                    "source_note",
                    models.CharField(blank=True, max_length=300, verbose_name="where the figures come from"),
                ),
                (
                    "per",
                    models.CharField(
                        choices=[("product", "per product"), ("producer", "per producer")],
                        default="product",
                        max_length=8,
                        verbose_name="paid",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("award", "award for a recognition"),
                            ("infrastructure", "infrastructure"),
                            ("trademark", "trademark"),
                            ("indication", "geographical indication"),
                            ("packaging", "packaging design"),
                            ("stamps", "traceability stamps"),
                            ("labels", "labels"),
                            ("testing", "quality testing"),
                        ],
                        default="award",
                        max_length=14,
                        verbose_name="kind of support",
                    ),
                ),
                (
                    "upgrade_pays_difference",
                    models.BooleanField(default=False, verbose_name="an upgrade pays the difference"),
                ),
                ("papers", models.JSONField(blank=True, default=list, verbose_name="papers asked for")),
                ("in_force_from", models.DateField(verbose_name="in force from")),
                ("in_force_to", models.DateField(blank=True, null=True, verbose_name="to (inclusive)")),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_policies",
                        to="areas.administrativeunit",
                        verbose_name="for the area of",
                    ),
                ),
            ],
            options={
                "verbose_name": "support policy",
                "verbose_name_plural": "support policies",
                "ordering": ["-in_force_from", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("per__in", ["product", "producer"])),
                        name="campaigns_supportpolicy_per_known",
                        violation_error_message="Choose one of the two.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "award",
                                    "infrastructure",
                                    "trademark",
                                    "indication",
                                    "packaging",
                                    "stamps",
                                    "labels",
                                    "testing",
                                ],
                            )
                        ),
                        name="campaigns_supportpolicy_kind_known",
                        violation_error_message="Choose one of the kinds.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("legal_act", ""), _negated=True),
                        name="campaigns_supportpolicy_legal_act_filled",
                        violation_error_message="Name the legal act.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_force_from__isnull", True),
                            ("in_force_to__isnull", True),
                            ("in_force_from__lte", models.F("in_force_to")),
                            _connector="OR",
                        ),
                        name="campaigns_supportpolicy_from_before_to",
                        violation_error_message="The first day is not after the last.",
                    ),
                    models.UniqueConstraint(
                        fields=("unit", "legal_act", "kind"),
                        name="campaigns_supportpolicy_once",
                        violation_error_message="The policy of this legal act is entered already.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="supportpayment",
            name="policy",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payments",
                to="campaigns.supportpolicy",
                verbose_name="policy",
            ),
        ),
        migrations.CreateModel(
            name="SetAside",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
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
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.office",
                        verbose_name="office",
                    ),
                ),
                (
                    "register_event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_set_aside",
                        to="products.statusevent",
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="set_aside",
                        to="campaigns.supportpolicy",
                    ),
                ),
            ],
            options={
                "verbose_name": "support set aside",
                "verbose_name_plural": "support set aside",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("policy", "register_event"),
                        name="campaigns_setaside_once",
                        violation_error_message="This support was set aside already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="campaigns_setaside_reason_filled",
                        violation_error_message="Write the reason.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportRate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("first", "first recognition"),
                            ("kept", "stars kept at the re-evaluation"),
                            ("upgraded", "upgrade"),
                        ],
                        max_length=8,
                        verbose_name="event",
                    ),
                ),
                ("stars", models.PositiveSmallIntegerField(verbose_name="stars")),
                ("amount", models.PositiveBigIntegerField(verbose_name="amount, đồng")),
                (
                    "payer",
                    models.CharField(
                        choices=[
                            ("commune", "commune"),
                            ("district", "district"),
                            ("province", "province"),
                            ("central", "ministry"),
                        ],
                        max_length=10,
                        verbose_name="paid by",
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rates",
                        to="campaigns.supportpolicy",
                    ),
                ),
            ],
            options={
                "ordering": ["event", "stars"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("policy", "event", "stars"),
                        name="campaigns_supportrate_once",
                        violation_error_message="The policy already has a rate for this.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stars__range", (3, 5))),
                        name="campaigns_supportrate_three_to_five_stars",
                        violation_error_message="Only 3, 4 and 5 stars are recognised.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)),
                        name="campaigns_supportrate_amount_positive",
                        violation_error_message="The amount is above zero.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("event__in", ["first", "kept", "upgraded"])),
                        name="campaigns_supportrate_event_known",
                        violation_error_message="Unknown event.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("payer__in", ["commune", "district", "province", "central"])),
                        name="campaigns_supportrate_payer_known",
                        violation_error_message="Choose one of the levels.",
                    ),
                ],
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
                "constraints": [
                    models.CheckConstraint(
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
                    models.UniqueConstraint(
                        fields=("version", "code"),
                        name="campaigns_target_code_once",
                        violation_error_message="The version already has this target.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("at_least__isnull", False), ("up_to__isnull", False), _connector="OR"
                        ),
                        name="campaigns_target_promises_a_number",
                        violation_error_message="Enter what is to be reached: at least, up to, or both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("at_least__isnull", True),
                            ("up_to__isnull", True),
                            ("at_least__lte", models.F("up_to")),
                            _connector="OR",
                        ),
                        name="campaigns_target_range_in_order",
                        violation_error_message="“Up to” is not less than “at least”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stars", None), ("stars__range", (3, 5)), _connector="OR"),
                        name="campaigns_target_stars_from_three_to_five",
                        violation_error_message="Only 3, 4 and 5 stars are recognised.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("indicator", "free"), _negated=True),
                            models.Q(("name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="campaigns_target_free_has_name",
                        violation_error_message="Give the indicator a name.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("1_communication", "Communication about the programme"),
                            ("2_ideas", "Product ideas received"),
                            ("3_business_plans", "Business plans received"),
                            ("4_implementation", "Business plans carried out"),
                            ("5_evaluation", "Products evaluated and ranked"),
                            ("6_promotion", "Trade promotion"),
                        ],
                        max_length=20,
                        verbose_name="step of the cycle",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="task")),
                ("due_on", models.DateField(verbose_name="due on")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="led_tasks",
                        to="accounts.office",
                        verbose_name="leads",
                    ),
                ),
                (
                    "partners",
                    models.ManyToManyField(
                        blank=True,
                        related_name="joined_tasks",
                        to="accounts.office",
                        verbose_name="take part",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="campaigns.plan",
                        verbose_name="plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "task of a plan",
                "verbose_name_plural": "tasks of plans",
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "step__in",
                                [
                                    "1_communication",
                                    "2_ideas",
                                    "3_business_plans",
                                    "4_implementation",
                                    "5_evaluation",
                                    "6_promotion",
                                ],
                            )
                        ),
                        name="campaigns_task_step_known",
                        violation_error_message="Choose one of the six steps.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="campaigns_task_title_filled",
                        violation_error_message="Say what is to be done.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("visited_on", models.DateField(verbose_name="visited on")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                ("seen", models.TextField(verbose_name="what was seen")),
                ("entered_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="campaigns.activity",
                        verbose_name="round of post-inspection",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="campaigns.plan",
                        verbose_name="plan",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="products.product",
                        verbose_name="product",
                    ),
                ),
                (
                    "visited_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "post-inspection visit",
                "verbose_name_plural": "post-inspection visits",
                "ordering": ["-visited_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("seen", ""), _negated=True),
                        name="campaigns_visit_seen_filled",
                        violation_error_message="Write what was seen.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mark_misuse", "mark or label used wrongly"),
                            ("expired_mark", "sold as OCOP after the certificate ended"),
                            ("false_origin", "origin or content not as declared"),
                            ("food_safety", "food safety not kept"),
                            ("quality", "quality below the result of the evaluation"),
                            ("stopped", "production stopped"),
                            ("papers", "papers missing or expired"),
                            ("other", "other finding"),
                        ],
                        max_length=14,
                        verbose_name="finding",
                    ),
                ),
                ("text", models.TextField(verbose_name="what is wrong")),
                ("due_on", models.DateField(verbose_name="to be mended by")),
                ("mended_on", models.DateField(blank=True, null=True, verbose_name="mended on")),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="campaigns.visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "finding",
                "verbose_name_plural": "findings",
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "mark_misuse",
                                    "expired_mark",
                                    "false_origin",
                                    "food_safety",
                                    "quality",
                                    "stopped",
                                    "papers",
                                    "other",
                                ],
                            )
                        ),
                        name="campaigns_finding_kind_known",
                        violation_error_message="Choose one of the kinds.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="campaigns_finding_text_filled",
                        violation_error_message="Write what is wrong.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitPhoto",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "image",
                    models.ImageField(
                        upload_to=campaigns.models.supervision.visit_photo_path, verbose_name="photo"
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="campaigns.visit",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="BudgetDecisionLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("before", models.PositiveBigIntegerField()),
                ("amount", models.PositiveBigIntegerField()),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="campaigns.budgetdecision",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decided",
                        to="campaigns.budgetline",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("decision", "line"),
                        name="campaigns_budgetdecisionline_once",
                        violation_error_message="The decision already names this line.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Contract",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("link", "link in the value chain"),
                            ("material", "supply of raw material"),
                            ("sale", "sale"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("partner", models.CharField(max_length=200, verbose_name="with")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="number")),
                (
                    "market",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("province", "in the province"),
                            ("national", "in the country"),
                            ("export", "export"),
                        ],
                        max_length=8,
                        verbose_name="market",
                    ),
                ),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "amount",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="value (đồng)"),
                ),
                (
                    "producer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="producers.producer",
                        verbose_name="producer",
                    ),
                ),
                (
                    "products",
                    models.ManyToManyField(
                        blank=True, related_name="contracts", to="products.product", verbose_name="products"
                    ),
                ),
            ],
            options={
                "verbose_name": "contract",
                "verbose_name_plural": "contracts",
                "ordering": ["-since", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["link", "material", "sale"])),
                        name="campaigns_contract_kind_known",
                        violation_error_message="Choose one of the kinds.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("partner", ""), _negated=True),
                        name="campaigns_contract_partner_filled",
                        violation_error_message="Name the other side.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__isnull", True),
                            ("until__isnull", True),
                            ("since__lte", models.F("until")),
                            _connector="OR",
                        ),
                        name="campaigns_contract_since_before_until",
                        violation_error_message="The first day is not after the last.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("trademark", "trademark"),
                            ("collective", "collective or certification mark"),
                            ("geographical", "geographical indication"),
                            ("logo", "logo or label design"),
                            ("barcode", "barcode"),
                            ("trace", "traceability stamp"),
                            ("food_safety", "food safety certificate"),
                            ("organic", "organic or good practice certificate"),
                        ],
                        max_length=14,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="number")),
                ("filed_on", models.DateField(blank=True, null=True, verbose_name="filed on")),
                ("granted_on", models.DateField(blank=True, null=True, verbose_name="granted on")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="valid until (inclusive)"),
                ),
                (
                    "producer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="producers.producer",
                        verbose_name="producer",
                    ),
                ),
                (
                    "products",
                    models.ManyToManyField(
                        blank=True, related_name="marks", to="products.product", verbose_name="products"
                    ),
                ),
            ],
            options={
                "verbose_name": "mark or certificate",
                "verbose_name_plural": "marks and certificates",
                "ordering": ["name", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "trademark",
                                    "collective",
                                    "geographical",
                                    "logo",
                                    "barcode",
                                    "trace",
                                    "food_safety",
                                    "organic",
                                ],
                            )
                        ),
                        name="campaigns_mark_kind_known",
                        violation_error_message="Choose one of the kinds.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="campaigns_mark_name_filled",
                        violation_error_message="Enter the name of the mark.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("filed_on__isnull", True),
                            ("granted_on__isnull", True),
                            ("filed_on__lte", models.F("granted_on")),
                            _connector="OR",
                        ),
                        name="campaigns_mark_filed_before_granted",
                        violation_error_message="A mark is not granted before it is filed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("granted_on__isnull", True),
                            ("valid_until__isnull", True),
                            ("granted_on__lte", models.F("valid_until")),
                            _connector="OR",
                        ),
                        name="campaigns_mark_granted_before_end",
                        violation_error_message="The first day is not after the last.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="supportpayment",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("event__in", ["first", "upgraded"]),
                    ("per", "product"),
                    ("state__in", ["proposed", "checked", "approved", "paid"]),
                ),
                fields=("policy", "producer", "product", "event", "stars"),
                name="campaigns_supportpayment_once_per_product",
                violation_error_message="This product was proposed for this support already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportpayment",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("per", "producer"),
                    ("policy__isnull", False),
                    ("state__in", ["proposed", "checked", "approved", "paid"]),
                ),
                fields=("policy", "producer", "event", "stars"),
                name="campaigns_supportpayment_once_per_producer",
                violation_error_message="This producer was proposed for this support already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportpayment",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("register_event__isnull", False),
                    ("state__in", ["proposed", "checked", "approved", "paid"]),
                ),
                fields=("policy", "register_event"),
                name="campaigns_supportpayment_once_per_register_event",
                violation_error_message="This recognition was proposed for this support already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportpayment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("event", ""), ("policy", None), ("register_event", None), ("stars", None)),
                    models.Q(
                        ("policy__isnull", False),
                        ("register_event__isnull", False),
                        ("stars__isnull", False),
                        models.Q(("event", ""), _negated=True),
                        ("product__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="campaigns_supportpayment_policy_with_event",
                violation_error_message="Support under a policy names the register event that made it due.",
            ),
        ),
    ]
