"""The pages of councils, sessions and score cards, as the people who use them."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from evaluations import sessions
from evaluations.card_page import CardPage, answers_as_fields, read_answers
from evaluations.enums import CardState, ItemState, SeatRole
from evaluations.models import Council, ResultSnapshot, ScoreCard, ScoreCardRevision, Seat, Session
from evaluations.scorecards import card_for, save_draft
from evaluations.scoring_desk import waiting_count
from ocop_portal.accounts.enums import Level, Role
from producers.models import ProducerMember
from tests.evaluations import stage as scene
from tests.evaluations.stage import DAY, marks_worth, open_stage, proposed_dossier, score, set_the_stage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def stage():
    return open_stage()


def url(name, *args):
    return reverse(name, args=args)


def text(response):
    return response.content.decode()


@pytest.fixture
def visit(client):
    """Open an address as a person and return the answer."""

    def get(user, name, /, *args, **query):
        client.force_login(user)
        return client.get(url(name, *args), query)

    return get


@pytest.fixture
def send(client):
    """Post to an address as a person, following the way it leads."""

    def post(user, name, /, *args, **data):
        client.force_login(user)
        return client.post(url(name, *args), data, follow=True)

    return post


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
    for user in stage.scorers:
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
    sessions.close_item(stage.item, by=stage.secretary)
    for user in (stage.secretary, stage.chair, stage.officer):
        shown = text(visit(user, "session_page", stage.session.pk))
        assert "62.33" in shown
        assert all(f"<strong>{total}</strong>" in shown for total in (61, 62, 64))
    table = text(visit(stage.chair, "session_synthesis", stage.session.pk))
    assert "62.33" in table
    assert stage.members[0].full_name in table


# The card


def test_card_shows_the_whole_sheet_with_the_pinned_papers():
    stage = set_the_stage(set_number=26)
    paper = {"pk": 1, "kind": "market", "criterion_code": "4.1", "title": "Hợp đồng", "size": 10}
    session = sessions.create_session(stage.council, name="Phiên", held_on=DAY, place="", by=stage.secretary)
    stage.dossier.revisions.create(
        number=2, content={"evidence": [paper]}, hash="0" * 64, submitted_by=stage.receiver
    )
    item = sessions.schedule(session, stage.dossier, by=stage.secretary)
    sessions.open_session(session, by=stage.secretary)
    item = type(item).objects.get()
    page = CardPage(card_for(item, by=stage.chair))
    lines = {line.code: line for line in page.lines}
    assert len(lines) == item.rubric.criteria.count()
    assert [case.partition(":")[0] for case, _choices in lines["8"].cases] == ["TH1", "TH2", ""]
    assert [choice.key for choice in lines["8"].choices] == ["1", "2", "3", "4", "5"]
    assert lines["8"].choices[-1].value == "none"
    assert "none" not in {choice.value for choice in lines["3.2"].choices}
    assert (lines["4.1"].paper_count, page.general_papers) == (1, [])
    assert [line.code for line, _papers in page.papers_by_line] == ["4.1"]


def test_card_offers_none_of_these_only_where_no_option_gives_zero(visit, stage):
    shown = text(visit(stage.chair, "score_card", stage.item.pk))
    for criterion in stage.item.rubric.criteria.prefetch_related("options"):
        offered = f'name="m-{criterion.code}" value="none"' in shown
        assert offered == all(option.points for option in criterion.options.all())


def test_form_and_draft_are_each_others_reverse():
    marks, notes = {"1.1": 2, "1.2": None}, {"1.1": "Xem"}
    assert read_answers(answers_as_fields(marks, notes)) == (marks, notes)
    assert read_answers({"m-1.1": "", "version": "1", "m-1.2": "x"}) == ({"1.2": "x"}, {})


def fields(item, total, version=0, **more):
    marks = marks_worth(item.rubric, total)
    return answers_as_fields(marks, {}) | {"version": version, "round": item.round} | more


def test_card_is_saved_and_submitted_without_scripts(send, stage):
    answer = send(stage.chair, "score_card", stage.item.pk, **fields(stage.item, 73, act="save"))
    assert answer.context["page"].running.total == 73
    answer = send(stage.chair, "score_card", stage.item.pk, **fields(stage.item, 74, 1, act="submit"))
    assert answer.request["PATH_INFO"] == url("score_card_submit", stage.item.pk)
    assert not ScoreCardRevision.objects.exists()
    version = answer.context["page"].card.version
    answer = send(stage.chair, "score_card_submit", stage.item.pk, version=version, round=1)
    assert answer.request["PATH_INFO"] == url("scoring_desk")
    assert ScoreCardRevision.objects.get().total == 74
    send(stage.chair, "score_card_submit", stage.item.pk, version=version, round=1)
    assert ScoreCardRevision.objects.count() == 1


def test_incomplete_card_is_shown_what_is_missing_and_not_submitted(send, visit, stage):
    data = fields(stage.item, 73, act="submit")
    del data["m-1.1"]
    answer = send(stage.chair, "score_card", stage.item.pk, **data)
    assert [line.code for line in answer.context["page"].unanswered] == ["1.1"]
    refused = send(stage.chair, "score_card_submit", stage.item.pk, version=1, round=1)
    assert refused.status_code == 403
    assert "1.1" in text(refused)
    assert not ScoreCardRevision.objects.exists()


def test_stale_window_gets_both_versions(send, stage):
    send(stage.chair, "score_card", stage.item.pk, **{"m-1.1": "0", "version": 0, "round": 1})
    answer = send(stage.chair, "score_card", stage.item.pk, **{"m-1.1": "2", "version": 0, "round": 1})
    assert answer.status_code == 409
    assert [row["line"].code for row in answer.context["differences"]] == ["1.1"]
    assert ScoreCard.objects.get().draft.marks == {"1.1": 0}
    kept = answer.context["fields"] | {"version": answer.context["page"].card.version, "round": 1}
    send(stage.chair, "score_card", stage.item.pk, **kept)
    assert ScoreCard.objects.get().draft.marks == {"1.1": 2}


def test_card_changed_after_the_last_look_is_looked_at_again(send, stage):
    send(stage.chair, "score_card", stage.item.pk, **fields(stage.item, 73))
    send(stage.chair, "score_card", stage.item.pk, **fields(stage.item, 75, 1))
    answer = send(stage.chair, "score_card_submit", stage.item.pk, version=1, round=1)
    assert answer.request["PATH_INFO"] == url("score_card_submit", stage.item.pk)
    assert not ScoreCardRevision.objects.exists()


@pytest.mark.parametrize(
    "data",
    [{"m-1.1": "99"}, {"m-1.1": "-1"}, {"m-1.1": "9" * 50}, {"m-x\0": "1"}, {"m-1.2": "none"}],
)
def test_mark_the_sheet_does_not_have_is_refused(send, stage, data):
    answer = send(stage.chair, "score_card", stage.item.pk, **data, version=0, round=1)
    assert answer.status_code == 403
    assert ScoreCard.objects.get().draft.marks == {}


# Autosave


def autosave(client, user, item, **data):
    client.force_login(user)
    answer = client.post(url("score_card_save", item.pk), data)
    return answer.status_code, json.loads(answer.content)


def test_autosave_answers_with_the_new_version(client, stage):
    status, answer = autosave(client, stage.chair, stage.item, **{"m-1.1": "1", "version": 0, "round": 1})
    assert (status, answer["version"], answer["counts"]) == (200, 1, True)
    card = card_for(stage.item, by=stage.chair)
    assert card.draft.marks == {"1.1": 1}


def test_autosave_of_a_stale_window_carries_what_is_stored(client, stage):
    autosave(client, stage.chair, stage.item, **{"m-1.1": "1", "version": 0, "round": 1})
    status, answer = autosave(client, stage.chair, stage.item, **{"m-1.1": "2", "version": 0, "round": 1})
    assert (status, answer["version"], answer["answers"]) == (409, 1, {"m-1.1": "1"})
    assert "data-keep-mine" in answer["html"]


def test_autosave_repeated_after_a_lost_answer_is_no_conflict(client, stage):
    data = {"m-1.1": "1", "version": 0, "round": 1}
    assert autosave(client, stage.chair, stage.item, **data)[1]["version"] == 1
    assert autosave(client, stage.chair, stage.item, **data)[0] == 200


def test_autosave_after_closing_is_kept_and_said_not_to_count(client, stage):
    late = stage.members[1]
    save_draft(card_for(stage.item, by=late), marks={"1.1": 0}, notes={}, version=0, by=late)
    stage.council.rules.quorum_percent = 60
    stage.council.rules.save()
    for user in stage.scorers[:2]:
        score(stage.item, user, 60)
    sessions.close_item(stage.item, by=stage.secretary)
    status, answer = autosave(client, late, stage.item, **{"m-1.1": "2", "version": 1, "round": 1})
    assert (status, answer["counts"]) == (200, False)
    card = ScoreCard.objects.get(seat__user=late)
    assert (card.draft.marks, card.state) == ({"1.1": 2}, CardState.DRAFT)


def test_autosave_of_wrong_marks_is_refused_in_words(client, stage):
    status, answer = autosave(client, stage.chair, stage.item, **{"m-9.99": "1", "version": 0, "round": 1})
    assert status == 422
    assert "9.99" in answer["missing"][0]


# The desk


def test_desk_lists_ones_own_cards_and_counts_them(visit, stage):
    assert waiting_count(stage.chair) == 1
    score(stage.item, stage.chair, 60)
    assert waiting_count(stage.chair) == 0
    rows = visit(stage.chair, "scoring_desk").context["items"]
    assert [(row.item, row.state) for row in rows] == [(stage.item, "done")]
    assert not visit(stage.secretary, "scoring_desk").context["items"]


def test_desk_says_so_to_who_may_not_score_a_product(visit, stage):
    ProducerMember.objects.create(producer=stage.producer, user=stage.members[0])
    answer = visit(stage.members[0], "scoring_desk")
    assert answer.context["items"][0].state == "bound"
    assert url("score_card", stage.item.pk) not in text(answer)
    assert visit(stage.members[0], "score_card", stage.item.pk).status_code == 403


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
