"""Levels of authority and roles in an office."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.TextChoices):
    """The level of an authority. Which level does what is read from the regulation, never from code."""

    COMMUNE = "commune", pgettext_lazy("level", "commune")
    DISTRICT = "district", pgettext_lazy("level", "district")
    PROVINCE = "province", pgettext_lazy("level", "province")
    CENTRAL = "central", pgettext_lazy("level", "ministry")

    @property
    def rank(self):
        return LEVEL_ORDER.index(self)


LEVEL_ORDER = (Level.COMMUNE, Level.DISTRICT, Level.PROVINCE, Level.CENTRAL)


class Role(models.TextChoices):
    """What a person does in an office. Council seats and producer members are rows elsewhere."""

    OFFICER = "officer", _("officer")
    LEADER = "leader", _("leader")
    ADVISOR = "advisor", _("member of the advisory group")
    AUDITOR = "auditor", _("auditor")
    ACCOUNTANT = "accountant", _("accountant")
