"""What happened to recognitions afterwards: extended, revoked, given up, corrected; and a clock that runs."""

from datetime import timedelta

from campaigns.demo.papers import paper
from campaigns.demo.stories import closed_round, district, of_district, person
from evaluations import corrections, dossiers, extensions, revocations
from evaluations.enums import Frame, Purpose, RevocationGround
from evaluations.models import CertificateTemplate
from ocop_portal.accounts.models import Office
from ocop_portal.core.days import add_months, today
from products.models import Product

RICE_PAPER = ("Bánh đa nem Tân Quang (mẫu)", "Xã Tân Quang", 6, 3)
GINGER = ("Bánh gừng Đồng Cốc (mẫu)", "Xã Đồng Cốc", 6, 3)
SOY_SAUCE = ("Tương Phì Điền (mẫu)", "Thị trấn Phì Điền", 9, 3)
TEA, HONEY = "Trà hoa vàng sấy lạnh (mẫu)", "Mật ong hoa vải Kim Sơn (mẫu)"


def load_life():
    """Play each act once; the days follow today."""
    stage = district()
    recognised_on = add_months(today(), -36) - timedelta(days=30)
    goods = of_district(stage, [RICE_PAPER, GINGER, SOY_SAUCE])
    closed_round(stage, "Đợt đánh giá thứ ba (mẫu)", recognised_on, "1150/QĐ-UBND (mẫu)", goods)
    _extended(_product(RICE_PAPER[0]))
    _revoked(_product(GINGER[0]))
    _given_up(_product(SOY_SAUCE[0]))
    _corrected(_product(TEA))
    _clock_running(_product(HONEY))
    office = Office.objects.get(code="tinh-bac-ninh")
    CertificateTemplate.objects.get_or_create(office=office, defaults={"frame": Frame.BAMBOO})


def _product(name):
    return Product.objects.get(name=name)


def _signed(number, decided_on):
    office = Office.objects.get(code="tinh-bac-ninh")
    return {"office": office, "number": number, "decided_on": decided_on, "by": person("lanh-dao.bac-ninh")}


def _extended(product):
    if product.extensions.exists():
        return
    dossiers.open_dossier(
        product,
        purpose=Purpose.REEVALUATION,
        received_on=product.certified_until - timedelta(days=60),
        office=Office.objects.get(code="xa-luc-ngan"),
        by=person("can-bo.xa-luc-ngan"),
    )
    extensions.extend(
        product,
        until=product.certified_until + timedelta(days=150),
        reason="Hồ sơ đánh giá lại nộp muộn do sắp xếp đơn vị hành chính; gia hạn đến khi có kết quả (mẫu).",
        **_signed("1688/QĐ-UBND (mẫu)", product.certified_until - timedelta(days=6)),
    )


def _revoked(product):
    if product.revocations.exists():
        return
    found = revocations.propose(
        product,
        ground=RevocationGround.LAW,
        source="Kết luận kiểm tra số 31/KL-SNNMT (mẫu)",
        concluded_on=today() - timedelta(days=100),
        findings="Nhãn ghi sai thành phần, chủ thể không khắc phục trong thời hạn yêu cầu (mẫu).",
        by=person("can-bo.bac-ninh"),
        scan=paper("ket-luan-31.pdf", "OCOP", "Ket luan kiem tra so 31/KL-SNNMT", "(mau)"),
    )
    revocations.decide(found, **_signed("1502/QĐ-UBND (mẫu)", today() - timedelta(days=90)))


def _given_up(product):
    if product.revocations.exists():
        return
    found = revocations.propose(
        product,
        ground=RevocationGround.VOLUNTARY,
        source="Đơn xin rút của chủ thể (mẫu)",
        concluded_on=today() - timedelta(days=70),
        findings="Chủ thể chuyển sang sản phẩm khác (mẫu).",
        by=person("can-bo.xa-luc-ngan"),
        scan=paper("don-xin-rut.pdf", "OCOP", "Don xin rut hang sao", "(mau)"),
    )
    revocations.decide(found, **_signed("1540/QĐ-UBND (mẫu)", today() - timedelta(days=62)))


def _corrected(product):
    if product.corrections.exists():
        return
    corrections.correct(
        product,
        stars=product.stars,
        valid_until=product.certified_until - timedelta(days=1),
        reason="Giấy chứng nhận ghi thừa một ngày (mẫu).",
        **_signed("1801/QĐ-UBND (mẫu)", today() - timedelta(days=10)),
    )


def _clock_running(product):
    if product.revocations.exists():
        return
    revocations.propose(
        product,
        ground=RevocationGround.STOPPED,
        source="Xác nhận ngừng sản xuất số 12/XN-UBND (mẫu)",
        concluded_on=today() - timedelta(days=11),
        findings="Cơ sở đã tháo dỡ dây chuyền, không còn sản xuất (mẫu).",
        by=person("can-bo.bac-ninh"),
        scan=paper("xac-nhan-12.pdf", "OCOP", "Xac nhan ngung san xuat so 12/XN-UBND", "(mau)"),
    )
