"""A card on paper counts once its member has confirmed what the secretary typed, and never before."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluations import closing, ledger, paper_cards
from evaluations.entitlement import counted_revisions
from evaluations.enums import PaperCardState
from evaluations.models import ScoreCardRevision
from ocop_portal.core.access import Refusal
from tests import cast
from tests.answers import body
from tests.evaluations.stage import marks_worth, open_stage, score

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def stage():
    return open_stage()


def typed(stage, user=None, *, total=61, by=None, notes=None, upload=None):
    seat = stage.council.seats.get(user=user or stage.members[0])
    marks = marks_worth(stage.item.rubric, total)
    facts = {"upload": upload or cast.pdf("phieu.pdf"), "by": by or stage.secretary}
    return paper_cards.type_paper_card(stage.item, seat, marks=marks, notes=notes or {}, **facts)


def test_a_typed_card_counts_only_once_the_member_confirms_it(stage):
    score(stage.item, stage.chair, 60)
    score(stage.item, stage.members[1], 62)
    paper = typed(stage, notes={"1.1": "Theo phiếu giấy"})
    assert len(counted_revisions(stage.item)) == 2
    with pytest.raises(Refusal):
        closing.close_item(stage.item, by=stage.secretary)
    revision = paper_cards.confirm(paper, by=stage.members[0])
    assert (revision.total, revision.paper, revision.submitted_by) == (61, paper, stage.members[0])
    assert revision.notes == {"1.1": "Theo phiếu giấy"}
    snapshot = closing.close_item(stage.item, by=stage.secretary)
    assert (snapshot.mean_numerator, snapshot.mean_denominator) == (183, 3)
    assert not list(ledger.problems(ledger.read(stage.session)))


def test_a_refused_card_never_counts_and_another_may_be_typed(stage):
    paper = typed(stage)
    with pytest.raises(Refusal, match="what is wrong"):
        paper_cards.refuse(paper, by=stage.members[0], objection=" ")
    paper_cards.refuse(paper, by=stage.members[0], objection="Tiêu chí 1.2 là 2 điểm.")
    with pytest.raises(Refusal, match="answered already"):
        paper_cards.confirm(paper, by=stage.members[0])
    assert not ScoreCardRevision.objects.exists()
    assert typed(stage, total=63).state == PaperCardState.TYPED


def test_nobody_confirms_for_the_member(stage):
    paper = typed(stage)
    for user in (stage.secretary, stage.chair, stage.members[1], stage.administrator):
        with pytest.raises(Refusal):
            paper_cards.confirm(paper, by=user)
        with pytest.raises(Refusal):
            paper_cards.refuse(paper, by=user, objection="Sai.")
    assert not ScoreCardRevision.objects.exists()


def test_only_the_secretary_types_and_one_card_at_a_time(stage):
    for user in (stage.chair, stage.members[0], stage.officer, stage.administrator):
        with pytest.raises(Refusal):
            typed(stage, by=user)
    typed(stage)
    with pytest.raises(Refusal):
        typed(stage)
    score(stage.item, stage.chair, 60)
    with pytest.raises(Refusal):
        typed(stage, stage.chair)


def test_a_card_with_a_gap_or_a_scan_of_another_kind_is_not_taken(stage):
    seat = stage.council.seats.get(user=stage.members[0])
    with pytest.raises(Refusal):
        paper_cards.type_paper_card(
            stage.item, seat, marks={"1.1": 0}, notes={}, upload=cast.pdf(), by=stage.secretary
        )
    with pytest.raises(Refusal):
        typed(stage, upload=cast.SimpleUploadedFile("x.exe", b"MZ..."))
    assert not seat.cards.exists()


def test_a_card_confirmed_after_closing_is_kept_and_not_counted(stage):
    stage.council.rules.quorum_percent = 60
    stage.council.rules.save()
    paper = typed(stage)
    score(stage.item, stage.chair, 60)
    score(stage.item, stage.members[1], 62)
    stage.item.session.council.rules.refresh_from_db()
    closing.close_item(stage.item, by=stage.secretary)
    with pytest.raises(Refusal, match="closed"):
        paper_cards.confirm(paper, by=stage.members[0])
    paper.refresh_from_db()
    assert paper.state == PaperCardState.TYPED
    assert ScoreCardRevision.objects.count() == 2


def test_a_scan_exchanged_afterwards_breaks_the_seal(stage):
    revision = paper_cards.confirm(typed(stage), by=stage.members[0])
    read = ledger.read(stage.session)
    assert not list(ledger.problems(read))
    read.revisions[0].paper.sha256 = "f" * 64
    assert list(ledger.problems(read))
    assert revision.paper.sha256 != "f" * 64


def test_the_pages_type_confirm_and_show_the_scan_to_the_two_alone(client, stage):
    seat = stage.council.seats.get(user=stage.members[0])
    url = reverse("paper_card_type", args=[stage.item.pk])
    client.force_login(stage.secretary)
    marks = marks_worth(stage.item.rubric, 65)
    fields = {f"m-{code}": "none" if mark is None else str(mark) for code, mark in marks.items()}
    gap = dict(list(fields.items())[1:])
    answer = client.post(url, gap | {"seat": seat.pk, "scan": cast.pdf()})
    assert answer.context["page"].marks == {code: marks[code] for code in list(marks)[1:]}
    assert answer.context["form"].non_field_errors()
    client.post(url, fields | {"seat": seat.pk, "scan": cast.pdf()})
    paper = seat.cards.get().papers.get()
    assert "waits for confirmation" in client.get(stage.session.get_absolute_url()).content.decode()
    client.force_login(stage.members[0])
    assert (
        reverse("paper_card_answer", args=[paper.pk]) in client.get(reverse("scoring_desk")).content.decode()
    )
    client.post(reverse("paper_card_answer", args=[paper.pk]), {"act": "confirm"})
    assert seat.cards.get().revisions.get().total == 65
    scan = reverse("paper_card_scan", args=[paper.pk])
    for user, status in ((stage.members[0], 200), (stage.secretary, 200), (stage.chair, 404)):
        client.force_login(user)
        response = client.get(scan)
        assert response.status_code == status
        assert ("%PDF" in body(response)) == (status == 200)


def test_the_desk_asks_as_often_for_three_papers_as_for_one(client):
    counted = []
    for products in (1, 3):
        stage = open_stage(products=products, prefix=f"{products}")
        for item in stage.items:
            stage.item = item
            typed(stage)
        client.force_login(stage.members[0])
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse("scoring_desk"))
        counted.append(len(caught))
    assert counted[0] == counted[1]
