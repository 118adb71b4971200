"""CPU per request of the public pages against a bare floor measured in the same run.

The floor makes the same 24 cards from one prepared query with f-strings and no framework, served by the same
worker (`served`). Counted is the CPU of gunicorn's worker and of the database's backend (`worker`). Every
rung is measured in turn, twenty rounds, and its best round counts.

DATABASE_URL names an empty database of its own (PostgreSQL for the figures that matter); PRODUCTS how many
products it is to hold, 20000 when left out. Of "20000,200000" the register is measured, grown and measured
again, and the growth of list and search printed (R9); building the larger one takes some ten minutes.
"""

# ruff: noqa: I001 the first import sets Django up

from tests.bench.served import FACETS, FLOOR, NOTHING, forget

import gzip
import os
import re
from functools import partial
from urllib.parse import quote

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ocop_portal.core import keyset
from products import paging
from products.models import Product
from tests.bench import worker
from tests.bench.mistypes import mistyped
from tests.bench.nation import GOODS
from tests.bench.seed_benchmark import prepare

SIZES = [int(size) for size in os.environ.get("PRODUCTS", "20000").split(",")]
PRODUCERS = 12_000
ROUNDS, SECONDS, SECONDS_OF_MANY = 20, 0.15, 0.08  # many short ones: neighbours come and go
MISTYPES = mistyped([name for name, _set in GOODS], 60)


# The rungs


def addresses():
    public = Product.objects.public()
    middle = public.order_by("sort_key")[min(14_400, public.count() // 2)]
    cursor = keyset._write([middle.sort_key, middle.pk])
    return middle, f"/san-pham/?sau={cursor}"


def rungs(served):
    """Every rung as {name: what one run of it does}."""
    ask, ask_anew = served.ask, served.ask_anew
    product, deep = addresses()
    etag = ask("/san-pham/")[1]["ETag"]
    page = product.get_absolute_url()
    searched = "/san-pham/?q=" + quote("mat ong")
    typos = {typed: "/san-pham/?q=" + quote(typed) for typed in MISTYPES}
    return {
        "floor: nothing": lambda: ask(NOTHING),
        "floor: list": lambda: ask(FLOOR),
        "hello": lambda: ask("/healthz"),
        "list, page kept": lambda: ask("/san-pham/"),
        "list, only the cube kept": lambda: ask_anew("/san-pham/"),
        "304": lambda: ask("/san-pham/", **{"If-None-Match": etag}),
        "verify": lambda: ask(f"/v/{product.code}"),
        "product, nothing kept": lambda: ask_anew(page),
        "product, kept": lambda: ask(page),
        "search": lambda: ask_anew(searched),
        "search, never asked before": lambda: served.ask_first(searched),
        "page 600": lambda: ask_anew(deep),
        **{f"mistyped: {typed}": partial(ask_anew, path) for typed, path in typos.items()},
        "facets of a new wish": lambda: ask(FACETS),
        "home, only the cube kept": lambda: ask_anew("/"),
    }


def measured(served):
    best, acts = {}, rungs(served)
    for _round in range(ROUNDS):
        for name, act in acts.items():
            seconds = SECONDS_OF_MANY if name.startswith("mistyped") else SECONDS
            best[name] = min(best.get(name, float("inf")), served.cpu_ms(act, seconds))
    return best


def ask_here(path):
    """Ask in this process, where queries can be counted and pages made longer."""
    return Client().get(path, headers={"host": "127.0.0.1"})


def queries(path, *, warm=False):
    ask_here(path)
    if not warm:
        forget()
    with CaptureQueriesContext(connection) as asked:
        answer = ask_here(path)
    assert answer.status_code == 200, path
    return len(asked)


def bytes_ratio():
    page = ask_here("/san-pham/").content.decode()
    text = re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL)
    return len(gzip.compress(page.encode())) / len(gzip.compress(" ".join(text.split()).encode()))


def report(ms):
    """Print the ratios beside what passes."""
    floor_ms, hello, listed = ms["floor: list"], ms["hello"], ms["list, only the cube kept"]
    bare = ms["floor: nothing"]
    worst = max(value for name, value in ms.items() if name.startswith("mistyped"))
    product = addresses()[0]
    paging.PAGE_SIZE = 96
    wide = queries("/san-pham/")
    paging.PAGE_SIZE = 24
    rows = (
        ("R1", "list, page kept / floor", ms["list, page kept"] / floor_ms, 3.0),
        ("R2", "list, only the cube kept / floor", listed / floor_ms, 12),
        ("R3", "304 / hello", ms["304"] / hello, 1.3),
        ("R4", "verify / hello", ms["verify"] / hello, 3.5),
        ("R4", "verify, queries", queries(f"/v/{product.code}", warm=True), 1),
        ("R5", "product, nothing kept / floor", ms["product, nothing kept"] / floor_ms, 8),
        ("R5", "product, kept / floor", ms["product, kept"] / floor_ms, 2.5),
        ("R5", "product, queries", queries(product.get_absolute_url()), 4),
        ("R6", "search / list", ms["search"] / listed, 1.1),
        ("R7", "worst mistyped search / list", worst / listed, 1.5),
        ("R8", "page 600 / page 1", ms["page 600"] / listed, 1.2),
        ("R10", "queries of 96 rows - of 24", wide - queries("/san-pham/"), 0),
        ("R11", "facets of a new wish / list", (ms["facets of a new wish"] - bare) / (listed - bare), 0.25),
        ("R14", "home / list", ms["home, only the cube kept"] / listed, 3.0),
        ("R15", "bytes of the list / of its text", bytes_ratio(), 2.0),
    )
    for name, what, value, passes in rows:
        passed = "yes" if value <= passes else "NO"
        print(f"{name:<4} {what:<36} {value:8.2f}   passes at {passes:<5} {passed}")


def report_growth(small, large):
    """Print how much dearer the list and the search became in the larger register."""
    for what, rung, passes in (
        ("list", "list, only the cube kept", 1.2),
        ("search", "search", 1.5),
    ):
        grown = large[rung] / small[rung]
        passed = "yes" if grown <= passes else "NO"
        print(
            f"R9   {what + ', larger / smaller register':<36} {grown:8.2f}   passes at {passes:<5} {passed}"
        )


def main():
    runs = [measured_at(size) for size in SIZES]
    for larger in runs[1:]:
        report_growth(runs[0], larger)


def measured_at(size):
    """Let the register hold so many products; measure, print and return the rungs."""
    held = prepare(size, PRODUCERS)
    call_command("collectstatic", interactive=False, verbosity=0)
    print(f"register: {held} products on {connection.vendor}; load average {os.getloadavg()[0]:.1f}")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as the database does by itself in the hours after a change
    with worker.started() as served:
        ms = measured(served)
    for name, value in ms.items():
        print(f"{name:<36} {value:8.3f} ms CPU")
    report(ms)
    return ms


if __name__ == "__main__":
    main()
