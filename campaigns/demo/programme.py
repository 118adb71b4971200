"""What the five programmes did: activities, tasks, ideas, points of sale, marks, contracts and supervision.

Names and places that `programmes.json` states are real; days, numbers and whatever says "(mẫu)" are invented.
"""

import json
from datetime import date, timedelta

from campaigns.demo.plans import PROGRAMMES, people_of
from campaigns.enums import (
    STEP_OF_KIND,
    ActivityKind,
    ContractKind,
    CycleStep,
    FindingKind,
    IdeaWish,
    Market,
    MarkKind,
    OrganisationKind,
    PointKind,
    TestOutcome,
)
from campaigns.ideas import decide_idea, develop_idea, register_idea, survey_idea
from campaigns.models import (
    Activity,
    Contract,
    Mark,
    Organisation,
    Participation,
    PeriodicTest,
    Plan,
    PlanStage,
    ProductIdea,
    SalesPoint,
    ShownProduct,
    Task,
    Visit,
)
from campaigns.supervision import add_finding, record_visit
from ocop_portal.areas.enums import Difficulty, UnitLevel
from ocop_portal.areas.models import AdministrativeUnit, DifficultArea
from producers.models import MaterialZone
from products.models import Product, SalesChannel

# (first month, last month) of each step in a plan's first year.
STEP_MONTHS = ((1, 3), (2, 4), (4, 6), (5, 9), (9, 11), (11, 12))
FULL_NAMES = {"TP.HCM": "Hồ Chí Minh"}


def load_programme():
    """Add what is not there yet; a second time changes nothing."""
    programmes = {
        one["unit"]["name"]: one for one in json.loads(PROGRAMMES.read_text(encoding="utf-8"))["plans"]
    }
    plans = {plan.office.code: plan for plan in Plan.objects.select_related("office__unit", "unit")}
    for plan in plans.values():
        _stages(plan)
    _lac_duong(plans["huyen-lac-duong"], programmes["Lạc Dương"])
    _bac_giang(plans["tinh-bac-giang"], programmes["Bắc Giang"])
    _kien_thuy(plans["huyen-kien-thuy"], programmes["Kiến Thụy"])
    _luc_nam(plans["huyen-luc-nam"])


