"""A producer's evidence library: one paper, many uses; newer versions; what runs out, and when."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluations import dossiers, library
from evaluations.enums import EvidenceKind
from evaluations.models import Document
from evaluations.validity import expected_decision, expected_until, expiry_of, short_lived
from ocop_portal.core.days import add_months, today
from tests import cast
from tests.evaluations.desk import page, refused, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def member():
    return cast.producer_member()


def added(text="a", **more):
    facts = {"kind": EvidenceKind.TEST_REPORT, "title": "Phiếu kiểm nghiệm", "by": member()}
    return library.add_document(cast.producer(), upload=cast.pdf("a.pdf", text), **facts | more)


def newer(document, text="b", **more):
    return library.replace_document(document, upload=cast.pdf("b.pdf", text), **{"by": member()} | more)


# Keeping


def test_the_producer_and_the_office_keep_papers_others_do_not():
    assert added(by=cast.officer(cast.COMMUNE)).producer == cast.producer()
    added("b", by=member())
    for who in (cast.leader(cast.COMMUNE), cast.auditor(), cast.stranger()):
        refused(added, text="c", by=who)
    assert Document.objects.count() == 2


def test_the_same_file_is_kept_once():
    added()
    assert "holds this very file already" in refused(added).reason


def test_one_paper_serves_many_criteria_and_dossiers():
    paper, by = added(), member()
    for of in (cast.dossier(), cast.dossier(cast.product("Chè"))):
        for code in ("1.1", "1.2", ""):
            dossiers.use_document(of, paper, by=by, criterion_code=code)
    assert paper.uses.count() == 6
    assert Document.objects.count() == 1


def test_another_producer_s_paper_is_not_used():
    other = cast.document(cast.producer("Hợp tác xã khác"))
    assert "another producer" in refused(dossiers.use_document, cast.dossier(), other, by=member()).reason


# Versions


def test_a_newer_version_replaces_the_paper_where_a_dossier_is_prepared_and_nowhere_else():
    paper, by = added(), member()
    draft, done = cast.dossier(), cast.dossier(cast.product("Chè"), state="submitted")
    dossiers.use_document(draft, paper, by=by, criterion_code="1.1")
    done.evidence.create(document=paper, added_by=by)
    new = newer(paper)
    assert [one.document for one in draft.evidence.standing()] == [new]
    assert draft.evidence.standing().get().criterion_code == "1.1"
    assert paper in {one.document for one in done.evidence.standing()}
    assert new.replaces == paper
    assert library.versions_of(paper) == [new, paper]


def test_only_the_newest_version_is_replaced():
    paper = added()
    newer(paper)
    assert "newer version already" in refused(newer, paper, "c").reason


def test_what_is_written_is_corrected_by_the_producer_until_it_was_handed_in():
    paper, by = added(), member()
    library.correct_document(paper, by=by, valid_until=today())
    assert Document.objects.get().valid_until == today()
    row = cast.dossier(state="submitted")
    row.evidence.create(document=paper, added_by=by)
    assert "handed in" in refused(library.correct_document, paper, by=by, number="2").reason
    library.correct_document(paper, by=cast.officer(cast.COMMUNE), number="3")
    assert Document.objects.get(pk=paper.pk).number == "3"


# How long papers hold


def test_a_certificate_is_expected_for_the_months_of_the_regulation():
    assert expected_until() == add_months(today(), 36)
    row = cast.dossier(state="proposed")
    held = today() + timedelta(days=40)
    cast.item(row, cast.session(held_on=held))
    assert expected_decision(row) == held
    assert expected_until(row) == add_months(held, 36)


@pytest.mark.parametrize(
    ("days", "kind"), [(-1, "expired"), (0, "soon"), (60, "soon"), (61, "early"), (1095, "early")]
)
def test_papers_that_do_not_outlive_the_certificate_are_marked(days, kind):
    paper = Document(valid_until=today() + timedelta(days=days))
    assert expiry_of(paper, expected_until()).kind == kind


def test_papers_that_outlive_it_or_never_end_are_not_marked():
    assert expiry_of(Document(valid_until=None), expected_until()) is None
    assert expiry_of(Document(valid_until=expected_until()), expected_until()) is None


def test_the_dossier_lists_each_short_lived_paper_once_the_first_to_end_first():
    row = cast.dossier()
    late = cast.document(cast.producer(), valid_until=today() + timedelta(days=90))
    soon = cast.document(cast.producer(), kind="award", valid_until=today() + timedelta(days=9))
    for code in ("1.1", "1.2"):
        row.evidence.create(document=late, criterion_code=code, added_by=row.entered_by)
    row.evidence.create(document=soon, added_by=row.entered_by)
    found = short_lived(row.evidence.standing(), expected_until(row))
    assert [paper.document for paper, _expiry in found] == [soon, late]


# Pages


def library_address(name="document_library", pk=None):
    return reverse(name, args=[pk or cast.producer().pk])


@pytest.fixture
def browser(signed_in):
    return signed_in(member())


def test_the_list_says_what_runs_out_and_what_uses_a_paper(browser):
    paper = added(valid_until=today() + timedelta(days=20))
    row = cast.dossier()
    dossiers.use_document(row, paper, by=member(), criterion_code="1.1")
    added("b", title="Giải thưởng", kind="award")
    text = page(browser, library_address())
    assert "Phiếu kiểm nghiệm" in text
    assert "the certificate would run until" in text
    assert f'href="{row.get_absolute_url()}"' in text
    assert "not used in any dossier" in text
    assert "Giải thưởng" not in page(browser, library_address(), **{"trang-thai": "soon"})
    assert "No paper fits" in page(browser, library_address(), q="khong-co")


def test_an_empty_library_offers_the_first_step(browser):
    text = page(browser, library_address())
    assert "No paper yet" in text
    assert library_address("document_add") in text


def test_a_paper_comes_in_by_the_form_with_its_days(browser):
    facts = {"kind": "test_report", "issued_on": "01/02/2026", "valid_until": "31/01/2027", "number": "12/KN"}
    answer = browser.post(library_address("document_add"), facts | {"file": cast.pdf()})
    assert answer.url == library_address()
    paper = Document.objects.get()
    assert (paper.title, f"{paper.valid_until}") == ("Test report", "2027-01-31")


def test_a_paper_does_not_end_before_it_began(browser):
    facts = {"kind": "award", "issued_on": "01/02/2026", "valid_until": "31/01/2026"}
    answer = browser.post(library_address("document_add"), facts | {"file": cast.pdf()})
    assert "not valid until a day before" in answer.content.decode()
    assert not Document.objects.exists()


def test_a_newer_version_and_a_correction_come_in_by_their_forms(browser):
    paper = added()
    answer = browser.post(library_address("document_replace", paper.pk), {"file": cast.pdf("b.pdf", "b")})
    new = Document.objects.get(replaces=paper)
    assert answer.url == library_address("document_page", new.pk)
    assert "A newer version has taken the place" in page(browser, library_address("document_page", paper.pk))
    browser.post(library_address("document_correct", new.pk), {"title": "Mới", "valid_until": "01/12/2030"})
    assert Document.objects.get(pk=new.pk).title == "Mới"


def test_papers_of_the_library_are_ticked_for_a_criterion(browser):
    row, papers = cast.dossier(), [added(), added("b", kind="award")]
    address = reverse("evidence_choose", args=[row.pk])
    assert 'value="1.1" selected' in page(browser, address, **{"tieu-chi": "1.1"})
    form = {"documents": [paper.pk for paper in papers], "criterion_code": "1.1"}
    assert browser.post(address, form).url == row.get_absolute_url()
    assert row.evidence.standing().filter(criterion_code="1.1").count() == 2
    answer = browser.post(address, form)
    assert "already attached here" in answer.content.decode()
    assert row.evidence.standing().count() == 2


def test_nothing_of_another_library_is_attached(browser):
    row, other = cast.dossier(), cast.document(cast.producer("Hợp tác xã khác"))
    answer = browser.post(reverse("evidence_choose", args=[row.pk]), {"documents": [other.pk]})
    assert answer.status_code == 200
    assert not row.evidence.exists()


def test_the_dossier_shows_what_ends_before_its_certificate_would(browser):
    row = cast.dossier()
    cast.evidence(row, kind="test_report", valid_until=today() + timedelta(days=30), title="Kiểm nghiệm lô 7")
    text = page(browser, stored(row).get_absolute_url())
    section = text[text.index('id="short-lived"') :]
    assert "Kiểm nghiệm lô 7" in section[: section.index("</section>")]


def test_another_producer_finds_neither_list_nor_file(signed_in):
    paper = cast.document(cast.producer())
    browser = signed_in(cast.producer_member(cast.producer("Hợp tác xã khác")))
    of_producer = dict.fromkeys(("document_library", "document_add"), cast.producer().pk)
    of_paper = ("document_page", "document_file", "document_replace", "document_correct")
    for name, pk in (of_producer | dict.fromkeys(of_paper, paper.pk)).items():
        assert browser.get(library_address(name, pk)).status_code == 404, name


def test_the_list_asks_as_often_for_three_papers_as_for_one(browser):
    row = cast.dossier()
    dossiers.use_document(row, added(), by=member(), criterion_code="1.1")
    with CaptureQueriesContext(connection) as few:
        page(browser, library_address())
    for text in "bc":
        dossiers.use_document(row, added(text), by=member(), criterion_code="1.2")
    with CaptureQueriesContext(connection) as many:
        page(browser, library_address())
    assert len(few) == len(many)
