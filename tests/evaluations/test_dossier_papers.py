"""The papers of a dossier: forms 01 to 03, receipt, advisory report, and the whole package."""

import io
import tracemalloc
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as WordDocument
from PIL import Image
from pypdf import PdfReader

from evaluations import advising, dossiers, revisions
from evaluations.dossier_package import write_package
from evaluations.dossier_papers import receipt
from evaluations.enums import DossierState, EvidenceKind
from evaluations.handed_in import handed_in
from evaluations.models import RegistrationSlip, SelfAssessment
from evaluations.producer_papers import PROOFS, form_01, form_02
from ocop_portal.core.paper_docx import as_docx
from ocop_portal.core.paper_pdf import as_pdf
from tests import cast
from tests.evaluations.desk import attach, refused, stored, submitted

pytestmark = pytest.mark.django_db


def words(content):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def scan(pages=1, shade=200, size=(300, 424)):
    """A scanned PDF of so many pages, no two shades alike."""
    out = io.BytesIO()
    first, *others = [Image.new("L", size, (shade + n) % 256) for n in range(pages)]
    first.save(out, "PDF", save_all=True, append_images=others, resolution=36)
    return SimpleUploadedFile("ban-quet.pdf", out.getvalue(), "application/pdf")


@pytest.fixture
def filled():
    """A dossier handed in with both forms filled in the portal."""
    dossier, by = submitted(), cast.officer(cast.COMMUNE)
    RegistrationSlip.objects.create(
        dossier=dossier, saved_by=by, representative="Hoàng Thị Mai", representative_title="Giám đốc",
        sample_count=5,
    )  # fmt: skip
    own = SelfAssessment.objects.create(dossier=dossier, saved_by=by, history="Thành lập từ 1990.")
    own.scores.create(criterion_code="1.1", mark=1, note="Hợp đồng liên kết")
    number = {"number": "12/2026", "issued_on": date(2026, 1, 5)}
    cast.evidence(dossier, kind="raw_materials", criterion_code="1.1", **number)
    revisions.freeze(dossier, by=by)
    return dossier


def test_form_01_is_filled_from_the_data(filled):
    dossiers.give_receipt(filled, by=cast.officer(cast.COMMUNE), received_on=filled.received_on)
    text = words(as_pdf(form_01(handed_in(stored(filled)))))

    for expected in (
        "Mẫu số 01", "PHIẾU ĐĂNG KÝ", "Số: 1/PĐK-24-07582-2026", "Giám đốc", "Mật ong hoa vải",
        "Kính gửi: Ủy ban nhân dân xã Lục Ngạn", "đánh giá lần đầu", "06/07/2026",
    ):  # fmt: skip
        assert expected.lower() in text.lower(), expected


def test_form_02_holds_the_scores_and_sixteen_rows_of_evidence_in_the_order_of_the_law(filled):
    paper = form_02(handed_in(filled))
    *_others, scores, proofs = [one for one in paper.blocks if type(one).__name__ == "Table"]
    row = next(row for row in scores.rows if row[0] == "1.1")
    chosen = dossiers.expected_rubric(filled).criteria.get(code="1.1").options.get(position=1)

    assert [cells[1] for cells in proofs.rows[:-1]] == [str(kind.label) for kind in PROOFS]
    assert [cells[0] for cells in proofs.rows] == [str(n) for n in range(1, 17)]
    assert row[3] == str(chosen.points)
    assert "Hợp đồng liên kết" in row[4]
    assert "số 12/2026, ngày 05/01/2026" in proofs.rows[2][2]
    assert "Thành lập từ 1990." in words(as_pdf(paper))


def test_forms_nobody_filled_in_are_dotted_lines_and_still_papers():
    handed = handed_in(cast.dossier())
    text = words(as_pdf(form_02(handed)))

    assert handed.revision is None
    assert "chưa nộp" in text
    assert "....." in text


