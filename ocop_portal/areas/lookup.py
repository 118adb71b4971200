"""Find a place by what people call it, old or new, and say what it is today."""

from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import BooleanField, Case, ExpressionWrapper, IntegerField, Q, Value, When

from ocop_portal.areas.enums import UnitLevel
from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.areas.names import read_place_query
from ocop_portal.core.text import spellings

EXACT, BEGINNING, ELSEWHERE = range(3)


def find(query, *, units=None, limit=20):
    """Return units old and new, the likeliest first; `unit.present()` then says what each is today.

    "huyện Lục Ngạn" finds the abolished district before the commune of that name. The kind word, the
    marks and the names of the parents may be missing; parents that do not fit are given up rather than
    finding nothing, because communes moved between districts. An empty query finds nothing.
    """
    place = read_place_query(query)
    if not place.name:
        return []
    units = AdministrativeUnit.objects.all() if units is None else units
    found = ranked(units.search(query), place, limit)
    if found or place.name == place.words:
        return found
    return ranked(units.search(place.name), place, limit)


def named(query, *, limit=20):
    """Return the units whose own name, without its kind, is what was typed; most queries name none."""
    name = read_place_query(query).name
    if not name or not _is_a_name(name):
        return []
    return [unit for unit in find(query, limit=limit) if unit.closeness == EXACT]


def _is_a_name(name):
    """Tell whether any unit is named so; asked in plain words because every search asks it."""
    names = [f" {spelled}  %" for spelled in spellings(name)]
    either = " OR ".join(["search_text LIKE %s"] * len(names))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {AdministrativeUnit._meta.db_table} WHERE {either} LIMIT 1", names)  # noqa: S608
        return cursor.fetchone() is not None


def _is_named(name):
    return reduce(or_, (Q(search_text__startswith=f" {spelled}  ") for spelled in spellings(name)))


def ranked(units, place, limit):
    ordered = units.annotate(
        closeness=closeness(place.name),
        other_kind=ExpressionWrapper(~Q(search_text__contains=f"  {place.kind}  "), BooleanField())
        if place.kind
        else Value(False),
        depth=Case(
            *(When(level=level, then=n) for n, level in enumerate(UnitLevel)), output_field=IntegerField()
        ),
        gone=ExpressionWrapper(Q(valid_to__isnull=False), BooleanField()),
    ).order_by("closeness", "other_kind", "depth", "gone", "sort_key", "code")
    return list(ordered.with_parents().prefetch_related("successors__parent")[:limit])


def closeness(name):
    """Tell whether the unit's own name is the one asked for, begins with it, or only contains it."""
    names = spellings(name)
    return Case(
        When(_is_named(name), then=Value(EXACT)),
        *(When(search_text__startswith=f" {spelled}", then=Value(BEGINNING)) for spelled in names),
        default=Value(ELSEWHERE),
    )
