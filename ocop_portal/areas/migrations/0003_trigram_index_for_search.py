from django.db import migrations


class Migration(migrations.Migration):
    """Once made an index of trigrams, whose place one of words has taken."""

    dependencies = [("areas", "0002_difficult_areas")]
    operations = []
