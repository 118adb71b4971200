"""The moves of a support payment in words: what the button says, what will happen, what was done."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from campaigns.money_enums import PAYMENT_MOVE_LABELS


@dataclass(frozen=True)
class Act:
    name: str
    label: str
    what: tuple
    done: str
    icon: str

    @property
    def url_name(self):
        return f"support_{self.name}"


ACTS = {
    "check": Act(
        "check",
        PAYMENT_MOVE_LABELS["check"],
        (_("Papers and figures are confirmed as right."), _("The payments then wait for their approval.")),
        _("The check is confirmed."),
        "check-lg",
    ),
    "approve": Act(
        "approve",
        PAYMENT_MOVE_LABELS["approve"],
        (
            _("The money is committed on the budget lines at once."),
            _("The payments then wait for the accountant."),
        ),
        _("The payments are approved and their money is committed."),
        "check2-square",
    ),
    "pay": Act(
        "pay",
        PAYMENT_MOVE_LABELS["pay"],
        (
            _("The ledger notes the payments under the voucher."),
            _("A paid payment cannot be taken back here."),
        ),
        _("The payments are noted as paid."),
        "check-circle-fill",
    ),
    "reject": Act(
        "reject",
        PAYMENT_MOVE_LABELS["reject"],
        (_("The support is due again and can be proposed anew."),),
        _("The payments are rejected with their reason."),
        "x-lg",
    ),
    "cancel": Act(
        "cancel",
        PAYMENT_MOVE_LABELS["cancel"],
        (
            _("The committed money is available on its budget line again."),
            _("The support is due again and can be proposed anew."),
        ),
        _("The payments are cancelled and their money is released."),
        "x-lg",
    ),
}
