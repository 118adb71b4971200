from django.db import migrations

from products.register_version import watch


class Migration(migrations.Migration):
    """Where a product is sold and where its raw material comes from stand on its public page."""

    dependencies = [
        ("products", "0008_sales_channels"),
        ("producers", "0003_raw_material_zones"),
    ]

    operations = [
        watch("products_saleschannel", "producers_materialzone", "producers_materialzone_producers"),
    ]
