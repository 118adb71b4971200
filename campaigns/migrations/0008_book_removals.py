"""What is taken out of the office's books stays written down; these rows only grow."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from ocop_portal.core.append_only import guard


class Migration(migrations.Migration):
    dependencies = [
        ("areas", "0003_trigram_index_for_search"),
        ("campaigns", "0007_recoveries_and_sealed_accounts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BookRemoval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("book", models.CharField(max_length=30, verbose_name="book")),
                ("entry", models.PositiveBigIntegerField(verbose_name="number of the entry")),
                ("title", models.CharField(max_length=420, verbose_name="entry")),
                ("facts", models.JSONField(verbose_name="what it said")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="removed")),
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="areas.administrativeunit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "removed entry",
                "verbose_name_plural": "removed entries",
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["book", "-at"], name="campaigns_removed_of_book")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="campaigns_bookremoval_reason_filled",
                        violation_error_message="Write the reason.",
                    )
                ],
            },
        ),
        *guard("campaigns_bookremoval"),
    ]
