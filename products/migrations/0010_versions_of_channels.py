from django.db import migrations, models

from products.register_version import watch


class Migration(migrations.Migration):
    """SQLite rebuilds a table that gets a column, and with it loses the triggers that watch it."""

    dependencies = [
        ("producers", "0004_versions_of_zones"),
        ("products", "0009_public_sources_and_channels"),
    ]

    operations = [
        migrations.AddField(
            model_name="saleschannel",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        watch("products_saleschannel", "producers_materialzone", "producers_materialzone_producers"),
    ]
