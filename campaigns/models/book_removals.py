"""What was taken out of the office's books."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ocop_portal.accounts.models import units_of
from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.append_only import InsertOnly, InsertOnlyQuerySet
from ocop_portal.core.constraints import filled


class BookRemovalQuerySet(InsertOnlyQuerySet):
    def visible_to(self, user):
        return self.filter(unit__in=units_of(user))


class BookRemoval(InsertOnly):
    """An entry that was taken out of a book: all it said, whose area it was, who took it out and why.

    `book` is the name of the book in addresses; `facts` are pairs of a label and what stood there, in words.
    """

    book = models.CharField(_("book"), max_length=30)
    entry = models.PositiveBigIntegerField(_("number of the entry"))
    title = models.CharField(_("entry"), max_length=420)
    facts = models.JSONField(_("what it said"))
    unit = models.ForeignKey(AdministrativeUnit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("removed"), default=timezone.now)

    objects = BookRemovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("removed entry")
        verbose_name_plural = _("removed entries")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["book", "-at"], name="campaigns_removed_of_book")]
        constraints = [filled("campaigns_bookremoval_reason_filled", "reason", _("Write the reason."))]

    def __str__(self):
        return self.title
