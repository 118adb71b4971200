"""Search by the beginnings of words, on PostgreSQL from an index that needs no extension.

What is searched are the words of a `search_text` (see `core.text`), which stand apart by spaces and hold
nothing but figures, and letters without marks. SQLite, the embedded default, reads the rows one by one and
finds the same.
"""

from django.core.exceptions import EmptyResultSet
from django.db.models import Lookup, Q, TextField

from ocop_portal.core.append_only import Trigger, nothing
from ocop_portal.core.text import LONGEST_WORD, search_terms, searched

TELLING_LETTERS, TELLING_WORDS = 3, 2
WORDS = "array_to_tsvector(array_remove(string_to_array({column}, ' '), ''))"
INDEX = (
    "CREATE INDEX IF NOT EXISTS {table}_search_words ON {table} USING gin ({words}) WITH (fastupdate = off)"
)
CUT = r"""UPDATE {table} SET search_text = regexp_replace(search_text, '([^ ]{{{most}}})[^ ]+', '\1', 'g')
    WHERE search_text ~ '[^ ]{{{most}}}[^ ]'"""


@TextField.register_lookup
class HasWords(Lookup):
    """`search_text__has_words="Mật on"`: each of the words, once folded, begins a word of the text."""

    lookup_name = "has_words"

    def get_prep_lookup(self):
        return search_terms(self.rhs)

    def as_sql(self, compiler, connection):
        column, holes = self._column(compiler, connection)
        return _each_read(column, holes, self.rhs)

    def as_postgresql(self, compiler, connection):
        column, holes = self._column(compiler, connection)
        telling, others = _parted(self.rhs)
        asked = " & ".join(f"'{word}':*" for word in telling)
        in_index, values = f"{WORDS.format(column=column)} @@ %s::tsquery", [*holes, asked]
        if not others:
            return in_index, values
        read, more = _each_read(column, holes, others)
        return f"({in_index} AND {read})", values + more

    def _column(self, compiler, connection):
        if not self.rhs:
            raise EmptyResultSet
        return self.process_lhs(compiler, connection)


def _parted(words):
    """Return the words to look up in the index, and those to read in what it finds.

    One or two letters begin so many words that to gather them all takes longer than to read a few rows.
    """
    longer = [word for word in words if len(word) >= TELLING_LETTERS]
    if len(longer) < TELLING_WORDS:
        return words, []
    return longer, [word for word in words if len(word) < TELLING_LETTERS]


def _each_read(column, holes, words):
    """Return the condition that the text of each row is read for the words, and its values."""
    each = " AND ".join([f"{column} LIKE %s"] * len(words))
    return f"({each})", [value for word in words for value in (*holes, f"% {word}%")]


def matching(queryset, query, field="search_text"):
    """Keep the rows in which every word of the query begins a word; a query of signs only finds nothing."""
    asked = str(query or "")
    return queryset.filter(**{f"{field}__has_words": asked}) if asked.strip() else queryset


def called(name, field="search_text"):
    """Return the filter of rows whose first part searched is the name, whatever its marks."""
    return Q(**{f"{field}__has_words": name, f"{field}__startswith": f" {searched(name)}  "})


def cut_words(*tables):
    """Return the migration operation that cuts words written before they were: one would stop the index.

    It needs a migration of its own: an index is made of what its own transaction has changed, too.
    """

    def cut(schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for table in tables:
                schema_editor.execute(CUT.format(table=table, most=LONGEST_WORD), params=None)

    return Trigger(cut, nothing)


def index_words(*tables):
    """Return the migration operation that indexes the words of the tables' `search_text`."""

    def create(schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for table in tables:
                schema_editor.execute(f"DROP INDEX IF EXISTS {table}_search_trigrams", params=None)
                words = WORDS.format(column="search_text")
                schema_editor.execute(INDEX.format(table=table, words=words), params=None)

    def drop(schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for table in tables:
                schema_editor.execute(f"DROP INDEX IF EXISTS {table}_search_words", params=None)

    return Trigger(create, drop)
