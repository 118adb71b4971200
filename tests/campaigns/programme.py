"""What is done under a plan of the district, made in one line each for the tests."""

from datetime import date

from campaigns.enums import (
    ActivityKind,
    ContractKind,
    CycleStep,
    FindingKind,
    MarkKind,
    OrganisationKind,
    PointKind,
    TestOutcome,
)
from campaigns.ideas import register_idea, survey_idea
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
from campaigns.planning import report_result
from campaigns.supervision import add_finding, record_visit
from producers.models import MaterialZone
from products.models import Product, SalesChannel
from tests import cast
from tests.campaigns.registered import in_2024, new
from tests.world.plans import plan_of

DAY = date(2024, 3, 1)


def officer():
    return cast.officer(cast.DISTRICT)


def plan():
    known = Plan.objects.filter(office=cast.office(cast.DISTRICT), first_year=2024).first()
    return known or plan_of(cast.DISTRICT, "Kế hoạch 2024", 2024, free=True)


def product():
    return Product.objects.filter(name="mật ong hoa vải").first() or new("mật ong hoa vải", 4, in_2024())


def activity(**values):
    known = {"plan": plan(), "kind": ActivityKind.PROMOTION, "step": CycleStep.PROMOTION, "begins_on": DAY}
    known |= {"name": "Hội chợ", "lead": cast.office(cast.DISTRICT), "ends_on": DAY}
    return Activity.objects.create(**(known | values))


def participation():
    return Participation.objects.create(activity=activity(), producer=product().producer)


def shown():
    return ShownProduct.objects.create(activity=activity(), product=product())


def task():
    return Task.objects.create(
        plan=plan(), step=CycleStep.IDEAS, title="Rà soát", lead=cast.office(cast.DISTRICT), due_on=DAY
    )


def stage():
    return PlanStage.objects.create(plan=plan(), step=CycleStep.IDEAS, begins_on=DAY, ends_on=DAY)


def free_result():
    target = plan().current_version().targets.get(indicator="free")
    return report_result(target, on=DAY, value=1, note="Một mô hình", evidence=cast.pdf(), by=officer())


def idea():
    one = ProductIdea(
        plan=plan(),
        unit=cast.unit(cast.DISTRICT_COMMUNE),
        name="Mứt vải",
        proposer="Hộ ông Vi",
        registered_on=DAY,
    )
    return register_idea(one, by=officer())


def surveyed():
    found = {"surveyed_on": DAY, "strengths": "Có vùng vải", "weaknesses": "Bao bì", "remedy": "Thiết kế"}
    return survey_idea(idea(), by=officer(), version=1, **found)


def organisation():
    return Organisation.objects.create(
        unit=cast.unit(cast.DISTRICT), kind=OrganisationKind.CLUB, name="Câu lạc bộ OCOP"
    )


def point():
    return SalesPoint.objects.create(
        unit=cast.unit(cast.DISTRICT), kind=PointKind.CENTRE, name="Trung tâm OCOP", opened_on=DAY
    )


def mark():
    return Mark.objects.create(
        producer=product().producer,
        kind=MarkKind.TRADEMARK,
        name="Nhãn hiệu",
        filed_on=DAY,
        granted_on=date(2024, 6, 1),
    )


def contract():
    return Contract.objects.create(
        producer=product().producer, kind=ContractKind.SALE, partner="Siêu thị", since=DAY
    )


def periodic_test():
    return PeriodicTest.objects.create(
        product=product(),
        subject="Kim loại nặng",
        tested_on=DAY,
        outcome=TestOutcome.PASSED,
        next_due_on=date(2025, 3, 1),
    )


def zone():
    return MaterialZone.objects.create(
        unit=cast.unit(cast.DISTRICT_COMMUNE), name="Vùng vải", crop="Vải thiều", planting_code="VN-BGOR-1"
    )


def channel():
    return SalesChannel.objects.create(product=product(), platform="Tiki", url="https://tiki.example.vn/a")


def visit():
    return record_visit(
        Visit(product=product(), plan=plan(), visited_on=DAY, seen="Đã xem"), [], by=officer()
    )


def finding(kind=FindingKind.MARK_MISUSE):
    return add_finding(visit(), kind=kind, text="In sai sao", due_on=date(2024, 4, 1), by=officer())
