"""The read API: what a machine may ask. Same facts, same status, same words for "no" as the pages."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response
from rest_framework.status import HTTP_404_NOT_FOUND

from products.register import find_by_code


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
    page = serializers.SerializerMethodField()

    def get_page(self, product):
        return self.context["request"].build_absolute_uri(reverse("verify", args=[product.code]))


@api_view(["GET"])
def verify(request, code):
    """Answer whether a code is in the register: 200 with the facts, 404 with code and message."""
    product = find_by_code(code)
    if product is None or not product.is_public:
        error = {"code": "not_in_register", "message": _("No product in the register has this code.")}
        return Response(error, status=HTTP_404_NOT_FOUND)
    facts = VerificationSerializer(product, context={"request": request}).data
    return Response({"checked_at": timezone.now(), **facts}, headers={"Cache-Control": "no-cache"})
