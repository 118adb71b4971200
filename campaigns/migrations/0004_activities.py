"""What is done under a plan: activities, ideas, partners, supervision; logs and reports only grow."""

import campaigns.models.activities
import campaigns.models.supervision
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from ocop_portal.core.append_only import guard


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_notices"),
        ("areas", "0001_initial"),
        ("campaigns", "0003_money_guards"),
        ("producers", "0003_raw_material_zones"),
        ("products", "0008_sales_channels"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="campaigns.plan",
                        verbose_name="plan",
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="free_results",
                        to="campaigns.plan",
                        verbose_name="plan",
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            model_name="organisation",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="campaigns_organisation_name_filled",
                violation_error_message="Enter the name of the organisation.",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                fields=("unit", "name"),
                name="campaigns_organisation_once",
                violation_error_message="The unit already has an organisation of this name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.UniqueConstraint(
                fields=("activity", "producer"),
                name="campaigns_participation_once",
                violation_error_message="This producer is on the list already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="periodictest",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["passed", "failed"])),
                name="campaigns_periodictest_outcome_known",
                violation_error_message="Choose the outcome.",
            ),
        ),
        migrations.AddConstraint(
            model_name="periodictest",
            constraint=models.CheckConstraint(
                condition=models.Q(("subject", ""), _negated=True),
                name="campaigns_periodictest_subject_filled",
                violation_error_message="Enter what was tested.",
            ),
        ),
        migrations.AddConstraint(
            model_name="periodictest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("tested_on__isnull", True),
                    ("next_due_on__isnull", True),
                    ("tested_on__lte", models.F("next_due_on")),
                    _connector="OR",
                ),
                name="campaigns_periodictest_next_after_this",
                violation_error_message="The next test is due after this one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planstage",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="planstage",
            constraint=models.UniqueConstraint(
                fields=("plan", "step"),
                name="campaigns_planstage_once",
                violation_error_message="This step has its days already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planstage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("begins_on__isnull", True),
                    ("ends_on__isnull", True),
                    ("begins_on__lte", models.F("ends_on")),
                    _connector="OR",
                ),
                name="campaigns_planstage_in_order",
                violation_error_message="The first day is not after the last.",
            ),
        ),
        migrations.AddConstraint(
            model_name="productidea",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["registered", "surveyed", "chosen", "dropped", "developed"])
                ),
                name="campaigns_productidea_state_known",
                violation_error_message="Unknown state.",
            ),
        ),
        migrations.AddConstraint(
            model_name="productidea",
            constraint=models.CheckConstraint(
                condition=models.Q(("wish__in", ["new", "upgrade", "reevaluation"])),
                name="campaigns_productidea_wish_known",
                violation_error_message="Choose one of the wishes.",
            ),
        ),
        migrations.AddConstraint(
            model_name="productidea",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="campaigns_productidea_name_filled",
                violation_error_message="Enter the product's name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="productidea",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["surveyed", "chosen", "developed"]), _negated=True),
                    ("surveyed_on__isnull", False),
                    _connector="OR",
                ),
                name="campaigns_productidea_surveyed_with_day",
                violation_error_message="A surveyed idea carries the day of its survey.",
            ),
        ),
        migrations.AddConstraint(
            model_name="productidea",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["developed"]), _negated=True),
                    ("product__isnull", False),
                    _connector="OR",
                ),
                name="campaigns_productidea_developed_with_product",
                violation_error_message="An idea that became a product names it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="productidea",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["chosen", "dropped", "developed"]), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="campaigns_productidea_decided_with_reason",
                violation_error_message="Whether an idea is chosen or not, the reason is given.",
            ),
        ),
        migrations.AddConstraint(
            model_name="salespoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["centre", "display", "sales"])),
                name="campaigns_salespoint_kind_known",
                violation_error_message="Choose one of the kinds.",
            ),
        ),
        migrations.AddConstraint(
            model_name="salespoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="campaigns_salespoint_name_filled",
                violation_error_message="Enter the name of the point.",
            ),
        ),
        migrations.AddConstraint(
            model_name="salespoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("opened_on__isnull", True),
                    ("closed_on__isnull", True),
                    ("opened_on__lte", models.F("closed_on")),
                    _connector="OR",
                ),
                name="campaigns_salespoint_open_before_closed",
                violation_error_message="The first day is not after the last.",
            ),
        ),
        migrations.AddConstraint(
            model_name="salespoint",
            constraint=models.UniqueConstraint(
                fields=("unit", "name"),
                name="campaigns_salespoint_once",
                violation_error_message="The unit already has a point of this name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="shownproduct",
            constraint=models.UniqueConstraint(
                fields=("activity", "product"),
                name="campaigns_shownproduct_once",
                violation_error_message="This product is on the list already.",
            ),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["kind", "held_on"], name="activity_by_kind_and_day"),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="campaigns_activity_name_filled",
                violation_error_message="Enter the name of the activity.",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("begins_on__isnull", True),
                    ("ends_on__isnull", True),
                    ("begins_on__lte", models.F("ends_on")),
                    _connector="OR",
                ),
                name="campaigns_activity_begins_before_end",
                violation_error_message="The first day is not after the last.",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("held_on", None), ("cancelled_why", ""), _connector="OR"),
                name="campaigns_activity_held_or_cancelled",
                violation_error_message="A cancelled activity was not held.",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True),
                name="campaigns_task_title_filled",
                violation_error_message="Say what is to be done.",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(("seen", ""), _negated=True),
                name="campaigns_visit_seen_filled",
                violation_error_message="Write what was seen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True),
                name="campaigns_finding_text_filled",
                violation_error_message="Write what is wrong.",
            ),
        ),
        *guard("campaigns_idealog", "campaigns_freeresult"),
    ]
