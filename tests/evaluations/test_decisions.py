"""From a result to the public register: who may sign what, and everything that follows in one transaction."""

import threading
import unicodedata
from datetime import date

import pytest
from django.db import connection

from evaluations import decisions, signing
from evaluations.enums import DossierState, EndReason, Purpose
from evaluations.models import Certificate, Decision, Dossier, ScoreCard
from ocop_portal.core.access import Refusal
from ocop_portal.core.workflow import apply
from products.enums import EventKind, Status
from products.models import Product
from tests import cast

pytestmark = pytest.mark.django_db

DAY = date(2026, 8, 10)


def sign(*dossiers, number="3981/QĐ-UBND", decided_on=DAY, by=None, at=cast.PROVINCE, **fields):
    return decisions.recognise(
        dossiers,
        office=cast.office(at),
        number=number,
        decided_on=decided_on,
        by=by or cast.leader(at),
        **fields,
    )


def district_dossier(star=3, **fields):
    maker = cast.producer("Hợp tác xã Giáp Sơn", at=cast.DISTRICT_COMMUNE)
    wine = cast.product("Rượu nếp Giáp Sơn", made_by=maker, at=cast.DISTRICT_COMMUNE, set_no=14)
    return cast.scored(wine, star, received_at=cast.DISTRICT, **fields)


def after(dossier):
    return Dossier.objects.get(pk=dossier.pk)


# Recognition


def test_recognition_reaches_the_public_facts():
    dossier = cast.scored(star=4)
    decision = sign(dossier)
    product = Product.objects.get(pk=dossier.product_id)
    assert after(dossier).state == DossierState.RECOGNISED
    assert product.code == "24-07582-1-2026"
    assert (product.stars, product.certified_from, product.certified_until) == (4, DAY, date(2029, 8, 10))
    assert (product.decision_number, product.authority) == ("3981/QĐ-UBND", "Ủy ban nhân dân tỉnh Bắc Ninh")
    assert product.status_on(date(2029, 8, 10)) == Status.EXPIRING
    assert product.status_on(date(2029, 8, 11)) == Status.EXPIRED
    assert decision.lines.get().snapshot.star == 4


def test_recognition_issues_a_certificate_of_the_regulation_s_months():
    dossier = cast.scored()
    decision = sign(dossier, decided_on=date(2026, 8, 31))
    certificate = decision.certificates.get()
    assert certificate.number == "24-07582-1-2026/GCN-1"
    assert (certificate.issued_on, certificate.valid_until) == (date(2026, 8, 31), date(2029, 8, 31))


def test_recognition_is_logged_with_person_and_office():
    dossier = cast.scored()
    sign(dossier)
    entry = after(dossier).log.get(transition="recognise")
    assert entry.by == cast.leader(cast.PROVINCE)
    assert entry.office_name == str(cast.office(cast.PROVINCE))


def test_one_decision_recognises_many_products():
    dossiers = [cast.scored(cast.product(name), star) for name, star in (("Mật ong", 4), ("Vải sấy", 3))]
    decision = sign(*dossiers)
    assert sorted(decision.lines.values_list("stars", flat=True)) == [3, 4]
    assert {after(dossier).state for dossier in dossiers} == {DossierState.RECOGNISED}


def test_one_product_that_may_not_be_recognised_stops_the_whole_decision():
    fine, short = cast.scored(cast.product("Mật ong")), cast.scored(cast.product("Vải sấy"), 2)
    with pytest.raises(Refusal, match="Vải sấy"):
        sign(fine, short)
    assert after(fine).state == DossierState.SCORED
    assert not Decision.objects.exists()
    assert Product.objects.get(pk=fine.product_id).code is None


def test_a_decision_without_products_is_refused():
    with pytest.raises(Refusal):
        sign()


@pytest.mark.parametrize(
    ("purpose", "kind"),
    [
        (Purpose.FIRST, EventKind.RECOGNISED),
        (Purpose.UPGRADE, EventKind.UPGRADED),
        (Purpose.REEVALUATION, EventKind.RENEWED),
    ],
)
def test_the_register_event_names_the_purpose(purpose, kind):
    dossier = cast.scored(purpose=purpose)
    sign(dossier)
    assert dossier.product.events.get().kind == kind


