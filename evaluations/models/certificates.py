"""How a certificate is printed and sealed: each office's own template, and the keys that sign."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from evaluations.enums import Frame, Ink
from ocop_portal.accounts.models import Office
from ocop_portal.core.constraints import filled, in_order, one_of
from ocop_portal.core.days import day_of


class CertificateTemplate(models.Model):
    """The texts and the frame of an office's certificates; the national template is not known.

    An office without a row prints with the portal's defaults. Facts are never part of a template.
    """

    office = models.OneToOneField(
        Office, models.PROTECT, related_name="certificate_template", verbose_name=_("office")
    )
    landscape = models.BooleanField(_("landscape"), default=True, help_text=_("Otherwise portrait."))
    frame = models.CharField(_("frame"), max_length=8, choices=Frame, default=Frame.CLASSIC)
    ink = models.CharField(_("colour"), max_length=6, choices=Ink, default=Ink.GREEN)
    superior = models.CharField(
        _("line above the authority"), max_length=120, blank=True, help_text=_("Usually empty.")
    )
    title = models.CharField(_("title"), max_length=80, default="GIẤY CHỨNG NHẬN")
    subtitle = models.CharField(_("line under the title"), max_length=160, default="SẢN PHẨM OCOP")
    opening = models.CharField(_("words before the product"), max_length=160, default="Chứng nhận sản phẩm")
    closing = models.CharField(
        _("words after the facts"),
        max_length=300,
        blank=True,
        default="Giấy chứng nhận này chỉ có giá trị cho sản phẩm và chủ thể ghi trên đây.",
    )
    signatory_titles = models.TextField(
        _("lines above the signature"),
        default="TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
        help_text=_("One line each, e.g. TM. ỦY BAN NHÂN DÂN, then CHỦ TỊCH."),
    )
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("template of certificates")
        verbose_name_plural = _("templates of certificates")
        ordering = ["office"]
        constraints = [
            filled("evaluations_certificatetemplate_title_filled", "title", _("Enter the title.")),
            one_of(
                "evaluations_certificatetemplate_frame_known", "frame", Frame, _("Choose one of the frames.")
            ),
            one_of("evaluations_certificatetemplate_ink_known", "ink", Ink, _("Choose one of the colours.")),
        ]

    def __str__(self):
        return f"{self.title} · {self.office}"


class SigningKeyQuerySet(models.QuerySet):
    def signing(self):
        """The keys that still sign, the newest first."""
        return self.filter(retired_on=None, expires_on=None).order_by("-created_at", "-pk")


class SigningKey(models.Model):
    """The public half of an Ed25519 key; the private half lies in the folder of keys and nowhere else.

    A retired key no longer signs, but what it signed still holds until the end of `expires_on`.
    """

    key_id = models.CharField(_("key number"), max_length=16, unique=True)
    public_key = models.CharField(_("public key"), max_length=44, help_text=_("32 bytes in base64."))
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    retired_on = models.DateField(_("signs no more since"), null=True)
    expires_on = models.DateField(_("last day its seals hold"), null=True)

    objects = SigningKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("signing key")
        verbose_name_plural = _("signing keys")
        ordering = ["-created_at", "-pk"]
        constraints = [
            filled("evaluations_signingkey_key_id_filled", "key_id", _("A key has its number.")),
            in_order(
                "evaluations_signingkey_retired_before_expiry",
                "retired_on",
                "expires_on",
                _("A key is retired before its seals lapse."),
            ),
        ]

    def __str__(self):
        return self.key_id

    def is_expired(self, at=None):
        return self.expires_on is not None and self.expires_on < day_of(at)
