"""A product for machines that read pages: schema.org's Product with its Certification.

The certification is named by the address that checks its code, for ever the same. Schema.org knows only
active and inactive; the exact status stands beside it as a property of our own.
"""

import json

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import mark_safe

from products.enums import Status

NEVER_RAW = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def script(product, status, photos, sold_at=()):
    """Return the element that holds the description: data, never run by a browser."""
    text = json.dumps(described(product, status, photos, sold_at), ensure_ascii=False).translate(NEVER_RAW)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 escaped above


def described(product, status, photos, sold_at=()):
    """Return the description; `sold_at` are rows with the platform as `title` and the address as `detail`."""
    page = f"{settings.SITE_URL}{product.get_absolute_url()}"
    pictures = [f"{settings.SITE_URL}{reverse('photo', args=[photo.pk, 'lon'])}" for photo in photos]
    found = {
        "@context": "https://schema.org",
        "@type": "Product",
        "@id": page,
        "url": page,
        "name": product.name,
        "productID": product.code,
        "category": product.product_set.name,
        "manufacturer": {"@type": "Organization", "name": product.producer.name},
        "countryOfOrigin": "VN",
        "hasCertification": certification(product, status),
    }
    if product.summary:
        found["description"] = product.summary
    if sold_at:
        found["offers"] = [
            {"@type": "Offer", "url": row.detail, "offeredBy": {"@type": "Organization", "name": row.title}}
            for row in sold_at
        ]
    return found | ({"image": pictures} if pictures else {})


def certification(product, status):
    check = f"{settings.SITE_URL}{reverse('verify', args=[product.code])}"
    found = {
        "@type": "Certification",
        "@id": check,
        "url": check,
        "name": "OCOP",
        "certificationIdentification": product.code,
        "certificationStatus": f"https://schema.org/Certification{_standing(status)}",
        "additionalType": f"{check}#{Status(status).value}",
    }
    if product.certified_from:
        found |= {
            "validFrom": f"{product.certified_from:%Y-%m-%d}",
            "expires": f"{_last_day(product):%Y-%m-%d}",
            "certificationRating": {"@type": "Rating", "ratingValue": product.stars, "bestRating": 5},
            "issuedBy": {"@type": "GovernmentOrganization", "name": product.authority},
            "identifier": [
                {"@type": "PropertyValue", "propertyID": "ocopStatus", "value": Status(status).value},
                {"@type": "PropertyValue", "propertyID": "decision", "value": product.decision_number},
            ],
        }
    return found


def _standing(status):
    return "Active" if status in Status.valid() else "Inactive"


def _last_day(product):
    return product.revoked_on or product.extended_until or product.certified_until
