"""A district's plan with its money, its people and recognised products, made in one line each."""

from datetime import date
from types import SimpleNamespace

from campaigns import budgets, claims, payees, payments
from campaigns.models import BudgetLine, Plan, SupportPolicy
from campaigns.money_enums import BudgetKind, EntryKind, Source, SupportEvent
from ocop_portal.accounts.enums import Role
from products.enums import EventKind
from products.models import Product
from products.numbering import assign_code
from products.publication import record
from tests import cast

MILLION = 1_000_000
DAY = date(2024, 7, 1)
DECIDED = date(2024, 2, 1)


def accountant(address_code=cast.DISTRICT):
    at = cast.office(address_code)
    return cast.appoint(cast.person(f"Kế toán {at.code}"), at, Role.ACCOUNTANT)


def second_officer(address_code=cast.DISTRICT):
    at = cast.office(address_code)
    return cast.appoint(cast.person(f"Cán bộ thứ hai {at.code}"), at, Role.OFFICER)


def plan(address_code=cast.DISTRICT, year=2024):
    office = cast.office(address_code)
    values = {"unit": office.unit, "title": f"Kế hoạch OCOP {year}", "created_by": cast.officer(address_code)}
    found, _new = Plan.objects.get_or_create(office=office, first_year=year, last_year=year, defaults=values)
    return found


def line(of=None, *, amount=100 * MILLION, kind=BudgetKind.CONFERENCES, title="", approve=True):
    """A line of the plan, approved and wholly allocated unless told otherwise."""
    of = of or plan()
    by = cast.officer(of.office.unit.address_code)
    row = BudgetLine(plan=of, kind=kind, source=Source.LOCAL, title=title, planned=amount)
    row = budgets.set_line(row, by=by)
    if approve:
        approved(of)
        allocate(row, amount)
    return fresh(row)


def approved(of, total=None):
    code = of.office.unit.address_code
    number = of.budget_decisions.count() + 1
    return budgets.approve_budget(
        of,
        total=sum(each.planned for each in of.budget_lines.all()) if total is None else total,
        decision_number=f"{number}/QĐ-UBND",
        decided_on=DECIDED,
        by=cast.leader(code),
        reason="" if number == 1 else "Bổ sung.",
    )


def allocate(row, amount):
    by = accountant(row.plan.office.unit.address_code)
    return budgets.move(row, EntryKind.ALLOCATE, amount, by=by, document="CV 1", on=DAY)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def policy(*, amounts=None, at=cast.DISTRICT, payer="district", papers=(), act="135/KH-UBND", **fields):
    """A policy paying 10 million for a first recognition at 3 and 4 stars, unless told otherwise."""
    unit = cast.unit(at)
    values = {"name": "Hỗ trợ sản phẩm OCOP", "in_force_from": date(2023, 1, 1), "papers": list(papers)}
    row = SupportPolicy.objects.create(unit=unit, legal_act=act, **values | fields)
    rates = amounts or {(SupportEvent.FIRST, 3): 10 * MILLION, (SupportEvent.FIRST, 4): 10 * MILLION}
    for (event, stars), amount in rates.items():
        row.rates.create(event=event, stars=stars, amount=amount, payer=payer)
    return row


def recognised(
    name="Mật ong hoa vải", stars=3, *, on=date(2024, 6, 1), at=cast.DISTRICT_COMMUNE, made_by=None
):
    """A product with a recognition in the register."""
    row = cast.product(name, made_by=made_by or cast.producer(f"Chủ thể {name}", at=at), at=at)
    event(row, EventKind.RECOGNISED, stars, on)
    row.refresh_from_db()
    return row


def event(product, kind, stars, on):
    if not product.code:
        assign_code(product, year=on.year, by=None)
    grant = {} if kind == EventKind.REVOKED else {"stars": stars, "until": on.replace(year=on.year + 3)}
    number = f"{on:%d%m}/QĐ-UBND"
    return record(product, kind=kind, on=on, decision_number=number, authority="UBND", **grant)


def account(producer, number="0123456789"):
    """A confirmed account of the producer."""
    row = payees.enter(
        producer,
        holder=producer.name,
        bank="Agribank Lục Ngạn",
        number=number,
        by=cast.officer(cast.DISTRICT),
    )
    payees.reveal(row, by=accountant(), reason="Đối chiếu giấy đề nghị")
    return payees.confirm(row, by=accountant())


def proposed(row=None, *, count=1):
    """Payments over `count` newly recognised products, proposed from the line."""
    row = row or line()
    if not SupportPolicy.objects.exists():
        policy()
    start = Product.objects.count()
    for number in range(start, start + count):
        name = f"Sản phẩm {number + 1}"
        account(recognised(name).producer)
    due = claims.claims_of(row.plan.office)
    return payments.propose(due, row, by=cast.officer(cast.DISTRICT))


def checked(row=None, **how):
    return payments.check(proposed(row, **how), by=second_officer())


def approved_payments(row=None, **how):
    return payments.approve(checked(row, **how), by=cast.leader(cast.DISTRICT), document="7/QĐ", on=DAY)


def paid(row=None, **how):
    return payments.pay(approved_payments(row, **how), by=accountant(), voucher="UNC 1", paid_on=DAY)


def people():
    """Everybody who may touch the district's money."""
    return SimpleNamespace(
        officer=cast.officer(cast.DISTRICT),
        second=second_officer(),
        leader=cast.leader(cast.DISTRICT),
        accountant=accountant(),
    )
