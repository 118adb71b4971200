from django.db import migrations

from ocop_portal.core.words import index_words


class Migration(migrations.Migration):
    dependencies = [("products", "0015_long_words_cut")]
    operations = [index_words("products_product", "producers_producer")]
