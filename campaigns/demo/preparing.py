"""A producer at work: its member prepares a dossier, half filled in, from a library of papers."""

from datetime import timedelta

from campaigns.demo.cards import marks_for
from campaigns.demo.makers import product
from campaigns.demo.papers import paper
from evaluations import dossiers, library, preparation
from evaluations.enums import EvidenceKind, Purpose, Tick
from evaluations.models import Dossier
from evaluations.revisions import expected_rubric
from ocop_portal.core.days import today
from producers.models import Producer

GOODS = ("Mứt vải Lục Ngạn (mẫu)", 7)
STORY = "Câu chuyện minh họa: vải chín sớm của xã được sên với mật ong rừng theo cách làm của các gia đình."
REPORT = {
    "ticks": [Tick.BUSINESS_REGISTRATION, Tick.FOOD_SAFETY, Tick.COLLECTIVE_MARK],
    "history": "Hợp tác xã thành lập năm 2018 từ 12 hộ trồng vải, nay có 34 thành viên (mẫu).",
    "organisation": "Hội đồng quản trị 3 người, tổ sản xuất 18 người, 16 người thường trú trong xã (mẫu).",
}
# (kind, title, number, days since it was issued, days until it runs out or None, criteria it proves)
PAPERS = (
    (EvidenceKind.BUSINESS_REGISTRATION, "Giấy đăng ký hợp tác xã (mẫu)", "2400012345", 2800, None, ("3.1",)),
    (EvidenceKind.RAW_MATERIALS, "Hợp đồng thu mua vải 2026 (mẫu)", "07/HĐ", 200, 530, ("1.1", "1.4")),
    (EvidenceKind.PRODUCTION_LICENCE, "Giấy chứng nhận ATTP (mẫu)", "118/2024/NNPTNT", 640, 455, ()),
    (EvidenceKind.TEST_REPORT, "Phiếu kiểm nghiệm mứt vải lô 3 (mẫu)", "KN-0326", 340, 25, ()),
    (EvidenceKind.QUALITY_MANAGEMENT, "Chứng nhận VietGAP vùng vải (mẫu)", "VG-1123", 760, -30, ()),
)
SCORED = 7  # criteria of part A the producer has scored so far


def load_preparation(member, office):
    """Prepare the dossier of the member's producer unless its product has one already."""
    maker = Producer.objects.filter(members__user=member).order_by("pk").first()
    papers = [(_paper(maker, member, *facts), codes) for *facts, codes in PAPERS]
    row = product(*_goods(maker), story=STORY, by=member)
    if row.dossiers.exists():
        return
    dossier = dossiers.open_dossier(row, purpose=Purpose.FIRST, received_on=today(), office=office, by=member)
    for document, codes in papers:
        for code in codes:
            dossiers.use_document(dossier, document, by=member, criterion_code=code)
    _fill_in(dossier, member)


def _goods(maker):
    name, set_number = GOODS
    return name, maker, set_number


def _paper(maker, member, kind, title, number, issued, left):
    known = maker.documents.filter(title=title).first()
    if known:
        return known
    until = None if left is None else today() + timedelta(days=left)
    facts = {"number": number, "issued_on": today() - timedelta(days=issued), "valid_until": until}
    upload = paper(f"{kind}.pdf", "OCOP", kind, number)
    return library.add_document(maker, kind=kind, title=title, upload=upload, by=member, **facts)


def _fill_in(dossier, member):
    slip = preparation.slip_of(dossier)
    known = {name: getattr(slip, name) for name in ("representative", "address", "phone", "email")}
    preparation.save_slip(
        dossier, by=member, version=0, **known, representative_title="Giám đốc", sample_count=5
    )
    preparation.save_report(dossier, by=member, version=0, **REPORT)
    marks = marks_for(expected_rubric(dossier).sheet(), 3, 1)
    own = [code for code in _codes(dossier, "A") if code in marks][:SCORED]
    notes = {own[0]: "Hợp đồng thu mua với 26 hộ trong xã (mẫu)."}
    given = {code: marks[code] for code in own}
    fresh = Dossier.objects.get(pk=dossier.pk)
    preparation.save_scores(fresh, "A", by=member, version=1, marks=given, notes=notes)


def _codes(dossier, part):
    return expected_rubric(dossier).criteria.filter(part=part).values_list("code", flat=True)
