import datetime
import django.db.models.deletion
from django.db import migrations, models

from products import spans


def fill(apps, _schema_editor):
    names = ("Product", "StatusEvent", "RegisterSpan")
    spans.fill(*(apps.get_model("products", name) for name in names))


class Migration(migrations.Migration):
    dependencies = [
        ("products", "0010_versions_of_channels"),
    ]

    operations = [
        migrations.CreateModel(
            name="RegisterSpan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_day", models.DateField(verbose_name="from")),
                (
                    "last_day",
                    models.DateField(default=datetime.date(9999, 12, 31), verbose_name="until (inclusive)"),
                ),
                ("stars", models.PositiveSmallIntegerField(verbose_name="stars")),
                ("certified_from", models.DateField(verbose_name="recognised on")),
                ("certified_until", models.DateField(verbose_name="valid until (inclusive)")),
                ("extended_until", models.DateField(null=True, verbose_name="extended until (inclusive)")),
                ("revoked_on", models.DateField(null=True, verbose_name="revoked on")),
                ("decision_number", models.CharField(max_length=60, verbose_name="decision number")),
                ("authority", models.CharField(max_length=200, verbose_name="authority")),
                (
                    "product",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spans",
                        to="products.product",
                    ),
                ),
            ],
            options={
                "verbose_name": "span of the register",
                "verbose_name_plural": "spans of the register",
                "ordering": ["product", "first_day"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("product", "first_day"),
                        name="products_registerspan_one_from_a_day",
                        violation_error_message="On each day the register says one thing of a product.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_day__isnull", True),
                            ("last_day__isnull", True),
                            ("first_day__lte", models.F("last_day")),
                            _connector="OR",
                        ),
                        name="products_registerspan_first_day_before_last",
                        violation_error_message="The first day is not after the last.",
                    ),
                ],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
