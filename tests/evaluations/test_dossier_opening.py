"""Opening a dossier on a day, and attaching papers to it."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from evaluations import dossiers
from evaluations.enums import DossierState, Purpose
from evaluations.models import Dossier, Evidence
from ocop_portal.core.days import today
from products.enums import EventKind
from products.models import Product
from products.numbering import assign_code
from products.publication import record
from tests import cast
from tests.evaluations.desk import attach, open_one, refused, wine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


# Opening


def test_dossier_of_today_falls_under_the_commune():
    dossier = open_one(received_on=today())
    assert dossier.state == DossierState.DRAFT
    assert not dossier.is_entered_afterwards
    assert dossier.entered_by == cast.officer(cast.COMMUNE)


def test_due_day_is_fifteen_working_days_after_receipt():
    assert open_one(received_on=date(2026, 7, 6)).due_on == date(2026, 7, 27)


def test_district_of_2024_is_entered_afterwards_and_has_no_due_day():
    dossier = open_one(wine(), at=cast.DISTRICT)
    assert dossier.is_entered_afterwards
    assert dossier.due_on is None
    assert dossiers.expected_rubric(dossier).edition.code == "QD148"


@pytest.mark.parametrize("day", [date(2025, 7, 1), date(2025, 7, 3), date(2025, 7, 5)])
def test_nobody_receives_between_the_end_of_districts_and_the_new_rules(day):
    product = wine()
    reason = refused(open_one, product, at=cast.DISTRICT, received_on=day).reason
    assert "did not exist on that day" in reason
    reason = refused(open_one, received_on=day).reason
    assert "received at the level of the district" in reason
    assert not Dossier.objects.exists()


def test_last_day_of_the_district_still_counts():
    assert open_one(wine(), at=cast.DISTRICT, received_on=date(2025, 6, 30)).pk


def test_commune_receives_under_the_amended_decision():
    dossier = open_one(received_on=date(2025, 7, 6))
    assert dossiers.expected_rubric(dossier).edition.code == "QD148"


def test_tomorrow_is_refused():
    reason = refused(open_one, received_on=today() + timedelta(days=1)).reason
    assert "lies in the future" in reason


def test_day_before_the_first_regulation_is_refused():
    assert (
        "No OCOP regulation"
        in refused(open_one, wine(), at=cast.DISTRICT, received_on=date(2019, 8, 20)).reason
    )


def test_product_of_another_area_is_refused():
    sauce = cast.product("Nước mắm Mũi Né", made_by=cast.producer("Nước mắm Mũi Né", at="22918"), at="22918")
    assert "not made in the area" in refused(open_one, sauce).reason


@pytest.mark.parametrize("who", [cast.leader, cast.auditor], ids=["leader", "auditor"])
def test_only_officers_open(who):
    reason = refused(open_one, by=who(cast.COMMUNE)).reason
    assert reason == f"Only officers of {cast.office(cast.COMMUNE)} may do this."
    assert not Dossier.objects.exists()


def test_second_open_dossier_is_refused():
    open_one()
    assert "already has an open dossier" in refused(open_one).reason
    assert Dossier.objects.count() == 1


def test_database_refuses_a_second_open_dossier():
    first = open_one()
    first.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


def test_withdrawn_dossier_makes_room_for_another():
    dossiers.withdraw(open_one(), by=cast.officer(cast.COMMUNE), comment="Chủ thể đổi ý.")
    assert open_one().state == DossierState.DRAFT


@pytest.mark.parametrize("purpose", [Purpose.UPGRADE, Purpose.REEVALUATION])
def test_upgrade_needs_an_earlier_recognition(purpose):
    assert "had not been recognised" in refused(open_one, purpose=purpose).reason


def recognised_product(on=date(2026, 6, 1), until=date(2029, 6, 1)):
    product = cast.product()
    assign_code(product, year=2026, by=cast.officer(cast.COMMUNE))
    facts = {"stars": 3, "on": on, "until": until, "decision_number": "1/QĐ", "authority": "UBND tỉnh"}
    record(product, kind=EventKind.IMPORTED, **facts)
    return Product.objects.get(pk=product.pk)


def test_running_recognition_is_upgraded_not_evaluated_first():
    product = recognised_product()
    assert "was running" in refused(open_one, product).reason
    assert open_one(product, purpose=Purpose.UPGRADE).purpose == Purpose.UPGRADE


def test_expired_recognition_may_start_anew():
    product = recognised_product(date(2022, 1, 1), date(2025, 1, 1))
    assert open_one(product).purpose == Purpose.FIRST


# Papers


def test_paper_is_kept_with_its_checksum():
    paper = attach(open_one(), criterion_code="1.1").document
    assert (paper.content_type, paper.original_name) == ("application/pdf", "phieu-dang-ky.pdf")
    assert len(paper.sha256) == 64
    assert paper.file.name.startswith("evidence/")
    assert "phieu" not in paper.file.name


def test_paper_without_title_takes_the_name_of_its_kind():
    assert attach(open_one(), title="").document.title == "Registration slip (form 01)"


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "empty"), (b"MZ\x90\x00program", "type of file"), (b"<html><script>", "type of file")],
    ids=["empty", "program", "page"],
)
def test_wrong_file_is_refused_and_nothing_is_attached(content, words):
    dossier = open_one()
    upload = SimpleUploadedFile("giay-to.pdf", content, "application/pdf")
    assert words in refused(attach, dossier, upload=upload).reason
    assert not dossier.evidence.exists()


def test_criterion_outside_the_sheet_is_refused():
    dossier = open_one()
    assert "no criterion 99.9" in refused(attach, dossier, criterion_code="99.9").reason
    assert not dossier.evidence.exists()


def test_unknown_kind_is_refused():
    assert "kinds of paper" in refused(attach, open_one(), "rumour").reason


def test_same_file_twice_in_one_place_is_refused():
    dossier = open_one()
    attach(dossier)
    assert "already attached" in refused(attach, dossier).reason
    assert attach(dossier, criterion_code="1.1").pk


def test_removed_paper_stays_with_who_and_when():
    dossier = open_one()
    paper = attach(dossier)
    dossiers.remove_evidence(paper, by=cast.officer(cast.COMMUNE))
    kept = Evidence.objects.get(pk=paper.pk)
    assert (kept.removed_by, kept.removed_at is not None) == (cast.officer(cast.COMMUNE), True)
    assert not dossier.evidence.standing().exists()


def test_stranger_neither_attaches_nor_removes():
    dossier = open_one()
    paper = attach(dossier)
    assert "Only officers of" in refused(attach, dossier, by=cast.stranger(), title="x").reason
    assert "Only officers of" in refused(dossiers.remove_evidence, paper, by=cast.stranger()).reason
    assert dossier.evidence.standing().count() == 1


@pytest.mark.parametrize("state", ["submitted", "accepted", "proposed"])
def test_papers_are_fixed_once_handed_in(state):
    dossier = cast.dossier(state=state)
    papers = dossier.evidence.standing().count()
    reason = "A dossier can be changed while it is being prepared or returned, not afterwards."
    assert refused(attach, dossier).reason == reason
    assert (
        refused(dossiers.remove_evidence, dossier.evidence.first(), by=cast.officer(cast.COMMUNE)).reason
        == reason
    )
    assert dossier.evidence.standing().count() == papers
