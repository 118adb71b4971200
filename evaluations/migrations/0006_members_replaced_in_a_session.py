"""Who left and who came in while a session was open; the rows may only grow."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from ocop_portal.core.append_only import guard


class Migration(migrations.Migration):
    dependencies = [
        ("evaluations", "0005_guard_again"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
        *guard("evaluations_seatchange"),
    ]
