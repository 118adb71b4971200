from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("products", "0005_reports_of_misuse")]

    operations = [
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                condition=Q(extended_until__isnull=False),
                fields=["extended_until"],
                name="products_by_extension",
            ),
        ),
        migrations.AddIndex(
            model_name="statusevent",
            index=models.Index(fields=["recorded_at"], name="statusevent_by_moment"),
        ),
    ]
