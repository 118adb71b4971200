"""The administrative map, to be looked at: it is loaded by `load_areas` and never edited by hand."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ocop_portal.areas.models import AdministrativeUnit, Succession


class ReadOnly:
    """Nothing can be added, changed or deleted."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class SuccessionInline(ReadOnly, admin.TabularInline):
    model = Succession
    fk_name = "predecessor"
    verbose_name_plural = _("became")


@admin.register(AdministrativeUnit)
class AdministrativeUnitAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["name", "level", "code", "parent", "valid_from", "valid_to"]
    list_filter = ["level", ("valid_to", admin.EmptyFieldListFilter)]
    list_select_related = ["parent"]
    search_fields = ["search_text"]
    search_help_text = _("Name, with or without marks, of today or before July 2025")
    inlines = [SuccessionInline]

    def get_search_results(self, request, queryset, search_term):
        return queryset.search(search_term), False
