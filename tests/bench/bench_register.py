"""CPU per request of the public pages against a bare floor measured in the same run.

The floor makes the same 24 cards from one prepared query with f-strings and no framework. A request is run
through the whole WSGI application in this process; counted is the CPU of this process and, on PostgreSQL, of
the database's backend (/proc). Every rung is measured in turn, ten rounds, and its best round counts.

DATABASE_URL names an empty database of its own (PostgreSQL for the figures that matter); PRODUCTS how many
products it is to hold, 20000 when left out. Of "20000,200000" the register is measured, grown and measured
again, and the growth of list and search printed (R9); building the larger one takes some ten minutes.
"""

import gzip
import io
import os
import re
import time
import unicodedata
from datetime import timedelta
from functools import partial
from html import escape
from itertools import count
from pathlib import Path
from urllib.parse import quote

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from ocop_portal.core import keyset
from ocop_portal.core.days import day_of
from ocop_portal.core.templatetags.ocop import motif, stars, status_mark
from ocop_portal.wsgi import application
from products import catalogue, facets, paging, register_version
from products.enums import ProductGroup
from products.models import Product
from tests.bench.mistypes import mistyped
from tests.bench.nation import GOODS
from tests.bench.seed_benchmark import prepare

SIZES = [int(size) for size in os.environ.get("PRODUCTS", "20000").split(",")]
PRODUCERS = 12_000
ROUNDS, SECONDS, SECONDS_OF_MANY = 10, 0.2, 0.07  # many short ones: neighbours on the machine come and go
VISITORS = count(1)  # each request comes from somebody else, below every limit
KEPT_COLD = ("facets:", "cells:")  # what stays when "nothing is kept but the facet cube"
MISTYPES = mistyped([name for name, _set in GOODS], 60)
FLOOR_SQL = """PREPARE floor AS SELECT p.id, p.name, p.code, p.stars, p.certified_until, m.name, s.group,
    c.name, a.name,
    (SELECT f.id FROM products_photo f WHERE f.product_id = p.id ORDER BY f.position, f.id LIMIT 1)
    FROM products_product p JOIN producers_producer m ON m.id = p.producer_id
    JOIN products_productset s ON s.id = p.product_set_id
    JOIN areas_administrativeunit c ON c.id = p.made_in_id
    LEFT JOIN areas_administrativeunit a ON a.id = c.parent_id
    WHERE p.certified_until >= current_date AND p.revoked_on IS NULL ORDER BY p.sort_key, p.id LIMIT 24"""
FLOOR_CARD = """<article class="product-card">
  <div class="picture">{}</div>
  <div class="product-card-body">
    <h3 class="product-card-name"><a href="/san-pham/{}/{}/">{}</a></h3>
    <div class="product-card-who"><span>{}</span><span>{}, {}</span></div>
    <div class="product-card-marks">{}{}</div>
  </div>
</article>"""
FLOOR_SELECT = FLOOR_SQL.partition(" AS ")[2]
call_command("collectstatic", interactive=False, verbosity=0)  # the drawings below have an address then
MOTIF = {(group, n): str(motif(group, n)) for group in ProductGroup.values for n in range(8)}
STARS_SAID = {n: str(stars(n)) for n in (3, 4, 5)}
STATUS_SAID = {word: str(status_mark(word)) for word in ("in_force", "expiring")}
FACET_LABELS = 75  # choices of the catalogue with a count beside each


# Measuring


def backend_seconds():
    """CPU of the database's backend so far; 0 where the database runs in this process."""
    if connection.vendor != "postgresql":
        return 0.0
    if not getattr(connection, "backend_pid", None):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            connection.backend_pid = cursor.fetchone()[0]
    return int(Path(f"/proc/{connection.backend_pid}/schedstat").read_text().split()[0]) / 1e9


def cpu_ms(act, seconds):
    """CPU milliseconds of one run of `act`, from as many runs as fit into the seconds."""
    act()
    runs, started = 0, time.process_time() + backend_seconds()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        act()
        runs += 1
    return (time.process_time() + backend_seconds() - started) * 1000 / runs


def ask(path, **headers):
    """Run one request through the application; return status, headers and body."""
    answer = {}

    def start(status, told, _error=None):
        answer.update(status=int(status[:3]), headers=dict(told))

    bare, _mark, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": bare, "QUERY_STRING": query, "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": f"fd00::{next(VISITORS):x}",
        "HTTP_HOST": "127.0.0.1:8000", "wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http",
        "wsgi.errors": io.StringIO(), "wsgi.version": (1, 0), "wsgi.multithread": False,
        "wsgi.multiprocess": False, "wsgi.run_once": False,
    }  # fmt: skip
    response = application(environ | headers, start)
    body = b"".join(response)
    response.close()
    return answer["status"], answer["headers"], body


