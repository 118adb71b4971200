import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from ocop_portal.core.append_only import allow, guard, refuse, unguard
from products.register_version import watch

APPROVED = "an approved version of a plan never changes"


def of_approved_version(*rows):
    ids = ", ".join(f"{row}.version_id" for row in rows)
    return f"""EXISTS (SELECT 1 FROM campaigns_planversion v
        WHERE v.approved_at IS NOT NULL AND v.id IN ({ids}))"""  # noqa: S608 names only


class Migration(migrations.Migration):
    """SQLite rebuilds a table that changes, so its triggers are dropped before and made again after."""

    dependencies = [
        ("areas", "0002_difficult_areas"),
        ("campaigns", "0005_public_points"),
        ("evaluations", "0012_days_of_26_2026"),
        ("producers", "0004_versions_of_zones"),
        ("products", "0010_versions_of_channels"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *unguard("campaigns_target", "campaigns_freeresult"),
        allow("campaigns_target", "INSERT"),
        migrations.CreateModel(
            name="RevocationCause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "verbose_name": "cause of a revocation",
                "verbose_name_plural": "causes of revocations",
            },
        ),
        migrations.AddField(
            model_name="activity",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="contract",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="mark",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="organisation",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="periodictest",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="productidea",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="salespoint",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="target",
            name="saves",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="task",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="visit",
            name="report",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="visits",
                to="products.misusereport",
                verbose_name="report it follows",
            ),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("market", ""), ("market__in", ["province", "national", "export"]), _connector="OR"
                ),
                name="campaigns_contract_market_known",
                violation_error_message="Choose one of the markets.",
            ),
        ),
        migrations.AddConstraint(
            model_name="freeresult",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__gt", 0)),
                name="campaigns_freeresult_value_positive",
                violation_error_message="Report more than nothing.",
            ),
        ),
        migrations.AddConstraint(
            model_name="productidea",
            constraint=models.CheckConstraint(
                condition=models.Q(("proposer", ""), _negated=True),
                name="campaigns_productidea_proposer_filled",
                violation_error_message="Say who proposed it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="productidea",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("registered_on__isnull", True),
                    ("surveyed_on__isnull", True),
                    ("registered_on__lte", models.F("surveyed_on")),
                    _connector="OR",
                ),
                name="campaigns_productidea_registered_before_survey",
                violation_error_message="An idea is registered before it is surveyed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="productidea",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("surveyed_on__isnull", True),
                    ("remedied_on__isnull", True),
                    ("surveyed_on__lte", models.F("remedied_on")),
                    _connector="OR",
                ),
                name="campaigns_productidea_surveyed_before_remedy",
                violation_error_message="The remedy is carried out after the survey, not before.",
            ),
        ),
        migrations.AddField(
            model_name="revocationcause",
            name="finding",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="causes",
                to="campaigns.finding",
                verbose_name="finding",
            ),
        ),
        migrations.AddField(
            model_name="revocationcause",
            name="report",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="causes",
                to="products.misusereport",
                verbose_name="report of misuse",
            ),
        ),
        migrations.AddField(
            model_name="revocationcause",
            name="revocation",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cause",
                to="evaluations.revocation",
                verbose_name="revocation",
            ),
        ),
        migrations.AddConstraint(
            model_name="revocationcause",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finding__isnull", True), ("report__isnull", False)),
                    models.Q(("finding__isnull", False), ("report__isnull", True)),
                    _connector="OR",
                ),
                name="campaigns_revocationcause_of_one_kind",
                violation_error_message="A revocation begins from a finding or from a report.",
            ),
        ),
        *guard("campaigns_freeresult", "campaigns_revocationcause"),
        watch("campaigns_salespoint", "campaigns_salespoint_products"),
        refuse("campaigns_target", "INSERT", APPROVED, of_approved_version("NEW")),
        refuse("campaigns_target", "UPDATE", APPROVED, of_approved_version("OLD", "NEW")),
        refuse("campaigns_target", "DELETE", APPROVED, of_approved_version("OLD")),
    ]
