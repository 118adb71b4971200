from django.db import migrations

from ocop_portal.core.trigrams import index_parts_of_words


class Migration(migrations.Migration):
    dependencies = [("products", "0003_register_version_and_facets"), ("producers", "0001_initial")]
    operations = [index_parts_of_words("products_product", "producers_producer")]
