"""A paid payment that turns out wrong: ordered back by a leader, received by the accountant, never edited.

The payment and its entries stay as they are; the money that came is a further entry of the ledger. A part may
be taken back and then another, never more than was paid. Whether the support is due again once all of it is
back is said by the grounds (`payment_rules.transition_back`).
"""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from campaigns import ledger, payment_rules, support_notices
from campaigns.models import Recovery
from campaigns.money_enums import EntryKind
from ocop_portal.core.access import Refusal, require
from ocop_portal.core.templatetags.ocop import dong
from ocop_portal.core.workflow import apply, locked


@transaction.atomic
def order(payment, *, amount, ground, document, decided_on, reason, by):
    """Order an amount of the payment back by a decision and return the order; the money is not back yet."""
    row = locked(payment)
    require(payment_rules.can_order_recovery(by, row))
    _check_day(row, decided_on)
    _check_amount(row, amount)
    facts = {"ground": ground, "document": document, "decided_on": decided_on, "reason": reason}
    facts["amount"] = amount
    try:
        with transaction.atomic():
            recovery = Recovery.objects.create(payment=row, ordered_by=by, **facts)
    except IntegrityError as taken:
        raise Refusal(_("The recovery of this payment is ordered already.")) from taken
    support_notices.tell_back(recovery, "order", comment=reason)
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
def receive(recovery, *, voucher, received_on, by):
    """Note that the money of the order came back, and return the payment: paid still, or in its last state.

    Doing it twice does nothing more.
    """
    row = locked(recovery.payment)
    order = locked(recovery)
    if order.entry_id:
        return row
    if order.called_off_at:
        raise Refusal(_("Have the recovery ordered first."))
    require(payment_rules.can_receive(by, order))
    _check_day(row, received_on)
    order.entry = _post(row, order.amount, by, voucher, received_on)
    order.save(update_fields=["entry"])
    transition = payment_rules.transition_back(row)
    office = str(row.line.plan.office)
    moved = apply(row, transition, by=by, comment=_comment(order, voucher), office_name=office)
    support_notices.tell_back(order, transition, comment=voucher)
    return moved


def _check_day(payment, day):
    office = payment.line.plan.office
    if not office.works_on(day):
        raise Refusal(_("%(office)s did not exist on that day.") % {"office": office})


def _check_amount(payment, amount):
    kept = payment_rules.kept_of(payment)
    if not 0 < amount <= kept:
        facts = {"kept": dong(kept), "amount": dong(amount)}
        raise Refusal(_("Of this payment %(kept)s can be taken back; the order says %(amount)s.") % facts)


def _post(payment, amount, by, voucher, day):
    paid = payment.entries.get(kind=EntryKind.PAY)
    note = f"{payment.producer} · {payment.product}" if payment.product else str(payment.producer)
    facts = {"by": by, "document": voucher, "on": day, "note": note[:300]}
    return ledger.post(payment.line, EntryKind.RECOVER, amount, recovers=paid, support=payment, **facts)


def _comment(recovery, voucher):
    ground = capfirst(recovery.get_ground_display())
    papers = f"{recovery.document}, {voucher}"
    return f"{dong(recovery.amount)}. {ground}: {recovery.reason} ({papers})"


def to_receive(offices):
    """Orders on payments of the offices (keys) whose money is not back, the oldest first."""
    return _outstanding(payment__line__plan__office__in=offices)


def to_pay_back(producers):
    """Orders on payments to the producers (keys) whose money is not back, the oldest first."""
    return _outstanding(payment__producer__in=producers)


def _outstanding(**of):
    rows = Recovery.objects.outstanding().filter(**of)
    return rows.select_related("payment__product", "payment__producer").order_by("pk")
