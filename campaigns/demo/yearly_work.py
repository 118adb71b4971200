"""What Lục Ngạn, Lục Nam and Bắc Giang did under their plans; all of it invented, and marked "(mẫu)"."""

from datetime import date, datetime, time

from campaigns.demo.plans import people_of
from campaigns.demo.programme import activity, province
from campaigns.enums import (
    ActivityKind,
    ContractKind,
    CycleStep,
    FindingKind,
    Market,
    PointKind,
    TestOutcome,
)
from campaigns.ideas import decide_idea, register_idea, survey_idea
from campaigns.models import (
    Contract,
    Participation,
    PeriodicTest,
    Plan,
    ProductIdea,
    SalesPoint,
    ShownProduct,
    Task,
    Visit,
)
from campaigns.supervision import add_finding, note_mended, record_visit
from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.days import VIETNAM
from producers.models import MaterialZone
from products.misuse import answer, report
from products.models import MisuseReport, Product

_A = ActivityKind
# (kind, name, day, people, news items, province, topic, audience) of each plan, by the code of its office.
ACTIVITIES = {
    "huyen-luc-ngan": (
        (_A.TRAINING, "Tập huấn xây dựng hồ sơ OCOP (mẫu)", date(2024, 4, 10), 45, 0, "",
         "Chu trình OCOP, lập hồ sơ", "Chủ thể và cán bộ xã"),
        (_A.CONSULTING, "Tư vấn phát triển sản phẩm cho chủ thể (mẫu)", date(2024, 5, 15), 20, 0, "",
         "Bao bì, nhãn, truy xuất nguồn gốc", "Chủ thể đăng ký năm 2024"),
        (_A.CONFERENCE, "Hội nghị triển khai kế hoạch năm 2024 (mẫu)", date(2024, 6, 5), 80, 0, "", "", ""),
        (_A.PROMOTION, "Tuần lễ vải thiều và sản phẩm OCOP (mẫu)", date(2024, 6, 15), 0, 0, "Hà Nội", "", ""),
        (_A.STUDY_TOUR, "Tham quan mô hình OCOP tại Sơn La (mẫu)", date(2024, 8, 14), 25, 0, "Sơn La",
         "", "Chủ thể và cán bộ xã"),
        (_A.INSPECTION, "Kiểm tra sau công nhận năm 2024 (mẫu)", date(2024, 10, 10), 0, 0, "", "", ""),
        (_A.COMMUNICATION, "Tin, bài về sản phẩm OCOP năm 2024 (mẫu)", date(2024, 11, 30), 0, 36, "", "", ""),
    ),
    "huyen-luc-nam": (
        (_A.TRAINING, "Tập huấn an toàn thực phẩm (mẫu)", date(2023, 5, 18), 40, 0, "",
         "An toàn thực phẩm, nhãn hàng hóa", "Chủ thể"),
        (_A.PROMOTION, "Hội chợ nông sản Lục Nam (mẫu)", date(2023, 9, 22), 0, 0, "Bắc Giang", "", ""),
    ),
    "tinh-bac-giang": (
        (_A.TRAINING, "Tập huấn quản trị và tiếp thị (mẫu)", date(2022, 4, 20), 120, 0, "",
         "Quản trị doanh nghiệp, tiếp thị số", "Chủ thể toàn tỉnh"),
        (_A.CONFERENCE, "Hội nghị trao giấy chứng nhận (mẫu)", date(2022, 12, 20), 150, 0, "", "", ""),
    ),
}  # fmt: skip
TASKS = {
    "huyen-luc-ngan": (
        ("Chọn sản phẩm đủ điều kiện đề nghị đánh giá 5 sao (mẫu)", CycleStep.IDEAS, date(2024, 4, 30)),
        ("Tổng hợp kết quả thực hiện kế hoạch (mẫu)", CycleStep.EVALUATION, date(2024, 12, 15)),
    ),
    "tinh-bac-giang": (
        ("Hướng dẫn các huyện tiếp nhận hồ sơ trên phần mềm (mẫu)", CycleStep.EVALUATION, date(2022, 3, 31)),
    ),
}
DISTRICTS_WITH_POINT = ("Yên Thế", "Lục Nam", "Hiệp Hòa")
SEEN = "Sản phẩm này dán tem in sẵn 4 sao ở quầy hàng ven quốc lộ (mẫu)."


def load_yearly_work():
    """Add what is not there yet; a second time changes nothing."""
    plans = {plan.office.code: plan for plan in Plan.objects.select_related("office__unit", "unit")}
    for code in ACTIVITIES:
        _activities(plans[code], ACTIVITIES[code])
        _tasks(plans[code], TASKS.get(code, ()))
    _points(plans["tinh-bac-giang"].unit)
    _luc_ngan(plans["huyen-luc-ngan"])


def samples_of(unit):
    """Recognised products of the unit that are invented: nothing is made up about real ones."""
    rows = Product.objects.public().filter(made_in__covered_by__unit=unit, name__contains="(mẫu)")
    return list(rows.select_related("producer").order_by("pk"))


