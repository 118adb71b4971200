"""The six groups, the kinds of events in the public register, and its seven statuses."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProductGroup(models.TextChoices):
    """The six groups of products (Decision 26/2026, Annex I)."""

    FOOD = "food", _("Food")
    DRINK = "drink", _("Drinks")
    HERBAL = "herbal", _("Medicinal herbs and products made from them")
    CRAFT = "craft", _("Handicrafts")
    ORNAMENTAL = "ornamental", _("Ornamental plants and animals")
    TOURISM = "tourism", _("Community tourism, ecotourism and tourist sites")


class EventKind(models.TextChoices):
    RECOGNISED = "recognised", _("recognised")
    UPGRADED = "upgraded", _("upgraded")
    RENEWED = "renewed", _("renewed after re-evaluation")
    EXTENDED = "extended", _("extended while the result is awaited")
    REVOKED = "revoked", _("revoked")
    CORRECTED = "corrected", _("corrected")
    IMPORTED = "imported", _("entered from an earlier decision")

    @classmethod
    def grants(cls):
        """Events that give stars from a day to a day."""
        return (cls.RECOGNISED, cls.UPGRADED, cls.RENEWED, cls.IMPORTED, cls.CORRECTED)


class Status(models.TextChoices):
    """What the public register says of a product on a day. Computed from facts and the day, never stored."""

    UNDER_EVALUATION = "under_evaluation", _("Under evaluation")
    IN_FORCE = "in_force", _("In force")
    EXPIRING = "expiring", _("Expiring soon")
    EXPIRED = "expired", _("Expired")
    EXTENDED = "extended", _("Extended, result awaited")
    REVOKED = "revoked", _("Revoked")
    REPLACED = "replaced", _("Replaced")

    @classmethod
    def valid(cls):
        return (cls.IN_FORCE, cls.EXPIRING, cls.EXTENDED)


class Misuse(models.TextChoices):
    """What a citizen may report of a product or a label."""

    LABEL = "label", _("the label or code looks false")
    STARS = "stars", _("stars are used that are no longer in force")
    QUALITY = "quality", _("the product is not as described")
    OTHER = "other", _("something else")


class DataFormat(models.TextChoices):
    """How the register is given away as a file."""

    CSV = "csv", "CSV"
    JSON = "json", "JSON"
    XLSX = "xlsx", "XLSX"
    MINISTRY = "ptnt_ocop", "PTNT_OCOP"
