"""Sample producers and products, found again by name so that seeding twice changes nothing."""

from ocop_portal.areas.models import AdministrativeUnit
from producers.enums import ProducerKind
from producers.models import Producer
from products.models import Product, ProductSet
from products.numbering import assign_code


def commune(name, above):
    """Return the commune `name` of the unit `above` ("Huyện Lục Ngạn"), of its own era."""
    return AdministrativeUnit.objects.communes().get(name=name, parent=above)


def producer(name, unit, *, kind=ProducerKind.COOPERATIVE, by=None):
    row, _new = Producer.objects.get_or_create(
        name=name,
        unit=unit,
        defaults={
            "kind": kind,
            "representative_name": "Người đại diện (mẫu)",
            "phone": "",
            "is_sample": True,
            "created_by": by,
            "introduction": "Chủ thể của phần minh họa.",
        },
    )
    return row


def product(name, maker, set_number, *, made_in=None, story="", is_sample=True, by=None):
    row, _new = Product.objects.get_or_create(
        producer=maker,
        name=name,
        defaults={
            "product_set": ProductSet.objects.get(taxonomy=ProductSet.CURRENT, number=set_number),
            "made_in": made_in or maker.unit,
            "is_sample": is_sample,
            "story": story,
            "created_by": by,
        },
    )
    return row


def coded(row, year, by=None):
    """Give the product a code of the year unless it has one; return it."""
    if not row.code:
        assign_code(row, year=year, by=by)
        row.refresh_from_db()
    return row
