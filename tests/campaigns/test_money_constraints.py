"""Every rule the database holds about money, tried past the validation of forms and models."""

from datetime import date

import pytest
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from campaigns import claims, ledger, payments, recoveries
from campaigns.models import (
    AccountReading,
    BudgetDecision,
    BudgetDecisionLine,
    BudgetLine,
    LedgerEntry,
    PayeeAccount,
    PaymentBatch,
    PaymentPaper,
    Recovery,
    SetAside,
    SupportPayment,
    SupportPolicy,
    SupportRate,
)
from campaigns.money_enums import EntryKind, SupportKind
from products.enums import EventKind
from tests import cast
from tests.campaigns import treasury
from tests.campaigns.treasury import MILLION
from tests.evaluations.rows import again, save

pytestmark = pytest.mark.django_db
OURS = (
    *(BudgetLine, BudgetDecision, BudgetDecisionLine, LedgerEntry, SupportPolicy, SupportRate),
    *(PaymentBatch, SupportPayment, SetAside, PaymentPaper, PayeeAccount, AccountReading, Recovery),
)


def entry():
    return treasury.line().entries.get()


def decision():
    return treasury.line().plan.budget_decisions.get()


def other():
    """Support no policy computes."""
    producer = cast.producer("Hộ khác", at=cast.DISTRICT_COMMUNE)
    return payments.propose_other(
        treasury.line(),
        kind=SupportKind.LABELS,
        producer=producer,
        amount=MILLION,
        ground="KH",
        by=cast.officer(cast.DISTRICT),
    )


def one(made):
    return made[0]


def renewed(payment):
    """A further entry of the register for the payment's product."""
    return treasury.event(payment.product, EventKind.RENEWED, payment.stars, date(2024, 9, 9))


def same_product_again():
    payment = one(treasury.proposed())
    again(payment, register_event=renewed(payment))


def same_producer_again():
    treasury.policy(per="producer")
    payment = one(treasury.proposed())
    again(payment, register_event=renewed(payment))


def with_policy_only():
    again(other(), policy=treasury.policy())


def paper():
    payment = one(treasury.proposed())
    return payments.add_paper(payment, kind="request", number="1", by=cast.officer(cast.DISTRICT))


def batch():
    return payments.make_batch(treasury.approved_payments(), title="Đợt", by=treasury.accountant())


def set_aside():
    line = treasury.line()
    treasury.policy()
    treasury.recognised()
    claims.set_aside(
        claims.claims_of(line.plan.office), by=cast.officer(cast.DISTRICT), reason="Đã chi trên giấy."
    )
    return SetAside.objects.get()


def account():
    return treasury.account(cast.producer(at=cast.DISTRICT_COMMUNE))


def order():
    facts = {"document": "9/QĐ", "decided_on": treasury.DAY, "reason": "Nhầm."}
    by = cast.leader(cast.DISTRICT)
    facts |= {"amount": 4 * MILLION, "ground": "wrong_payee"}
    return recoveries.order(one(treasury.paid()), by=by, **facts)


def carried_out():
    """An order with the entry of its money, not marked yet."""
    row = order()
    paid = row.payment.entries.get(kind=EntryKind.PAY)
    facts = {"by": treasury.accountant(), "document": "PT 1", "recovers": paid, "support": row.payment}
    row.entry = ledger.post(row.payment.line, EntryKind.RECOVER, row.amount, **facts)
    return row


def off():
    return recoveries.call_off(order(), by=cast.leader(cast.DISTRICT), why="Không nhầm.")


def rate():
    return treasury.policy().rates.first()


