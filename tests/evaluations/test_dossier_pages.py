"""The pages of a dossier as each person meets them: what they show, what a wrong form keeps, who is out."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from evaluations import dossiers
from evaluations.enums import DossierState
from evaluations.models import Dossier, LocalAssessment
from ocop_portal.core.days import today
from tests import cast

pytestmark = pytest.mark.django_db

TEXTS = {name: f"Nội dung {name}." for name in LocalAssessment.CONTENTS}


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def signed_in(client):
    def sign_in(user):
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        return client

    return sign_in


@pytest.fixture
def officer(signed_in):
    return signed_in(cast.officer(cast.COMMUNE))


def address(name, row):
    return reverse(name, args=[row.pk])


def page(client, url, **query):
    response = client.get(url, query)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def stored(dossier):
    return Dossier.objects.get(pk=dossier.pk)


# Opening


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
    assert f'{address("evidence_add", dossier)}?loai=registration_slip">Attach: Registration slip' in text
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
    assert paper.sha256[:8] in entry
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
    "draft": "collects the papers",
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
    return cast.dossier(received_on=today(), due_on=today() + timedelta(days=days))


@pytest.mark.parametrize(
    ("days", "words"), [(-1, "1 day overdue"), (0, "Due today"), (1, "1 day left"), (12, "12 days left")]
)
def test_page_counts_the_days_left(officer, days, words):
    assert words in page(officer, due_dossier(days).get_absolute_url())


def test_paper_dossier_is_not_called_late(officer):
    dossier = cast.dossier(due_on=date(2026, 7, 27))
    text = page(officer, dossier.get_absolute_url())
    assert "overdue" not in text


# Moves


def test_whole_way_to_the_proposal(officer):
    dossier = cast.dossier()
    for kind in ("registration_slip", "self_assessment"):
        cast.evidence(dossier, kind=kind)
    assert "2 papers" in page(officer, address("dossier_submit", dossier))
    officer.post(address("dossier_submit", dossier), {"comment": ""})
    assert "26/2026/QĐ-TTg" in page(officer, address("dossier_accept", dossier))
    officer.post(address("dossier_accept", dossier), {"receipt_number": "7/PĐK", "comment": "Đủ."})
    officer.post(address("dossier_assessment", dossier), TEXTS | {"version": stored(dossier).version})
    response = officer.post(address("dossier_propose", dossier), {"comment": ""}, follow=True)
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
ANYTHING = TEXTS | {"comment": "Lý do.", "receipt_number": "1/PĐK", "version": "1"}


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
    officer.post(address("dossier_return", dossier), {"comment": "Xem mục.", "item-1.1": "Hết hạn"})
    items = dossiers.last_return(dossier).items.all()
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


def test_assessment_missing_one_content_keeps_the_others(officer):
    dossier = cast.dossier(state="accepted")
    values = TEXTS | {"idea": "", "version": "1"}
    text = officer.post(address("dossier_assessment", dossier), values).content.decode()
    assert TEXTS["origin"] in text
    assert not LocalAssessment.objects.exists()


# The list


def test_list_finds_without_accents_and_by_producer(officer):
    cast.dossier(cast.product("Mật ong hoa vải"))
    cast.dossier(cast.product("Rượu nếp", set_no=14))
    text = page(officer, reverse("dossier_desk"), q="mat ong")
    assert "Mật ong hoa vải" in text
    assert "Rượu nếp" not in text


def test_list_filters_by_state_and_turn(officer):
    cast.dossier(cast.product("Mật ong hoa vải"))
    cast.dossier(cast.product("Rượu nếp", set_no=14), state="proposed")
    assert "Rượu nếp" not in page(officer, reverse("dossier_desk"), **{"trang-thai": "draft"})
    text = page(officer, reverse("dossier_desk"), luot="mine")
    assert ("Mật ong hoa vải" in text, "Rượu nếp" in text) == (True, False)


def test_finished_dossiers_appear_only_when_asked_for(officer):
    dossiers.withdraw(cast.dossier(), by=cast.officer(cast.COMMUNE), comment="Đổi ý.")
    assert "Mật ong hoa vải" not in page(officer, reverse("dossier_desk"))
    assert "Mật ong hoa vải" in page(officer, reverse("dossier_desk"), **{"trang-thai": "all"})


def test_list_begins_with_what_is_due_first(officer):
    for name, days in (("Vải sấy", 9), ("Mì chũ", 2), ("Chè xanh", 5)):
        cast.dossier(cast.product(name), received_on=today(), due_on=today() + timedelta(days=days))
    text = page(officer, reverse("dossier_desk"))
    assert text.index("Mì chũ") < text.index("Chè xanh") < text.index("Vải sấy")


@pytest.mark.parametrize(
    "query",
    [
        {"trang-thai": "lost"},
        {"muc-dich": "\0"},
        {"sap-xep": "x" * 10000},
        {"luot": "yours"},
    ],
)
def test_unknown_part_of_the_address_is_left_out_with_a_notice(officer, query):
    cast.dossier()
    text = page(officer, reverse("dossier_desk"), **query)
    assert "was not understood and was left out" in text
    assert "Mật ong hoa vải" in text


@pytest.mark.parametrize("words", ["\0", "x" * 10000, "%_'\"", "mật ong"])
def test_list_survives_any_words(officer, words):
    cast.dossier()
    assert officer.get(reverse("dossier_desk"), {"q": words, "trang": "-7"}).status_code == 200


def queries_of(client, url):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_query_count_of_the_list_does_not_grow(officer):
    cast.dossier(cast.product("Sản phẩm 0"))
    officer.get(reverse("dossier_desk"))
    one = queries_of(officer, reverse("dossier_desk"))
    for number in (1, 2):
        cast.dossier(cast.product(f"Sản phẩm {number}"))
    assert queries_of(officer, reverse("dossier_desk")) == one


def test_query_count_of_a_dossier_does_not_grow_with_papers(officer):
    dossier = cast.dossier()
    cast.evidence(dossier, criterion_code="1.1")
    officer.get(dossier.get_absolute_url())
    one = queries_of(officer, dossier.get_absolute_url())
    for code in ("1.2", "1.3"):
        cast.evidence(dossier, criterion_code=code)
    assert queries_of(officer, dossier.get_absolute_url()) == one


# Who stays outside

PAGES = (
    "dossier_page",
    "evidence_add",
    "dossier_submit",
    "dossier_return",
    "dossier_accept",
    "dossier_assessment",
    "dossier_propose",
    "dossier_withdraw",
)
STRANGERS = {
    "officer of another province": cast.stranger,
    "member of another producer": lambda: cast.producer_member(cast.producer("Hợp tác xã khác")),
    "council not in the session": lambda: cast.council().members[0],
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", STRANGERS)
def test_strangers_find_nothing(signed_in, who, name):
    dossier = cast.dossier(state="submitted")
    client = signed_in(STRANGERS[who]())
    assert client.get(address(name, dossier)).status_code == 404
    if name != "dossier_page":
        assert client.post(address(name, dossier), ANYTHING).status_code == 404
    assert stored(dossier).state == "submitted"


@pytest.mark.parametrize("name", ["product_record", "dossier_create"])
@pytest.mark.parametrize("who", STRANGERS)
def test_strangers_find_no_product(signed_in, who, name):
    product = cast.product()
    client = signed_in(STRANGERS[who]())
    assert client.get(address(name, product)).status_code == 404


READERS = {
    "leader": lambda: cast.leader(cast.COMMUNE),
    "auditor": cast.auditor,
    "officer of the province": lambda: cast.officer(cast.PROVINCE),
    "producer": lambda: cast.producer_member(),
}


@pytest.mark.parametrize("name", PAGES[1:])
@pytest.mark.parametrize("who", READERS)
def test_readers_read_and_change_nothing(signed_in, who, name):
    dossier = cast.dossier(state="submitted")
    client = signed_in(READERS[who]())
    assert client.get(dossier.get_absolute_url()).status_code == 200
    response = client.post(address(name, dossier), ANYTHING)
    assert response.status_code == 403
    assert "Nothing was changed." in response.content.decode()
    assert stored(dossier).state == "submitted"


@pytest.mark.parametrize("name", [*PAGES, "product_record", "dossier_create"])
def test_visitors_are_asked_to_sign_in(client, name):
    dossier = cast.dossier()
    row = dossier.product if name in ("product_record", "dossier_create") else dossier
    response = client.get(address(name, row))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_list_shows_only_what_one_may_see(signed_in):
    cast.dossier()
    assert "Mật ong hoa vải" not in page(signed_in(cast.stranger()), reverse("dossier_desk"))


def test_number_without_a_dossier_is_not_found(officer):
    for number in (0, 10**30):
        assert officer.get(reverse("dossier_page", args=[number])).status_code == 404


def test_person_with_past_membership_loses_the_dossier(signed_in):
    dossier = cast.dossier()
    user = cast.officer(cast.COMMUNE)
    user.memberships.update(until=timezone.localdate() - timedelta(days=1))
    assert signed_in(user).get(dossier.get_absolute_url()).status_code == 404
