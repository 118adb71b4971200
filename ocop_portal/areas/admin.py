"""The administrative map, to be looked at: it is loaded by `load_areas` and never edited by hand."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from ocop_portal.areas.models import AdministrativeUnit, Succession


class ReadOnly:
    """Nothing can be added, changed or deleted."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class Past(SimpleHistoryAdmin):
    """The history of a record, to be looked at: nothing is put back from it, facts have their own door."""

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        if request.method not in ("GET", "HEAD"):
            raise PermissionDenied
        return super().history_form_view(request, object_id, version_id, extra_context)

    def revert_disabled(self, request, obj=None):
        return True


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