def _activities(plan, rows):
    products = samples_of(plan.unit)[:8]
    for kind, name, day, people, items, where, topic, audience in rows:
        facts = {"people": people, "items": items, "topic": topic, "audience": audience}
        done = activity(plan, kind, name, day, province=province(where) if where else None, **facts)
        if kind == _A.TRAINING:
            for maker in {row.producer_id: row.producer for row in products}.values():
                Participation.objects.get_or_create(activity=done, producer=maker, defaults={"people": 2})
        if kind == _A.PROMOTION:
            for n, product in enumerate(products, 1):
                orders = {"orders": 1_500_000 * n}
                ShownProduct.objects.get_or_create(activity=done, product=product, defaults=orders)


def _tasks(plan, rows):
    for title, step, day in rows:
        facts = {"step": step, "lead": plan.office, "due_on": day, "done_on": day}
        Task.objects.get_or_create(plan=plan, title=title, defaults=facts)


def _points(unit):
    """Points of display in districts of the province."""
    for name in DISTRICTS_WITH_POINT:
        district = AdministrativeUnit.objects.districts().get(parent=unit, name__endswith=name)
        point, _new = SalesPoint.objects.get_or_create(
            unit=district,
            name=f"Điểm giới thiệu sản phẩm OCOP {district.lower_name} (mẫu)",
            defaults={"kind": PointKind.DISPLAY, "opened_on": date(2022, 6, 1)},
        )
        point.products.add(*samples_of(district)[:5])


def _luc_ngan(plan):
    product = samples_of(plan.unit)[0]
    maker = product.producer
    Contract.objects.get_or_create(
        producer=maker,
        partner="Tổ hợp tác trồng vải (mẫu)",
        defaults={
            "kind": ContractKind.LINK,
            "market": Market.NATIONAL,
            "since": date(2024, 1, 1),
            "until": date(2026, 12, 31),
        },
    )
    zone, _new = MaterialZone.objects.get_or_create(
        unit=maker.unit,
        name="Vùng vải thiều VietGAP (mẫu)",
        defaults={"crop": "Vải thiều", "planting_code": "MẪU-BG-0002", "area": 12, "standard": "VietGAP"},
    )
    zone.producers.add(maker)
    PeriodicTest.objects.get_or_create(
        product=product,
        subject="Dư lượng thuốc bảo vệ thực vật (mẫu)",
        defaults={
            "laboratory": "Phòng kiểm nghiệm (mẫu)",
            "tested_on": date(2024, 5, 20),
            "outcome": TestOutcome.PASSED,
            "next_due_on": date(2025, 5, 20),
        },
    )
    _ideas(plan, maker)
    _inspection(plan, product)


def _ideas(plan, maker):
    """One idea chosen, one surveyed, as the communes brought them in spring."""
    if plan.ideas.exists():
        return
    officer, _leader = people_of(plan.office)
    common = {"plan": plan, "unit": maker.unit, "registered_on": date(2024, 2, 26)}
    found = {"surveyed_on": date(2024, 3, 20), "strengths": "Sản lượng lớn, có mã số vùng trồng (mẫu)."}
    found |= {"weaknesses": "Chưa có hợp đồng tiêu thụ (mẫu).", "remedy": "Kết nối nhà phân phối (mẫu)."}
    chosen = register_idea(
        ProductIdea(name="Nước ép vải thiều (mẫu)", proposer=maker.name, producer=maker, **common), by=officer
    )
    chosen = survey_idea(chosen, by=officer, version=chosen.version, **found)
    decide_idea(chosen, "choose", by=officer, reason="Có vùng nguyên liệu, thị trường rõ (mẫu).")
    second = register_idea(ProductIdea(name="Hạt vải rang (mẫu)", proposer="Hộ mẫu", **common), by=officer)
    survey_idea(second, by=officer, version=second.version, **found)


def _inspection(plan, product):
    """A report of the public, the visit that followed it, what it found, and the answer."""
    if MisuseReport.objects.filter(what=SEEN).exists():
        return
    officer, _leader = people_of(plan.office)
    seen = MisuseReport(kind="stars", code=product.code, what=SEEN)
    told = report(seen, address="203.0.113.7", at=_moment(date(2024, 10, 2)))
    visit = Visit(
        plan=plan,
        product=product,
        activity=plan.activities.filter(kind=_A.INSPECTION).first(),
        report=told,
        visited_on=date(2024, 10, 10),
        place=str(product.made_in),
        seen="Kiểm tra tem nhãn tại cơ sở và quầy hàng (mẫu).",
    )
    record_visit(visit, [], by=officer)
    finding = add_finding(
        visit,
        kind=FindingKind.MARK_MISUSE,
        text="Còn dùng tem in theo hạng sao chưa được công nhận (mẫu).",
        due_on=date(2024, 10, 31),
        by=officer,
    )
    note_mended(finding, mended_on=date(2024, 10, 25), by=officer)
    answer(
        told, "Đã kiểm tra; chủ thể đã thu hồi tem in sai (mẫu).", by=officer, at=_moment(date(2024, 10, 28))
    )
    other = MisuseReport(kind="quality", code=product.code, what="Không giống mô tả trên nhãn (mẫu).")
    report(other, address="203.0.113.8")


def _moment(day):
    return datetime.combine(day, time(9), tzinfo=VIETNAM)
