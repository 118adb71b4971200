"""Files of the open data: what was published, when, and with which checksum."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ocop_portal.core.constraints import one_of
from products.enums import DataFormat


class DataFile(models.Model):
    """One file of the whole register as it stood on a day. `is_kept`: a month's snapshot, never removed."""

    name = models.CharField(_("file name"), max_length=80, unique=True)
    format = models.CharField(_("format"), max_length=10, choices=DataFormat)
    day = models.DateField(_("day"))
    made_at = models.DateTimeField(_("made"))
    rows = models.PositiveIntegerField(_("rows"))
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(_("checksum (SHA-256)"), max_length=64)
    is_kept = models.BooleanField(_("month's snapshot"), default=False)
    file = models.FileField(_("file"), upload_to="open-data")

    class Meta:
        verbose_name = _("open data file")
        verbose_name_plural = _("open data files")
        ordering = ["-day", "format"]
        constraints = [
            one_of("products_datafile_format_known", "format", DataFormat, _("Choose one of the formats."))
        ]

    def __str__(self):
        return self.name
