"""What a person reads in an answer of the portal: the text of a page, of a PDF, a Word file, a workbook."""

import io

from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def body(response):
    """The text of the answer; of papers the words, without the moment at which the file was written."""
    content = b"".join(response) if response.streaming else response.content
    kind = response.get("Content-Type", "")
    if kind == "application/pdf" and b"startxref" in content:
        return pdf_text(content)
    if kind == XLSX:
        return xlsx_text(content)
    return docx_text(content) if kind == DOCX else content.decode(errors="replace")


def pdf_text(content):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def docx_text(content):
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    section = document.sections[0]
    return "\n".join([*(p.text for p in document.paragraphs), *cells, section.footer.paragraphs[0].text])


def xlsx_text(content):
    sheets = load_workbook(io.BytesIO(content)).worksheets
    return "\n".join(
        str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row
    )
