"""Check 20: every product page describes itself for machines, and says the same as the page."""

import json
import re

import pytest

from products.enums import Status
from tests.products.goods import STATUSES, page, photographed, recognised

pytestmark = pytest.mark.django_db


def described(client, product):
    text = page(client, product.get_absolute_url())
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    return json.loads(data)


@pytest.mark.parametrize("status", [each for each in STATUSES if each is not Status.UNDER_EVALUATION])
def test_check_20_certification_is_named_by_its_check_and_agrees_with_the_page(client, settings, status):
    product = recognised(status=status)

    certified = described(client, product)["hasCertification"]

    assert certified["@id"] == f"{settings.SITE_URL}/v/{product.code}"
    active = "Active" if status in Status.valid() else "Inactive"
    assert certified["certificationStatus"] == f"https://schema.org/Certification{active}"
    assert certified["identifier"][0]["value"] == status
    assert certified["certificationRating"]["ratingValue"] == product.stars


def test_names_cannot_leave_the_element(client):
    product = recognised("Mật <script>alert(1)</script> & ong")
    photographed(product)

    found = described(client, product)

    assert found["name"] == "Mật <script>alert(1)</script> & ong"
    assert found["image"][0].endswith("/lon/")
