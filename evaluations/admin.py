"""Evaluations in the administration: rules and records to be looked at, councils' own rules to be mended.

No state is changed here: dossiers, sessions, cards and certificates move only through their pages.
"""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from evaluations import models
from ocop_portal.areas.admin import ReadOnly


class Rows(ReadOnly, admin.TabularInline):
    extra = 0
    can_delete = False
    show_change_link = False


def rows_of(model, *fields, **options):
    """Return an inline that shows rows of a model without letting them be changed."""
    values = {"model": model, "fields": fields, "readonly_fields": fields, **options}
    return type(f"{model.__name__}Rows", (Rows,), values)


class Shown(ReadOnly, admin.ModelAdmin):
    """A record to be looked at."""

    list_per_page = 50


# Rules


@admin.register(models.CriteriaEdition)
class CriteriaEditionAdmin(Shown):
    list_display = ["decision", "code", "taxonomy"]


@admin.register(models.Rubric)
class RubricAdmin(Shown):
    list_display = ["product_set", "edition", "version", "published_at", "issues"]
    list_filter = ["edition", ("published_at", admin.EmptyFieldListFilter)]
    list_select_related = ["edition", "product_set"]
    search_fields = ["product_set__name"]
    inlines = [
        rows_of(models.Section, "part", "code", "name", "max_points"),
        rows_of(models.Criterion, "part", "code", "name", "max_points", "min_star", show_change_link=True),
        rows_of(models.StopRule, "text"),
    ]


@admin.register(models.Criterion)
class CriterionAdmin(Shown):
    list_display = ["code", "name", "part", "max_points", "rubric"]
    list_filter = ["rubric__edition", "part"]
    list_select_related = ["rubric__edition", "rubric__product_set"]
    search_fields = ["name", "code"]
    inlines = [rows_of(models.Option, "position", "label", "points", "min_for_star", "case")]


@admin.register(models.Regulation)
class RegulationAdmin(Shown):
    list_display = ["number", "in_force_from", "finish_by", "edition", "receiving_level", "council_level"]
    list_select_related = ["edition"]
    inlines = [rows_of(models.RegulationStar, "star", "from_points", "deciding_level")]


# Dossiers and their outcome


@admin.register(models.Dossier)
class DossierAdmin(Shown):
    list_display = ["product", "purpose", "state", "receiving_office", "received_on"]
    list_filter = ["state", "purpose", "regulation"]
    list_select_related = ["product", "receiving_office"]
    search_fields = ["product__search_text"]
    inlines = [
        rows_of(models.DossierLog, "at", "transition", "source", "target", "by", "office_name", "comment"),
        rows_of(models.Evidence, "document", "criterion_code", "added_by", "added_at", "removed_at"),
        rows_of(models.DossierRevision, "number", "hash", "submitted_by", "submitted_at"),
    ]


@admin.register(models.Decision)
class DecisionAdmin(Shown):
    list_display = ["number", "decided_on", "authority", "signatory", "signed_by"]
    list_select_related = ["signed_by"]
    search_fields = ["number", "authority"]
    inlines = [rows_of(models.DecisionLine, "dossier", "stars")]


@admin.register(models.Certificate)
class CertificateAdmin(Shown):
    list_display = ["number", "product", "stars", "issued_on", "valid_until", "ended_on", "ended_reason"]
    list_filter = ["stars", "ended_reason"]
    list_select_related = ["product"]
    search_fields = ["number", "product__search_text"]


# Councils


@admin.register(models.CouncilRules)
class CouncilRulesAdmin(admin.ModelAdmin):
    """Rules may be mended until a session has been opened under them."""

    list_display = ["number", "quorum_percent", "spread_limit", "rounding", "minimum_judged_by"]

    def has_change_permission(self, request, obj=None):
        in_use = obj is not None and obj.councils.filter(sessions__opened_at__isnull=False).exists()
        return not in_use and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(models.Council)
class CouncilAdmin(Shown):
    list_display = ["name", "level", "office", "decision_number", "established_on", "dissolved_on"]
    list_filter = ["level"]
    list_select_related = ["office"]
    search_fields = ["name"]
    inlines = [rows_of(models.Seat, "role", "user", "representing", "since", "until")]


@admin.register(models.Session)
class SessionAdmin(Shown):
    list_display = ["name", "council", "held_on", "state", "opened_at", "closed_at"]
    list_filter = ["state"]
    list_select_related = ["council"]
    inlines = [
        rows_of(models.SessionItem, "position", "dossier", "state", "round", "closed_at"),
        rows_of(models.SessionLog, "at", "transition", "source", "target", "by", "comment"),
    ]


# Certificates


@admin.register(models.CertificateTemplate)
class CertificateTemplateAdmin(SimpleHistoryAdmin):
    """The texts and the frame an office prints its certificates in are edited here; facts are never part."""

    list_display = ["office", "title", "landscape", "frame", "ink", "updated_at"]
    list_select_related = ["office"]
    autocomplete_fields = ["office"]
    readonly_fields = ["preview"]

    @admin.display(description=_("how it looks"))
    def preview(self, template):
        """The office's newest certificate, printed in the template as it is saved."""
        issued = models.Certificate.objects.filter(decision__office=template.office_id)
        newest = issued.order_by("-pk").first()
        if newest is None:
            return _("Seen once the office has issued a certificate.")
        return format_html('<a href="{}">{}</a>', reverse("certificate_paper", args=[newest.pk]), newest)


@admin.register(models.SigningKey)
class SigningKeyAdmin(Shown):
    list_display = ["key_id", "created_at", "retired_on", "expires_on"]


@admin.register(models.Extension)
class ExtensionAdmin(Shown):
    list_display = ["product", "number", "decided_on", "until"]
    list_select_related = ["product"]


@admin.register(models.Correction)
class CorrectionAdmin(Shown):
    list_display = ["product", "number", "decided_on", "stars", "valid_until"]
    list_select_related = ["product"]


@admin.register(models.Revocation)
class RevocationAdmin(Shown):
    list_display = ["product", "ground", "concluded_on", "due_on", "state", "number"]
    list_filter = ["state", "ground"]
    list_select_related = ["product"]
