"""A score card in the browser: with and without scripts, saved, submitted, refused; and the desk of cards."""

import gzip
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluations import closing, sessions
from evaluations.card_page import CardPage, answers_as_fields, read_answers
from evaluations.enums import CardState
from evaluations.models import ScoreCard, ScoreCardRevision
from evaluations.scorecards import card_for, save_draft
from evaluations.scoring_desk import waiting_count
from producers.models import ProducerMember
from tests.evaluations.stage import DAY, marks_worth, nobody_has_an_interest, open_stage, score, set_the_stage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def stage():
    return open_stage()


def url(name, *args):
    return reverse(name, args=args)


def text(response):
    return response.content.decode()


def test_card_shows_the_whole_sheet_with_the_pinned_papers():
    stage = set_the_stage(set_number=26)
    paper = {"pk": 1, "kind": "market", "criterion_code": "4.1", "title": "Hợp đồng", "size": 10}
    session = sessions.create_session(stage.council, name="Phiên", held_on=DAY, place="", by=stage.secretary)
    stage.dossier.revisions.create(
        number=2, content={"evidence": [paper]}, hash="0" * 64, submitted_by=stage.receiver
    )
    item = sessions.schedule(session, stage.dossier, by=stage.secretary)
    sessions.open_session(session, by=stage.secretary)
    nobody_has_an_interest(session)
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
    closing.close_item(stage.item, by=stage.secretary)
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


# Must hold: light enough for a weak line


def test_card_page_is_under_60_kb_compressed_and_under_10_queries(client, stage):
    client.force_login(stage.chair)
    page = url("score_card", stage.item.pk)
    client.get(page)
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(page)
    assert len(gzip.compress(answer.content)) < 60 * 1024
    assert len(caught) < 10, "\n".join(query["sql"] for query in caught)
    score(stage.item, stage.chair, 60)
    with CaptureQueriesContext(connection) as caught:
        client.get(page)
    assert len(caught) < 10, "\n".join(query["sql"] for query in caught)
