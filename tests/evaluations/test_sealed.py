"""Until an item closes, no answer of the portal depends on what somebody else gave.

Every page is read by everybody, one member's card then changes, and every page must read the same.
"""

import contextlib
import logging
import re

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import NoReverseMatch, reverse

from evaluations import closing
from evaluations.models import ResultSnapshot, ScoreCard, ScoreCardRevision, ScoreDraft, ScoreLine
from evaluations.paper_cards import type_paper_card
from evaluations.scorecards import card_for, save_draft
from tests import cast, world
from tests.answers import body
from tests.evaluations.stage import marks_worth, open_stage, score

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


# Beyond the pages: administration, files for machines, lines of the log, names of files


def machine_addresses():
    """Changelists of the administration and every address without arguments; sign-ins log themselves."""
    registered = [model._meta for model in admin.site._registry if model._meta.app_label != "axes"]
    names = [f"admin:{one.app_label}_{one.model_name}_changelist" for one in registered]
    open_ones = [name for name, (_pattern, arguments) in world.addresses().items() if not arguments]
    for name in [*names, *sorted(filter(None, open_ones))]:
        with contextlib.suppress(NoReverseMatch):
            yield reverse(name)


def read_by_machines(people):
    answers = {}
    for user in people:
        client = Client()
        client.force_login(user)
        for address in machine_addresses():
            answer = client.get(address)
            answers[user.full_name, address] = answer.status_code, unstamped(body(answer))
    return answers


def unstamped(text):
    """The text without tokens and times of the day."""
    text = re.sub(r"[A-Za-z0-9]{64}|[A-Za-z0-9]{32}", "TOKEN", text)
    return re.sub(r"\d{1,2}:\d\d(:\d\d(\.\d+)?)?", "TIME", text)


def test_nothing_in_administration_exports_and_interfaces_depends_on_a_sealed_card(stage):
    one = stage.members[0]
    score(stage.item, one, 73, notes={"1.1": SECRET})
    people = (stage.administrator, stage.secretary)
    before = read_by_machines(people)
    score(stage.item, one, 41)
    after = read_by_machines(people)
    assert len(before) > 60
    assert [key for key in before if before[key] != after.get(key)] == []
    assert not any(SECRET in text for _status, text in before.values())


def test_no_line_of_the_log_tells_a_mark_a_total_or_a_note(client, stage, caplog):
    one = stage.members[0]
    client.force_login(one)
    marks = marks_worth(stage.item.rubric, 73)
    fields = {f"m-{code}": "none" if mark is None else str(mark) for code, mark in marks.items()}
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("django.db.backends").setLevel(logging.INFO)
        url = reverse("score_card_save", args=[stage.item.pk])
        assert client.post(url, fields | {"n-1.1": SECRET, "version": 0, "round": 1}).status_code == 200
        assert client.post(url, fields | {"m-1.1": "99", "version": 1, "round": 1}).status_code == 422
        submit = reverse("score_card_submit", args=[stage.item.pk])
        client.post(submit, {"version": 1, "round": 1})
        for user, total in ((stage.chair, 71), (stage.members[1], 72)):
            score(stage.item, user, total)
    lines = " ".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert SECRET not in lines
    assert not re.search(r"m-\d|\b7[123]\b.{0,20}(point|total|điểm)", lines)


def test_files_of_sealed_cards_have_names_that_tell_nothing(stage):
    seat = stage.council.seats.get(user=stage.members[0])
    marks = marks_worth(stage.item.rubric, 73)
    facts = {"marks": marks, "notes": {}, "upload": cast.pdf("73 diem.pdf"), "by": stage.secretary}
    paper = type_paper_card(stage.item, seat, **facts)
    assert re.fullmatch(r"scans/[0-9a-f]{32}", paper.file.name)