def test_a_newer_certificate_replaces_the_older():
    first = cast.scored(star=3)
    sign(first)
    upgrade = cast.scored(first.product, 4, purpose=Purpose.UPGRADE)
    sign(upgrade, number="5012/QĐ-UBND", decided_on=date(2026, 11, 2))
    older, newer = Certificate.objects.order_by("pk")
    assert (older.ended_on, older.ended_reason) == (date(2026, 11, 2), EndReason.REPLACED)
    assert newer.ended_on is None
    assert newer.number == "24-07582-1-2026/GCN-2"
    assert older.status_on(date(2026, 11, 1)) == Status.IN_FORCE
    assert older.status_on(date(2026, 11, 2)) == Status.REPLACED
    product = Product.objects.get(pk=first.product_id)
    assert (product.stars, product.code) == (4, "24-07582-1-2026")


def test_an_older_decision_entered_later_does_not_replace_the_newer():
    newer = cast.scored(star=4)
    sign(newer, decided_on=date(2026, 11, 2))
    older = cast.scored(newer.product, 3)
    sign(older, number="3900/QĐ-UBND", decided_on=DAY)
    late = Certificate.objects.get(dossier=older)
    assert (late.ended_on, late.ended_reason) == (date(2026, 11, 2), EndReason.REPLACED)
    assert Product.objects.get(pk=newer.product_id).stars == 4
    assert Certificate.objects.get(ended_on=None).dossier_id == newer.pk


# The district of 2024


def test_a_district_s_round_of_2024_is_decided_today_on_its_own_day():
    dossier = district_dossier()
    sign(dossier, number="1502/QĐ-UBND", decided_on=date(2024, 7, 31), at=cast.DISTRICT)
    certificate = Certificate.objects.get(dossier=dossier)
    assert (certificate.issued_on, certificate.valid_until) == (date(2024, 7, 31), date(2027, 7, 31))
    event = dossier.product.events.get()
    assert (event.on, event.until) == (date(2024, 7, 31), date(2027, 7, 31))
    assert event.authority == "Ủy ban nhân dân huyện Lục Ngạn"
    assert Product.objects.get(pk=dossier.product_id).code == "24-219-07570-1-2024"
    assert after(dossier).is_entered_afterwards


def test_an_abolished_district_decides_nothing_after_its_end():
    dossier = district_dossier()
    with pytest.raises(Refusal, match="Lục Ngạn"):
        sign(dossier, decided_on=date(2025, 7, 1), at=cast.DISTRICT)
    sign(dossier, decided_on=date(2025, 6, 30), at=cast.DISTRICT)


def test_the_province_does_not_sign_what_the_district_decides():
    with pytest.raises(Refusal):
        sign(district_dossier(), decided_on=date(2024, 8, 1))


def test_four_stars_of_a_district_go_up_and_are_scored_again():
    dossier = district_dossier(star=4)
    leader = cast.leader(cast.DISTRICT)
    with pytest.raises(Refusal):
        sign(dossier, decided_on=date(2024, 7, 31), at=cast.DISTRICT)
    moved = decisions.refer(dossier, by=leader, comment="Trên 70 điểm.")
    assert (moved.state, moved.council_level) == (DossierState.PROPOSED, "province")
    assert moved.log.get(transition="refer").office_name == str(cast.office(cast.DISTRICT))


def test_three_stars_of_a_district_cannot_go_up():
    with pytest.raises(Refusal):
        decisions.refer(district_dossier(), by=cast.leader(cast.DISTRICT))


def test_five_stars_of_a_province_go_up_to_the_ministry():
    moved = decisions.refer(cast.scored(star=5), by=cast.leader(cast.PROVINCE))
    assert moved.council_level == "central"


def test_the_ministry_s_result_below_five_stars_is_decided_by_the_province():
    dossier = cast.scored(star=4, scored_at=cast.MINISTRY)
    with pytest.raises(Refusal):
        sign(dossier, at=cast.MINISTRY, decided_on=date(2026, 10, 1))
    sign(dossier, decided_on=date(2026, 10, 1))
    assert after(dossier).state == DossierState.RECOGNISED


