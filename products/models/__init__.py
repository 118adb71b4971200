"""Products, their public facts, what is derived from them for quick answers, and what the public sends in."""

from products.models.channels import SalesChannel
from products.models.derived import FacetCount, RegisterMove, SearchWord
from products.models.goods import (
    PUBLIC_STATUSES,
    CodeSeries,
    Photo,
    Product,
    ProductCode,
    ProductSet,
    StatusEvent,
    photo_path,
)
from products.models.open_data import DataFile
from products.models.reports import MisuseReport
from products.models.spans import RegisterSpan

__all__ = [
    "PUBLIC_STATUSES",
    "CodeSeries",
    "DataFile",
    "FacetCount",
    "MisuseReport",
    "Photo",
    "Product",
    "ProductCode",
    "ProductSet",
    "RegisterMove",
    "RegisterSpan",
    "SalesChannel",
    "SearchWord",
    "StatusEvent",
    "photo_path",
]
