"""Levels of the administrative map."""

from django.db import models
from django.utils.translation import pgettext_lazy


class UnitLevel(models.TextChoices):
    """Three levels until 30 June 2025; since then provinces and communes only."""

    PROVINCE = "province", pgettext_lazy("level", "province")
    DISTRICT = "district", pgettext_lazy("level", "district")
    COMMUNE = "commune", pgettext_lazy("level", "commune")
