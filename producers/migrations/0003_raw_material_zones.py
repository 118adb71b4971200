"""Raw-material zones with their planting-area codes and the producers they supply."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("areas", "0001_initial"),
        ("producers", "0002_history_of_members"),
    ]

    operations = [
        migrations.CreateModel(
            name="MaterialZone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("crop", models.CharField(max_length=120, verbose_name="crop or animal")),
                (
                    "planting_code",
                    models.CharField(
                        blank=True,
                        help_text="As granted, e.g. VN-BGOR-0123.",
                        max_length=60,
                        verbose_name="planting-area code",
                    ),
                ),
                (
                    "area",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="area (ha)"
                    ),
                ),
                (
                    "standard",
                    models.CharField(
                        blank=True,
                        help_text="For example VietGAP, organic.",
                        max_length=120,
                        verbose_name="standard",
                    ),
                ),
                (
                    "certified_until",
                    models.DateField(blank=True, null=True, verbose_name="certified until (inclusive)"),
                ),
                (
                    "producers",
                    models.ManyToManyField(
                        blank=True,
                        related_name="zones",
                        to="producers.producer",
                        verbose_name="producers it supplies",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="material_zones",
                        to="areas.administrativeunit",
                        verbose_name="commune",
                    ),
                ),
            ],
            options={
                "verbose_name": "raw-material zone",
                "verbose_name_plural": "raw-material zones",
                "ordering": ["name", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="producers_materialzone_name_filled",
                        violation_error_message="Enter the name of the zone.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("crop", ""), _negated=True),
                        name="producers_materialzone_crop_filled",
                        violation_error_message="Enter what is grown or raised.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("planting_code", ""), _negated=True),
                        fields=("planting_code",),
                        name="producers_materialzone_code_unique",
                        violation_error_message="Another zone has this planting-area code.",
                    ),
                ],
            },
        ),
    ]
