"""Councils that stand before an inspector, and a library of documents behind the evidence (first of three).

Tables guarded by triggers are opened here and guarded again by `0005_guard_again`.
"""

import django.db.models.deletion
import django.utils.timezone
import evaluations.models.advisory
import evaluations.models.library
import evaluations.models.outcomes
import evaluations.models.scores
from django.conf import settings
from django.db import migrations, models

from ocop_portal.core.append_only import unguard


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_notices"),
        ("evaluations", "0002_only_grows"),
        ("producers", "0001_initial"),
        ("products", "0002_register_only_grows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *unguard("evaluations_resultsnapshot", "evaluations_scorecardrevision"),
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
            ],
            options={
                "verbose_name": "advisor of a dossier",
                "verbose_name_plural": "advisors of dossiers",
                "ordering": ["pk"],
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
            ],
            options={
                "ordering": ["pk"],
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
            ],
            options={
                "verbose_name": "advisory report",
                "verbose_name_plural": "advisory reports",
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
            ],
            options={
                "verbose_name": "attendance",
                "verbose_name_plural": "attendance",
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
            ],
            options={
                "verbose_name": "copy kept with a decision",
                "verbose_name_plural": "copies kept with decisions",
                "ordering": ["pk"],
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
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "ordering": ["kind", "-added_at", "-pk"],
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
            ],
            options={
                "verbose_name": "declaration of interests",
                "verbose_name_plural": "declarations of interests",
                "ordering": ["pk"],
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
            ],
            options={
                "ordering": ["-at", "-pk"],
                "abstract": False,
            },
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
            ],
            options={
                "verbose_name": "paper card",
                "verbose_name_plural": "paper cards",
                "ordering": ["pk"],
            },
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
            ],
            options={
                "verbose_name": "recusal",
                "verbose_name_plural": "recusals",
                "ordering": ["pk"],
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
            ],
            options={
                "verbose_name": "registration slip (form 01)",
                "verbose_name_plural": "registration slips (form 01)",
            },
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
            ],
            options={
                "ordering": ["pk"],
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
            ],
            options={
                "ordering": ["pk"],
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
            ],
            options={
                "verbose_name": "site visit",
                "verbose_name_plural": "site visits",
                "ordering": ["visited_on", "pk"],
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
            ],
            options={
                "verbose_name": "stop of an evaluation",
                "verbose_name_plural": "stops of evaluations",
            },
        ),
        migrations.AlterModelOptions(
            name="resultsnapshot",
            options={
                "ordering": ["number"],
                "verbose_name": "result of a round",
                "verbose_name_plural": "results of rounds",
            },
        ),
        migrations.RemoveConstraint(
            model_name="dossier",
            name="evaluations_dossier_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="dossier",
            name="evaluations_dossier_accepted_with_regulation",
        ),
        migrations.RemoveConstraint(
            model_name="dossier",
            name="evaluations_dossier_accepted_with_rubric",
        ),
        migrations.RemoveConstraint(
            model_name="dossier",
            name="evaluations_dossier_council_level_once_proposed",
        ),
        migrations.RemoveConstraint(
            model_name="dossier",
            name="evaluations_dossier_one_open_per_product",
        ),
        migrations.RemoveConstraint(
            model_name="resultsnapshot",
            name="evaluations_resultsnapshot_one_per_round",
        ),
        migrations.RemoveConstraint(
            model_name="resultsnapshot",
            name="evaluations_resultsnapshot_star_not_above_band",
        ),
        migrations.RemoveConstraint(
            model_name="sessionitem",
            name="evaluations_sessionitem_closed_with_moment",
        ),
        migrations.AddField(
            model_name="councilrules",
            name="reason_required_points",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                verbose_name="a reason is asked for when a mark differs from the self-score by more than, points",
            ),
        ),
        migrations.AddField(
            model_name="councilrules",
            name="recused_seats_count",
            field=models.BooleanField(default=True, verbose_name="recused seats count for the quorum"),
        ),
        migrations.AddField(
            model_name="councilrules",
            name="vote",
            field=models.CharField(
                choices=[("meeting", "in a meeting"), ("written", "in writing")],
                default="meeting",
                max_length=8,
                verbose_name="how the council votes",
            ),
        ),
        migrations.AddField(
            model_name="dossier",
            name="previous",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="successors",
                to="evaluations.dossier",
                verbose_name="carried over from",
            ),
        ),
        migrations.AddField(
            model_name="dossier",
            name="supplement_due_on",
            field=models.DateField(editable=False, null=True, verbose_name="to be supplemented by"),
        ),
        migrations.AddField(
            model_name="resultsnapshot",
            name="number",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="resultsnapshot",
            name="reason",
            field=models.TextField(blank=True, verbose_name="why it was computed again"),
        ),
        migrations.AddField(
            model_name="resultsnapshot",
            name="stop",
            field=models.JSONField(null=True, verbose_name="what stopped the evaluation"),
        ),
        migrations.AddField(
            model_name="resultsnapshot",
            name="supersedes",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="superseded_by",
                to="evaluations.resultsnapshot",
                verbose_name="supersedes",
            ),
        ),
        migrations.AddField(
            model_name="seat",
            name="replaces",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="evaluations.seat",
                verbose_name="takes the place of",
            ),
        ),
        migrations.AddField(
            model_name="session",
            name="notified_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="notice sent"),
        ),
        migrations.AddField(
            model_name="session",
            name="reply_by",
            field=models.DateField(blank=True, null=True, verbose_name="cards handed in by"),
        ),
        migrations.AddField(
            model_name="session",
            name="starts_at",
            field=models.TimeField(blank=True, null=True, verbose_name="begins at"),
        ),
        migrations.AddField(
            model_name="session",
            name="vote",
            field=models.CharField(
                choices=[("meeting", "in a meeting"), ("written", "in writing")],
                default="meeting",
                max_length=8,
                verbose_name="vote",
            ),
        ),
        migrations.AlterField(
            model_name="dossier",
            name="state",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="sessionitem",
            name="state",
            field=models.CharField(
                choices=[("open", "to be scored"), ("suspended", "suspended"), ("closed", "closed")],
                default="open",
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.AddConstraint(
            model_name="councilrules",
            constraint=models.CheckConstraint(
                condition=models.Q(("vote__in", ["meeting", "written"])),
                name="evaluations_councilrules_vote_known",
                violation_error_message="Choose one of the ways to vote.",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("supplement_due_on", None), ("state__in", ["returned", "supplementing"]), _connector="OR"
                ),
                name="evaluations_dossier_supplement_due_while_asked",
                violation_error_message="A day for the supplement is set only while one is asked for.",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.UniqueConstraint(
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
        migrations.AddConstraint(
            model_name="resultsnapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(("star__lte", models.F("star_by_band")), ("star__range", (0, 5))),
                name="evaluations_resultsnapshot_star_not_above_band",
                violation_error_message="A star never lies above the band of the points.",
            ),
        ),
        migrations.AddConstraint(
            model_name="resultsnapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("supersedes", None), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="evaluations_resultsnapshot_superseded_with_reason",
                violation_error_message="A result computed again says why.",
            ),
        ),
        migrations.AddConstraint(
            model_name="resultsnapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("mean_denominator__gte", 1), ("star__gte", 1), ("stop", None)),
                    models.Q(("star", 0), ("stop__isnull", False)),
                    _connector="OR",
                ),
                name="evaluations_resultsnapshot_stopped_without_stars",
                violation_error_message="A stopped product has no stars, any other has at least one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("vote__in", ["meeting", "written"])),
                name="evaluations_session_vote_known",
                violation_error_message="Choose one of the ways to vote.",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("vote", "written"), _negated=True),
                    models.Q(("reply_by__gte", models.F("held_on")), ("reply_by__isnull", False)),
                    _connector="OR",
                ),
                name="evaluations_session_written_vote_has_last_day",
                violation_error_message="A written vote has a last day for handing in the cards, not before it begins.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sessionitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", False), ("state", "closed")),
                    models.Q(models.Q(("state", "closed"), _negated=True), ("closed_at", None)),
                    _connector="OR",
                ),
                name="evaluations_sessionitem_closed_with_moment",
                violation_error_message="A closed item carries the moment it was closed.",
            ),
        ),
        migrations.AddField(
            model_name="advisoryassignment",
            name="advisor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="advised",
                to=settings.AUTH_USER_MODEL,
                verbose_name="advisor",
            ),
        ),
        migrations.AddField(
            model_name="advisoryassignment",
            name="assigned_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="advisoryassignment",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="advisors", to="evaluations.dossier"
            ),
        ),
        migrations.AddField(
            model_name="advisoryreport",
            name="dossier",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="advisory_report",
                to="evaluations.dossier",
            ),
        ),
        migrations.AddField(
            model_name="advisoryreport",
            name="handed_over_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="advisoryreport",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="advisoryremark",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="remarks",
                to="evaluations.advisoryreport",
            ),
        ),
        migrations.AddField(
            model_name="attendance",
            name="noted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="attendance",
            name="seat",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="attendance", to="evaluations.seat"
            ),
        ),
        migrations.AddField(
            model_name="attendance",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attendance",
                to="evaluations.session",
            ),
        ),
        migrations.AddField(
            model_name="decisionfile",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="decisionfile",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="files", to="evaluations.decision"
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="producer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="documents",
                to="producers.producer",
                verbose_name="producer",
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="replaces",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="successor",
                to="evaluations.document",
                verbose_name="replaces",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="document",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="uses",
                to="evaluations.document",
                verbose_name="document",
            ),
        ),
        migrations.AddField(
            model_name="interestdeclaration",
            name="declared_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="interestdeclaration",
            name="item",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="declarations",
                to="evaluations.sessionitem",
            ),
        ),
        migrations.AddField(
            model_name="interestdeclaration",
            name="seat",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="declarations",
                to="evaluations.seat",
            ),
        ),
        migrations.AddField(
            model_name="interestdeclaration",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="declarations",
                to="evaluations.session",
            ),
        ),
        migrations.AddField(
            model_name="itemlog",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="itemlog",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="log", to="evaluations.sessionitem"
            ),
        ),
        migrations.AddField(
            model_name="papercard",
            name="card",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="evaluations.scorecard"
            ),
        ),
        migrations.AddField(
            model_name="papercard",
            name="typed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="scorecardrevision",
            name="paper",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="revision",
                to="evaluations.papercard",
                verbose_name="typed from paper",
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recusals",
                to="evaluations.sessionitem",
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="seat",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="recusals", to="evaluations.seat"
            ),
        ),
        migrations.AddField(
            model_name="registrationslip",
            name="dossier",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="slip", to="evaluations.dossier"
            ),
        ),
        migrations.AddField(
            model_name="registrationslip",
            name="saved_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="selfassessment",
            name="dossier",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="self_assessment",
                to="evaluations.dossier",
            ),
        ),
        migrations.AddField(
            model_name="selfassessment",
            name="saved_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="selfscore",
            name="assessment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="scores",
                to="evaluations.selfassessment",
            ),
        ),
        migrations.AddField(
            model_name="sitevisit",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="evaluations.dossier"
            ),
        ),
        migrations.AddField(
            model_name="sitevisit",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="sitephoto",
            name="visit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="photos", to="evaluations.sitevisit"
            ),
        ),
        migrations.AddField(
            model_name="stopfinding",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="stopfinding",
            name="item",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="stop", to="evaluations.sessionitem"
            ),
        ),
        migrations.AddField(
            model_name="stopfinding",
            name="rule",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="evaluations.stoprule",
            ),
        ),
        migrations.AddConstraint(
            model_name="advisoryassignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("dossier", "advisor"),
                name="evaluations_advisoryassignment_once",
                violation_error_message="This advisor already looks at the dossier.",
            ),
        ),
        migrations.AddConstraint(
            model_name="advisoryremark",
            constraint=models.UniqueConstraint(
                fields=("report", "criterion_code"),
                name="evaluations_advisoryremark_criterion_once",
                violation_error_message="This criterion has its remark.",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["present", "online", "excused", "absent"])),
                name="evaluations_attendance_kind_known",
                violation_error_message="Choose one of the kinds.",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                fields=("session", "seat"),
                name="evaluations_attendance_once",
                violation_error_message="This member is noted already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["signed", "minutes", "synthesis", "other"])),
                name="evaluations_decisionfile_kind_known",
                violation_error_message="Choose one of the kinds.",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("issued_on__isnull", True),
                    ("valid_until__isnull", True),
                    ("issued_on__lte", models.F("valid_until")),
                    _connector="OR",
                ),
                name="evaluations_document_issued_before_expiry",
                violation_error_message="A paper is not valid until a day before it was issued.",
            ),
        ),
        migrations.AddConstraint(
            model_name="interestdeclaration",
            constraint=models.CheckConstraint(
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
            ),
        ),
        migrations.AddConstraint(
            model_name="papercard",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["typed", "confirmed", "refused"])),
                name="evaluations_papercard_state_known",
                violation_error_message="Unknown state.",
            ),
        ),
        migrations.AddConstraint(
            model_name="papercard",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "typed")),
                fields=("card",),
                name="evaluations_papercard_one_waiting",
                violation_error_message="A typed card already waits for the member.",
            ),
        ),
        migrations.AddConstraint(
            model_name="papercard",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at", None), ("state", "typed")),
                    models.Q(models.Q(("state", "typed"), _negated=True), ("answered_at__isnull", False)),
                    _connector="OR",
                ),
                name="evaluations_papercard_answered_with_moment",
                violation_error_message="An answered paper card carries the moment of the answer.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recusal",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground__in", ["declared", "producer", "checked", "chair"])),
                name="evaluations_recusal_ground_known",
                violation_error_message="Choose one of the grounds.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recusal",
            constraint=models.UniqueConstraint(
                fields=("item", "seat"),
                name="evaluations_recusal_once",
                violation_error_message="This member is recused already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="selfscore",
            constraint=models.UniqueConstraint(
                fields=("assessment", "criterion_code"),
                name="evaluations_selfscore_criterion_once",
                violation_error_message="This criterion has its self-score.",
            ),
        ),
        migrations.AddConstraint(
            model_name="selfscore",
            constraint=models.CheckConstraint(
                condition=models.Q(("criterion_code", ""), _negated=True),
                name="evaluations_selfscore_criterion_named",
                violation_error_message="Name the criterion.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sitevisit",
            constraint=models.CheckConstraint(
                condition=models.Q(("findings", ""), _negated=True),
                name="evaluations_sitevisit_findings_filled",
                violation_error_message="Write what was found.",
            ),
        ),
        migrations.AddConstraint(
            model_name="stopfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="evaluations_stopfinding_reason_filled",
                violation_error_message="Write the reason.",
            ),
        ),
    ]
