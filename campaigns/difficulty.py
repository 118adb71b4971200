"""Products made in areas that a legal act lists as difficult: how many of the unit's, on a day."""

from dataclasses import dataclass
from datetime import date

from campaigns.counting import Scope
from campaigns.enums import IndicatorKey
from campaigns.indicators import COUNTED
from ocop_portal.areas.models import DifficultArea


@dataclass(frozen=True)
class Share:
    """`listed` areas in the unit; of its `products` ever recognised, and their producers, those in them."""

    on: date
    listed: int
    products: int
    all_products: int
    producers: int

    @property
    def percent(self):
        """Of all products, rounded to whole hundredths."""
        return round(100 * self.products / self.all_products) if self.all_products else 0


def share(unit, on):
    """Count what is in difficult areas of the unit on the day. Four queries at most."""
    listed = DifficultArea.objects.in_force(on).filter(unit__covered_by__unit=unit)
    scope = Scope(unit=unit, since=on, until=on, is_difficult=True)
    products, producers = COUNTED[IndicatorKey.CUMULATIVE], COUNTED[IndicatorKey.PRODUCERS]
    return Share(
        on=on,
        listed=listed.values("unit").distinct().count(),
        products=products.number(scope),
        all_products=products.number(Scope(unit=unit, since=on, until=on)),
        producers=producers.number(scope),
    )
