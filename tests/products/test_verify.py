"""The check of a code: every spelling, the truth of the hour, honest when nothing is known, and light."""

import gzip
import re
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.urls import reverse

from ocop_portal.core.days import VIETNAM, add_months
from products.enums import EventKind, Status
from products.numbering import adopt_code
from products.page_cache import CLOCK
from products.publication import record
from tests import cast
from tests.products.goods import DECISION, STATUSES, cards_on, page, recognised

pytestmark = pytest.mark.django_db

FOUR, FIVE = "24-07582-7-2025", "24-219-07570-7-2023"
SPELLINGS = {
    FOUR: [
        "24-07582-7-2025",
        "24-07582-7-2025/",
        "24/07582/7/2025",
        "24/07582/7/2025/",
        "24-07582/7-2025",
        "24-07582-07-2025",
        "24.07582.7.2025",
        "24_07582_7_2025",
        "24 07582 7 2025",
        "24%2007582%207%202025",
        "24%2F07582%2F7%2F2025",
        "%2024-07582-7-2025%20",
        "24%0A07582%0A7%0A2025",
        "24–07582–7–2025",
        "24-7582-7-2025",
    ],
    FIVE: [
        "24-219-07570-7-2023",
        "24/219/07570/7/2023",
        "24%20219%2007570%207%202023",
        "24-219-07570/007/2023",
    ],
}
EVERY_SPELLING = [(code, spelled) for code, spellings in SPELLINGS.items() for spelled in spellings]


@pytest.mark.parametrize(("code", "spelled"), EVERY_SPELLING)
@pytest.mark.parametrize("language", ["", "/en"])
def test_every_spelling_opens_the_same_page(client, language, code, spelled):
    recognised("Mật ong hoa vải", code=code)

    text = page(client, f"{language}/v/{spelled}")

    assert "<h1>Mật ong hoa vải</h1>" in text
    assert f'<dd class="nowrap">{code}</dd>' in text


@pytest.mark.parametrize("spelled", ["24-07582-7-2025", "24/07582/7/2025", " 24 07582 7 2025 "])
def test_typed_code_leads_to_its_own_address(client, spelled):
    product = recognised(code=FOUR)

    response = client.get(reverse("verify_form"), {"ma": spelled})

    assert response.headers["Location"] == reverse("verify", args=[product.code])


def test_earlier_code_answers_for_ever_and_names_the_one_of_today(client):
    product = recognised(code=FIVE)
    adopt_code(product, "24-07582-9-2026", by=None)

    text = page(client, f"/en/v/{FIVE}")

    assert "Its code today is 24-07582-9-2026." in text


def test_head_is_answered_without_a_body(client):
    recognised(code=FOUR)

    response = client.head(f"/v/{FOUR}")

    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_check_changes_nothing(client, method):
    assert getattr(client, method)(f"/v/{FOUR}").status_code == 405


def test_no_browser_keeps_an_answer_without_asking_again(client):
    recognised(code=FOUR)

    for address in (f"/v/{FOUR}", "/v/1-1-1-2025", "/v/"):
        assert client.get(address).headers["Cache-Control"] == "no-cache"


def test_a_check_asks_the_database_once(client, django_assert_num_queries):
    """The first check since the register changed asks for the product too."""
    recognised(code=FOUR)

    for asked in (2, 1, 1):
        with django_assert_num_queries(asked):
            page = client.get(f"/v/{FOUR}").content.decode()
        assert "Đang hiệu lực" in page


def test_a_kept_check_tells_the_time_of_each_answer(client):
    recognised(code=FOUR)

    for moment, said in (("2026-11-02 01:07", "08:07"), ("2026-11-02 03:41", "10:41")):
        with time_machine.travel(f"{moment}+00:00", tick=False):
            page = client.get(f"/v/{FOUR}").content.decode()
        assert f"lúc {said}" in page
        assert CLOCK not in page


# Weight


