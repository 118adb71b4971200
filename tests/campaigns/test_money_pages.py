"""The pages of money: from what is due to the bank file, and what they refuse in words."""

import io
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from campaigns import bank_file, budgets, payments, spending
from campaigns.models import AccountReading, SupportPayment
from campaigns.money_enums import EntryKind, PaymentState
from tests import cast
from tests.answers import body
from tests.campaigns import treasury
from tests.campaigns.treasury import DAY, MILLION

pytestmark = pytest.mark.django_db


def signed_in(user):
    return cast.sign_in(Client(), user)


def text(answer):
    return answer.content.decode()


def test_support_walks_from_what_is_due_to_the_bank():
    line = treasury.line(amount=30 * MILLION)
    treasury.policy()
    for name in ("Mật ong", "Mỳ gạo"):
        treasury.account(treasury.recognised(name).producer)
    officer, second = signed_in(cast.officer(cast.DISTRICT)), signed_in(treasury.second_officer())
    leader, accountant = signed_in(cast.leader(cast.DISTRICT)), signed_in(treasury.accountant())

    desk = text(officer.get(reverse("support_desk")))
    assert "Mật ong" in desk
    assert "10.000.000 đ" in desk
    keys = [claim.key for claim in officer.get(reverse("support_desk")).context["page"].rows]
    asked = text(officer.get(reverse("support_propose"), {"khoan": keys}))
    assert "20.000.000 đ" in asked
    officer.post(reverse("support_propose"), {"khoan": keys, "line": line.pk})
    numbers = list(SupportPayment.objects.values_list("pk", flat=True))
    assert len(numbers) == 2

    second.post(reverse("support_check"), {"khoan": numbers})
    leader.post(reverse("support_approve"), {"khoan": numbers, "number": "7/QĐ-UBND", "on": "01/07/2024"})
    answer = accountant.post(reverse("batch_create"), {"khoan": numbers, "title": "Đợt 1"})
    batch = SupportPayment.objects.first().batch
    assert answer.url == batch.get_absolute_url()
    for form in ("pdf", "docx"):
        assert accountant.get(reverse("batch_paper", args=[batch.pk, form])).status_code == 200
    accountant.post(reverse("batch_pay", args=[batch.pk]), {"voucher": "UNC 9", "paid_on": "02/07/2024"})

    paid = SupportPayment.objects.filter(state=PaymentState.PAID)
    assert paid.count() == 2
    assert treasury.fresh(line).paid == 20 * MILLION
    page = text(leader.get(paid.first().get_absolute_url()))
    assert "UNC 9" in page
    assert "0123456789" not in page


def test_approving_too_much_says_what_is_missing_and_keeps_the_ticks():
    line = treasury.line(amount=15 * MILLION)
    rows = treasury.checked(line, count=2)
    leader = signed_in(cast.leader(cast.DISTRICT))

    answer = leader.post(
        reverse("support_approve"),
        {"khoan": [row.pk for row in rows], "number": "7/QĐ", "on": "01/07/2024"},
    )

    assert "còn thiếu 5.000.000 đ" in text(answer)
    assert text(answer).count('name="khoan"') == 2
    assert not SupportPayment.objects.filter(state=PaymentState.APPROVED).exists()


def test_the_bank_file_holds_whole_numbers_as_text_and_each_reading_is_written_down():
    rows = treasury.approved_payments(count=2)
    treasury.account(rows[0].producer, number="00700123")
    batch = payments.make_batch(rows, title="Đợt 1", by=treasury.accountant())
    before = AccountReading.objects.count()

    answer = signed_in(treasury.accountant()).post(reverse("batch_bank_file", args=[batch.pk, "xlsx"]))

    sheet = load_workbook(io.BytesIO(answer.content)).active
    values = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=2)]
    assert {line[2] for line in values} == {"00700123", "0123456789"}
    assert [line[4] for line in values] == [10 * MILLION] * 2
    assert AccountReading.objects.count() == before + 2
    assert "private" in answer["Cache-Control"]


def test_the_list_to_sign_bears_the_day_of_viet_nam():
    batch = payments.make_batch(treasury.approved_payments(), title="Đợt 1", by=treasury.accountant())
    batch.made_at = datetime(2024, 7, 1, 20, 0, tzinfo=UTC)  # three in the morning of the next day

    paper = bank_file.list_to_sign(batch)

    assert paper.day == date(2024, 7, 2)
    assert paper.blocks[0].rows[0][4] == "Công nhận lần đầu"


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_list_to_sign_says_its_sum_in_words(form):
    batch = payments.make_batch(treasury.approved_payments(count=2), title="Đợt 1", by=treasury.accountant())

    answer = signed_in(treasury.accountant()).get(reverse("batch_paper", args=[batch.pk, form]))

    assert "Bằng chữ: Hai mươi triệu đồng chẵn." in " ".join(body(answer).split())


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_a_name_like_a_formula_stays_text(sign):
    rows = [(1, f"{sign}HYPERLINK(1)", "0123", "Ngân hàng", 5, "HO TRO", "HT1")]

    cell = load_workbook(io.BytesIO(bank_file.as_xlsx(rows))).active["B2"]
    assert (cell.data_type, cell.value) == ("s", f"{sign}HYPERLINK(1)")
    assert f"'{sign}HYPERLINK(1)" in bank_file.as_csv(rows).decode("utf-8-sig")


