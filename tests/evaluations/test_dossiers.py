"""The moves of a dossier: what each does, whom it refuses and why, and that a no changes nothing."""

from datetime import date

import pytest

from evaluations import dossiers, revisions, supplements
from evaluations.enums import DossierState, EvidenceKind
from evaluations.models import LocalAssessment, Regulation
from ocop_portal.core.access import Conflict
from tests import cast
from tests.evaluations.desk import (
    PAPERS,
    TEXTS,
    attach,
    complete,
    open_one,
    refused,
    stored,
    submitted,
    wine,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


# Handing in


def test_submission_names_every_missing_paper():
    dossier = open_one()
    attach(dossier, EvidenceKind.SELF_ASSESSMENT)
    refusal = refused(dossiers.submit, dossier, by=cast.officer(cast.COMMUNE))
    assert refusal.missing == ["Fill in or attach: Registration slip (form 01)."]
    assert stored(dossier).state == DossierState.DRAFT
    assert not dossier.revisions.exists()
    assert not dossier.log.exists()


def test_submission_freezes_the_papers():
    dossier = submitted()
    revision = dossier.revisions.get()
    assert dossier.state == DossierState.SUBMITTED
    assert revision.number == 1
    assert [paper["kind"] for paper in revision.content["evidence"]] == list(PAPERS)
    assert revisions.revision_is_intact(revision)


def test_changed_revision_is_noticed():
    revision = submitted().revisions.get()
    revision.content["evidence"][0]["sha256"] = "0" * 64
    assert not revisions.revision_is_intact(revision)


def test_hash_does_not_depend_on_the_order_of_keys():
    assert revisions.content_hash({"a": 1, "b": "Mật"}) == revisions.content_hash({"b": "Mật", "a": 1})


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
    log = supplements.last_ask(row)
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


def test_member_of_the_producer_does_not_check_the_own_dossier():
    dossier, officer = submitted(), cast.officer(cast.COMMUNE)
    dossier.product.producer.members.create(user=officer)

    assert "member of the producer" in refused(dossiers.accept, dossier, by=officer).reason
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