def weight(text):
    """Bytes of the page and of what it loads, as they cross the line: sheets and drawings compressed."""
    loaded = set(re.findall(r'(?:href|src)="/static/([^"#]+)', text))
    files = [Path(finders.find(name)).read_bytes() for name in loaded]
    return len(text.encode()) + sum(len(gzip.compress(content)) for content in files)


@pytest.mark.parametrize("code", [FOUR, "24-07582-8-2025"])
def test_page_is_light_and_runs_nothing(client, code):
    recognised("Vải thiều Lục Ngạn sấy khô nguyên quả hộp quà tặng cao cấp", code=FOUR)

    text = client.get(f"/v/{code}").content.decode()

    assert weight(text) < 30 * 1024
    assert "<script" not in text


# Truth


def seen_on(client, product):
    """The status each page tells of the product: list, its own page, check."""
    listed = dict(cards_on(page(client, "/san-pham/?trang-thai=all")))
    own = re.search(
        r'class="product-marks">.*?status status-(\w+)"', page(client, product.get_absolute_url())
    )
    checked = re.search(r'class="status status-(\w+) status-large"', page(client, f"/v/{product.code}"))
    return [listed[product.name], own[1], checked[1]]


@pytest.mark.parametrize("status", STATUSES)
def test_all_pages_tell_the_same_status(client, status):
    product = recognised(status=status)

    assert seen_on(client, product) == [status] * 3


GIVEN = date(2026, 8, 31)
LAST = date(2029, 8, 31)
EXTENDED_TO = date(2029, 11, 30)


def moment(day, clock):
    return datetime.combine(day, clock, tzinfo=VIETNAM)


BEFORE_MIDNIGHT, AFTER_MIDNIGHT = time(23, 59, 59), time(0, 0, 1)
TURNS = [
    (GIVEN - timedelta(days=1), Status.UNDER_EVALUATION, Status.IN_FORCE, ""),
    (LAST - timedelta(days=181), Status.IN_FORCE, Status.EXPIRING, ""),
    (LAST, Status.EXPIRING, Status.EXPIRED, ""),
    (LAST, Status.EXPIRING, Status.EXTENDED, "extended"),
    (EXTENDED_TO, Status.EXTENDED, Status.EXPIRED, "extended"),
    (date(2027, 1, 31), Status.IN_FORCE, Status.REVOKED, "revoked"),
]


@pytest.mark.parametrize(("day", "before", "after", "also"), TURNS)
def test_status_turns_at_midnight_in_vietnam_by_the_clock_alone(client, day, before, after, also):
    product = cast.product()
    adopt_code(product, FOUR, by=None)
    record(product, kind=EventKind.RECOGNISED, stars=4, on=GIVEN, until=add_months(GIVEN, 36), **DECISION)
    if also == "extended":
        record(product, kind=EventKind.EXTENDED, on=LAST, until=EXTENDED_TO, **DECISION)
    if also == "revoked":
        record(product, kind=EventKind.REVOKED, on=day + timedelta(days=1), **DECISION)
    product.refresh_from_db()

    with time_machine.travel(moment(day, BEFORE_MIDNIGHT), tick=False):
        assert seen_on(client, product) == [before] * 3
    with time_machine.travel(moment(day + timedelta(days=1), AFTER_MIDNIGHT), tick=False):
        assert seen_on(client, product) == [after] * 3


def test_expired_product_leaves_the_list_of_those_in_force_at_midnight(client):
    recognised("Mật ong hoa vải", day=LAST - timedelta(days=60), status=Status.EXPIRING)

    with time_machine.travel(moment(LAST, BEFORE_MIDNIGHT), tick=False):
        assert cards_on(page(client, "/san-pham/")) == [("Mật ong hoa vải", "expiring")]
    with time_machine.travel(moment(LAST + timedelta(days=1), AFTER_MIDNIGHT), tick=False):
        assert cards_on(page(client, "/san-pham/")) == []
        assert cards_on(page(client, "/san-pham/?trang-thai=expired")) == [("Mật ong hoa vải", "expired")]


