"""The read API of the register: the same facts, filters, order and words for "no" as the pages.

Nobody needs a key. Lists are paged by the last row seen; every answer carries an ETag, and a question that
was asked before costs next to nothing.
"""

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters.rest_framework import DateFilter, DjangoFilterBackend, FilterSet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions, generics, serializers
from rest_framework.response import Response

from ocop_portal.areas.enums import UnitLevel
from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.text import clean_text
from producers.enums import ProducerKind
from producers.models import MaterialZone
from products import cards, catalogue, past
from products.api_answers import BadParameter, KeysetPages, Read, Throttle, address
from products.enums import EventKind, ProductGroup, Status
from products.models import Product, SalesChannel, StatusEvent
from products.official_rows import plain, read
from products.register import certified_producers, find_public
from products.status import status_of


class NotInRegister(exceptions.NotFound):
    default_code = "not_in_register"


class Endpoint(Read):
    throttle_classes = [Throttle]
    pagination_class = KeysetPages


# Products


class EventSerializer(serializers.Serializer):
    """One entry of the public register."""

    id = serializers.IntegerField(source="pk")
    code = serializers.CharField(source="product.code")
    kind = serializers.ChoiceField(EventKind.choices)
    stars = serializers.IntegerField(allow_null=True)
    on = serializers.DateField()
    until = serializers.DateField(allow_null=True)
    decision_number = serializers.CharField()
    authority = serializers.CharField()
    reason = serializers.CharField()
    recorded_at = serializers.DateTimeField()


class ProductSerializer(serializers.Serializer):
    """The official facts of a product and its status on the day of asking (Vietnam time)."""

    code = serializers.CharField()
    name = serializers.CharField()
    stars = serializers.IntegerField(allow_null=True)
    status = serializers.SerializerMethodField()
    group = serializers.ChoiceField(ProductGroup.choices)
    product_set = serializers.IntegerField(source="set_number")
    producer_id = serializers.IntegerField()
    producer = serializers.CharField(source="producer_name")
    producer_kind = serializers.ChoiceField(ProducerKind.choices)
    place = serializers.CharField(source="place_name")
    place_code = serializers.CharField()
    certified_from = serializers.DateField()
    certified_until = serializers.DateField()
    extended_until = serializers.DateField(allow_null=True)
    revoked_on = serializers.DateField(allow_null=True)
    decision_number = serializers.CharField()
    authority = serializers.CharField()
    is_sample = serializers.BooleanField()
    check = serializers.SerializerMethodField()

    def get_status(self, row) -> str:
        return status_of(row, self.context.get("day")).value

    def get_check(self, row) -> str:
        return address("verify", row.code)


class ChannelSerializer(serializers.Serializer):
    """Where the product is sold on the web."""

    platform = serializers.CharField()
    url = serializers.CharField()
    since = serializers.DateField(allow_null=True)


class ZoneSerializer(serializers.Serializer):
    """A raw-material zone of the producer; area in hectares."""

    name = serializers.CharField()
    crop = serializers.CharField()
    planting_code = serializers.CharField(allow_blank=True)
    area = serializers.DecimalField(9, 2, allow_null=True, coerce_to_string=False)
    standard = serializers.CharField(allow_blank=True)
    certified_until = serializers.DateField(allow_null=True)


class ProductDetailSerializer(ProductSerializer):
    """All of a product: its entries, and apart from them what its producer tells.

    `channels` is empty once the stars no longer hold.
    """

    events = EventSerializer(many=True)
    told_by_producer = serializers.DictField(child=serializers.CharField(allow_blank=True))
    channels = ChannelSerializer(many=True)
    zones = ZoneSerializer(many=True)


def _choices(said, values):
    return format_lazy("{}: {}.", said, ", ".join(values))


FILTERS = {
    "q": gettext_lazy("Words of name, producer, place or code; marks may be left out."),
    "nhom": _choices(
        gettext_lazy("Group; like bo, sao, loai, tinh, huyen and xa it may be repeated"), ProductGroup.values
    ),
    "bo": gettext_lazy("Number of the product set, 1 to 26."),
    "sao": gettext_lazy("Stars: 3, 4 or 5."),
    "loai": _choices(gettext_lazy("Kind of producer"), ProducerKind.values),
    "tinh": gettext_lazy("Code of a province (of before July 2025: code and “-cu”)."),
    "huyen": gettext_lazy("Code of an abolished district."),
    "xa": gettext_lazy("Code of a commune."),
    "noi": gettext_lazy("A place in words, old or new."),
    "du-lich": gettext_lazy("co: tourism services, khong: goods."),
    "trang-thai": _choices(gettext_lazy("Status; “valid” when left out"), catalogue.STATUS_CHOICES),
    "tai-ngay": gettext_lazy("The register as it stood on the day dd/mm/yyyy."),
    "sap-xep": _choices(gettext_lazy("Order"), catalogue.SORTS),
}
ASKED = [OpenApiParameter(name, OpenApiTypes.STR, description=said) for name, said in FILTERS.items()]


@extend_schema(
    summary=gettext_lazy("Products, with the filters of the catalogue"), parameters=ASKED, tags=["products"]
)
class ProductList(Endpoint, generics.ListAPIView):
    serializer_class = ProductSerializer

    def get_queryset(self):
        wish = catalogue.read(self.request.query_params)
        if wish.unknown or wish.notices:
            raise BadParameter(" ".join(wish.notices))
        self.order, self.wish = wish.order, wish
        self.said = past.THEN if wish.day else ""
        return plain(catalogue.matching(wish), *wish.columns, said=self.said)

    def list(self, request, *args, **kwargs):
        rows = [read(row, self.said) for row in self.paginate_queryset(self.get_queryset())]
        told = ProductSerializer(rows, many=True, context={"day": self.wish.day})
        return self.get_paginated_response(told.data)


