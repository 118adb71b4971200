"""Every kind of page, reached by its links: answers, keeps within a narrow screen, and offends no policy."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error

NUMBER = re.compile(r"(?<=/)[0-9][0-9A-Za-z-]*(?=/)")
SKIPPED = re.compile(
    r"/(dang-xuat|anh|lam-viec/ho-so/tep|admin|static|i18n|api|tin|huy-hieu)/|/du-lieu-mo/.|/en/|/v/|\.\w+$"
)
MOST_PAGES = 90  # a person's kinds of pages; more would mean the crawl counts single objects as kinds
TRAVELLERS = {
    "": "/",
    "can-bo.xa-luc-ngan": "/lam-viec/",
    "lanh-dao.bac-ninh": "/lam-viec/",
    "thu-ky.bac-ninh": "/lam-viec/",
    "uv4.bac-ninh": "/lam-viec/",
    "kiem-tra.bac-ninh": "/lam-viec/",
    "chu-the": "/lam-viec/",
}


def kind_of(path):
    """The address without what tells one object from another: its number, code, slug."""
    path = NUMBER.sub("1", path)
    if path.startswith(("/san-pham/1/", "/chu-the/1/")):
        return "/".join(path.split("/")[:3]) + "/ten/"
    return path


@pytest.mark.parametrize("name", TRAVELLERS)
def test_every_page_linked_from_the_first_one_stands(somebody, name):
    person = somebody(name)
    waiting, seen = [TRAVELLERS[name]], set()
    while waiting:
        path = waiting.pop(0)
        if kind_of(path) in seen:
            continue
        seen.add(kind_of(path))
        answer = opened(person, path)
        if answer is None:
            continue
        assert answer.status < 400, f"{path}: {answer.status}"
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        person.look(f"{name or 'khach'}{kind_of(path).replace('/', '_')}")
        waiting += links_on(person)
    assert 5 < len(seen) < MOST_PAGES, sorted(seen)


def opened(person, path):
    """The answer of a page; None where the address gives a file to keep, which a browser stores."""
    try:
        return person.page.goto(path)
    except Error as error:
        if "Download is starting" not in error.message:
            raise
        return None


def links_on(person):
    here = urlsplit(person.page.url)
    absolute = "all => all.map(one => new URL(one.getAttribute('href'), one.baseURI).href)"  # drawings too
    found = person.page.locator("a[href]").evaluate_all(absolute)
    paths = [urlsplit(address) for address in found]
    inside = [one.path for one in paths if one.netloc == here.netloc and not one.query]
    return [path for path in dict.fromkeys(inside) if not SKIPPED.search(path)]


def test_english_pages_stand_too(somebody):
    visitor = somebody()
    for path in ("/en/", "/en/san-pham/", "/en/chu-the/", "/en/v/", "/en/dang-nhap/"):
        visitor.open(path)
        assert visitor.page.locator("html").get_attribute("lang") == "en"
        visitor.look(f"en{path.replace('/', '_')}")
