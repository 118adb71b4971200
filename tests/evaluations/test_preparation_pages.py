"""The pages on which a producer prepares its dossier, as its member and others find them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluations import dossiers
from evaluations.enums import DossierState
from evaluations.models import Dossier, SelfScore
from tests import cast
from tests.evaluations.desk import address, page, stored
from tests.evaluations.test_preparation import SLIP, filled_report, filled_slip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

JSON = {"Accept": "application/json"}


@pytest.fixture
def dossier():
    return cast.dossier()


@pytest.fixture
def member(signed_in, dossier):
    return signed_in(cast.producer_member(dossier.product.producer))


def scores_address(row, part="A"):
    return reverse("dossier_self_scores", args=[row.pk, part])


def task(text, title):
    """The row of the task list with that title."""
    start = text.index(">" + title, text.index('id="preparation"'))
    return text[start : text.index("</li>", start)]


def test_the_member_opens_a_dossier_for_the_own_product(signed_in):
    product = cast.product()
    office = cast.office(cast.COMMUNE)
    browser = signed_in(cast.producer_member(product.producer))
    text = page(browser, address("dossier_create", product))
    assert "received on the day you hand it in" in text
    assert 'name="received_on"' not in text
    answer = browser.post(address("dossier_create", product), {"purpose": "first", "office": office.pk})
    assert answer.url == Dossier.objects.get().get_absolute_url()


def test_every_section_has_its_state(member, dossier):
    text = page(member, dossier.get_absolute_url())
    for title in ("Registration slip", "Self-assessment report", "Part A", "Part B", "Part C"):
        assert "To do" in task(text, title), title
    member.post(address("dossier_slip", dossier), {"version": "0", "phone": "0912"})
    member.post(scores_address(dossier), {"version": "0", "m-1.1": "0"})
    text = page(member, dossier.get_absolute_url())
    assert "In progress" in task(text, "Registration slip")
    assert "In progress" in task(text, "Part A")
    assert "To do" in task(text, "Part B")
    filled_slip(dossier)
    filled_report(dossier)
    text = page(member, dossier.get_absolute_url())
    for title in ("Registration slip", "Self-assessment report", "Part A", "Part B", "Part C"):
        assert "Done" in task(text, title), title
    assert address("dossier_submit", dossier) in text


def test_what_was_returned_needs_correction_until_it_is_saved_again(member, dossier):
    filled_slip(dossier)
    filled_report(dossier)
    row, officer = stored(dossier), cast.officer(cast.COMMUNE)
    row = dossiers.submit(row, by=officer)
    items = {"registration_slip": "Thiếu chức danh.", "1.1": "Chấm cao."}
    dossiers.return_for_supplement(row, by=officer, comment="Sửa.", items=items)
    text = page(member, dossier.get_absolute_url())
    assert "Needs correction" in task(text, "Registration slip")
    assert "Needs correction" in task(text, "Part A")
    assert "Done" in task(text, "Part B")
    filled_slip(dossier, representative_title="Giám đốc")
    assert "Done" in task(page(member, dossier.get_absolute_url()), "Registration slip")


@pytest.mark.parametrize("form", [{"comment": ""}, {"comment": "Xin nộp.", "state": "submitted"}])
def test_nothing_is_skipped_by_typing_an_address_or_sending_a_form(member, dossier, form):
    assert member.get(address("dossier_submit", dossier)).status_code == 403
    assert member.post(address("dossier_submit", dossier), form).status_code == 403
    filled_slip(dossier)
    assert member.post(address("dossier_submit", dossier), form).status_code == 403
    assert stored(dossier).state == DossierState.DRAFT
    filled_report(dossier)
    assert member.post(address("dossier_submit", dossier), form).status_code == 302
    assert stored(dossier).state == DossierState.SUBMITTED


@pytest.mark.parametrize("name", ["dossier_slip", "dossier_report", "dossier_self_scores"])
def test_handed_in_the_member_reads_and_changes_nothing(signed_in, name):
    row = cast.dossier(state="submitted")
    browser = signed_in(cast.producer_member(row.product.producer))
    url = scores_address(row) if name == "dossier_self_scores" else address(name, row)
    assert "<fieldset" in page(browser, url)
    assert "disabled" in page(browser, url)
    assert browser.post(url, {"version": "0", "phone": "1", "m-1.1": "0"}).status_code == 403


# Form 01 and the words of form 02


def test_the_slip_is_filled_in_with_what_is_known_and_saved(member, dossier):
    assert f'value="{dossier.product.producer.representative_name}"' in page(
        member, address("dossier_slip", dossier)
    )
    answer = member.post(address("dossier_slip", dossier), SLIP | {"version": "0", "sample_count": "5"})
    assert answer.url == dossier.get_absolute_url()
    assert stored(dossier).slip.sample_count == 5


def test_the_form_saves_as_one_goes(member, dossier):
    url = address("dossier_report", dossier)
    answer = member.post(url, {"version": "0", "history": "Thành lập 2018."}, headers=JSON)
    assert answer.json()["version"] == 1
    answer = member.post(url, {"version": "1", "history": "x" * 10_001}, headers=JSON)
    assert answer.status_code == 422
    assert stored(dossier).self_assessment.history == "Thành lập 2018."


def test_a_stale_form_shows_both_versions_and_loses_nothing(member, dossier):
    filled_slip(dossier, cast.officer(cast.COMMUNE), phone="0911 111 111")
    url = address("dossier_slip", dossier)
    typed = SLIP | {"version": "0", "phone": "0922 222 222", "sample_count": "5", "is_promised": "on"}
    assert member.post(url, typed, headers=JSON).status_code == 409
    answer = member.post(url, typed)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "0911 111 111" in text
    assert "0922 222 222" in text
    assert 'name="version" value="1"' in text
    assert stored(dossier).slip.phone == "0911 111 111"
    assert member.post(url, typed | {"version": "1"}).status_code == 302
    assert stored(dossier).slip.phone == "0922 222 222"


def test_a_first_evaluation_is_not_asked_what_changed(member, dossier):
    text = page(member, address("dossier_report", dossier))
    assert 'name="changes"' not in text
    assert 'name="given_up"' not in text


# Self-scores


def test_guidance_and_papers_stand_beside_the_criterion(member, dossier):
    cast.evidence(dossier, kind="raw_materials", criterion_code="1.1", title="Hợp đồng thu mua")
    text = page(member, scores_address(dossier))
    entry = text[text.index('id="c-1.1"') : text.index('id="c-1.2"')]
    assert "Hợp đồng thu mua" in entry
    assert "Origin of raw materials" in entry
    assert "?tieu-chi=1.1" in entry


def test_scores_are_saved_with_the_way_to_the_next_star(member, dossier):
    answer = member.post(scores_address(dossier), {"version": "0", "m-1.1": "1", "n-1.1": "Hợp đồng."})
    assert answer.url == dossier.get_absolute_url()
    assert SelfScore.objects.get().note == "Hợp đồng."
    for url in (dossier.get_absolute_url(), scores_address(dossier, "B")):
        text = page(member, url)
        assert "3 stars begin at 50 points." in text
        assert "Minima still missing for 3 stars" in text
        assert "The cheapest points first" in text


def test_wrong_scores_are_told_and_what_was_typed_is_kept(member, dossier):
    answer = member.post(scores_address(dossier), {"version": "0", "m-1.1": "99", "n-1.2": "Đang xin cấp."})
    assert answer.status_code == 200
    assert "do not fit the score sheet" in answer.content.decode()
    assert "Đang xin cấp." in answer.content.decode()
    assert not SelfScore.objects.exists()


def test_stale_scores_show_both_versions(member, dossier):
    member.post(scores_address(dossier), {"version": "0", "m-1.1": "1"})
    typed = {"version": "0", "m-1.1": "2", "n-1.1": "Của tôi."}
    assert member.post(scores_address(dossier), typed, headers=JSON).status_code == 409
    answer = member.post(scores_address(dossier), typed)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Của tôi." in text
    assert SelfScore.objects.get().mark == 1
    assert member.post(scores_address(dossier), typed | {"version": "1"}).status_code == 302
    assert SelfScore.objects.get().mark == 2


def test_a_part_the_sheet_does_not_have_is_not_found(member, dossier):
    assert member.get(scores_address(dossier, "Z")).status_code == 404


def test_queries_do_not_grow_with_the_scores(member, dossier):
    member.post(address("dossier_slip", dossier), {"version": "0", "phone": "0912"})
    member.post(scores_address(dossier), {"version": "0", "m-1.1": "1"})
    with CaptureQueriesContext(connection) as few:
        page(member, dossier.get_absolute_url())
    filled_report(dossier)
    filled_slip(dossier)
    with CaptureQueriesContext(connection) as many:
        page(member, dossier.get_absolute_url())
    assert len(many) <= len(few)
