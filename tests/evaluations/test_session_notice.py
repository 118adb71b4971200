"""The notice of a session: by mail and in the portal, once to every seat."""

import pytest
from django.urls import reverse

from evaluations import replacements, session_notice, sessions
from ocop_portal.accounts.models import Notice
from ocop_portal.core.access import Refusal
from ocop_portal.core.days import today
from ocop_portal.core.models import OutgoingMail
from tests.evaluations.stage import DAY, open_stage, person, set_the_stage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def stage():
    stage = set_the_stage(products=2)
    facts = {"name": "Phiên 7", "held_on": DAY, "starts_at": "08:30", "place": "Phòng họp số 2"}
    stage.session = sessions.create_session(stage.council, by=stage.secretary, **facts)
    for dossier in stage.dossiers:
        sessions.schedule(stage.session, dossier, by=stage.secretary)
    stage.session.refresh_from_db()
    return stage


def test_every_seat_gets_one_mail_and_one_notice_however_often_it_is_sent(stage):
    assert session_notice.send_notice(stage.session, by=stage.secretary) == 4
    assert session_notice.send_notice(stage.session, by=stage.secretary) == 0
    people = {*stage.scorers, stage.secretary}
    assert sorted(OutgoingMail.objects.values_list("recipient", flat=True)) == sorted(
        one.email for one in people
    )
    assert {notice.user for notice in Notice.objects.all()} == people
    assert Notice.objects.first().url == f"/lam-viec/hoi-dong/phien/{stage.session.pk}/"
    stage.session.refresh_from_db()
    assert stage.session.notified_at


def test_the_mail_says_when_where_and_what(stage):
    session_notice.send_notice(stage.session, by=stage.secretary)
    body = OutgoingMail.objects.first().body
    for said in (
        "08:30",
        "ngày 5 tháng 10 năm 2026",
        "Phòng họp số 2",
        "1. Sản phẩm mẫu 1",
        "2. Sản phẩm mẫu 2",
    ):
        assert said in body
    assert f"/lam-viec/hoi-dong/phien/{stage.session.pk}/" in body


def test_who_came_in_since_gets_the_notice_alone():
    stage = open_stage()
    session_notice.send_notice(stage.session, by=stage.secretary)
    seat = stage.council.seats.get(user=stage.members[0])
    facts = {"since": today(), "reason": "QĐ 30", "by": stage.officer}
    replacements.replace_member(seat, user=person("Newcomer"), **facts)
    assert session_notice.send_notice(stage.session, by=stage.secretary) == 1
    assert OutgoingMail.objects.order_by("pk").last().recipient == person("Newcomer").email


def test_only_the_secretary_sends_it_and_not_without_an_agenda(stage):
    for user in (stage.chair, stage.officer, stage.administrator):
        with pytest.raises(Refusal):
            session_notice.send_notice(stage.session, by=user)
    for item in stage.session.items.all():
        sessions.unschedule(item, by=stage.secretary)
    with pytest.raises(Refusal, match="agenda"):
        session_notice.send_notice(stage.session, by=stage.secretary)
    assert not Notice.objects.exists()


def test_the_page_shows_the_words_and_who_has_had_it(client, stage):
    client.force_login(stage.secretary)
    url = reverse("session_notice", args=[stage.session.pk])
    page = client.get(url).content.decode()
    assert "Phòng họp số 2" in page and stage.chair.full_name in page
    assert not Notice.objects.exists()
    client.post(url)
    assert [has_had for _seat, has_had in client.get(url).context["recipients"]] == [True] * 4
