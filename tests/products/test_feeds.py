"""Checks 19, 21 and 22: feeds of any list, a sitemap with true dates, a badge that tells the truth."""

import re
from datetime import date, timedelta
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
import time_machine

from products import catalogue, spelling
from products.enums import Status
from products.models import StatusEvent
from tests import cast
from tests.products.goods import STATUSES, listed, page, recognised, revoke

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client, address):
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)


def titles(root):
    return [entry.find(f"{ATOM}title").text for entry in root.findall(f"{ATOM}entry")]


@pytest.mark.parametrize(
    "address",
    [
        "/tin/san-pham.atom?nhom=food&sao=3&q=mat",
        "/tin/moi.atom",
        "/tin/sap-het-han.atom",
        "/tin/thu-hoi.atom",
    ],
)
def test_check_19_feeds_have_what_atom_asks_for(client, address):
    for status in STATUSES:
        recognised(f"Mật {status}", status=status)

    root = feed(client, address)

    for needed in ("title", "id", "updated"):
        assert root.find(f"{ATOM}{needed}").text
        assert all(entry.find(f"{ATOM}{needed}").text for entry in root.findall(f"{ATOM}entry"))
    assert titles(root)
    assert len({entry.find(f"{ATOM}id").text for entry in root.findall(f"{ATOM}entry")}) == len(titles(root))


FILTERS = (
    {}, {"nhom": "drink"}, {"bo": "14"}, {"sao": "5"}, {"loai": "household"}, {"tinh": "68"},
    {"tinh": "24-cu"}, {"huyen": cast.DISTRICT}, {"xa": cast.COMMUNE}, {"noi": "huyện Lục Ngạn"},
    {"du-lich": "co"}, {"du-lich": "khong"}, {"q": "mat ong"}, {"q": "maatj ogn"}, {"sap-xep": "expiry"},
    {"tai-ngay": "01/06/2026"}, {"tai-ngay": "01/06/2026", "trang-thai": "expired"},
    {"nhom": ["food", "drink"], "sao": "3"}, {"sao": "9"},
    *({"trang-thai": status} for status in catalogue.STATUS_CHOICES),
)  # fmt: skip


def shelf():
    """Something for every filter, recognised now and earlier."""
    for status in STATUSES:
        recognised(f"Mật ong {status}", status=status)
    recognised("Rượu nếp", set_no=14, stars=5, made_by=cast.producer("Hộ Bảy", kind="household"))
    recognised("Vườn hồng", set_no=26, at="68", made_by=cast.producer("Làng hoa", at="68"))
    recognised("Vải sấy", at=cast.DISTRICT_COMMUNE, day=date(2025, 1, 1))
    recognised("Chè xanh", stars=4, day=date(2023, 2, 1))
    spelling.collect_words()


@pytest.mark.parametrize("asked", FILTERS, ids=str)
def test_check_19_feed_of_every_filter_holds_the_products_of_its_list(client, asked):
    shelf()
    root = feed(client, f"/tin/san-pham.atom?{urlencode(asked, doseq=True)}")
    names = [title.rpartition(" (")[0] for title in titles(root)]

    assert sorted(names) == sorted(listed(client, **asked))


def test_check_19_filters_of_the_test_find_something_and_leave_something_out(client):
    shelf()
    found = [len(listed(client, **asked)) for asked in FILTERS if asked not in ({}, {"sao": "9"})]

    assert min(found) >= 1
    assert len(set(found)) > 3


def test_check_19_feed_of_an_earlier_day_tells_what_stood_then(client):
    product = recognised(stars=4, day=date(2024, 1, 1))
    revoke(product)
    entry = feed(client, "/tin/san-pham.atom?tai-ngay=01/06/2024").find(f"{ATOM}entry")

    assert entry.find(f"{ATOM}title").text == "Mật ong hoa vải (4 sao)"
    assert "Đang hiệu lực" in entry.find(f"{ATOM}summary").text


def test_check_19_updated_is_the_moment_of_the_last_entry(client):
    product = recognised()
    with time_machine.travel("2030-01-02T03:04:05+07:00", tick=False):
        revoke(product)
    root = feed(client, "/tin/san-pham.atom?trang-thai=all")
    entry = root.find(f"{ATOM}entry")

    assert entry.find(f"{ATOM}updated").text == "2030-01-01T20:04:05+00:00"
    assert root.find(f"{ATOM}updated").text == "2030-01-01T20:04:05+00:00"
    assert entry.find(f"{ATOM}published").text[:10] < f"{product.certified_from}"
    empty = feed(client, "/tin/san-pham.atom?sao=5")
    assert titles(empty) == []
    assert empty.find(f"{ATOM}updated").text == "2030-01-01T20:04:05+00:00"


