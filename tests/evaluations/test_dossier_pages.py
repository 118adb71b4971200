"""Opening a dossier and reading its page: what it shows, what a wrong form keeps."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from evaluations import dossiers
from evaluations.enums import DossierState
from ocop_portal.accounts.enums import Role
from ocop_portal.core.days import today
from tests import cast
from tests.evaluations.desk import address, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def opening(product, **changed):
    values = {
        "purpose": "first",
        "received_on": "06/07/2026",
        "office": cast.office(cast.COMMUNE).pk,
        "note": "Hồ sơ giấy",
    }
    return values | changed


def test_record_of_a_product_leads_to_a_new_dossier(officer):
    product = cast.product()
    assert address("dossier_create", product) in page(officer, address("product_record", product))


def test_record_of_a_product_leads_to_the_running_dossier(officer):
    dossier = cast.dossier()
    text = page(officer, address("product_record", dossier.product))
    assert dossier.get_absolute_url() in text
    assert address("dossier_create", dossier.product) not in text


def test_record_tells_a_leader_why_no_dossier_can_be_opened(signed_in):
    text = page(signed_in(cast.leader(cast.COMMUNE)), address("product_record", cast.product()))
    assert "Only officers of an office of this area open dossiers." in text


def test_form_starts_with_today_and_the_only_office(officer):
    text = page(officer, address("dossier_create", cast.product()))
    assert f'value="{today():%d/%m/%Y}"' in text
    assert "26/2026/QĐ-TTg" in text


def test_dossier_is_opened_by_the_form(officer):
    product = cast.product()
    response = officer.post(address("dossier_create", product), opening(product))
    dossier = product.dossiers.get()
    assert response.url == dossier.get_absolute_url()
    assert (dossier.received_on, dossier.note) == (date(2026, 7, 6), "Hồ sơ giấy")


def test_preview_tells_the_rules_of_another_day_and_opens_nothing(officer):
    product = cast.product()
    response = officer.post(
        address("dossier_create", product), opening(product, received_on="06/07/2025", preview="1")
    )
    text = response.content.decode()
    assert "148/QĐ-TTg, 1489/QĐ-TTg" in text
    assert 'value="06/07/2025"' in text
    assert not product.dossiers.exists()


def test_preview_alone_answers_to_htmx(officer):
    product = cast.product()
    response = officer.post(
        address("dossier_create", product), opening(product, preview="1"), headers={"HX-Request": "true"}
    )
    assert response.content.decode().strip().startswith('<section class="panel" id="rules-of-the-day"')


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("received_on", "31/02/2026", "dd/mm/yyyy"),
        ("received_on", "mai", "dd/mm/yyyy"),
        ("received_on", "", "required"),
        ("received_on", "01/01/2012", "No OCOP regulation known"),
        ("received_on", "03/07/2025", "level of the district"),
        ("received_on", "01/01/2099", "lies in the future"),
        ("purpose", "upgrade", "had not been recognised"),
        ("purpose", "gift", "Select a valid choice"),
        ("office", "999999", "Select a valid choice"),
        ("note", "a\0b", "invisible character"),
        ("note", "x" * 4001, "at most 4000"),
    ],
)
def test_wrong_opening_keeps_what_was_typed(officer, field, value, words):
    product = cast.product()
    response = officer.post(address("dossier_create", product), opening(product, **{field: value}))
    text = response.content.decode()
    assert response.status_code == 200
    assert words in text
    assert "Please correct the following" in text
    assert field == "note" or "Hồ sơ giấy" in text
    assert not product.dossiers.exists()


@pytest.mark.parametrize("day", ["01/01/2012", "31/12/9999"])
def test_day_outside_all_rules_with_a_wrong_office_is_still_a_form(officer, day):
    product = cast.product()
    wrong = opening(product, received_on=day, office="x", preview="1")
    assert "Select a valid choice" in officer.post(address("dossier_create", product), wrong).content.decode()


def test_province_is_not_offered_to_receive(signed_in):
    text = page(signed_in(cast.officer(cast.PROVINCE)), address("product_record", cast.product()))
    assert "Only officers of an office of this area open dossiers." in text


def test_office_that_receives_today_is_chosen_first(signed_in):
    user = cast.appoint(cast.officer(cast.DISTRICT), cast.office(cast.COMMUNE), Role.OFFICER)
    url = address("dossier_create", cast.product(at=cast.DISTRICT_COMMUNE))
    offered = signed_in(user).get(url).context["form"]["office"]
    assert len(offered.field.queryset) == 2
    assert offered.initial == cast.office(cast.COMMUNE)


def test_office_of_others_cannot_be_chosen(officer):
    product = cast.product()
    elsewhere = cast.office(cast.OTHER_PROVINCE).pk
    response = officer.post(address("dossier_create", product), opening(product, office=elsewhere))
    assert "Select a valid choice" in response.content.decode()
    assert not product.dossiers.exists()


def test_district_enters_its_round_of_2024(signed_in):
    client = signed_in(cast.officer(cast.DISTRICT))
    maker = cast.producer("Hợp tác xã Giáp Sơn", at=cast.DISTRICT_COMMUNE)
    product = cast.product("Rượu nếp Giáp Sơn", made_by=maker, at=cast.DISTRICT_COMMUNE, set_no=14)
    office = cast.office(cast.DISTRICT).pk
    client.post(address("dossier_create", product), opening(product, received_on="03/06/2024", office=office))
    text = page(client, product.dossiers.get().get_absolute_url())
    assert "Entered afterwards" in text
    assert f"by {cast.officer(cast.DISTRICT)}" in text
    assert "148/QĐ-TTg" in text


# The page of a dossier


def test_draft_lists_what_is_missing_with_the_way_there(officer):
    dossier = cast.dossier()
    text = page(officer, dossier.get_absolute_url())
    assert "Something is still missing." in text
    assert f'{address("dossier_slip", dossier)}">Fill in or attach: Registration slip' in text
    assert address("dossier_submit", dossier) not in text


def test_complete_draft_can_be_handed_in(officer):
    dossier = cast.dossier()
    for kind in ("registration_slip", "self_assessment"):
        cast.evidence(dossier, kind=kind)
    assert address("dossier_submit", dossier) in page(officer, dossier.get_absolute_url())


def test_every_criterion_of_the_sheet_stands_on_the_page(officer):
    dossier = cast.dossier()
    text = page(officer, dossier.get_absolute_url())
    criteria = dossiers.expected_rubric(dossier).criteria.all()
    assert len(criteria) == 32
    assert all(f'id="muc-{criterion.code}"' in text for criterion in criteria)


def test_page_shows_evidence_beside_its_criterion(officer):
    dossier = cast.dossier()
    paper = cast.evidence(dossier, kind="raw_materials", criterion_code="1.1", title="Hợp đồng liên kết")
    text = page(officer, dossier.get_absolute_url())
    entry = text[text.index('id="muc-1.1"') : text.index('id="muc-1.2"')]
    assert "Hợp đồng liên kết" in entry
    assert paper.document.sha256[:8] in entry
    assert "Done" in entry


def test_returned_dossier_marks_what_to_mend(officer):
    dossier, by = cast.dossier(state=DossierState.SUBMITTED), cast.officer(cast.COMMUNE)
    dossiers.return_for_supplement(dossier, by=by, comment="Xem từng mục.", items={"1.1": "Hết hạn."})
    text = page(officer, dossier.get_absolute_url())
    entry = text[text.index('id="muc-1.1"') : text.index('id="muc-1.2"')]
    assert "Needs correction" in entry
    assert "Hết hạn." in entry
    assert "Xem từng mục." in text


def test_supplement_clears_the_mark(officer):
    dossier, by = cast.dossier(state=DossierState.SUBMITTED), cast.officer(cast.COMMUNE)
    row = dossiers.return_for_supplement(dossier, by=by, comment="Bổ sung.", items={"1.1": "Hết hạn."})
    cast.evidence(row, kind="raw_materials", criterion_code="1.1")
    text = page(officer, dossier.get_absolute_url())
    assert "Needs correction" not in text[text.index('id="muc-1.1"') : text.index('id="muc-1.2"')]


def test_history_tells_the_reason_and_who(officer):
    dossier, by = cast.dossier(state=DossierState.SUBMITTED), cast.officer(cast.COMMUNE)
    dossiers.return_for_supplement(
        dossier, by=by, comment="Thiếu dấu.", items={"registration_slip": "Đóng dấu."}
    )
    text = page(officer, dossier.get_absolute_url())
    history = text[text.index('id="history"') :]
    assert "Returned for supplement" in history
    assert "Thiếu dấu." in history
    assert "Registration slip (form 01):" in history
    assert str(by) in history


HOLDERS = {
    "draft": "The producer prepares the dossier",
    "submitted": "checks whether the dossier is complete",
    "returned": "The producer supplements",
    "accepted": "writes its assessment",
    "proposed": "secretary puts the dossier on an agenda (province level)",
}


@pytest.mark.parametrize("state", HOLDERS)
def test_page_says_whose_turn_it_is(officer, state):
    assert HOLDERS[state] in page(officer, cast.dossier(state=state).get_absolute_url())


def test_page_without_a_published_sheet_says_so(signed_in):
    maker = cast.producer("Hợp tác xã Giáp Sơn", at=cast.DISTRICT_COMMUNE)
    tea = cast.product("Chè Giáp Sơn", made_by=maker, at=cast.DISTRICT_COMMUNE, set_no=11)
    dossier = cast.dossier(tea, received_at=cast.DISTRICT)
    text = page(signed_in(cast.officer(cast.DISTRICT)), dossier.get_absolute_url())
    assert "No published score sheet for this product set" in text


def test_leader_reads_why_the_next_step_is_not_his(signed_in):
    dossier = cast.dossier(state=DossierState.SUBMITTED)
    text = page(signed_in(cast.leader(cast.COMMUNE)), dossier.get_absolute_url())
    assert f"Only officers of {cast.office(cast.COMMUNE)} may do this." in text
    assert address("evidence_add", dossier) not in text


def test_result_is_shown_to_the_office_and_not_yet_to_the_producer(signed_in):
    dossier = cast.scored(star=4)
    assert "Result of the council" in page(signed_in(cast.officer(cast.COMMUNE)), dossier.get_absolute_url())
    member = cast.producer_member(dossier.product.producer)
    assert "Result of the council" not in page(signed_in(member), dossier.get_absolute_url())


# Days left


def due_dossier(days):
    """Received and entered ten days ago."""
    then = timezone.now() - timedelta(days=10)
    due_on = today() + timedelta(days=days)
    return cast.dossier(received_on=today() - timedelta(days=10), entered_at=then, due_on=due_on)


@pytest.mark.parametrize(
    ("days", "words"), [(-1, "1 day overdue"), (0, "Due today"), (1, "1 day left"), (12, "12 days left")]
)
def test_page_counts_the_days_left(officer, days, words):
    assert words in page(officer, due_dossier(days).get_absolute_url())


def test_paper_dossier_is_not_called_late(officer):
    dossier = cast.dossier(due_on=date(2026, 7, 27))
    text = page(officer, dossier.get_absolute_url())
    assert "overdue" not in text
