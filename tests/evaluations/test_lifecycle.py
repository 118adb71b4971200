"""Acts on a recognition: who may, what each writes in one transaction, what is refused and why."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, connection, transaction

from evaluations import corrections, decisions, extensions, ledger, revocation_files, revocations
from evaluations.enums import RevocationGround
from evaluations.models import Certificate, Correction, Extension, Regulation, Revocation
from ocop_portal.accounts.models import Notice
from ocop_portal.core.access import Refusal
from products.enums import EventKind, Status
from products.models import Product
from products.numbering import adopt_code
from products.publication import record
from tests import cast
from tests.evaluations.test_certificates import certified

pytestmark = pytest.mark.django_db

DAY = date(2026, 8, 10)
LAST = date(2029, 8, 10)
NOW = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(cast.noon(NOW), tick=False):
        yield


def fresh(product):
    return Product.objects.get(pk=product.pk)


def decision(**values):
    defaults = {
        "office": cast.office(cast.PROVINCE),
        "number": "77/QĐ-UBND",
        "decided_on": NOW,
        "by": cast.leader(cast.PROVINCE),
    }
    return defaults | values


def old(name="Chè Shan", stars=3, on=date(2023, 12, 5), until=date(2026, 12, 5), at=cast.COMMUNE):
    """A recognition of 2023, entered from its paper decision: it has no certificate here."""
    product = cast.product(name, at=at, made_by=cast.producer(at=at))
    adopt_code(product, f"24-07582-{product.pk}-2023", by=None)
    text = {"decision_number": "9/QĐ-UBND", "authority": "UBND huyện Lục Ngạn"}
    record(product, kind=EventKind.IMPORTED, stars=stars, on=on, until=until, **text)
    return fresh(product)


# Revocation


def proposed(product, ground=RevocationGround.LAW, on=NOW, by=None):
    return revocations.propose(
        fresh(product),
        ground=ground,
        source="Kết luận thanh tra số 4/KL",
        concluded_on=on,
        findings="Bà Nguyễn Thị B bán hàng hết hạn.",
        by=by or cast.officer(cast.COMMUNE),
    )


@pytest.mark.parametrize("ground", RevocationGround.legal())
def test_revocation_ends_certificate_register_and_status_at_once(ground):
    certificate = certified()
    found = proposed(certificate.product, ground)
    member = cast.producer_member(of=certificate.product.producer)

    revocations.decide(found, **decision())

    certificate.refresh_from_db()
    event = certificate.product.events.last()
    assert (certificate.ended_on, certificate.ended_reason) == (NOW, "revoked")
    assert (event.kind, event.on, event.decision_number) == (EventKind.REVOKED, NOW, "77/QĐ-UBND")
    assert fresh(certificate.product).status == certificate.status == Status.REVOKED
    assert "Kết luận thanh tra số 4/KL" in event.reason and "Nguyễn Thị B" not in event.reason
    assert Notice.objects.filter(user=member).count() == 1
    assert mail.outbox == []  # it goes out after commit


def test_clock_runs_fifteen_days_from_the_conclusion_by_the_regulation():
    found = proposed(old(), on=NOW - timedelta(days=3))
    assert Regulation.objects.on(NOW).revocation_days == 15
    assert found.due_on == NOW + timedelta(days=12)
    for days, kind in ((0, ""), (7, "soon"), (12, "soon"), (13, "late")):
        assert revocations.clock(found, NOW + timedelta(days=days)).kind == kind


def test_late_decision_is_warned_of_but_not_lost():
    found = proposed(old(), on=NOW - timedelta(days=30))
    assert revocations.clock(found).kind == "late"
    assert revocations.decide(found, **decision()).state == "decided"


def test_who_recorded_the_conclusion_does_not_sign_it():
    both = cast.appoint(cast.leader(cast.PROVINCE), cast.office(cast.PROVINCE), "officer")
    found = proposed(old(), by=both)
    with pytest.raises(Refusal, match=r"kết luận|recorded"):
        revocations.decide(found, **decision(by=both))


@pytest.mark.parametrize("who", ["commune leader", "officer", "other province", "member of the producer"])
def test_only_the_leader_of_the_deciding_level_revokes(who):
    product = old()
    found = proposed(product)
    by = {
        "commune leader": lambda: cast.leader(cast.COMMUNE),
        "officer": lambda: cast.officer(cast.PROVINCE),
        "other province": lambda: cast.leader(cast.OTHER_PROVINCE),
        "member of the producer": lambda: cast.leader(cast.PROVINCE),
    }[who]()
    if who == "member of the producer":
        product.producer.members.create(user=by)
    with pytest.raises(Refusal):
        revocations.decide(found, **decision(by=by))
    assert fresh(product).revoked_on is None


def test_five_stars_are_revoked_by_the_ministry_alone():
    found = proposed(old(stars=5))
    with pytest.raises(Refusal):
        revocations.decide(found, **decision())
    ministry = cast.leader(cast.MINISTRY)
    done = revocations.decide(found, **decision(by=ministry, office=cast.office(cast.MINISTRY)))
    assert done.authority == "Bộ Nông nghiệp và Môi trường"


def test_district_decided_on_its_own_stars_until_it_ended_and_the_province_since():
    """A unit abolished meanwhile: its recognition lives on, and the province of today decides on it."""
    product = old("Mỳ Giáp Sơn", at=cast.DISTRICT_COMMUNE)
    assert fresh(product).status == Status.EXPIRING
    district = {"office": cast.office(cast.DISTRICT), "by": cast.leader(cast.DISTRICT)}
    found = proposed(product, by=cast.officer(cast.PROVINCE), on=date(2025, 3, 3))
    with pytest.raises(Refusal):
        revocations.decide(found, **decision(**district))
    assert revocations.can_decide(
        district["by"], found, office=district["office"], decided_on=date(2025, 3, 10)
    )
    assert revocations.decide(found, **decision()).authority == "Ủy ban nhân dân tỉnh Bắc Ninh"


def test_product_is_proposed_once_and_a_dropped_case_may_come_again():
    product = old()
    found = proposed(product)
    with pytest.raises(Refusal):
        proposed(product)
    dropped = revocations.drop(found, by=cast.leader(cast.PROVINCE), comment="Đã khắc phục.")
    assert (dropped.state, dropped.log.get().comment) == ("dropped", "Đã khắc phục.")
    assert fresh(product).status == Status.EXPIRING
    assert proposed(product).is_open


def test_dropping_without_a_reason_is_refused():
    with pytest.raises(Refusal):
        revocations.drop(proposed(old()), by=cast.leader(cast.PROVINCE), comment=" ")


@pytest.mark.parametrize("on", [date(2023, 12, 4), NOW + timedelta(days=1)])
def test_conclusion_lies_between_the_recognition_and_today(on):
    with pytest.raises(Refusal):
        proposed(old(), on=on)


def test_decision_is_not_older_than_the_conclusion():
    with pytest.raises(Refusal):
        revocations.decide(proposed(old()), **decision(decided_on=NOW - timedelta(days=1)))


def test_nothing_half_done_remains_of_a_refused_revocation():
    certificate = certified()
    with pytest.raises(Refusal):
        revocations.decide(proposed(certificate.product), **decision(number=" "))
    certificate.refresh_from_db()
    assert certificate.ended_on is None
    assert Revocation.objects.get().is_open


# Giving up


def test_producer_gives_its_stars_up_and_the_register_says_it_was_its_wish():
    certificate = certified()
    member = cast.producer_member(of=certificate.product.producer)
    found = proposed(certificate.product, RevocationGround.VOLUNTARY, by=member)
    assert found.due_on is None
    assert fresh(certificate.product).status == Status.IN_FORCE

    revocations.decide(found, **decision())

    assert fresh(certificate.product).status == Status.REVOKED
    assert "Chủ thể" in certificate.product.events.last().reason


def test_member_of_a_producer_records_nothing_but_its_own_wish():
    product = old()
    member = cast.producer_member(of=product.producer)
    with pytest.raises(Refusal):
        proposed(product, RevocationGround.LAW, by=member)
    with pytest.raises(Refusal):
        proposed(product, RevocationGround.VOLUNTARY, by=cast.person("Người Ngoài"))


# Extension


def awaiting_result(**fields):
    product = old(**fields)
    cast.dossier(product, state="submitted", purpose="reevaluation")
    return product


def extended(product, until, **values):
    return extensions.extend(product, until=until, reason="Chờ kết quả.", **decision(**values))


def test_extension_lasts_at_most_what_the_regulation_says():
    product = awaiting_result()
    longest = date(2026, 12, 5) + timedelta(days=180)
    with pytest.raises(Refusal):
        extended(product, longest + timedelta(days=1))
    act = extended(product, longest)
    assert (act.until, act.dossier) == (longest, product.dossiers.get())
    product = fresh(product)
    assert product.status_on(date(2026, 12, 5)) == Status.EXPIRING
    assert product.status_on(date(2026, 12, 6)) == Status.EXTENDED
    assert product.status_on(longest) == Status.EXTENDED
    assert product.status_on(longest + timedelta(days=1)) == Status.EXPIRED


def test_extension_needs_a_result_to_wait_for():
    with pytest.raises(Refusal):
        extended(old(), date(2027, 1, 5))


def test_older_regulation_knows_no_extension():
    product = awaiting_result(on=date(2022, 9, 1), until=date(2025, 9, 1))
    with pytest.raises(Refusal):
        extended(product, date(2025, 12, 1), decided_on=date(2025, 9, 10))


def test_recognition_long_in_force_revoked_or_past_help_is_not_extended():
    young = awaiting_result(name="Trẻ", on=date(2025, 1, 5), until=date(2028, 1, 5))
    ancient = awaiting_result(name="Già", on=date(2022, 1, 5), until=date(2025, 1, 5))
    revoked = awaiting_result(name="Thu hồi")
    revocations.decide(proposed(revoked), **decision())
    for product in (young, ancient, revoked):
        with pytest.raises(Refusal):
            extended(fresh(product), NOW + timedelta(days=20))
    assert not Extension.objects.exists()


def test_second_extension_only_goes_further():
    product = awaiting_result()
    extended(product, date(2027, 3, 1))
    with pytest.raises(Refusal):
        extended(fresh(product), date(2027, 2, 1), number="78/QĐ-UBND")
    extended(fresh(product), date(2027, 4, 1), number="78/QĐ-UBND")
    assert fresh(product).extended_until == date(2027, 4, 1)


def test_renewal_under_the_newer_edition_ends_an_extension():
    """Renewed before and after expiry under a newer edition: a new period, the old one replaced."""
    product = awaiting_result()
    extended(product, date(2027, 3, 1))
    product.dossiers.update(state="withdrawn")
    dossier = cast.scored(fresh(product), 4, purpose="reevaluation")
    decisions.recognise([dossier], **decision(number="80/QĐ-UBND"))
    product = fresh(product)
    assert (product.extended_until, product.certified_until) == (None, date(2029, 11, 20))
    assert dossier.regulation.edition.code == "QD26"
    assert product.status == Status.IN_FORCE


# Correction


def corrected(product, stars=3, until=LAST, **values):
    return corrections.correct(
        fresh(product), stars=stars, valid_until=until, reason="Ghi nhầm hạng sao.", **decision(**values)
    )


def test_correction_is_a_new_entry_and_a_new_certificate_and_nothing_is_edited():
    certificate = certified()
    act = corrected(certificate.product)
    certificate.refresh_from_db()
    product = fresh(certificate.product)
    assert (certificate.stars, certificate.ended_on, certificate.ended_reason) == (4, NOW, "replaced")
    assert (act.issued.stars, act.issued.issued_on, act.issued.valid_until) == (3, NOW, LAST)
    assert act.issued.number != certificate.number
    assert (product.stars, product.status) == (3, Status.IN_FORCE)
    assert [event.kind for event in product.events.all()] == [EventKind.RECOGNISED, EventKind.CORRECTED]
    assert certificate.status == Status.REPLACED
    assert certificate.dossier.certificate == act.issued


def test_council_answers_for_the_certificate_it_gave_and_not_for_the_corrected_one():
    certificate = certified()
    corrected(certificate.product)
    session = certificate.dossier.items.get().session
    assert ledger.read(session).certificates == [certificate]


def test_wrong_revocation_is_undone_by_a_new_act():
    certificate = certified()
    revocations.decide(proposed(certificate.product), **decision())
    corrected(certificate.product, stars=4, number="79/QĐ-UBND")
    product = fresh(certificate.product)
    assert product.status == Status.IN_FORCE
    assert [event.kind for event in product.events.all()] == ["recognised", "revoked", "corrected"]
    certificate.refresh_from_db()
    assert certificate.status == Status.REVOKED
    assert Certificate.objects.get(ended_on=None).number == "24-07582-1-2026/GCN-2"


@pytest.mark.parametrize("until", [NOW - timedelta(days=1), date(2029, 11, 21)])
def test_correction_does_not_lengthen_what_the_regulation_gives(until):
    with pytest.raises(Refusal):
        corrected(certified().product, until=until)


def test_stars_raised_by_a_correction_need_who_decides_the_higher_ones():
    with pytest.raises(Refusal):
        corrected(certified().product, stars=5)


def test_decision_slips_in_before_no_later_entry():
    product = old()
    revocations.decide(proposed(product), **decision())
    with pytest.raises(Refusal):
        corrected(product, until=date(2026, 12, 5), decided_on=date(2026, 11, 1))


# The database


def test_acts_never_change():
    certificate = certified()
    corrected(certificate.product)
    found = proposed(certificate.product)
    revocation_files.attach(found, upload=cast.pdf(), by=cast.officer(cast.COMMUNE))
    revocations.decide(found, **decision(number="90/QĐ-UBND"))
    for sql in (
        "UPDATE evaluations_correction SET stars = 5",
        "DELETE FROM evaluations_correction",
        "UPDATE evaluations_revocation SET ground = 'mark'",
        "DELETE FROM evaluations_revocation",
        "DELETE FROM evaluations_revocationlog",
        "UPDATE evaluations_revocationfile SET sha256 = ''",
        "DELETE FROM evaluations_revocationfile",
        "UPDATE evaluations_certificate SET stars = 5",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert Correction.objects.get().stars == 3
