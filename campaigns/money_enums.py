"""Words of the plan's money: budget lines, moves of the ledger, support and its payments."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ocop_portal.core.workflow import move


class BudgetKind(models.TextChoices):
    """What a line of the budget is for."""

    CONSULTING = "consulting", _("consulting")
    EVALUATION = "evaluation", _("evaluation and ranking of products")
    PROMOTION = "promotion", _("trade promotion")
    CONFERENCES = "conferences", _("conferences, training, study tours, awards")
    TRAINING = "training", _("training")
    COMMUNICATION = "communication", _("communication")
    SUPPORT = "support", _("direct support to producers")
    OTHER = "other", pgettext_lazy("budget line", "other")


class Source(models.TextChoices):
    """Where the money of a line comes from."""

    STATE = "state", _("central budget")
    PROVINCE = "province", _("provincial budget")
    LOCAL = "local", _("district or commune budget")
    PRODUCERS = "producers", _("producers' own money")
    PROGRAMMES = "programmes", _("integrated from other programmes")


class EntryKind(models.TextChoices):
    """The six moves of the ledger. Available = allocated - committed - paid, never below zero."""

    ALLOCATE = "allocate", _("allocated")
    COMMIT = "commit", _("committed")
    RELEASE = "release", _("released")
    PAY = "pay", _("paid")
    RETURN = "return", _("returned to the source")
    RECOVER = "recover", _("recovered")

    @classmethod
    def settling(cls):
        """Moves that settle a commitment made before, wholly or in part."""
        return (cls.RELEASE, cls.PAY)


ENTRY_LABELS = {
    EntryKind.ALLOCATE: _("Note an allocation"),
    EntryKind.COMMIT: _("Commit money"),
    EntryKind.RELEASE: _("Release a commitment"),
    EntryKind.PAY: _("Note a payment"),
    EntryKind.RETURN: _("Return money to its source"),
    EntryKind.RECOVER: _("Note money paid back"),
}


class SupportEvent(models.TextChoices):
    """What in the register makes support due."""

    FIRST = "first", _("first recognition")
    KEPT = "kept", _("stars kept at the re-evaluation")
    UPGRADED = "upgraded", _("upgrade")


class Per(models.TextChoices):
    PRODUCT = "product", _("per product")
    PRODUCER = "producer", _("per producer")


class SupportKind(models.TextChoices):
    """The award for a recognition and the seven kinds of support a programme names."""

    AWARD = "award", _("award for a recognition")
    INFRASTRUCTURE = "infrastructure", _("infrastructure")
    TRADEMARK = "trademark", _("trademark")
    INDICATION = "indication", _("geographical indication")
    PACKAGING = "packaging", _("packaging design")
    STAMPS = "stamps", _("traceability stamps")
    LABELS = "labels", _("labels")
    TESTING = "testing", _("quality testing")


class PaperKind(models.TextChoices):
    """Papers a support policy may ask for before anything is paid."""

    REQUEST = "request", _("the producer's request")
    DECISION = "decision", _("decision of recognition")
    CERTIFICATE = "certificate", _("certificate")
    REGISTRATION = "registration", _("business registration")
    INVOICE = "invoice", _("contract and invoice")
    ACCEPTANCE = "acceptance", _("minutes of acceptance")


class PaymentState(models.TextChoices):
    PROPOSED = "proposed", _("proposed, to be checked")
    CHECKED = "checked", _("checked, to be approved")
    APPROVED = "approved", _("approved, to be paid")
    PAID = "paid", _("paid")
    REJECTED = "rejected", _("rejected")
    CANCELLED = "cancelled", _("cancelled")
    RECOVERED = "recovered", _("recovered, not due again")
    REVERSED = "reversed", _("recovered, due again")

    @classmethod
    def standing(cls):
        """States in which a payment holds its claim: nobody may propose the same support again."""
        return (cls.PROPOSED, cls.CHECKED, cls.APPROVED, cls.PAID, cls.RECOVERED)

    @classmethod
    def paid_once(cls):
        """States of money that has left the account, back by now or not."""
        return (cls.PAID, *cls.taken_back())

    @classmethod
    def taken_back(cls):
        return (cls.RECOVERED, cls.REVERSED)

    @classmethod
    def under_way(cls):
        """States in which somebody still has to act."""
        return (cls.PROPOSED, cls.CHECKED, cls.APPROVED)


_P = PaymentState
PAYMENT_MOVES = {
    "check": move(_P.PROPOSED, to=_P.CHECKED),
    "approve": move(_P.CHECKED, to=_P.APPROVED),
    "pay": move(_P.APPROVED, to=_P.PAID),
    "reject": move(_P.PROPOSED, _P.CHECKED, to=_P.REJECTED, comment_required=True),
    "cancel": move(_P.APPROVED, to=_P.CANCELLED, comment_required=True),
    "recover_part": move(_P.PAID, to=_P.PAID, comment_required=True),
    "recover": move(_P.PAID, to=_P.RECOVERED, comment_required=True),
    "reverse": move(_P.PAID, to=_P.REVERSED, comment_required=True),
}


class RecoveryGround(models.TextChoices):
    """Why a paid payment is taken back. Some grounds leave the support due, others end it."""

    WRONG_PAYEE = "wrong_payee", _("paid to the wrong account")
    WRONG_AMOUNT = "wrong_amount", _("paid with a wrong amount")
    PAID_TWICE = "paid_twice", _("the same support was paid elsewhere")
    NOT_ENTITLED = "not_entitled", _("the conditions were not met")
    GIVEN_BACK = "given_back", _("given back by the producer")

    @classmethod
    def leaving_due(cls):
        """Grounds that lie with the payment and not with the claim: the support is due again."""
        return (cls.WRONG_PAYEE, cls.WRONG_AMOUNT)


PAYMENT_MOVE_LABELS = {
    "check": _("Confirm the check"),
    "approve": _("Approve"),
    "pay": _("Note as paid"),
    "reject": _("Reject"),
    "cancel": _("Cancel and release the money"),
    "recover_part": _("Note as paid back in part"),
    "recover": _("Note as paid back"),
    "reverse": _("Note as paid back, due again"),
}
