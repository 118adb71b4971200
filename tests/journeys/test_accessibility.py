"""Check 26: axe finds nothing on any public template or on the score card, and nothing scrolls sideways.

640 px is a screen of 1280 px at 200 %; among the rules of axe is that targets are 24 px or stand apart.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys import steps

PAGES = (
    "/", "/san-pham/", "/san-pham/?q=maatj+ong", "/san-pham/?q=xyzxyz", "/san-pham/?nhom=food&sao=4&q=ong",
    "/so-sanh/", "/chu-the/", "/v/", "/v/1-1-1-2026", "/dia-phuong/24/", "/dia-phuong/24-cu/",
    "/bo-san-pham/", "/bo-san-pham/4/", "/du-lieu-mo/", "/du-lieu-mo/tu-dien/", "/thuat-ngu/", "/tiep-can/",
    "/api/v1/docs/", "/en/api/v1/docs/", "/phan-anh/", "/khoa-cong-khai/",
    "/kiem-tra-giay-chung-nhan/", "/dang-nhap/", "/khong-co-trang/", "/en/",
)  # fmt: skip
LEVELS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {"target-size": {"enabled": True}},
}


def troubles_of(person, width):
    """What axe finds on the page the person stands on, and whether it is wider than the screen."""
    person.page.set_viewport_size({"width": width, "height": 800})
    found = Axe().run(person.page, options=LEVELS).response["violations"]
    wider = person.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [(each["id"], each["nodes"][0]["html"][:120]) for each in found] + ["sideways"] * wider


def kinds_of_pages(visitor):
    """The addresses above, and one of each page about a single thing."""
    visitor.open("/san-pham/")
    cards = visitor.page.locator(".product-card a").evaluate_all("all => all.map(one => one.pathname)")
    first, second = (path.split("/")[2] for path in cards[:2])
    visitor.open("/chu-the/")
    maker = visitor.page.locator("tbody a").first.get_attribute("href")
    single = (cards[0], f"{cards[0]}?tai-ngay=01/01/2024", maker, f"/v/{first}")
    return (*PAGES, *single, f"/so-sanh/?ma={first}&ma={second}", f"/phan-anh/?ma={first}")


@pytest.mark.parametrize("width", [1280, 640, 320])
def test_check_26_axe_finds_nothing_on_the_public_pages(somebody, width):
    visitor, found = somebody(), {}
    for path in kinds_of_pages(visitor):
        visitor.page.goto(path)
        found[path] = troubles_of(visitor, width)

    assert {path: troubles for path, troubles in found.items() if troubles} == {}


@pytest.mark.parametrize("width", [1280, 768])
def test_check_26_axe_finds_nothing_on_the_score_card(somebody, width):
    member = somebody("uv3.bac-ninh")
    steps.open_card(member, product="Mỳ ngũ sắc Lục Ngạn")

    assert troubles_of(member, width) == []
