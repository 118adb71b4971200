"""Official papers as PDF/A, set by typst with the fonts of the repository: the same bytes on every machine.

Texts reach the setter as data only, so nothing in them is markup. The compiler must not run in a process that
forks afterwards: it is called in requests and tasks, never at import.
"""

import hashlib
import json
import tempfile
from dataclasses import asdict
from pathlib import Path

import typst

from ocop_portal.core.papers import Picture

HERE = Path(__file__).parent
LAYOUT, FONTS = HERE / "paper.typ", HERE / "fonts"
# Both at once: archiving (Law on Archives asks for PDF/A) and reading aloud.
STANDARDS = ["a-2a", "ua-1"]
UNDATED = (2020, 3, 5)  # an archive file needs a day; the day of the decree says there was none
SUFFIXES = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"RIFF": "webp"}


def as_pdf(paper):
    """Return the bytes of the paper as PDF/A-2a; the same paper gives the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        record = paper_record(paper, Path(folder))
        layout = Path(folder) / LAYOUT.name
        layout.write_bytes(LAYOUT.read_bytes())
        return typst.compile(
            str(layout),
            root=folder,
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"paper": json.dumps(record, ensure_ascii=False), "pictures": "/"},
            format="pdf",
            pdf_standards=STANDARDS,
        )


def paper_record(paper, folder):
    """Return the paper as plain data; its pictures are written into the folder."""
    return {
        "title": " ".join(filter(None, (paper.kind, paper.subject))),
        "kind": paper.kind,
        "subject": paper.subject,
        "issuer": paper.issuer,
        "superior": paper.superior,
        "number": paper.number,
        "dateline": dateline(paper),
        "dated": [paper.day.year, paper.day.month, paper.day.day] if paper.day else list(UNDATED),
        "annex": paper.annex_of,
        "grounds": list(paper.grounds),
        "blocks": [_block_record(block, folder) for block in paper.blocks],
        "signatures": [asdict(one) for one in paper.signatures],
        "recipients": list(paper.recipients),
        "fine_print": paper.fine_print,
        "landscape": paper.landscape,
        "motto": paper.has_motto,
    }


def dateline(paper):
    """Return place and day as papers write them: "Bắc Ninh, ngày 05 tháng 8 năm 2026"."""
    if paper.day is None:
        return paper.place
    day = f"ngày {paper.day:%d} tháng {month_text(paper.day)} năm {paper.day.year}"
    return f"{paper.place}, {day}" if paper.place else day


def month_text(day):
    """January and February carry a nought, as Decree 30/2020 asks."""
    return f"{day.month:02}" if day.month < 3 else str(day.month)


def _block_record(block, folder):
    record = {"type": type(block).__name__.lower().replace("pagebreak", "break")}
    if isinstance(block, Picture):
        return record | {
            "file": _write_picture(block.content, folder),
            "caption": block.caption,
            "width": block.width,
        }
    values = asdict(block)
    if record["type"] == "table":
        columns = columns_of(block)
        values["widths"] = list(block.widths) or [1] * columns
        values["align"] = list(block.align) or ["left"] * columns
        values["head"] = head_rows(block)
        values["total"] = list(block.total)
    return record | values


def head_rows(table):
    """The head as a list of rows; a head of one row may be given bare."""
    first = table.head[0] if table.head else ()
    return (
        [list(row) for row in table.head]
        if isinstance(first, list | tuple) and not _is_span(first)
        else [list(table.head)]
    )


def _is_span(given):
    return len(given) == 2 and isinstance(given[1], int)


def columns_of(table):
    return sum(cell[1] if isinstance(cell, list | tuple) else 1 for cell in head_rows(table)[0])


def _write_picture(content, folder):
    suffix = next((name for start, name in SUFFIXES.items() if content.startswith(start)), "svg")
    name = f"{hashlib.sha256(content).hexdigest()[:16]}.{suffix}"
    (folder / name).write_bytes(content)
    return name
