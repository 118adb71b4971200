"""One truth on every surface (list, detail, verification, API, file) on both sides of midnight in Vietnam."""

import json
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from evaluations import certificate_paper, decisions, extensions, keys, revocations
from evaluations.models import Certificate
from ocop_portal.core.days import VIETNAM, add_months
from products import open_data
from products.enums import Status
from products.models import Product
from tests import cast
from tests.evaluations.test_certificates import certified
from tests.products.goods import cards_on

pytestmark = pytest.mark.django_db

DAY, LAST = date(2026, 8, 10), date(2029, 8, 10)
EXTENDED_TO = date(2029, 12, 31)


def at(day, clock=time(12)):
    return time_machine.travel(datetime.combine(day, clock, tzinfo=VIETNAM), tick=False)


def extend(product):
    """Extended by a decision of the last days, while a re-evaluation is under way."""
    cast.dossier(product, state="submitted", purpose="reevaluation", received_on=date(2029, 3, 1))
    with at(date(2029, 8, 1)):
        extensions.extend(product, until=EXTENDED_TO, reason="Chờ kết quả.", **signed(date(2029, 8, 1)))


def revoke(product, day=date(2027, 5, 4)):
    with at(day):
        text = {"source": "Kết luận 4/KL", "findings": "Vi phạm.", "ground": "law", "concluded_on": day}
        found = revocations.propose(product, by=cast.officer(cast.COMMUNE), **text)
        revocations.decide(found, **signed(day))


def signed(day, number="77/QĐ-UBND"):
    office, by = cast.office(cast.PROVINCE), cast.leader(cast.PROVINCE)
    return {"office": office, "number": number, "decided_on": day, "by": by}


def surfaces(client, product, certificate):
    """What each surface says of the product's recognition at this moment."""
    cache.clear()
    product.refresh_from_db()
    listed = client.get(reverse("catalogue"), {"trang-thai": "all"}).content.decode()
    return {
        "list": dict(cards_on(listed)).get(product.name),
        "detail": client.get(product.get_absolute_url()).context["status"],
        "verification": client.get(reverse("verify", args=[product.code])).context["status"],
        "API": client.get(f"/api/v1/verify/{product.code}/").json()["status"],
        "paper": status_in(certificate),
        "file": status_exported(product),
    }


def status_exported(product):
    """The status in the open data file written now."""
    written = json.loads(open_data.as_json(open_data.edition()))
    return next(row["status"] for row in written["rows"] if row["code"] == product.code)


def status_in(certificate):
    """The status a certificate says when it is printed now."""
    said = certificate_paper.paper_record(Certificate.objects.get(pk=certificate.pk))["fine-print"]
    return next(status for status in Status if said.endswith(f": {status.label}."))


MOMENTS = [
    (Status.UNDER_EVALUATION, None, DAY - timedelta(days=1), time(23, 59, 59)),
    (Status.IN_FORCE, None, DAY, time(0, 0, 1)),
    (Status.IN_FORCE, None, LAST - timedelta(days=181), time(23, 59, 59)),
    (Status.EXPIRING, None, LAST - timedelta(days=180), time(0, 0, 1)),
    (Status.EXPIRING, None, LAST, time(23, 59, 59)),
    (Status.EXPIRED, None, LAST + timedelta(days=1), time(0, 0, 1)),
    (Status.EXPIRING, extend, LAST, time(23, 59, 59)),
    (Status.EXTENDED, extend, LAST + timedelta(days=1), time(0, 0, 1)),
    (Status.EXTENDED, extend, EXTENDED_TO, time(23, 59, 59)),
    (Status.EXPIRED, extend, EXTENDED_TO + timedelta(days=1), time(0, 0, 1)),
    (Status.IN_FORCE, revoke, date(2027, 5, 3), time(23, 59, 59)),
    (Status.REVOKED, revoke, date(2027, 5, 4), time(0, 0, 1)),
    (Status.REVOKED, revoke, LAST + timedelta(days=400), time(12)),
]


@pytest.mark.parametrize(("status", "act", "day", "clock"), MOMENTS)
def test_statuses_agree_on_every_surface_at_the_second(client, status, act, day, clock):
    certificate = certified()
    if act:
        act(certificate.product)
    with at(day, clock):
        assert set(surfaces(client, certificate.product, certificate).values()) == {status}