def test_the_ministry_signs_five_stars():
    dossier = cast.scored(star=5, scored_at=cast.MINISTRY)
    sign(dossier, at=cast.MINISTRY, decided_on=date(2026, 10, 1))
    product = Product.objects.get(pk=dossier.product_id)
    assert (product.stars, product.authority) == (5, "Bộ Nông nghiệp và Môi trường")


# Who may not


@pytest.mark.parametrize(
    "person",
    [
        lambda: cast.officer(cast.PROVINCE),
        lambda: cast.advisor(cast.PROVINCE),
        lambda: cast.leader(cast.COMMUNE),
        lambda: cast.leader(cast.OTHER_PROVINCE),
        lambda: cast.auditor(),
        lambda: cast.administrator(),
        lambda: cast.council().chair,
        lambda: cast.producer_member(),
    ],
)
def test_only_a_leader_of_the_deciding_office_signs(person):
    dossier = cast.scored()
    with pytest.raises(Refusal):
        sign(dossier, by=person())
    assert after(dossier).state == DossierState.SCORED


def test_a_leader_of_another_province_does_not_sign_in_the_name_of_the_own_office():
    with pytest.raises(Refusal):
        sign(cast.scored(), by=cast.leader(cast.OTHER_PROVINCE), at=cast.OTHER_PROVINCE)


def test_who_scored_does_not_sign():
    dossier = cast.scored()
    scorer = cast.council().members[0]
    cast.appoint(scorer, cast.office(cast.PROVINCE), "leader")
    card = ScoreCard.objects.create(item=dossier.items.get(), seat=scorer.seats.get())
    card.revisions.create(
        number=1, marks={}, totals={}, total=75, submitted_by=scorer, previous_hash="0" * 64, hash="1" * 64
    )
    assert not signing.can_recognise(scorer, dossier)
    with pytest.raises(Refusal):
        sign(dossier, by=scorer)


def test_who_checked_the_dossier_does_not_sign():
    dossier = cast.scored()
    checker = dossier.accepted_by
    cast.appoint(checker, cast.office(cast.PROVINCE), "leader")
    with pytest.raises(Refusal):
        sign(dossier, by=checker)


@pytest.mark.parametrize(
    "act", [sign, lambda dossier, by: decisions.decline(dossier, by=by, comment="Thiếu.")]
)
def test_a_member_of_the_producer_neither_signs_nor_declines(act):
    dossier = cast.scored()
    leader = cast.leader(cast.PROVINCE)
    dossier.product.producer.members.create(user=leader)
    with pytest.raises(Refusal):
        act(dossier, by=leader)
    assert after(dossier).state == DossierState.SCORED


def test_the_door_itself_asks_who_may_sign():
    dossier = cast.scored(star=5)
    with pytest.raises(Refusal):
        apply(dossier, "recognise", by=cast.leader(cast.PROVINCE))


# Which day


def test_a_decision_is_not_older_than_the_session():
    with pytest.raises(Refusal, match="05/08/2026"):
        sign(cast.scored(), decided_on=date(2026, 8, 4))


def test_a_decision_of_tomorrow_is_refused():
    with pytest.raises(Refusal):
        sign(cast.scored(), decided_on=date(2999, 1, 1))


def amended_dossier(purpose=Purpose.FIRST):
    row = cast.dossier(
        state=DossierState.PROPOSED, received_on=date(2026, 5, 20), received_at=cast.COMMUNE, purpose=purpose
    )
    cast.result(cast.item(row, cast.session(held_on=date(2026, 6, 10))))
    return after(row)


@pytest.mark.parametrize(
    ("purpose", "last"), [(Purpose.FIRST, date(2026, 7, 21)), (Purpose.REEVALUATION, date(2026, 6, 21))]
)
def test_what_was_received_under_the_lapsed_decision_is_finished_in_time(purpose, last):
    dossier = amended_dossier(purpose)
    with pytest.raises(Refusal, match=f"{last:%d/%m/%Y}"):
        sign(dossier, decided_on=date(last.year, last.month, last.day + 1))
    sign(dossier, decided_on=last)
    assert after(dossier).state == DossierState.RECOGNISED


