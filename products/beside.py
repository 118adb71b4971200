"""The products to go on to from the page of one: cards in two rows, asked in one question."""

from operator import attrgetter

from django.db.models import BigIntegerField, CharField, DateField, Value

from ocop_portal.core.days import day_of
from ocop_portal.core.question import Given, Question
from products import cards
from products.models import Product

PRODUCT, PRODUCER = Given("product", BigIntegerField()), Given("producer", BigIntegerField())
PRODUCT_SET, DAY = Given("product_set", BigIntegerField()), Given("day", DateField())
MOST = 4  # in each of the two rows
ORDERS = {"others": attrgetter("sort_key", "pk"), "alike": lambda row: (-row.stars, row.sort_key, row.pk)}


def products(product, at=None):
    """Return two rows of cards as HTML: others of its producer, and those of the same set by others."""
    asked = {"product": product.pk, "producer": product.producer_id, "product_set": product.product_set_id}
    found = list(map(cards.Row, _products.ask(**asked, day=day_of(at))))
    rows = (sorted((row for row in found if row.place == name), key=order) for name, order in ORDERS.items())
    return [cards.draw(row, at) for row in rows]


@Question
def _products():
    """Only products in force; of the same set those with the most stars first."""
    valid = Product.objects.public().valid(DAY)
    others = valid.filter(producer=PRODUCER).exclude(pk=PRODUCT).order_by("sort_key", "pk")
    alike = valid.filter(product_set=PRODUCT_SET).exclude(producer=PRODUCER)
    return _few("others", others).union(_few("alike", alike.order_by("-stars", "sort_key", "pk")), all=True)


def _few(place, ordered):
    few = Product.objects.filter(pk__in=ordered.values("pk")[:MOST]).order_by()
    return cards.rows(few.annotate(place=Value(place, output_field=CharField())), "place", "sort_key")
