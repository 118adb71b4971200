"""What a unit promises for the year, what it costs and how far it is."""

from campaigns.models.budgets import BudgetDecision, BudgetDecisionLine, BudgetLine, LedgerEntry
from campaigns.models.payees import AccountReading, PayeeAccount
from campaigns.models.plans import Plan, PlanLog, PlanVersion, Target
from campaigns.models.support import (
    PaymentBatch,
    PaymentPaper,
    SetAside,
    SupportPayment,
    SupportPaymentLog,
    SupportPolicy,
    SupportRate,
)

__all__ = [
    "AccountReading",
    "BudgetDecision",
    "BudgetDecisionLine",
    "BudgetLine",
    "LedgerEntry",
    "PayeeAccount",
    "PaymentBatch",
    "PaymentPaper",
    "Plan",
    "PlanLog",
    "PlanVersion",
    "SetAside",
    "SupportPayment",
    "SupportPaymentLog",
    "SupportPolicy",
    "SupportRate",
    "Target",
]
