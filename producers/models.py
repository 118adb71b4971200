"""Who makes OCOP products."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ocop_portal.accounts.models import units_of
from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.constraints import filled, one_of, unique
from ocop_portal.core.text import hyphened, search_text, sort_key
from ocop_portal.core.words import matching
from producers.enums import Gender, ProducerKind


class WebAddress(models.URLField):
    """An address typed without "https://" gets it."""

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https", **kwargs})

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs


class ProducerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the units a person's offices cover, and those the person is a member of."""
        if not user.is_authenticated:
            return self.none()
        mine = ProducerMember.objects.filter(user=user).values("producer")
        return self.filter(Q(unit__in=units_of(user)) | Q(pk__in=mine))

    def search(self, query):
        return matching(self, query)


class Producer(models.Model):
    """A cooperative, enterprise, household... that makes products. Bank accounts and papers are never here.

    The representative's name and the contacts are personal data: each is published only with its consent.
    """

    OWN_WORDS = ("introduction",)  # what it tells of itself; everything else is entered by the office

    kind = models.CharField(_("kind"), max_length=20, choices=ProducerKind)
    name = models.CharField(_("name"), max_length=200)
    registration_code = models.CharField(
        _("tax or registration code"),
        max_length=20,
        blank=True,
        help_text=_("Digits, as on the certificate."),
    )
    registered_on = models.DateField(_("registered on"), null=True, blank=True)
    representative_name = models.CharField(_("legal representative"), max_length=150)
    representative_gender = models.CharField(
        _("representative's gender"), max_length=6, choices=Gender, default=Gender.UNSAID, blank=True
    )
    representative_ethnic_group = models.CharField(
        _("representative's ethnic group"), max_length=60, blank=True
    )
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = WebAddress(_("website"), blank=True)
    address = models.CharField(_("house number, hamlet"), max_length=200, blank=True)
    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, related_name="producers", verbose_name=_("commune")
    )
    introduction = models.TextField(_("introduction"), blank=True)
    publish_representative = models.BooleanField(_("publish the representative's name"), default=False)
    publish_phone = models.BooleanField(_("publish the phone number"), default=False)
    publish_email = models.BooleanField(_("publish the e-mail address"), default=False)
    publish_address = models.BooleanField(_("publish the house number and hamlet"), default=False)
    is_sample = models.BooleanField(_("invented sample"), default=False, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    COMPUTED = ("search_text", "sort_key")
    search_text = models.TextField(editable=False, default="")
    sort_key = models.CharField(max_length=600, editable=False, default="", db_index=True)

    objects = ProducerQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=COMPUTED)

    class Meta:
        verbose_name = _("producer")
        verbose_name_plural = _("producers")
        ordering = ["sort_key", "pk"]
        constraints = [
            one_of("producers_producer_kind_known", "kind", ProducerKind, _("Choose one of the kinds.")),
            filled("producers_producer_name_filled", "name", _("Enter the producer's name.")),
            unique(
                "producers_producer_registration_code_unique",
                "registration_code",
                condition=~Q(registration_code=""),
                message=_("Another producer is already registered with this code."),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.fill_computed()
        super().save(*args, **kwargs)

    def fill_computed(self):
        """Fill what search and order read. Bulk operations skip `save()` and must call this."""
        self.sort_key = sort_key(self.name)[:600]
        places = self.unit.names_over_time()
        self.search_text = search_text(self.name, self.registration_code, *places)

    @property
    def slug(self):
        return hyphened(self.name) or "chu-the"

    def get_absolute_url(self):
        return reverse("producer_page", args=[self.pk, self.slug])


class ProducerMember(models.Model):
    """A person who acts for a producer, invited by an officer; the history keeps who was one until when."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="producer_memberships", verbose_name=_("user")
    )
    producer = models.ForeignKey(Producer, models.CASCADE, related_name="members", verbose_name=_("producer"))
    since = models.DateTimeField(_("since"), default=timezone.now)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("producer's member")
        verbose_name_plural = _("producers' members")
        constraints = [
            unique(
                "producers_producermember_once",
                "user",
                "producer",
                message=_("This person is already a member of the producer."),
            )
        ]

    def __str__(self):
        return f"{self.user} · {self.producer}"


class MaterialZoneQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Zones in the units a person's offices cover, and those of one's own producers."""
        if not user.is_authenticated:
            return self.none()
        mine = ProducerMember.objects.filter(user=user).values("producer")
        zones = MaterialZone.producers.through.objects.filter(producer__in=mine).values("materialzone")
        return self.filter(Q(unit__in=units_of(user)) | Q(pk__in=zones))

    def public_for(self, producer):
        """The zones a producer's products may name in public: those that supply it."""
        return self.filter(producers=producer).select_related("unit__parent__parent").order_by("name", "pk")


class MaterialZone(models.Model):
    """A raw-material zone (vùng nguyên liệu), its planting-area code and the producers it supplies.

    `area` is in hectares; `certified_until` is the last day of its organic or good-practice certificate.
    """

    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, related_name="material_zones", verbose_name=_("commune")
    )
    name = models.CharField(_("name"), max_length=200)
    crop = models.CharField(_("crop or animal"), max_length=120)
    planting_code = models.CharField(
        _("planting-area code"), max_length=60, blank=True, help_text=_("As granted, e.g. VN-BGOR-0123.")
    )
    area = models.DecimalField(_("area (ha)"), max_digits=9, decimal_places=2, null=True, blank=True)
    standard = models.CharField(
        _("standard"), max_length=120, blank=True, help_text=_("For example VietGAP, organic.")
    )
    certified_until = models.DateField(_("certified until (inclusive)"), null=True, blank=True)
    producers = models.ManyToManyField(
        "Producer", blank=True, related_name="zones", verbose_name=_("producers it supplies")
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MaterialZoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("raw-material zone")
        verbose_name_plural = _("raw-material zones")
        ordering = ["name", "pk"]
        constraints = [
            filled("producers_materialzone_name_filled", "name", _("Enter the name of the zone.")),
            filled("producers_materialzone_crop_filled", "crop", _("Enter what is grown or raised.")),
            unique(
                "producers_materialzone_code_unique",
                "planting_code",
                condition=~Q(planting_code=""),
                message=_("Another zone has this planting-area code."),
            ),
        ]

    def __str__(self):
        return self.name
