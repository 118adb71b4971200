"""How long a province's dashboard takes over 20,000 products and 3,321 communes, against a bare floor.

The floor is a bare count by index of the province's products for each number of the page: no events, no stars
of the day, no page. Where the units are compared it is the bare count grouped by unit, for each indicator.
The number of queries does not enter the floor, so that fewer queries show as the gain they are. Both run in
the same process, in turns, and the best of the rounds counts.
"""

import os
import tempfile
import time

PRODUCTS, PRODUCERS, ROUNDS = 20_000, 9_000, 15


def prepare():
    """A database of its own with the map, the regulations and a nation's register."""
    os.environ["OCOP_DATA_DIR"] = tempfile.mkdtemp(prefix="ocop-bench-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "ocop_portal.settings"
    os.environ.pop("DATABASE_URL", None)


prepare()

import django  # noqa: E402 the environment comes first

django.setup()

from django.core.cache import cache  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from campaigns.counting import home_units  # noqa: E402
from campaigns.indicators import COUNTED  # noqa: E402
from campaigns.models import Plan, Target  # noqa: E402
from campaigns.nation import compare_provinces  # noqa: E402
from campaigns.planning import open_plan, set_target  # noqa: E402
from campaigns.progress import COMPARED, compare, figures, reading_for, stock  # noqa: E402
from ocop_portal.areas.models import AdministrativeUnit  # noqa: E402
from products.models import Product  # noqa: E402
from tests import cast  # noqa: E402
from tests.bench import nation  # noqa: E402


def plan_of_the_province():
    officer = cast.officer(cast.PROVINCE)
    plan = Plan(office=cast.office(cast.PROVINCE), title="Kế hoạch", first_year=2026, last_year=2026)
    open_plan(plan, by=officer)
    for key in COUNTED:
        set_target(plan.draft_version(), Target(indicator=key, at_least=1), by=officer)
    return plan


def dashboard(plan):
    reading = reading_for(plan)
    figures(plan, reading=reading)
    stock(plan.unit, plan.stock_day, reading)


def comparison(plan):
    compare(plan.unit, plan.begins_on, plan.counted_until())


def comparison_afresh(plan):
    """With nothing kept under the version of the register."""
    cache.clear()
    comparison(plan)


def provinces_afresh(plan):
    """All 20,000 products in 34 provinces, with nothing kept."""
    cache.clear()
    compare_provinces(plan.begins_on, plan.counted_until())


def bare_counts(plan):
    """One for each figure, and four for the stock: products, in force, producers, groups."""
    for _number in range(len(COUNTED) + 4):
        Product.objects.filter(made_in__in=home_units(plan.unit)).count()


def bare_groups(plan):
    """One for each indicator that is compared."""
    rows = Product.objects.filter(made_in__in=home_units(plan.unit)).order_by()
    for _indicator in COMPARED:
        dict(rows.values_list("made_in").annotate(Count("pk")))


def bare_groups_of_all(plan):
    for _indicator in COMPARED:
        dict(Product.objects.order_by().values_list("made_in").annotate(Count("pk")))


def seconds(work, *arguments):
    started = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - started


def measure(name, work, floor, plan):
    with CaptureQueriesContext(connection) as captured:
        work(plan)
    rounds = [(seconds(floor, plan), seconds(work, plan)) for _round in range(ROUNDS)]
    least, taken = (min(column) * 1000 for column in zip(*rounds, strict=True))
    print(f"{name}: {len(captured)} queries")
    print(f"  floor (bare counts) {least:8.1f} ms")
    print(f"  {name:<19} {taken:8.1f} ms   {taken / least:.1f} x the floor")


def main():
    call_command("migrate", verbosity=0)
    call_command("load_areas", verbosity=0)
    call_command("load_regulations", verbosity=0)
    nation.build(PRODUCTS, PRODUCERS)
    plan = plan_of_the_province()
    communes = AdministrativeUnit.objects.communes().current().count()
    mine = Product.objects.filter(made_in__in=home_units(plan.unit)).count()
    print(
        f"{PRODUCTS} products, {communes} communes; {mine} products in {plan.unit}, best of {ROUNDS} rounds"
    )
    measure("dashboard", dashboard, bare_counts, plan)
    measure("comparison, afresh", comparison_afresh, bare_groups, plan)
    measure("comparison, kept", comparison, bare_groups, plan)
    measure("provinces, afresh", provinces_afresh, bare_groups_of_all, plan)


if __name__ == "__main__":
    main()
