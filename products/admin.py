"""Products as administrators see them: to read, with their codes, register events and past.

Officers change products at the desk; public facts change through `publication`, nowhere else.
"""

from django.contrib import admin

from ocop_portal.areas.admin import Past, ReadOnly
from products.models import CodeSeries, Product, ProductCode, ProductSet, StatusEvent


class StatusEventInline(ReadOnly, admin.TabularInline):
    model = StatusEvent
    fields = ["kind", "stars", "on", "until", "decision_number", "authority", "recorded_at", "recorded_by"]


class ProductCodeInline(ReadOnly, admin.TabularInline):
    model = ProductCode
    fields = ["code", "given_at", "given_by"]


@admin.register(Product)
class ProductAdmin(ReadOnly, Past):
    list_display = ["name", "producer", "code", "stars", "certified_until"]
    list_filter = ["stars", "product_set__group", "is_sample"]
    list_select_related = ["producer"]
    search_fields = ["search_text"]
    fields = readonly_fields = [
        field.name for field in Product._meta.fields if field.name not in ("id", *Product.COMPUTED)
    ]
    inlines = [StatusEventInline, ProductCodeInline]

    def get_search_results(self, request, queryset, search_term):
        return queryset.search(search_term), False


@admin.register(ProductSet)
class ProductSetAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["number", "name", "group", "subgroup", "taxonomy"]
    list_filter = ["taxonomy", "group"]


@admin.register(CodeSeries)
class CodeSeriesAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["unit", "year", "last_number"]
    list_select_related = ["unit"]
