"""What the register said of a product on an earlier day: the events up to that day, folded, and nothing else.

Today's public facts are not asked: a product that is revoked today was valid before, and is shown so.
"""

import re
from datetime import date

from django.db.models import F
from django.utils.translation import gettext as _

from ocop_portal.core.days import today
from ocop_portal.core.text import clean_text
from products.models import Product
from products.spans import facts_from

KEY = "tai-ngay"
THEN = "then_"
EARLIEST_YEAR = 1900


def day_asked(params, notices, at=None):
    """Return the day an address asks for (dd/mm/yyyy), or None for now; a bad one is said in `notices`."""
    typed = clean_text(params.get(KEY, "")[:200]).strip()
    if not typed:
        return None
    day = read_day(typed)
    if day is None:
        notices.append(
            _("“%(typed)s” is not a day: write it as dd/mm/yyyy, for example 05/08/2026. Shown is today.")
            % {"typed": typed[:40]}
        )
    elif day > today():
        notices.append(_("%(day)s lies in the future: shown is today.") % {"day": f"{day:%d/%m/%Y}"})
        day = None
    return day


def read_day(text):
    """Return the day written as 5/8/2026, 05-08-2026 or 2026-08-05, or None."""
    found = re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", text)
    parts = found.groups()[::-1] if found else text.split("-")
    try:
        day = date(*(int(part) for part in parts)) if len(parts) == 3 else None
    except ValueError:
        return None
    return day if day and day.year >= EARLIEST_YEAR else None


def as_of(product, day):
    """Give the product in memory the public facts of the day; it must not be saved afterwards."""
    known = product.events.filter(on__lte=day).order_by("on", "pk")
    return _with_facts(product, facts_from(known))


def _with_facts(product, facts):
    for name, value in facts.items():
        setattr(product, name, value)
    return product


def known_on(products, day):
    """Annotate the public facts of the day as `then_stars`, `then_certified_from` and so on.

    Kept are the products that had been recognised by that day, each with its one span of that day.
    `has_status(..., said=THEN)` reads them.
    """
    spans = products.filter(spans__first_day__lte=day, spans__last_day__gte=day)
    return spans.annotate(**{THEN + name: F(f"spans__{name}") for name in Product.PUBLIC_FACTS})


def with_past_facts(products):
    """Rows of `known_on` carry the facts of the day under their plain names."""
    return [
        _with_facts(row, {name: getattr(row, THEN + name) for name in Product.PUBLIC_FACTS})
        for row in products
    ]


def named_then(name):
    """The name by which to order by a fact of the day: "-stars" is "-then_stars"; other names stay."""
    sign, plain = ("-", name[1:]) if name.startswith("-") else ("", name)
    return sign + THEN + plain if plain in Product.PUBLIC_FACTS else name
