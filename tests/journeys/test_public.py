"""The public register in a browser: with the keyboard alone, over a slow line, on paper."""

import gzip
import io
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

import pytest
from pypdf import PdfReader

PRODUCT, TYPED = "Bánh chưng gấc", "banh chung gac"
FIRST_CARD = ".product-card-name a"
KB = 1024

# Slow 4G and a processor four times slower than a desktop's, as Lighthouse tries phones.
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 180_000, "uploadThroughput": 84_375}
SLOWER, DESKTOP_MS = 4, 40  # about what a desktop takes for the work below; a slower one is held back less
WORK = """() => {
    const begun = performance.now(), words = new Map();
    for (let n = 0; n < 300000; n++) {
        const word = 'w' + n * 7919 % 10007;
        words.set(word, (words.get(word) || 0) + n);
    }
    return performance.now() - begun;
}"""
ROUNDS = 3  # the best of them counts: whatever else the machine does is not the page's time
WATCH = """
window.seen = {lcp: 0, cls: 0, taps: 0, inp: 0};
const watch = (type, note) => new PerformanceObserver(
    list => list.getEntries().forEach(note)).observe({type, buffered: true, durationThreshold: 16});
watch('largest-contentful-paint', entry => { seen.lcp = entry.startTime });
watch('layout-shift', entry => { if (!entry.hadRecentInput) seen.cls += entry.value });
const answered = entry => { seen.inp = Math.max(seen.inp, entry.duration) };
watch('event', entry => { if (entry.interactionId) answered(entry) });
watch('first-input', entry => { seen.taps += 1; answered(entry) });
"""


# Check 26


def tab_to(visitor, selector, most=90):
    """Press Tab until the element has the focus; where it is must be seen."""
    for _press in range(most):
        if visitor.page.evaluate("what => document.activeElement.matches(what)", selector):
            return is_marked(visitor)
        visitor.page.keyboard.press("Tab")
    return pytest.fail(f"{selector} of {visitor.path} is not reached with the Tab key")


def is_marked(visitor):
    """Whatever has the focus shows it: by an outline of its own or of what it lies in."""
    outlined = """() => {
        for (let node = document.activeElement; node && node !== document.body; node = node.parentElement) {
            const style = getComputedStyle(node);
            const drawn = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
            if (drawn || style.boxShadow !== 'none') return true;
        }
        return false }"""
    assert visitor.page.evaluate(outlined), f"the focus is not to be seen at {visitor.path}"


def test_check_26_keyboard_alone_leads_from_the_search_to_the_report(somebody):
    visitor = somebody().open("/")
    press = visitor.page.keyboard.press
    press("Tab")
    assert visitor.page.evaluate("document.activeElement.matches('.skip-link')")
    press("Enter")
    tab_to(visitor, "main input[type=search]")
    visitor.page.keyboard.type(TYPED)
    press("Enter")
    visitor.page.wait_for_url("**/san-pham/?*")
    tab_to(visitor, FIRST_CARD)
    press("Enter")
    visitor.page.wait_for_url("**/san-pham/24-**")
    tab_to(visitor, "main a[href*='/phan-anh/']")
    press("Enter")
    visitor.page.wait_for_url("**/phan-anh/?ma=*")
    tab_to(visitor, "main input[type=radio]")
    press("Space")
    tab_to(visitor, "main textarea")
    visitor.page.keyboard.type("Tem trên hộp mờ, mã không quét được.")
    tab_to(visitor, "main form[method=post] button[type=submit]")
    press("Enter")
    visitor.page.wait_for_url(re.compile(r"/phan-anh/[^?/]+/"))

    assert re.search(r"/phan-anh/[0-9A-Za-z-]+/$", visitor.path)


PROVINCE = """() => {
    const link = document.activeElement, shape = link.querySelector('path');
    const at = shape.getBoundingClientRect();
    return {
        name: link.getAttribute('aria-label'),
        caption: getComputedStyle(link.querySelector('text')).visibility,
        fill: getComputedStyle(shape).fill + getComputedStyle(shape).fillOpacity,
        isInView: at.bottom > 0 && at.top < innerHeight,
    } }"""


