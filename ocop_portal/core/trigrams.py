"""Search by parts of words from an index, where PostgreSQL offers one.

The extension pg_trgm may be missing, or this role may not be allowed to create it: search then reads the
rows one by one and finds the same.
"""

from django.db import DatabaseError, transaction

from ocop_portal.core.append_only import Trigger

INDEX = """CREATE INDEX IF NOT EXISTS {table}_search_trigrams ON {table}
    USING gin (search_text gin_trgm_ops)"""


def index_parts_of_words(*tables):
    """Return the migration operation that indexes the `search_text` of the tables."""

    def create(schema_editor):
        if _offers_trigrams(schema_editor.connection):
            for table in tables:
                schema_editor.execute(INDEX.format(table=table), params=None)

    def drop(schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for table in tables:
                schema_editor.execute(f"DROP INDEX IF EXISTS {table}_search_trigrams", params=None)

    return Trigger(create, drop)


def _offers_trigrams(connection):
    if connection.vendor != "postgresql":
        return False
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return False
    return True
