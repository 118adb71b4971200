"""Giving codes to products. A code is given once, to one product, for ever."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ocop_portal.areas.enums import UnitLevel
from ocop_portal.core.access import Refusal
from ocop_portal.core.workflow import locked
from products.codes import build, canonical
from products.models import CodeSeries, ProductCode

FIRST_YEAR = 2018  # of the programme
MOST_BLOCK_NUMBER = 99_999


@transaction.atomic
def assign_code(product, *, year, by):
    """Give the product the next number of its commune and year; return the code.

    5 blocks with the district where the commune still lies in one, else 4 (Decision 26/2026, Annex II).
    Raises `Refusal` when the product has a code already. Simultaneous calls wait for each other.
    """
    row = locked(product)
    if row.code:
        raise Refusal(_("The product already has the code %(code)s.") % {"code": row.code})
    _check_place(row.made_in)
    series = _locked_series(row.made_in, year)
    code = _next_free(series, _unit_codes(row.made_in))
    series.save(update_fields=["last_number"])
    return _give(product, row, code, by)


@transaction.atomic
def adopt_code(product, code, *, by):
    """Take over a code that exists on paper, in any spelling; return it as the portal writes it.

    The product shows its code of the latest year and answers to all of them. Raises `Refusal` for what is no
    code and for a code of another product.
    """
    canonical_code = canonical(code)
    if canonical_code is None or int(canonical_code[-4:]) < FIRST_YEAR:
        raise Refusal(
            _("“%(code)s” is not a product code. Codes look like 24-07375-1-2026 or 24-219-07375-1-2024.")
            % {"code": str(code)[:60]}
        )
    row = locked(product)
    owner = ProductCode.objects.filter(code=canonical_code).values_list("product_id", flat=True).first()
    if owner == row.pk:
        return canonical_code
    if owner is not None:
        raise Refusal(_("The code %(code)s belongs to another product.") % {"code": canonical_code})
    return _give(product, row, canonical_code, by)


def _check_place(unit):
    if unit.level != UnitLevel.COMMUNE:
        raise Refusal(_("Codes are numbered by commune: enter the commune where the product is made."))


def _locked_series(unit, year):
    CodeSeries.objects.get_or_create(unit=unit, year=year)
    return CodeSeries.objects.select_for_update(of=("self",)).get(unit=unit, year=year)


def _unit_codes(commune):
    return [unit.code for unit in reversed([commune, *commune.parents()])]


def _next_free(series, unit_codes):
    """Return the next code nobody has, counting the series on; adopted codes are stepped over."""
    while series.last_number < MOST_BLOCK_NUMBER:
        series.last_number += 1
        code = build(unit_codes, series.last_number, series.year)
        if not ProductCode.objects.filter(code=code).exists():
            return code
    raise Refusal(_("No number is left in this commune and year."))


def _give(product, row, code, by):
    try:
        with transaction.atomic():
            ProductCode.objects.create(code=code, product=row, given_by=by)
    except IntegrityError as taken:
        raise Refusal(_("The code %(code)s belongs to another product.") % {"code": code}) from taken
    if not row.code or _year(code) >= _year(row.code):
        row.code = code
        row.save(update_fields=["code", "search_text"])
    product.code = row.code
    return code


def _year(code):
    return int(code.rpartition("-")[2])
