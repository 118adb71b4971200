"""Papers that prove something: a producer's library of documents, and where each is used as evidence."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluations.enums import EvidenceKind
from evaluations.models.dossiers import Dossier
from ocop_portal.accounts.models import units_of
from ocop_portal.core.constraints import in_order, one_of
from ocop_portal.core.days import day_of
from producers.models import Producer, ProducerMember


def document_path(document, filename):
    return f"evidence/{secrets.token_hex(16)}"


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The producer's members, the offices of its place, and whoever sees a dossier that uses it."""
        if not user.is_authenticated:
            return self.none()
        mine = ProducerMember.objects.filter(user=user).values("producer")
        used = Evidence.objects.filter(dossier__in=Dossier.objects.visible_to(user)).values("document")
        return self.filter(
            Q(producer__in=mine) | Q(producer__unit__in=units_of(user)) | Q(pk__in=used)
        ).distinct()

    def newest(self):
        """Leave out what a newer version has replaced."""
        return self.filter(successor=None)

    def valid_on(self, at=None):
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day_of(at)))


class Document(models.Model):
    """A paper in a producer's evidence library: one file serving many criteria and many dossiers. Private.

    The file of a row never changes: a newer version is a new row that `replaces` it, and what was handed in
    or scored with the old one keeps the old one.
    """

    producer = models.ForeignKey(
        Producer, models.PROTECT, related_name="documents", verbose_name=_("producer")
    )
    kind = models.CharField(_("kind of paper"), max_length=24, choices=EvidenceKind)
    title = models.CharField(_("title"), max_length=200)
    number = models.CharField(_("number"), max_length=80, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until (inclusive)"), null=True, blank=True)
    file = models.FileField(_("file"), upload_to=document_path)
    original_name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("checksum"), max_length=64)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="successor", verbose_name=_("replaces")
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["kind", "-added_at", "-pk"]
        constraints = [
            one_of("evaluations_document_kind_known", "kind", EvidenceKind, _("Choose one of the kinds.")),
            in_order(
                "evaluations_document_issued_before_expiry",
                "issued_on",
                "valid_until",
                _("A paper is not valid until a day before it was issued."),
            ),
        ]

    def __str__(self):
        return self.title

    def is_valid_on(self, at=None):
        return self.valid_until is None or self.valid_until >= day_of(at)


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(dossier__in=Dossier.objects.visible_to(user))

    def standing(self):
        return self.filter(removed_at=None)


class EvidenceManager(models.Manager.from_queryset(EvidenceQuerySet)):
    """Evidence is read with its document."""

    def get_queryset(self):
        return super().get_queryset().select_related("document")


class Evidence(models.Model):
    """A document used in a dossier, for one criterion or for the dossier as a whole.

    A row never points to another document: a replacement is a new row, and a removed row stays for what was
    scored with it.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="evidence", verbose_name=_("dossier"))
    document = models.ForeignKey(Document, models.PROTECT, related_name="uses", verbose_name=_("document"))
    criterion_code = models.CharField(_("criterion"), max_length=10, blank=True)
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(_("removed"), null=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = EvidenceManager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["document__kind", "pk"]

    def __str__(self):
        return str(self.document)
