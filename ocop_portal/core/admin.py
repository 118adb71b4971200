"""The table of holidays: the government announces each year's days off, an administrator enters them."""

from django.contrib import admin

from ocop_portal.core.models import Holiday


@admin.register(Holiday)
class HolidayAdmin(admin.ModelAdmin):
    list_display = ["day", "name", "is_worked", "certainty"]
    list_filter = ["certainty", "is_worked"]
    search_fields = ["name"]
    date_hierarchy = "day"
    list_per_page = 50