def cold():
    """Forget everything but the facet cube."""
    with cache._lock:
        for key in [key for key in cache._cache if not key.split(":", 2)[2].startswith(KEPT_COLD)]:
            cache._delete(key)


def cold_ask(path):
    cold()
    return ask(path)


def floor():
    """The same 24 cards and as many facet labels, with no framework."""
    with connection.cursor() as cursor:
        cursor.execute("EXECUTE floor" if connection.vendor == "postgresql" else FLOOR_SELECT)
        rows = cursor.fetchall()
    soon = day_of() + timedelta(days=180)
    found = [floor_card(row, soon) for row in rows]
    labels = (f'<option value="{n}">{escape("Lạc Dương")} ({n})</option>' for n in range(FACET_LABELS))
    listed = "".join(f"<li>{card}</li>" for card in found)
    return f"<!doctype html><form>{''.join(labels)}</form><ul>{listed}</ul>".encode()


def floor_card(row, soon):
    pk, name, code, given, until, maker, group, commune, above, photo = row
    picture = f'<img class="photo" src="/anh/{photo}/nho" alt="">' if photo else MOTIF[group, pk % 8]
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d")).encode("ascii", "ignore").decode()
    status = STATUS_SAID["expiring" if until <= soon else "in_force"]
    commune, above = (place[:1].lower() + place[1:] for place in (commune, above))
    texts = map(escape, (code, re.sub(r"[^a-z0-9]+", "-", plain), name, maker, commune, above))
    return FLOOR_CARD.format(picture, *texts, STARS_SAID[given], status)


# The rungs


def addresses():
    public = Product.objects.public()
    middle = public.order_by("sort_key")[min(14_400, public.count() // 2)]
    cursor = keyset._write([middle.sort_key, middle.pk])
    return middle, f"/san-pham/?sau={cursor}"


def rungs():
    """Every rung as {name: what one run of it does}."""
    product, deep = addresses()
    wish = catalogue.read(QueryDict("sao=3"))
    etag = ask("/san-pham/")[1]["ETag"]
    page = product.get_absolute_url()
    searched = "/san-pham/?q=" + quote("mat ong")
    typos = {typed: "/san-pham/?q=" + quote(typed) for typed in MISTYPES}
    return {
        "floor: list": floor,
        "hello": lambda: ask("/healthz"),
        "list, page kept": lambda: ask("/san-pham/"),
        "list, only the cube kept": lambda: cold_ask("/san-pham/"),
        "304": lambda: ask("/san-pham/", HTTP_IF_NONE_MATCH=etag),
        "verify": lambda: ask(f"/v/{product.code}"),
        "product, nothing kept": lambda: cold_ask(page),
        "product, kept": lambda: ask(page),
        "search": lambda: cold_ask(searched),
        "page 600": lambda: cold_ask(deep),
        **{f"mistyped: {typed}": partial(cold_ask, path) for typed, path in typos.items()},
        "facets of a new wish": lambda: facets.counted(wish, register_version.current()),
        "home, only the cube kept": lambda: cold_ask("/"),
    }


def measured():
    best, acts = {}, rungs()
    for _round in range(ROUNDS):
        for name, act in acts.items():
            seconds = SECONDS_OF_MANY if name.startswith("mistyped") else SECONDS
            best[name] = min(best.get(name, float("inf")), cpu_ms(act, seconds))
    return best


def queries(path, *, warm=False):
    ask(path) if warm else cold()
    with CaptureQueriesContext(connection) as asked:
        status, _headers, _body = ask(path)
    assert status == 200, path
    return len(asked)


def bytes_ratio():
    page = ask("/san-pham/")[2].decode()
    text = re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL)
    return len(gzip.compress(page.encode())) / len(gzip.compress(" ".join(text.split()).encode()))


def report(ms):
    """Print the ratios beside what passes."""
    floor_ms, hello, listed = ms["floor: list"], ms["hello"], ms["list, only the cube kept"]
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
        ("R11", "facets of a new wish / list", ms["facets of a new wish"] / listed, 0.25),
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
    load = os.getloadavg()[0]
    print(f"register: {held} products on {connection.vendor}; load average {load:.1f}")
    if connection.vendor == "postgresql":
        connection.close()
        connection.backend_pid = None
        connection.settings_dict["CONN_MAX_AGE"] = None  # one backend, so that its CPU is all there is
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as the database does by itself in the hours after a change
            cursor.execute(FLOOR_SQL)
    ms = measured()
    for name, value in ms.items():
        print(f"{name:<36} {value:8.3f} ms CPU")
    report(ms)
    return ms


if __name__ == "__main__":
    main()
