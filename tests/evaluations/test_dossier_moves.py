"""The pages that move a dossier: from the right state, with what they ask for, or with a reason."""

import pytest

from evaluations import dossiers, supplements
from evaluations.enums import DossierState
from evaluations.models import LocalAssessment
from tests import cast
from tests.evaluations.desk import ANYTHING, LETTER, TEXTS, address, page, stored
from tests.world.area import later

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_whole_way_to_the_proposal(officer):
    dossier = cast.dossier()
    for kind in ("registration_slip", "self_assessment"):
        cast.evidence(dossier, kind=kind)
    assert "2 papers" in page(officer, address("dossier_submit", dossier))
    officer.post(address("dossier_submit", dossier), {"comment": ""})
    assert "26/2026/QĐ-TTg" in page(officer, address("dossier_accept", dossier))
    officer.post(address("dossier_accept", dossier), {"receipt_number": "7/PĐK", "comment": "Đủ."})
    officer.post(address("dossier_assessment", dossier), TEXTS | {"version": stored(dossier).version})
    response = officer.post(address("dossier_propose", dossier), LETTER, follow=True)
    assert stored(dossier).state == DossierState.PROPOSED
    assert "The dossier is proposed." in response.content.decode()
    assert stored(dossier).receipt_number == "7/PĐK"


MOVES = {
    "dossier_submit": {"draft", "returned"},
    "dossier_return": {"submitted"},
    "dossier_accept": {"submitted"},
    "dossier_assessment": {"accepted"},
    "dossier_propose": {"accepted"},
    "dossier_withdraw": {"draft", "submitted", "returned", "accepted"},
}
STATES = ("draft", "submitted", "returned", "accepted", "proposed")
WRONG = [(name, state) for name, right in MOVES.items() for state in STATES if state not in right]


@pytest.mark.parametrize(("name", "state"), WRONG)
def test_move_from_a_wrong_state_explains_itself(officer, name, state):
    dossier = cast.dossier(state=state)
    response = officer.post(address(name, dossier), ANYTHING)
    assert response.status_code == 403
    assert "Nothing was changed." in response.content.decode()
    assert stored(dossier).state == state
    assert not dossier.log.exists()


@pytest.mark.parametrize("name", ["dossier_return", "dossier_withdraw"])
def test_move_without_its_reason_asks_for_it(officer, name):
    dossier = cast.dossier(state=DossierState.SUBMITTED)
    text = officer.post(address(name, dossier), {"comment": " "}).content.decode()
    assert "Write the reason: the people concerned will read it." in text
    assert stored(dossier).state == DossierState.SUBMITTED


def test_return_form_keeps_what_was_typed_beside_an_item(officer):
    dossier = cast.dossier(state=DossierState.SUBMITTED)
    text = officer.post(address("dossier_return", dossier), {"item-1.1": "Hợp đồng hết hạn"}).content.decode()
    assert 'value="Hợp đồng hết hạn"' in text


def test_return_by_the_form_stores_the_items(officer):
    dossier = cast.dossier(state=DossierState.SUBMITTED)
    officer.post(
        address("dossier_return", dossier), {"comment": "Xem mục.", "item-1.1": "Hết hạn", "due_on": later()}
    )
    items = supplements.last_ask(stored(dossier)).items.all()
    assert [(item.subject, item.note) for item in items] == [("1.1", "Hết hạn")]


def test_taken_receipt_number_is_told_beside_its_field(officer):
    cast.dossier(cast.product("Vải sấy"), state="accepted", receipt_number="7/PĐK")
    dossier = cast.dossier(state="submitted")
    text = officer.post(address("dossier_accept", dossier), {"receipt_number": "7/pđk"}).content.decode()
    assert "already taken in this office" in text
    assert 'value="7/pđk"' in text
    assert stored(dossier).state == DossierState.SUBMITTED


def test_assessment_of_two_officers_shows_both_texts(officer):
    dossier = cast.dossier(state="accepted")
    dossiers.write_assessment(dossier, by=cast.officer(cast.COMMUNE), **TEXTS)
    mine = TEXTS | {"idea": "Ý của tôi.", "version": "1"}
    response = officer.post(address("dossier_assessment", dossier), mine)
    text = response.content.decode()
    assert response.status_code == 409
    assert "Ý của tôi." in text
    assert TEXTS["idea"] in text
    assert LocalAssessment.objects.get().idea == TEXTS["idea"]


def test_assessment_of_a_version_that_never_was_is_a_conflict_without_another_text(officer):
    dossier = cast.dossier(state="accepted")
    response = officer.post(address("dossier_assessment", dossier), TEXTS | {"version": "7"})
    assert response.status_code == 409
    assert TEXTS["idea"] in response.content.decode()
    assert not LocalAssessment.objects.exists()


def test_assessment_missing_one_content_keeps_the_others(officer):
    dossier = cast.dossier(state="accepted")
    values = TEXTS | {"idea": "", "version": "1"}
    text = officer.post(address("dossier_assessment", dossier), values).content.decode()
    assert TEXTS["origin"] in text
    assert not LocalAssessment.objects.exists()
