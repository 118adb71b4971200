"""What proves a criterion: its own notes in the sheet, and the kinds of paper that usually do.

Form 02 of Decision 26/2026 lists 15 kinds of evidence without saying what each proves; the table below reads
it from the name of the criterion. It only guides: any kind may be attached to any criterion.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from evaluations.enums import EvidenceKind
from ocop_portal.core.text import fold

_K = EvidenceKind
SHOWN_CONDITIONS = ("evidence", "require", "info")

# Words in the name of a criterion, in the order in which they are looked for, and what usually proves it.
KINDS = (
    (("y tuong",), (_K.STORY, _K.INTELLECTUAL_PROPERTY)),
    (("lien ket vung", "lien ket chuoi gia tri"), (_K.MARKET, _K.ADVERTISING)),
    (("lien ket",), (_K.RAW_MATERIALS, _K.MARKET)),
    (("nguyen lieu", "nguon goc", "vung san xuat"), (_K.RAW_MATERIALS,)),
    (("canh quan",), (_K.ENVIRONMENT, _K.PRODUCTION_LICENCE)),
    (("moi truong", "nang luong", "cong nghe", "bao ton"), (_K.ENVIRONMENT,)),
    (("gia tang gia tri",), (_K.ENVIRONMENT, _K.PRODUCTION_LICENCE)),
    (("nang luc san xuat",), (_K.PRODUCTION_LICENCE, _K.GROWTH)),
    (("bao bi", "dong goi"), (_K.QUALITY_DECLARATION, _K.INTELLECTUAL_PROPERTY)),
    (("nhan hang hoa", "ghi nhan", "nhan song ngu"), (_K.TRACEABILITY, _K.QUALITY_DECLARATION)),
    (("loai hinh", "dai dien", "cong dong tham gia", "bo phan dieu phoi"), (_K.BUSINESS_REGISTRATION,)),
    (("lao dong",), (_K.LABOUR,)),
    (("tang truong", "ke toan"), (_K.GROWTH,)),
    (("so huu tri tue",), (_K.INTELLECTUAL_PROPERTY,)),
    (("phan phoi", "thi truong", "ban hang"), (_K.MARKET,)),
    (("quang ba", "nhan dien"), (_K.ADVERTISING,)),
    (("cau chuyen", "ban sac"), (_K.STORY,)),
    (("nong thon moi", "hoat dong thu hut", "trai nghiem"), (_K.ADVERTISING, _K.AWARD)),
    (("cong bo",), (_K.QUALITY_DECLARATION,)),
    (("kiem tra", "dinh duong", "an toan thuc pham", "tac dung"), (_K.TEST_REPORT,)),
    (("dam bao chat luong", "dieu kien dam bao", "co che quan ly"), (_K.QUALITY_MANAGEMENT,)),
    (("an toan", "dieu kien kinh doanh"), (_K.PRODUCTION_LICENCE, _K.TEST_REPORT)),
    (("doc dao",), (_K.AWARD, _K.STORY)),
    (("huong dan su dung", "hieu qua su dung", "tien loi"), (_K.QUALITY_DECLARATION, _K.TEST_REPORT)),
    (("quan ly va nhan vien", "phuc vu"), (_K.LABOUR, _K.QUALITY_MANAGEMENT)),
)

HINTS = {
    _K.BUSINESS_REGISTRATION: _("Certificate of business, cooperative or household registration."),
    _K.PRODUCTION_LICENCE: _("Food safety certificate or commitment, licence, GMP where required."),
    _K.RAW_MATERIALS: _("Purchase or link contracts, list of suppliers, code of the growing area."),
    _K.ENVIRONMENT: _("Environmental plan or registration, photos of waste treatment and machinery."),
    _K.LABOUR: _("List of workers with their place of residence, social insurance list."),
    _K.GROWTH: _("Financial reports of two years, or the yearly classification of the cooperative."),
    _K.INTELLECTUAL_PROPERTY: _(
        "Trademark, geographical indication, industrial design, or the filed request."
    ),
    _K.MARKET: _("Sales contracts, invoices, list of selling points, fairs the product was taken to."),
    _K.ADVERTISING: _("Web page, shop on a trading platform, leaflets, news items."),
    _K.STORY: _("The product story as text, on paper or as a film, and where it is shown."),
    _K.QUALITY_DECLARATION: _("Self-declaration or registered declaration, applied standard, the label."),
    _K.TEST_REPORT: _("Test reports of a designated laboratory, within the last 12 months."),
    _K.TRACEABILITY: _("Barcode certificate, traceability stamp that opens a page of the product."),
    _K.QUALITY_MANAGEMENT: _("ISO, HACCP, VietGAP, organic or similar certificate, production diary."),
    _K.AWARD: _("Awards, certificates of merit, earlier recognitions."),
}


@dataclass(frozen=True)
class Proof:
    kind: str
    label: str
    hint: str


def kinds_for(name):
    """Return the kinds of paper that usually prove a criterion of that name; none for what is tasted."""
    folded = fold(name)
    return next((kinds for words, kinds in KINDS if any(word in folded for word in words)), ())


def proofs_for(criterion):
    return [Proof(kind.value, kind.label, HINTS[kind]) for kind in kinds_for(criterion.name)]


def notes_of(criterion):
    """The sentences of the sheet about what proves the criterion or how it is to be read."""
    return [one["text"] for one in criterion.conditions if one["type"] in SHOWN_CONDITIONS]
