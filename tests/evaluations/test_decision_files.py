"""What is kept with a decision: the signed copy by hand, minutes and synthesis from the same numbers."""

from datetime import timedelta

import pytest
from django.urls import reverse

from evaluations import decision_files, decisions, ledger, sessions
from evaluations.enums import DecisionFileKind
from ocop_portal.core.access import Refusal
from ocop_portal.core.append_only import InsertOnlyError
from tests import cast
from tests.answers import body

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def decision():
    """A decision of the province on a stored result; its session is still open."""
    dossier = cast.scored(star=4)
    facts = {"office": cast.office(cast.PROVINCE), "number": "7/QĐ-UBND", "by": cast.leader(cast.PROVINCE)}
    day = cast.HELD[cast.PROVINCE] + timedelta(days=3)
    return decisions.recognise([dossier], decided_on=day, **facts)


def session_of(decision):
    return decision.lines.get().snapshot.item.session


def test_synthesis_is_attached_at_once_and_the_minutes_once_the_session_is_closed(decision):
    leader, session = cast.leader(cast.PROVINCE), session_of(decision)
    assert decision_files.attach_papers(decision, by=leader) == 1
    assert decision_files.attach_papers(decision, by=leader) == 0
    sessions.close_session(session, by=session.created_by)
    assert decision_files.attach_papers(decision, by=leader) == 1
    kinds = [file.kind for file in decision.files.all()]
    assert kinds == [DecisionFileKind.SYNTHESIS, DecisionFileKind.MINUTES]


def test_the_papers_carry_the_head_of_the_ledger_and_are_served_to_who_reads_the_decision(client, decision):
    decision_files.attach_papers(decision, by=cast.leader(cast.PROVINCE))
    url = reverse("decision_file", args=[decision.files.get().pk])
    client.force_login(cast.auditor())
    response = client.get(url)
    assert response["Content-Disposition"].startswith("attachment")
    assert ledger.ledger_head(session_of(decision))[:16] in "".join(body(response).split())
    client.force_login(cast.stranger())
    assert client.get(url).status_code == 404


def test_the_signed_copy_is_added_by_the_office_and_never_changed(client, decision):
    client.force_login(cast.officer(cast.PROVINCE))
    url = reverse("decision_file_add", args=[decision.pk])
    client.post(url, {"kind": "signed", "file": cast.pdf("ban-ky.pdf")})
    kept = decision.files.get()
    assert (kept.kind, kept.original_name) == ("signed", "ban-ky.pdf")
    again = client.post(url, {"kind": "signed", "file": cast.pdf("ban-ky.pdf")})
    assert "file" in again.context["form"].errors
    assert "minutes" not in dict(again.context["form"].fields["kind"].choices)
    with pytest.raises(InsertOnlyError):
        kept.delete()


def test_others_attach_nothing(decision):
    for user in (cast.auditor(), cast.stranger(), cast.council().secretary, cast.administrator()):
        with pytest.raises(Refusal):
            decision_files.attach(decision, kind="signed", upload=cast.pdf(), by=user)
        with pytest.raises(Refusal):
            decision_files.attach_papers(decision, by=user)
    assert not decision.files.exists()


def test_a_program_is_not_taken_for_a_signed_decision(decision):
    upload = cast.SimpleUploadedFile("quyet-dinh.pdf", b"MZ\x90")
    with pytest.raises(Refusal):
        decision_files.attach(decision, kind="signed", upload=upload, by=cast.leader(cast.PROVINCE))


# A result that comes back from the ministry


def test_below_five_stars_the_province_uses_the_result_or_evaluates_itself():
    dossier = cast.scored(star=4, scored_at=cast.MINISTRY)
    leader = cast.leader(cast.PROVINCE)
    with pytest.raises(Refusal):
        decisions.evaluate_again(dossier, by=leader, comment=" ")
    for user in (cast.leader(cast.MINISTRY), cast.leader(cast.COMMUNE), cast.officer(cast.PROVINCE)):
        with pytest.raises(Refusal):
            decisions.evaluate_again(dossier, by=user, comment="Tỉnh tự đánh giá.")
    moved = decisions.evaluate_again(dossier, by=leader, comment="Tỉnh tự đánh giá.")
    assert (moved.state, moved.council_level) == ("proposed", "province")
    assert moved.items.get().results.exists()


def test_what_the_province_scores_again_counts_and_is_signed_by_the_province():
    dossier = cast.scored(star=4, scored_at=cast.MINISTRY)
    leader = cast.leader(cast.PROVINCE)
    moved = decisions.evaluate_again(dossier, by=leader, comment="Tỉnh tự đánh giá.")
    own = cast.session(held_on=cast.HELD[cast.MINISTRY] + timedelta(days=10), name="Phiên đánh giá lại")
    cast.result(cast.item(moved, own), star=3)
    moved.refresh_from_db()
    day = own.held_on + timedelta(days=2)
    facts = {"office": cast.office(cast.PROVINCE), "number": "8/QĐ-UBND", "by": leader}
    decision = decisions.recognise([moved], decided_on=day, **facts)
    assert decision.lines.get().stars == 3


@pytest.mark.parametrize(("star", "scored_at"), [(5, cast.MINISTRY), (4, cast.PROVINCE)])
def test_nothing_else_is_evaluated_again(star, scored_at):
    dossier = cast.scored(star=star, scored_at=scored_at)
    with pytest.raises(Refusal, match="ministry"):
        decisions.evaluate_again(dossier, by=cast.leader(cast.PROVINCE), comment="Lý do.")


def test_the_desk_offers_both_ways(client):
    dossier = cast.scored(star=4, scored_at=cast.MINISTRY)
    low = cast.scored(cast.product("Sản phẩm hai sao"), star=2, scored_at=cast.MINISTRY)
    client.force_login(cast.leader(cast.PROVINCE))
    answer = client.get(reverse("decision_desk"))
    assert [row.pk for row in answer.context["to_sign"]] == [dossier.pk]
    assert [row.pk for row in answer.context["to_choose"]] == [low.pk]
    client.post(reverse("decision_again", args=[dossier.pk]), {"comment": "Tỉnh tự đánh giá."})
    dossier.refresh_from_db()
    assert dossier.state == "proposed"
