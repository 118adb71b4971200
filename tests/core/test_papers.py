"""Official papers: nothing in them is markup, both forms say the same, the file lasts in an archive."""

import io
from datetime import date

import pytest
from docx import Document
from pypdf import PdfReader

from ocop_portal.core.paper_docx import as_docx
from ocop_portal.core.paper_files import paper_response
from ocop_portal.core.paper_pdf import as_pdf, dateline
from ocop_portal.core.papers import (
    Fields,
    Heading,
    Items,
    PageBreak,
    Paper,
    Picture,
    Signature,
    Table,
    Text,
    Ticks,
)
from tests.answers import docx_text, pdf_text
from tests.core.test_files import picture

HOSTILE = '#panic() *đậm* _x_ <a> & $y$ "z" \\ // [w]'


def paper(**values):
    blocks = (
        Heading("I. THÀNH PHẦN THAM DỰ"),
        Text(HOSTILE, lead="Kết luận:"),
        Items(("Ông Nguyễn Văn Ất", "Bà Trần Thị Ngữ"), numbered=True),
        Fields((("Tên sản phẩm", "Mật ong"), ("Ghi chú", ""))),
        Ticks((("Đăng ký kinh doanh", True), ("Mã vạch", False))),
        Table(
            head=(("TT", "Sản phẩm", ("Điểm", 2)), ("", "", "A", "B")),
            rows=tuple((str(n), "Mỳ gạo", "35", "20") for n in range(80)),
            widths=(1, 4, 1, 1),
            align=("center", "left", "right", "right"),
            total=(("", "Cộng", "70", "40"),),
        ),
        Picture(picture("PNG", (40, 30)), caption="Ảnh hiện trường"),
        PageBreak(),
        Text("Trang cuối."),
    )
    facts = {
        "kind": "Biên bản",
        "subject": "Họp Hội đồng đánh giá, phân hạng",
        "issuer": "Hội đồng",
        "superior": "UBND tỉnh Bắc Ninh",
        "number": "12/BB-HĐ",
        "place": "Bắc Ninh",
        "day": date(2026, 2, 5),
        "grounds": ("Căn cứ Quyết định số 26/2026/QĐ-TTg;",),
        "signatures": (Signature(("Thư ký",), "Nguyễn Thị Thư"), Signature(("Chủ tịch",), "Trần Văn Chủ")),
        "recipients": ("UBND tỉnh", "Lưu: VT"),
        "fine_print": "Đầu sổ điểm: 0a1b2c",
    }
    return Paper(blocks=blocks, **facts | values)


SAID = (
    *("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "UBND TỈNH BẮC NINH", "Số: 12/BB-HĐ", "BIÊN BẢN"),
    *("ngày 05 tháng 02 năm 2026", "I. THÀNH PHẦN THAM DỰ", HOSTILE, "Ông Nguyễn Văn Ất", "Mỳ gạo"),
    *("Nơi nhận:", "Lưu: VT", "Trần Văn Chủ", "Ảnh hiện trường", "Trang cuối.", "Đầu sổ điểm: 0a1b2c"),
)


@pytest.mark.parametrize(("write", "read"), [(as_pdf, pdf_text), (as_docx, docx_text)], ids=["pdf", "docx"])
def test_both_forms_say_the_same_and_take_nothing_for_markup(write, read):
    text = " ".join(read(write(paper())).split())
    assert [words for words in SAID if words not in text] == []


def test_the_file_is_made_for_the_archive_and_carries_its_fonts():
    content = as_pdf(paper())
    assert b"pdfaid" in content or b"/OutputIntents" in content
    reader = PdfReader(io.BytesIO(content))
    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    assert all("Tinos" in font.get_object()["/BaseFont"] for font in fonts)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_the_head_of_a_table_stands_on_every_page_and_pages_are_numbered_from_the_second():
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(as_pdf(paper()))).pages]
    with_rows = [text for text in pages if "Mỳ gạo" in text]
    assert len(with_rows) > 1
    assert all("Sản phẩm" in text for text in with_rows)
    assert not pages[0].startswith("1\n")
    assert pages[1].startswith("2\n")


def test_the_same_paper_gives_the_same_bytes():
    assert as_pdf(paper()) == as_pdf(paper())


def test_a_wide_paper_lies_on_its_side():
    box = PdfReader(io.BytesIO(as_pdf(paper(landscape=True)))).pages[0].mediabox
    assert box.width > box.height
    section = Document(io.BytesIO(as_docx(paper(landscape=True)))).sections[0]
    assert section.page_width > section.page_height


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 8, 5), "ngày 05 tháng 8 năm 2026"),
        (date(2026, 1, 15), "ngày 15 tháng 01 năm 2026"),
        (date(2026, 12, 1), "ngày 01 tháng 12 năm 2026"),
    ],
)
def test_days_are_written_as_the_decree_writes_them(day, words):
    assert dateline(Paper(kind="x", blocks=(), day=day)) == words


def test_a_paper_leaves_as_a_download_nobody_keeps():
    response = paper_response(paper(), name="Biên bản phiên 1", form="pdf")
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''Bi%C3%AAn%20b%E1%BA%A3n%20phi%C3%AAn%201.pdf"
    )
    assert response["Cache-Control"] == "private, no-store"
    assert response.content.startswith(b"%PDF")