def test_check_26_keyboard_alone_reads_every_province_on_the_map_and_in_its_table(somebody):
    visitor = somebody().open("/")
    page, press = visitor.page, visitor.page.keyboard.press
    at_rest = page.locator(".province-map path").evaluate_all(
        "all => all.map(one => getComputedStyle(one).fill + getComputedStyle(one).fillOpacity)"
    )
    provinces = []
    for _press in range(90):
        press("Tab")
        if page.evaluate("document.activeElement.matches('.province-map a')"):
            provinces.append(page.evaluate(PROVINCE))
        elif provinces:
            break

    assert len(provinces) == 34
    for province in provinces:
        assert re.fullmatch(r"(Tỉnh|Thành phố) .+: \d+ sản phẩm đang hiệu lực", province["name"])
        assert (province["caption"], province["isInView"]) == ("visible", True), province
        assert province["fill"] not in at_rest, province
    tab_to(visitor, ".map-table summary")
    press("Enter")
    tab_to(visitor, ".map-table tbody a")
    rows = page.locator(".map-table tbody tr").all_inner_texts()
    shown = dict(map(str.strip, row.split("\t")) for row in rows)
    assert shown == dict(re.fullmatch(r"(.+): (\d+) .*", each["name"]).groups() for each in provinces)
    press("Enter")
    page.wait_for_url("**/dia-phuong/**")


# Check 22


@pytest.fixture
def foreign_page(portal):
    """Serve a page of somebody else's that allows nothing but pictures of the portal; give its address."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", f"default-src 'none'; img-src {portal.address}")
            self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
            self.end_headers()
            code = self.path.rpartition("/")[2]
            self.wfile.write(f'<img src="{portal.address}/huy-hieu/{code}.svg" alt="OCOP {code}">'.encode())

        def log_message(self, *said):
            pass

    server = ThreadingHTTPServer(("localhost", 0), Page)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_check_22_badge_shows_on_a_strict_page_of_another_site(somebody, foreign_page):
    visitor, asked = somebody().open("/san-pham/?trang-thai=all"), []
    path = visitor.page.locator(FIRST_CARD).first.get_attribute("href")
    visitor.page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    visitor.page.goto(f"{foreign_page}/{path.split('/')[2]}", wait_until="networkidle")

    drawn = visitor.page.locator("img").evaluate("one => [one.complete, one.naturalWidth, one.naturalHeight]")
    assert drawn == [True, 260, 44]
    assert [one for one in asked if "favicon" not in one][1:] == [f"/huy-hieu/{path.split('/')[2]}.svg"]


# Check 27


def with_a_phone(somebody):
    visitor = somebody(is_mobile=True, has_touch=True)
    visitor.page.set_viewport_size({"width": 360, "height": 740})
    return visitor


def measured(visitor, path, act=None):
    """Open a page over the slow line; return what was seen, the bytes that crossed it, and the hosts."""
    session, loaded = visitor.context.new_cdp_session(visitor.page), []
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": held_back(visitor.page)})
    visitor.page.add_init_script(WATCH)
    visitor.page.on("response", lambda answer: loaded.append(answer))
    visitor.page.goto(path, wait_until="networkidle")
    if act:
        act(visitor.page)
        visitor.page.wait_for_function("seen.taps > 0")
    visitor.page.wait_for_function("seen.lcp > 0")
    visitor.page.wait_for_timeout(500)
    sizes = {answer.url: (answer.request.resource_type, crossing(answer)) for answer in loaded}
    return {
        **visitor.page.evaluate("seen"),
        "bytes": sum(size for _kind, size in sizes.values()),
        "script": sum(size for kind, size in sizes.values() if kind == "script"),
        "hosts": {urlsplit(url).netloc for url in sizes if url.startswith("http")},
    }


def held_back(page):
    """Return how many times slower this machine's processor has to be made to be that of the phone."""
    took = min(page.evaluate(WORK) for _run in range(5))
    return min(max(SLOWER * DESKTOP_MS / took, 1), SLOWER)


def crossing(answer):
    """The bytes of an answer on the line, text compressed."""
    body = answer.body()
    is_text = re.match(
        r"text/|application/(json|javascript)|image/svg", answer.headers.get("content-type", "")
    )
    return len(gzip.compress(body, 6)) if is_text else len(body)