def test_an_account_is_masked_until_its_reading_is_written_down():
    account = treasury.account(cast.producer(at=cast.DISTRICT_COMMUNE))
    accountant = signed_in(treasury.accountant())
    page = reverse("payee_page", args=[account.producer_id])

    assert "0123456789" not in text(accountant.get(page))
    refused = accountant.post(reverse("payee_reveal", args=[account.pk]), {"comment": ""})
    assert "0123456789" not in text(refused)
    shown = accountant.post(reverse("payee_reveal", args=[account.pk]), {"comment": "Lập ủy nhiệm chi"})

    assert "0123456789" in text(shown)
    assert "Lập ủy nhiệm chi" in text(accountant.get(page))


def test_the_budget_page_shows_the_lines_the_sums_and_what_lies_unused():
    plan = treasury.plan()
    for kind, amount in (("consulting", 440), ("evaluation", 20), ("promotion", 20), ("conferences", 220)):
        treasury.line(plan, kind=kind, amount=amount * MILLION, approve=False)
    treasury.approved(plan, total=700 * MILLION)
    line = plan.budget_lines.first()
    treasury.allocate(line, 300 * MILLION)
    by = treasury.accountant()
    commitment = budgets.move(line, EntryKind.COMMIT, 200 * MILLION, by=by, document="HĐ 1", on=DAY)
    budgets.move(line, EntryKind.PAY, 150 * MILLION, by=by, document="UNC 1", on=DAY, commitment=commitment)

    page = text(signed_in(by).get(reverse("budget_page", args=[plan.pk])))

    for words in ("700 triệu đồng", "440.000.000 đ", "150.000.000 đ", "<svg", "quý 3/2024"):
        assert words in page, words
    assert "700.000.000 đ" in page


def test_a_form_says_what_a_sum_looks_like_and_keeps_it():
    plan = treasury.plan()
    data = {"kind": "promotion", "source": "local", "planned": "mười triệu"}

    page = text(signed_in(cast.officer(cast.DISTRICT)).post(reverse("budget_line_add", args=[plan.pk]), data))

    assert "10.000.000" in page
    assert "mười triệu" in page
    assert not plan.budget_lines.exists()


@pytest.mark.parametrize("section", ["den-han", "kiem-tra"])
def test_the_desk_asks_no_more_questions_for_more_rows(section, client):
    line = treasury.line(amount=500 * MILLION)
    cast.sign_in(client, cast.officer(cast.DISTRICT))
    address = f"{reverse('support_desk')}?muc={section}"

    def prepare(count):
        if section == "kiem-tra":
            treasury.proposed(line, count=count)
            return
        if not line.plan.unit.support_policies.exists():
            treasury.policy()
        for number in range(count):
            treasury.recognised(f"Thêm {count} {number}")

    counts = []
    for count in (1, 3):
        prepare(count)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]


# The arithmetic of quarters


def test_quarters_add_up_and_those_ahead_are_empty():
    paid = [(date(2024, 2, 1), 10), (date(2024, 8, 1), 30), (date(2025, 1, 1), 5)]

    rows = spending.quarters_of(2024, 2024, 100, paid, date(2024, 8, 15))

    assert [row.planned for row in rows] == [25, 50, 75, 100]
    assert [row.paid for row in rows] == [10, 10, 40, None]
    assert [row.percent for row in rows] == [40, 20, 53, None]
    drawing = spending.drawing_of(rows)
    assert drawing.planned.endswith("712,14")
    assert len(drawing.dots) == 3


def test_lines_that_lag_are_named_and_those_that_are_committed_are_not():
    class Line:
        def __init__(self, approved, committed, paid):
            self.approved, self.committed, self.paid = approved, committed, paid

    idle, busy, done = Line(100, 0, 0), Line(100, 60, 0), Line(100, 0, 100)

    half = spending.warnings_of([idle, busy, done], 2024, 2024, date(2024, 7, 1))
    end = spending.warnings_of([idle, busy, done], 2024, 2024, date(2025, 1, 1))

    assert [(one.line, one.unspent) for one in half] == [(idle, 50)]
    assert [(one.line, one.unspent) for one in end] == [(idle, 100), (busy, 100)]
    assert spending.warnings_of([idle], 2024, 2024, date(2024, 3, 31)) == []
