from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("products", "0006_by_extension"),
    ]

    operations = [
        migrations.CreateModel(
            name="DataFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="file name")),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("csv", "CSV"),
                            ("json", "JSON"),
                            ("xlsx", "XLSX"),
                            ("ptnt_ocop", "PTNT_OCOP"),
                        ],
                        max_length=10,
                        verbose_name="format",
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("made_at", models.DateTimeField(verbose_name="made")),
                ("rows", models.PositiveIntegerField(verbose_name="rows")),
                ("size", models.PositiveBigIntegerField(verbose_name="size")),
                ("sha256", models.CharField(max_length=64, verbose_name="checksum (SHA-256)")),
                ("is_kept", models.BooleanField(default=False, verbose_name="month's snapshot")),
                ("file", models.FileField(upload_to="open-data", verbose_name="file")),
            ],
            options={
                "verbose_name": "open data file",
                "verbose_name_plural": "open data files",
                "ordering": ["-day", "format"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("format__in", ["csv", "json", "xlsx", "ptnt_ocop"])),
                        name="products_datafile_format_known",
                        violation_error_message="Choose one of the formats.",
                    )
                ],
            },
        ),
    ]
