"""Kinds of producers (chủ thể OCOP), by Decision 26/2026 Article 2, and facts about their representatives."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProducerKind(models.TextChoices):
    COOPERATIVE = "cooperative", _("cooperative")
    COOPERATIVE_GROUP = "cooperative_group", _("cooperative group")
    ENTERPRISE = "enterprise", _("small or medium enterprise")
    HOUSEHOLD = "household", _("household business")
    FARM = "farm", _("farm")
    ASSOCIATION = "association", _("association or community (tourism)")


class Gender(models.TextChoices):
    FEMALE = "female", _("female")
    MALE = "male", _("male")
    UNSAID = "", _("not said")
