"""Products of the register in any status, made in one line each, and what a visitor sees of them."""

import re
from datetime import timedelta

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import translation

from ocop_portal.core.days import today
from products.enums import EventKind, Status
from products.models import Photo
from products.numbering import adopt_code
from products.publication import record
from tests import cast

STATUSES = [status for status in Status if status is not Status.REPLACED]
DECISION = {"decision_number": "858/QĐ-UBND", "authority": "UBND tỉnh Bắc Ninh"}

# First and last day of the recognition, in days from today.
PERIODS = {
    Status.UNDER_EVALUATION: (10, 1100),
    Status.IN_FORCE: (-100, 996),
    Status.EXPIRING: (-1036, 60),
    Status.EXPIRED: (-1106, -10),
    Status.EXTENDED: (-1106, -10),
    Status.REVOKED: (-100, 996),
}


def recognised(name="Mật ong hoa vải", *, status=Status.IN_FORCE, stars=3, code=None, day=None, **fields):
    """A product that has the status on the day (default today); further fields go to `cast.product`."""
    product = cast.product(name, **fields)
    day = day or today()
    adopt_code(product, code or f"24-07582-{product.pk}-2025", by=None)
    first, last = (day + timedelta(days=days) for days in PERIODS[status])
    record(product, kind=EventKind.RECOGNISED, stars=stars, on=first, until=last, **DECISION)
    if status == Status.EXTENDED:
        record(product, kind=EventKind.EXTENDED, on=last, until=day + timedelta(days=30), **DECISION)
    if status == Status.REVOKED:
        revoke(product, day)
    product.refresh_from_db()
    return product


def revoke(product, day=None):
    reason = "Không giữ được điều kiện"
    record(product, kind=EventKind.REVOKED, on=day or today(), reason=reason, **DECISION)


def photographed(product, count=1, caption=""):
    """Give the product pictures and return the last of them."""
    for position in range(count):
        picture = Photo(product=product, caption=caption, position=position)
        picture.image.save("a.webp", ContentFile(b"large"), save=False)
        picture.thumbnail.save("b.webp", ContentFile(b"small"), save=True)
    return picture


# Reading pages


def page(client, address, status=200):
    """The text of the page at an address; its language does not stay behind."""
    with translation.override(translation.get_language()):
        response = client.get(address, follow=True)
    assert response.status_code == status, address
    return response.content.decode()


def cards_on(text):
    """Pairs of name and status of the product cards on a page, in their order."""
    cards = re.findall(r'<article class="product-card">.*?</article>', text, re.DOTALL)
    return [(_name(card), re.search(r'class="status status-(\w+)"', card)[1]) for card in cards]


def _name(card):
    return re.search(r'<h3 class="product-card-name"><a href="[^"]*">(.*?)</a>', card)[1]


def names_on(text):
    return [name for name, _status in cards_on(text)]


def listed(client, **asked):
    """The names the catalogue shows for the values of its address."""
    return names_on(client.get(reverse("catalogue"), asked).content.decode())