def test_papers_are_written_from_the_frozen_revision(filled):
    """What is filled in afterwards does not appear before it is handed in."""
    filled.slip.representative = "Người khác"
    filled.slip.save()
    before = as_pdf(form_01(handed_in(stored(filled))))
    assert "Người khác" not in words(before)
    assert as_pdf(form_01(handed_in(stored(filled)))) == before

    revisions.freeze(stored(filled), by=cast.officer(cast.COMMUNE))
    assert "Người khác" in words(as_pdf(form_01(handed_in(filled))))
    assert as_pdf(form_01(handed_in(filled, 2))) == before


def test_word_says_what_the_pdf_says(filled):
    word = WordDocument(io.BytesIO(as_docx(form_02(handed_in(filled)))))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]

    assert "Hợp đồng liên kết" in " ".join(cells)
    assert any("Thành lập từ 1990." in one.text for one in word.paragraphs)


def test_form_03_is_signed_for_the_committee_with_its_letter(visit):
    dossier, by = cast.dossier(state=DossierState.ACCEPTED), cast.officer(cast.COMMUNE)
    texts = {name: f"Nội dung {name}." for name in ("origin", "labour", "idea", "identity")}
    more = {"signatory": "Nguyễn Văn Ký", "met_on": date(2026, 7, 10)}
    dossiers.write_assessment(dossier, by=by, **texts, **more)
    dossiers.propose(stored(dossier), by=by, letter_number="215/UBND-KT", letter_on=date(2026, 7, 13))
    text = words(visit(by, "dossier_paper", dossier.pk, "mau-03", "pdf").content)

    for expected in ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn Ký", "Số: 215/UBND-KT", "Mẫu số 03"):
        assert expected in text, expected
    assert "ngày 13 tháng 7 năm 2026" in text
    assert all(words_ in text for words_ in texts.values())


def test_receipt_names_number_papers_receiver_and_due_day():
    by = cast.officer(cast.COMMUNE)
    dossier = dossiers.give_receipt(submitted(), by=by, received_on=date(2026, 7, 6))
    text = words(as_pdf(receipt(handed_in(dossier))))

    for expected in ("1/PĐK-24-07582-2026", str(by), "ngày 27 tháng 7 năm 2026", "15 ngày làm việc"):
        assert expected in text, expected


def test_advisory_report_holds_visit_photo_and_remarks(visit):
    dossier, advisor = cast.dossier(state=DossierState.PROPOSED), cast.advisor(cast.PROVINCE)
    advising.assign(dossier, advisor, by=cast.officer(cast.PROVINCE))
    facts = {"place": "Xưởng Giáp Sơn", "participants": "Bà Mai", "findings": "Sạch, gọn."}
    advising.record_visit(
        dossier, by=advisor, visited_on=date(2026, 7, 20), photos=[cast.photo()], caption="Nhà xưởng", **facts
    )
    texts = {"summary": "Đã kiểm tra.", "proposal": "Đề nghị chấm.", "remarks": {"1.1": "Đúng."}}
    advising.save_report(dossier, by=advisor, version=0, **texts)
    assert visit(advisor, "dossier_paper", dossier.pk, "bao-cao-tu-van", "pdf").status_code == 403
    advising.hand_over(dossier, by=advisor)
    text = words(visit(advisor, "dossier_paper", dossier.pk, "bao-cao-tu-van", "pdf").content)

    for expected in ("Xưởng Giáp Sơn", "Sạch, gọn.", "Nhà xưởng", "Đúng.", "Đề nghị chấm."):
        assert expected in text, expected
    commune = visit(cast.officer(cast.COMMUNE), "dossier_paper", dossier.pk, "bao-cao-tu-van", "pdf")
    assert commune.status_code == 403


# The package


def package(dossier, number=None):
    out = io.BytesIO()
    pages = write_package(handed_in(dossier, number), out)
    return out.getvalue(), pages


