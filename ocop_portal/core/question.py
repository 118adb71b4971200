"""A question to the database that is written once and then only asked, each time with other values.

To write a question, which is what the object-relational mapper does each time it is asked, takes longer than
to answer one that an index leads to. The pages most people open ask the same few, so these are kept written.
"""

from functools import cache, cached_property, update_wrapper
from hashlib import blake2b
from itertools import count

from django.db import connections
from django.db.models import Expression
from psycopg2.extensions import AsIs

NUMBERS = count(1)  # two questions never share a name
LONGEST_NAME = 60  # PostgreSQL cuts longer ones off


class Given(Expression):
    """Stands in a queryset for the value that is told when the question is asked."""

    def __init__(self, name, output_field):
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, _compiler, _connection):
        return "%s", [self]


class Question:
    """The question a function writes as a queryset; `ask` gives what that queryset would.

    Rows, objects and their related objects are made by Django from its own queryset, for which only the text
    of the question is known already. PostgreSQL is told it once on each connection and keeps its plan too.
    """

    def __init__(self, write):
        self.write = write
        self.name = f"{next(NUMBERS)} {write.__module__}.{write.__qualname__}"[:LONGEST_NAME]
        update_wrapper(self, write)

    @cached_property
    def _written(self):
        queryset = self.write()
        if queryset._prefetch_related_lookups:
            raise ValueError("A question brings what is joined to its rows, not what is fetched after them.")
        compiler = queryset.query.get_compiler(queryset.db)
        text, holes = compiler.as_sql()
        converters = compiler.get_converters([column for column, *_rest in compiler.select])
        compiler.get_converters = lambda _columns: converters
        return queryset, compiler, text, holes

    def ask(self, **given):
        """Return the rows as a list. `given` are the values of every `Given` by name."""
        queryset, compiler, text, holes = self._written
        connection = connections[queryset.db]
        if connection.vendor == "postgresql":
            text, holes = self._prepared(connection, text, holes)
        values = tuple(_filled(hole, given, connection) for hole in holes)
        asked = _twin(compiler, connection=connection, as_sql=lambda *_args, **_options: (text, values))
        query = _twin(queryset.query, get_compiler=lambda *_args, **_options: asked)
        return list(queryset._iterable_class(_twin(queryset, _query=query)))

    def _prepared(self, connection, text, holes):
        """Return what asks a question the connection knows, and the holes that are left."""
        left = [hole for hole in holes if isinstance(hole, Given)]
        places = (AsIs(f"${n}") for n in count(1))
        values = (next(places) if isinstance(hole, Given) else hole for hole in holes)
        connection.close_if_health_check_failed()  # as its cursors do: what is told here is told to the one
        connection.ensure_connection()  # they will use
        _tell(connection, self.name, text, values)
        told = f" ({', '.join(['%s'] * len(left))})" if left else ""
        return f'EXECUTE "{self.name}"{told}', left


def kept(cursor, text):
    """Return what the cursor asks for a question in plain words: where PostgreSQL keeps it, its name.

    The question needs no value.
    """
    connection = cursor.db
    if connection.vendor != "postgresql":
        return text
    name = _name_of(text)
    _tell(connection, name, text, None)
    return f'EXECUTE "{name}"'


@cache
def _name_of(text):
    return f"plain {blake2b(text.encode(), digest_size=16).hexdigest()}"


def _tell(connection, name, text, values):
    """Let PostgreSQL plan a question under a name, unless this very connection knows it already.

    Told once in the life of a connection, and neither counted nor logged with the queries of a request.
    """
    known = _known_to(connection)
    if name not in known:
        with connection.wrap_database_errors, connection.connection.cursor() as cursor:
            cursor.execute(f'PREPARE "{name}" AS {text}', values and tuple(values))
        known.add(name)


def _twin(of, **others):
    """Return an object like another but for some attributes: one that threads need not share."""
    twin = object.__new__(type(of))
    twin.__dict__.update(of.__dict__, **others)
    return twin


def _known_to(connection):
    """Return the names of the questions the server keeps for this very connection; a new one knows none."""
    of, known = getattr(connection, "questions_known", (None, None))
    if of is not connection.connection:
        of, known = connection.questions_known = (connection.connection, set())
    return known


def _filled(hole, given, connection):
    if isinstance(hole, Given):
        return hole.output_field.get_db_prep_value(given[hole.name], connection)
    return hole
