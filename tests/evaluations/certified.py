"""Products whose recognition ends on a day of our choice, with people to be reminded of it."""

from datetime import date, timedelta

from ocop_portal.core.days import add_months
from producers.models import ProducerMember
from products import publication
from products.enums import EventKind
from products.models import Product
from products.numbering import assign_code
from tests import cast

DAY = date(2026, 11, 2)  # under Decision 26/2026


def ending(last_day, name="Mật ong", *, made_by=None, stars=3, at=cast.COMMUNE):
    """A product in the register whose certificate ends on that day."""
    product = cast.product(name, made_by=made_by, at=at)
    if not product.code:
        assign_code(product, year=last_day.year - 3, by=None)
    publication.record(
        product,
        kind=EventKind.IMPORTED,
        stars=stars,
        on=add_months(last_day, -36),
        until=last_day,
        decision_number="12/QĐ-UBND",
        authority="UBND",
    )
    return Product.objects.get(pk=product.pk)


def at_stage(days_left, name="Mật ong", **facts):
    """A product whose certificate has so many days left on `DAY`."""
    return ending(DAY + timedelta(days=days_left), name, **facts)


def people():
    """A member of the producer, an officer of the receiving commune and one of the province."""
    member = cast.producer_member()
    return member, cast.officer(cast.COMMUNE), cast.officer(cast.PROVINCE)


def another_member(name, of):
    user = cast.person(name)
    ProducerMember.objects.get_or_create(user=user, producer=of)
    return user