FORBIDDEN = {
    "campaigns_budgetline_kind_known": lambda: save(treasury.line(), kind="gift"),
    "campaigns_budgetline_source_known": lambda: save(treasury.line(), source="lottery"),
    "campaigns_budgetline_once": lambda: again(treasury.line(approve=False)),
    "campaigns_budgetline_planned_plausible": lambda: save(treasury.line(), planned=10**16),
    "campaigns_budgetline_available_not_negative": lambda: again(
        entry(), number=2, kind="commit", amount=101 * MILLION
    ),
    "campaigns_budgetline_allocated_within_approved": lambda: again(entry(), number=2, amount=1),
    "campaigns_budgetdecision_number_unique": lambda: again(decision()),
    "campaigns_budgetdecision_number_filled": lambda: again(
        decision(), number=2, reason="Bổ sung.", decision_number=""
    ),
    "campaigns_budgetdecision_decider_did_not_prepare": lambda: again(
        decision(), number=2, reason="Bổ sung.", decided_by=cast.officer(cast.DISTRICT)
    ),
    "campaigns_budgetdecision_amended_with_reason": lambda: again(decision(), number=2),
    "campaigns_budgetdecisionline_once": lambda: again(decision().lines.get()),
    "campaigns_ledgerentry_kind_known": lambda: again(entry(), number=2, kind="gift"),
    "campaigns_ledgerentry_number_unique": lambda: again(entry(), kind="commit"),
    "campaigns_ledgerentry_amount_positive": lambda: again(entry(), number=2, amount=0),
    "campaigns_ledgerentry_settles_a_commitment": lambda: again(entry(), number=2, kind="pay", amount=1),
    "campaigns_ledgerentry_recovers_a_payment": lambda: again(entry(), number=2, kind="recover", amount=1),
    "campaigns_ledgerentry_document_filled": lambda: again(entry(), number=2, kind="commit", document=""),
    "campaigns_ledgerentry_one_move_per_payment": lambda: again(
        one(treasury.approved_payments()).entries.get(), number=9
    ),
    "campaigns_supportpolicy_per_known": lambda: save(treasury.policy(), per="star"),
    "campaigns_supportpolicy_kind_known": lambda: save(treasury.policy(), kind="gift"),
    "campaigns_supportpolicy_legal_act_filled": lambda: save(treasury.policy(), legal_act=""),
    "campaigns_supportpolicy_from_before_to": lambda: save(treasury.policy(), in_force_to=date(2020, 1, 1)),
    "campaigns_supportpolicy_once": lambda: again(treasury.policy()),
    "campaigns_supportrate_once": lambda: again(rate()),
    "campaigns_supportrate_three_to_five_stars": lambda: save(rate(), stars=2),
    "campaigns_supportrate_amount_positive": lambda: save(rate(), amount=0),
    "campaigns_supportrate_event_known": lambda: save(rate(), event="party"),
    "campaigns_supportrate_payer_known": lambda: save(rate(), payer="hamlet"),
    "campaigns_paymentbatch_number_unique": lambda: again(batch()),
    "campaigns_supportpayment_state_known": lambda: save(one(treasury.proposed()), state="lost"),
    "campaigns_supportpayment_kind_known": lambda: again(other(), kind="gift"),
    "campaigns_supportpayment_amount_positive": lambda: again(other(), amount=0),
    "campaigns_supportpayment_ground_filled": lambda: again(other(), ground=""),
    "campaigns_supportpayment_once_per_product": same_product_again,
    "campaigns_supportpayment_once_per_producer": same_producer_again,
    "campaigns_supportpayment_once_per_register_event": lambda: again(one(treasury.proposed()), stars=5),
    "campaigns_supportpayment_policy_with_event": with_policy_only,
    "campaigns_supportpayment_checker_is_not_maker": lambda: save(
        one(treasury.checked()), checked_by=cast.officer(cast.DISTRICT)
    ),
    "campaigns_supportpayment_approver_is_not_maker": lambda: save(
        one(treasury.approved_payments()), approved_by=cast.officer(cast.DISTRICT)
    ),
    "campaigns_supportpayment_payer_is_a_third": lambda: save(
        one(treasury.paid()), paid_by=cast.leader(cast.DISTRICT)
    ),
    "campaigns_supportpayment_checked_by_somebody": lambda: save(one(treasury.checked()), checked_by=None),
    "campaigns_supportpayment_approved_by_somebody": lambda: save(
        one(treasury.approved_payments()), approved_by=None
    ),
    "campaigns_supportpayment_paid_with_voucher": lambda: save(one(treasury.paid()), voucher=""),
    "campaigns_recovery_ground_known": lambda: again(off(), ground="whim"),
    "campaigns_recovery_one_outstanding": lambda: again(order()),
    "campaigns_recovery_amount_positive": lambda: again(off(), amount=0),
    "campaigns_recovery_carried_out_or_called_off": lambda: save(
        carried_out(),
        called_off_at=timezone.now(),
        called_off_by=cast.leader(cast.DISTRICT),
        called_off_why="x",
    ),
    "campaigns_recovery_document_filled": lambda: again(off(), document=""),
    "campaigns_recovery_reason_filled": lambda: again(off(), reason=""),
    "campaigns_recovery_called_off_with_reason": lambda: again(off(), called_off_why=""),
    "campaigns_setaside_once": lambda: again(set_aside()),
    "campaigns_setaside_reason_filled": lambda: again(set_aside(), reason=""),
    "campaigns_paymentpaper_kind_known": lambda: again(paper(), kind="poem"),
    "campaigns_paymentpaper_number_filled": lambda: again(paper(), number=""),
    "campaigns_payeeaccount_one_standing": lambda: again(account()),
    "campaigns_payeeaccount_number_sealed": lambda: again(
        account(), sealed_number="", ended_at=timezone.now()
    ),
    "campaigns_payeeaccount_fingerprinted": lambda: again(account(), fingerprint="", ended_at=timezone.now()),
    "campaigns_payeeaccount_holder_filled": lambda: again(account(), holder="", ended_at=timezone.now()),
    "campaigns_payeeaccount_confirmed_by_another": lambda: save(
        account(), confirmed_by=cast.officer(cast.DISTRICT)
    ),
    "campaigns_accountreading_reason_filled": lambda: again(account().readings.first(), reason=""),
}
CONSTRAINTS = {
    constraint.name: (model, constraint) for model in OURS for constraint in model._meta.constraints
}


def test_every_constraint_is_tried():
    assert set(FORBIDDEN) == set(CONSTRAINTS)


def test_every_constraint_speaks_to_the_person():
    silent = [
        name
        for name, (_model, constraint) in CONSTRAINTS.items()
        if constraint.violation_error_message == constraint.default_violation_error_message
    ]
    assert silent == []


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_the_database_refuses(name):
    model, constraint = CONSTRAINTS[name]
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        FORBIDDEN[name]()
    said = str(refused.value)
    by_columns = isinstance(constraint, models.UniqueConstraint) and all(
        f"{model._meta.db_table}.{model._meta.get_field(field).column}" in said for field in constraint.fields
    )
    assert name in said or by_columns, said
