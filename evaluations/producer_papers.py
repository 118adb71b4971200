"""Forms 01 and 02 of Decision 26/2026, Annex III, written from what the producer handed in.

What nobody filled in is a dotted line. Official papers are Vietnamese, whatever language the reader uses.
"""

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from evaluations.enums import EvidenceKind, Purpose, Tick
from evaluations.handed_in import VIETNAMESE, day_words, paper_title, place_of
from evaluations.models import Rubric
from ocop_portal.core.papers import Fields, Heading, Paper, Signature, Table, Text, Ticks
from producers.enums import Gender, ProducerKind
from products.enums import ProductGroup

OFFICIAL_FORMS = (EvidenceKind.REGISTRATION_SLIP, EvidenceKind.SELF_ASSESSMENT)
# The evidence of form 02 in its order; what fits none of these kinds stands in the last row.
DOTS = "." * 110  # a line to write on
PROOFS = tuple(kind for kind in EvidenceKind if kind not in (*OFFICIAL_FORMS, "other"))


# Form 01


def form_01(handed):
    """Phiếu đăng ký: who registers which product, for what; two blocks for those who receive it."""
    with translation.override(VIETNAMESE):
        return Paper(
            kind=_("Registration slip"),
            subject=_("for evaluating and classifying an OCOP product"),
            annex_of=_("Form 01"),
            issuer=handed.content["producer"]["name"],
            number=handed.dossier.receipt_number,
            place=place_of(handed.dossier),
            blocks=tuple(_form_01(handed)),
            signatures=(_producer_signs(handed),),
            fine_print=handed.fine_print,
        )


def _form_01(handed):
    slip, product = handed.slip, handed.content["product"]
    yield Text(_("To: %(office)s") % {"office": handed.content["office"]["authority"]}, align="center")
    yield Heading(_("I. THE PRODUCER"))
    yield Fields(_producer_fields(handed))
    yield Heading(_("II. THE PRODUCT"))
    yield Fields(
        (
            (_("Name of the product"), product["name"]),
            (_("Group"), str(ProductGroup(product["set"]["group"]).label)),
            (_("Subgroup"), product["set"]["subgroup"]),
            (_("Product set"), f"{product['set']['number']}. {product['set']['name']}"),
            (_("Made in"), product["made_in"]),
        )
    )
    yield Heading(_("III. PURPOSE OF THE REGISTRATION"))
    yield Ticks(tuple((capfirst(str(one.label)), one == handed.content["purpose"]) for one in Purpose))
    yield Heading(_("IV. PAPERS AND SAMPLES"))
    count = slip.get("sample_count")
    yield Fields(
        (
            (_("Papers attached"), _attached(handed)),
            (_("Samples handed in"), "" if count is None else str(count)),
        )
    )
    yield Heading(_("V. UNDERTAKING"))
    yield Text(
        _("The producer vouches for the truth of what is written here and answers for it before the law.")
    )
    yield _received_table(handed)


def _producer_fields(handed):
    slip, maker = handed.slip, handed.content["producer"]
    address = ", ".join(filter(None, (maker["address"], maker["unit"])))
    return (
        (_("Name of the unit"), maker["name"]),
        (_("Kind"), capfirst(str(ProducerKind(maker["kind"]).label))),
        (_("Tax or registration code"), maker["registration_code"]),
        (_("Legal representative"), slip.get("representative") or maker["representative"]),
        (_("Title of the representative"), slip.get("representative_title", "")),
        (_("Address"), slip.get("address") or address),
        (_("Phone"), slip.get("phone") or maker["phone"]),
        (_("E-mail"), slip.get("email") or maker["email"]),
    )


def _attached(handed):
    count = _("%(count)s papers, listed in form 02") % {"count": len(handed.content["evidence"])}
    return "; ".join(filter(None, (count, handed.slip.get("attachments", ""))))


def _received_table(handed):
    """Two receipt blocks: the commune's office fills in by itself, the province's by hand."""
    dossier = handed.dossier
    given = bool(dossier.receipt_number)
    day = f"{dossier.received_on:%d/%m/%Y}" if given else ""
    who = str(dossier.receipt_given_by or dossier.accepted_by or "") if given else ""
    return Table(
        head=("", _("The receiving office"), _("The province's agency")),
        rows=(
            (_("Received on"), day or " ", " "),
            (_("Received by"), who or " ", " "),
            (_("Signature"), " ", " "),
        ),
        widths=(2, 4, 4),
        align=("left", "center", "center"),
    )


def _producer_signs(handed):
    name = handed.slip.get("representative") or handed.content["producer"]["representative"]
    return Signature((_("For the producer"),), name, _("(signature, full name, stamp if any)"))


# Form 02


