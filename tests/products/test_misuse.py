"""Check 25: anybody reports misuse in four fields, gets a number, and the office of the place answers."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ocop_portal.core.access import Refusal
from ocop_portal.core.models import OutgoingMail
from products import misuse
from products.models import MisuseReport
from tests import cast
from tests.products.goods import page, recognised

pytestmark = pytest.mark.django_db

FILLED = {"kind": "label", "code": "", "what": "Tem mờ ở chợ Chũ", "contact": "lan@example.vn"}


def sent(**values):
    return misuse.report(MisuseReport(**FILLED | values), address="192.0.2.7")


def test_check_25_form_has_at_most_four_fields_and_needs_no_account(client):
    text = page(client, "/phan-anh/")
    form = re.search(r'<form method="post" class="measure report-form".*?</form>', text, re.DOTALL)[0]
    asked = set(re.findall(r'name="(\w+)"', form)) - {"csrfmiddlewaretoken"}

    assert asked == {"kind", "code", "what", "contact"}


def test_nothing_is_chosen_for_the_visitor_and_every_choice_means_something(client):
    choices = re.findall(
        r'<input type="radio" name="kind" value="([^"]*)"([^>]*)>', page(client, "/phan-anh/")
    )

    assert [value for value, _rest in choices] == ["label", "stars", "quality", "other"]
    assert not [rest for _value, rest in choices if "checked" in rest]


def test_check_25_report_gives_a_number_and_a_status_page_without_personal_data(client):
    product = recognised()

    answer = client.post(f"/phan-anh/?ma={product.code}", FILLED | {"code": product.code})
    report = MisuseReport.objects.get()
    text = page(client, answer.url)

    assert answer.url == reverse("report_status", args=[report.ticket])
    assert re.fullmatch(r"PA(-[A-Z2-9]{4}){3}", report.ticket)
    assert (report.product, report.unit) == (product, product.made_in)
    assert report.ticket in text
    assert FILLED["contact"] not in text
    assert FILLED["what"] not in text


def test_check_25_sixth_report_of_an_hour_is_refused_with_what_was_typed_kept(client):
    for _n in range(5):
        assert client.post("/phan-anh/", FILLED).status_code == 302

    sixth = client.post("/phan-anh/", FILLED)

    assert sixth.status_code == 429
    assert 0 < int(sixth.headers["Retry-After"]) <= 3601
    assert FILLED["what"] in sixth.content.decode()
    assert MisuseReport.objects.count() == 5
    assert client.post("/phan-anh/", FILLED, REMOTE_ADDR="192.0.2.9").status_code == 302


def test_limit_ends_after_an_hour_and_keeps_no_address():
    long_ago = timezone.now() - timedelta(minutes=61)
    for _n in range(5):
        misuse.report(MisuseReport(**FILLED), address="192.0.2.7", at=long_ago)

    assert "192.0.2.7" not in sent().sender


@pytest.mark.parametrize(
    ("code", "place"), [("24-07582-99-2026", "07582"), ("24-219-07570-9-2023", "07570"), ("không rõ", None)]
)
def test_report_of_an_unknown_code_goes_to_the_place_its_blocks_name(code, place):
    report = sent(code=code)

    assert (report.unit.address_code if report.unit else None) == place


def test_office_of_the_place_reads_and_answers_once():
    report, officer = sent(code="24-07582-99-2026"), cast.officer(cast.COMMUNE)

    assert list(MisuseReport.objects.visible_to(officer)) == [report]
    assert not MisuseReport.objects.visible_to(cast.stranger()).exists()
    misuse.answer(report, "Tem đúng mẫu.", by=officer)
    with pytest.raises(Refusal):
        misuse.answer(report, "Lần hai", by=officer)
    assert OutgoingMail.objects.get().recipient == FILLED["contact"]


def test_report_that_names_no_place_reaches_every_province_and_no_commune():
    report = sent(code="mật ong lạ")

    for who, seen in ((cast.officer(cast.PROVINCE), [report]), (cast.officer(cast.COMMUNE), [])):
        assert list(MisuseReport.objects.visible_to(who)) == seen


def test_answer_stands_on_the_status_page(client):
    report = misuse.answer(sent(code="24-07582-99-2026"), "Tem đúng mẫu.", by=cast.officer(cast.COMMUNE))

    assert "Tem đúng mẫu." in page(client, report.get_absolute_url())


def test_contact_that_is_no_address_is_told(client):
    answer = client.post("/phan-anh/", FILLED | {"contact": "lan@"})

    assert answer.status_code == 200
    assert not MisuseReport.objects.exists()
