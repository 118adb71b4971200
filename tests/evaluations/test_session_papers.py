"""Papers of a session: the same numbers as the sealed results, for those who may read them, in both forms."""

import io
import re

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from evaluations import closing, interests, session_papers, sessions
from evaluations.ledger import ledger_head
from ocop_portal.core.paper_docx import as_docx
from ocop_portal.core.paper_pdf import as_pdf
from tests.answers import docx_text, pdf_text
from tests.evaluations.stage import open_stage, score

pytestmark = pytest.mark.django_db
PAPERS = ("session_synthesis_paper", "session_minutes_paper", "session_cards_paper")


@pytest.fixture
def stage():
    """Two products: one closed after two rounds with a recusal, one stopped; the session is over."""
    stage = open_stage(members=5, products=2)
    seat = stage.council.seats.get(user=stage.members[-1])
    interests.recuse(stage.item, seat, by=stage.chair, reason="Anh ruột của giám đốc.")
    for totals in ((60, 75, 66, 64), (64, 68, 66, 65)):
        for user, total in zip(stage.scorers[:4], totals, strict=True):
            score(stage.item, user, total, notes={"1.1": f"Ghi chú {total}"})
        closing.close_item(stage.item, by=stage.secretary)
        stage.item.refresh_from_db()
    rule = stage.items[1].rubric.stop_rules.first()
    closing.stop_item(stage.items[1], by=stage.chair, reason="Hồ sơ giả mạo.", rule=rule)
    stage.session = sessions.close_session(stage.session, by=stage.secretary)
    return stage


def without_hashes(text):
    """The text less its seals, which may hold any two digits and break anywhere at the end of a line."""
    return re.sub(r"[0-9a-f\n]{32,}", "", text)


def words(text):
    return " ".join(text.split())


@pytest.mark.parametrize(("write", "read"), [(as_pdf, pdf_text), (as_docx, docx_text)], ids=["pdf", "docx"])
def test_the_minutes_say_what_was_decided_and_by_whom(stage, write, read):
    text = words(read(write(session_papers.minutes(stage.session))))
    for said in ("65,75", "75", "Anh ruột của giám đốc.", "Hồ sơ giả mạo.", "Chair", "Secretary", "BIÊN BẢN"):
        assert said in text
    assert ledger_head(stage.session)[:20] in text.replace(" ", "")
    assert "Sản phẩm mẫu 1" in text and "Sản phẩm mẫu 2" in text


def test_the_synthesis_has_every_member_with_what_counts(stage):
    text = words(without_hashes(pdf_text(as_pdf(session_papers.synthesis(stage.session)))))
    for said in ("64", "68", "66", "65", "65,75", "Member 4"):
        assert said in text
    assert "263" not in text


def test_a_member_takes_only_the_own_card(stage):
    texts = {}
    for user in (stage.members[0], stage.chair, stage.leader):
        client = Client()
        client.force_login(user)
        response = client.get(reverse("session_cards_paper", args=[stage.session.pk, "pdf"]))
        reader = PdfReader(io.BytesIO(response.content))
        texts[user] = " ".join(page.extract_text() for page in reader.pages)
    assert "Ghi chú 68" in texts[stage.members[0]] and "Ghi chú 64" not in texts[stage.members[0]]
    for user in (stage.chair, stage.leader):
        assert all(f"Ghi chú {total}" in texts[user] for total in (64, 68, 66, 65))


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_papers_leave_as_downloads(client, stage, name, form):
    client.force_login(stage.secretary)
    response = client.get(reverse(name, args=[stage.session.pk, form]))
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", PAPERS)
def test_there_is_no_third_form(client, stage, name):
    client.force_login(stage.secretary)
    assert client.get(reverse(name, args=[stage.session.pk, "exe"])).status_code == 404


def test_before_anything_is_closed_there_are_no_papers():
    stage = open_stage()
    for user in stage.scorers:
        score(stage.item, user, 60)
    for user in (*stage.scorers, stage.secretary, stage.leader, stage.administrator, stage.auditor):
        client = Client()
        client.force_login(user)
        for name in PAPERS:
            assert client.get(reverse(name, args=[stage.session.pk, "pdf"])).status_code in (403, 404)


def test_the_round_that_runs_is_in_no_paper():
    """A product in its second round keeps the first sealed, whatever else is closed."""
    stage = open_stage(products=2)
    for user, total in zip(stage.scorers, (40, 77, 58), strict=True):
        score(stage.item, user, total, notes={"1.1": "Kín đáo"})
        score(stage.items[1], user, 60)
    closing.close_item(stage.item, by=stage.secretary)
    closing.close_item(stage.items[1], by=stage.secretary)
    for write in (session_papers.synthesis, session_papers.score_cards):
        text = without_hashes(pdf_text(as_pdf(write(stage.session))))
        assert "Sản phẩm mẫu 2" in text
        assert "Sản phẩm mẫu 1" not in text and "Kín đáo" not in text and "77" not in text
