"""Naming the commune a producer or product belongs to, by typing."""

from django.utils.translation import gettext_lazy as _

from ocop_portal.areas.lookup import find
from ocop_portal.areas.models import AdministrativeUnit, Coverage
from ocop_portal.areas.names import read_place_query
from ocop_portal.core.text import fold, spellings
from producers.rules import officer_units
from producers.typed_choice import MOST_CANDIDATES, TypedChoiceField, TypedChoiceWidget


class CommuneField(TypedChoiceField):
    """A commune of the officer's area, of today or before July 2025. `user` is set by the form."""

    user = None
    nothing_found = _(
        "No commune of this name lies in the area of your office. Type it like “xã Giáp Sơn” or "
        "“xã Giáp Sơn, huyện Lục Ngạn”."
    )

    def __init__(self, **kwargs):
        super().__init__(widget=TypedChoiceWidget("commune_suggestions"), **kwargs)

    def candidates(self, typed):
        return communes_named(typed, self.user)

    def chosen(self, pk):
        return communes_of(self.user).with_parents().filter(pk=pk).first()

    def label_of(self, obj):
        return obj.full_name

    def is_sure(self, typed, obj):
        return is_named(obj, typed)


def is_named(unit, typed, *, any_kind=False):
    """Its own name is the one typed, and so is every parent that was typed; words of kind may be missing."""
    query = read_place_query(typed)
    own = fold(unit.own_name) in spellings(query.name)
    kind = any_kind or not query.kind or query.kind == fold(unit.kind)
    return own and kind and all(f" {word}" in unit.search_text for word in query.words.split())


def communes_of(user):
    return AdministrativeUnit.objects.communes().filter(pk__in=officer_units(user))


def communes_named(typed, user):
    return find(typed, units=communes_of(user), limit=MOST_CANDIDATES + 1)


def lying_in(queryset, typed, field):
    """Keep the rows whose unit (`field`) lies in, or became part of, a place of the typed name."""
    if not typed:
        return queryset
    places = AdministrativeUnit.objects.search(typed)
    covered = Coverage.objects.filter(unit__in=places).values("covered")
    return queryset.filter(**{f"{field}__in": covered})
