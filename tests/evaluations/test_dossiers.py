"""The verbs of a dossier: what each does, whom it refuses and why, and that a no changes nothing."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import override

from evaluations import dossiers
from evaluations.enums import DossierState, EvidenceKind, Purpose
from evaluations.models import Dossier, Evidence, LocalAssessment, Regulation
from ocop_portal.core.access import Conflict, Refusal
from ocop_portal.core.days import today
from products.enums import EventKind
from products.models import Product
from products.numbering import assign_code
from products.publication import record
from tests import cast

pytestmark = pytest.mark.django_db

PAPERS = (EvidenceKind.REGISTRATION_SLIP, EvidenceKind.SELF_ASSESSMENT)
TEXTS = {
    "origin": "Vải trồng tại xã.",
    "labour": "12 người.",
    "idea": "Của hợp tác xã.",
    "identity": "Nghề cũ.",
}


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def open_one(product=None, *, at=cast.COMMUNE, **changed):
    values = {
        "purpose": Purpose.FIRST,
        "received_on": cast.RECEIVED[at],
        "office": cast.office(at),
        "by": cast.officer(at),
    }
    return dossiers.open_dossier(product or cast.product(), **values | changed)


def wine(set_no=14):
    maker = cast.producer("Hợp tác xã Giáp Sơn", at=cast.DISTRICT_COMMUNE)
    return cast.product("Rượu nếp Giáp Sơn", made_by=maker, at=cast.DISTRICT_COMMUNE, set_no=set_no)


def attach(dossier, kind=EvidenceKind.REGISTRATION_SLIP, upload=None, **changed):
    values = {"title": "Phiếu đăng ký", "by": cast.officer(cast.COMMUNE)}
    upload = upload or cast.pdf(text=f"{kind}")
    return dossiers.add_evidence(dossier, kind=kind, upload=upload, **values | changed)


def complete(dossier, by=None):
    for kind in PAPERS:
        attach(dossier, kind, by=by or cast.officer(cast.COMMUNE))
    return dossier


def submitted(at=cast.COMMUNE, product=None):
    dossier = complete(open_one(product, at=at), by=cast.officer(at))
    return dossiers.submit(dossier, by=cast.officer(at))


def stored(dossier):
    return Dossier.objects.get(pk=dossier.pk)


def refused(act, *arguments, **named):
    with pytest.raises(Refusal) as refusal:
        act(*arguments, **named)
    return refusal.value


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
    paper = attach(open_one(), criterion_code="1.1")
    assert (paper.content_type, paper.original_name) == ("application/pdf", "phieu-dang-ky.pdf")
    assert len(paper.sha256) == 64
    assert paper.file.name.startswith("evidence/")
    assert "phieu" not in paper.file.name


def test_paper_without_title_takes_the_name_of_its_kind():
    assert attach(open_one(), title="").title == "Registration slip (form 01)"


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


# Handing in


def test_submission_names_every_missing_paper():
    dossier = open_one()
    attach(dossier, EvidenceKind.SELF_ASSESSMENT)
    refusal = refused(dossiers.submit, dossier, by=cast.officer(cast.COMMUNE))
    assert refusal.missing == ["Attach: Registration slip (form 01)."]
    assert stored(dossier).state == DossierState.DRAFT
    assert not dossier.revisions.exists()
    assert not dossier.log.exists()


def test_submission_freezes_the_papers():
    dossier = submitted()
    revision = dossier.revisions.get()
    assert dossier.state == DossierState.SUBMITTED
    assert revision.number == 1
    assert [paper["kind"] for paper in revision.content["evidence"]] == list(PAPERS)
    assert dossiers.revision_is_intact(revision)


def test_changed_revision_is_noticed():
    revision = submitted().revisions.get()
    revision.content["evidence"][0]["sha256"] = "0" * 64
    assert not dossiers.revision_is_intact(revision)


def test_hash_does_not_depend_on_the_order_of_keys():
    assert dossiers.content_hash({"a": 1, "b": "Mật"}) == dossiers.content_hash({"b": "Mật", "a": 1})


def test_stranger_does_not_submit():
    dossier = complete(open_one())
    assert "Only officers of" in refused(dossiers.submit, dossier, by=cast.stranger()).reason
    assert stored(dossier).state == DossierState.DRAFT


def test_log_says_who_in_which_office():
    log = submitted().log.get()
    assert (log.transition, log.source, log.target) == ("submit", "draft", "submitted")
    assert (log.by, log.office_name) == (cast.officer(cast.COMMUNE), cast.office(cast.COMMUNE).name)


# Returning


def test_return_names_what_to_mend():
    dossier = submitted()
    items = {"registration_slip": "Thiếu dấu.", "1.1": "Hợp đồng đã hết hạn."}
    row = dossiers.return_for_supplement(
        dossier, by=cast.officer(cast.COMMUNE), comment="Cần bổ sung.", items=items
    )
    log = dossiers.last_return(row)
    assert row.state == DossierState.RETURNED
    assert {item.subject: item.note for item in log.items.all()} == items


def test_return_without_reason_is_refused():
    dossier = submitted()
    reason = refused(
        dossiers.return_for_supplement, dossier, by=cast.officer(cast.COMMUNE), comment="  "
    ).reason
    assert reason.startswith("Write the reason")
    assert stored(dossier).state == DossierState.SUBMITTED


def test_supplemented_dossier_gets_a_second_revision():
    by = cast.officer(cast.COMMUNE)
    dossier = dossiers.return_for_supplement(submitted(), by=by, comment="Thiếu phiếu kiểm nghiệm.")
    attach(dossier, EvidenceKind.TEST_REPORT)
    dossier = dossiers.submit(dossier, by=by)
    first, second = dossier.revisions.all()
    assert (len(first.content["evidence"]), len(second.content["evidence"])) == (2, 3)
    assert first.hash != second.hash


# Accepting


def test_acceptance_pins_the_rules_of_the_day_of_receipt():
    dossier = dossiers.accept(submitted(), by=cast.officer(cast.COMMUNE))
    assert dossier.state == DossierState.ACCEPTED
    assert dossier.regulation.number == "26/2026/QĐ-TTg"
    assert (dossier.rubric.edition.code, dossier.rubric.product_set) == ("QD26", dossier.product.product_set)
    assert (dossier.due_on, dossier.accepted_by) == (date(2026, 7, 27), cast.officer(cast.COMMUNE))


def test_acceptance_at_the_abolished_district_pins_the_old_rules():
    dossier = dossiers.accept(submitted(cast.DISTRICT, wine()), by=cast.officer(cast.DISTRICT))
    assert dossier.regulation.number == "148/QĐ-TTg"
    assert dossier.rubric.edition.code == "QD148"
    assert dossier.receipt_number == "1/PĐK-24-219-2024"


def test_receipt_numbers_count_up_within_office_and_year():
    by = cast.officer(cast.COMMUNE)
    numbers = [
        dossiers.accept(submitted(product=cast.product(name)), by=by).receipt_number
        for name in ("Mật ong", "Vải sấy")
    ]
    assert numbers == ["1/PĐK-24-07582-2026", "2/PĐK-24-07582-2026"]


def test_receipt_number_is_given_once():
    by = cast.officer(cast.COMMUNE)
    dossiers.accept(submitted(), by=by, receipt_number="15/PĐK")
    second = submitted(product=cast.product("Vải sấy"))
    assert "already taken" in refused(dossiers.accept, second, by=by, receipt_number=" 15/pđk ").reason
    assert stored(second).state == DossierState.SUBMITTED


def test_acceptance_waits_for_a_sheet_that_does_not_add_up():
    dossier = submitted(cast.DISTRICT, wine(set_no=11))
    refusal = refused(dossiers.accept, dossier, by=cast.officer(cast.DISTRICT))
    assert "no published score sheet" in refusal.reason
    assert "148/QĐ-TTg" in refusal.reason
    assert refusal.missing and all(refusal.missing)
    row = stored(dossier)
    assert (row.state, row.regulation, row.rubric) == (DossierState.SUBMITTED, None, None)


def test_old_sheets_of_another_taxonomy_are_missing_too():
    dossier = submitted_in_2022()
    refusal = refused(dossiers.accept, dossier, by=cast.officer(cast.DISTRICT))
    assert "1048/QĐ-TTg" in refusal.reason


def submitted_in_2022():
    by = cast.officer(cast.DISTRICT)
    dossier = open_one(wine(), at=cast.DISTRICT, received_on=date(2022, 3, 1))
    return dossiers.submit(complete(dossier, by=by), by=by)


@pytest.mark.parametrize("who", [cast.stranger, cast.auditor, lambda: cast.leader(cast.COMMUNE)])
def test_only_intake_officers_accept(who):
    dossier = submitted()
    assert "Only officers of" in refused(dossiers.accept, dossier, by=who()).reason
    assert stored(dossier).state == DossierState.SUBMITTED


# Assessment and proposal


def accepted(at=cast.COMMUNE, product=None):
    return dossiers.accept(submitted(at, product), by=cast.officer(at))


def test_assessment_can_be_written_again_until_proposed():
    dossier, by = accepted(), cast.officer(cast.COMMUNE)
    dossiers.write_assessment(dossier, by=by, **TEXTS)
    dossiers.write_assessment(dossier, by=by, **TEXTS | {"labour": "14 người."})
    assert LocalAssessment.objects.get().labour == "14 người."
    dossier = dossiers.propose(dossier, by=by)
    assert (
        "until the dossier is proposed" in refused(dossiers.write_assessment, dossier, by=by, **TEXTS).reason
    )


@pytest.mark.parametrize("content", LocalAssessment.CONTENTS)
def test_assessment_needs_all_four_contents(content):
    dossier = accepted()
    reason = refused(
        dossiers.write_assessment, dossier, by=cast.officer(cast.COMMUNE), **TEXTS | {content: " "}
    ).reason
    assert reason == "Write all four contents of the assessment."
    assert not LocalAssessment.objects.exists()


def test_assessment_of_two_writers_is_a_conflict():
    dossier, by = accepted(), cast.officer(cast.COMMUNE)
    dossiers.write_assessment(dossier, by=by, version=1, **TEXTS)
    with pytest.raises(Conflict) as conflict:
        dossiers.write_assessment(dossier, by=by, version=1, **TEXTS | {"idea": "Ý khác."})
    assert conflict.value.current.assessment.idea == TEXTS["idea"]


def test_proposal_needs_the_assessment():
    dossier = accepted()
    refusal = refused(dossiers.propose, dossier, by=cast.officer(cast.COMMUNE))
    assert refusal.missing == ["Write the local assessment of the four contents (form 03)."]
    assert stored(dossier).state == DossierState.ACCEPTED


@pytest.mark.parametrize(
    ("at", "product", "level"), [(cast.COMMUNE, cast.product, "province"), (cast.DISTRICT, wine, "district")]
)
def test_proposal_goes_to_the_council_the_regulation_names(at, product, level):
    dossier = accepted(at, product())
    dossiers.write_assessment(dossier, by=cast.officer(at), **TEXTS)
    proposed = dossiers.propose(dossier, by=cast.officer(at))
    assert (proposed.state, proposed.council_level) == (DossierState.PROPOSED, level)


# Withdrawing, and the whole table of states

WITHDRAWABLE = ("draft", "submitted", "returned", "accepted")


@pytest.mark.parametrize("state", WITHDRAWABLE)
def test_withdrawal_needs_a_reason(state):
    dossier, by = cast.dossier(state=state), cast.officer(cast.COMMUNE)
    assert refused(dossiers.withdraw, dossier, by=by).reason.startswith("Write the reason")
    assert dossiers.withdraw(dossier, by=by, comment="Đổi ý.").state == DossierState.WITHDRAWN


SOURCES = {
    dossiers.submit: {"draft", "returned"},
    dossiers.return_for_supplement: {"submitted"},
    dossiers.accept: {"submitted"},
    dossiers.propose: {"accepted"},
    dossiers.withdraw: set(WITHDRAWABLE),
}
REACHABLE = ("draft", "submitted", "returned", "accepted", "proposed")
WRONG = [(verb, state) for verb, sources in SOURCES.items() for state in REACHABLE if state not in sources]


@pytest.mark.parametrize(("verb", "state"), WRONG, ids=lambda each: getattr(each, "__name__", each))
def test_move_from_a_wrong_state_is_refused(verb, state):
    dossier = cast.dossier(state=state)
    refusal = refused(verb, dossier, by=cast.officer(cast.COMMUNE), comment="Lý do.")
    assert refusal.reason.startswith("This is not possible now")
    assert stored(dossier).state == state
    assert not dossier.log.exists()


def test_stale_copy_cannot_move_twice():
    dossier = complete(open_one())
    dossiers.submit(dossier, by=cast.officer(cast.COMMUNE))
    assert "not possible now" in refused(dossiers.submit, dossier, by=cast.officer(cast.COMMUNE)).reason
    assert dossier.revisions.count() == 1


def test_pinned_regulation_is_the_one_of_the_day_even_when_accepted_later():
    dossier = open_one(received_on=date(2026, 5, 21))
    complete(dossier)
    by = cast.officer(cast.COMMUNE)
    accepted_now = dossiers.accept(dossiers.submit(dossier, by=by), by=by)
    assert accepted_now.regulation == Regulation.objects.on(date(2026, 5, 21))
    assert accepted_now.regulation.number.startswith("148")


# The result


def test_producer_hears_the_result_with_the_decision():
    dossier = cast.scored()
    member = cast.producer_member(dossier.product.producer)
    assert "when the authority has decided" in dossiers.can_see_result(member, dossier).reason
    assert dossiers.can_see_result(cast.officer(cast.COMMUNE), dossier)
    assert dossiers.can_see_result(cast.council().members[0], dossier)
    dossier.state = DossierState.RECOGNISED
    assert dossiers.can_see_result(member, dossier)
