"""What a person reads in an answer of the portal: the text of a page, of a PDF, of a Word file."""

import io

from docx import Document
from pypdf import PdfReader

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def body(response):
    """The text of the answer; of papers the words, without the moment at which the file was written."""
    content = b"".join(response) if response.streaming else response.content
    kind = response.get("Content-Type", "")
    if kind == "application/pdf" and b"startxref" in content:
        return pdf_text(content)
    return docx_text(content) if kind == DOCX else content.decode(errors="replace")


def pdf_text(content):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def docx_text(content):
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    section = document.sections[0]
    return "\n".join([*(p.text for p in document.paragraphs), *cells, section.footer.paragraphs[0].text])
