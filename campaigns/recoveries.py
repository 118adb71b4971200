"""A paid payment that turns out wrong: ordered back by a leader, received by the accountant, never edited.

The payment and its entries stay as they are; the money that came is a further entry of the ledger. Whether
the support is due again is said by the ground (`support_due.is_due_again`).
"""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from campaigns import ledger, payment_rules, support_notices
from campaigns.models import Recovery
from campaigns.money_enums import EntryKind, PaymentState
from campaigns.support_due import is_due_again
from ocop_portal.core.access import Refusal, require
from ocop_portal.core.workflow import apply, locked


@transaction.atomic
def order(payment, *, ground, document, decided_on, reason, by):
    """Order the payment back by a decision and return the order; the money is not back yet."""
    row = locked(payment)
    require(payment_rules.can_order_recovery(by, row))
    _check_day(row, decided_on)
    facts = {"ground": ground, "document": document, "decided_on": decided_on, "reason": reason}
    try:
        with transaction.atomic():
            recovery = Recovery.objects.create(payment=row, ordered_by=by, **facts)
    except IntegrityError as taken:
        raise Refusal(_("The recovery of this payment is ordered already.")) from taken
    support_notices.tell([row], "order", comment=reason)
    return recovery


@transaction.atomic
def call_off(recovery, *, by, why):
    """Give the order up before the money is back; the payment stands as it did. Returns the order."""
    row = locked(recovery)
    require(payment_rules.can_call_off(by, row))
    if not why.strip():
        raise Refusal(_("Write the reason first: the people concerned will read it."))
    row.called_off_by, row.called_off_at, row.called_off_why = by, timezone.now(), why
    row.save(update_fields=["called_off_by", "called_off_at", "called_off_why"])
    return row


@transaction.atomic
def receive(payment, *, voucher, received_on, by):
    """Note that the money of an ordered recovery came back, and return the payment in its last state.

    Doing it twice does nothing more.
    """
    row = locked(payment)
    if row.state in PaymentState.taken_back():
        return row
    recovery = payment_rules.standing_recovery(row)
    if recovery is None:
        raise Refusal(_("Have the recovery ordered first."))
    require(payment_rules.can_receive(by, recovery))
    _check_day(row, received_on)
    if row.state == PaymentState.PAID:
        _post(row, by, voucher, received_on)
    transition = "reverse" if is_due_again(recovery.ground) else "recover"
    office = str(row.line.plan.office)
    moved = apply(row, transition, by=by, comment=_comment(recovery, voucher), office_name=office)
    support_notices.tell([moved], transition, comment=voucher)
    return moved


def _check_day(payment, day):
    office = payment.line.plan.office
    if not office.works_on(day):
        raise Refusal(_("%(office)s did not exist on that day.") % {"office": office})


def _post(payment, by, voucher, day):
    paid = payment.entries.get(kind=EntryKind.PAY)
    note = f"{payment.producer} · {payment.product}" if payment.product else str(payment.producer)
    facts = {"by": by, "document": voucher, "on": day, "note": note[:300]}
    ledger.post(payment.line, EntryKind.RECOVER, payment.amount, recovers=paid, support=payment, **facts)


def _comment(recovery, voucher):
    return f"{capfirst(recovery.get_ground_display())}: {recovery.reason} ({recovery.document}, {voucher})"


def to_receive(offices):
    """Standing orders on payments of the offices (keys) whose money is not back, the oldest first."""
    rows = Recovery.objects.filter(called_off_at=None, payment__state=PaymentState.PAID)
    rows = rows.filter(payment__line__plan__office__in=offices)
    return rows.select_related("payment__product", "payment__producer").order_by("pk")
