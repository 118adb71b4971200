"""The money of the demonstration: Lục Ngạn's real budget of 2024 with invented entries, the support policies
the sources tell of, and Lục Nam's payments of 2023 in every state."""

from datetime import date, timedelta

from campaigns import budgets, claims, payees, payments, recoveries
from campaigns.demo.budget_lines import MILLION
from campaigns.demo.makers import coded, commune, producer, product
from campaigns.demo.people import email_of
from campaigns.enums import ActivityKind
from campaigns.models import Plan, SupportPayment, SupportPolicy
from campaigns.money_enums import EntryKind, RecoveryGround, SupportEvent
from ocop_portal.accounts.enums import Level
from ocop_portal.accounts.models import User
from ocop_portal.core.days import add_months
from products.enums import EventKind
from products.publication import record

FIRST, KEPT, UPGRADED = SupportEvent.FIRST, SupportEvent.KEPT, SupportEvent.UPGRADED

# Invented: (line, move, millions, document, day); a payment settles the commitment of its line.
LUC_NGAN_ENTRIES = (
    (0, EntryKind.ALLOCATE, 440, "Thông báo 45/TB-TCKH (mẫu)", date(2024, 1, 22)),
    (1, EntryKind.ALLOCATE, 20, "Thông báo 45/TB-TCKH (mẫu)", date(2024, 1, 22)),
    (2, EntryKind.ALLOCATE, 20, "Thông báo 45/TB-TCKH (mẫu)", date(2024, 1, 22)),
    (3, EntryKind.ALLOCATE, 150, "Thông báo 45/TB-TCKH (mẫu)", date(2024, 1, 22)),
    (0, EntryKind.COMMIT, 400, "Hợp đồng 12/HĐ-TV (mẫu)", date(2024, 3, 4)),
    (0, EntryKind.PAY, 120, "UNC 31 (mẫu)", date(2024, 5, 20)),
    (1, EntryKind.COMMIT, 14, "Dự toán Hội đồng đợt 1 (mẫu)", date(2024, 5, 27)),
    (1, EntryKind.PAY, 13, "UNC 44 (mẫu)", date(2024, 6, 28)),
    (3, EntryKind.COMMIT, 60, "Kế hoạch tập huấn 30/KH (mẫu)", date(2024, 7, 8)),
    (3, EntryKind.PAY, 55, "UNC 57 (mẫu)", date(2024, 8, 16)),
    (0, EntryKind.PAY, 180, "UNC 63 (mẫu)", date(2024, 9, 25)),
)
# Invented: what an activity of the kind is planned to cost, and the line that pays it.
LUC_NGAN_COSTS = {
    ActivityKind.CONSULTING: (0, 400),
    ActivityKind.TRAINING: (3, 60),
    ActivityKind.CONFERENCE: (3, 90),
    ActivityKind.STUDY_TOUR: (3, 70),
}
# From reports in the press; numbers of acts and days the sources do not give say so.
POLICIES = (
    {
        "unit": "huyen-luc-nam",
        "name": "Hỗ trợ trực tiếp sản phẩm đạt 3-4 sao năm 2023",
        "legal_act": "Kế hoạch OCOP năm 2023 của UBND huyện Lục Nam",
        "source_note": "Kế hoạch của huyện: 10 triệu đồng cho mỗi sản phẩm đạt 3-4 sao. Giấy tờ là giả định.",
        "period": (date(2023, 1, 1), date(2023, 12, 31)),
        "papers": ["request"],
        "rates": ((FIRST, 3, 10, Level.DISTRICT), (FIRST, 4, 10, Level.DISTRICT)),
    },
    {
        "unit": "tinh-bac-giang",
        "name": "Thưởng sản phẩm OCOP tỉnh Bắc Giang 2024-2025",
        "legal_act": "Chính sách hỗ trợ OCOP 2024-2025 của tỉnh Bắc Giang (số văn bản: chưa rõ trong nguồn)",
        "source_note": "Báo Bắc Giang; dangcongsan.vn 656040. Tỉnh chi từ 4 sao trở lên.",
        "period": (date(2024, 1, 1), date(2025, 6, 30)),
        "papers": [],
        "rates": (
            (FIRST, 3, 50, Level.DISTRICT),
            (FIRST, 4, 150, Level.PROVINCE),
            (FIRST, 5, 300, Level.PROVINCE),
            (KEPT, 3, 20, Level.DISTRICT),
            (KEPT, 4, 60, Level.PROVINCE),
            (UPGRADED, 4, 150, Level.PROVINCE),
            (UPGRADED, 5, 300, Level.PROVINCE),
        ),
    },
    {
        "unit": "tinh-bac-ninh",
        "name": "Thưởng sản phẩm OCOP tỉnh Bắc Ninh",
        "legal_act": "Quyết định 828/QĐ-UBND tỉnh Bắc Ninh",
        "source_note": "Báo chí: 8 triệu (3 sao), 10 triệu (4 sao), 2 triệu (nâng hạng). Ngày là giả định.",
        "period": (date(2026, 1, 1), None),
        "papers": ["request", "decision"],
        "rates": ((FIRST, 3, 8, Level.PROVINCE), (FIRST, 4, 10, Level.PROVINCE)),
        "upgrade_pays_difference": True,
    },
)
GOODS = (
    ("Na dai Nghĩa Phương (mẫu)", "Xã Nghĩa Phương", 1),
    ("Dứa Bảo Sơn (mẫu)", "Xã Bảo Sơn", 1),
    ("Mật ong Tam Dị (mẫu)", "Xã Tam Dị", 4),
    ("Rượu nếp cái hoa vàng Tiên Nha (mẫu)", "Xã Tiên Nha", 14),
    ("Bún khô Đông Hưng (mẫu)", "Xã Đông Hưng", 6),
    ("Khoai sọ sấy Cương Sơn (mẫu)", "Xã Cương Sơn", 7),
    ("Trà hoa vàng túi lọc Trường Sơn (mẫu)", "Xã Trường Sơn", 12),
    ("Tương Yên Sơn (mẫu)", "Xã Yên Sơn", 9),
    ("Măng khô Lục Sơn (mẫu)", "Xã Lục Sơn", 1),
)


