"""Product ideas from the communes, their survey, and what became of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.enums import IDEA_MOVE_LABELS, IdeaState, IdeaWish
from campaigns.models.activities import OfPlanQuerySet
from campaigns.models.plans import Plan
from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.constraints import filled, holds, in_order, one_of, requires
from ocop_portal.core.workflow import TransitionLog
from producers.models import Producer
from products.enums import ProductGroup
from products.models import Product


class ProductIdea(models.Model):
    """What somebody wants to take part with: an idea of a new product, an upgrade or a re-evaluation.

    The survey writes down strengths, weaknesses and the remedy, and later the day the remedy was carried out.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="ideas", verbose_name=_("plan"))
    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, related_name="ideas", verbose_name=_("commune")
    )
    name = models.CharField(_("name of the product"), max_length=200)
    wish = models.CharField(_("wish"), max_length=12, choices=IdeaWish, default=IdeaWish.NEW)
    group = models.CharField(_("group"), max_length=12, choices=ProductGroup, blank=True)
    proposer = models.CharField(_("proposed by"), max_length=200)
    producer = models.ForeignKey(
        Producer, models.PROTECT, null=True, blank=True, related_name="ideas", verbose_name=_("producer")
    )
    description = models.TextField(_("description"), blank=True)
    registered_on = models.DateField(_("registered on"))
    surveyed_on = models.DateField(_("surveyed on"), null=True, blank=True)
    strengths = models.TextField(_("strengths"), blank=True)
    weaknesses = models.TextField(_("weaknesses"), blank=True)
    remedy = models.TextField(_("remedy"), blank=True)
    remedied_on = models.DateField(_("remedy carried out on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=IdeaState, default=IdeaState.REGISTERED)
    reason = models.TextField(_("why it was chosen or not"), blank=True)
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, related_name="ideas", verbose_name=_("product")
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("product idea")
        verbose_name_plural = _("product ideas")
        ordering = ["registered_on", "pk"]
        constraints = [
            one_of("campaigns_productidea_state_known", "state", IdeaState, _("Unknown state.")),
            one_of("campaigns_productidea_wish_known", "wish", IdeaWish, _("Choose one of the wishes.")),
            filled("campaigns_productidea_name_filled", "name", _("Enter the product's name.")),
            filled("campaigns_productidea_proposer_filled", "proposer", _("Say who proposed it.")),
            in_order(
                "campaigns_productidea_registered_before_survey",
                "registered_on",
                "surveyed_on",
                _("An idea is registered before it is surveyed."),
            ),
            in_order(
                "campaigns_productidea_surveyed_before_remedy",
                "surveyed_on",
                "remedied_on",
                _("The remedy is carried out after the survey, not before."),
            ),
            requires(
                "campaigns_productidea_surveyed_with_day",
                ["surveyed", "chosen", "developed"],
                "surveyed_on",
                _("A surveyed idea carries the day of its survey."),
            ),
            requires(
                "campaigns_productidea_developed_with_product",
                ["developed"],
                "product",
                _("An idea that became a product names it."),
            ),
            holds(
                "campaigns_productidea_decided_with_reason",
                ~Q(state__in=["chosen", "dropped", "developed"]) | ~Q(reason=""),
                _("Whether an idea is chosen or not, the reason is given."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("idea_page", args=[self.pk])


class IdeaLog(TransitionLog):
    idea = models.ForeignKey(ProductIdea, models.PROTECT, related_name="log")

    @property
    def transition_label(self):
        return IDEA_MOVE_LABELS[self.transition]
