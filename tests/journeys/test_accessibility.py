"""Check 26: axe finds nothing on any public template, wide and narrow, and nothing scrolls sideways."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = (
    "/", "/san-pham/", "/san-pham/?q=maatj+ong", "/san-pham/?q=xyzxyz", "/so-sanh/", "/chu-the/", "/v/",
    "/v/1-1-1-2026", "/dia-phuong/24/", "/bo-san-pham/", "/bo-san-pham/4/", "/du-lieu-mo/",
    "/du-lieu-mo/tu-dien/", "/thuat-ngu/", "/tiep-can/", "/phan-anh/",
)  # fmt: skip
LEVELS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.mark.parametrize("width", [1280, 320])
def test_check_26_axe_finds_nothing_on_the_public_pages(somebody, width):
    visitor = somebody()
    visitor.page.set_viewport_size({"width": width, "height": 800})
    first = visitor.page.goto("/san-pham/") and visitor.page.locator(".product-card a").first.get_attribute(
        "href"
    )
    maker = visitor.page.goto("/chu-the/") and visitor.page.locator("tbody a").first.get_attribute("href")
    found = {}
    for path in (*PAGES, first, maker):
        visitor.page.goto(path)
        result = Axe().run(visitor.page, options=LEVELS)
        if result.violations_count:
            found[path] = [
                (each["id"], each["nodes"][0]["html"][:120]) for each in result.response["violations"]
            ]
        wider = visitor.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        if wider:
            found.setdefault(path, []).append(("wider than the screen", width))
    assert found == {}
