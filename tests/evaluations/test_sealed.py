"""Until an item closes, no answer of the portal depends on what somebody else gave.

Every page is read by everybody, one member's card then changes, and every page must read the same.
"""

import re

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from evaluations import closing
from evaluations.models import ResultSnapshot, ScoreCard, ScoreCardRevision, ScoreDraft, ScoreLine
from evaluations.scorecards import card_for, save_draft
from tests.evaluations.stage import open_stage, score

pytestmark = pytest.mark.django_db

SECRET = "nhận xét kín của một thành viên"


@pytest.fixture
def stage():
    return open_stage()


def addresses(stage):
    """Every page from which a card could be seen, with the papers around it."""
    own = [("council_page", stage.council.pk)]
    own += [
        (name, stage.session.pk)
        for name in ("session_page", "session_synthesis", "session_edit", "session_open", "session_close")
    ]
    own += [
        (name, stage.item.pk) for name in ("item_close", "item_remove", "score_card", "score_card_submit")
    ]
    own += [("dossier_page", stage.dossier.pk), ("product_record", stage.dossier.product_id)]
    desks = ("workspace", "council_desk", "scoring_desk", "dossier_desk", "decision_desk", "certificate_desk")
    return [reverse(name, args=[pk]) for name, pk in own] + [reverse(name) for name in desks]


def readers(stage, without):
    people = (
        *stage.scorers,
        stage.secretary,
        stage.officer,
        stage.leader,
        stage.auditor,
        stage.receiver,
        stage.administrator,
        stage.stranger,
    )
    return [user for user in people if user != without]


def everything_read(stage, people):
    """Return what the people get at every address, without the tokens that differ by themselves."""
    answers = {}
    for user in people:
        client = Client()
        client.force_login(user)
        for address in addresses(stage):
            for method in (client.get, client.post):
                if method == client.post and not refuses(address, user, stage):
                    continue
                answer = method(address)
                text = re.sub(
                    r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"\w+"', "", answer.content.decode()
                )
                answers[user.full_name, method.__name__, address] = answer.status_code, text
    return answers


def refuses(address, user, stage):
    """Posting closes, opens or saves for who may; the others' refusals are read as well."""
    return user not in (stage.secretary, *stage.scorers) and "/phien/" in address


def test_nothing_anybody_reads_depends_on_a_sealed_card(stage):
    one = stage.members[0]
    score(stage.item, one, 73, notes={"1.1": SECRET})
    score(stage.item, stage.chair, 60)
    before = everything_read(stage, readers(stage, without=one))
    score(stage.item, one, 41)
    after = everything_read(stage, readers(stage, without=one))
    assert len(before) > 150
    assert [key for key in before if before[key] != after[key]] == []
    assert not any(SECRET in text for _status, text in before.values())


def test_nothing_anybody_reads_depends_on_a_draft(stage):
    one = stage.members[0]
    card = card_for(stage.item, by=one)
    people = (stage.chair, stage.secretary, stage.officer)
    before = everything_read(stage, people)
    save_draft(card, marks={"1.1": 1, "1.2": 2}, notes={"1.1": SECRET}, version=0, by=one)
    after = everything_read(stage, people)
    assert [key for key in before if before[key] != after[key]] == []


def test_after_closing_the_council_reads_the_result(client, stage):
    for user, total in zip(stage.scorers, (72, 73, 74), strict=True):
        score(stage.item, user, total)
    page = reverse("session_page", args=[stage.session.pk])
    client.force_login(stage.chair)
    assert "result-figures" not in client.get(page).content.decode()
    closing.close_item(stage.item, by=stage.secretary)
    for user in (stage.chair, stage.secretary, stage.officer):
        client.force_login(user)
        assert "<strong>73</strong>" in client.get(page).content.decode()


def test_first_round_stays_sealed_while_the_second_runs(stage):
    for user, total in zip(stage.scorers, (41, 73, 66), strict=True):
        score(stage.item, user, total)
    closing.close_item(stage.item, by=stage.secretary)
    assert ResultSnapshot.objects.count() == 1
    page = reverse("session_page", args=[stage.session.pk])
    for user in readers(stage, without=None):
        client = Client()
        client.force_login(user)
        answer = client.get(page)
        assert "result-figures" not in answer.content.decode()
        if answer.status_code == 200:
            assert [row.results for row in answer.context["items"]] == [[]]


def test_progress_is_shown_to_chair_and_secretary_and_without_what_they_gave(stage):
    score(stage.item, stage.chair, 60)
    seen = {}
    for user in readers(stage, without=None):
        client = Client()
        client.force_login(user)
        answer = client.get(reverse("session_page", args=[stage.session.pk]))
        if answer.status_code == 200:
            seen[user] = [len(row.progress) for row in answer.context["items"]]
    assert seen.pop(stage.secretary) == seen.pop(stage.chair) == [3]
    assert set(map(tuple, seen.values())) == {(0,)}


def test_autosave_of_another_members_window_reveals_nothing(client, stage):
    one = stage.members[0]
    save_draft(card_for(stage.item, by=one), marks={"1.1": 1}, notes={"1.1": SECRET}, version=0, by=one)
    client.force_login(stage.chair)
    url = reverse("score_card_save", args=[stage.item.pk])
    client.post(url, {"m-1.1": "0", "version": 0, "round": 1})
    conflict = client.post(url, {"m-1.1": "2", "version": 0, "round": 1})
    assert (conflict.status_code, conflict.json()["answers"]) == (409, {"m-1.1": "0"})
    assert SECRET not in conflict.content.decode()


def test_administration_has_no_door_to_cards():
    sealed = {ScoreCard, ScoreDraft, ScoreCardRevision, ScoreLine}
    assert not sealed & set(admin.site._registry)
