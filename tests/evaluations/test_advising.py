"""The advisory group: assignment, visits with photos, the report beside the criteria, who reads what."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from PIL import Image

from evaluations import advising
from evaluations.enums import DossierState
from evaluations.models import AdvisoryRemark, AdvisoryReport
from evaluations.waiting import sections
from ocop_portal.accounts.models import Notice
from ocop_portal.core.access import Conflict
from ocop_portal.core.days import today
from tests import cast
from tests.evaluations.desk import address, page, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
TEXTS = {"summary": "Đã kiểm tra.", "proposal": "Đề nghị chấm.", "remarks": {"1.1": "Đúng như hồ sơ."}}
VISIT = {
    "visited_on": date(2026, 7, 20),
    "place": "Xưởng Giáp Sơn",
    "participants": "Bà Mai, ông Hải",
    "findings": "Sạch, gọn.",
}


@pytest.fixture
def dossier():
    return cast.dossier(state=DossierState.PROPOSED)


@pytest.fixture
def advisor(dossier):
    who = cast.advisor(cast.PROVINCE)
    advising.assign(dossier, who, by=cast.officer(cast.PROVINCE), due_on=today() + timedelta(days=2))
    return who


def handed_over(dossier, advisor):
    advising.save_report(dossier, by=advisor, version=0, **TEXTS)
    return advising.hand_over(dossier, by=advisor)


# Assignment


@pytest.mark.parametrize(
    "who", [lambda: cast.officer(cast.PROVINCE), lambda: cast.council(cast.PROVINCE).secretary]
)
def test_agency_and_secretary_assign_advisors(dossier, who):
    advisor = cast.advisor(cast.PROVINCE)
    made = advising.assign(dossier, advisor, by=who(), task="Nguyên liệu", due_on=today())

    assert made.assigned_by == who()
    assert Notice.objects.get(user=advisor).text.endswith("Mật ong hoa vải.")


@pytest.mark.parametrize(
    "who", [lambda: cast.officer(cast.COMMUNE), lambda: cast.leader(cast.PROVINCE), cast.stranger]
)
def test_nobody_else_assigns(dossier, who):
    assert refused(advising.assign, dossier, cast.advisor(cast.PROVINCE), by=who()).reason
    assert not dossier.advisors.exists()


@pytest.mark.parametrize(
    "advisor", [lambda: cast.advisor(cast.OTHER_PROVINCE), lambda: cast.officer(cast.COMMUNE)]
)
def test_only_members_of_the_advisory_group_of_the_place_are_assigned(dossier, advisor):
    refusal = refused(advising.assign, dossier, advisor(), by=cast.officer(cast.PROVINCE))
    assert "Only a member of the advisory group" in refusal.reason


def test_member_of_the_producer_does_not_advise_on_it(dossier):
    advisor = cast.advisor(cast.PROVINCE)
    dossier.product.producer.members.create(user=advisor)

    assert advisor not in advising.advisors_for(dossier)


def test_advisor_finds_the_dossier_among_what_waits(dossier, advisor):
    [section] = [one for one in sections(advisor) if one.title == "Dossiers to advise on"]
    assert [(task["title"], task["due_kind"]) for task in section.tasks] == [("Mật ong hoa vải", "soon")]

    handed_over(dossier, advisor)
    assert "Dossiers to advise on" not in [one.title for one in sections(advisor)]


def test_agency_finds_what_nobody_is_assigned_to(dossier):
    titles = [one.title for one in sections(cast.officer(cast.PROVINCE))]
    assert "Dossiers without an advisor" in titles
    advising.assign(dossier, cast.advisor(cast.PROVINCE), by=cast.officer(cast.PROVINCE))
    titles = [one.title for one in sections(cast.officer(cast.PROVINCE))]
    assert "Dossiers without an advisor" not in titles


def test_ended_assignment_writes_no_more(dossier, advisor):
    advising.end_assignment(dossier.advisors.get(), by=cast.officer(cast.PROVINCE))
    refusal = refused(advising.save_report, dossier, by=advisor, version=0, **TEXTS)
    assert "not assigned" in refusal.reason


def test_page_assigns(dossier, signed_in):
    client = signed_in(cast.officer(cast.PROVINCE))
    data = {"advisor": cast.advisor(cast.PROVINCE).pk, "task": "Xem xưởng", "due_on": ""}
    client.post(address("dossier_advice", dossier), data)

    assert "Xem xưởng" in page(client, address("dossier_advice", dossier))


# The visit


def test_photo_of_a_phone_is_written_anew_and_stays_private(dossier, advisor, signed_in):
    visit = advising.record_visit(dossier, by=advisor, photos=[cast.photo(), cast.photo()], **VISIT)
    photo = visit.photos.first()
    with photo.file.open() as file:
        picture = Image.open(file)
        assert (picture.format, dict(picture.getexif())) == ("WEBP", {})

    url = address("site_photo", photo)
    answer = signed_in(advisor).get(url)
    assert answer["Cache-Control"] == "private, no-store"
    assert b"".join(answer).startswith(b"RIFF")
    assert signed_in(cast.producer_member(dossier.product.producer)).get(url).status_code == 404
    assert signed_in(cast.stranger()).get(url).status_code == 404


def test_visit_by_the_form_with_several_photos(dossier, advisor, signed_in):
    client = signed_in(advisor)
    data = VISIT | {"visited_on": "20/07/2026", "photos": [cast.photo("1.jpg"), cast.photo("2.jpg")]}
    client.post(address("site_visit", dossier), data)
    text = page(client, address("dossier_advice", dossier))

    assert dossier.visits.get().photos.count() == 2
    assert "Xưởng Giáp Sơn" in text


def test_what_is_no_picture_is_told_and_nothing_is_recorded(dossier, advisor, signed_in):
    data = VISIT | {"visited_on": "20/07/2026", "photos": [cast.pdf()]}
    text = signed_in(advisor).post(address("site_visit", dossier), data).content.decode()

    assert "This type of file is not taken in" in text
    assert "Sạch, gọn." in text
    assert not dossier.visits.exists()


def test_recorded_visit_is_never_changed(dossier, advisor):
    advising.record_visit(dossier, by=advisor, **VISIT)
    for sql in ("UPDATE evaluations_sitevisit SET findings = 'x'", "DELETE FROM evaluations_sitevisit"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


# The report


def test_report_grows_with_every_save_and_tells_a_stale_tab(dossier, advisor):
    first = advising.save_report(dossier, by=advisor, version=0, **TEXTS)
    changed = TEXTS | {"remarks": {"1.2": "Thiếu.", "1.1": ""}}
    second = advising.save_report(dossier, by=advisor, version=first.version, **changed)

    assert dict(second.remarks.values_list("criterion_code", "text")) == {"1.2": "Thiếu."}
    with pytest.raises(Conflict):
        advising.save_report(dossier, by=advisor, version=first.version, **TEXTS)


def test_stale_tab_sees_both_texts_and_loses_nothing(dossier, advisor, signed_in):
    advising.save_report(dossier, by=advisor, version=0, **TEXTS)
    mine = {"summary": "Bản của tôi.", "proposal": "", "version": 0, "remark-1.1": "Khác."}
    response = signed_in(advisor).post(address("advisory_report", dossier), mine)
    text = response.content.decode()

    assert response.status_code == 409
    for words in ("Bản của tôi.", "Khác.", "Đã kiểm tra.", "Đúng như hồ sơ."):
        assert words in text
    assert AdvisoryReport.objects.get().summary == "Đã kiểm tra."


def test_autosave_answers_with_the_next_version(dossier, advisor, signed_in):
    client, url = signed_in(advisor), address("advisory_report", dossier)
    data = {"summary": "Nháp.", "version": 0}
    answer = client.post(url, data, headers={"HX-Request": "true"}).content.decode()
    assert 'name="version" value="1"' in answer

    stale = client.post(url, data, headers={"HX-Request": "true"}).content.decode()
    assert "Not saved" in stale
    assert 'name="version"' not in stale


def test_report_needs_summary_and_proposal_to_be_handed_over(dossier, advisor):
    advising.save_report(dossier, by=advisor, version=0, **TEXTS | {"proposal": ""})
    assert refused(advising.hand_over, dossier, by=advisor).missing == [
        "Write what is proposed to the council."
    ]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE evaluations_advisoryreport SET summary = 'x'",
        "DELETE FROM evaluations_advisoryreport",
        "UPDATE evaluations_advisoryremark SET text = 'x'",
        "DELETE FROM evaluations_advisoryremark",
        "INSERT INTO evaluations_advisoryremark (report_id, criterion_code, text) "
        "SELECT id, '9', 'x' FROM evaluations_advisoryreport",
    ],
)
def test_report_handed_over_is_frozen(dossier, advisor, sql):
    handed_over(dossier, advisor)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert "handed over" in refused(advising.save_report, dossier, by=advisor, version=1, **TEXTS).reason


def test_draft_is_read_by_its_writers_alone(dossier, advisor):
    advising.save_report(dossier, by=advisor, version=0, **TEXTS)
    auditor, secretary = cast.auditor(cast.PROVINCE), cast.council(cast.PROVINCE).secretary

    assert advising.readable_report(advisor, dossier)
    assert advising.readable_report(secretary, dossier)
    assert advising.readable_report(auditor, dossier) is None
    assert advising.remarks_before_council(dossier) == {}
    advising.hand_over(dossier, by=advisor)
    assert advising.readable_report(auditor, dossier)
    assert advising.readable_report(cast.officer(cast.COMMUNE), dossier) is None


def test_council_reads_the_remark_beside_its_criterion_and_the_report_on_the_session(
    dossier, advisor, signed_in
):
    handed_over(dossier, advisor)
    session = cast.session()
    item = cast.item(dossier, session)
    client = signed_in(cast.council(cast.PROVINCE).members[0])
    card = page(client, reverse("score_card", args=[item.pk]))
    line = card[card.index('id="c-1.1"') : card.index('id="c-1.2"')]

    assert "Advisory group:" in line
    assert "Đúng như hồ sơ." in line
    assert "Đề nghị chấm." in page(client, session.get_absolute_url())
    assert "Đúng như hồ sơ." in page(client, address("dossier_advice", dossier))


def test_producer_and_commune_do_not_read_the_report_on_the_dossier(dossier, advisor, signed_in):
    handed_over(dossier, advisor)
    for who in (cast.producer_member(dossier.product.producer), cast.officer(cast.COMMUNE)):
        assert address("dossier_advice", dossier) not in page(signed_in(who), dossier.get_absolute_url())


def test_advisor_asks_for_a_supplement_from_the_dossier(dossier, advisor, signed_in):
    text = page(signed_in(advisor), dossier.get_absolute_url())

    assert address("dossier_request_supplement", dossier) in text
    assert address("advisory_report", dossier) in text
    assert AdvisoryRemark.objects.count() == 0
