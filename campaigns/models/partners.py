"""Who and what stands around the products: organisations, sales points, marks and contracts."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.enums import ContractKind, Market, MarkKind, OrganisationKind, PointKind
from ocop_portal.accounts.models import units_of
from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.constraints import filled, holds, in_order, one_of, unique
from producers.models import Producer
from products.models import Product


class OfUnitQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(unit__in=units_of(user))


class OfProducerQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(producer__unit__in=units_of(user))


class Organisation(models.Model):
    """A club, an association or a partner of the programme, with the producers that are its members."""

    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, related_name="organisations", verbose_name=_("unit")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=OrganisationKind)
    name = models.CharField(_("name"), max_length=200)
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    members = models.ManyToManyField(
        Producer, blank=True, related_name="organisations", verbose_name=_("members")
    )
    note = models.TextField(_("note"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "pk"]
        constraints = [
            one_of(
                "campaigns_organisation_kind_known", "kind", OrganisationKind, _("Choose one of the kinds.")
            ),
            filled("campaigns_organisation_name_filled", "name", _("Enter the name of the organisation.")),
            unique(
                "campaigns_organisation_once",
                "unit",
                "name",
                message=_("The unit already has an organisation of this name."),
            ),
        ]

    def __str__(self):
        return self.name


class SalesPoint(models.Model):
    """A place where products of the programme are shown or sold, and which ones."""

    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, related_name="sales_points", verbose_name=_("unit")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=PointKind)
    name = models.CharField(_("name"), max_length=200)
    address = models.CharField(_("address"), max_length=200, blank=True)
    publish_address = models.BooleanField(
        _("publish the address"),
        default=False,
        help_text=_("With the consent of who keeps the point; the keeper's name is never published."),
    )
    keeper = models.CharField(_("kept by"), max_length=200, blank=True)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    products = models.ManyToManyField(
        Product, blank=True, related_name="sales_points", verbose_name=_("products shown")
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("sales or display point")
        verbose_name_plural = _("sales and display points")
        ordering = ["name", "pk"]
        constraints = [
            one_of("campaigns_salespoint_kind_known", "kind", PointKind, _("Choose one of the kinds.")),
            filled("campaigns_salespoint_name_filled", "name", _("Enter the name of the point.")),
            in_order(
                "campaigns_salespoint_open_before_closed",
                "opened_on",
                "closed_on",
                _("The first day is not after the last."),
            ),
            unique(
                "campaigns_salespoint_once",
                "unit",
                "name",
                message=_("The unit already has a point of this name."),
            ),
        ]

    def __str__(self):
        return self.name


class Mark(models.Model):
    """A mark, indication, code or certificate of a producer, from filing to grant and end."""

    producer = models.ForeignKey(Producer, models.PROTECT, related_name="marks", verbose_name=_("producer"))
    kind = models.CharField(_("kind"), max_length=14, choices=MarkKind)
    name = models.CharField(_("name"), max_length=200)
    number = models.CharField(_("number"), max_length=60, blank=True)
    filed_on = models.DateField(_("filed on"), null=True, blank=True)
    granted_on = models.DateField(_("granted on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until (inclusive)"), null=True, blank=True)
    products = models.ManyToManyField(Product, blank=True, related_name="marks", verbose_name=_("products"))
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfProducerQuerySet.as_manager()

    class Meta:
        verbose_name = _("mark or certificate")
        verbose_name_plural = _("marks and certificates")
        ordering = ["name", "pk"]
        constraints = [
            one_of("campaigns_mark_kind_known", "kind", MarkKind, _("Choose one of the kinds.")),
            filled("campaigns_mark_name_filled", "name", _("Enter the name of the mark.")),
            in_order(
                "campaigns_mark_filed_before_granted",
                "filed_on",
                "granted_on",
                _("A mark is not granted before it is filed."),
            ),
            in_order(
                "campaigns_mark_granted_before_end",
                "granted_on",
                "valid_until",
                _("The first day is not after the last."),
            ),
        ]

    def __str__(self):
        return self.name


class Contract(models.Model):
    """A contract of a producer about raw material, a link in the chain, or sale."""

    producer = models.ForeignKey(
        Producer, models.PROTECT, related_name="contracts", verbose_name=_("producer")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=ContractKind)
    partner = models.CharField(_("with"), max_length=200)
    number = models.CharField(_("number"), max_length=60, blank=True)
    market = models.CharField(_("market"), max_length=8, choices=Market, blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("to"), null=True, blank=True)
    amount = models.PositiveBigIntegerField(_("value (đồng)"), null=True, blank=True)
    products = models.ManyToManyField(
        Product, blank=True, related_name="contracts", verbose_name=_("products")
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfProducerQuerySet.as_manager()

    class Meta:
        verbose_name = _("contract")
        verbose_name_plural = _("contracts")
        ordering = ["-since", "pk"]
        constraints = [
            one_of("campaigns_contract_kind_known", "kind", ContractKind, _("Choose one of the kinds.")),
            holds(
                "campaigns_contract_market_known",
                Q(market="") | Q(market__in=Market.values),
                _("Choose one of the markets."),
            ),
            filled("campaigns_contract_partner_filled", "partner", _("Name the other side.")),
            in_order(
                "campaigns_contract_since_before_until",
                "since",
                "until",
                _("The first day is not after the last."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.partner}"