@pytest.mark.parametrize("path", ["/", "/san-pham/", PRODUCT, "/chu-the/", "/dia-phuong/24/", "/v/"])
def test_check_27_page_is_light_and_soon_there_on_a_slow_phone(somebody, portal, path):
    if path == PRODUCT:
        finder = somebody().open(f"/san-pham/?q={TYPED}")
        path = finder.page.locator(FIRST_CARD).first.get_attribute("href")

    rounds = [measured(with_a_phone(somebody), path)]
    while rounds[-1]["lcp"] > 2500 and len(rounds) < ROUNDS:
        rounds.append(measured(with_a_phone(somebody), path))

    for found in rounds:
        assert found["hosts"] == {urlsplit(portal.address).netloc}
        assert found["bytes"] <= 150 * KB
        assert found["script"] <= 30 * KB
        assert found["cls"] <= 0.1
    assert min(found["lcp"] for found in rounds) <= 2500


def test_check_27_list_answers_a_tap_at_once(somebody):
    visitor = with_a_phone(somebody)

    found = measured(visitor, "/san-pham/", lambda page: page.locator(".compare-mark input").first.tap())

    assert visitor.page.locator(".compare-mark input").first.is_checked()
    assert found["taps"] == 1
    assert found["inp"] <= 200


# Check 29


def printed(visitor):
    visitor.page.emulate_media(media="print")
    reader = PdfReader(io.BytesIO(visitor.page.pdf(prefer_css_page_size=True, format="A4")))
    visitor.page.emulate_media(media="screen")
    return reader


@pytest.mark.parametrize("status", ["in_force", "expiring", "extended", "expired", "revoked"])
def test_check_29_product_takes_one_sheet_whatever_its_status(somebody, status):
    visitor = somebody().open(f"/san-pham/?trang-thai={status}")
    links = visitor.page.locator(FIRST_CARD).evaluate_all("all => all.map(one => one.pathname)")
    assert links, status
    for path in links[:4]:
        reader = printed(visitor.open(path))
        assert len(reader.pages) == 1, path
        assert reader.pages[0].mediabox.height == pytest.approx(842, abs=1)
        visitor.page.emulate_media(media="print")
        for shown in (".official-qr img", ".official-note", ".product-marks .status"):
            assert visitor.page.locator(shown).is_visible(), (path, shown)
        assert visitor.text("h1")
        visitor.page.emulate_media(media="screen")


@pytest.mark.parametrize("chosen", [2, 6])
def test_check_29_comparison_takes_one_sheet_and_says_when_it_was_read(somebody, chosen):
    visitor = somebody().open("/san-pham/")
    paths = visitor.page.locator(FIRST_CARD).evaluate_all("all => all.map(one => one.pathname)")[:chosen]
    visitor.open("/so-sanh/?" + "&".join(f"ma={path.split('/')[2]}" for path in paths))
    reader = printed(visitor)

    assert len(reader.pages) == 1
    assert reader.pages[0].mediabox.width == pytest.approx(842, abs=1)
    visitor.page.emulate_media(media="print")
    cells = visitor.page.locator(".compare-table tr").first.locator("th")
    assert cells.count() == chosen
    assert "/so-sanh/?ma=" in visitor.text(".on-paper")
    assert not visitor.page.locator("[data-print]").is_visible()


def test_check_29_button_prints_where_a_script_serves_it_and_is_not_there_otherwise(somebody):
    path = "/so-sanh/?ma=24-07582-7-2024"
    visitor, plain = somebody().open(path), somebody(java_script_enabled=False).open(path)
    visitor.page.evaluate("window.print = () => { window.asked = true }")
    visitor.page.locator("[data-print]").click()

    assert visitor.page.evaluate("window.asked")
    assert plain.page.locator("[data-print]").count() == 1
    assert not plain.page.locator("[data-print]").is_visible()


def test_check_29_list_prints_its_products_and_no_furniture(somebody):
    visitor = somebody().open("/san-pham/")
    visitor.page.emulate_media(media="print")

    assert visitor.page.locator(FIRST_CARD).first.is_visible()
    for furniture in (
        "nav",
        ".filters",
        ".catalogue-words",
        ".results-order",
        ".compare-mark",
        ".results-foot",
    ):
        for part in visitor.page.locator(furniture).all():
            assert not part.is_visible(), furniture
