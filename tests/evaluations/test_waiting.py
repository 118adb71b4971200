"""The first page of the workspace: to everybody what waits for them, and nothing else."""

from datetime import date

import pytest
from django.urls import reverse

from evaluations import waiting
from evaluations.models import ScoreCard
from products.enums import Status
from tests import cast
from tests.products.goods import recognised

pytestmark = pytest.mark.django_db


def tasks_of(user):
    return {section.icon: [task["title"] for task in section.tasks] for section in waiting.sections(user)}


def at_work():
    """A dossier in every state; returns the open session."""
    for state in ("submitted", "accepted", "returned", "draft", "proposed"):
        cast.dossier(cast.product(state), state=state)
    session = cast.session()
    cast.item(cast.dossier(cast.product("scoring"), state="proposed"), session)
    cast.scored(cast.product("scored"))
    return session


def test_the_receiving_officer_checks_proposes_and_completes():
    at_work()
    assert tasks_of(cast.officer(cast.COMMUNE)) == {
        "folder2-open": ["submitted"],
        "arrow-up-right": ["accepted"],
        "arrow-counterclockwise": ["returned"],
        "pencil": ["draft"],
    }


def test_the_secretary_schedules_and_closes():
    at_work()
    found = waiting.sections(cast.council().secretary)
    assert [task["title"] for section in found for task in section.tasks] == ["proposed", "scoring"]


def test_a_member_scores_until_the_card_is_handed_in():
    session = at_work()
    member = cast.council().members[0]
    assert tasks_of(member) == {"card-checklist": ["scoring"]}
    card = ScoreCard.objects.create(item=session.items.get(), seat=member.seats.get())
    (section,) = waiting.sections(member)
    assert section.tasks[0]["state"] == "doing"
    card.state, card.submitted_at = "submitted", cast.noon(date(2026, 8, 5))
    card.save()
    assert waiting.sections(member) == []


def test_the_leader_decides():
    at_work()
    assert tasks_of(cast.leader(cast.PROVINCE)) == {"file-earmark-check": ["scored"]}


def test_the_producer_s_member_follows_the_own_dossiers():
    at_work()
    found = {section.title: section.count for section in waiting.sections(cast.producer_member())}
    assert sum(found.values()) == 7
    assert set(found) == {"Hồ sơ bạn đang soạn", "Hồ sơ sản phẩm của bạn"}


@pytest.mark.parametrize(
    "person", [lambda: cast.stranger(), lambda: cast.auditor(), lambda: cast.person("Người Mới")]
)
def test_nothing_waits_for_others(person):
    at_work()
    assert waiting.sections(person()) == []


def test_a_long_list_shows_the_first_and_counts_the_rest():
    for number in range(waiting.MOST_TASKS + 3):
        cast.dossier(cast.product(f"Sản phẩm {number}"), state="submitted")
    (section,) = waiting.sections(cast.officer(cast.COMMUNE))
    assert (len(section.tasks), section.count, section.more) == (8, 11, 3)


@pytest.mark.parametrize(
    "person",
    [
        lambda: cast.officer(cast.COMMUNE),
        lambda: cast.council().secretary,
        lambda: cast.council().members[0],
        lambda: cast.leader(cast.PROVINCE),
        lambda: cast.producer_member(),
        lambda: cast.auditor(),
        lambda: cast.administrator(),
        lambda: cast.person("Người Mới"),
    ],
)
def test_the_page_opens_for_everybody(client, person):
    at_work()
    cast.sign_in(client, person())
    assert client.get(reverse("workspace")).status_code == 200


def test_the_page_asks_as_often_for_three_as_for_one(
    client, django_assert_num_queries, django_assert_max_num_queries
):
    person = cast.officer(cast.COMMUNE)
    cast.appoint(person, cast.office(cast.PROVINCE), "leader")
    cast.sign_in(client, person)

    def more(suffix):
        cast.dossier(cast.product(f"a{suffix}"), state="submitted")
        cast.scored(cast.product(f"b{suffix}"), 2)

    more(1)
    client.get(reverse("workspace"))
    with django_assert_max_num_queries(52) as one:
        client.get(reverse("workspace"))
    more(2)
    more(3)
    with django_assert_num_queries(len(one)):
        client.get(reverse("workspace"))


def test_recognitions_that_end_soon_are_counted_in_the_own_area():
    maker = cast.producer("Hợp tác xã Giáp Sơn", at=cast.DISTRICT_COMMUNE)
    for name, status in (("Rượu", Status.EXPIRING), ("Mỳ", Status.IN_FORCE), ("Chè", Status.EXPIRED)):
        recognised(name, status=status, made_by=maker, at=cast.DISTRICT_COMMUNE)

    assert waiting.expiring_count(cast.officer(cast.DISTRICT)) == 1
    assert waiting.expiring_count(cast.officer(cast.PROVINCE)) == 1
    assert waiting.expiring_count(cast.stranger()) == 0
