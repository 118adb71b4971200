"""The version of the register: a number that moves with each change the public may see, in its transaction.

A page kept under a version and a day can therefore never be stale: the day is part of the key because
statuses flip at midnight with no change at all.
"""

import hashlib

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction

from ocop_portal.core.append_only import Trigger, nothing
from ocop_portal.core.days import day_of
from ocop_portal.core.question import kept
from products.models import RegisterMove

# In plain words, because every public page asks it.
ASK = "SELECT CAST(COALESCE(SUM(n), 0) AS bigint) FROM products_registermove"
ENOUGH_ROWS, MOST_ROWS = 10, 10_000


def current():
    """Return the version as this transaction sees it. It only ever grows."""
    register = connections[DEFAULT_DB_ALIAS]  # looked up once: each use of Django's stand-in for it is dear
    with register.cursor() as cursor:
        cursor.execute(kept(cursor, ASK))
        return int(cursor.fetchone()[0])


def seen_by(request):
    """Return the version a request is answered from, asked once; what it reads later is never older."""
    if not hasattr(request, "register_version"):
        request.register_version = current()
    return request.register_version


def stamp(version, at=None):
    """Return the name of the register's state on a day as this release shows it."""
    return f"{version}-{day_of(at)}-{settings.RELEASE}"


def fingerprint(*values):
    """Return a short name for values, the same in every process and fit for a cache key."""
    return hashlib.blake2b("\x1f".join(map(str, values)).encode(), digest_size=16).hexdigest()


def move():
    """Move the version for a change no trigger sees, such as new names of places."""
    RegisterMove.objects.create()


@transaction.atomic
def compact():
    """Replace many rows by one with the same sum, so that asking stays quick; return how many went."""
    seen = dict(RegisterMove.objects.order_by("pk").values_list("pk", "n")[:MOST_ROWS])
    if len(seen) < ENOUGH_ROWS:
        return 0
    RegisterMove.objects.filter(pk__in=list(seen)).delete()
    RegisterMove.objects.create(n=sum(seen.values()))
    return len(seen)


# The triggers

PG_FUNCTION = """
CREATE OR REPLACE FUNCTION products_register_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO products_registermove (n) VALUES (1); RETURN NULL; END $$;
"""
PG_TRIGGER = """
DROP TRIGGER IF EXISTS {name} ON {table};
CREATE TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION products_register_moved();
"""
SQLITE_TRIGGER = """
CREATE TRIGGER {name}_{event} AFTER {event} ON {table}
BEGIN INSERT INTO products_registermove (n) VALUES (1); END;
"""
EVENTS = ("insert", "update", "delete")


def watch(*tables):
    """Return the migration operation that makes every change of the tables move the version.

    It may be repeated: SQLite loses triggers when a later migration rebuilds a table, and that migration or
    one after it watches the table again.
    """

    def create(schema_editor):
        on_sqlite = schema_editor.connection.vendor == "sqlite"
        if not on_sqlite:
            schema_editor.execute(PG_FUNCTION, params=None)
        for table in tables:
            (_watch_on_sqlite if on_sqlite else _watch_on_postgresql)(schema_editor, table)

    return Trigger(create, nothing)


def _watch_on_postgresql(schema_editor, table):
    schema_editor.execute(PG_TRIGGER.format(name=f"{table}_moves", table=table), params=None)


def _watch_on_sqlite(schema_editor, table):
    for event in EVENTS:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_moves_{event}", params=None)
        statement = SQLITE_TRIGGER.format(name=f"{table}_moves", event=event, table=table)
        schema_editor.execute(statement, params=None)