def _stages(plan):
    for step, (first, last) in zip(CycleStep, STEP_MONTHS, strict=True):
        end = date(plan.first_year + last // 12, last % 12 + 1, 1) - timedelta(days=1)
        PlanStage.objects.get_or_create(
            plan=plan,
            step=step,
            defaults={"begins_on": date(plan.first_year, first, 1), "ends_on": end},
        )


def activity(plan, kind, name, day, **values):
    row, _new = Activity.objects.get_or_create(
        plan=plan,
        name=name,
        defaults={
            "kind": kind,
            "step": STEP_OF_KIND[kind],
            "lead": plan.office,
            "begins_on": day,
            "held_on": day,
        }
        | values,
    )
    return row


def products_of(unit):
    """Recognised products made in the unit, with the invented ones."""
    rows = Product.objects.public().filter(made_in__covered_by__unit=unit)
    return list(rows.select_related("producer").order_by("pk"))


def province(name):
    name = FULL_NAMES.get(name, name)
    units = AdministrativeUnit.objects.filter(level=UnitLevel.PROVINCE, name__endswith=name)
    return units.order_by("valid_to", "pk").last()


def _lac_duong(plan, programme):
    shown = [row for row in products_of(plan.unit) if row.events.filter(on__year=2023).exists()]
    makers = list({row.producer_id: row.producer for row in shown}.values())
    for name in programme["sales_points"]:
        point, _new = SalesPoint.objects.get_or_create(
            unit=plan.unit, name=name, defaults={"kind": PointKind.CENTRE, "keeper": plan.office.name}
        )
        point.products.add(*shown)
    for name in programme["clubs"]:
        club, _new = Organisation.objects.get_or_create(
            unit=plan.unit, name=name, defaults={"kind": OrganisationKind.CLUB}
        )
        club.members.add(*makers)
    for n, place in enumerate(programme["promotion_in"]):
        _promotion(plan, place, date(2023, 8, 5) + timedelta(days=14 * n), shown[n::8])
    training = activity(
        plan, ActivityKind.TRAINING, "Tập huấn từ ý tưởng đến hồ sơ (mẫu)", date(2023, 4, 12), people=28
    )
    for maker in makers:
        Participation.objects.get_or_create(activity=training, producer=maker, defaults={"people": 2})
    activity(plan, ActivityKind.SURVEY, "Khảo sát sản phẩm tại các xã (mẫu)", date(2023, 3, 8), people=12)
    activity(plan, ActivityKind.CONSULTING, "Tư vấn hoàn thiện hồ sơ (mẫu)", date(2023, 9, 20), people=10)
    _ideas(plan, next(row for row in shown if "atisô" in row.name))
    _task(plan, "Rà soát sản phẩm tiềm năng tại các xã (mẫu)", CycleStep.IDEAS, date(2023, 3, 31))
    _supervision(plan, shown[0])
    DifficultArea.objects.get_or_create(
        unit=AdministrativeUnit.objects.get(address_code="24850"),
        act="Danh mục minh họa (mẫu)",
        defaults={"degree": Difficulty.EXTREME, "since": date(2021, 6, 4), "until": date(2025, 12, 31)},
    )


def _promotion(plan, place, day, products):
    where = province(place)
    fair = activity(
        plan, ActivityKind.PROMOTION, f"Quảng bá sản phẩm OCOP tại {place}", day, province=where, venue=place
    )
    for n, product in enumerate(products):
        ShownProduct.objects.get_or_create(
            activity=fair, product=product, defaults={"orders": 2_500_000 * (n + 1)}
        )


def _ideas(plan, product):
    """One idea that became the product, one not chosen, one still to be surveyed."""
    if plan.ideas.exists():
        return
    maker = product.producer
    officer, _leader = people_of(plan.office)
    common = {"plan": plan, "unit": maker.unit, "registered_on": date(2023, 2, 15)}
    found = {
        "surveyed_on": date(2023, 3, 10),
        "strengths": "Nguyên liệu tại chỗ, người dân có tay nghề.",
        "weaknesses": "Bao bì đơn giản, chưa công bố chất lượng.",
        "remedy": "Hỗ trợ thiết kế bao bì và kiểm nghiệm.",
    }
    chosen = register_idea(
        ProductIdea(name="Trà atisô (mẫu)", proposer="Hợp tác xã mẫu", producer=maker, **common),
        by=officer,
    )
    chosen = survey_idea(chosen, by=officer, version=chosen.version, **found)
    chosen = decide_idea(chosen, "choose", by=officer, reason="Có vùng nguyên liệu và chủ thể sẵn sàng.")
    develop_idea(chosen, product, by=officer)
    dropped = register_idea(
        ProductIdea(name="Bánh kẹo tổng hợp (mẫu)", proposer="Hộ mẫu", **common), by=officer
    )
    decide_idea(dropped, "drop", by=officer, reason="Không có nguyên liệu tại địa phương.")
    register_idea(ProductIdea(name="Mứt dâu tây (mẫu)", proposer="Hộ mẫu", **common), by=officer)


def _task(plan, title, step, day):
    Task.objects.get_or_create(
        plan=plan, title=title, defaults={"step": step, "lead": plan.office, "due_on": day, "done_on": day}
    )


def _supervision(plan, product):
    PeriodicTest.objects.get_or_create(
        product=product,
        subject="Chỉ tiêu an toàn thực phẩm (mẫu)",
        defaults={
            "laboratory": "Phòng kiểm nghiệm (mẫu)",
            "tested_on": date(2023, 5, 15),
            "outcome": TestOutcome.PASSED,
            "next_due_on": date(2024, 5, 15),
        },
    )
    if plan.visits.exists():
        return
    officer, _leader = people_of(plan.office)
    rounds = activity(
        plan, ActivityKind.INSPECTION, "Kiểm tra sau công nhận năm 2023 (mẫu)", date(2023, 10, 5)
    )
    visit = Visit(
        plan=plan,
        product=product,
        activity=rounds,
        visited_on=date(2023, 10, 5),
        place=str(product.made_in),
        seen="Kiểm tra nơi sản xuất, tem nhãn và hồ sơ truy xuất (mẫu).",
    )
    record_visit(visit, [], by=officer)
    add_finding(
        visit,
        kind=FindingKind.PAPERS,
        text="Kết quả kiểm nghiệm sắp hết hạn (mẫu).",
        due_on=date(2023, 11, 5),
        by=officer,
    )


def _bac_giang(plan, programme):
    """Nearly 300 news items of the year before the plan; the three web platforms it names."""
    past = programme["activities_past_year"][0]
    activity(
        plan,
        ActivityKind.COMMUNICATION,
        "Tin, bài, phóng sự, clip năm 2021 (gần 300)",
        date(2021, 12, 31),
        items=past["count"],
    )
    row = products_of(plan.unit)[0]
    for name in programme["sales_channels"]:
        host = {"Shopee": "shopee.vn", "Tiki": "tiki.vn", "san24h": "san24h.vn"}[name]
        SalesChannel.objects.get_or_create(
            product=row, platform=name, defaults={"url": f"https://{host}/", "since": date(2022, 3, 1)}
        )


def _kien_thuy(plan, programme):
    """The programme surveyed each product; the four it names stand here with the survey's three answers."""
    officer, _leader = people_of(plan.office)
    for named in programme["products_named"]:
        product = Product.objects.filter(name=named["name"]).select_related("producer", "made_in").first()
        if product is None or product.ideas.exists():
            continue
        idea = ProductIdea(
            plan=plan,
            unit=product.made_in,
            name=product.name,
            wish=IdeaWish.UPGRADE,
            proposer=product.producer.name,
            producer=product.producer,
            product=product,
            registered_on=date(2023, 3, 1),
        )
        register_idea(idea, by=officer)
        survey_idea(
            idea,
            by=officer,
            version=idea.version,
            surveyed_on=date(2023, 4, 3),
            strengths="Nguyên liệu sạch, sản phẩm đã có khách quen (mẫu).",
            weaknesses="Chưa có mã vạch và tem truy xuất (mẫu).",
            remedy="Hỗ trợ nhãn hiệu, mã vạch, tem truy xuất (mẫu).",
        )
    _contract(products_of(plan.unit)[0])


def _contract(product):
    Contract.objects.get_or_create(
        producer=product.producer,
        partner="Siêu thị (mẫu)",
        defaults={"kind": ContractKind.SALE, "market": Market.PROVINCE, "since": date(2023, 6, 1)},
    )
    Mark.objects.get_or_create(
        producer=product.producer,
        name=f"Tem truy xuất {product.name}"[:200],
        defaults={"kind": MarkKind.TRACE, "filed_on": date(2023, 5, 1), "granted_on": date(2023, 6, 15)},
    )


def _luc_nam(plan):
    """The raw-material zone of the yellow tea flower."""
    tea = Product.objects.filter(name="Trà hoa vàng").select_related("producer__unit").first()
    zone, _new = MaterialZone.objects.get_or_create(
        unit=tea.producer.unit,
        name="Vùng trồng trà hoa vàng (mẫu)",
        defaults={"crop": "Trà hoa vàng", "planting_code": "MẪU-BG-0001", "area": 5, "standard": "Hữu cơ"},
    )
    zone.producers.add(tea.producer)
    _task(
        plan,
        "Rà soát sản phẩm được công nhận năm 2020 để đánh giá lại",
        CycleStep.EVALUATION,
        date(2023, 6, 30),
    )
