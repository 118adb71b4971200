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


def share(unit, stock):
    """Count what of the stock (`progress.Stock`) is in difficult areas of the unit. One query without any."""
    rows = DifficultArea.objects.in_force(stock.on).filter(unit__covered_by__unit=unit)
    listed = rows.values("unit").distinct().count()
    scope = Scope(unit=unit, since=stock.on, until=stock.on, is_difficult=True)
    products, producers = (
        COUNTED[key].number(scope) if listed else 0
        for key in (IndicatorKey.CUMULATIVE, IndicatorKey.PRODUCERS)
    )
    return Share(stock.on, listed, products, stock.products, producers)
