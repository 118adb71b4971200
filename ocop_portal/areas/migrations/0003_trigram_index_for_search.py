from django.db import migrations

from ocop_portal.core.trigrams import index_parts_of_words


class Migration(migrations.Migration):
    dependencies = [("areas", "0002_difficult_areas")]
    operations = [index_parts_of_words("areas_administrativeunit")]
