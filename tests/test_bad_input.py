"""Nonsense in addresses and forms: an answer with words in it, what was typed is kept, nothing is changed."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests import cast, world
from tests.answers import body
from tests.test_access_matrix import client_of, everybody, everything

pytestmark = pytest.mark.django_db

# Words an address may be asked with, on any page.
KEYS = (
    *("q", "nhom", "bo", "sao", "tinh", "huyen", "xa", "loai", "trang-thai", "sap-xep", "sau", "ma"),
    *(
        "muc",
        "khoan",
        "trang",
        "noi",
        "muc-dich",
        "luot",
        "chu-the",
        "ho-so",
        "tieu-chi",
        "unit",
        "producer",
        "next",
    ),
)
NONSENSE = {
    "unknown": "khong-co-gia-tri-nay",
    "NUL": "a\0b",
    "long": "ă" * 10_000,
    "huge number": str(2**70),
    "negative": "-1",
    "decomposed": "Mâ\u0323t ong ru\u031b\u0300ng",
    "markup": "<script>alert('x')</script>\"'%_\\",
    "lone surrogate": "%ED%A0%80",
    "other digits": "²٣",
    "cursor": "bm90IGEgY3Vyc29y",
}
HUGE = (2**31, 2**63, 2**70, 10**40)
TEXTS = (
    "khong-co",
    "a\0b",
    "ă" * 10_000,
    "Mâ\u0323t",
    "..%2f..%2fetc",
    "24-07582-1-2026",
    "24/07582/1/2026",
    "'",
)
LISTS = ("catalogue", "producer_list", "product_desk", "dossier_desk", "certificate_desk")


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        made = world.build()
        made.clients = {role: client_of(user) for role, user in everybody(made).items()}
        made.checksum = everything()
        yield made
        transaction.set_rollback(True)


def client_for(made, name):
    return made.clients[world.READERS.get(name, "officer")]


def queried(made):
    """Every address that can be opened: those behind the sign-in and the public ones."""
    code = made.certificate.product.code
    public = {
        "product_page": {"code": code, "slug": made.certificate.product.slug},
        "product_any_spelling": {"rest": code},
        "verify": {"code": code},
        "api_verify": {"code": code},
        "producer_page": {"pk": made.producer.pk, "slug": made.producer.slug},
        "producer_page_short": {"pk": made.producer.pk},
        "badge": {"code": code},
        "label_code": {"code": code},
        "event_feed": {"kind": "moi"},
        "open_data_file": {"name": "moi-nhat.csv"},
        "sitemap_section": {"section": "san-pham"},
        "product_set": {"number": 1},
        "api_product": {"code": code},
        "api_producer": {"pk": made.producer.pk},
        "api_place": {"code": cast.COMMUNE},
        "api_unknown": {"rest": "khong-co"},
        "api_product_set": {"number": 1},
        "report_status": {"ticket": made.report.ticket},
        "place_page": {"address_code": cast.COMMUNE},
        "account_reset_password_from_key": {"uidb36": "1", "key": "set-password"},
    }
    for name in world.addresses():
        yield name, reverse(name, kwargs=made.targets.get(name) or public.get(name) or {})


def answered(made, client, address, data=None):
    """The status of an answer that is a page or a refusal and never a failure; nothing remains of it."""
    with transaction.atomic():
        answer = client.get(address, data)
        content = body(answer)
        transaction.set_rollback(True)
    assert answer.status_code < 500, address
    assert content or answer.status_code in (301, 302, 405), address
    return answer.status_code


@pytest.fixture(scope="module")
def plain(made):
    """The status of every address asked for nothing in particular."""
    return {address: answered(made, client_for(made, name), address) for name, address in queried(made)}


@pytest.mark.parametrize("value", NONSENSE.values(), ids=NONSENSE)
def test_every_address_bears_nonsense_in_its_query(made, plain, value):
    for name, address in queried(made):
        status = answered(made, client_for(made, name), address, {key: [value, value] for key in KEYS})
        is_asked_for_a_code = name == "verify_form"  # and answers that it does not know this one
        is_named = name.startswith("api_") and status == 400  # machines are told which value is wrong
        assert status == plain[address] or is_asked_for_a_code or is_named, (name, plain[address], status)


@pytest.mark.parametrize("name", LISTS)
def test_list_says_what_it_left_out(made, name):
    values = dict.fromkeys(("trang-thai", "sap-xep", "sao", "sau"), "khong-co")
    plain = client_for(made, name).get(reverse(name)).content.decode()
    asked = client_for(made, name).get(reverse(name), values).content.decode()

    assert asked.count('class="notice') > plain.count('class="notice'), name


def test_every_address_bears_numbers_no_database_knows(made):
    for name, address in queried(made):
        if "pk" not in world.addresses()[name][1]:
            continue
        for number in HUGE:
            strange = re.sub(r"/\d+/", f"/{number}/", address, count=1)
            assert answered(made, client_for(made, name), strange) in (404, 405), strange


def test_every_address_bears_texts_no_register_knows(made):
    for name, (_pattern, arguments) in world.addresses().items():
        for key in set(arguments) - {"pk"}:
            for text in TEXTS:
                others = {other: "1" for other in arguments if other != key}
                try:
                    address = reverse(name, kwargs={key: text, **others})
                except NoReverseMatch:
                    continue
                answered(made, Client(), address)


# Forms, as a browser finds them on the pages


class Forms(HTMLParser):
    """The forms of a page that send something: [{"action", "fields": [(name, kind, value)]}]."""

    def __init__(self, html):
        super().__init__()
        self.found, self.inside = [], None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form" and attrs.get("method", "").lower() == "post":
            self.inside = {"action": attrs.get("action", ""), "fields": []}
            self.found.append(self.inside)
        elif self.inside and tag in ("input", "textarea", "select") and attrs.get("name"):
            kind = attrs.get("type", "text") if tag == "input" else tag
            self.inside["fields"].append((attrs["name"], kind, attrs.get("value", "")))

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = None


TYPED = {"text", "email", "url", "tel", "number", "search", "date", "textarea"}
GARBAGE = {
    "nothing": {"typed": "", "chosen": ""},
    "NUL": {"typed": "x\0y", "chosen": "\0"},
    "long": {"typed": "dài " * 5_000, "chosen": "dài " * 500},
    "markup": {"typed": "31/02/2026 <b>'\"&" + "z" * 12_000, "chosen": "<b>"},
    "numbers": {"typed": str(2**70) * 900, "chosen": str(2**70)},
}


def pages_with_forms(made):
    for name in sorted(world.workspace_addresses() - world.ASKED_TWICE):
        address = reverse(name, kwargs=made.targets.get(name, {}))
        if name == "decision_create":
            address += f"?ho-so={made.to_decide.pk}"
        address += made.queries.get(name, "")
        client = client_for(made, name)
        with transaction.atomic():
            answer = client.get(address)
            html = body(answer)
            transaction.set_rollback(True)
        own = [form for form in Forms(html).found if form["action"] in ("", address)]
        for form in own[:1]:
            yield name, client, address, form["fields"]


def garbage_for(fields, kind):
    """The form with every field filled in wrongly; what the page itself put there, and the file, apart."""
    data = {}
    for name, field, value in fields:
        if field == "hidden":
            data[name] = value
        elif field == "file":
            data[name] = SimpleUploadedFile("tep.pdf", b"<html>khong phai PDF</html>")
        elif field in TYPED:
            data[name] = GARBAGE[kind]["typed"]
        elif field in ("radio", "select"):
            data[name] = GARBAGE[kind]["chosen"]
    return data


@pytest.mark.parametrize("kind", GARBAGE)
def test_every_form_refuses_garbage_keeps_what_was_typed_and_changes_nothing(made, kind):
    tried = 0
    for name, client, address, fields in pages_with_forms(made):
        if kind == "nothing" and name in world.MAY_BE_EMPTY:
            continue
        data = garbage_for(fields, kind)
        with transaction.atomic():
            answer = client.post(address, data)
            is_unchanged = everything() == made.checksum
            transaction.set_rollback(True)
        assert is_unchanged, (name, kind)
        assert answer.status_code in (200, 302, 403, 409), (name, kind, answer.status_code)
        if answer.status_code == 200:
            assert_kept(name, answer.content.decode(), fields, data)
        tried += 1
    assert tried > 15


def assert_kept(name, html, fields, data):
    """Every text comes back in its field; of a NUL only what can stand in a page."""
    page = re.sub(r"\s+", " ", unescape(html).replace("\0", ""))
    for field, kind, _value in fields:
        if kind in TYPED and kind != "number":
            typed = re.sub(r"\s+", " ", data[field].replace("\0", "")).strip()
            assert typed in page, (name, field)


def test_sign_in_bears_garbage(made):
    for value in NONSENSE.values():
        answer = Client().post(reverse("account_login"), {"login": value, "password": value, "next": value})
        assert answer.status_code in (200, 429), value
