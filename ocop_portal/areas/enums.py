"""Levels of the administrative map, and degrees of difficulty that legal acts give its units."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class UnitLevel(models.TextChoices):
    """Three levels until 30 June 2025; since then provinces and communes only."""

    PROVINCE = "province", pgettext_lazy("level", "province")
    DISTRICT = "district", pgettext_lazy("level", "district")
    COMMUNE = "commune", pgettext_lazy("level", "commune")


class Difficulty(models.TextChoices):
    """Degrees in the Prime Minister's lists of communes and districts with difficulties."""

    DIFFICULT = "difficult", _("difficult (zone II)")
    EXTREME = "extreme", _("extremely difficult (zone III)")
    POOR = "poor", _("poor district or coastal commune")
