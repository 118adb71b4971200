import django.db.models.deletion
import django.utils.timezone
import evaluations.models.lifecycle
from django.conf import settings
from django.db import migrations, models

from ocop_portal.core.append_only import guard


class Migration(migrations.Migration):
    dependencies = [
        ("evaluations", "0002_only_grows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RevocationFile",
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
                        upload_to=evaluations.models.lifecycle.revocation_file_path, verbose_name="file"
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
                    "revocation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="evaluations.revocation",
                    ),
                ),
            ],
            options={
                "verbose_name": "scan kept with a revocation",
                "verbose_name_plural": "scans kept with revocations",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("revocation", "sha256"),
                        name="evaluations_revocationfile_once",
                        violation_error_message="The very same file is already attached here.",
                    )
                ],
            },
        ),
        *guard("evaluations_revocationfile"),
    ]