def test_replaced_certificate_is_replaced_on_five_surfaces(client):
    certificate = certified(star=3)
    seal_before = keys.sealed(certificate)
    with at(date(2026, 11, 2)):
        upgrade = cast.scored(certificate.product, 4, purpose="upgrade")
        decisions.recognise([upgrade], **signed(date(2026, 11, 2), "9/QĐ-UBND"))
        cast.sign_in(client, cast.officer(cast.PROVINCE))
        listed = client.get(reverse("certificate_desk"), {"trang-thai": "replaced"}).context["page"].rows
        history = client.get(f"/api/v1/verify/{certificate.product.code}/").json()["history"]
        said = {
            "list": listed[0].status,
            "detail": client.get(certificate.get_absolute_url()).context["status"],
            "verification": client.get(reverse("certificate_check"), {"ma": seal_before}).context["status"],
            "API": history[-1]["status"],
            "file": status_in(certificate),
        }
    assert set(said.values()) == {Status.REPLACED}
    assert [row.pk for row in listed] == [certificate.pk]


@pytest.mark.parametrize(
    ("decided_on", "last"),
    [
        (date(2026, 8, 31), date(2029, 8, 31)),
        (date(2028, 2, 29), date(2031, 2, 28)),
        (date(2027, 2, 28), date(2030, 2, 28)),
        (date(2026, 11, 30), date(2029, 11, 30)),
    ],
)
def test_thirty_six_months_end_on_the_day_the_calendar_has(decided_on, last):
    with at(decided_on + timedelta(days=1)):
        certificate = certified(decided_on=decided_on)
    assert certificate.valid_until == last
    assert certificate.status_on(last) == Status.EXPIRING
    assert certificate.status_on(last + timedelta(days=1)) == Status.EXPIRED
    assert add_months(decided_on, 36) == last


def by_the_district(name="Mỳ gạo Giáp Sơn"):
    """Recognised in 2024 by the district under Decision 148."""
    product = cast.product(name, at=cast.DISTRICT_COMMUNE, made_by=cast.producer(at=cast.DISTRICT_COMMUNE))
    dossier = cast.scored(product, 3, received_at=cast.DISTRICT)
    office, by = cast.office(cast.DISTRICT), cast.leader(cast.DISTRICT)
    decisions.recognise([dossier], office=office, number="688/QĐ-UBND", decided_on=date(2024, 7, 15), by=by)
    return Certificate.objects.get(dossier=dossier)


def test_district_abolished_meanwhile_its_certificate_lives_to_its_own_end(client):
    certificate = by_the_district()
    for day, status in (
        (date(2025, 7, 1), Status.IN_FORCE),
        (date(2026, 5, 22), Status.IN_FORCE),
        (date(2027, 7, 15), Status.EXPIRING),
        (date(2027, 7, 16), Status.EXPIRED),
    ):
        with at(day):
            assert set(surfaces(client, certificate.product, certificate).values()) == {status}


def test_old_and_present_place_stand_on_page_verification_and_certificate(client):
    certificate = by_the_district()
    product = Product.objects.get(pk=certificate.product_id)
    texts = [
        client.get(product.get_absolute_url()).content.decode(),
        client.get(reverse("verify", args=[product.code])).content.decode(),
        str(certificate_paper.paper_record(certificate)["facts"]),
    ]
    [present] = product.made_in.present()
    for text in texts:
        assert "Giáp Sơn, huyện Lục Ngạn, tỉnh Bắc Giang" in text
        assert present.full_name in text or present.full_name[1:] in text


def test_renewal_before_expiry_under_a_newer_edition_replaces_and_keeps_both_rules(client):
    old = by_the_district()
    dossier = cast.scored(
        Product.objects.get(pk=old.product_id),
        4,
        purpose="reevaluation",
        received_on=date(2026, 10, 1),
        received_at=cast.COMMUNE,
    )
    with at(date(2026, 11, 20)):
        decisions.recognise([dossier], **signed(date(2026, 11, 20), "90/QĐ-UBND"))
        new = dossier.certificate
        old.refresh_from_db()
        assert set(surfaces(client, new.product, new).values()) == {Status.IN_FORCE}
    assert old.status_on(date(2026, 11, 19)) == Status.IN_FORCE
    assert old.status_on(date(2026, 11, 20)) == Status.REPLACED
    assert (old.dossier.regulation.edition.code, dossier.regulation.edition.code) == ("QD148", "QD26")
    assert (old.valid_until, new.valid_until) == (date(2027, 7, 15), date(2029, 11, 20))
    assert Product.objects.get(pk=old.product_id).code == old.product.code
