"""Where products are sold on the web."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ocop_portal.core.constraints import filled, unique
from ocop_portal.core.days import day_of
from producers.models import WebAddress
from products.models.goods import Product


class SalesChannelQuerySet(models.QuerySet):
    def public_for(self, product, at=None):
        """The channels a public page names: those that have begun, of a product the register knows."""
        begun = Q(since=None) | Q(since__lte=day_of(at))
        known = self.filter(begun, product=product, product__certified_from__isnull=False)
        return known.order_by("platform", "pk")

    def visible_to(self, user):
        return self.filter(product__in=Product.objects.visible_to(user))


class SalesChannel(models.Model):
    """Where a product is sold on the web: its page on a platform or the producer's own."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="channels", verbose_name=_("product"))
    platform = models.CharField(
        _("platform"), max_length=60, help_text=_("For example Shopee, Tiki, san24h.")
    )
    url = WebAddress(_("address of the product's page"), max_length=300)
    since = models.DateField(_("since"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SalesChannelQuerySet.as_manager()

    class Meta:
        verbose_name = _("sales channel")
        verbose_name_plural = _("sales channels")
        ordering = ["platform", "pk"]
        constraints = [
            filled("products_saleschannel_platform_filled", "platform", _("Name the platform.")),
            unique(
                "products_saleschannel_once",
                "product",
                "url",
                message=_("This address is listed for the product already."),
            ),
        ]

    def __str__(self):
        return f"{self.platform}: {self.product}"
