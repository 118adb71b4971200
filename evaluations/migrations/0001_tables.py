"""The dossiers, councils, scores and decisions, and what becomes of a recognition; the guards follow in 0002."""

import django.db.models.deletion
import django.utils.timezone
import evaluations.models.advisory
import evaluations.models.library
import evaluations.models.outcomes
import evaluations.models.scores
import ocop_portal.core.days
import simple_history.models
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("evaluations", "0001_initial"),
        ("evaluations", "0003_councils_and_library"),
        ("evaluations", "0004_documents_of_evidence"),
        ("evaluations", "0005_guard_again"),
        ("evaluations", "0006_members_replaced_in_a_session"),
        ("evaluations", "0007_receipts_letters_and_advice"),
        ("evaluations", "0008_reports_handed_over_stay"),
        ("evaluations", "0009_forms_of_the_producer"),
        ("evaluations", "0010_life_of_a_certificate"),
        ("evaluations", "0011_windows_and_reminders"),
        ("evaluations", "0012_days_of_26_2026"),
    ]

    dependencies = [
        ("accounts", "0003_accountants"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("core", "0005_claims_of_mail"),
        ("producers", "0003_raw_material_zones"),
        ("products", "0009_public_sources_and_channels"),
    ]

    operations = [
        migrations.CreateModel(
            name="CriteriaEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=10, unique=True, verbose_name="code")),
                ("decision", models.CharField(max_length=80, verbose_name="decision")),
                ("taxonomy", models.CharField(max_length=4, verbose_name="taxonomy of product sets")),
            ],
            options={
                "verbose_name": "edition of criteria",
                "verbose_name_plural": "editions of criteria",
                "ordering": ["-code"],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=10, verbose_name="code")),
                ("part", models.CharField(max_length=1, verbose_name="part")),
                ("group_name", models.CharField(blank=True, max_length=200, verbose_name="heading")),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                ("max_points", models.PositiveSmallIntegerField(verbose_name="maximum")),
                (
                    "min_star",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="minimum for the star"
                    ),
                ),
                ("conditions", models.JSONField(default=list, verbose_name="notes and conditions")),
                ("position", models.PositiveSmallIntegerField()),
            ],
            options={
                "verbose_name": "criterion",
                "verbose_name_plural": "criteria",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="ScoreCard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("submitted", "submitted"), ("void", "void")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                ("submitted_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "score card",
                "verbose_name_plural": "score cards",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "submitted", "void"])),
                        name="evaluations_scorecard_state_known",
                        violation_error_message="Unknown state.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "submitted"), _negated=True),
                            ("submitted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="evaluations_scorecard_submitted_with_moment",
                        violation_error_message="A submitted card carries the moment it was submitted.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CouncilRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=80, verbose_name="number")),
                (
                    "quorum_percent",
                    models.PositiveSmallIntegerField(
                        default=75, verbose_name="quorum, percent of the seats that score"
                    ),
                ),
                (
                    "chair_must_score",
                    models.BooleanField(default=True, verbose_name="the chair must take part"),
                ),
                (
                    "spread_limit",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("10"),
                        max_digits=5,
                        verbose_name="largest spread in points",
                    ),
                ),
                (
                    "rounding",
                    models.CharField(
                        choices=[
                            ("none", "the mean is not rounded"),
                            ("half_up_0", "the mean is rounded to whole points"),
                            ("half_up_1", "the mean is rounded to one decimal"),
                            ("half_up_2", "the mean is rounded to two decimals"),
                        ],
                        default="none",
                        max_length=12,
                        verbose_name="rounding before banding",
                    ),
                ),
                (
                    "minimum_judged_by",
                    models.CharField(
                        choices=[
                            ("majority", "a minimum is met when most members gave it"),
                            ("all", "a minimum is met when all members gave it"),
                            ("mean", "a minimum is met when the mean of the criterion reaches it"),
                        ],
                        default="majority",
                        max_length=10,
                        verbose_name="how a minimum is judged",
                    ),
                ),
                (
                    "cumulative_minima",
                    models.BooleanField(
                        default=True, verbose_name="a star also needs the minima of the lower stars"
                    ),
                ),
                (
                    "recused_seats_count",
                    models.BooleanField(default=True, verbose_name="recused seats count for the quorum"),
                ),
                (
                    "vote",
                    models.CharField(
                        choices=[("meeting", "in a meeting"), ("written", "in writing")],
                        default="meeting",
                        max_length=8,
                        verbose_name="how the council votes",
                    ),
                ),
                (
                    "reason_required_points",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        verbose_name="a reason is asked for when a mark differs from the self-score by more than, points",
                    ),
                ),
            ],
            options={
                "verbose_name": "council rules",
                "verbose_name_plural": "council rules",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quorum_percent__range", (1, 100))),
                        name="evaluations_councilrules_quorum_is_a_share",
                        violation_error_message="The quorum is between 1 and 100 percent.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("spread_limit__gte", 0)),
                        name="evaluations_councilrules_spread_not_negative",
                        violation_error_message="The largest spread is not negative.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("vote__in", ["meeting", "written"])),
                        name="evaluations_councilrules_vote_known",
                        violation_error_message="Choose one of the ways to vote.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Council",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("commune", "commune"),
                            ("district", "district"),
                            ("province", "province"),
                            ("central", "ministry"),
                        ],
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("decision_number", models.CharField(max_length=80, verbose_name="establishing decision")),
                ("established_on", models.DateField(verbose_name="established on")),
                ("dissolved_on", models.DateField(blank=True, null=True, verbose_name="dissolved on")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="councils",
                        to="accounts.office",
                        verbose_name="standing office",
                    ),
                ),
                (
                    "rules",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="councils",
                        to="evaluations.councilrules",
                        verbose_name="rules",
                    ),
                ),
            ],
            options={
                "verbose_name": "council",
                "verbose_name_plural": "councils",
                "ordering": ["-established_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["commune", "district", "province", "central"])),
                        name="evaluations_council_level_known",
                        violation_error_message="Choose one of the levels.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("established_on__isnull", True),
                            ("dissolved_on__isnull", True),
                            ("established_on__lte", models.F("dissolved_on")),
                            _connector="OR",
                        ),
                        name="evaluations_council_established_before_dissolved",
                        violation_error_message="A council is not dissolved before it is established.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=60, verbose_name="number")),
                ("decided_on", models.DateField(verbose_name="day")),
                ("year", models.PositiveSmallIntegerField(editable=False, verbose_name="year")),
                ("authority", models.CharField(max_length=200, verbose_name="authority")),
                ("signatory", models.CharField(max_length=150, verbose_name="signed by")),
                (
                    "entered_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="entered"),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="accounts.office",
                        verbose_name="office",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "ordering": ["-decided_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        name="evaluations_decision_number_filled",
                        violation_error_message="Enter the decision's number.",
                    ),
                    models.UniqueConstraint(
                        fields=("office", "number", "year"),
                        name="evaluations_decision_number_unique_in_year",
                        violation_error_message="This office already issued a decision of this number that year.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionFile",
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
                            ("signed", "signed decision"),
                            ("minutes", "minutes of the session"),
                            ("synthesis", "synthesis table"),
                            ("other", "other paper"),
                        ],
                        max_length=10,
                        verbose_name="what it is",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        upload_to=evaluations.models.outcomes.decision_file_path, verbose_name="file"
                    ),
                ),
                ("original_name", models.CharField(max_length=200, verbose_name="file name")),
                ("content_type", models.CharField(max_length=100, verbose_name="type")),
                ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                ("sha256", models.CharField(max_length=64, verbose_name="checksum")),
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
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="evaluations.decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "copy kept with a decision",
                "verbose_name_plural": "copies kept with decisions",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["signed", "minutes", "synthesis", "other"])),
                        name="evaluations_decisionfile_kind_known",
                        violation_error_message="Choose one of the kinds.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
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
                            ("registration_slip", "Registration slip (form 01)"),
                            ("self_assessment", "Self-assessment report (form 02)"),
                            ("business_registration", "Business registration"),
                            ("production_licence", "Certificate of conditions for production"),
                            ("raw_materials", "Origin of raw materials, link contracts"),
                            ("environment", "Environment and technology"),
                            ("labour", "Local labour"),
                            ("growth", "Growth, financial reports"),
                            ("intellectual_property", "Intellectual property"),
                            ("market", "Market, trade promotion"),
                            ("advertising", "Advertising"),
                            ("story", "Product story"),
                            ("quality_declaration", "Declaration of quality"),
                            ("test_report", "Test report"),
                            ("traceability", "Barcode, traceability"),
                            ("quality_management", "Quality management"),
                            ("award", "Awards"),
                        ],
                        max_length=24,
                        verbose_name="kind of paper",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("number", models.CharField(blank=True, max_length=80, verbose_name="number")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="issued on")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="valid until (inclusive)"),
                ),
                (
                    "file",
                    models.FileField(upload_to=evaluations.models.library.document_path, verbose_name="file"),
                ),
                ("original_name", models.CharField(max_length=200, verbose_name="file name")),
                ("content_type", models.CharField(max_length=100, verbose_name="type")),
                ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                ("sha256", models.CharField(max_length=64, verbose_name="checksum")),
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
                    "producer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="producers.producer",
                        verbose_name="producer",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successor",
                        to="evaluations.document",
                        verbose_name="replaces",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "ordering": ["kind", "-added_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "registration_slip",
                                    "self_assessment",
                                    "business_registration",
                                    "production_licence",
                                    "raw_materials",
                                    "environment",
                                    "labour",
                                    "growth",
                                    "intellectual_property",
                                    "market",
                                    "advertising",
                                    "story",
                                    "quality_declaration",
                                    "test_report",
                                    "traceability",
                                    "quality_management",
                                    "award",
                                ],
                            )
                        ),
                        name="evaluations_document_kind_known",
                        violation_error_message="Choose one of the kinds.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("issued_on__isnull", True),
                            ("valid_until__isnull", True),
                            ("issued_on__lte", models.F("valid_until")),
                            _connector="OR",
                        ),
                        name="evaluations_document_issued_before_expiry",
                        violation_error_message="A paper is not valid until a day before it was issued.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Dossier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("first", "first evaluation"),
                            ("upgrade", "upgrade"),
                            ("reevaluation", "re-evaluation"),
                        ],
                        default="first",
                        max_length=12,
                        verbose_name="purpose",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "being prepared"),
                            ("submitted", "submitted, to be checked"),
                            ("returned", "returned for supplement"),
                            ("accepted", "accepted as complete"),
                            ("proposed", "proposed to the council"),
                            ("supplementing", "to be supplemented for the council"),
                            ("scoring", "before the council"),
                            ("scored", "scored, awaiting decision"),
                            ("recognised", "recognised"),
                            ("not_recognised", "not recognised"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="draft",
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                (
                    "received_on",
                    models.DateField(
                        help_text="Decides which regulation applies. For an older paper dossier: its day of receipt.",
                        verbose_name="received on",
                    ),
                ),
                (
                    "entered_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="entered"
                    ),
                ),
                (
                    "receipt_number",
                    models.CharField(blank=True, max_length=60, verbose_name="receipt number"),
                ),
                (
                    "receipt_given_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="receipt given"),
                ),
                ("accepted_at", models.DateTimeField(editable=False, null=True, verbose_name="accepted")),
                ("due_on", models.DateField(editable=False, null=True, verbose_name="to be handled by")),
                (
                    "council_level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("commune", "commune"),
                            ("district", "district"),
                            ("province", "province"),
                            ("central", "ministry"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="before the council of",
                    ),
                ),
                (
                    "supplement_due_on",
                    models.DateField(editable=False, null=True, verbose_name="to be supplemented by"),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered by",
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="evaluations.dossier",
                        verbose_name="carried over from",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dossiers",
                        to="products.product",
                        verbose_name="product",
                    ),
                ),
                (
                    "receipt_given_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "receiving_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dossiers",
                        to="accounts.office",
                        verbose_name="receiving office",
                    ),
                ),
            ],
            options={
                "verbose_name": "dossier",
                "verbose_name_plural": "dossiers",
                "ordering": ["-received_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "submitted",
                                    "returned",
                                    "accepted",
                                    "proposed",
                                    "supplementing",
                                    "scoring",
                                    "scored",
                                    "recognised",
                                    "not_recognised",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="evaluations_dossier_state_known",
                        violation_error_message="Unknown state.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("purpose__in", ["first", "upgrade", "reevaluation"])),
                        name="evaluations_dossier_purpose_known",
                        violation_error_message="Choose one of the purposes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    [
                                        "proposed",
                                        "supplementing",
                                        "scoring",
                                        "scored",
                                        "recognised",
                                        "not_recognised",
                                    ],
                                ),
                                _negated=True,
                            ),
                            models.Q(("council_level", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="evaluations_dossier_council_level_once_proposed",
                        violation_error_message="A proposed dossier names the level of its council.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("supplement_due_on", None),
                            ("state__in", ["returned", "supplementing"]),
                            _connector="OR",
                        ),
                        name="evaluations_dossier_supplement_due_while_asked",
                        violation_error_message="A day for the supplement is set only while one is asked for.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("receipt_number", ""), _negated=True),
                        fields=("receiving_office", "receipt_number"),
                        name="evaluations_dossier_receipt_number_once_per_office",
                        violation_error_message="This receipt number is already taken in this office.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "submitted",
                                    "returned",
                                    "accepted",
                                    "proposed",
                                    "supplementing",
                                    "scoring",
                                    "scored",
                                ],
                            )
                        ),
                        fields=("product",),
                        name="evaluations_dossier_one_open_per_product",
                        violation_error_message="This product already has an open dossier.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=80, unique=True, verbose_name="number")),
                ("stars", models.PositiveSmallIntegerField(verbose_name="stars")),
                ("issued_on", models.DateField(verbose_name="issued on")),
                ("valid_until", models.DateField(verbose_name="valid until (inclusive)")),
                ("ended_on", models.DateField(null=True, verbose_name="ended early on")),
                (
                    "ended_reason",
                    models.CharField(
                        blank=True,
                        choices=[("replaced", "replaced by a newer certificate"), ("revoked", "revoked")],
                        max_length=10,
                        verbose_name="why it ended",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="products.product",
                        verbose_name="product",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="evaluations.decision",
                        verbose_name="decision",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="evaluations.dossier",
                        verbose_name="dossier",
                    ),
                ),
            ],
            options={
                "verbose_name": "certificate",
                "verbose_name_plural": "certificates",
                "ordering": ["-issued_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None)),
                        fields=("dossier",),
                        name="evaluations_certificate_one_in_force_per_dossier",
                        violation_error_message="The dossier already has a certificate.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None)),
                        fields=("product",),
                        name="evaluations_certificate_one_in_force_per_product",
                        violation_error_message="The product already has a certificate.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("issued_on__isnull", True),
                            ("valid_until__isnull", True),
                            ("issued_on__lte", models.F("valid_until")),
                            _connector="OR",
                        ),
                        name="evaluations_certificate_issued_before_end",
                        violation_error_message="It ends after it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stars__range", (3, 5))),
                        name="evaluations_certificate_three_to_five_stars",
                        violation_error_message="Only 3, 4 and 5 stars are certified.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on", None), ("ended_reason", "")),
                            models.Q(
                                ("ended_on__isnull", False), ("ended_reason__in", ["replaced", "revoked"])
                            ),
                            _connector="OR",
                        ),
                        name="evaluations_certificate_ended_with_reason",
                        violation_error_message="A certificate that ended early carries the day and the reason.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("issued_on__isnull", True),
                            ("ended_on__isnull", True),
                            ("issued_on__lte", models.F("ended_on")),
                            _connector="OR",
                        ),
                        name="evaluations_certificate_not_ended_before_issued",
                        violation_error_message="It ends after it begins.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AdvisoryReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("summary", models.TextField(blank=True, verbose_name="summary")),
                ("proposal", models.TextField(blank=True, verbose_name="proposal to the council")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "written_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="written"),
                ),
                ("handed_over_at", models.DateTimeField(null=True, verbose_name="handed over")),
                (
                    "handed_over_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advisory_report",
                        to="evaluations.dossier",
                    ),
                ),
            ],
            options={
                "verbose_name": "advisory report",
                "verbose_name_plural": "advisory reports",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("handed_over_at", None),
                            models.Q(("summary", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="evaluations_advisoryreport_handed_over_with_summary",
                        violation_error_message="A report that is handed over has its summary.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AdvisoryAssignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("task", models.CharField(blank=True, max_length=300, verbose_name="task")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="to be reported by")),
                (
                    "assigned_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="assigned"),
                ),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended")),
                (
                    "advisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advised",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="advisor",
                    ),
                ),
                (
                    "assigned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advisors",
                        to="evaluations.dossier",
                    ),
                ),
            ],
            options={
                "verbose_name": "advisor of a dossier",
                "verbose_name_plural": "advisors of dossiers",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("dossier", "advisor"),
                        name="evaluations_advisoryassignment_once",
                        violation_error_message="This advisor already looks at the dossier.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DossierLog",
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
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="log",
                        to="evaluations.dossier",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DossierRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("content", models.JSONField()),
                ("hash", models.CharField(max_length=64)),
                ("submitted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="evaluations.dossier",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dossier", "number"),
                        name="evaluations_dossierrevision_number_unique",
                        violation_error_message="This revision exists already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("criterion_code", models.CharField(blank=True, max_length=10, verbose_name="criterion")),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="added")),
                ("removed_at", models.DateTimeField(null=True, verbose_name="removed")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="evaluations.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="evaluations.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "evidence",
                "verbose_name_plural": "evidence",
                "ordering": ["document__kind", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=60, verbose_name="number of the decision")),
                ("decided_on", models.DateField(verbose_name="day of the decision")),
                ("authority", models.CharField(max_length=200, verbose_name="authority")),
                ("signatory", models.CharField(max_length=150, verbose_name="signed by")),
                ("reason", models.TextField(verbose_name="reason")),
                (
                    "entered_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="entered"),
                ),
                ("until", models.DateField(verbose_name="extended until (inclusive)")),
                (
                    "certificate",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="evaluations.certificate",
                        verbose_name="certificate",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="evaluations.dossier",
                        verbose_name="dossier",
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
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="products.product",
                        verbose_name="product",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "extension",
                "verbose_name_plural": "extensions",
                "ordering": ["-decided_on", "-pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        name="evaluations_extension_number_filled",
                        violation_error_message="Enter the decision's number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="evaluations_extension_reason_filled",
                        violation_error_message="Write the reason.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_on__isnull", True),
                            ("until__isnull", True),
                            ("decided_on__lte", models.F("until")),
                            _connector="OR",
                        ),
                        name="evaluations_extension_decided_before_until",
                        violation_error_message="An extension ends after its decision.",
                    ),
                    models.UniqueConstraint(
                        fields=("product", "office", "number", "decided_on"),
                        name="evaluations_extension_once_per_decision",
                        violation_error_message="This decision already extended the product.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCertificateTemplate",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "landscape",
                    models.BooleanField(
                        default=True, help_text="Otherwise portrait.", verbose_name="landscape"
                    ),
                ),
                (
                    "frame",
                    models.CharField(
                        choices=[
                            ("classic", "double line with corners"),
                            ("bamboo", "woven bamboo"),
                            ("plain", "single line"),
                        ],
                        default="classic",
                        max_length=8,
                        verbose_name="frame",
                    ),
                ),
                (
                    "ink",
                    models.CharField(
                        choices=[("green", "rice green"), ("red", "lacquer red"), ("blue", "river blue")],
                        default="green",
                        max_length=6,
                        verbose_name="colour",
                    ),
                ),
                (
                    "superior",
                    models.CharField(
                        blank=True,
                        help_text="Usually empty.",
                        max_length=120,
                        verbose_name="line above the authority",
                    ),
                ),
                ("title", models.CharField(default="GIẤY CHỨNG NHẬN", max_length=80, verbose_name="title")),
                (
                    "subtitle",
                    models.CharField(
                        default="SẢN PHẨM OCOP", max_length=160, verbose_name="line under the title"
                    ),
                ),
                (
                    "opening",
                    models.CharField(
                        default="Chứng nhận sản phẩm", max_length=160, verbose_name="words before the product"
                    ),
                ),
                (
                    "closing",
                    models.CharField(
                        blank=True,
                        default="Giấy chứng nhận này chỉ có giá trị cho sản phẩm và chủ thể ghi trên đây.",
                        max_length=300,
                        verbose_name="words after the facts",
                    ),
                ),
                (
                    "signatory_titles",
                    models.TextField(
                        default="TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
                        help_text="One line each, e.g. TM. ỦY BAN NHÂN DÂN, then CHỦ TỊCH.",
                        verbose_name="lines above the signature",
                    ),
                ),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="changed")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.office",
                        verbose_name="office",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical template of certificates",
                "verbose_name_plural": "historical templates of certificates",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="LocalAssessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("origin", models.TextField(verbose_name="origin of the product and of local raw materials")),
                ("labour", models.TextField(verbose_name="use of local labour")),
                ("idea", models.TextField(verbose_name="origin of the product idea")),
                ("identity", models.TextField(verbose_name="local identity and knowledge")),
                ("met_on", models.DateField(blank=True, null=True, verbose_name="meeting held on")),
                ("conclusion", models.TextField(blank=True, verbose_name="conclusion and proposal")),
                (
                    "signatory",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="who signs for the People's Committee"
                    ),
                ),
                (
                    "signatory_title",
                    models.CharField(blank=True, max_length=120, verbose_name="title of who signs"),
                ),
                (
                    "letter_number",
                    models.CharField(blank=True, max_length=60, verbose_name="number of the letter"),
                ),
                ("letter_on", models.DateField(blank=True, null=True, verbose_name="day of the letter")),
                (
                    "written_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="written"),
                ),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessment",
                        to="evaluations.dossier",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "local assessment",
                "verbose_name_plural": "local assessments",
            },
        ),
        migrations.CreateModel(
            name="Option",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("label", models.TextField(verbose_name="wording")),
                ("points", models.PositiveSmallIntegerField(verbose_name="points")),
                (
                    "min_for_star",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="minimum for the star"
                    ),
                ),
                ("case", models.CharField(blank=True, max_length=200, verbose_name="case")),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="options",
                        to="evaluations.criterion",
                    ),
                ),
            ],
            options={
                "verbose_name": "option",
                "verbose_name_plural": "options",
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("criterion", "position"),
                        name="evaluations_option_position_unique",
                        violation_error_message="This position is taken.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RegistrationSlip",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "saved_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="saved"
                    ),
                ),
                (
                    "is_on_behalf",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        verbose_name="filled in by the office on the producer's behalf",
                    ),
                ),
                (
                    "representative",
                    models.CharField(blank=True, max_length=150, verbose_name="legal representative"),
                ),
                (
                    "representative_title",
                    models.CharField(blank=True, max_length=120, verbose_name="title of the representative"),
                ),
                ("address", models.CharField(blank=True, max_length=250, verbose_name="address")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "sample_count",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="samples handed in"),
                ),
                ("attachments", models.TextField(blank=True, verbose_name="attached papers")),
                (
                    "is_promised",
                    models.BooleanField(
                        default=False, verbose_name="the producer vouches for what is written"
                    ),
                ),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slip",
                        to="evaluations.dossier",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "registration slip (form 01)",
                "verbose_name_plural": "registration slips (form 01)",
            },
        ),
        migrations.CreateModel(
            name="Regulation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=80, unique=True, verbose_name="number")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("in_force_from", models.DateField(unique=True, verbose_name="in force from")),
                (
                    "finish_by",
                    models.DateField(
                        help_text="Last day for deciding what was received under it.",
                        null=True,
                        verbose_name="to be finished by",
                    ),
                ),
                (
                    "reevaluation_finish_by",
                    models.DateField(null=True, verbose_name="re-evaluations to be finished by"),
                ),
                (
                    "receiving_level",
                    models.CharField(
                        choices=[
                            ("commune", "commune"),
                            ("district", "district"),
                            ("province", "province"),
                            ("central", "ministry"),
                        ],
                        max_length=10,
                        verbose_name="received by",
                    ),
                ),
                (
                    "council_level",
                    models.CharField(
                        choices=[
                            ("commune", "commune"),
                            ("district", "district"),
                            ("province", "province"),
                            ("central", "ministry"),
                        ],
                        max_length=10,
                        verbose_name="first scored by",
                    ),
                ),
                (
                    "validity_months",
                    models.PositiveSmallIntegerField(verbose_name="months a certificate is valid"),
                ),
                (
                    "intake_working_days",
                    models.PositiveSmallIntegerField(null=True, verbose_name="working days for the intake"),
                ),
                (
                    "reminder_days",
                    models.PositiveSmallIntegerField(null=True, verbose_name="days of notice before expiry"),
                ),
                (
                    "reevaluation_opens_days",
                    models.PositiveSmallIntegerField(
                        null=True, verbose_name="re-evaluation opens, days before expiry"
                    ),
                ),
                (
                    "reevaluation_closes_days",
                    models.PositiveSmallIntegerField(
                        null=True, verbose_name="re-evaluation closes, days before expiry"
                    ),
                ),
                (
                    "reevaluation_deciding_days",
                    models.PositiveSmallIntegerField(
                        help_text="From the complete file.",
                        null=True,
                        verbose_name="days for deciding a re-evaluation",
                    ),
                ),
                (
                    "reevaluation_vote",
                    models.CharField(
                        choices=[("meeting", "in a meeting"), ("written", "in writing")],
                        default="meeting",
                        max_length=8,
                        verbose_name="how the council votes on re-evaluations",
                    ),
                ),
                (
                    "extension_days",
                    models.PositiveSmallIntegerField(null=True, verbose_name="longest extension in days"),
                ),
                (
                    "revocation_days",
                    models.PositiveSmallIntegerField(
                        help_text="From the conclusion.",
                        null=True,
                        verbose_name="days for deciding a revocation",
                    ),
                ),
                (
                    "required_evidence",
                    models.JSONField(
                        default=list, verbose_name="papers without which a dossier is not complete"
                    ),
                ),
                ("source", models.TextField(verbose_name="source and certainty")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="regulations",
                        to="evaluations.criteriaedition",
                        verbose_name="edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "regulation",
                "verbose_name_plural": "regulations",
                "ordering": ["-in_force_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("receiving_level__in", ["commune", "district", "province", "central"])
                        ),
                        name="evaluations_regulation_receiving_level_known",
                        violation_error_message="Choose a level.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("council_level__in", ["commune", "district", "province", "central"])
                        ),
                        name="evaluations_regulation_council_level_known",
                        violation_error_message="Choose a level.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reevaluation_vote__in", ["meeting", "written"])),
                        name="evaluations_regulation_vote_known",
                        violation_error_message="Choose one of the ways to vote.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="dossier",
            name="regulation",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="dossiers",
                to="evaluations.regulation",
                verbose_name="regulation",
            ),
        ),
        migrations.CreateModel(
            name="RegulationStar",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("star", models.PositiveSmallIntegerField(verbose_name="star")),
                ("from_points", models.PositiveSmallIntegerField(verbose_name="from points (inclusive)")),
                (
                    "deciding_level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("commune", "commune"),
                            ("district", "district"),
                            ("province", "province"),
                            ("central", "ministry"),
                        ],
                        max_length=10,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "regulation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stars",
                        to="evaluations.regulation",
                    ),
                ),
            ],
            options={
                "verbose_name": "star of a regulation",
                "verbose_name_plural": "stars of a regulation",
                "ordering": ["-star"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("regulation", "star"),
                        name="evaluations_regulationstar_once",
                        violation_error_message="This star is defined already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_points__range", (0, 100)), ("star__range", (1, 5))),
                        name="evaluations_regulationstar_within_range",
                        violation_error_message="Stars run from 1 to 5, points from 0 to 100.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("last_day", models.DateField(verbose_name="last day of the certificate")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("before_window", "the time for filing begins soon"),
                            ("window_open", "the time for filing has begun"),
                            ("two_weeks_left", "two weeks left for filing"),
                            ("one_week_left", "one week left for filing"),
                            ("window_missed", "the time for filing is over"),
                            ("expires_soon", "expires soon"),
                            ("expired", "expired"),
                        ],
                        max_length=16,
                        verbose_name="stage",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("email", "e-mail"),
                            ("notice", "notice in the portal"),
                            ("sms", "text message"),
                            ("zalo", "Zalo message"),
                        ],
                        max_length=6,
                        verbose_name="channel",
                    ),
                ),
                (
                    "recipient",
                    models.CharField(
                        help_text="E-mail address or telephone.", max_length=254, verbose_name="recipient"
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("producer", "producer"),
                            ("office", "receiving office"),
                            ("province", "province"),
                        ],
                        max_length=8,
                        verbose_name="on behalf of",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "planned_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="planned"),
                ),
                ("done_at", models.DateTimeField(null=True, verbose_name="handed over")),
                ("handed_to", models.CharField(blank=True, max_length=120, verbose_name="handed to")),
                ("flagged_at", models.DateTimeField(null=True, verbose_name="failure told to the office")),
                (
                    "mail",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.outgoingmail",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.office",
                        verbose_name="office",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="products.product",
                        verbose_name="product",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "reminder",
                "verbose_name_plural": "reminders",
                "ordering": ["-due_on", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None)), fields=["due_on"], name="reminder_waiting"
                    ),
                    models.Index(
                        condition=models.Q(("done_at", None)),
                        fields=["channel", "recipient"],
                        name="reminder_waiting_for",
                    ),
                    models.Index(fields=["done_at"], name="reminder_done"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("product", "last_day", "stage", "channel", "recipient"),
                        name="evaluations_reminder_once",
                        violation_error_message="This person was reminded of this already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stage__in",
                                [
                                    "before_window",
                                    "window_open",
                                    "two_weeks_left",
                                    "one_week_left",
                                    "window_missed",
                                    "expires_soon",
                                    "expired",
                                ],
                            )
                        ),
                        name="evaluations_reminder_stage_known",
                        violation_error_message="Choose a known stage.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["email", "notice", "sms", "zalo"])),
                        name="evaluations_reminder_channel_known",
                        violation_error_message="Choose a known channel.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("audience__in", ["producer", "office", "province"])),
                        name="evaluations_reminder_audience_known",
                        violation_error_message="Choose who is meant.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recipient", ""), _negated=True),
                        name="evaluations_reminder_recipient_filled",
                        violation_error_message="Somebody has to be reminded.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_at__isnull", False),
                            models.Q(("handed_to", ""), ("mail", None)),
                            _connector="OR",
                        ),
                        name="evaluations_reminder_mail_only_when_done",
                        violation_error_message="Only a reminder that is done was handed over.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("channel", "notice"), _negated=True),
                            ("user__isnull", False),
                            _connector="OR",
                        ),
                        name="evaluations_reminder_notice_to_a_user",
                        violation_error_message="A notice goes to somebody who can sign in.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResultSnapshot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("round", models.PositiveSmallIntegerField()),
                ("reason", models.TextField(blank=True, verbose_name="why it was computed again")),
                ("stop", models.JSONField(null=True, verbose_name="what stopped the evaluation")),
                ("counted", models.JSONField(verbose_name="counted cards")),
                ("entitled", models.JSONField(verbose_name="entitled seats")),
                ("policy", models.JSONField(verbose_name="rules applied")),
                ("mean_numerator", models.PositiveIntegerField()),
                ("mean_denominator", models.PositiveIntegerField()),
                ("mean_text", models.CharField(max_length=40, verbose_name="mean")),
                ("spread", models.PositiveSmallIntegerField(verbose_name="spread")),
                ("star_by_band", models.PositiveSmallIntegerField(verbose_name="star by points")),
                ("star", models.PositiveSmallIntegerField(verbose_name="star")),
                ("missed_minima", models.JSONField(verbose_name="minima not reached")),
                ("flags", models.JSONField(default=list, verbose_name="flags")),
                ("hash", models.CharField(max_length=64)),
                ("closed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "closed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="evaluations.resultsnapshot",
                        verbose_name="supersedes",
                    ),
                ),
            ],
            options={
                "verbose_name": "result of a round",
                "verbose_name_plural": "results of rounds",
                "ordering": ["number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("star__lte", models.F("star_by_band")), ("star__range", (0, 5))),
                        name="evaluations_resultsnapshot_star_not_above_band",
                        violation_error_message="A star never lies above the band of the points.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("supersedes", None), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="evaluations_resultsnapshot_superseded_with_reason",
                        violation_error_message="A result computed again says why.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mean_denominator__gte", 1), ("star__gte", 1), ("stop", None)),
                            models.Q(("star", 0), ("stop__isnull", False)),
                            _connector="OR",
                        ),
                        name="evaluations_resultsnapshot_stopped_without_stars",
                        violation_error_message="A stopped product has no stars, any other has at least one.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stars", models.PositiveSmallIntegerField(verbose_name="stars")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="evaluations.decision",
                    ),
                ),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision_line",
                        to="evaluations.dossier",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evaluations.resultsnapshot",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("stars__range", (3, 5))),
                        name="evaluations_decisionline_three_to_five_stars",
                        violation_error_message="Only 3, 4 and 5 stars are recognised.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnedItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=24, verbose_name="paper or criterion")),
                ("note", models.TextField(verbose_name="what is wrong")),
                (
                    "log",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="evaluations.dossierlog",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Revocation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("forged", "untrue or forged dossier"),
                            ("criteria", "no longer meets the criteria"),
                            (
                                "law",
                                "breach of the law on quality, food safety, environment, intellectual property or labels",
                            ),
                            ("mark", "misuse of the OCOP mark"),
                            ("stopped", "production has stopped"),
                            ("other", "another ground, on the conclusion of a competent body"),
                            ("voluntary", "given up at the producer's own request"),
                        ],
                        max_length=10,
                        verbose_name="ground",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="conclusion or confirmation")),
                ("concluded_on", models.DateField(verbose_name="day of the conclusion")),
                ("findings", models.TextField(verbose_name="what was found")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed, awaiting decision"),
                            ("decided", "revoked"),
                            ("dropped", "not revoked"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("due_on", models.DateField(null=True, verbose_name="to be decided by")),
                ("proposed_for", models.CharField(max_length=200, verbose_name="on behalf of")),
                (
                    "proposed_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="recorded"),
                ),
                (
                    "number",
                    models.CharField(blank=True, max_length=60, verbose_name="number of the decision"),
                ),
                ("decided_on", models.DateField(null=True, verbose_name="day of the decision")),
                ("authority", models.CharField(blank=True, max_length=200, verbose_name="authority")),
                ("signatory", models.CharField(blank=True, max_length=150, verbose_name="signed by")),
                (
                    "certificate",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revocations",
                        to="evaluations.certificate",
                        verbose_name="certificate",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.office",
                        verbose_name="authority",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revocations",
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
                    "signed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "revocation",
                "verbose_name_plural": "revocations",
                "ordering": ["-concluded_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "ground__in",
                                ["forged", "criteria", "law", "mark", "stopped", "other", "voluntary"],
                            )
                        ),
                        name="evaluations_revocation_ground_known",
                        violation_error_message="Choose one of the grounds.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "decided", "dropped"])),
                        name="evaluations_revocation_state_known",
                        violation_error_message="Choose one of the states.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "proposed")),
                        fields=("product",),
                        name="evaluations_revocation_one_open_per_product",
                        violation_error_message="A revocation of this product is on record already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("findings", ""), _negated=True),
                        name="evaluations_revocation_findings_filled",
                        violation_error_message="Write what was found.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_on__isnull", False),
                                ("office__isnull", False),
                                ("state", "decided"),
                                ("signed_by__isnull", False),
                                models.Q(("number", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "decided"), _negated=True),
                                ("decided_on", None),
                                ("number", ""),
                                ("office", None),
                            ),
                            _connector="OR",
                        ),
                        name="evaluations_revocation_decided_with_decision",
                        violation_error_message="A revocation carries the number, day and authority of its decision.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_by", None),
                            models.Q(("signed_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="evaluations_revocation_recorded_and_signed_by_two",
                        violation_error_message="Who recorded the conclusion does not sign the revocation.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("concluded_on__isnull", True),
                            ("decided_on__isnull", True),
                            ("concluded_on__lte", models.F("decided_on")),
                            _connector="OR",
                        ),
                        name="evaluations_revocation_concluded_before_decided",
                        violation_error_message="The decision is not older than the conclusion.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RevocationLog",
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
                    "revocation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="log",
                        to="evaluations.revocation",
                    ),
                ),
            ],
            options={
                "verbose_name": "move of a revocation",
                "verbose_name_plural": "moves of revocations",
                "ordering": ["-at", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Rubric",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                ("part_maxima", models.JSONField(verbose_name="maximum per part")),
                ("requires_sample", models.BooleanField(default=True, verbose_name="samples are handed in")),
                ("source", models.TextField(verbose_name="source")),
                ("trust_note", models.TextField(blank=True, verbose_name="how far it was checked")),
                ("issues", models.TextField(blank=True, verbose_name="what does not add up")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="published")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rubrics",
                        to="evaluations.criteriaedition",
                        verbose_name="edition",
                    ),
                ),
                (
                    "product_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rubrics",
                        to="products.productset",
                        verbose_name="product set",
                    ),
                ),
            ],
            options={
                "verbose_name": "score sheet",
                "verbose_name_plural": "score sheets",
                "ordering": ["edition", "product_set", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "product_set", "version"),
                        name="evaluations_rubric_version_unique",
                        violation_error_message="This version of the score sheet exists already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("published_at", None), ("issues", ""), _connector="OR"),
                        name="evaluations_rubric_published_only_without_issues",
                        violation_error_message="A score sheet whose sums do not hold cannot be published.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="dossier",
            name="rubric",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="dossiers",
                to="evaluations.rubric",
                verbose_name="score sheet",
            ),
        ),
        migrations.AddField(
            model_name="criterion",
            name="rubric",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="criteria", to="evaluations.rubric"
            ),
        ),
        migrations.CreateModel(
            name="PaperCard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("marks", models.JSONField()),
                ("notes", models.JSONField(default=dict)),
                (
                    "file",
                    models.FileField(upload_to=evaluations.models.scores.scan_path, verbose_name="scan"),
                ),
                ("original_name", models.CharField(max_length=200)),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("typed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("typed", "waits for the member's confirmation"),
                            ("confirmed", "confirmed"),
                            ("refused", "not confirmed"),
                        ],
                        default="typed",
                        max_length=10,
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                ("objection", models.TextField(blank=True, verbose_name="what is wrong")),
                (
                    "typed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "card",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="evaluations.scorecard",
                    ),
                ),
            ],
            options={
                "verbose_name": "paper card",
                "verbose_name_plural": "paper cards",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["typed", "confirmed", "refused"])),
                        name="evaluations_papercard_state_known",
                        violation_error_message="Unknown state.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "typed")),
                        fields=("card",),
                        name="evaluations_papercard_one_waiting",
                        violation_error_message="A typed card already waits for the member.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("state", "typed")),
                            models.Q(
                                models.Q(("state", "typed"), _negated=True), ("answered_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="evaluations_papercard_answered_with_moment",
                        violation_error_message="An answered paper card carries the moment of the answer.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoreCardRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("marks", models.JSONField()),
                ("notes", models.JSONField(default=dict)),
                ("totals", models.JSONField()),
                ("total", models.PositiveSmallIntegerField()),
                ("submitted_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64, unique=True)),
                (
                    "card",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="evaluations.scorecard",
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revision",
                        to="evaluations.papercard",
                        verbose_name="typed from paper",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "submitted score card",
                "verbose_name_plural": "submitted score cards",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("card", "number"),
                        name="evaluations_scorecardrevision_number_unique",
                        violation_error_message="This revision exists already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("total__range", (0, 100))),
                        name="evaluations_scorecardrevision_total_within_hundred",
                        violation_error_message="A total is between 0 and 100 points.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoreDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("marks", models.JSONField(default=dict)),
                ("notes", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "card",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="draft",
                        to="evaluations.scorecard",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ScoreLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("points", models.PositiveSmallIntegerField()),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evaluations.criterion",
                    ),
                ),
                (
                    "option",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evaluations.option",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="evaluations.scorecardrevision",
                    ),
                ),
            ],
            options={
                "ordering": ["criterion__position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("revision", "criterion"),
                        name="evaluations_scoreline_criterion_once",
                        violation_error_message="This criterion is already on the card.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("chair", "chair"),
                            ("vice_chair", "vice chair"),
                            ("member", "member"),
                            ("secretary", "secretary (does not score)"),
                        ],
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("representing", models.CharField(blank=True, max_length=200, verbose_name="representing")),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="evaluations.council",
                        verbose_name="council",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="evaluations.seat",
                        verbose_name="takes the place of",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "seat",
                "verbose_name_plural": "seats",
                "ordering": ["council", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["chair", "vice_chair", "member", "secretary"])),
                        name="evaluations_seat_role_known",
                        violation_error_message="Choose one of the roles.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__isnull", True),
                            ("until__isnull", True),
                            ("since__lte", models.F("until")),
                            _connector="OR",
                        ),
                        name="evaluations_seat_since_before_until",
                        violation_error_message="The first day is not after the last.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("council", "user"),
                        name="evaluations_seat_one_per_person",
                        violation_error_message="This person already has a seat in the council.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("role", "chair"), ("until", None)),
                        fields=("council",),
                        name="evaluations_seat_one_chair",
                        violation_error_message="The council already has a chair.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="scorecard",
            name="seat",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="cards", to="evaluations.seat"
            ),
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=10, verbose_name="code")),
                ("part", models.CharField(max_length=1, verbose_name="part")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("max_points", models.PositiveSmallIntegerField(verbose_name="maximum")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "rubric",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="evaluations.rubric",
                    ),
                ),
            ],
            options={
                "verbose_name": "section",
                "verbose_name_plural": "sections",
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rubric", "part", "code"),
                        name="evaluations_section_code_unique",
                        violation_error_message="This section exists already.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="criterion",
            name="section",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="criteria", to="evaluations.section"
            ),
        ),
        migrations.CreateModel(
            name="SelfAssessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "saved_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="saved"
                    ),
                ),
                (
                    "is_on_behalf",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        verbose_name="filled in by the office on the producer's behalf",
                    ),
                ),
                ("registered_on", models.DateField(blank=True, null=True, verbose_name="registered on")),
                ("ticks", models.JSONField(blank=True, default=list, verbose_name="papers the producer has")),
                ("history", models.TextField(blank=True, verbose_name="history of the producer")),
                ("organisation", models.TextField(blank=True, verbose_name="structure of the producer")),
                (
                    "business_results",
                    models.TextField(blank=True, verbose_name="results of the business plan"),
                ),
                (
                    "changes",
                    models.TextField(blank=True, verbose_name="what changed since the last recognition"),
                ),
                ("plan", models.TextField(blank=True, verbose_name="plan for the time to come")),
                (
                    "given_up",
                    models.JSONField(
                        blank=True, default=list, editable=False, verbose_name="papers no longer held"
                    ),
                ),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="self_assessment",
                        to="evaluations.dossier",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "self-assessment (form 02)",
                "verbose_name_plural": "self-assessments (form 02)",
            },
        ),
        migrations.CreateModel(
            name="SelfScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("criterion_code", models.CharField(max_length=10, verbose_name="criterion")),
                ("mark", models.PositiveSmallIntegerField(null=True, verbose_name="option")),
                ("note", models.TextField(blank=True, verbose_name="what proves it")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("given", "given"),
                            ("carried", "carried over, to be confirmed"),
                            ("open", "not given yet"),
                        ],
                        default="given",
                        editable=False,
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "saved_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="saved"
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="evaluations.selfassessment",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["given", "carried", "open"])),
                        name="evaluations_selfscore_state_known",
                        violation_error_message="Unknown state.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "open"), _negated=True), ("mark", None), _connector="OR"
                        ),
                        name="evaluations_selfscore_open_without_a_mark",
                        violation_error_message="A self-score that is not given yet has no mark.",
                    ),
                    models.UniqueConstraint(
                        fields=("assessment", "criterion_code"),
                        name="evaluations_selfscore_criterion_once",
                        violation_error_message="This criterion has its self-score.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("criterion_code", ""), _negated=True),
                        name="evaluations_selfscore_criterion_named",
                        violation_error_message="Name the criterion.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("held_on", models.DateField(verbose_name="held on")),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="begins at")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                (
                    "vote",
                    models.CharField(
                        choices=[("meeting", "in a meeting"), ("written", "in writing")],
                        default="meeting",
                        max_length=8,
                        verbose_name="vote",
                    ),
                ),
                ("reply_by", models.DateField(blank=True, null=True, verbose_name="cards handed in by")),
                ("notified_at", models.DateTimeField(editable=False, null=True, verbose_name="notice sent")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "being prepared"),
                            ("open", "open for scoring"),
                            ("closed", "closed"),
                        ],
                        default="prepared",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("opened_at", models.DateTimeField(editable=False, null=True, verbose_name="opened")),
                ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="closed")),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="evaluations.council",
                        verbose_name="council",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "ordering": ["-held_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("vote__in", ["meeting", "written"])),
                        name="evaluations_session_vote_known",
                        violation_error_message="Choose one of the ways to vote.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("vote", "written"), _negated=True),
                            models.Q(("reply_by__gte", models.F("held_on")), ("reply_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="evaluations_session_written_vote_has_last_day",
                        violation_error_message="A written vote has a last day for handing in the cards, not before it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["prepared", "open", "closed"])),
                        name="evaluations_session_state_known",
                        violation_error_message="Unknown state.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("opened_at", None), ("state", "prepared")),
                            models.Q(
                                models.Q(("state", "prepared"), _negated=True), ("opened_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="evaluations_session_opened_unless_prepared",
                        violation_error_message="An open session carries the moment it was opened.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("state", "closed")),
                            models.Q(models.Q(("state", "closed"), _negated=True), ("closed_at", None)),
                            _connector="OR",
                        ),
                        name="evaluations_session_closed_with_moment",
                        violation_error_message="A closed session carries the moment it was closed.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeatChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="decision or reason")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "coming",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joined_in",
                        to="evaluations.seat",
                    ),
                ),
                (
                    "leaving",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="left_in",
                        to="evaluations.seat",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seat_changes",
                        to="evaluations.session",
                    ),
                ),
            ],
            options={
                "verbose_name": "replacement in a session",
                "verbose_name_plural": "replacements in sessions",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "leaving"),
                        name="evaluations_seatchange_leaves_once",
                        violation_error_message="This member was replaced in the session already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="evaluations_seatchange_reason_filled",
                        violation_error_message="Write the decision or the reason.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
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
                            ("present", "present"),
                            ("online", "present online"),
                            ("excused", "absent with excuse"),
                            ("absent", "absent"),
                        ],
                        max_length=10,
                        verbose_name="takes part",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendance",
                        to="evaluations.seat",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendance",
                        to="evaluations.session",
                    ),
                ),
            ],
            options={
                "verbose_name": "attendance",
                "verbose_name_plural": "attendance",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["present", "online", "excused", "absent"])),
                        name="evaluations_attendance_kind_known",
                        violation_error_message="Choose one of the kinds.",
                    ),
                    models.UniqueConstraint(
                        fields=("session", "seat"),
                        name="evaluations_attendance_once",
                        violation_error_message="This member is noted already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "to be scored"), ("suspended", "suspended"), ("closed", "closed")],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="round")),
                ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="closed")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="evaluations.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evaluations.dossierrevision",
                    ),
                ),
                (
                    "rubric",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evaluations.rubric"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="evaluations.session",
                        verbose_name="session",
                    ),
                ),
            ],
            options={
                "verbose_name": "item on the agenda",
                "verbose_name_plural": "items on the agenda",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "dossier"),
                        name="evaluations_sessionitem_dossier_once",
                        violation_error_message="This dossier is already on the agenda.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("state", "closed")),
                            models.Q(models.Q(("state", "closed"), _negated=True), ("closed_at", None)),
                            _connector="OR",
                        ),
                        name="evaluations_sessionitem_closed_with_moment",
                        violation_error_message="A closed item carries the moment it was closed.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="scorecard",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cards",
                to="evaluations.sessionitem",
            ),
        ),
        migrations.AddField(
            model_name="resultsnapshot",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="results",
                to="evaluations.sessionitem",
            ),
        ),
        migrations.CreateModel(
            name="Recusal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("declared", "declared an interest"),
                            ("producer", "member of the producer"),
                            ("checked", "checked the dossier at the receiving office"),
                            ("chair", "decided by the chair"),
                        ],
                        max_length=12,
                        verbose_name="ground",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recusals",
                        to="evaluations.seat",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recusals",
                        to="evaluations.sessionitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "recusal",
                "verbose_name_plural": "recusals",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ground__in", ["declared", "producer", "checked", "chair"])),
                        name="evaluations_recusal_ground_known",
                        violation_error_message="Choose one of the grounds.",
                    ),
                    models.UniqueConstraint(
                        fields=("item", "seat"),
                        name="evaluations_recusal_once",
                        violation_error_message="This member is recused already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemLog",
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
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="log",
                        to="evaluations.sessionitem",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InterestDeclaration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("has_interest", models.BooleanField(verbose_name="has an interest")),
                ("reason", models.TextField(blank=True, verbose_name="what the interest is")),
                ("declared_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "declared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
                        to="evaluations.seat",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
                        to="evaluations.session",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
                        to="evaluations.sessionitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "declaration of interests",
                "verbose_name_plural": "declarations of interests",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("has_interest", False), ("item", None)),
                            models.Q(
                                ("has_interest", True),
                                ("item__isnull", False),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="evaluations_interestdeclaration_names_item_and_reason",
                        violation_error_message="An interest names the product and what it is.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionLog",
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="log",
                        to="evaluations.session",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SigningKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key_id", models.CharField(max_length=16, unique=True, verbose_name="key number")),
                (
                    "public_key",
                    models.CharField(
                        help_text="32 bytes in base64.", max_length=44, verbose_name="public key"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="made")),
                ("retired_on", models.DateField(null=True, verbose_name="signs no more since")),
                ("expires_on", models.DateField(null=True, verbose_name="last day its seals hold")),
            ],
            options={
                "verbose_name": "signing key",
                "verbose_name_plural": "signing keys",
                "ordering": ["-created_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("key_id", ""), _negated=True),
                        name="evaluations_signingkey_key_id_filled",
                        violation_error_message="A key has its number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("retired_on__isnull", True),
                            ("expires_on__isnull", True),
                            ("retired_on__lte", models.F("expires_on")),
                            _connector="OR",
                        ),
                        name="evaluations_signingkey_retired_before_expiry",
                        violation_error_message="A key is retired before its seals lapse.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SiteVisit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("visited_on", models.DateField(verbose_name="visited on")),
                ("place", models.CharField(max_length=250, verbose_name="place")),
                ("participants", models.TextField(verbose_name="who took part")),
                ("findings", models.TextField(verbose_name="what was found")),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="evaluations.dossier",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "site visit",
                "verbose_name_plural": "site visits",
                "ordering": ["visited_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("findings", ""), _negated=True),
                        name="evaluations_sitevisit_findings_filled",
                        violation_error_message="Write what was found.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SitePhoto",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        upload_to=evaluations.models.advisory.site_photo_path, verbose_name="photo"
                    ),
                ),
                ("caption", models.CharField(blank=True, max_length=200, verbose_name="caption")),
                ("sha256", models.CharField(max_length=64, verbose_name="checksum")),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="evaluations.sitevisit",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="StopRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="wording")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "rubric",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stop_rules",
                        to="evaluations.rubric",
                    ),
                ),
            ],
            options={
                "verbose_name": "stop rule",
                "verbose_name_plural": "stop rules",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="StopFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("criterion_code", models.CharField(blank=True, max_length=10, verbose_name="criterion")),
                ("reason", models.TextField(verbose_name="reason")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stop",
                        to="evaluations.sessionitem",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evaluations.stoprule",
                    ),
                ),
            ],
            options={
                "verbose_name": "stop of an evaluation",
                "verbose_name_plural": "stops of evaluations",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="evaluations_stopfinding_reason_filled",
                        violation_error_message="Write the reason.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AdvisoryRemark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("criterion_code", models.CharField(max_length=10, verbose_name="criterion")),
                ("text", models.TextField(verbose_name="remark")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remarks",
                        to="evaluations.advisoryreport",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "criterion_code"),
                        name="evaluations_advisoryremark_criterion_once",
                        violation_error_message="This criterion has its remark.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CallNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("last_day", models.DateField(verbose_name="last day of the certificate")),
                (
                    "called_on",
                    models.DateField(default=ocop_portal.core.days.today, verbose_name="called on"),
                ),
                ("words", models.CharField(max_length=500, verbose_name="what was said")),
                (
                    "entered_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="entered"),
                ),
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
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="call_notes",
                        to="products.product",
                        verbose_name="product",
                    ),
                ),
            ],
            options={
                "verbose_name": "call about a certificate",
                "verbose_name_plural": "calls about certificates",
                "ordering": ["-called_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="evaluations_callnote_words_filled",
                        violation_error_message="Write in a few words what was said.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificateTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "landscape",
                    models.BooleanField(
                        default=True, help_text="Otherwise portrait.", verbose_name="landscape"
                    ),
                ),
                (
                    "frame",
                    models.CharField(
                        choices=[
                            ("classic", "double line with corners"),
                            ("bamboo", "woven bamboo"),
                            ("plain", "single line"),
                        ],
                        default="classic",
                        max_length=8,
                        verbose_name="frame",
                    ),
                ),
                (
                    "ink",
                    models.CharField(
                        choices=[("green", "rice green"), ("red", "lacquer red"), ("blue", "river blue")],
                        default="green",
                        max_length=6,
                        verbose_name="colour",
                    ),
                ),
                (
                    "superior",
                    models.CharField(
                        blank=True,
                        help_text="Usually empty.",
                        max_length=120,
                        verbose_name="line above the authority",
                    ),
                ),
                ("title", models.CharField(default="GIẤY CHỨNG NHẬN", max_length=80, verbose_name="title")),
                (
                    "subtitle",
                    models.CharField(
                        default="SẢN PHẨM OCOP", max_length=160, verbose_name="line under the title"
                    ),
                ),
                (
                    "opening",
                    models.CharField(
                        default="Chứng nhận sản phẩm", max_length=160, verbose_name="words before the product"
                    ),
                ),
                (
                    "closing",
                    models.CharField(
                        blank=True,
                        default="Giấy chứng nhận này chỉ có giá trị cho sản phẩm và chủ thể ghi trên đây.",
                        max_length=300,
                        verbose_name="words after the facts",
                    ),
                ),
                (
                    "signatory_titles",
                    models.TextField(
                        default="TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
                        help_text="One line each, e.g. TM. ỦY BAN NHÂN DÂN, then CHỦ TỊCH.",
                        verbose_name="lines above the signature",
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "office",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificate_template",
                        to="accounts.office",
                        verbose_name="office",
                    ),
                ),
            ],
            options={
                "verbose_name": "template of certificates",
                "verbose_name_plural": "templates of certificates",
                "ordering": ["office"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="evaluations_certificatetemplate_title_filled",
                        violation_error_message="Enter the title.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("frame__in", ["classic", "bamboo", "plain"])),
                        name="evaluations_certificatetemplate_frame_known",
                        violation_error_message="Choose one of the frames.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ink__in", ["green", "red", "blue"])),
                        name="evaluations_certificatetemplate_ink_known",
                        violation_error_message="Choose one of the colours.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=60, verbose_name="number of the decision")),
                ("decided_on", models.DateField(verbose_name="day of the decision")),
                ("authority", models.CharField(max_length=200, verbose_name="authority")),
                ("signatory", models.CharField(max_length=150, verbose_name="signed by")),
                ("reason", models.TextField(verbose_name="reason")),
                (
                    "entered_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="entered"),
                ),
                ("stars", models.PositiveSmallIntegerField(verbose_name="stars")),
                ("valid_until", models.DateField(verbose_name="valid until (inclusive)")),
                (
                    "certificate",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="evaluations.certificate",
                        verbose_name="certificate",
                    ),
                ),
                (
                    "issued",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correction",
                        to="evaluations.certificate",
                        verbose_name="new certificate",
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
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="products.product",
                        verbose_name="product",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "correction",
                "verbose_name_plural": "corrections",
                "ordering": ["-decided_on", "-pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        name="evaluations_correction_number_filled",
                        violation_error_message="Enter the decision's number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="evaluations_correction_reason_filled",
                        violation_error_message="Write what was wrong.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stars__range", (3, 5))),
                        name="evaluations_correction_three_to_five_stars",
                        violation_error_message="Only 3, 4 and 5 stars are recognised.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_on__isnull", True),
                            ("valid_until__isnull", True),
                            ("decided_on__lte", models.F("valid_until")),
                            _connector="OR",
                        ),
                        name="evaluations_correction_decided_before_end",
                        violation_error_message="The last day is not before the correction.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("issued", None), ("certificate__isnull", False), _connector="OR"),
                        name="evaluations_correction_replaces_a_certificate",
                        violation_error_message="Only an earlier certificate is replaced.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            [
                                "accepted",
                                "proposed",
                                "supplementing",
                                "scoring",
                                "scored",
                                "recognised",
                                "not_recognised",
                            ],
                        ),
                        _negated=True,
                    ),
                    ("regulation__isnull", False),
                    _connector="OR",
                ),
                name="evaluations_dossier_accepted_with_regulation",
                violation_error_message="An accepted dossier is bound to a regulation.",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            [
                                "accepted",
                                "proposed",
                                "supplementing",
                                "scoring",
                                "scored",
                                "recognised",
                                "not_recognised",
                            ],
                        ),
                        _negated=True,
                    ),
                    ("rubric__isnull", False),
                    _connector="OR",
                ),
                name="evaluations_dossier_accepted_with_rubric",
                violation_error_message="An accepted dossier is bound to a score sheet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["draft", "submitted", "returned"]), _negated=True),
                    models.Q(
                        ("accepted_at", None), ("council_level", ""), ("regulation", None), ("rubric", None)
                    ),
                    _connector="OR",
                ),
                name="evaluations_dossier_unpinned_before_acceptance",
                violation_error_message="Regulation and score sheet are pinned at acceptance, not before.",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.UniqueConstraint(
                fields=("rubric", "code"),
                name="evaluations_criterion_code_unique",
                violation_error_message="This criterion exists already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="scorecard",
            constraint=models.UniqueConstraint(
                fields=("item", "seat", "round"),
                name="evaluations_scorecard_one_per_seat_and_round",
                violation_error_message="This seat already has a card for the item.",
            ),
        ),
        migrations.AddConstraint(
            model_name="resultsnapshot",
            constraint=models.UniqueConstraint(
                fields=("item", "number"),
                name="evaluations_resultsnapshot_number_unique",
                violation_error_message="This result exists already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="resultsnapshot",
            constraint=models.UniqueConstraint(
                condition=models.Q(("supersedes", None)),
                fields=("item", "round"),
                name="evaluations_resultsnapshot_one_per_round",
                violation_error_message="The round has its result.",
            ),
        ),
    ]
