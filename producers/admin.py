"""Producers as administrators see them: facts to read, with their past. Officers change them at the desk."""

from django.contrib import admin

from ocop_portal.areas.admin import Past
from producers.models import Producer, ProducerMember


class ProducerMemberInline(admin.TabularInline):
    model = ProducerMember
    extra = 0
    raw_id_fields = ["user"]
    readonly_fields = ["since"]


@admin.register(Producer)
class ProducerAdmin(Past):
    """Only the people who act for a producer are entered here."""

    list_display = ["name", "kind", "unit", "created_at"]
    list_filter = ["kind", "is_sample"]
    list_select_related = ["unit"]
    search_fields = ["search_text"]
    fields = readonly_fields = [
        field.name for field in Producer._meta.fields if field.name not in ("id", *Producer.COMPUTED)
    ]
    inlines = [ProducerMemberInline]

    def get_search_results(self, request, queryset, search_term):
        return queryset.search(search_term), False

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
