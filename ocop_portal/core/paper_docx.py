"""Official papers as Word documents an office can still edit, in the same layout as the PDF."""

import io

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from PIL import Image

from ocop_portal.core.paper_pdf import columns_of, dateline, head_rows
from ocop_portal.core.papers import Fields, Heading, Items, PageBreak, Picture, Table, Text, Ticks

FONT = "Times New Roman"
ALIGN = {
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
DOTS = "." * 60


def as_docx(paper):
    """Return the bytes of the paper as .docx."""
    document = Document()
    _page(document, paper)
    _head(document, paper)
    _write(document, paper.kind.upper(), size=14, bold=True, align="center")
    if paper.subject:
        _write(document, paper.subject, bold=True, align="center")
    for ground in paper.grounds:
        _write(document, ground, italic=True, indent=True)
    for block in paper.blocks:
        WRITERS[type(block)](document, block)
    _signatures(document, paper)
    document.core_properties.title = " ".join(filter(None, (paper.kind, paper.subject)))
    document.core_properties.language = "vi-VN"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# The page


def _page(document, paper):
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(4)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    if paper.landscape:
        section.orientation, section.left_margin = WD_ORIENT.LANDSCAPE, Mm(20)
        section.page_width, section.page_height = Mm(297), Mm(210)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    for footer in (section.footer, section.first_page_footer):
        run = footer.paragraphs[0].add_run(paper.fine_print)
        run.font.size = Pt(8)


def _page_number(paragraph):
    paragraph.alignment = ALIGN["center"]
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _head(document, paper):
    if paper.annex_of:
        _write(document, paper.annex_of, bold=True, align="right")
    if not (paper.has_motto or paper.issuer or paper.superior):
        return
    table = document.add_table(rows=2, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    left, right = table.rows[0].cells
    if paper.superior:
        _into(left, paper.superior.upper(), size=12)
    _into(left, paper.issuer.upper(), size=12, bold=True)
    if paper.has_motto:
        _into(right, MOTTO[0], size=12, bold=True)
        _into(right, MOTTO[1], bold=True, underline=True)
    left, right = table.rows[1].cells
    _into(left, f"Số: {paper.number}" if paper.number else "")
    _into(right, dateline(paper), italic=True)


# Blocks


def _write(document, text, *, size=None, bold=False, italic=False, align="justify", indent=False, lead=""):
    paragraph = document.add_paragraph()
    paragraph.alignment = ALIGN[align]
    if indent:
        paragraph.paragraph_format.first_line_indent = Mm(10)
    if lead:
        paragraph.add_run(f"{lead} ").bold = True
    _run(paragraph, text, size=size, bold=bold, italic=italic)
    return paragraph


def _run(paragraph, text, *, size=None, bold=False, italic=False, underline=False):
    run = paragraph.add_run(text)
    run.bold, run.italic, run.underline = bold, italic, underline
    if size:
        run.font.size = Pt(size)


def _into(cell, text, align="center", **looks):
    """Write a line into a cell of the head, of a table or of the signatures."""
    first = cell.paragraphs[0]
    paragraph = first if not first.runs else cell.add_paragraph()
    paragraph.alignment = ALIGN[align]
    paragraph.paragraph_format.space_after = Pt(0)
    _run(paragraph, text, **looks)


def _text(document, block):
    looks = {"bold": block.bold, "italic": block.italic, "align": block.align, "lead": block.lead}
    _write(document, block.text, indent=block.align == "justify", **looks)


def _heading(document, block):
    paragraph = document.add_paragraph(style=f"Heading {block.level}")
    run = paragraph.add_run(block.text)
    run.bold, run.italic = True, block.level > 2
    run.font.name, run.font.size = FONT, Pt(13)
    run.font.color.rgb = None


def _items(document, block):
    style = "List Number" if block.numbered else "List Bullet"
    for item in block.items:
        document.add_paragraph(item, style=style)


def _fields(document, block):
    for label, value in block.rows:
        _write(document, f"{label}: {value or DOTS}", align="left")


def _ticks(document, block):
    for label, ticked in block.rows:
        _write(document, f"{'☒' if ticked else '☐'} {label}", align="left")


def _table(document, block):
    columns = columns_of(block)
    table = document.add_table(rows=0, cols=columns)
    table.style = "Table Grid"
    align = list(block.align) or ["left"] * columns
    small = 10 if columns > 7 else 12
    for row in head_rows(block):
        _row(table, row, ["center"] * columns, small, bold=True)
        _repeat(table.rows[-1])
    for row in block.rows:
        _row(table, row, align, small)
    for row in block.total:
        _row(table, row, align, small, bold=True)
    _widths(table, block.widths)


def _row(table, cells, align, size, bold=False):
    made = table.add_row().cells
    place = 0
    for given in cells:
        text, span = given if isinstance(given, list | tuple) else (given, 1)
        cell = made[place] if span == 1 else made[place].merge(made[place + span - 1])
        _into(cell, text, align[place], size=size, bold=bold)
        place += span


def _repeat(row):
    """Have Word print the row on every page of the table."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def _widths(table, widths):
    if not widths:
        return
    section_width = Mm(165) if len(widths) < 9 else Mm(250)
    total = sum(widths)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=False):
            cell.width = int(section_width * width / total)


def _picture(document, block):
    content = io.BytesIO(block.content)
    if not block.content.startswith((b"\x89PNG", b"\xff\xd8\xff")):
        picture, content = Image.open(content), io.BytesIO()
        picture.convert("RGB").save(content, "JPEG")
        content.seek(0)
    document.add_picture(content, width=Mm(block.width))
    if block.caption:
        _write(document, block.caption, italic=True, align="center")


def _break(document, _block):
    document.add_page_break()


WRITERS = {
    Text: _text,
    Heading: _heading,
    Items: _items,
    Fields: _fields,
    Ticks: _ticks,
    Table: _table,
    Picture: _picture,
    PageBreak: _break,
}


def _signatures(document, paper):
    columns = (["recipients"] if paper.recipients else []) + list(paper.signatures)
    if len(columns) == 1:
        columns = ["", *columns]
    if not columns:
        return
    document.add_paragraph()
    cells = document.add_table(rows=1, cols=len(columns)).rows[0].cells
    for cell, one in zip(cells, columns, strict=True):
        if one == "recipients":
            _recipients(cell, paper.recipients)
        elif one:
            _signature(cell, one)


def _recipients(cell, recipients):
    _into(cell, "Nơi nhận:", "left", size=12, bold=True, italic=True)
    for line in recipients:
        _into(cell, f"- {line};", "left", size=11)


def _signature(cell, one):
    for title in one.titles:
        _into(cell, title.upper(), bold=True)
    _into(cell, one.note, italic=True, size=11)
    for _blank in range(3):
        cell.add_paragraph()
    _into(cell, one.name, bold=True)
