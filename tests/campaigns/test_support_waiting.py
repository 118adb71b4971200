"""What of the support waits for whom, what the producer's members hear and see of it, and nothing more."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns import payees, payments, support_waiting
from campaigns.models import SupportPayment
from ocop_portal.accounts.models import Notice
from ocop_portal.core.days import today
from ocop_portal.core.models import OutgoingMail
from producers.models import ProducerMember
from tests import cast
from tests.campaigns import treasury
from tests.campaigns.treasury import DAY, MILLION

pytestmark = pytest.mark.django_db


def tasks_of(user, at=None):
    found = support_waiting.sections(user, at=at)
    return {section.title: [task["title"] for task in section.tasks] for section in found}


def member_of(producer):
    person = cast.person(f"Thành viên {producer.pk}")
    ProducerMember.objects.create(user=person, producer=producer)
    return person


def test_each_step_waits_for_the_person_who_takes_it_and_for_nobody_else():
    line = treasury.line()
    treasury.policy()
    treasury.account(treasury.recognised("Mật ong").producer)
    people = treasury.people()

    assert tasks_of(people.officer) == {"Hỗ trợ đến hạn, cần đề nghị": ["Mật ong"]}
    [row] = payments.propose(support_waiting.claims.claims_of(line.plan.office), line, by=people.officer)
    assert tasks_of(people.officer) == {}
    assert tasks_of(people.second) == tasks_of(people.leader) == {"Hỗ trợ cần kiểm tra": ["Mật ong"]}
    payments.check([row], by=people.second)
    assert tasks_of(people.second) == {}
    assert tasks_of(people.leader) == {"Hỗ trợ cần duyệt": ["Mật ong"]}
    payments.approve([row], by=people.leader, document="7/QĐ", on=DAY)
    assert tasks_of(people.leader) == {}
    assert tasks_of(people.accountant) == {"Hỗ trợ cần chi": ["Mật ong"]}
    payments.pay([row], by=people.accountant, voucher="UNC 1", paid_on=DAY)
    assert tasks_of(people.accountant) == {}


def test_what_waits_says_how_long_from_the_second_day_on():
    line = treasury.line()
    treasury.policy()
    treasury.recognised("Mật ong", on=today() - timedelta(days=1200))
    [section] = support_waiting.sections(cast.officer(cast.DISTRICT))
    assert (section.tasks[0]["due"], section.tasks[0]["due_kind"]) == ("đã 1.200 ngày", "late")
    [row] = treasury.proposed(line)[:1]

    [section] = support_waiting.sections(treasury.second_officer())
    assert "due" not in section.tasks[0]
    assert row.age == 0


def test_a_missing_paper_waits_for_the_officers_by_its_name():
    treasury.policy(papers=["request"])
    treasury.proposed()
    people = treasury.people()

    [section] = support_waiting.sections(people.second)
    assert section.title == "Hỗ trợ còn thiếu giấy tờ"
    assert "Đính kèm: " in section.tasks[0]["note"]
    assert tasks_of(people.leader) == {}


def test_an_account_waits_for_its_confirmation_by_somebody_else():
    producer = cast.producer("Hợp tác xã", at=cast.DISTRICT_COMMUNE)
    payees.enter(producer, holder="A", bank="B", number="1234567", by=cast.officer(cast.DISTRICT))

    [section] = support_waiting.sections(treasury.accountant())
    assert section.title == "Tài khoản ngân hàng cần xác nhận"
    assert "1234567" not in str(section.tasks)
    assert tasks_of(cast.officer(cast.DISTRICT)) == {}


def test_a_member_is_shown_what_is_due_what_waits_and_what_was_paid():
    line = treasury.line()
    treasury.policy(papers=["request"])
    product = treasury.recognised("Mật ong")
    member, people = member_of(product.producer), treasury.people()
    treasury.account(product.producer)

    assert tasks_of(member) == {"Hỗ trợ đến hạn của bạn, chưa được đề nghị": ["Mật ong"]}
    [row] = payments.propose(support_waiting.claims.claims_of(line.plan.office), line, by=people.officer)
    [section] = support_waiting.sections(member)
    assert (section.title, section.tasks[0]["state"]) == ("Hỗ trợ cho sản phẩm của bạn", "fix")
    payments.add_paper(row, kind="request", number="Bản gốc gửi ngày 1/7", by=member)
    [section] = support_waiting.sections(member)
    assert section.tasks[0]["state"] == "doing"
    payments.check([row], by=people.second)
    payments.approve([row], by=people.leader, document="7/QĐ", on=DAY)
    payments.pay([row], by=people.accountant, voucher="UNC 1", paid_on=DAY)
    assert tasks_of(member, at=DAY + timedelta(days=60)) == {"Hỗ trợ vừa chi cho bạn": ["Mật ong"]}
    assert tasks_of(member, at=DAY + timedelta(days=61)) == {}


def test_nothing_of_it_waits_for_others():
    treasury.policy()
    treasury.proposed()

    for person in (cast.stranger(), cast.auditor(), cast.administrator(), cast.person("Người Mới")):
        assert support_waiting.sections(person) == []


def test_a_member_reads_the_own_payments_and_no_one_else_s_money(client):
    own, other = treasury.proposed(count=2)
    cast.sign_in(client, member_of(own.producer))

    desk = client.get(f"{reverse('support_desk')}?muc=kiem-tra").content.decode()
    assert own.product.name in desk
    assert other.product.name not in desk
    page = client.get(own.get_absolute_url()).content.decode()
    assert own.proposed_by.full_name not in page
    assert reverse("budget_line_page", args=[own.line_id]) not in page
    assert client.get(other.get_absolute_url()).status_code == 404
    assert client.get(own.line.get_absolute_url()).status_code == 404


def test_the_missing_paper_is_named_to_the_member_who_may_hand_it_in(client):
    treasury.policy(papers=["request"])
    [row] = treasury.proposed()
    cast.sign_in(client, member_of(row.producer))

    assert "Đính kèm: " in client.get(f"{reverse('support_desk')}?muc=kiem-tra").content.decode()
    client.post(reverse("support_paper_add", args=[row.pk]), {"kind": "request", "number": "Số 1"})
    assert row.papers.get().kind == "request"


# Told


def test_members_hear_of_approval_rejection_with_its_reason_and_payment_in_their_language():
    first, second = treasury.checked(count=2)
    people = treasury.people()
    for row, language in ((first, "vi"), (second, "en")):
        member = member_of(row.producer)
        member.language = language
        member.save(update_fields=["language"])

    payments.approve([first], by=people.leader, document="7/QĐ", on=DAY)
    payments.reject([second], by=people.leader, comment="Thiếu chữ ký.")
    payments.pay([first], by=people.accountant, voucher="UNC 9", paid_on=DAY)

    told = list(Notice.objects.order_by("pk").values_list("user__producer_memberships__producer", "text"))
    assert [who for who, _text in told] == [first.producer_id, second.producer_id, first.producer_id]
    assert "đã được duyệt" in told[0][1]
    assert told[1][1].startswith("The support of 10,000,000 đ")
    assert "Thiếu chữ ký." in told[1][1]
    assert "01/07/2024" in told[2][1]
    assert "UNC 9" in told[2][1]
    letters = OutgoingMail.objects.filter(key__startswith="support-").order_by("pk")
    assert [letter.body.splitlines()[0] for letter in letters] == [text for _who, text in told]
    assert f"/ho-tro/{first.pk}/" in letters[0].body
    assert f"/en/lam-viec/ho-tro/{second.pk}/" in letters[1].body


def test_many_payments_of_one_producer_are_one_letter_and_a_second_click_writes_none():
    line = treasury.line()
    treasury.policy()
    maker = cast.producer("Nhiều sản phẩm", at=cast.DISTRICT_COMMUNE)
    member, people = member_of(maker), treasury.people()
    treasury.account(maker)
    for number in range(3):
        treasury.recognised(f"Sản phẩm {number}", made_by=maker)
    rows = payments.propose(support_waiting.claims.claims_of(line.plan.office), line, by=people.officer)
    payments.check(rows, by=people.second)

    for _click in range(2):
        payments.approve(rows, by=people.leader, document="7/QĐ", on=DAY)

    assert member.notices.count() == 1
    letter = OutgoingMail.objects.get(recipient=member.email, key__startswith="support-")
    assert "30.000.000 đ" in letter.body
    assert letter.body.count("10.000.000 đ") == 3


def test_what_is_refused_tells_nobody():
    rows = treasury.checked(treasury.line(amount=15 * MILLION), count=2)
    member_of(rows[0].producer)

    with pytest.raises(payments.Refusal):
        payments.approve(rows, by=cast.leader(cast.DISTRICT), document="7/QĐ", on=DAY)

    assert not Notice.objects.filter(key__startswith="support-").exists()
    assert not OutgoingMail.objects.filter(key__startswith="support-").exists()
    assert set(SupportPayment.objects.values_list("state", flat=True)) == {"checked"}


@pytest.mark.parametrize("role", ["officer", "second", "leader", "accountant", "member"])
def test_the_first_page_asks_as_often_for_three_as_for_one(role, client, django_assert_num_queries):
    line = treasury.line(amount=500 * MILLION)
    treasury.policy(papers=["request"])
    people = vars(treasury.people())
    maker = cast.producer("Nhiều sản phẩm", at=cast.DISTRICT_COMMUNE)
    people["member"] = member_of(maker)
    treasury.account(maker)
    cast.sign_in(client, people[role])

    def more(name):
        for number in range(5):
            treasury.recognised(f"{name} {number}", made_by=maker)
        due = support_waiting.claims.claims_of(line.plan.office)[:4]
        rows = payments.propose(due, line, by=people["officer"])
        for row in rows[1:]:
            payments.add_paper(row, kind="request", number="1", by=people["officer"])
        payments.check(rows[2:], by=people["second"])
        payments.approve(rows[3:], by=people["leader"], document="7/QĐ", on=DAY)

    more("a")
    client.get(reverse("workspace"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("workspace"))
    more("b")
    more("c")
    with django_assert_num_queries(len(one)):
        client.get(reverse("workspace"))
