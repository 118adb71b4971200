"""Two people, or two tabs, save the same record of a plan: the second is told and nothing typed is lost."""

from datetime import date

import pytest
from django.urls import reverse

from campaigns.enums import CycleStep
from campaigns.models import Activity, Organisation, ProductIdea, Target
from tests import cast
from tests.campaigns import programme
from tests.world.plans import drafted

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    return cast.sign_in(client, programme.officer())


def as_shown(answer):
    """What a browser would send of the form on the page, untouched."""
    form = answer.context["form"]
    sent = {}
    for bound in form:
        value = bound.value()
        if value is None or value is False or value == []:
            continue
        value = value[0] if isinstance(value, tuple) else value
        sent[bound.html_name] = f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else value
    return sent


def plan():
    return drafted(cast.DISTRICT, "Kế hoạch 2023", 2023)


CASES = {
    "plan": lambda: (plan(), "plan_edit", (), "title", "Kế hoạch A", "Kế hoạch B"),
    "target": lambda: (plan().draft_version().targets.get(), "target_edit", (), "at_least", "11", "12"),
    "activity": lambda: (programme.activity(), "activity_edit", (), "venue", "Hà Nội", "Đà Nẵng"),
    "task": lambda: (programme.task(), "task_edit", (), "title", "Rà soát A", "Rà soát B"),
    "idea": lambda: (programme.idea(), "idea_edit", (), "proposer", "Hộ bà Lý", "Hộ ông Tư"),
    "organisation": lambda: (programme.organisation(), "book_edit", ("to-chuc",), "contact", "0123", "0456"),
    "point": lambda: (programme.point(), "book_edit", ("diem-ban",), "keeper", "Bà Lý", "Ông Tư"),
    "channel": lambda: (programme.channel(), "book_edit", ("kenh-ban",), "platform", "Shopee", "Lazada"),
    "zone": lambda: (programme.zone(), "book_edit", ("vung-nguyen-lieu",), "standard", "VietGAP", "Hữu cơ"),
    "mark": lambda: (programme.mark(), "book_edit", ("nhan-hieu",), "number", "12", "13"),
    "contract": lambda: (programme.contract(), "book_edit", ("hop-dong",), "number", "12", "13"),
    "test": lambda: (programme.periodic_test(), "book_edit", ("kiem-nghiem",), "laboratory", "A", "B"),
}


@pytest.mark.parametrize("case", CASES)
def test_second_tab_sees_both_versions_and_may_save_again(case, desk):
    row, name, before, field, first, second = CASES[case]()
    address = reverse(name, args=[*before, row.pk])
    one, two = as_shown(desk.get(address)), as_shown(desk.get(address))

    assert desk.post(address, one | {field: first}).status_code == 302
    answer = desk.post(address, two | {field: second})

    row.refresh_from_db()
    assert answer.status_code == 409
    assert str(getattr(row, field)) == first
    assert [(each["standing"], each["typed"]) for each in answer.context["differences"]] == [(first, second)]
    assert desk.post(address, as_shown(answer)).status_code == 302
    row.refresh_from_db()
    assert str(getattr(row, field)) == second


def test_lines_of_a_second_tab_are_not_lost_either(desk):
    activity, product = programme.activity(), programme.product()
    address = reverse("activity_edit", args=[activity.pk])
    opened = as_shown(desk.get(address))

    desk.post(address, opened | {"products": f"{product.code}; 5.000.000"})
    answer = desk.post(address, opened | {"producers": product.producer.name})

    told = {each["label"]: (each["standing"], each["typed"]) for each in answer.context["differences"]}
    assert answer.status_code == 409
    assert told["Sản phẩm trưng bày"] == (f"{product.code}; 5.000.000", "(để trống)")
    assert Activity.objects.get().shown.get().orders == 5_000_000
    assert not Activity.objects.get().participations.exists()


def test_members_of_a_club_are_guarded_by_its_version(desk):
    club, maker = programme.organisation(), programme.product().producer
    address = reverse("book_edit", args=["to-chuc", club.pk])
    opened = as_shown(desk.get(address))

    desk.post(address, opened | {"members": maker.name})
    answer = desk.post(address, opened)

    assert answer.status_code == 409
    assert list(Organisation.objects.get().members.all()) == [maker]


def test_days_of_the_steps_typed_in_two_tabs_are_both_shown(desk):
    of = plan()
    address = reverse("plan_stages", args=[of.pk])
    of.stages.create(step=CycleStep.IDEAS, begins_on=date(2023, 2, 1), ends_on=date(2023, 3, 31))
    one, two = as_shown(desk.get(address)), as_shown(desk.get(address))
    training = {"4_implementation-begins_on": "01/05/2023", "4_implementation-ends_on": "30/06/2023"}

    assert desk.post(address, one | training).status_code == 302
    answer = desk.post(address, two | {"2_ideas-ends_on": "15/04/2023"})

    told = {each["label"]: (each["standing"], each["typed"]) for each in answer.context["differences"]}
    assert answer.status_code == 409
    assert len(told) == 3
    assert ("31/03/2023", "15/04/2023") in told.values()
    assert ("01/05/2023", "(để trống)") in told.values()
    assert [stage.step for stage in of.stages.all()] == [CycleStep.IDEAS, CycleStep.IMPLEMENTATION]
    assert of.stages.first().ends_on == date(2023, 3, 31)
    assert desk.post(address, as_shown(answer) | training).status_code == 302
    assert of.stages.get(step=CycleStep.IDEAS).ends_on == date(2023, 4, 15)
    assert of.stages.count() == 2


def test_days_of_the_steps_without_their_version_overwrite_nothing(desk):
    of = plan()
    of.stages.create(step=CycleStep.IDEAS, begins_on=date(2023, 2, 1), ends_on=date(2023, 3, 31))

    assert desk.post(reverse("plan_stages", args=[of.pk]), {"2_ideas-begins_on": ""}).status_code == 409
    assert of.stages.count() == 1


def test_survey_of_a_second_tab_is_shown_beside_the_first(desk):
    idea = programme.idea()
    address = reverse("idea_act", args=[idea.pk, "survey"])
    found = {"surveyed_on": "01/03/2024", "strengths": "Vùng vải", "weaknesses": "Bao bì", "version": "1"}

    desk.post(address, found | {"remedy": "Thiết kế bao bì"})
    answer = desk.post(address, found | {"remedy": "Kiểm nghiệm"})

    assert answer.status_code == 409
    assert "Thiết kế bao bì" in answer.content.decode()
    assert "Kiểm nghiệm" in answer.content.decode()
    assert ProductIdea.objects.get().remedy == "Thiết kế bao bì"


def test_form_without_its_version_overwrites_nothing(desk):
    target = plan().draft_version().targets.get()

    answer = desk.post(reverse("target_edit", args=[target.pk]), {"at_least": "99"})

    assert answer.status_code == 409
    assert Target.objects.get(pk=target.pk).at_least == 10