def person(name):
    return User.objects.get(email=email_of(name))


def load_money(offices):
    """Enter policies, budgets and payments that are not there yet."""
    for facts in POLICIES:
        _policy(offices, **facts)
    _luc_ngan(offices["huyen-luc-ngan"])
    _luc_nam(offices["huyen-luc-nam"])


def _policy(offices, *, unit, period, rates, legal_act, **facts):
    place = offices[unit].unit
    if SupportPolicy.objects.filter(unit=place, legal_act=legal_act).exists():
        return
    row = SupportPolicy.objects.create(
        unit=place, legal_act=legal_act, in_force_from=period[0], in_force_to=period[1], **facts
    )
    for event, stars, millions, payer in rates:
        row.rates.create(event=event, stars=stars, amount=millions * MILLION, payer=payer)


def _plan(office, year):
    return Plan.objects.get(office=office, first_year__lte=year, last_year__gte=year)


def _approved(plan, *, by, number, decided_on):
    """Approve the budget the plan gives and return its lines in their order."""
    facts = {"decision_number": number, "decided_on": decided_on}
    budgets.approve_budget(plan, total=plan.budget_total, by=person(by), **facts)
    return list(plan.budget_lines.order_by("position"))


def _luc_ngan(office):
    plan = _plan(office, 2024)
    if plan.budget_decisions.exists():
        return
    decided = {"number": "96/QĐ-UBND (mẫu)", "decided_on": date(2024, 1, 15)}
    lines = _approved(plan, by="lanh-dao.luc-ngan", **decided)
    commitments, paid_for = {}, _costs(plan, lines)
    for place, kind, millions, document, day in LUC_NGAN_ENTRIES:
        settled = commitments[place] if kind == EntryKind.PAY else None
        facts = {"by": person("ke-toan.luc-ngan"), "document": document, "on": day}
        facts["activity"] = paid_for.get(place) if kind == EntryKind.COMMIT else None
        entry = budgets.move(lines[place], kind, millions * MILLION, commitment=settled, **facts)
        if kind == EntryKind.COMMIT:
            commitments[place] = entry


def _costs(plan, lines):
    """Tie the plan's activities to their lines; return the first of each line by the place of the line."""
    found = {}
    for row in plan.activities.filter(kind__in=LUC_NGAN_COSTS).order_by("begins_on", "pk"):
        place, millions = LUC_NGAN_COSTS[row.kind]
        row.budget_line, row.cost = lines[place], millions * MILLION
        row.save(update_fields=["budget_line", "cost"])
        found.setdefault(place, row)
    return found


# Lục Nam 2023: ten million for each product newly recognised