# Numbers


def test_a_number_is_used_once_a_year_in_an_office():
    sign(cast.scored(cast.product("Mật ong")))
    again = cast.scored(cast.product("Vải sấy"))
    with pytest.raises(Refusal, match="3981/QĐ-UBND"):
        sign(again)
    assert after(again).state == DossierState.SCORED


def test_the_same_number_in_decomposed_letters_is_the_same_number():
    sign(cast.scored(cast.product("Mật ong")), number="12/QĐ-SỞ NÔNG NGHIỆP")
    with pytest.raises(Refusal):
        sign(
            cast.scored(cast.product("Vải sấy")), number=unicodedata.normalize("NFD", "12/QĐ-SỞ NÔNG NGHIỆP ")
        )


def test_the_same_number_may_return_in_another_year():
    sign(district_dossier(), number="15/QĐ-UBND", decided_on=date(2024, 7, 31), at=cast.DISTRICT)
    second = cast.product("Vải sấy Giáp Sơn", at=cast.DISTRICT_COMMUNE, set_no=3)
    dossier = cast.scored(second, 3, received_at=cast.DISTRICT)
    sign(dossier, number="15/QĐ-UBND", decided_on=date(2025, 1, 15), at=cast.DISTRICT)
    assert Decision.objects.filter(number="15/QĐ-UBND").count() == 2


# Closing without recognition


@pytest.mark.parametrize("star", [1, 2, 3])
def test_a_result_is_closed_without_recognition_with_a_reason(star):
    dossier = cast.scored(star=star)
    leader = cast.leader(cast.PROVINCE)
    with pytest.raises(Refusal):
        decisions.decline(dossier, by=leader, comment="  ")
    moved = decisions.decline(dossier, by=leader, comment="Dưới 50 điểm.")
    assert moved.state == DossierState.NOT_RECOGNISED
    assert moved.log.get(transition="decline").comment == "Dưới 50 điểm."
    assert not dossier.product.events.exists()


def test_one_and_two_stars_are_never_recognised():
    with pytest.raises(Refusal):
        sign(cast.scored(star=2))


# What waits


def test_the_list_of_results_says_what_each_person_may_do():
    four = cast.scored(cast.product("Mật ong"), 4)
    five = cast.scored(cast.product("Vải sấy"), 5)
    two = cast.scored(cast.product("Chè"), 2)
    rows = {row.pk: row for row in decisions.awaiting(cast.leader(cast.PROVINCE))}
    assert rows[four.pk].signing
    assert not rows[five.pk].signing
    assert rows[five.pk].referring
    assert not rows[two.pk].signing
    assert rows[two.pk].declining
    assert decisions.awaiting(cast.stranger()) == []


def test_the_list_of_results_asks_as_often_for_three_as_for_one(django_assert_num_queries):
    leader = cast.leader(cast.PROVINCE)
    cast.scored(cast.product("Mật ong"))
    with django_assert_num_queries(8) as counted:
        decisions.awaiting(leader)
    for name in ("Vải sấy", "Chè"):
        cast.scored(cast.product(name))
    with django_assert_num_queries(len(counted)):
        assert len(decisions.awaiting(leader)) == 3


# Two at once


@pytest.mark.django_db(transaction=True)
def test_two_simultaneous_decisions_on_a_dossier_give_one():
    dossier = cast.scored()
    leader, office = cast.leader(cast.PROVINCE), cast.office(cast.PROVINCE)
    outcomes = []
    together = threading.Barrier(2)

    def decide(number):
        try:
            together.wait(timeout=20)
            decisions.recognise([dossier], office=office, number=number, decided_on=DAY, by=leader)
            outcomes.append("decided")
        except Refusal:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=(number,)) for number in ("1/QĐ", "2/QĐ")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["decided", "refused"]
    assert Decision.objects.count() == Certificate.objects.count() == 1
    assert dossier.product.events.count() == 1
