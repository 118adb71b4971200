"""Where a product is sold on the web."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("products", "0007_open_data_files"),
    ]

    operations = [
        migrations.CreateModel(
            name="SalesChannel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "platform",
                    models.CharField(
                        help_text="For example Shopee, Tiki, san24h.", max_length=60, verbose_name="platform"
                    ),
                ),
                ("url", models.URLField(max_length=300, verbose_name="address of the product's page")),
                ("since", models.DateField(blank=True, null=True, verbose_name="since")),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="channels",
                        to="products.product",
                        verbose_name="product",
                    ),
                ),
            ],
            options={
                "verbose_name": "sales channel",
                "verbose_name_plural": "sales channels",
                "ordering": ["platform", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("platform", ""), _negated=True),
                        name="products_saleschannel_platform_filled",
                        violation_error_message="Name the platform.",
                    ),
                    models.UniqueConstraint(
                        fields=("product", "url"),
                        name="products_saleschannel_once",
                        violation_error_message="This address is listed for the product already.",
                    ),
                ],
            },
        ),
    ]
