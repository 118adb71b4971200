"""Administration of people and offices; every change keeps its history."""

from allauth.account.decorators import secure_admin_login
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from ocop_portal.accounts.models import Membership, Office, User

admin.site.site_header = admin.site.site_title = _("OCOP Portal")
admin.site.index_title = _("Administration")
admin.site.unregister(Group)
# One door: administrators sign in where everybody does, under the same limits.
admin.site.login = secure_admin_login(admin.site.login)


class NewUserForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email", "full_name"]
        field_classes = {"email": forms.EmailField}


class MembershipInline(admin.TabularInline):
    model = Membership
    autocomplete_fields = ["office", "user"]
    extra = 0


@admin.register(User)
class UserAdmin(SimpleHistoryAdmin, DjangoUserAdmin):
    add_form = NewUserForm
    list_display = ["full_name", "email", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["full_name", "email"]
    ordering = ["full_name"]
    filter_horizontal = []
    inlines = [MembershipInline]
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["email", "password"]}),
        (_("Person"), {"fields": ["full_name", "phone", "language"]}),
        (_("Access"), {"fields": ["is_active", "is_staff", "is_superuser"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "full_name", "usable_password", "password1", "password2"]})]


@admin.register(Office)
class OfficeAdmin(SimpleHistoryAdmin):
    list_display = ["name", "level", "unit", "code"]
    list_filter = ["level"]
    search_fields = ["name", "code", "authority_name"]
    autocomplete_fields = ["unit"]
    inlines = [MembershipInline]
