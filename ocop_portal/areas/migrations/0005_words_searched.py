from django.db import migrations

from ocop_portal.core.words import index_words


class Migration(migrations.Migration):
    dependencies = [("areas", "0004_units_by_the_beginning_of_their_name")]
    operations = [index_words("areas_administrativeunit")]
