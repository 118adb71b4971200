from django.db import migrations


class Migration(migrations.Migration):
    """Once made an index of trigrams, whose place one of words has taken."""

    dependencies = [("products", "0003_register_version_and_facets"), ("producers", "0001_initial")]
    operations = []
