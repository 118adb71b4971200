"""Search by parts of words from an index, where PostgreSQL offers one.

The extension pg_trgm may be missing, or this role may not be allowed to create it: search then reads the
rows one by one and finds the same.
"""

from django.db import DatabaseError, migrations, transaction

INDEX = """CREATE INDEX IF NOT EXISTS {table}_search_trigrams ON {table}
    USING gin (search_text gin_trgm_ops)"""
TABLES = ("products_product", "producers_producer")


def create(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return
    for table in TABLES:
        schema_editor.execute(INDEX.format(table=table), params=None)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(f"DROP INDEX IF EXISTS {table}_search_trigrams", params=None)


class Migration(migrations.Migration):
    dependencies = [("products", "0003_register_version_and_facets"), ("producers", "0001_initial")]
    operations = [migrations.RunPython(create, drop, elidable=False)]
