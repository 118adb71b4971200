"""The pages of councils and sessions, as the people who use them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluations import closing, sessions
from evaluations.enums import ItemState, SeatRole
from evaluations.models import Council, ResultSnapshot, Seat, Session
from ocop_portal.accounts.enums import Level, Role
from tests.evaluations import stage as scene
from tests.evaluations.stage import DAY, open_stage, proposed_dossier, score, set_the_stage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def stage():
    return open_stage()


def url(name, *args):
    return reverse(name, args=args)


def text(response):
    return response.content.decode()


# Councils

COUNCIL = {
    "name": "Hội đồng cấp tỉnh đợt 2",
    "decision_number": "45/QĐ-UBND",
    "established_on": "01/09/2026",
    "number": "Quy chế 02",
    "quorum_percent": "80",
    "chair_must_score": "on",
    "spread_limit": "7",
    "rounding": "none",
    "minimum_judged_by": "all",
    "cumulative_minima": "on",
}


def test_officer_enters_a_council_with_its_rules(send):
    stage = set_the_stage()
    answer = send(stage.officer, "council_create", office=stage.agency.pk, **COUNCIL)
    council = Council.objects.get(decision_number="45/QĐ-UBND")
    assert (council.level, council.office, council.established_on) == (
        Level.PROVINCE,
        stage.agency,
        date(2026, 9, 1),
    )
    assert (council.rules.quorum_percent, council.rules.spread_limit) == (80, 7)
    assert "80%" in text(answer)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("quorum_percent", "101"),
        ("quorum_percent", "9" * 40),
        ("spread_limit", "-1"),
        ("rounding", "up"),
        ("established_on", "31/02/2026"),
        ("dissolved_on", "01/08/2026"),
        ("name", "x" * 10_000),
        ("name", "a\0b"),
        ("office", "99999999999999999999"),
    ],
)
def test_wrong_council_is_not_saved_and_keeps_what_was_typed(send, field, value):
    stage = set_the_stage()
    answer = send(stage.officer, "council_create", **({"office": stage.agency.pk} | COUNCIL | {field: value}))
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert "45/QĐ-UBND" in text(answer)
    assert Council.objects.count() == 1


def test_council_is_entered_for_ones_own_office_only(send):
    stage = set_the_stage()
    other = scene.office(stage.commune.parent.children.last(), Level.COMMUNE, "Phòng Kinh tế khác")
    answer = send(stage.officer, "council_create", office=other.pk, **COUNCIL)
    assert "office" in answer.context["form"].errors
    for user in (stage.leader, stage.secretary, stage.auditor, stage.stranger):
        assert send(user, "council_create", office=stage.agency.pk, **COUNCIL).status_code == 403
    assert Council.objects.count() == 1


def test_rules_are_corrected_until_a_session_opens(send):
    stage = set_the_stage()
    before = stage.council.rules
    send(stage.officer, "council_edit", stage.council.pk, office=stage.agency.pk, **COUNCIL)
    stage.council.refresh_from_db()
    assert (stage.council.name, stage.council.rules.quorum_percent) == (COUNCIL["name"], 80)
    before.refresh_from_db()
    assert before.quorum_percent == 75
    opened = open_stage_of(stage)
    answer = send(stage.officer, "council_edit", opened.council_id, office=stage.agency.pk, **COUNCIL)
    assert answer.status_code == 403


def open_stage_of(stage):
    session = sessions.create_session(stage.council, name="Phiên", held_on=DAY, place="", by=stage.secretary)
    sessions.schedule(session, stage.dossier, by=stage.secretary)
    return sessions.open_session(session, by=stage.secretary)


def test_seat_goes_to_an_existing_account(send):
    stage = set_the_stage()
    guest = scene.person("Expert")
    values = {"role": "member", "representing": "Sở Công Thương", "since": "01/06/2026"}
    send(stage.officer, "seat_add", stage.council.pk, email=guest.email.upper(), **values)
    assert stage.council.seats.get(user=guest).representing == "Sở Công Thương"
    for wrong in (
        {"email": "nobody@test.invalid"},
        {"email": guest.email},
        {"email": stage.stranger.email, "role": "chair"},
        {"email": stage.stranger.email, "since": "01/05/2026"},
        {"email": stage.stranger.email, "role": "king"},
    ):
        answer = send(stage.officer, "seat_add", stage.council.pk, **(values | wrong))
        assert answer.context["form"].errors, wrong
    assert Seat.objects.filter(user__in=(guest, stage.stranger)).count() == 1


def test_who_scores_in_an_opened_session_is_settled(send, stage):
    seat, guest = stage.council.seats.get(user=stage.members[0]), scene.person("Guest")
    new = {"email": guest.email, "role": "member", "representing": ""}
    after = DAY + timedelta(days=1)

    for since in (stage.council.established_on, DAY):
        answer = send(stage.officer, "seat_add", stage.council.pk, since=f"{since:%d/%m/%Y}", **new)
        assert "stay as they were" in text(answer)
    before = DAY - timedelta(days=1)
    answer = send(stage.officer, "seat_end", seat.pk, until=f"{before:%d/%m/%Y}")
    assert "stay as they were" in text(answer)
    assert list(stage.session.scoring_seats().filter(user__in=[seat.user, guest])) == [seat]

    send(stage.officer, "seat_end", seat.pk, until=f"{DAY:%d/%m/%Y}")
    send(stage.officer, "seat_add", stage.council.pk, since=f"{after:%d/%m/%Y}", **new)
    assert stage.council.seats.get(pk=seat.pk).until == DAY
    assert stage.council.seats.get(user=guest).since == after


def test_seat_ends_on_a_day(send):
    stage = set_the_stage()
    seat = stage.council.seats.get(user=stage.members[0])
    send(stage.officer, "seat_end", seat.pk, until="01/05/2026")
    seat.refresh_from_db()
    assert seat.until is None
    send(stage.officer, "seat_end", seat.pk, until="01/10/2026")
    seat.refresh_from_db()
    assert seat.until == date(2026, 10, 1)
    assert send(stage.secretary, "seat_end", seat.pk, until="01/10/2026").status_code == 403


# Who sees what


def test_outsiders_find_nothing(visit, stage):
    elsewhere = scene.AdministrativeUnit.objects.current().provinces().exclude(pk=stage.province.pk).first()
    agency = scene.office(elsewhere, Level.PROVINCE, "Văn phòng tỉnh khác")
    outsider = scene.seat(scene.council_of(agency, "Hội đồng khác"), SeatRole.MEMBER, "Outsider").user
    officer = scene.member(scene.person("Officer Elsewhere"), agency, Role.OFFICER)
    for user in (outsider, officer, stage.stranger):
        assert visit(user, "council_page", stage.council.pk).status_code == 404
        for name in ("session_page", "session_synthesis", "session_edit", "session_open", "session_close"):
            assert visit(user, name, stage.session.pk).status_code == 404
        for name in ("score_card", "score_card_submit", "item_close", "item_remove"):
            assert visit(user, name, stage.item.pk).status_code == 404
        assert stage.council.name not in text(visit(user, "council_desk"))


def test_people_of_the_office_see_the_session_but_have_no_card(visit, stage):
    for user in (stage.officer, stage.leader, stage.auditor):
        assert visit(user, "session_page", stage.session.pk).status_code == 200
        assert visit(user, "score_card", stage.item.pk).status_code == 403


def test_visitors_are_sent_to_sign_in(client, stage):
    for name, pk in (
        ("council_desk", None),
        ("session_page", stage.session.pk),
        ("score_card", stage.item.pk),
    ):
        answer = client.get(url(name, *([pk] if pk else [])))
        assert answer.status_code == 302
        assert "/dang-nhap/" in answer["Location"]


# The session


def test_secretary_prepares_fills_opens_and_closes(send, visit):
    stage = set_the_stage(products=2)
    send(
        stage.secretary,
        "session_create",
        stage.council.pk,
        name="Phiên 1",
        held_on="05/10/2026",
        place="Hội trường",
    )
    session = Session.objects.get()
    page = visit(stage.secretary, "session_page", session.pk)
    assert all(dossier.product.name in text(page) for dossier in stage.dossiers)
    send(stage.secretary, "session_schedule", session.pk, dossier=[dossier.pk for dossier in stage.dossiers])
    assert session.items.count() == 2
    send(stage.secretary, "item_remove", session.items.last().pk)
    assert session.items.count() == 1
    send(stage.secretary, "session_open", session.pk)
    item = session.items.get()
    kinds = {f"seat-{seat.pk}": "present" for seat in session.scoring_seats()}
    send(stage.secretary, "session_attendance", session.pk, **kinds)
    for user in stage.scorers:
        send(user, "session_interests", session.pk, **{f"has-{item.pk}": "none"})
        score(item, user, 61)
    answer = send(stage.secretary, "item_close", item.pk, round="1")
    assert "61" in text(answer)
    assert ResultSnapshot.objects.get().item == item
    send(stage.secretary, "session_close", session.pk)
    session.refresh_from_db()
    assert session.state == "closed"


def test_dossier_that_does_not_fit_is_left_with_its_reason(send, stage):
    late = proposed_dossier(stage, "Đến muộn")
    late.received_on = date(2026, 10, 6)
    late.save()
    answer = send(stage.secretary, "session_schedule", stage.session.pk, dossier=[late.pk, "x", "9" * 30])
    assert "Đến muộn" in text(answer)
    assert stage.session.items.count() == 1


def test_only_the_secretary_gets_the_acts_of_a_session(send, stage):
    other = proposed_dossier(stage, "Sản phẩm khác")
    for user in (stage.chair, stage.officer, stage.leader, stage.auditor):
        assert send(user, "session_schedule", stage.session.pk, dossier=other.pk).status_code == 403
        assert send(user, "item_remove", stage.item.pk).status_code == 403
        assert send(user, "item_close", stage.item.pk).status_code == 403
        assert (
            send(user, "session_create", stage.council.pk, name="x", held_on="05/10/2026").status_code == 403
        )
    assert stage.session.items.count() == 1


def test_closing_asks_first_and_pressing_twice_closes_one_round(send, visit, stage):
    for user, total in zip(stage.scorers, (50, 65, 60), strict=True):
        score(stage.item, user, total)
    assert stage.dossier.product.name in text(visit(stage.secretary, "item_close", stage.item.pk))
    assert not ResultSnapshot.objects.exists()
    send(stage.secretary, "item_close", stage.item.pk, round="1")
    again = send(stage.secretary, "item_close", stage.item.pk, round="1")
    assert again.status_code == 409
    stage.item.refresh_from_db()
    assert (stage.item.round, stage.item.state) == (2, ItemState.OPEN)


def test_closing_without_quorum_says_who_is_missing(visit, stage):
    score(stage.item, stage.chair, 60)
    answer = visit(stage.secretary, "item_close", stage.item.pk)
    assert answer.status_code == 403
    assert "3 of 3" in text(answer)


def test_result_of_a_closed_item_is_shown_to_the_council(visit, stage):
    for user, total in zip(stage.scorers, (61, 62, 64), strict=True):
        score(stage.item, user, total)
    closing.close_item(stage.item, by=stage.secretary)
    for user in (stage.secretary, stage.chair, stage.officer):
        shown = text(visit(user, "session_page", stage.session.pk))
        assert "62.33" in shown
        assert all(f"<strong>{total}</strong>" in shown for total in (61, 62, 64))
    table = text(visit(stage.chair, "session_synthesis", stage.session.pk))
    assert "62.33" in table
    assert stage.members[0].full_name in table


def test_queries_do_not_grow_with_the_rows(client):
    counted = []
    for products in (1, 3):
        stage = open_stage(products=products, prefix=f"{products}")
        for item in stage.items:
            score(item, stage.chair, 60)
        scene.council_of(stage.agency, "Hội đồng thứ hai")
        pages = [("council_desk", []), ("council_page", [stage.council.pk])]
        pages += [("session_page", [stage.session.pk]), ("session_synthesis", [stage.session.pk])]
        found = [queries(client, stage.secretary, *page) for page in pages]
        found.append(queries(client, stage.chair, "scoring_desk", []))
        counted.append(found)
    assert counted[0] == counted[1]


def queries(client, user, name, args):
    client.force_login(user)
    client.get(url(name, *args))
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url(name, *args)).status_code == 200
    return len(caught)
