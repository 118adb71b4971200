"""Checks of the whole register: one truth on every surface, nothing lost, heavy or broken."""

import gzip
import random
import re
from urllib.parse import quote

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocop_portal.areas.models import AdministrativeUnit
from products import register_version
from products.codes import canonical
from products.enums import Status
from tests.products.goods import STATUSES, cards_on, page, photographed, recognised
from tests.products.test_privacy import crawl

pytestmark = pytest.mark.django_db

DECIDED = [status for status in STATUSES if status is not Status.UNDER_EVALUATION]


@pytest.mark.parametrize("status", DECIDED)
def test_check_1_every_surface_says_the_same_status(client, status):
    product = recognised(status=status)
    listed = page(client, "/san-pham/?trang-thai=all")
    detail, verify = page(client, product.get_absolute_url()), page(client, f"/v/{product.code}")
    api = client.get(f"/api/v1/products/{product.code}/").json()

    assert cards_on(listed) == [(product.name, status)]
    for text in (detail, verify):
        assert f'class="status status-{status}' in text
        assert product.decision_number in text
    assert api["status"] == status
    assert f'"value": "{status}"' in detail


@pytest.mark.parametrize("status", DECIDED)
def test_check_3_what_was_once_in_the_register_never_disappears(client, status):
    product = recognised(status=status)

    assert client.get(product.get_absolute_url()).status_code == 200
    assert client.get(f"/v/{product.code}").status_code == 200
    assert product.get_absolute_url() in client.get("/sitemap-san-pham.xml").content.decode()


NEW_CODE, OLD_CODE = "24-07582-7-2025", "24-219-07570-7-2023"


@pytest.mark.parametrize("code", [NEW_CODE, OLD_CODE])
@pytest.mark.parametrize("road", ["/v/", "/san-pham/", "/en/v/", "/san-pham/?q=", "/api/v1/products/"])
def test_check_5_code_opens_the_product_in_every_spelling_and_outlives_its_names(client, code, road):
    product = recognised(code=code)
    by_slash = code.replace("-", "/")
    spellings = [
        code,
        code.upper(),
        code.lower(),
        by_slash,
        code.replace("-", "%20"),
        code.replace("-7-", "-007-"),
    ]
    road_ends = "/" if road.startswith("/api") else ""

    def opened():
        with translation.override("vi"):  # a page in English does not leave its language behind
            pages = [client.get(road + spelled + road_ends, follow=True) for spelled in spellings]
        return [answer.status_code == 200 and product.name in answer.content.decode() for answer in pages]

    assert all(opened()), spellings
    earlier = product.get_absolute_url()
    product.name = "Mật ong Lục Ngạn đổi tên"
    product.save()
    AdministrativeUnit.objects.filter(pk=product.made_in_id).update(name="Xã Tên Mới")
    register_version.move()
    assert all(opened()), spellings
    moved = client.get(earlier)
    assert (moved.status_code, moved.url) == (301, product.get_absolute_url())
    assert product.get_absolute_url().startswith(f"/san-pham/{code}/")


def mistyped(code, dice):
    """A code with a slip of the hand: a digit lost, doubled, swapped or another, a letter for a figure."""
    n = dice.randrange(len(code) - 1)
    return dice.choice(
        [
            code[:n] + code[n + 1 :],
            code[:n] + code[n] + code[n:],
            code[:n] + code[n + 1] + code[n] + code[n + 2 :],
            code[:n] + dice.choice("0123456789") + code[n + 1 :],
            code.replace("0", "O", 1),
            code.replace("7", "l", 1),
            code + dice.choice("0123456789"),
        ]
    )


def test_check_7_two_hundred_false_codes_hit_nothing_and_are_told_so(client, settings):
    names = [recognised(f"Sản phẩm thật {n}", code=code).name for n, code in enumerate((NEW_CODE, OLD_CODE))]
    dice = random.Random(7)
    near = {f"24-07582-{dice.randrange(8, 99_999)}-{dice.randrange(2019, 2027)}" for _n in range(100)}
    slips = {mistyped(dice.choice((NEW_CODE, OLD_CODE)), dice) for _n in range(400)}
    random_ones = {"".join(dice.choice("0123456789-/aZ") for _sign in range(14)) for _n in range(100)}
    genuine = {NEW_CODE, OLD_CODE}
    probes = [
        probe
        for some in (near, slips, random_ones)
        for probe in sorted(each for each in some if canonical(each) not in genuine)[:67]
    ]

    assert len(probes) >= 200
    for n, probe in enumerate(probes):
        answer = client.get(reverse("verify", args=[probe]), REMOTE_ADDR=f"192.0.2.{n % 250}")
        text = answer.content.decode()
        assert answer.status_code == 404, probe
        assert not [name for name in names if name in text], probe
        assert "Không có trong danh bạ" in text
        assert f"Địa chỉ duy nhất của danh bạ là {settings.SITE_URL}." in text
        typed = quote(probe.removesuffix("/"), safe="")
        assert f'href="/phan-anh/?ma={typed}"' in text, probe