def _luc_nam(office):
    if SupportPayment.objects.filter(line__plan__office=office).exists():
        return
    decided = {"number": "210/QĐ-UBND (mẫu)", "decided_on": date(2023, 2, 10)}
    [line] = _approved(_plan(office, 2023), by="lanh-dao.luc-nam", **decided)
    facts = {"by": person("ke-toan.luc-nam"), "document": "Thông báo 18/TB-TCKH (mẫu)"}
    budgets.move(line, EntryKind.ALLOCATE, 100 * MILLION, on=date(2023, 2, 20), **facts)
    due = _due(office)
    for number, goods in enumerate(GOODS[len(due) :]):
        _recognised(office, number, *goods)
    _walk(line, _due(office)[: len(GOODS)])


def _due(office):
    return [claim for claim in claims.claims_of(office) if claim.product.is_sample]


def _recognised(office, number, name, place, set_number):
    maker = producer(f"Hợp tác xã {place.removeprefix('Xã ')} (mẫu)", commune(place, office.unit))
    row = coded(product(name, maker, set_number), 2023)
    if row.events.exists():
        return
    day = date(2023, 9, 15) + timedelta(days=number % 2 * 60)
    record(
        row,
        kind=EventKind.RECOGNISED,
        stars=4 if number % 4 == 0 else 3,
        on=day,
        until=add_months(day, 36),
        decision_number=f"{2105 + number % 2 * 300}/QĐ-UBND (mẫu)",
        authority=office.authority_name,
        reason="Số liệu minh họa.",
    )


def _walk(line, due):
    """Leave the payments in every state, and the last two claims due."""
    proposed = payments.propose(due[:-2], line, by=person("can-bo.luc-nam"))
    for number, payment in enumerate(proposed):
        _account(payment.producer, f"1000{7_300_000 + 41 * number}")
        if number:  # the first still misses its paper
            note = f"Giấy đề nghị ngày 0{number}/12/2023, cặp 4 (mẫu)"
            payments.add_paper(payment, kind="request", number=note, by=person("can-bo.luc-nam"))
    _missing, _to_check, rejected, *rest = proposed
    for payment in rest[:2]:  # both are paid, of one a part comes back, of the other all
        payment.producer.members.get_or_create(user=person("chu-the.luc-nam"))
    payments.reject([rejected], by=person("can-bo-2.luc-nam"), comment="Giấy đề nghị chưa có chữ ký (mẫu).")
    checked = payments.check(rest, by=person("can-bo-2.luc-nam"))
    leader, document, day = person("lanh-dao.luc-nam"), "3120/QĐ-UBND (mẫu)", date(2023, 12, 11)
    approved = payments.approve(checked[:3], by=leader, document=document, on=day)
    accountant = person("ke-toan.luc-nam")
    batch = payments.make_batch(approved[:2], title="Đợt chi tháng 12/2023 (mẫu)", by=accountant)
    paid = payments.pay(
        batch.payments.all(), by=accountant, voucher="UNC 87 (mẫu)", paid_on=date(2023, 12, 18)
    )
    _taken_back(*paid, leader, accountant)


def _taken_back(part, whole, leader, accountant):
    """Of one a part comes back; the other went to an account given up: its support is due again."""
    orders = (
        (part, 2 * MILLION, RecoveryGround.GIVEN_BACK, "Chủ thể xin nộp lại phần không dùng đến (mẫu)."),
        (whole, whole.amount, RecoveryGround.WRONG_PAYEE, "Chuyển vào số tài khoản cũ của chủ thể (mẫu)."),
    )
    for number, (payment, amount, ground, reason) in enumerate(orders):
        document, day = f"{3200 + number}/QĐ-UBND (mẫu)", date(2023, 12, 27)
        facts = {"document": document, "decided_on": day, "reason": reason}
        order = recoveries.order(payment, amount=amount, ground=ground, by=leader, **facts)
        voucher = f"Phiếu thu {10 + number} (mẫu)"
        recoveries.receive(order, voucher=voucher, received_on=date(2023, 12, 29), by=accountant)


def _account(maker, number):
    if maker.payee_accounts.exists():
        return
    row = payees.enter(
        maker, holder=maker.name, bank="Agribank Lục Nam (mẫu)", number=number, by=person("can-bo.luc-nam")
    )
    payees.reveal(row, by=person("ke-toan.luc-nam"), reason="Đối chiếu giấy đề nghị (mẫu)")
    payees.confirm(row, by=person("ke-toan.luc-nam"))
