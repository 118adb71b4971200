"""The address of a sales point is published by consent; what buyers see moves the version of the register."""

from django.db import migrations, models

from products.register_version import watch


class Migration(migrations.Migration):
    replaces = [("campaigns", "0005_public_points")]
    dependencies = [
        ("campaigns", "0002_only_grows"),
        ("products", "0009_public_sources_and_channels"),
    ]

    operations = [
        migrations.AddField(
            model_name="salespoint",
            name="publish_address",
            field=models.BooleanField(
                default=False,
                help_text="With the consent of who keeps the point; the keeper's name is never published.",
                verbose_name="publish the address",
            ),
        ),
        watch("campaigns_salespoint", "campaigns_salespoint_products"),
    ]
