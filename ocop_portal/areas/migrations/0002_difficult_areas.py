import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("areas", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DifficultArea",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "degree",
                    models.CharField(
                        choices=[
                            ("difficult", "difficult (zone II)"),
                            ("extreme", "extremely difficult (zone III)"),
                            ("poor", "poor district or coastal commune"),
                        ],
                        max_length=9,
                        verbose_name="degree",
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        help_text="The act that lists it, e.g. 861/QĐ-TTg.",
                        max_length=120,
                        verbose_name="legal act",
                    ),
                ),
                ("since", models.DateField(verbose_name="in force from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="in force until (inclusive)")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="difficulties",
                        to="areas.administrativeunit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "difficult area",
                "verbose_name_plural": "difficult areas",
                "ordering": ["-since", "unit__sort_key", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("degree__in", ["difficult", "extreme", "poor"])),
                        name="areas_difficultarea_degree_known",
                        violation_error_message="Choose the degree.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("act", ""), _negated=True),
                        name="areas_difficultarea_act_filled",
                        violation_error_message="Name the act that lists the unit.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__isnull", True),
                            ("until__isnull", True),
                            ("since__lte", models.F("until")),
                            _connector="OR",
                        ),
                        name="areas_difficultarea_since_before_until",
                        violation_error_message="The first day is not after the last.",
                    ),
                    models.UniqueConstraint(
                        fields=("unit", "act"),
                        name="areas_difficultarea_once_per_act",
                        violation_error_message="The act lists this unit already.",
                    ),
                ],
            },
        ),
    ]
