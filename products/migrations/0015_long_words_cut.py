from django.db import migrations

from ocop_portal.core.words import cut_words


class Migration(migrations.Migration):
    dependencies = [("products", "0014_names_beside_the_product"), ("producers", "0004_versions_of_zones")]
    operations = [cut_words("products_product", "producers_producer")]
