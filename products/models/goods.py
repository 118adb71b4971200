"""What a product is and what the public may see of it."""

import secrets
from functools import cache

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ocop_portal.accounts.models import units_of
from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.append_only import InsertOnly
from ocop_portal.core.constraints import filled, holds, in_order, one_of, unique
from ocop_portal.core.text import hyphened, name_norm, plain_key, search_text, sort_key
from ocop_portal.core.words import matching
from producers.models import Producer, ProducerMember
from products.enums import EventKind, ProductGroup, Status
from products.status import has_status, is_valid, status_of


class ProductSet(models.Model):
    """One of the 26 product sets (bộ sản phẩm), each with its own score sheet and managing ministries.

    `taxonomy` tells the 2023 numbering (Decisions 148 and 26/2026) from the older one of Decision 781.
    """

    CURRENT, OLDER = "2023", "2019"

    taxonomy = models.CharField(_("taxonomy"), max_length=4, default=CURRENT)
    number = models.PositiveSmallIntegerField(_("number"))
    group = models.CharField(_("group"), max_length=12, choices=ProductGroup)
    subgroup = models.CharField(_("subgroup"), max_length=120, blank=True)
    name = models.CharField(_("name"), max_length=160)
    ministries = models.JSONField(_("managing ministries"), default=list)

    class Meta:
        verbose_name = _("product set")
        verbose_name_plural = _("product sets")
        ordering = ["-taxonomy", "number"]
        constraints = [
            unique(
                "products_productset_number_unique_in_taxonomy",
                "taxonomy",
                "number",
                message=_("This number is already taken in the taxonomy."),
            ),
            one_of(
                "products_productset_group_known", "group", ProductGroup, _("Choose one of the six groups.")
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.name}"


class ProductQuerySet(models.QuerySet):
    def visible_to(self, user):
        """In the workspace: products of the units a person's offices cover, and of one's own producers."""
        if not user.is_authenticated:
            return self.none()
        mine = ProducerMember.objects.filter(user=user).values("producer")
        return self.filter(Q(made_in__in=units_of(user)) | Q(producer__in=mine))

    def public(self):
        """Everything that was ever recognised: a product never disappears from the register."""
        return self.filter(certified_from__isnull=False)

    def with_status(self, status, at=None):
        return self.filter(has_status(status, at))

    def valid(self, at=None):
        return self.filter(is_valid(at))

    def search(self, query):
        return matching(self, query)


class Product(models.Model):
    """A product and its public facts.

    The public facts (`stars` to `authority`) change only through `products.publication.record`, which appends
    a `StatusEvent`; everything else is edited by the office or told by the producer.
    """

    PUBLIC_FACTS = (
        "stars",
        "certified_from",
        "certified_until",
        "extended_until",
        "revoked_on",
        "decision_number",
        "authority",
    )

    OWN_WORDS = ("summary", "story", "packaging")  # told by the producer, confirmed by nobody

    producer = models.ForeignKey(
        Producer, models.PROTECT, related_name="products", verbose_name=_("producer")
    )
    product_set = models.ForeignKey(
        ProductSet, models.PROTECT, related_name="products", verbose_name=_("product set")
    )
    name = models.CharField(_("name"), max_length=200)
    made_in = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, related_name="products", verbose_name=_("made in (commune)")
    )
    summary = models.CharField(_("in one sentence"), max_length=300, blank=True)
    story = models.TextField(_("the producer's story"), blank=True)
    packaging = models.CharField(_("packaging and sizes"), max_length=200, blank=True)

    code = models.CharField(_("product code"), max_length=40, unique=True, null=True, editable=False)
    stars = models.PositiveSmallIntegerField(_("stars"), null=True, editable=False)
    certified_from = models.DateField(_("certified from"), null=True, editable=False)
    certified_until = models.DateField(_("certified until (inclusive)"), null=True, editable=False)
    extended_until = models.DateField(_("extended until (inclusive)"), null=True, editable=False)
    revoked_on = models.DateField(_("revoked on"), null=True, editable=False)
    decision_number = models.CharField(_("decision number"), max_length=60, blank=True, editable=False)
    authority = models.CharField(_("authority"), max_length=200, blank=True, editable=False)

    is_sample = models.BooleanField(_("invented sample"), default=False, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    # Kept beside what they follow from, so that search, order and the cards of a list ask one table. Null
    # only until computed: SQLite adds such a column without making the table anew, which loses its triggers.
    COMPUTED = (
        "search_text",
        "name_norm",
        "sort_key",
        "plain_key",
        "producer_name",
        "place_name",
        "group",
    )
    search_text = models.TextField(editable=False, default="")
    name_norm = models.CharField(max_length=200, editable=False, default="")
    sort_key = models.CharField(max_length=600, editable=False, default="", db_index=True)
    plain_key = models.CharField(max_length=600, editable=False, null=True)
    producer_name = models.CharField(max_length=200, editable=False, null=True)
    place_name = models.CharField(max_length=220, editable=False, null=True)
    group = models.CharField(max_length=12, editable=False, null=True)

    objects = ProductQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=COMPUTED)

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["sort_key", "pk"]
        indexes = [  # one for each order of the catalogue, and of the short lists beside other pages
            models.Index(fields=["sort_key", "id"], name="products_by_name"),
            models.Index(fields=["-stars", "sort_key", "id"], name="products_by_stars"),
            models.Index(fields=["-certified_from", "sort_key", "id"], name="products_by_newest"),
            models.Index(fields=["certified_until", "sort_key", "id"], name="products_by_expiry"),
            models.Index(fields=["plain_key", "sort_key", "id"], name="products_by_beginning"),
            models.Index(fields=["product_set", "-stars", "sort_key", "id"], name="products_by_kind"),
            models.Index(
                fields=["-revoked_on", "sort_key"],
                condition=Q(revoked_on__isnull=False),
                name="products_by_revocation",
            ),
            models.Index(
                fields=["extended_until"],
                condition=Q(extended_until__isnull=False),
                name="products_by_extension",
            ),
        ]
        constraints = [
            filled("products_product_name_filled", "name", _("Enter the product's name.")),
            unique(
                "products_product_name_unique_at_producer",
                "producer",
                "name",
                message=_("This producer already has a product of this name."),
            ),
            holds(
                "products_product_stars_from_three_to_five",
                Q(stars=None) | Q(stars__range=(3, 5)),
                _("Only 3, 4 and 5 stars are recognised."),
            ),
            holds(
                "products_product_public_facts_together",
                Q(stars=None, certified_from=None, certified_until=None, extended_until=None, revoked_on=None)
                | Q(stars__isnull=False, certified_from__isnull=False, certified_until__isnull=False),
                _("Stars, first day and last day are given together."),
            ),
            in_order(
                "products_product_certified_from_before_until",
                "certified_from",
                "certified_until",
                _("The first day is not after the last."),
            ),
            holds(
                "products_product_extended_after_until",
                Q(extended_until=None) | Q(extended_until__gt=F("certified_until")),
                _("An extension ends after the certificate."),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.fill_computed()
        super().save(*args, **kwargs)

    def fill_computed(self):
        """Fill what search, order and lists read. Bulk operations skip `save()` and must call this."""
        self.sort_key = sort_key(self.name)[:600]
        self.plain_key = plain_key(self.name)[:600]
        self.name_norm = name_norm(self.name)
        self.producer_name = self.producer.name
        self.place_name = self.made_in.short_name
        self.group = self.product_set.group
        places = self.made_in.names_over_time()
        self.search_text = search_text(self.name, self.producer.name, self.code or "", *places)

    @property
    def slug(self):
        return hyphened(self.name) or "san-pham"

    @property
    def status(self):
        return status_of(self)

    def status_on(self, at=None):
        return status_of(self, at)

    @property
    def is_public(self):
        return self.certified_from is not None

    def get_absolute_url(self):
        return address_form(get_language()).format(self.code, self.slug)


@cache
def address_form(_language):
    """The address of a product, with holes for its code and its name: lists need it dozens of times."""
    return reverse("product_page", args=["0-0", "-"]).replace("0-0/-/", "{}/{}/")


class ProductCode(InsertOnly):
    """A code given to a product: unique, never re-used. A product may carry an older and a newer one."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    product = models.ForeignKey(Product, models.PROTECT, related_name="codes", verbose_name=_("product"))
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("product code")
        verbose_name_plural = _("product codes")
        ordering = ["pk"]

    def __str__(self):
        return self.code


class CodeSeries(models.Model):
    """The last number given in a commune and year; locked while a code is given, so numbers never repeat."""

    unit = models.ForeignKey(AdministrativeUnit, models.PROTECT, related_name="+", verbose_name=_("commune"))
    year = models.PositiveSmallIntegerField(_("year"))
    last_number = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("series of product codes")
        verbose_name_plural = _("series of product codes")
        constraints = [
            unique(
                "products_codeseries_one_per_unit_and_year",
                "unit",
                "year",
                message=_("This series exists already."),
            )
        ]

    def __str__(self):
        return f"{self.unit} {self.year}: {self.last_number}"


def photo_path(photo, filename):
    return f"photos/{secrets.token_hex(16)}.webp"


class Photo(models.Model):
    """A picture of a product, re-encoded on upload; nothing of the original's metadata is kept."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="photos", verbose_name=_("product"))
    image = models.FileField(_("picture"), upload_to=photo_path)
    thumbnail = models.FileField(_("small picture"), upload_to=photo_path)
    caption = models.CharField(_("caption"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.caption or str(self.product)


class StatusEvent(InsertOnly):
    """One entry of the public register. Insert-only; a mistake is mended by a further event.

    Written only by `products.publication.record`.
    """

    product = models.ForeignKey(Product, models.PROTECT, related_name="events", verbose_name=_("product"))
    kind = models.CharField(_("kind"), max_length=12, choices=EventKind)
    stars = models.PositiveSmallIntegerField(_("stars"), null=True)
    on = models.DateField(_("in force from"))
    until = models.DateField(_("until (inclusive)"), null=True)
    decision_number = models.CharField(_("decision number"), max_length=60)
    authority = models.CharField(_("authority"), max_length=200)
    reason = models.TextField(_("reason"), blank=True)
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("register event")
        verbose_name_plural = _("register events")
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["recorded_at"], name="statusevent_by_moment")]
        constraints = [
            one_of("products_statusevent_kind_known", "kind", EventKind, _("Choose one of the kinds.")),
            holds(
                "products_statusevent_grants_carry_stars_and_end",
                ~Q(kind__in=EventKind.grants()) | Q(stars__range=(3, 5), until__isnull=False),
                _("A recognition names its stars and its last day."),
            ),
            in_order(
                "products_statusevent_on_before_until",
                "on",
                "until",
                _("The first day is not after the last."),
            ),
            filled(
                "products_statusevent_decision_number_filled",
                "decision_number",
                _("Enter the decision's number."),
            ),
        ]

    def __str__(self):
        return f"{self.product}: {self.get_kind_display()}"


PUBLIC_STATUSES = tuple(status for status in Status if status is not Status.UNDER_EVALUATION)