def test_package_of_thirty_papers_is_one_numbered_pdf():
    """Cover, contents, forms, every PDF and picture with continuous numbers; the rest is listed."""
    dossier, by = submitted(), cast.officer(cast.COMMUNE)
    kinds = list(EvidenceKind)[2:]
    for number in range(26):
        attach(stored_draft(dossier), kinds[number % 15], scan(pages=3, shade=number * 7))
    attach(dossier, "market", cast.photo())
    attach(dossier, "award", cast.pdf("hong.pdf", "không phải PDF thật"))
    revisions.freeze(stored(dossier), by=by)
    assert dossier.evidence.standing().count() == 30

    tracemalloc.start()
    content, pages = package(stored(dossier))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    reader = PdfReader(io.BytesIO(content))

    assert len(reader.pages) == pages > 26 * 3
    for place in (0, pages // 2, pages - 1):
        assert f"tr. {place + 1}/{pages}" in reader.pages[place].extract_text()
    listed = words(content)
    assert "tệp hỏng hoặc bị khóa" in listed
    assert len(reader.outline) == 1 + 2 + 27
    assert peak < 200 * 1024 * 1024


def stored_draft(dossier):
    """The dossier opened again for more papers."""
    type(dossier).objects.filter(pk=dossier.pk).update(state=DossierState.RETURNED)
    dossier.refresh_from_db()
    return dossier


def test_package_of_a_revision_is_the_same_bytes_whenever_it_is_made(filled):
    cast.evidence(filled, kind="award", upload=scan(pages=2))
    revisions.freeze(stored(filled), by=cast.officer(cast.COMMUNE))
    first, _pages = package(filled, 3)
    cast.evidence(filled, kind="story", upload=scan(shade=90))
    revisions.freeze(stored(filled), by=cast.officer(cast.COMMUNE))

    assert package(stored(filled), 3)[0] == first
    assert package(stored(filled), 4)[0] != first


def test_page_numbers_of_the_contents_are_those_of_the_pages():
    dossier = cast.dossier(state=DossierState.SUBMITTED)
    cast.evidence(dossier, kind="award", upload=scan(pages=2), title="Giải thưởng vàng")
    revisions.freeze(dossier, by=dossier.entered_by)
    reader = PdfReader(io.BytesIO(package(dossier)[0]))
    [place] = [one for one in reader.outline if one.title == "Giải thưởng vàng"]
    number = reader.get_destination_page_number(place) + 1

    contents = " ".join(reader.pages[1].extract_text().split())
    assert f" {number}" in contents[contents.index("Giải thưởng vàng") :]
    assert number == len(reader.pages) - 1


def test_exchanged_file_is_not_bound_as_what_was_handed_in():
    dossier = cast.dossier(state=DossierState.SUBMITTED)
    paper = cast.evidence(dossier, kind="award", upload=scan())
    revisions.freeze(dossier, by=dossier.entered_by)
    storage = paper.document.file.storage
    storage.delete(paper.document.file.name)
    storage.save(paper.document.file.name, ContentFile(scan(shade=10).read()))

    assert "không đúng tệp đã nộp" in words(package(dossier)[0])


def test_word_files_are_listed_and_not_bound():
    dossier = cast.dossier(state=DossierState.SUBMITTED)
    word = {"content_type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
    cast.evidence(dossier, kind="story", **word)
    revisions.freeze(dossier, by=dossier.entered_by)

    assert "không phải PDF hoặc ảnh" in words(package(dossier)[0])


def test_page_offers_papers_and_package_with_its_size(visit, filled):
    text = visit(cast.officer(cast.COMMUNE), "dossier_page", filled.pk).content.decode()

    assert f"/lam-viec/ho-so/{filled.pk}/bo-ho-so/2.pdf" in text
    assert f"/lam-viec/ho-so/{filled.pk}/giay/mau-01.docx" in text
    assert "3 tài liệu, khoảng" in text
    assert "mau-03" not in text


def test_package_is_for_those_who_see_the_dossier(visit, filled):
    member = cast.producer_member(filled.product.producer)
    answer = visit(member, "dossier_package", filled.pk, 2)

    assert b"".join(answer).startswith(b"%PDF")
    assert answer["Cache-Control"] == "private, no-store"
    assert visit(cast.stranger(), "dossier_package", filled.pk, 2).status_code == 404
    assert visit(member, "dossier_package", filled.pk, 99).status_code == 404
    assert refused(dossiers.submit, stored(filled), by=member).reason
