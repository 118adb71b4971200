"""How long it takes to find what is due, in a register of 20,000 and one of 200,000 certificates.

The same number of certificates is due in both, so the times should be the same: the ratio says how far the
work follows the register instead of what is due. The floor reads as many rows by their key. A database of its
own is made for it, on SQLite in a scratch folder or wherever DATABASE_URL points.
"""

import os
import sys
import tempfile
import time
from datetime import date, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ocop_portal.settings")
os.environ.setdefault("OCOP_DATA_DIR", tempfile.mkdtemp(prefix="ocop-bench-"))

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test.runner import DiscoverRunner  # noqa: E402

from evaluations import windows  # noqa: E402
from evaluations.models import CriteriaEdition, Regulation  # noqa: E402
from evaluations.reminders import due_certificates  # noqa: E402
from ocop_portal.areas.models import AdministrativeUnit  # noqa: E402
from producers.models import Producer  # noqa: E402
from products.models import Product, ProductSet  # noqa: E402

DAY = date(2026, 11, 2)
DUE = 200
SIZES = (20_000, 200_000)
ROUNDS = 5
YEARS = 3 * 365
FIRST_KEYS = []
STAGES_BEGIN = set()


def prepare():
    DiscoverRunner(verbosity=0, interactive=False).setup_databases()
    edition = CriteriaEdition.objects.create(code="QD26", decision="26/2026", taxonomy="2023")
    Regulation.objects.create(
        number="26/2026",
        name="26/2026",
        in_force_from=date(2026, 5, 22),
        edition=edition,
        receiving_level="commune",
        council_level="province",
        validity_months=36,
        reminder_days=30,
        reevaluation_opens_days=180,
        reevaluation_closes_days=120,
        reevaluation_deciding_days=45,
        extension_days=180,
        source="-",
    )
    province = AdministrativeUnit.objects.create(
        code="24", level="province", name="Tỉnh A", address_code="24"
    )
    return AdministrativeUnit.objects.create(
        code="07582", level="commune", name="Xã B", parent=province, address_code="07582"
    )


def without_guards():
    """Drop the triggers of the scratch database: filling the register one by one would take minutes."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")


def fill(unit, until):
    """Bring the register to `until` certificates; none of the new ones is at the first day of a stage."""
    product_set, _new = ProductSet.objects.get_or_create(taxonomy="2023", number=1, group="food", name="Bộ 1")
    maker, _new = Producer.objects.get_or_create(
        kind="cooperative", name="HTX", representative_name="A", unit=unit, email="a@example.vn"
    )
    whose = {"producer": maker, "product_set": product_set, "made_in": unit}
    for start in range(Product.objects.count(), until, 10_000):
        numbers = range(start, min(start + 10_000, until))
        Product.objects.bulk_create(Product(**whose, **facts(number)) for number in numbers)


def facts(number):
    last = quiet_day(number) if number >= DUE else DAY + timedelta(days=180)
    first = last - timedelta(days=YEARS)
    signed = {"decision_number": "1", "authority": "UBND", "stars": 3}
    return {"name": f"Sản phẩm {number}", "certified_from": first, "certified_until": last, **signed}


def quiet_day(number):
    """A last day spread over three years on which no stage begins on `DAY`."""
    last = DAY + timedelta(days=number % YEARS)
    return last + timedelta(days=1) if (DAY - last).days in STAGES_BEGIN else last


def picked():
    """What the clock asks each morning: the stages that began since yesterday."""
    return sum(len(rows) for _stage, rows, _days in due_certificates(DAY, since=DAY - timedelta(days=1)))


def floor():
    return len(list(Product.objects.filter(pk__in=FIRST_KEYS).select_related("producer", "made_in")))


def seconds(work):
    started = time.perf_counter()
    assert work() == DUE, f"{work.__name__} found another number than {DUE}"
    return time.perf_counter() - started


def main():
    unit = prepare()
    without_guards()
    STAGES_BEGIN.update(span.first for span in windows.spans(Regulation.objects.on(DAY)))
    times = {}
    print(f"Finding {DUE} due certificates, best of {ROUNDS} rounds, {connection.vendor}")
    for size in SIZES:
        fill(unit, size)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        FIRST_KEYS[:] = list(Product.objects.order_by("pk").values_list("pk", flat=True)[:DUE])
        rounds = [(seconds(floor), seconds(picked)) for _ in range(ROUNDS)]
        least, times[size] = (min(column) * 1000 for column in zip(*rounds, strict=True))
        print(f"  {size:>7,} certificates: floor {least:7.2f} ms, due {times[size]:7.2f} ms")
    ratio = times[SIZES[1]] / times[SIZES[0]]
    print(f"  ten times the register takes {ratio:.2f} x the time")
    sys.exit(ratio > 2)


if __name__ == "__main__":
    main()
