"""The days of a plan's six steps count their saves. No trigger reads the table SQLite rebuilds here."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0008_book_removals"),
    ]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="stages_version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
    ]