MEANINGS = {
    Status.UNDER_EVALUATION: "until then the product has no stars in force",
    Status.IN_FORCE: "The recognition is in force until",
    Status.EXPIRING: "unless the product is evaluated again",
    Status.EXPIRED: "The recognition ended on",
    Status.EXTENDED: "while the result of the re-evaluation is awaited",
    Status.REVOKED: "The recognition was revoked on",
}


@pytest.mark.parametrize("status", STATUSES)
def test_status_is_explained_in_a_sentence(client, status):
    product = recognised(status=status)

    for address in (f"/en/v/{product.code}", f"/en{product.get_absolute_url()}"):
        text = page(client, address)
        assert [other for other, meaning in MEANINGS.items() if meaning in text] == [status]


def test_misuse_of_a_registered_product_is_reported_from_its_check(client):
    product = recognised(code=FOUR)
    link = f'href="/phan-anh/?ma={FOUR}"'

    assert link in page(client, f"/v/{FOUR}")
    assert f'value="{FOUR}"' in page(client, f"/phan-anh/?ma={product.code}")


def test_page_says_when_and_where_it_was_checked(client, settings):
    recognised(code=FOUR, day=date(2026, 11, 1))

    with time_machine.travel(moment(date(2026, 11, 2), time(0, 5)), tick=False):
        text = page(client, f"/en/v/{FOUR}")

    assert "Checked at 00:05 on 02/11/2026 in the register at" in text
    assert f"<strong>{settings.SITE_URL}</strong>" in text


def test_sample_is_marked_as_invented(client):
    recognised("Mẫu", code=FOUR, is_sample=True)
    recognised("Thật", code=FIVE)

    assert "invented sample" in page(client, f"/en/v/{FOUR}")
    assert "invented sample" not in page(client, f"/en/v/{FIVE}")


# Not in the register


def test_unknown_code_is_not_in_the_register_and_the_page_says_what_to_do(client, settings):
    text = page(client, "/en/v/24-07582-8-2025", status=404)

    assert "No OCOP product has the code “24-07582-8-2025”" in text
    assert "Compare it digit by digit with the label." in text
    assert f"The only address of this register is {settings.SITE_URL}." in text
    assert 'value="24-07582-8-2025"' in text


@pytest.mark.parametrize(
    "typed", ["abc", "24-07582", "24-07582-0-2025", "24-07582-7-25", "2-1-1-1-1-2025", "٢٤-1-1-2025"]
)
def test_what_is_no_code_is_told_how_a_code_looks(client, typed):
    text = page(client, f"/en/v/{typed}", status=404)

    assert "A product code has four or five groups of digits" in text


def test_code_of_a_product_never_recognised_is_not_in_the_register(client):
    adopt_code(cast.product(), FOUR, by=None)

    page(client, f"/v/{FOUR}", status=404)


@pytest.mark.parametrize(
    "typed",
    [
        "%00",
        "24%0007582-7-2025",
        "<script>alert(1)</script>",
        "9" * 3000,
        "%F0%9F%98%80",
        "a/../b",
        "%25",
        "%3Fx",
        "-",
        "%20",
    ],
)
def test_nonsense_is_answered_like_an_unknown_code(client, typed):
    text = page(client, f"/en/v/{typed}", status=404)

    assert "<h1>No OCOP product has the code" in text
    assert "<script" not in text


@pytest.mark.parametrize("typed", ["\x00", "9" * 10_000, "ệ" * 300, "'; DROP TABLE"])
def test_nonsense_typed_into_the_field_is_answered_too(client, typed):
    assert client.get(reverse("verify_form"), {"ma": typed}).status_code in (200, 404)


def test_empty_field_asks_for_a_code(client):
    assert 'name="ma"' in page(client, "/v/?ma=++")
