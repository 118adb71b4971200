"""Tables that only grow: the model refuses update and delete, and so does the database itself.

`guard(...)` is the migration operation that creates the triggers on PostgreSQL and on SQLite.
"""

from django.db import models
from django.db.migrations.operations.base import Operation
from django.utils.translation import gettext as _


class InsertOnlyError(Exception):
    """Raised when code tries to change or delete a row of an insert-only table."""


class InsertOnlyQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise InsertOnlyError(_("This record can only be added to, never changed."))

    def delete(self):
        raise InsertOnlyError(_("This record can only be added to, never deleted."))

    update.alters_data = delete.alters_data = True


class InsertOnly(models.Model):
    objects = InsertOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise InsertOnlyError(_("This record can only be added to, never changed."))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise InsertOnlyError(_("This record can only be added to, never deleted."))


class Trigger(Operation):
    """Runs SQL of one's own on the way forwards and back; unlike `RunPython` it asks for no models.

    Building the models of a whole project once for each trigger would make the first start slow.
    """

    reduces_to_sql = False

    def __init__(self, forwards, backwards):
        self.forwards, self.backwards = forwards, backwards

    def state_forwards(self, app_label, state):
        """Triggers are no part of the models."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self.forwards(schema_editor)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        self.backwards(schema_editor)


def nothing(schema_editor):
    """A trigger that is made again by another operation needs no way back."""


PG_FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
"""
SQLITE_TRIGGER = """
CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {condition}
BEGIN SELECT RAISE(ABORT, '{message}'); END;
"""


def refuse(table, event, message, condition="1 = 1", name=None):
    """Return the migration operation that refuses `event` on rows of `table`.

    `event` is INSERT, UPDATE, UPDATE OF columns or DELETE; the trigger may be given a `name` of its own.
    `condition` is SQL both databases understand, over OLD and NEW. Both report an integrity error.
    """
    name = name or f"{table}_no_{event.lower()}"
    values = {"name": name, "table": table, "event": event, "message": message, "condition": condition}

    def create(schema_editor):
        template = SQLITE_TRIGGER if schema_editor.connection.vendor == "sqlite" else PG_FUNCTION
        schema_editor.execute(template.format(**values), params=None)

    return Trigger(create, _dropping(name))


PG_FOLLOWING = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN {statement}; RETURN NULL; END $$;
CREATE TRIGGER {name} AFTER INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
"""
SQLITE_FOLLOWING = """
CREATE TRIGGER {name} AFTER INSERT ON {table} FOR EACH ROW BEGIN {statement}; END;
"""


def follow(table, statement, name):
    """Return the migration operation that runs `statement` after each row added to `table`.

    `statement` is one SQL statement both databases understand, over NEW: sums kept beside their rows.
    """
    values = {"name": name, "table": table, "statement": statement}

    def create(schema_editor):
        template = SQLITE_FOLLOWING if schema_editor.connection.vendor == "sqlite" else PG_FOLLOWING
        schema_editor.execute(template.format(**values), params=None)

    return Trigger(create, _dropping(name))


def _dropping(name):
    def drop(schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}", params=None)
        else:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE", params=None)

    return drop


def allow(table, event):
    """Return the operation that drops what `refuse` made: SQLite loses triggers when it rebuilds a table.

    The same migration, or the last of its series, refuses again.
    """
    return Trigger(_dropping(f"{table}_no_{event.lower()}"), nothing)


def guard(*tables):
    """Return the operations that make tables insert-only."""
    return [
        refuse(table, event, f"{table} is insert-only") for table in tables for event in ("UPDATE", "DELETE")
    ]


def unguard(*tables):
    """Return the operations that drop what `guard` made; see `allow`."""
    return [allow(table, event) for table in tables for event in ("UPDATE", "DELETE")]


def undone(operation):
    """Return the operation that drops what `refuse`, `follow` or `guard` made, and makes it on the way back.

    For migrations that rebuild a table: they undo the triggers first and make them again as the last thing.
    """
    return Trigger(operation.backwards, operation.forwards)
