"""What the register said of each product from one entry to the next, so that any day is one lookup."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from ocop_portal.core.constraints import in_order, unique
from products.models.goods import Product

OPEN_END = date.max


class RegisterSpan(models.Model):
    """The public facts of a product on every day from `first_day` to `last_day`, both included.

    Derived from its events and written anew with each of them by `products.spans`; the span that runs today
    ends on `OPEN_END`. Before its first recognition a product has none.
    """

    product = models.ForeignKey(Product, models.CASCADE, related_name="spans", db_index=False)
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("until (inclusive)"), default=OPEN_END)
    stars = models.PositiveSmallIntegerField(_("stars"))
    certified_from = models.DateField(_("recognised on"))
    certified_until = models.DateField(_("valid until (inclusive)"))
    extended_until = models.DateField(_("extended until (inclusive)"), null=True)
    revoked_on = models.DateField(_("revoked on"), null=True)
    decision_number = models.CharField(_("decision number"), max_length=60)
    authority = models.CharField(_("authority"), max_length=200)

    class Meta:
        verbose_name = _("span of the register")
        verbose_name_plural = _("spans of the register")
        ordering = ["product", "first_day"]
        constraints = [
            unique(
                "products_registerspan_one_from_a_day",
                "product",
                "first_day",
                message=_("On each day the register says one thing of a product."),
            ),
            in_order(
                "products_registerspan_first_day_before_last",
                "first_day",
                "last_day",
                _("The first day is not after the last."),
            ),
        ]

    def __str__(self):
        return f"{self.product}: {self.first_day:%d/%m/%Y}"
