"""CPU of the catalogue as of an earlier day against the same lists of today, in the same run.

The register is that of `bench_register`: DATABASE_URL names its database, PRODUCTS how many products it
holds. Only the facet cube is kept. A list of the past passes at three times its list of today.
"""

# ruff: noqa: I001 the first import sets Django up

from tests.bench.bench_register import PRODUCERS, ROUNDS, SECONDS, SIZES

import os
import sys

from django.core.management import call_command
from django.db import connection

from tests.bench import worker
from tests.bench.seed_benchmark import prepare

DAY = "01/06/2025"
PASSES = 3.0
LISTS = {
    "list": "",
    "4 stars": "sao=4",
    "expired": "trang-thai=expired",
    "a search": "q=mat+ong",
    "most stars first": "sap-xep=stars",
    "expiring first": "sap-xep=expiry",
}


def asking(served, query, day=None):
    words = "&".join(filter(None, (query, day and f"tai-ngay={day}")))
    address = f"/san-pham/?{words}"
    assert served.ask_anew(address)[0] == 200, address
    return lambda: served.ask_anew(address)


def measured(served):
    """CPU milliseconds by (list, day), each the best of the rounds."""
    acts = {(name, day): asking(served, query, day) for name, query in LISTS.items() for day in (None, DAY)}
    best = {}
    for _round in range(ROUNDS):
        for key, act in acts.items():
            best[key] = min(best.get(key, float("inf")), served.cpu_ms(act, SECONDS))
    return best


def main():
    held = prepare(SIZES[0], PRODUCERS)
    call_command("collectstatic", interactive=False, verbosity=0)
    print(f"register: {held} products on {connection.vendor}; load average {os.getloadavg()[0]:.1f}")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with worker.started() as served:
        found = measured(served)
    ratios = {name: found[name, DAY] / found[name, None] for name in LISTS}
    for name, ratio in ratios.items():
        then, now = found[name, DAY], found[name, None]
        passed = "passes" if ratio <= PASSES else "TOO SLOW"
        print(f"{name:<18} today {now:7.1f} ms, {DAY} {then:7.1f} ms   x {ratio:5.2f}   {passed}")
    sys.exit(max(ratios.values()) > PASSES)


if __name__ == "__main__":
    main()
