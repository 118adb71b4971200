"""Official papers as data, in the layout of Decree 30/2020/NĐ-CP; written as PDF and as editable Word.

A paper is described once (`Paper` and its blocks) and never knows how it is written. All texts are plain:
nothing in them is markup.
"""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Text:
    """A paragraph. `lead` is printed bold before the text; `align` is justify, left, center or right."""

    text: str
    lead: str = ""
    bold: bool = False
    italic: bool = False
    align: str = "justify"


@dataclass(frozen=True)
class Heading:
    """A numbered or lettered heading as the paper writes it, e.g. "I. THÀNH PHẦN THAM DỰ" (level 1 to 3)."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Items:
    """A list, one dash each, or numbered from 1."""

    items: tuple
    numbered: bool = False


@dataclass(frozen=True)
class Fields:
    """Lines of a form: pairs of a label and what was filled in; an empty value is a dotted line."""

    rows: tuple


@dataclass(frozen=True)
class Ticks:
    """Boxes of a form: pairs of a label and whether it is ticked."""

    rows: tuple


@dataclass(frozen=True)
class Table:
    """A ruled table. `head` is one row or several; a cell is text, or (text, columns it spans).

    `widths` are relative; `align` holds left, center or right per column; `total` rows are printed bold.
    """

    head: tuple
    rows: tuple
    widths: tuple = ()
    align: tuple = ()
    total: tuple = ()


@dataclass(frozen=True)
class Picture:
    """An image (PNG, JPEG, WEBP or SVG bytes) with its caption; `width` in millimetres."""

    content: bytes
    caption: str = ""
    width: int = 120


@dataclass(frozen=True)
class PageBreak:
    pass


@dataclass(frozen=True)
class Signature:
    """Who signs: lines of authority and title ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), then the name."""

    titles: tuple
    name: str = ""
    note: str = "(Ký, ghi rõ họ tên)"


@dataclass(frozen=True)
class Paper:
    """One official paper. `kind` is printed in bold capitals ("BIÊN BẢN"), `subject` under it.

    `annex_of` replaces number and place for annexes and forms ("Mẫu số 01"). `fine_print` stands at the foot
    of every page: the head of the score ledger, who printed it and when.
    """

    kind: str
    blocks: tuple
    subject: str = ""
    issuer: str = ""
    superior: str = ""
    number: str = ""
    place: str = ""
    day: date | None = None
    grounds: tuple = ()
    signatures: tuple = ()
    recipients: tuple = ()
    annex_of: str = ""
    fine_print: str = ""
    landscape: bool = False
    has_motto: bool = True
    meta: dict = field(default_factory=dict)
