from itertools import islice

from django.conf import settings
from django.db import migrations, models

from ocop_portal.areas.names import place_name
from ocop_portal.core.text import plain_key

CHUNK = 1000
COLUMNS = ["plain_key", "producer_name", "place_name", "group"]


def compute(apps, _schema_editor):
    """Fill the columns of the products there are; those to come compute them when saved."""
    products = apps.get_model("products", "Product")
    told = products.objects.select_related("producer", "product_set", "made_in__parent__parent")
    rows = told.iterator(CHUNK)
    while batch := list(islice(rows, CHUNK)):
        for product in batch:
            _compute(product)
        products.objects.bulk_update(batch, COLUMNS)


def _compute(product):
    unit = product.made_in
    province = (unit.parent and unit.parent.parent) or unit.parent
    product.plain_key = plain_key(product.name)[:600]
    product.producer_name = product.producer.name
    product.place_name = place_name(unit.name, province and province.name)
    product.group = product.product_set.group


class Migration(migrations.Migration):
    """What lists and searches read stands where one question finds it."""

    dependencies = [
        ("areas", "0003_trigram_index_for_search"),
        ("producers", "0004_versions_of_zones"),
        ("products", "0013_orders_of_short_lists"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "product", "plain_key", models.CharField(editable=False, max_length=600, null=True)
        ),
        migrations.AddField(
            "product", "producer_name", models.CharField(editable=False, max_length=200, null=True)
        ),
        migrations.AddField(
            "product", "place_name", models.CharField(editable=False, max_length=220, null=True)
        ),
        migrations.AddField("product", "group", models.CharField(editable=False, max_length=12, null=True)),
        migrations.AddIndex(
            "product",
            models.Index(fields=["plain_key", "sort_key", "id"], name="products_by_beginning"),
        ),
        migrations.AddField(
            "searchword",
            "followers",
            models.JSONField(default=list, verbose_name="words after it in names"),
        ),
        migrations.AddIndex("registermove", models.Index(fields=["n"], name="registermove_by_n")),
        migrations.RunPython(compute, migrations.RunPython.noop),
    ]
