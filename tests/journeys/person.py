"""Somebody before the browser: signs in, opens pages, fills in forms, looks at what is there.

Forms are found by the names of their fields and links by where they lead, so that a journey reads the same in
both languages. Whatever a browser complains about is noted in `troubles`.
"""

import re
from urllib.parse import urlsplit

from tests.journeys.portal import PASSWORD

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 360, "height": 740}
UNFOLD = (
    "node => { for (; node; node = node.parentElement) if (node.tagName === 'DETAILS') node.open = true }"
)
FORM_BUTTON = "main form[method=post] .actions button[type=submit], main form[method=post] button"
PDF = b"%PDF-1.4\n% minh chung\n%%EOF\n"


class Person:
    def __init__(self, browser, portal, pictures, troubles, *, email="", **options):
        self.pictures, self.troubles, self.email = pictures, troubles, email
        self.context = browser.new_context(
            base_url=portal.address, locale="vi-VN", viewport=WIDE, reduced_motion="reduce", **options
        )
        self.context.set_default_timeout(15_000)
        self.page = self.context.new_page()
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self._note(f"script: {error}"))
        self.page.on("response", self._note_response)
        if email:
            self.sign_in()

    # Troubles

    def _note(self, text):
        self.troubles.append(f"{self.email or 'visitor'} at {self.path}: {text}")

    def _note_console(self, message):
        if message.type == "error" and "Failed to load resource" not in message.text:
            self._note(f"console: {message.text}")

    def _note_response(self, response):
        if response.status >= 500 or (response.status == 404 and "/static/" in response.url):
            self._note(f"{response.status} {response.url}")

    # Getting about

    @property
    def path(self):
        return urlsplit(self.page.url).path

    def sign_in(self):
        self.open("/dang-nhap/")
        self.fill(login=self.email, password=PASSWORD)
        self.send()
        assert self.path == "/lam-viec/", self.path

    def open(self, path):
        answer = self.page.goto(path)
        assert answer.status < 400, f"{self.email} {path}: {answer.status}"
        return self

    def follow(self, *, to, named=""):
        """Click the page's first link whose address holds `to` (and whose words hold `named`)."""
        links = self.page.locator(f"main a[href*='{to}']:not(.rail a, .page-crumbs a)")
        if named:
            links = links.filter(has_text=named)
        self._unfold(links.first)
        links.first.click()
        self.page.wait_for_load_state()
        return self

    def _unfold(self, target):
        """Open what the target is folded away in."""
        target.evaluate(UNFOLD)

    # Forms

    def fill(self, **fields):
        for name, value in fields.items():
            self.page.locator(f"[name='{name}']:is(input, textarea)").first.fill(value)
        return self

    def choose(self, name, value):
        """Choose a radio or an option by its value."""
        if self.page.locator(f"select[name='{name}']").count():
            self.page.locator(f"select[name='{name}']").select_option(value)
        else:
            self.page.locator(f"input[name='{name}'][value='{value}']").check()
        return self

    def choose_worded(self, name, beginning):
        """Choose the option of a select whose words begin so."""
        option = self.page.locator(f"select[name='{name}'] option").filter(
            has_text=re.compile(rf"^\s*{re.escape(beginning)}")
        )
        return self.choose(name, option.first.get_attribute("value"))

    def attach(self, name, file="giay-to.pdf", content=PDF):
        files = [{"name": file, "mimeType": "application/pdf", "buffer": content}]
        self.page.locator(f"input[name='{name}']").set_input_files(files)
        return self

    def send(
        self, button="main form[method=post] .actions button[type=submit], main form[method=post] button"
    ):
        """Press the form's first button; a form that comes back with errors is a failed journey."""
        self.page.locator(button).first.click()
        self.page.wait_for_load_state()
        summary = self.page.locator(".error-summary")
        if summary.count():
            raise AssertionError(f"{self.path}: {summary.first.inner_text()}")
        return self

    # Looking

    def text(self, selector="main"):
        return self.page.locator(selector).first.inner_text()

    def look(self, name):
        """Keep pictures of the page, wide and narrow; on the narrow screen nothing lies to the side."""
        for viewport in (NARROW, WIDE):
            self.page.set_viewport_size(viewport)
            self.page.screenshot(path=self.pictures / f"{name}-{viewport['width']}.png", full_page=True)
            if viewport is NARROW:
                self.check_width(name)
        return self

    def check_width(self, name):
        width = self.page.evaluate("document.documentElement.scrollWidth")
        if width > NARROW["width"]:
            self._note(f"{name} is {width} px wide on a screen of {NARROW['width']} px")
