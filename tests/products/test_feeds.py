"""Checks 19, 21 and 22: feeds of any list, a sitemap with true dates, a badge that tells the truth."""

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from products.enums import Status
from products.models import StatusEvent
from tests.products.goods import STATUSES, page, recognised, revoke

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


def test_badge_of_an_unknown_code_is_not_found(client):
    assert client.get("/huy-hieu/24-07582-99-2026.svg").status_code == 404


def test_expiring_feed_holds_what_expires(client):
    recognised("Mật", status=Status.EXPIRING)
    recognised("Trà", status=Status.IN_FORCE)

    assert titles(feed(client, "/tin/sap-het-han.atom")) == ["Mật (3 sao)"]
