"""Personal data stands on no public page without its own consent, and finds nobody."""

import re
from urllib.parse import urlencode

import pytest

from products.enums import Status
from tests import cast
from tests.products.goods import names_on, page, photographed, recognised

pytestmark = pytest.mark.django_db


SECRETS = {
    "representative_name": "Vi Thị Kín",
    "phone": "0987654321",
    "email": "kin.dao@example.vn",
    "address": "Số 9 thôn Kín",
    "registration_code": "2400999888",
}
CONSENTS = {
    "publish_representative": "Vi Thị Kín",
    "publish_phone": "0987 654 321",
    "publish_email": "kin.dao@example.vn",
    "publish_address": "Số 9 thôn Kín",
}


def crawl(client, most=320):
    """The text of every page that can be reached from home, in both languages, by address."""
    waiting, pages = ["/", "/en/"], {}
    while waiting and len(pages) < most:
        address = waiting.pop(0)
        response = client.get(address, follow=True)
        assert response.status_code == 200, address
        if response.streaming:
            assert b"".join(response)
            continue
        pages[address] = response.content.decode()
        found = re.findall(r'href="(/(?!static|feeds|api)[^"#]*)"', pages[address])
        known = {*waiting, *pages}
        waiting += dict.fromkeys(each.replace("&amp;", "&") for each in found if each not in known)
    return pages


def test_no_page_tells_personal_data_without_consent(client):
    producer = cast.producer(**SECRETS)
    recognised("Bánh", made_by=producer)
    photographed(recognised("Rượu", made_by=producer, status=Status.EXPIRED))

    address = producer.get_absolute_url()

    pages = crawl(client)

    assert address in pages
    assert len(pages) > 30
    for address, text in pages.items():
        told = [name for name, secret in SECRETS.items() if secret in text or secret in text.replace(" ", "")]
        assert not told, address


@pytest.mark.parametrize("typed", SECRETS.values())
def test_personal_data_finds_nobody(client, typed):
    recognised("Bánh", made_by=cast.producer(**SECRETS | {"registration_code": ""}))

    text = page(client, "/san-pham/?" + urlencode({"q": typed, "trang-thai": "all"}))

    assert names_on(text) == []


@pytest.mark.parametrize(("consent", "told"), CONSENTS.items())
def test_each_consent_publishes_its_own_fact_and_taking_it_back_hides_it(client, consent, told):
    producer = cast.producer(**SECRETS, **{consent: True})
    recognised(made_by=producer)

    text = page(client, producer.get_absolute_url())
    assert [fact for fact in CONSENTS.values() if fact in text] == [told]

    setattr(producer, consent, False)
    producer.save()
    assert told not in page(client, producer.get_absolute_url())
