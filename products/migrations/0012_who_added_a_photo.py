import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from products.register_version import watch


class Migration(migrations.Migration):
    """SQLite rebuilds a table that gets a column, and with it loses the triggers that watch it."""

    dependencies = [
        ("products", "0011_spans_of_the_register"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="photo",
            name="added_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        watch("products_photo"),
    ]