@extend_schema(summary=gettext_lazy("One product by any spelling of its code"), tags=["products"])
class ProductDetail(Endpoint, generics.RetrieveAPIView):
    serializer_class = ProductDetailSerializer

    def retrieve(self, request, *args, **kwargs):
        product = find_public(self.kwargs["code"])
        if product is None:
            raise NotInRegister(_("No product in the register has this code."))
        row = read(plain(Product.objects.filter(pk=product.pk)).get())
        own_words = {name: getattr(product, name) for name in Product.OWN_WORDS}
        events = product.events.select_related("product").order_by("on", "pk")
        around = {"channels": _channels(product), "zones": MaterialZone.objects.public_for(product.producer)}
        told = cards.Row(row | around | {"events": events, "told_by_producer": own_words})
        return Response(ProductDetailSerializer(told).data)


def _channels(product):
    return SalesChannel.objects.public_for(product) if product.status in Status.valid() else []


# Events


class EventFilter(FilterSet):
    """`since` and `until` limit the day an entry is in force from."""

    since = DateFilter("on", "gte")
    until = DateFilter("on", "lte")

    class Meta:
        model = StatusEvent
        fields = ["kind", "stars"]


@extend_schema(summary=gettext_lazy("Entries of the register, the newest first"), tags=["events"])
class EventList(Endpoint, generics.ListAPIView):
    serializer_class = EventSerializer
    filter_backends = [DjangoFilterBackend]
    filterset_class = EventFilter
    queryset = StatusEvent.objects.select_related("product")
    order = ("-on", "-pk")


# Producers and places


class ProducerSerializer(serializers.Serializer):
    """Who makes it. Personal data stands here only with the consent recorded for each field."""

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    kind = serializers.ChoiceField(ProducerKind.choices)
    place = serializers.CharField(source="unit.full_name")
    place_code = serializers.CharField(source="unit.address_code")
    website = serializers.CharField(allow_blank=True)
    representative = serializers.SerializerMethodField()
    phone = serializers.SerializerMethodField()
    email = serializers.SerializerMethodField()
    address = serializers.SerializerMethodField()
    is_sample = serializers.BooleanField()
    page = serializers.SerializerMethodField()

    def get_representative(self, row) -> str:
        return row.representative_name if row.publish_representative else ""

    def get_phone(self, row) -> str:
        return row.phone if row.publish_phone else ""

    def get_email(self, row) -> str:
        return row.email if row.publish_email else ""

    def get_address(self, row) -> str:
        return row.address if row.publish_address else ""

    def get_page(self, row) -> str:
        return address("producer_page", row.pk, row.slug)


WORDS = [OpenApiParameter("q", OpenApiTypes.STR, description=gettext_lazy("Words of the name or place."))]


@extend_schema(
    summary=gettext_lazy("Producers with a product in the register"), parameters=WORDS, tags=["producers"]
)
class ProducerList(Endpoint, generics.ListAPIView):
    serializer_class = ProducerSerializer
    order = ("sort_key", "pk")

    def get_queryset(self):
        words = catalogue.read_words(self.request.query_params)
        found = certified_producers().select_related("unit__parent__parent")
        return found.search(words) if words else found


@extend_schema(summary=gettext_lazy("One producer"), tags=["producers"])
class ProducerDetail(Endpoint, generics.RetrieveAPIView):
    serializer_class = ProducerSerializer
    queryset = certified_producers().select_related("unit__parent__parent")


class PlaceSerializer(serializers.Serializer):
    """An administrative unit of today or before, and what an abolished one became."""

    code = serializers.CharField(source="address_code")
    official_code = serializers.CharField(source="code")
    level = serializers.ChoiceField(UnitLevel.choices)
    name = serializers.CharField()
    full_name = serializers.CharField()
    valid_from = serializers.DateField(allow_null=True)
    valid_to = serializers.DateField(allow_null=True)
    today = serializers.SerializerMethodField()

    def get_today(self, unit) -> list[str]:
        return [later.address_code for later in unit.present()] if unit.is_historic else [unit.address_code]


LEVEL = OpenApiParameter(
    "level", OpenApiTypes.STR, description=_choices(gettext_lazy("Level of the unit"), UnitLevel.values)
)


@extend_schema(
    summary=gettext_lazy("Places of today and before"), parameters=[*WORDS, LEVEL], tags=["places"]
)
class PlaceList(Endpoint, generics.ListAPIView):
    serializer_class = PlaceSerializer
    order = ("sort_key", "pk")

    def get_queryset(self):
        asked = self.request.query_params
        words, level = catalogue.read_words(asked), asked.get("level", "")
        found = AdministrativeUnit.objects.with_parents().prefetch_related("successors__parent__parent")
        if level and level not in UnitLevel.values:
            raise BadParameter(_("“%(value)s” is no level.") % {"value": clean_text(level)[:40]})
        found = found.filter(level=level) if level else found
        return found.search(words) if words else found


@extend_schema(summary=gettext_lazy("One place"), tags=["places"])
class PlaceDetail(Endpoint, generics.RetrieveAPIView):
    serializer_class = PlaceSerializer
    queryset = AdministrativeUnit.objects.with_parents()
    lookup_field, lookup_url_kwarg = "address_code", "code"
