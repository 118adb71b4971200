"""What a certificate is worth on a day, and the pages that list and print it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from evaluations import certificates, decisions
from evaluations.models import Certificate
from products import publication
from products.enums import EventKind, Status
from tests import cast

pytestmark = pytest.mark.django_db

DAY = date(2026, 8, 10)
LAST = date(2029, 8, 10)


def certified(name="Mật ong", decided_on=DAY, number="1/QĐ-UBND", star=4):
    dossier = cast.scored(cast.product(name), star)
    office, by = cast.office(cast.PROVINCE), cast.leader(cast.PROVINCE)
    decisions.recognise([dossier], office=office, number=number, decided_on=decided_on, by=by)
    return Certificate.objects.get(dossier=dossier)


def revoke(certificate, day):
    publication.record(
        certificate.product,
        kind=EventKind.REVOKED,
        on=day,
        decision_number="2/QĐ-UBND",
        authority="UBND",
        reason="Ngừng sản xuất.",
    )
    Certificate.objects.filter(pk=certificate.pk).update(ended_on=day, ended_reason="revoked")


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (DAY - timedelta(1), Status.UNDER_EVALUATION),
        (DAY, Status.IN_FORCE),
        (LAST - timedelta(181), Status.IN_FORCE),
        (LAST - timedelta(180), Status.EXPIRING),
        (LAST, Status.EXPIRING),
        (LAST + timedelta(1), Status.EXPIRED),
    ],
)
def test_the_status_follows_the_day_and_nothing_else(day, status):
    certificate = certified()
    assert certificate.status_on(day) == status
    assert list(Certificate.objects.with_status(status, day)) == [certificate]


def test_an_extended_certificate_lasts_to_the_end_of_its_extension():
    certificate = certified()
    publication.record(
        certificate.product,
        kind=EventKind.EXTENDED,
        on=LAST,
        until=LAST + timedelta(90),
        decision_number="3/QĐ-UBND",
        authority="UBND",
    )
    certificate = Certificate.objects.get()
    for day, status in ((LAST + timedelta(90), Status.EXTENDED), (LAST + timedelta(91), Status.EXPIRED)):
        assert certificate.status_on(day) == status
        assert Certificate.objects.with_status(status, day).exists()


def test_a_revoked_certificate_is_never_shown_as_valid():
    certificate = certified()
    revoke(certificate, date(2026, 9, 1))
    certificate = Certificate.objects.get()
    assert certificate.status_on(date(2026, 9, 1)) == Status.REVOKED
    assert not Certificate.objects.having("valid", date(2026, 9, 1)).exists()
    assert Certificate.objects.having("valid", date(2026, 8, 31)).exists()


@pytest.mark.parametrize("day", [DAY - timedelta(1), DAY, LAST, LAST + timedelta(1), LAST + timedelta(400)])
def test_every_certificate_has_exactly_one_status_on_every_day(day):
    certified()
    sign_upgrade()
    for certificate in Certificate.objects.select_related("product"):
        holding = [
            status
            for status in Status
            if Certificate.objects.with_status(status, day).filter(pk=certificate.pk).exists()
        ]
        assert holding == [certificate.status_on(day)]


def sign_upgrade():
    dossier = cast.scored(cast.product("Mật ong"), 4, purpose="upgrade")
    office, by = cast.office(cast.PROVINCE), cast.leader(cast.PROVINCE)
    decisions.recognise([dossier], office=office, number="9/QĐ-UBND", decided_on=date(2026, 11, 2), by=by)


def test_the_look_ahead_tells_what_issuing_does():
    certificate = certified(star=3)
    upgrade = cast.scored(certificate.product, 4, purpose="upgrade")
    outlook = certificates.outlook(upgrade, date(2026, 10, 31))
    assert outlook.valid_until == date(2029, 10, 31)
    assert outlook.ends == certificate
    assert certificates.outlook(upgrade, date(2026, 8, 6)).ends is None


# Pages


def open_as(client, user, name, *args, query=""):
    cast.sign_in(client, user)
    return client.get(reverse(name, args=args) + query)


def names_on(page):
    return [str(row.product) for row in page.context["page"].rows]


def test_the_list_holds_the_certificates_of_the_own_area_only(client):
    certified()
    assert names_on(open_as(client, cast.officer(cast.COMMUNE), "certificate_desk")) == ["Mật ong"]
    assert names_on(open_as(client, cast.stranger(), "certificate_desk")) == []


def test_the_list_is_searched_without_accents_and_by_status(client):
    certified("Mật ong")
    certified("Vải sấy", number="2/QĐ-UBND")
    officer = cast.officer(cast.PROVINCE)
    assert names_on(open_as(client, officer, "certificate_desk", query="?q=vai say")) == ["Vải sấy"]
    assert names_on(open_as(client, officer, "certificate_desk", query="?q=24-07582-1-2026")) == ["Mật ong"]
    assert len(names_on(open_as(client, officer, "certificate_desk", query="?trang-thai=valid"))) == 2
    assert names_on(open_as(client, officer, "certificate_desk", query="?trang-thai=revoked")) == []


@pytest.mark.parametrize(
    "query",
    ["?trang-thai=zzz", "?trang=zzz", "?trang=99999999999999999999", "?q=%00%00", "?q=" + "a" * 10_000],
)
def test_nonsense_in_the_address_is_survived(client, query):
    certified()
    assert open_as(client, cast.officer(cast.PROVINCE), "certificate_desk", query=query).status_code == 200


def test_an_unknown_status_is_named_and_left_out(client):
    certified()
    page = open_as(client, cast.officer(cast.PROVINCE), "certificate_desk", query="?trang-thai=zzz")
    assert names_on(page) == ["Mật ong"]
    assert "zzz" in page.context["asked"]["notices"][0]


def test_the_list_asks_as_often_for_three_as_for_one(client, django_assert_num_queries):
    officer = cast.officer(cast.PROVINCE)
    certified("Mật ong")
    cast.sign_in(client, officer)
    address = reverse("certificate_desk")
    client.get(address)
    with django_assert_num_queries(6) as one:
        client.get(address)
    certified("Vải sấy", number="2/QĐ-UBND")
    certified("Chè", number="3/QĐ-UBND")
    with django_assert_num_queries(len(one)):
        client.get(address)


def test_the_certificate_prints_what_an_office_must_be_able_to_check(client, settings):
    settings.SITE_URL = "https://ocop.example.vn"
    certificate = certified()
    page = open_as(client, cast.officer(cast.PROVINCE), "certificate_page", certificate.pk)
    shown = page.content.decode()
    for fact in (
        "Mật ong",
        "Hợp tác xã Vải thiều Lục Ngạn",
        "xã Lục Ngạn, tỉnh Bắc Ninh",
        "Ủy ban nhân dân tỉnh Bắc Ninh",
        "24-07582-1-2026/GCN-1",
        "1/QĐ-UBND",
        "10/08/2029",
        "https://ocop.example.vn/v/24-07582-1-2026",
        'class="qr"',
    ):
        assert fact in shown
    assert "style=" not in shown


def test_a_replaced_certificate_says_so_on_its_page(client):
    certificate = certified(star=3)
    sign_upgrade()
    page = open_as(client, cast.officer(cast.PROVINCE), "certificate_page", certificate.pk)
    assert page.context["status"] == Status.REPLACED
    assert "status-replaced" in page.content.decode()


def test_a_certificate_of_another_province_is_not_found(client):
    certificate = certified()
    assert open_as(client, cast.stranger(), "certificate_page", certificate.pk).status_code == 404


def test_a_visitor_is_asked_to_sign_in(client):
    certificate = certified()
    answer = client.get(reverse("certificate_page", args=[certificate.pk]))
    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]
