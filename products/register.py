"""Finding what stands in the public register."""

from django.db.models import CharField, Q

from ocop_portal.areas.enums import UnitLevel
from ocop_portal.areas.models import Coverage
from ocop_portal.core.question import Given, Question
from producers.models import Producer
from products import codes
from products.models import Product, ProductCode


def find_by_code(text):
    """Return the product that bears or bore the code in any of its spellings, or None."""
    code = codes.canonical(text)
    if code is None:
        return None
    return next(iter(_bearing.ask(code=code)), None)


@Question
def _bearing():
    """The product first, then what is told with it: joined to its codes the plan alone takes milliseconds."""
    bearer = ProductCode.objects.filter(code=Given("code", CharField())).values("product")[:1]
    told = Product.objects.select_related("producer", "product_set", "made_in__parent__parent")
    return told.filter(pk=bearer).order_by()


def find_public(text):
    """Return the product of the register with that code, or None when it was never recognised."""
    product = find_by_code(text)
    return product if product is not None and product.is_public else None


def certified_producers():
    """Producers with at least one product in the register, whatever its status."""
    return Producer.objects.filter(pk__in=Product.objects.public().values("producer"))


def made_in(units):
    """Return the filter of what is made in the units or, for abolished ones, on their land today."""
    covered = Coverage.objects.filter(unit__in=units).values("covered")
    condition = Q(made_in__in=covered)
    abolished = [unit for unit in units if unit.is_historic]
    if abolished:
        land = Coverage.objects.filter(unit__in=abolished).values("covered")
        communes = Coverage.objects.filter(
            covered__in=land, unit__level=UnitLevel.COMMUNE, unit__valid_to=None
        )
        condition |= Q(made_in__in=communes.values("unit"))
    return condition