@time_machine.travel("2026-11-02T10:00:30+07:00", tick=False)  # in one minute, however slow the machine
def test_check_7_questions_for_codes_are_limited(client):
    answers = [client.get("/v/24-07582-7-2025", REMOTE_ADDR="192.0.2.1") for _n in range(122)]

    assert {answer.status_code for answer in answers} == {404, 429}
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 61


ISO_OR_US = r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,3}(,\d{3})+\b"
MONTHS = r"\b(January|February|March|April|June|July|August|September|October|November|December)\b"


def test_check_16_no_page_shows_a_foreign_day_or_number(client):
    for status in STATUSES:
        photographed(recognised(f"Sản phẩm {status}", status=status))

    pages = {path: text for path, text in crawl(client, most=60).items() if not path.startswith("/en")}

    assert len(pages) > 20
    for path, text in pages.items():
        if text.lstrip().startswith("<!doctype html>"):
            shown = re.sub(r"<script.*?</script>|<[^>]*>", " ", text, flags=re.DOTALL)
            assert not re.search(f"{ISO_OR_US}|{MONTHS}", re.sub(r"ocop-[\d-]+", "", shown)), path


def test_check_27_list_weighs_at_most_150_kb_and_30_of_them_script(client):
    for n in range(24):
        recognised(f"Sản phẩm {n:02}")

    text = page(client, "/san-pham/")
    linked = re.findall(r'(?:src|href)="/static/([^"]+\.(?:css|js|svg))"', text)
    weights = {name: len(gzip.compress(finders_read(name))) for name in dict.fromkeys(linked)}
    scripts = sum(weight for name, weight in weights.items() if name.endswith(".js"))

    assert not re.findall(r'(?:src|href)="https?://(?!127\.0\.0\.1)[^"]*\.(?:css|js|woff2)', text)
    assert scripts <= 30 * 1024
    assert len(gzip.compress(text.encode())) + sum(weights.values()) <= 150 * 1024


def finders_read(name):
    with open(finders.find(name), "rb") as file:
        return file.read()


def test_check_29_printed_page_has_qr_code_status_and_time(client):
    product = recognised()
    text = page(client, product.get_absolute_url())

    assert f'src="/ma-qr/{product.code}.svg"' in text
    assert product.code in text
    assert re.search(r"lúc \d\d:\d\d ngày \d\d/\d\d/\d{4}", text)
    assert "product-print.css" in text


PUBLIC = (
    "/", "/san-pham/", "/so-sanh/", "/chu-the/", "/v/", "/phan-anh/", "/du-lieu-mo/", "/du-lieu-mo/tu-dien/",
    "/bo-san-pham/", "/bo-san-pham/1/", "/thuat-ngu/", "/tiep-can/", "/dia-phuong/24/", "/tin/san-pham.atom",
    "/tin/moi.atom", "/tin/sap-het-han.atom", "/sitemap.xml", "/robots.txt", "/api/v1/products/",
    "/api/v1/events/", "/api/v1/producers/", "/api/v1/places/", "/api/v1/product-sets/", "/api/v1/docs/",
)  # fmt: skip
KEYS = st.sampled_from(
    ["q", "sau", "sao", "bo", "tinh", "noi", "du-lich", "tai-ngay", "ma", "size", "since", "p"]
)
QUERY = st.lists(st.tuples(KEYS | st.text(max_size=8), st.text(max_size=30)), max_size=4)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(address=st.sampled_from(PUBLIC), asked=QUERY, visitor=st.integers(1, 2**31))
def test_no_query_breaks_a_public_address(client, address, asked, visitor):
    sendable = {key: value.encode("utf-8", "surrogatepass") for key, value in asked if key.isprintable()}

    answer = client.get(address, sendable, REMOTE_ADDR=f"fd00::{visitor:x}"[:20])

    assert answer.status_code < 500
