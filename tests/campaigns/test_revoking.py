"""From a finding or a report to the revocation: the ground is named, both sides see the state of the act."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from campaigns import revoking
from campaigns.enums import GROUND_OF_FINDING, FindingKind
from campaigns.models import RevocationCause, Visit
from campaigns.supervision import add_finding, record_visit
from evaluations import revocations
from evaluations.enums import RevocationGround
from evaluations.models import Revocation
from ocop_portal.core.access import Refusal
from ocop_portal.core.append_only import InsertOnlyError
from ocop_portal.core.days import today
from products.models import MisuseReport
from tests import cast
from tests.products.goods import recognised
from tests.world.plans import plan_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def product():
    return recognised("mật ong bị hậu kiểm")


@pytest.fixture
def visit(product):
    plan = plan_of(cast.COMMUNE, "Kế hoạch năm nay", today().year)
    row = Visit(product=product, plan=plan, visited_on=today() - timedelta(days=2), seen="Đã xem")
    return record_visit(row, [], by=officer())


@pytest.fixture
def report(product):
    return MisuseReport.objects.create(
        kind="stars", what="Dán năm sao", product=product, unit=product.made_in, sender="x"
    )


@pytest.fixture
def desk(client):
    return cast.sign_in(client, officer())


def officer():
    return cast.officer(cast.COMMUNE)


def found(visit, kind=FindingKind.MARK_MISUSE):
    return add_finding(visit, kind=kind, text="In năm sao", due_on=today(), by=officer())


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


CONCLUSION = {"source": "BB 12", "findings": "In năm sao"}


def begun(cause, **values):
    values = {"ground": RevocationGround.MARK, "concluded_on": today(), **CONCLUSION} | values
    return revoking.begin(cause, by=officer(), **values)


@pytest.mark.parametrize("kind", FindingKind)
def test_finding_leads_to_a_revocation_only_on_a_ground_of_the_decision(visit, kind):
    finding = found(visit, kind)

    assert bool(revoking.can_begin(officer(), finding)) == (kind in GROUND_OF_FINDING)
    if kind in GROUND_OF_FINDING:
        assert revoking.prefilled(finding)["ground"] in RevocationGround.legal()
    else:
        with pytest.raises(Refusal):
            begun(finding)


def test_officer_begins_the_revocation_from_the_finding_with_everything_filled_in(desk, visit):
    finding = found(visit)
    address = reverse("finding_revoke", args=[finding.pk])
    assert address in desk.get(visit.get_absolute_url()).content.decode()

    form = desk.get(address).context["form"]
    day = f"{visit.visited_on:%d/%m/%Y}"
    sent = {name: form[name].value() for name in ("source", "findings")}
    answer = desk.post(address, sent | {"ground": form["ground"].value(), "concluded_on": day})

    revocation = Revocation.objects.get()
    assert answer.url == revocation.get_absolute_url()
    assert (revocation.ground, revocation.findings) == ("mark", "In năm sao")
    assert revocation.source == f"Kết luận hậu kiểm ngày {day}"
    assert revocation.due_on == visit.visited_on + timedelta(days=15)
    assert f"Phát hiện trong đợt kiểm tra ngày {day}" in words(desk.get(answer.url))
    shown = desk.get(visit.get_absolute_url()).content.decode()
    assert f"ra quyết định trước hết ngày {revocation.due_on:%d/%m/%Y}" in words(
        desk.get(visit.get_absolute_url())
    )
    assert address not in shown


def test_finding_shows_what_became_of_the_act_and_may_lead_to_another(desk, visit):
    finding = found(visit)
    revocation = begun(finding)
    with pytest.raises(Refusal):
        begun(finding)

    revocations.drop(revocation, by=cast.leader(cast.PROVINCE), comment="Đã khắc phục")
    assert "Khép lại, không thu hồi" in words(desk.get(visit.get_absolute_url()))

    again = begun(finding)
    office = cast.office(cast.PROVINCE)
    revocations.decide(
        again, office=office, number="9/QĐ-UBND", decided_on=today(), by=cast.leader(cast.PROVINCE)
    )
    assert "Đã thu hồi theo quyết định 9/QĐ-UBND" in words(desk.get(visit.get_absolute_url()))
    with pytest.raises(Refusal):
        begun(finding)


def test_revocation_is_begun_from_a_report_and_both_see_each_other(desk, visit, report):
    finding = found(visit)
    page = desk.get(reverse("report_record", args=[report.pk]))
    assert finding.get_kind_display() in words(page).lower()
    assert report.ticket in words(desk.get(visit.get_absolute_url()))

    form = desk.get(reverse("report_revoke", args=[report.pk])).context["form"]
    assert (form["ground"].value(), form["source"].value()) == ("mark", f"Phản ánh {report.ticket}")
    revocation = begun(report)

    assert "ra quyết định trước hết ngày" in words(desk.get(reverse("report_record", args=[report.pk])))
    assert f"Phản ánh {report.ticket}" in words(desk.get(revocation.get_absolute_url()))


def test_report_that_names_no_product_begins_nothing():
    report = MisuseReport.objects.create(kind="stars", what="Dán năm sao", code="lạ", sender="x")

    with translation.override("en"):
        answer = revoking.can_begin(cast.officer(cast.PROVINCE), report)

    assert "no product of the register" in answer.reason


def test_visit_that_follows_a_report_says_so(desk, visit, report):
    address = f"{reverse('visit_add')}?phan-anh={report.pk}"
    form = desk.get(address).context["form"]
    sent = {"product": form["product"].value()[0], "plan": visit.plan_id, "seen": "Đúng như phản ánh"}

    answer = desk.post(address, sent | {"visited_on": f"{today():%d/%m/%Y}"})

    followed = Visit.objects.get(report=report)
    assert answer.url == followed.get_absolute_url()
    assert f"theo phản ánh {report.ticket}" in words(desk.get(answer.url))
    assert "theo phản ánh này" in words(desk.get(reverse("report_record", args=[report.pk])))


@pytest.mark.parametrize("who", [cast.stranger, lambda: cast.leader(cast.PROVINCE), cast.administrator])
def test_others_begin_nothing(who, visit):
    assert not revoking.can_begin(who(), found(visit))


def test_producers_member_sees_the_act_but_not_the_visit_behind_it(client, visit):
    revocation = begun(found(visit))
    client = cast.sign_in(client, cast.producer_member(visit.product.producer))

    shown = client.get(revocation.get_absolute_url())

    assert shown.status_code == 200
    assert shown.context["cause"] is None


def test_cause_stays_on_record(visit):
    begun(found(visit))

    with pytest.raises(InsertOnlyError):
        RevocationCause.objects.get().delete()


@pytest.mark.parametrize("name", ["visit", "report"])
def test_pages_ask_the_same_number_of_questions_for_one_row_and_for_three(
    name, desk, visit, report, django_assert_max_num_queries
):
    address = {"visit": visit.get_absolute_url(), "report": reverse("report_record", args=[report.pk])}[name]

    def asked():
        with django_assert_max_num_queries(200) as captured:
            desk.get(address)
        return len(captured)

    begun(found(visit))
    desk.get(address)
    with_one = asked()
    for _n in range(2):
        found(visit)
        MisuseReport.objects.create(
            kind="stars", what="x", product=visit.product, unit=report.unit, sender="x"
        )
        record_visit(
            Visit(product=visit.product, plan=visit.plan, visited_on=today(), seen="x"), [], by=officer()
        )

    assert asked() == with_one
