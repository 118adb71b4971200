"""What the public pages read instead of counting again: it can be dropped and made anew at any time.

Nothing here is a fact of the register. Each row says of which version of the register it speaks, and one
that speaks of another version is never shown.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.constraints import filled, holds
from products.models.goods import ProductSet


class RegisterMove(models.Model):
    """One change of what the public may see; the register's version is the sum of `n` over all rows.

    Triggers of the database write a row in the transaction of the change, so the version moves exactly when
    the change becomes visible. Rows are only added, so two decisions never wait for each other here; from
    time to time many rows become one with the same sum (see `products.register_version`).
    """

    n = models.PositiveBigIntegerField(_("moves"), default=1)

    class Meta:
        verbose_name = _("move of the register")
        verbose_name_plural = _("moves of the register")
        indexes = [models.Index(fields=["n"], name="registermove_by_n")]  # summed from it, past dead rows
        constraints = [
            holds("products_registermove_counts_up", models.Q(n__gt=0), _("A version never goes back."))
        ]

    def __str__(self):
        return str(self.n)


class FacetCount(models.Model):
    """A cell of the facet cube: how many public products share these five properties.

    `version` and `day` (of Vietnam) say for which state of the register it was counted.
    """

    version = models.PositiveBigIntegerField(_("version of the register"))
    day = models.DateField(_("day"))
    product_set = models.ForeignKey(
        ProductSet, models.CASCADE, related_name="+", verbose_name=_("product set")
    )
    stars = models.PositiveSmallIntegerField(_("stars"))
    kind = models.CharField(_("kind of producer"), max_length=20)
    province = models.ForeignKey(
        AdministrativeUnit, models.CASCADE, related_name="+", verbose_name=_("province of today")
    )
    status = models.CharField(_("status"), max_length=16)
    n = models.PositiveIntegerField(_("products"))

    class Meta:
        verbose_name = _("facet count")
        verbose_name_plural = _("facet counts")

    def __str__(self):
        return f"{self.product_set_id}/{self.stars}/{self.kind}/{self.province_id}/{self.status}: {self.n}"


class SearchWord(models.Model):
    """A word that occurs in the names of public products or their producers: what a mistyped word may mean.

    `word` and `followers` are folded; `shown` is its most frequent spelling with marks.
    """

    word = models.CharField(_("word without marks"), max_length=40, unique=True)
    shown = models.CharField(_("as it is written"), max_length=40)
    uses = models.PositiveIntegerField(_("uses"))
    followers = models.JSONField(_("words after it in names"), default=list)

    class Meta:
        verbose_name = _("word of the register")
        verbose_name_plural = _("words of the register")
        constraints = [filled("products_searchword_word_filled", "word", _("A word has letters."))]

    def __str__(self):
        return self.shown