def form_02(handed):
    """Báo cáo tự đánh giá: the producer, its results, self-scores with evidence, its plan."""
    with translation.override(VIETNAMESE):
        return Paper(
            kind=_("Self-assessment report"),
            subject=_("on the product: %(product)s") % {"product": handed.content["product"]["name"]},
            annex_of=_("Form 02"),
            issuer=handed.content["producer"]["name"],
            place=place_of(handed.dossier),
            blocks=tuple(_form_02(handed)),
            signatures=(_producer_signs(handed),),
            fine_print=handed.fine_print,
        )


def _form_02(handed):
    report, maker = handed.report, handed.content["producer"]
    yield Heading(_("I. THE PRODUCER"))
    gender = str(Gender(maker["gender"]).label) if maker["gender"] else ""
    registered = report.get("registered_on") or maker["registered_on"]
    yield Fields(
        (
            *_producer_fields(handed)[:4],
            (_("Gender of the representative"), gender),
            (_("Ethnic group"), maker["ethnic_group"]),
            (_("Day of registration"), day_words(registered)),
        )
    )
    yield Text(_("Papers the producer has:"), bold=True, align="left")
    yield Ticks(tuple(_ticks(handed)))
    yield from _written(_("History of the producer"), report.get("history"))
    yield from _written(_("Structure of the producer"), report.get("organisation"))
    yield Heading(_("II. RESULTS OF THE BUSINESS PLAN"))
    yield from _written("", report.get("business_results"))
    if handed.content["purpose"] != Purpose.FIRST:
        yield from _written(_("What changed since the last recognition"), report.get("changes"))
    yield Heading(_("III. SELF-ASSESSMENT BY CRITERION"))
    yield from _score_table(handed)
    yield Text(_("List of evidence"), bold=True, align="left")
    yield _proof_table(handed)
    yield Heading(_("IV. PLAN FOR THE TIME TO COME"))
    yield from _written("", report.get("plan"))


def _written(title, text):
    """What was written, or dotted lines to write on."""
    if not text:
        if title:
            yield Text(f"{title}:", bold=True, align="left")
        yield Text(DOTS, align="left")
        yield Text(DOTS, align="left")
        return
    if title:
        yield Text(f"{title}:", bold=True, align="left")
    for paragraph in filter(None, text.splitlines()):
        yield Text(paragraph)


def _ticks(handed):
    """The boxes of form 02: ticked by the producer, or proved by a paper of that kind in the dossier."""
    ticked = {paper["kind"] for paper in handed.content["evidence"]} | set(handed.report.get("ticks", []))
    for tick in Tick:
        yield capfirst(str(tick.label)), tick in ticked


def _score_table(handed):
    rubric = Rubric.objects.filter(pk=handed.content["rubric"]).first()
    if rubric is None:
        yield Text(_("No score sheet is published for this product set."), italic=True)
        return
    scores = {score["criterion"]: score for score in handed.report.get("scores", [])}
    rows, total, known = [], 0, bool(scores)
    for criterion in rubric.criteria.prefetch_related("options"):
        score = scores.get(criterion.code)
        points = _points(criterion, score)
        total += points or 0
        rows.append(_score_row(handed, criterion, score, points))
    yield Table(
        head=(_("Code"), _("Criterion"), _("At most"), _("Points"), _("What proves it")),
        rows=tuple(rows),
        total=((("", 2), "100", str(total) if known else " ", " "),),
        widths=(1.3, 6, 1.5, 1.5, 5),
        align=("center", "left", "center", "center", "left"),
    )


def _points(criterion, score):
    if score is None:
        return None
    chosen = (option.points for option in criterion.options.all() if option.position == score["mark"])
    return next(chosen, 0)


def _score_row(handed, criterion, score, points):
    papers = [p["title"] for p in handed.content["evidence"] if p["criterion_code"] == criterion.code]
    proofs = "; ".join(filter(None, [score["note"] if score else "", *papers]))
    shown = "" if points is None else str(points)
    return criterion.code, criterion.name, str(criterion.max_points), shown or " ", proofs or " "


def _proof_table(handed):
    """The evidence of form 02, one row for each of the kinds in their order, and one for all others."""
    by_kind = {}
    for paper in handed.content["evidence"]:
        by_kind.setdefault(paper["kind"] if paper["kind"] in PROOFS else "", []).append(paper)
    kinds = [*((kind, str(kind.label)) for kind in PROOFS), ("", _("Other papers"))]
    rows = [
        (str(number), label, *_proof_cells(by_kind.get(kind, [])))
        for number, (kind, label) in enumerate(kinds, start=1)
    ]
    return Table(
        head=(_("No."), _("Kind of paper"), _("Title, number, day"), _("Criteria"), _("Files")),
        rows=tuple(rows),
        widths=(1, 4, 6, 2, 1.4),
        align=("center", "left", "left", "center", "center"),
    )


def _proof_cells(papers):
    if not papers:
        return " ", " ", " "
    titles = "; ".join(dict.fromkeys(paper_title(paper) for paper in papers))
    codes = ", ".join(dict.fromkeys(paper["criterion_code"] for paper in papers if paper["criterion_code"]))
    return titles, codes or " ", str(len({paper["sha256"] for paper in papers}))