@pytest.mark.parametrize("address", ["san-pham.atom", "san-pham.atom?sao=5", "moi.atom", "sap-het-han.atom"])
def test_check_19_reader_that_has_the_feed_is_told_so_until_something_changes(client, address):
    product = recognised(status=Status.EXPIRING)
    first = client.get(f"/tin/{address}")
    again = {"If-None-Match": first.headers["ETag"]}

    assert client.get(f"/tin/{address}", headers=again).status_code == 304
    assert (
        client.get(f"/tin/{address}", headers={"If-None-Match": f"W/{first.headers['ETag']}"}).status_code
        == 304
    )
    assert client.get("/tin/thu-hoi.atom", headers=again).status_code == 200
    revoke(product)
    assert client.get(f"/tin/{address}", headers=again).status_code == 200


def test_check_19_title_names_the_filters(client):
    recognised()

    title = feed(client, "/en/tin/san-pham.atom?nhom=food&sao=3&q=mat").find(f"{ATOM}title").text

    assert title == "OCOP products: “mat”, Food, 3 stars"


def test_check_19_revocation_is_in_the_feed_at_once(client):
    product = recognised()
    assert titles(feed(client, "/tin/thu-hoi.atom")) == []

    revoke(product)

    assert titles(feed(client, "/tin/thu-hoi.atom")) == ["Mật ong hoa vải: thu hồi"]


def test_check_21_sitemap_lists_exactly_the_public_products_with_true_dates(client):
    products = [recognised(f"Mật {status}", status=status) for status in STATUSES]
    index = client.get("/sitemap.xml").content.decode()
    text = client.get("/sitemap-san-pham.xml").content.decode()

    assert "sitemap-san-pham.xml" in index
    listed = re.findall(r"<loc>https?://[^/]+(.*?)</loc><lastmod>(.*?)</lastmod>", text)
    assert {path for path, _day in listed} == {product.get_absolute_url() for product in products}
    latest = StatusEvent.objects.latest("recorded_at").recorded_at
    assert all(
        day == f"{latest:%Y-%m-%d}" or day == f"{latest + timedelta(hours=7):%Y-%m-%d}" for _p, day in listed
    )


def test_check_21_robots_name_the_sitemap_and_combinations_are_canonical(client, settings):
    recognised()

    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in page(client, "/robots.txt")
    assert f'<link rel="canonical" href="{settings.SITE_URL}/san-pham/">' in page(
        client, "/san-pham/?sao=3&nhom=food"
    )


def test_check_22_badge_tells_the_live_status_without_cookie_or_script(client):
    product = recognised(stars=4)
    badge = client.get(f"/huy-hieu/{product.code}.svg")

    assert badge.headers["Content-Type"].startswith("image/svg+xml")
    assert not badge.cookies
    assert "Cookie" not in badge.headers.get("Vary", "")
    assert "<script" not in badge.content.decode()
    assert "max-age=300" in badge.headers["Cache-Control"]
    ElementTree.fromstring(badge.content)

    revoke(product)

    assert "thu hồi" in client.get(f"/huy-hieu/{product.code}.svg").content.decode().lower()


def test_check_22_badge_needs_nothing_but_itself_and_fits_its_longest_code(client):
    short, long = recognised("Mật", code="24-07582-1-2026"), recognised("Trà", code="24-219-07588-128-2023")
    for product in (short, long):
        badge = client.get(f"/huy-hieu/{product.code}.svg").content.decode()
        assert re.findall(r"https?://[^\"]*", badge) == ["http://www.w3.org/2000/svg"]
        assert not re.search(r"href|style|url\(|@import|<image|<use|<foreignObject|\son\w+=", badge)
        assert product.code in badge
        assert ("textLength" in badge) == (product is long)


def test_badge_of_an_unknown_code_is_not_found(client):
    assert client.get("/huy-hieu/24-07582-99-2026.svg").status_code == 404


def test_expiring_feed_holds_what_expires(client):
    recognised("Mật", status=Status.EXPIRING)
    recognised("Trà", status=Status.IN_FORCE)

    assert titles(feed(client, "/tin/sap-het-han.atom")) == ["Mật (3 sao)"]
