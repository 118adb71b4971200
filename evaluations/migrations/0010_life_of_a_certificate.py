"""Acts of a recognition's later life, templates and keys of certificates; a correction re-issues a certificate.

The table of certificates is rebuilt on SQLite, so its triggers are dropped first and made again.
"""

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from ocop_portal.core.append_only import guard, refuse, unguard

FROZEN_CERTIFICATE = (
    "product_id",
    "decision_id",
    "dossier_id",
    "number",
    "stars",
    "issued_on",
    "valid_until",
)
CHANGED = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in FROZEN_CERTIFICATE)


def fill(apps, schema_editor):
    """Decision 26/2026, Article 8: 15 days, as data/regulations.json says."""
    apps.get_model("evaluations", "Regulation").objects.filter(number="26/2026/QĐ-TTg").update(
        revocation_days=15
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_notices"),
        ("evaluations", "0009_forms_of_the_producer"),
        ("products", "0002_register_only_grows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *unguard("evaluations_certificate", "evaluations_regulation"),
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
            ],
            options={
                "verbose_name": "template of certificates",
                "verbose_name_plural": "templates of certificates",
                "ordering": ["office"],
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
            ],
            options={
                "verbose_name": "correction",
                "verbose_name_plural": "corrections",
                "ordering": ["-decided_on", "-pk"],
                "abstract": False,
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
            ],
            options={
                "verbose_name": "extension",
                "verbose_name_plural": "extensions",
                "ordering": ["-decided_on", "-pk"],
                "abstract": False,
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
            ],
            options={
                "verbose_name": "revocation",
                "verbose_name_plural": "revocations",
                "ordering": ["-concluded_on", "-pk"],
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
            ],
            options={
                "verbose_name": "move of a revocation",
                "verbose_name_plural": "moves of revocations",
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
            },
        ),
        migrations.AddField(
            model_name="regulation",
            name="revocation_days",
            field=models.PositiveSmallIntegerField(
                help_text="From the conclusion.", null=True, verbose_name="days for deciding a revocation"
            ),
        ),
        migrations.AlterField(
            model_name="certificate",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificates",
                to="evaluations.dossier",
                verbose_name="dossier",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None)),
                fields=("dossier",),
                name="evaluations_certificate_one_in_force_per_dossier",
                violation_error_message="The dossier already has a certificate.",
            ),
        ),
        migrations.AddField(
            model_name="certificatetemplate",
            name="office",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificate_template",
                to="accounts.office",
                verbose_name="office",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="certificate",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="evaluations.certificate",
                verbose_name="certificate",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="issued",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="correction",
                to="evaluations.certificate",
                verbose_name="new certificate",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.office",
                verbose_name="office",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="product",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="products.product",
                verbose_name="product",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="signed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="extension",
            name="certificate",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="evaluations.certificate",
                verbose_name="certificate",
            ),
        ),
        migrations.AddField(
            model_name="extension",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="extensions",
                to="evaluations.dossier",
                verbose_name="dossier",
            ),
        ),
        migrations.AddField(
            model_name="extension",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.office",
                verbose_name="office",
            ),
        ),
        migrations.AddField(
            model_name="extension",
            name="product",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="products.product",
                verbose_name="product",
            ),
        ),
        migrations.AddField(
            model_name="extension",
            name="signed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="historicalcertificatetemplate",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalcertificatetemplate",
            name="office",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="accounts.office",
                verbose_name="office",
            ),
        ),
        migrations.AddField(
            model_name="revocation",
            name="certificate",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="revocations",
                to="evaluations.certificate",
                verbose_name="certificate",
            ),
        ),
        migrations.AddField(
            model_name="revocation",
            name="office",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.office",
                verbose_name="authority",
            ),
        ),
        migrations.AddField(
            model_name="revocation",
            name="product",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="revocations",
                to="products.product",
                verbose_name="product",
            ),
        ),
        migrations.AddField(
            model_name="revocation",
            name="proposed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="revocation",
            name="signed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="revocationlog",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="revocationlog",
            name="revocation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="log", to="evaluations.revocation"
            ),
        ),
        migrations.AddConstraint(
            model_name="signingkey",
            constraint=models.CheckConstraint(
                condition=models.Q(("key_id", ""), _negated=True),
                name="evaluations_signingkey_key_id_filled",
                violation_error_message="A key has its number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signingkey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("retired_on__isnull", True),
                    ("expires_on__isnull", True),
                    ("retired_on__lte", models.F("expires_on")),
                    _connector="OR",
                ),
                name="evaluations_signingkey_retired_before_expiry",
                violation_error_message="A key is retired before its seals lapse.",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificatetemplate",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True),
                name="evaluations_certificatetemplate_title_filled",
                violation_error_message="Enter the title.",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificatetemplate",
            constraint=models.CheckConstraint(
                condition=models.Q(("frame__in", ["classic", "bamboo", "plain"])),
                name="evaluations_certificatetemplate_frame_known",
                violation_error_message="Choose one of the frames.",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificatetemplate",
            constraint=models.CheckConstraint(
                condition=models.Q(("ink__in", ["green", "red", "blue"])),
                name="evaluations_certificatetemplate_ink_known",
                violation_error_message="Choose one of the colours.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("number", ""), _negated=True),
                name="evaluations_correction_number_filled",
                violation_error_message="Enter the decision's number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="evaluations_correction_reason_filled",
                violation_error_message="Write what was wrong.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("stars__range", (3, 5))),
                name="evaluations_correction_three_to_five_stars",
                violation_error_message="Only 3, 4 and 5 stars are recognised.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_on__isnull", True),
                    ("valid_until__isnull", True),
                    ("decided_on__lte", models.F("valid_until")),
                    _connector="OR",
                ),
                name="evaluations_correction_decided_before_end",
                violation_error_message="The last day is not before the correction.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("issued", None), ("certificate__isnull", False), _connector="OR"),
                name="evaluations_correction_replaces_a_certificate",
                violation_error_message="Only an earlier certificate is replaced.",
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(("number", ""), _negated=True),
                name="evaluations_extension_number_filled",
                violation_error_message="Enter the decision's number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="evaluations_extension_reason_filled",
                violation_error_message="Write the reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_on__isnull", True),
                    ("until__isnull", True),
                    ("decided_on__lte", models.F("until")),
                    _connector="OR",
                ),
                name="evaluations_extension_decided_before_until",
                violation_error_message="An extension ends after its decision.",
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.UniqueConstraint(
                fields=("product", "office", "number", "decided_on"),
                name="evaluations_extension_once_per_decision",
                violation_error_message="This decision already extended the product.",
            ),
        ),
        migrations.AddConstraint(
            model_name="revocation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ground__in", ["forged", "criteria", "law", "mark", "stopped", "other", "voluntary"])
                ),
                name="evaluations_revocation_ground_known",
                violation_error_message="Choose one of the grounds.",
            ),
        ),
        migrations.AddConstraint(
            model_name="revocation",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "decided", "dropped"])),
                name="evaluations_revocation_state_known",
                violation_error_message="Choose one of the states.",
            ),
        ),
        migrations.AddConstraint(
            model_name="revocation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "proposed")),
                fields=("product",),
                name="evaluations_revocation_one_open_per_product",
                violation_error_message="A revocation of this product is on record already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="revocation",
            constraint=models.CheckConstraint(
                condition=models.Q(("findings", ""), _negated=True),
                name="evaluations_revocation_findings_filled",
                violation_error_message="Write what was found.",
            ),
        ),
        migrations.AddConstraint(
            model_name="revocation",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="revocation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("signed_by", None),
                    models.Q(("signed_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="evaluations_revocation_recorded_and_signed_by_two",
                violation_error_message="Who recorded the conclusion does not sign the revocation.",
            ),
        ),
        migrations.AddConstraint(
            model_name="revocation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("concluded_on__isnull", True),
                    ("decided_on__isnull", True),
                    ("concluded_on__lte", models.F("decided_on")),
                    _connector="OR",
                ),
                name="evaluations_revocation_concluded_before_decided",
                violation_error_message="The decision is not older than the conclusion.",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        *guard(
            "evaluations_regulation",
            "evaluations_extension",
            "evaluations_correction",
            "evaluations_revocationlog",
        ),
        refuse("evaluations_certificate", "UPDATE", "what a certificate says never changes", CHANGED),
        refuse("evaluations_certificate", "DELETE", "a certificate is ended, never deleted"),
        refuse(
            "evaluations_revocation",
            "UPDATE",
            "what a decided revocation says never changes",
            "OLD.state <> 'proposed'",
        ),
        refuse("evaluations_revocation", "DELETE", "a revocation on record is never deleted"),
        refuse("evaluations_signingkey", "DELETE", "a key that signed is never deleted"),
    ]
