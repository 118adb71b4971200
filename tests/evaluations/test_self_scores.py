"""Where the rules ask for it, a mark far off the producer's own is submitted with a reason."""

import pytest
from django.urls import reverse

from evaluations import self_scores
from evaluations.models import CouncilRules, ScoreCardRevision, SelfAssessment
from evaluations.scorecards import card_for, submit_card
from ocop_portal.core.access import Refusal
from tests.evaluations.cards import best_card
from tests.evaluations.stage import open_stage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def stage():
    """The producer gave itself 0 points in the first criterion; the rules allow to be 1 point off."""
    stage = open_stage()
    CouncilRules.objects.update(reason_required_points=1)
    filled = SelfAssessment.objects.create(dossier=stage.dossier, saved_by=stage.receiver)
    stage.sheet = stage.item.rubric.sheet()
    stage.first = next(one for one in stage.sheet.criteria if one.maximum > 1)
    lowest = min(range(len(stage.first.options)), key=lambda n: stage.first.options[n].points)
    filled.scores.create(criterion_code=stage.first.code, mark=lowest)
    stage.item.refresh_from_db()
    return stage


def submit(stage, marks, notes):
    card = card_for(stage.item, by=stage.chair)
    return submit_card(card, marks=marks, notes=notes, version=card.version, by=stage.chair)


def test_a_mark_far_off_needs_a_note_on_that_criterion(stage):
    marks = best_card(stage.sheet)
    other = stage.sheet.criteria[-1].code
    for notes in ({}, {other: "Rất tốt."}):
        with pytest.raises(Refusal) as refused:
            submit(stage, marks, notes)
        assert stage.first.code in refused.value.missing[0]
        assert len(refused.value.missing) == 1
    assert submit(stage, marks, {stage.first.code: "Hợp đồng liên kết đã đủ."}).total == 100


def test_exactly_at_the_points_of_the_rules_nothing_is_asked(stage):
    marks = {"a": 1}
    sheet = type(stage.sheet)(())
    assert self_scores.off_by_too_much(sheet, marks, {"a": 3}, 1) == []
    gap = stage.first.maximum - min(option.points for option in stage.first.options)
    own = self_scores.self_points(stage.item, stage.sheet)
    best = best_card(stage.sheet)
    assert self_scores.off_by_too_much(stage.sheet, best, own, gap) == []
    assert self_scores.off_by_too_much(stage.sheet, best, own, gap - 1) == [
        (stage.first.code, stage.first.maximum, stage.first.maximum - gap)
    ]


def test_rules_that_ask_for_nothing_let_it_pass(stage):
    CouncilRules.objects.update(reason_required_points=None)
    stage.item.session.council.rules.refresh_from_db()
    assert submit(stage, best_card(stage.sheet), {}).total == 100


def test_the_card_shows_what_the_producer_gave_itself_and_the_page_names_what_is_missing(client, stage):
    client.force_login(stage.chair)
    url = reverse("score_card", args=[stage.item.pk])
    assert "own-points" in client.get(url).content.decode()
    card = card_for(stage.item, by=stage.chair)
    card.draft.marks = best_card(stage.sheet)
    card.draft.save()
    page = client.get(reverse("score_card_submit", args=[stage.item.pk])).content.decode()
    assert f"{stage.first.code}:" in page
    assert not ScoreCardRevision.objects.exists()
