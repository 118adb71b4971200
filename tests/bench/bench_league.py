"""How long the league table of a session takes with a full register, measured against bare reads.

50 products and 9 members, with 20,000 products in the register. The floor reads the stored results of the
session and nothing else. Page and floor run in turns in one process; the best of the rounds counts.
"""

import os
import tempfile
import time

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["OCOP_DATA_DIR"] = tempfile.mkdtemp(prefix="ocop-bench-")
django.setup()

from django.db import connection  # noqa: E402 - models exist once Django is set up
from django.test import Client  # noqa: E402
from django.test.utils import setup_databases, setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402

from evaluations.loading import load_regulations  # noqa: E402
from evaluations.models import ResultSnapshot  # noqa: E402
from ocop_portal.areas.loading import load_areas  # noqa: E402
from products.models import Product  # noqa: E402
from tests import cast  # noqa: E402
from tests.evaluations.test_league import stored_table  # noqa: E402

PRODUCTS, ITEMS, ROUNDS = 20_000, 50, 7


def fill_register():
    first = cast.product("Sản phẩm đo 0")
    values = {field.name: getattr(first, field.name) for field in first._meta.concrete_fields}
    shared = {name: value for name, value in values.items() if name not in ("id", "code", "name")}
    rows = (Product(name=f"Sản phẩm đo {number}", **shared) for number in range(1, PRODUCTS))
    Product.objects.bulk_create(rows, batch_size=2_000)


def seconds(work):
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main():
    setup_test_environment()
    setup_databases(verbosity=0, interactive=False)
    load_areas()
    load_regulations()
    fill_register()
    session = stored_table(ITEMS)
    client = cast.sign_in(Client(), cast.council().secretary)
    url = reverse("session_synthesis", args=[session.pk])
    queries = []

    def noting(execute, sql, params, many, context):
        queries.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noting):
        assert client.get(url).status_code == 200

    def floor():
        return list(ResultSnapshot.objects.filter(item__session=session))

    rounds = [(seconds(floor), seconds(lambda: client.get(url))) for _ in range(ROUNDS)]
    least, taken = (min(column) * 1000 for column in zip(*rounds, strict=True))
    print(
        f"League table of {ITEMS} products and 9 members, {PRODUCTS} in the register, best of {ROUNDS} rounds"
    )
    print(f"  floor (stored results read)   {least:8.1f} ms")
    print(f"  the page                      {taken:8.1f} ms   {len(queries)} queries")


if __name__ == "__main__":
    main()
