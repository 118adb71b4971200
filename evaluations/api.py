"""Product sets in the read API, with the criteria each is judged by today."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers

from evaluations.set_views import SETS, rubric_of
from products.api import Endpoint
from products.enums import ProductGroup


class OptionSerializer(serializers.Serializer):
    label = serializers.CharField()
    points = serializers.IntegerField()
    min_for_star = serializers.IntegerField(allow_null=True)


class CriterionSerializer(serializers.Serializer):
    code = serializers.CharField()
    part = serializers.CharField()
    name = serializers.CharField()
    max_points = serializers.IntegerField()
    options = OptionSerializer(many=True)


class ProductSetSerializer(serializers.Serializer):
    """One of the 26 sets products are judged in."""

    number = serializers.IntegerField()
    name = serializers.CharField()
    group = serializers.ChoiceField(ProductGroup.choices)
    subgroup = serializers.CharField()
    ministries = serializers.ListField(child=serializers.CharField())


class ProductSetDetailSerializer(ProductSetSerializer):
    decision = serializers.SerializerMethodField()
    criteria = serializers.SerializerMethodField()

    def get_decision(self, product_set) -> str:
        rubric = rubric_of(product_set)
        return rubric.edition.decision if rubric else ""

    def get_criteria(self, product_set) -> list[dict]:
        rubric = rubric_of(product_set)
        rows = rubric.criteria.prefetch_related("options").order_by("pk") if rubric else []
        return CriterionSerializer(rows, many=True).data


@extend_schema(summary=_("The product sets"), tags=["product sets"])
class ProductSetList(Endpoint, generics.ListAPIView):
    serializer_class = ProductSetSerializer
    queryset = SETS
    order = ("number", "pk")


@extend_schema(summary=_("One product set with its criteria"), tags=["product sets"])
class ProductSetDetail(Endpoint, generics.RetrieveAPIView):
    serializer_class = ProductSetDetailSerializer
    queryset = SETS
    lookup_field = "number"
