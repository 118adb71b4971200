"""The whole dossier as one numbered PDF: cover, contents, forms, then every paper handed in.

Written from a frozen revision: the same revision gives the same package. A file that is not what was handed
in any more, or is no PDF or picture that can be read, is named in the list instead of being bound.
"""

import hashlib
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from evaluations.dossier_papers import form_03
from evaluations.enums import EvidenceKind, Purpose
from evaluations.handed_in import VIETNAMESE, paper_title, place_of
from evaluations.models import Evidence
from evaluations.producer_papers import form_01, form_02
from ocop_portal.core.binding import Bound, Unbindable, bind, picture_page, read_pdf
from ocop_portal.core.files import MEGABYTE, PDF, PICTURES
from ocop_portal.core.paper_pdf import as_pdf
from ocop_portal.core.papers import Fields, Heading, PageBreak, Paper, Table, Text

# Bounds that keep one package from holding up the server; what lies beyond is named in the list.
MOST_BYTES = 150 * MEGABYTE
MOST_PAGES = 1500
PICTURE_TYPES = {kind.content_type for kind in PICTURES}
KIND_ORDER = {kind: place for place, kind in enumerate(EvidenceKind.values)}


@dataclass
class Entry:
    """A paper of the list: `reader` holds its pages, or `problem` says why it is not bound."""

    title: str
    paper: dict | None = None
    reader: object = None
    problem: str = ""

    @property
    def count(self):
        return len(self.reader.pages) if self.reader else 0


def bound_bytes(papers):
    """Return the bytes of the files a package binds, each once: what the page says of its size."""
    return sum({paper["sha256"]: paper["size"] for paper in papers if _is_bindable(paper)}.values())


def _is_bindable(paper):
    return paper["content_type"] == PDF.content_type or paper["content_type"] in PICTURE_TYPES


def write_package(handed, out):
    """Write the package into the file `out` and return the number of its pages."""
    with translation.override(VIETNAMESE), ExitStack() as files:
        entries = [*_forms(handed), *_evidence(handed, files)]
        front = _front(handed, entries)
        parts = [Bound(_("Cover and contents"), front, _label(handed, ""))]
        parts += [
            Bound(entry.title, entry.reader, _label(handed, number))
            for number, entry in enumerate(entries, start=1)
            if entry.reader
        ]
        return bind(parts, out, title=f"{handed.content['product']['name']} - {_('OCOP dossier')}")


def _label(handed, number):
    name = handed.dossier.receipt_number or handed.content["product"]["name"][:60]
    return f"{name} · {_('paper %(number)s') % {'number': number}}" if number else name


# What is bound


def _forms(handed):
    yield Entry(_("Registration slip (form 01)"), reader=_set(form_01(handed)))
    yield Entry(_("Self-assessment report (form 02)"), reader=_set(form_02(handed)))
    if hasattr(handed.dossier, "assessment"):
        yield Entry(_("Report of the receiving office (form 03)"), reader=_set(form_03(handed)))


def _set(paper):
    return read_pdf(BytesIO(as_pdf(paper)))


def _evidence(handed, files):
    """The papers in the order of form 02; a file used for several criteria is bound once."""
    papers = _once(handed.content["evidence"])
    rows = Evidence.objects.filter(pk__in=[paper["pk"] for paper in papers])
    documents = {row.pk: row.document for row in rows}
    budget = {"bytes": MOST_BYTES, "pages": MOST_PAGES}
    for paper in papers:
        yield _entry(paper, documents.get(paper["pk"]), budget, files)


def _once(papers):
    found = {}
    for paper in sorted(papers, key=lambda one: (KIND_ORDER.get(one["kind"], 99), one["pk"])):
        same = found.setdefault(paper["sha256"], paper | {"criteria": []})
        if paper["criterion_code"]:
            same["criteria"].append(paper["criterion_code"])
    return list(found.values())


def _entry(paper, document, budget, files):
    entry = Entry(paper["title"], paper)
    entry.problem = _hindrance(paper, document, budget)
    if entry.problem:
        return entry
    try:
        entry.reader = _reader(paper, files.enter_context(document.file.storage.open(document.file.name)))
    except Unbindable:
        entry.problem = _("damaged or locked, enclosed separately")
        return entry
    budget["bytes"] -= paper["size"]
    budget["pages"] -= entry.count
    return entry


def _hindrance(paper, document, budget):
    if not _is_bindable(paper):
        return _("not a PDF or a picture, enclosed separately")
    if paper["size"] > budget["bytes"] or budget["pages"] <= 0:
        return _("the package is full, enclosed separately")
    if document is None or not _is_what_was_handed_in(paper, document):
        return _("the stored file is not the one handed in")
    return ""


def _is_what_was_handed_in(paper, document):
    try:
        with document.file.storage.open(document.file.name) as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == paper["sha256"]
    except OSError:
        return False


def _reader(paper, file):
    return picture_page(file) if paper["content_type"] in PICTURE_TYPES else read_pdf(file)


# Cover and contents


def _front(handed, entries):
    """The cover and the list, set until the list has as many pages as it says."""
    pages = 1
    for _attempt in range(4):
        reader = _set(_front_paper(handed, entries, pages))
        if len(reader.pages) == pages:
            break
        pages = len(reader.pages)
    return reader


def _front_paper(handed, entries, pages):
    dossier, maker = handed.dossier, handed.content["producer"]
    rows, first = [], pages + 1
    for number, entry in enumerate(entries, start=1):
        rows.append(_row(number, entry, first))
        first += entry.count
    facts = (
        (_("Receipt number"), dossier.receipt_number),
        (_("Received on"), f"{dossier.received_on:%d/%m/%Y}"),
        (_("Product"), handed.content["product"]["name"]),
        (_("Product set"), handed.content["product"]["set"]["name"]),
        (_("Producer"), maker["name"]),
        (_("Purpose"), capfirst(str(Purpose(handed.content["purpose"]).label))),
        (_("Papers"), str(len(entries))),
        (_("Number of pages"), str(first - 1)),
    )
    return Paper(
        kind=_("OCOP dossier"),
        subject=handed.content["product"]["name"],
        superior=handed.content["office"]["authority"],
        issuer=handed.content["office"]["name"],
        place=place_of(dossier),
        blocks=(
            Fields(facts),
            PageBreak(),
            Heading(_("CONTENTS AND LIST OF EVIDENCE")),
            *_lists(rows, entries),
        ),
        fine_print=handed.fine_print,
    )


def _lists(rows, entries):
    yield Table(
        head=(_("No."), _("Paper"), _("Kind of paper"), _("Criteria"), _("Checksum"), _("Page")),
        rows=tuple(rows),
        widths=(1, 6, 4, 2, 2.2, 1.8),
        align=("center", "left", "left", "center", "center", "center"),
    )
    missing = sum(1 for entry in entries if entry.problem)
    if missing:
        text = _("%(count)s files are not bound here; the list says why. They can be opened in the portal.")
        yield Text(text % {"count": missing}, italic=True)


def _row(number, entry, first):
    if entry.paper is None:
        return str(number), entry.title, " ", " ", " ", str(first)
    paper = entry.paper
    title = f"{paper_title(paper)}\n{paper['original_name']}"
    if entry.problem:
        title += f"\n({entry.problem})"
    label = str(EvidenceKind(paper["kind"]).label) if paper["kind"] in EvidenceKind.values else paper["kind"]
    codes = ", ".join(paper["criteria"]) or " "
    return str(number), title, label, codes, paper["sha256"][:8], str(first) if entry.reader else "–"
