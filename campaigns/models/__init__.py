"""What a unit promises for the year, what it costs and how far it is."""

from campaigns.models.activities import Activity, FreeResult, Participation, PlanStage, ShownProduct, Task
from campaigns.models.book_removals import BookRemoval
from campaigns.models.budgets import BudgetDecision, BudgetDecisionLine, BudgetLine, LedgerEntry
from campaigns.models.ideas import IdeaLog, ProductIdea
from campaigns.models.partners import Contract, Mark, Organisation, SalesPoint
from campaigns.models.payees import AccountReading, PayeeAccount
from campaigns.models.plans import Plan, PlanLog, PlanVersion, Target
from campaigns.models.recoveries import Recovery
from campaigns.models.supervision import Finding, PeriodicTest, RevocationCause, Visit, VisitPhoto
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
    "Activity",
    "BookRemoval",
    "BudgetDecision",
    "BudgetDecisionLine",
    "BudgetLine",
    "Contract",
    "Finding",
    "FreeResult",
    "IdeaLog",
    "LedgerEntry",
    "Mark",
    "Organisation",
    "Participation",
    "PayeeAccount",
    "PaymentBatch",
    "PaymentPaper",
    "PeriodicTest",
    "Plan",
    "PlanLog",
    "PlanStage",
    "PlanVersion",
    "ProductIdea",
    "Recovery",
    "RevocationCause",
    "SalesPoint",
    "SetAside",
    "ShownProduct",
    "SupportPayment",
    "SupportPaymentLog",
    "SupportPolicy",
    "SupportRate",
    "Target",
    "Task",
    "Visit",
    "VisitPhoto",
]
