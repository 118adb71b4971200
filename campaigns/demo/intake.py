"""The receiving side and the advisory group of the demonstration, played after the stories."""

import io
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from campaigns.demo.makers import producer, product
from campaigns.demo.stories import STORY, open_with_papers, person, propose_with_opinion, province
from evaluations import advising, dossiers
from evaluations.enums import EvidenceKind
from evaluations.models import Dossier
from ocop_portal.core.days import today
from ocop_portal.core.holidays import working_day_after

DAY = timedelta(days=1)
MAKER = "Hợp tác xã Chế biến nông sản Lục Ngạn (mẫu)"
RETURNED = ("Nước ép vải (mẫu)", 17)
LATE = ("Chè kho Lục Ngạn (mẫu)", 5)
ASKED = ("Giấm vải (mẫu)", 9)
ADVISED = "Vải sấy dẻo Lục Ngạn (mẫu)"  # on the agenda of the province's open session
VISIT = {
    "place": "Xưởng sấy thôn Kép, xã Lục Ngạn (mẫu)",
    "participants": "Đỗ Minh Tuấn, Tổ tư vấn\nLý Thị Hạnh, Phòng Kinh tế xã\nGiáp Văn Bình, chủ thể",
    "findings": "Xưởng sạch, có khu sơ chế riêng; sổ nhập nguyên liệu ghi đủ hộ trồng trong xã (mẫu).",
    "caption": "Khu sơ chế và lò sấy (mẫu)",
}
REPORT = {
    "summary": "Hồ sơ khớp với thực tế tại xưởng; nguyên liệu mua trong xã, có sổ theo dõi (mẫu).",
    "proposal": "Đề nghị Hội đồng đánh giá theo hồ sơ; lưu ý hạn của phiếu kiểm nghiệm (mẫu).",
    "remarks": {
        "1.1": "Sổ nhập nguyên liệu và hợp đồng với 32 hộ trong xã khớp nhau (mẫu).",
        "1.2": "Sản lượng năm gần nhất tăng, có hóa đơn (mẫu).",
        "2.1": "Bao bì mới đã in đủ thông tin bắt buộc (mẫu).",
    },
}


def load_intake():
    """Play what is not there yet: loading again changes nothing."""
    stage = province()
    for goods, play in ((RETURNED, _returned), (LATE, _late), (ASKED, _asked)):
        name, set_number = goods
        row = product(
            name,
            producer(MAKER, stage.office.unit, by=stage.officer),
            set_number,
            story=STORY,
            by=stage.officer,
        )
        if not row.dossiers.exists():
            play(row, stage)
    _advise(Dossier.objects.get(product__name=ADVISED))


def _submitted(row, stage, days_ago):
    dossier = open_with_papers(row, stage, today() - days_ago * DAY)
    return dossiers.submit(dossier, by=stage.officer)


def _returned(row, stage):
    """Two items to mend; one of them is mended already."""
    dossier = dossiers.give_receipt(
        _submitted(row, stage, 6), by=stage.officer, received_on=today() - 6 * DAY
    )
    dossiers.return_for_supplement(
        dossier,
        by=stage.officer,
        comment="Đề nghị bổ sung hai mục dưới đây rồi nộp lại (mẫu).",
        items={
            "test_report": "Phiếu kiểm nghiệm đã quá hạn: nộp phiếu mới (mẫu).",
            "registration_slip": "Thiếu chữ ký của người đại diện (mẫu).",
        },
        due_on=working_day_after(today(), 10),
    )
    upload = _picture("phieu-kiem-nghiem.jpg", (236, 232, 214), "PHIEU KIEM NGHIEM")
    facts = {"kind": EvidenceKind.TEST_REPORT, "title": "Phiếu kiểm nghiệm năm nay (mẫu)"}
    dossiers.add_evidence(dossier, upload=upload, by=stage.officer, **facts)


def _late(row, stage):
    """Handed in 30 days ago and still not checked. Only its day of entry cannot be played by a verb."""
    dossier = _submitted(row, stage, 30)
    Dossier.objects.filter(pk=dossier.pk).update(entered_at=dossier.entered_at - 30 * DAY)
    dossiers.give_receipt(dossier, by=stage.officer, received_on=today() - 30 * DAY)


def _asked(row, stage):
    """Proposed to the province, whose advisory group asks for two things more."""
    dossier = dossiers.accept(_submitted(row, stage, 20), by=stage.officer)
    dossier = propose_with_opinion(dossier, stage.officer)
    advisor, agency = person("to-tu-van.bac-ninh"), person("can-bo.bac-ninh")
    task = "Xem nguyên liệu và an toàn thực phẩm (mẫu)"
    advising.assign(dossier, advisor, by=agency, task=task, due_on=today() + 12 * DAY)
    dossiers.request_supplement(
        dossier,
        by=advisor,
        comment="Tổ tư vấn cần thêm minh chứng trước khi khảo sát (mẫu).",
        items={
            "1.1": "Bổ sung danh sách hộ cung cấp (mẫu).",
            "environment": "Cam kết bảo vệ môi trường (mẫu).",
        },
        due_on=working_day_after(today(), 7),
    )


def _advise(dossier):
    """The report the council reads beside each criterion, with a visit and two photos."""
    if dossier.advisors.exists():
        return
    advisor, secretary = person("to-tu-van.bac-ninh"), person("thu-ky.bac-ninh")
    advising.assign(dossier, advisor, by=secretary, task="Khảo sát xưởng sấy (mẫu)")
    photos = [
        _picture("xuong-1.jpg", (92, 128, 84), "Khu so che"),
        _picture("xuong-2.jpg", (150, 116, 72), "Lo say"),
    ]
    advising.record_visit(dossier, by=advisor, visited_on=today() - 3 * DAY, photos=photos, **VISIT)
    known = set(dossier.rubric.criteria.values_list("code", flat=True))
    remarks = {code: text for code, text in REPORT["remarks"].items() if code in known}
    advising.save_report(dossier, by=advisor, version=0, **REPORT | {"remarks": remarks})
    advising.hand_over(dossier, by=advisor)


def _picture(name, colour, words):
    """A drawn picture that stands in for a photo of a phone."""
    picture = Image.new("RGB", (1200, 900), colour)
    drawing = ImageDraw.Draw(picture)
    drawing.rectangle((120, 320, 1080, 780), outline="white", width=12)
    drawing.polygon([(80, 330), (600, 90), (1120, 330)], outline="white", width=12)
    drawing.text((160, 820), words, fill="white", font_size=48)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")
