from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("producers", "0003_raw_material_zones"),
    ]

    operations = [
        migrations.AddField(
            model_name="materialzone",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
    ]
