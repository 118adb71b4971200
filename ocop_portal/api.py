"""The read API: what a machine may ask. Same facts, same status, same words for "no" as the pages."""

from functools import cache

from django.shortcuts import render
from django.urls import path, re_path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework import serializers
from rest_framework.decorators import api_view, throttle_classes
from rest_framework.response import Response
from rest_framework.status import HTTP_400_BAD_REQUEST, HTTP_404_NOT_FOUND

from evaluations.api import ProductSetDetail, ProductSetList
from ocop_portal.core.days import today
from products import api, api_page, past
from products.api_answers import ERRORS, MOST_A_MINUTE, Throttle, address
from products.history import history
from products.open_data import LICENCE
from products.register import find_by_code


class HistorySerializer(serializers.Serializer):
    """One line of a product's history, the newest first; `ended` is a last day that passed by itself."""

    on = serializers.DateField()
    kind = serializers.CharField()
    stars = serializers.IntegerField(source="event.stars", default=None)
    until = serializers.DateField(source="event.until", default=None)
    decision_number = serializers.CharField(source="event.decision_number", default="")
    authority = serializers.CharField(source="event.authority", default="")
    reason = serializers.CharField(source="event.reason", default="")
    status = serializers.CharField()


class VerificationSerializer(serializers.Serializer):
    """The official facts of a product and its status on the day of asking (Vietnam time)."""

    code = serializers.CharField()
    name = serializers.CharField()
    producer = serializers.CharField(source="producer.name")
    place = serializers.CharField(source="made_in.full_name")
    stars = serializers.IntegerField()
    status = serializers.CharField()
    certified_from = serializers.DateField()
    certified_until = serializers.DateField()
    extended_until = serializers.DateField()
    revoked_on = serializers.DateField()
    decision_number = serializers.CharField()
    authority = serializers.CharField()
    is_sample = serializers.BooleanField()
    history = serializers.SerializerMethodField()
    page = serializers.SerializerMethodField()

    def get_history(self, product) -> list[dict]:
        entries = history(product.events.order_by("on", "pk"))
        return HistorySerializer(entries, many=True).data

    def get_page(self, product) -> str:
        return self.context["request"].build_absolute_uri(reverse("verify", args=[product.code]))


@extend_schema(
    summary=gettext_lazy("Whether a code is in the register"),
    responses=VerificationSerializer,
    parameters=[OpenApiParameter("tai-ngay", OpenApiTypes.STR, description=api.FILTERS["tai-ngay"])],
    tags=["products"],
)
@api_view(["GET"])
@throttle_classes([Throttle])
def verify(request, code):
    """Answer whether a code is in the register: 200 with the facts, 404 with code and message.

    With `?tai-ngay=dd/mm/yyyy` the facts are those of that day; a day that is none is answered with 400.
    """
    product = find_by_code(code)
    if product is None or not product.is_public:
        error = {"code": "not_in_register", "message": _("No product in the register has this code.")}
        return Response(error, status=HTTP_404_NOT_FOUND)
    notices = []
    day = past.day_asked(request.GET, notices)
    if notices:
        return Response({"code": "bad_day", "message": notices[0]}, status=HTTP_400_BAD_REQUEST)
    if day:
        past.as_of(product, day)
    facts = VerificationSerializer(product, context={"request": request}).data
    facts |= {"as_of": day or today(), "status": product.status_on(day)}
    return Response({"checked_at": timezone.now(), **facts}, headers={"Cache-Control": "no-cache"})


@extend_schema(exclude=True)
@api_view(["GET"])
@throttle_classes([Throttle])
def unknown(request, rest):
    """A machine is told in its own form that there is no such address."""
    error = {"code": "not_found", "message": _("The read API has no such address; see %(docs)s.")}
    error["message"] %= {"docs": address("api_docs")}
    return Response(error, status=HTTP_404_NOT_FOUND)


class Schema(SpectacularAPIView):
    """The description for programs, in English whoever asks."""

    throttle_classes = [Throttle]

    def dispatch(self, request, *args, **kwargs):
        with override("en"):
            return super().dispatch(request, *args, **kwargs)


@cache
def described(language):
    """The description in the words of a language; nothing in it changes while the portal runs."""
    with override(language):
        return SchemaGenerator().get_schema(public=True)


@require_safe
def docs(request):
    """The documentation for people: what may be asked and what is answered, without a script."""
    told = described(get_language())
    context = {
        "most": MOST_A_MINUTE,
        "licence": LICENCE,
        "operations": api_page.operations(told),
        "objects": api_page.objects(told),
        "errors": ERRORS,
    }
    return render(request, "api_docs.html", context)


urlpatterns = [
    path("products/", api.ProductList.as_view(), name="api_products"),
    path("products/<path:code>/", api.ProductDetail.as_view(), name="api_product"),
    path("events/", api.EventList.as_view(), name="api_events"),
    path("producers/", api.ProducerList.as_view(), name="api_producers"),
    path("producers/<int:pk>/", api.ProducerDetail.as_view(), name="api_producer"),
    path("places/", api.PlaceList.as_view(), name="api_places"),
    path("places/<str:code>/", api.PlaceDetail.as_view(), name="api_place"),
    path("product-sets/", ProductSetList.as_view(), name="api_product_sets"),
    path("product-sets/<int:number>/", ProductSetDetail.as_view(), name="api_product_set"),
    path("schema/", Schema.as_view(), name="api_schema"),
    re_path(r"^verify/(?P<code>[^?]+?)/?$", verify, name="api_verify"),
    re_path(r"^(?P<rest>[\s\S]+)/$", unknown, name="api_unknown"),
]
