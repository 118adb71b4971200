"""Support on its way to the producer: one verb per act, each in one transaction with its ledger entry.

Approval commits the money, payment pays it, cancelling releases it. Each verb takes many payments and does
all of them or, with a `Refusal` that names the one in the way, none. Doing it twice does nothing more: what
stands where it should is left alone, so eight people approving the same list approve each payment once.
"""

from collections import Counter, defaultdict

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns import ledger, payment_rules, support_notices
from campaigns.models import BudgetLine, PaymentBatch, PaymentPaper, SupportPayment
from campaigns.money_enums import PAYMENT_MOVES, EntryKind, PaperKind, PaymentState, Per, SupportKind
from ocop_portal.core.access import Refusal, require
from ocop_portal.core.days import day_of
from ocop_portal.core.files import check_upload
from ocop_portal.core.templatetags.ocop import dong
from ocop_portal.core.workflow import apply, locked

# Proposing


@transaction.atomic
def propose(claims, line, *, by):
    """Propose claims from one budget line and return the payments: all of them or none."""
    require(payment_rules.can_propose(by, line.plan))
    if not claims:
        raise Refusal(_("Choose at least one product."))
    return [_propose_one(claim, line, by) for claim in claims]


def _propose_one(claim, line, by):
    if claim.office.pk != line.plan.office_id:
        raise Refusal(_("%(product)s: this office's budget does not pay it.") % {"product": claim.product})
    require(payment_rules.not_of_producer(by, claim.producer))
    payment = SupportPayment(
        line=line,
        kind=claim.policy.kind,
        policy=claim.policy,
        register_event=claim.register_event,
        event=claim.event,
        stars=claim.stars,
        per=claim.policy.per,
        producer=claim.producer,
        product=claim.product,
        amount=claim.amount,
        ground=claim.policy.legal_act,
        proposed_by=by,
    )
    return _saved(payment)


def propose_other(line, *, kind, producer, amount, ground, by, product=None, note=""):
    """Propose support that no policy computes: packaging, labels, tests; return the payment."""
    require(payment_rules.can_propose(by, line.plan))
    require(payment_rules.not_of_producer(by, producer))
    if kind == SupportKind.AWARD:
        raise Refusal(_("Awards come from the list of what is due."))
    if not line.plan.office.covers(producer.unit):
        raise Refusal(_("The producer is not in the area of %(office)s.") % {"office": line.plan.office})
    payment = SupportPayment(
        line=line,
        kind=kind,
        producer=producer,
        product=product,
        amount=amount,
        ground=ground,
        note=note,
        per=Per.PRODUCT if product else Per.PRODUCER,
        proposed_by=by,
    )
    return _saved(payment)


def _saved(payment):
    try:
        with transaction.atomic():
            payment.save()
            _log_proposal(payment)
    except IntegrityError as taken:
        reason = _("%(product)s was proposed already.") % {"product": payment.product or payment.producer}
        raise Refusal(reason) from taken
    return payment


def _log_proposal(payment):
    office = str(payment.line.plan.office)
    facts = {"by": payment.proposed_by, "office_name": office}
    payment.log.create(transition="propose", source="", target=payment.state, **facts)


# Papers


@transaction.atomic
def add_paper(payment, *, kind, number, by, upload=None):
    """Note a paper handed in for the payment, with its copy or where the original lies; return it."""
    row = locked(payment)
    require(payment_rules.can_add_paper(by, row))
    if row.state not in (PaymentState.PROPOSED, PaymentState.CHECKED):
        raise Refusal(_("Papers are added before the payment is approved."))
    if kind not in PaperKind.values:
        raise Refusal(_("Choose one of the kinds of paper."))
    facts = check_upload(upload) if upload else None
    values = (
        {
            "file": upload,
            "original_name": facts.name,
            "content_type": facts.content_type,
            "size": facts.size,
            "sha256": facts.sha256,
        }
        if facts
        else {}
    )
    return PaymentPaper.objects.create(payment=row, kind=kind, number=number, added_by=by, **values)


# Moves


def check(payments, *, by):
    """Confirm that papers and figures are right; return those that moved."""
    stamp = {"checked_by": by, "checked_at": timezone.now()}
    return _move(payments, "check", by=by, stamp=lambda row: stamp)


def reject(payments, *, by, comment):
    return _move(payments, "reject", by=by, comment=comment)


def approve(payments, *, by, document, on=None):
    """Approve by the decision `document` of the day `on` and commit the money; return those that moved."""
    stamp = {"approved_by": by, "approved_at": timezone.now()}
    entry = {"kind": EntryKind.COMMIT, "document": document, "on": day_of(on)}
    return _move(payments, "approve", by=by, comment=document, stamp=lambda row: stamp, entry=entry)


def pay(payments, *, by, voucher, paid_on):
    """Note as paid by the voucher on the day; return those that moved."""
    entry = {"kind": EntryKind.PAY, "document": voucher, "on": paid_on}

    def stamp(row):
        account = row.producer.payee_accounts.standing().first()
        return {"paid_by": by, "paid_on": paid_on, "voucher": voucher, "account": account}

    return _move(payments, "pay", by=by, comment=voucher, stamp=stamp, entry=entry)


def cancel(payments, *, by, comment, on=None):
    """Give an approved payment up and release its money; return those that moved."""
    entry = {"kind": EntryKind.RELEASE, "document": _("cancelled"), "on": day_of(on)}
    return _move(payments, "cancel", by=by, comment=comment, entry=entry)


# What has come past a move already counts as done.
PAID_ONCE = ("paid", "recovered", "reversed")
BEYOND = {"check": ("approved", *PAID_ONCE), "approve": PAID_ONCE, "pay": PAID_ONCE}


@transaction.atomic
def _move(payments, transition, *, by, comment="", stamp=lambda row: None, entry=None):
    rows = _locked(payments)
    there = {PAYMENT_MOVES[transition].target, *BEYOND.get(transition, ())}
    rows = [row for row in rows if row.state not in there]
    if entry:
        _check_entry(rows, transition, entry)
    moved = [_move_one(row, transition, by, comment, stamp, entry) for row in rows]
    support_notices.tell(moved, transition, comment=comment)
    return moved


def _locked(payments):
    """Lock the payments in one order, before any line, so that two people over the same ones wait."""
    keys = {payment.pk for payment in payments}
    if not keys:
        raise Refusal(_("Choose at least one payment."))
    rows = SupportPayment.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    return list(rows.select_related("line__plan__office__unit", "producer", "product", "policy"))


def _check_entry(rows, transition, entry):
    """Ask the office's days and, for an approval, the money for all of them together."""
    for plan in {row.line.plan for row in rows}:
        if not plan.office.works_on(entry["on"]):
            raise Refusal(_("%(office)s did not exist on that day.") % {"office": plan.office})
    if transition == "approve":
        wanted = defaultdict(int)
        for row in rows:
            wanted[row.line_id] += row.amount
        for line in BudgetLine.objects.select_for_update().filter(pk__in=wanted).order_by("pk"):
            ledger.require_available(line, wanted[line.pk])


def _move_one(row, transition, by, comment, stamp, entry):
    try:
        with transaction.atomic():
            if entry and row.state in PAYMENT_MOVES[transition].sources:
                _post(row, by, **entry)
            return apply(
                row,
                transition,
                by=by,
                comment=comment,
                office_name=str(row.line.plan.office),
                stamp=stamp(row),
            )
    except Refusal as refusal:
        raise Refusal(f"{row.product or row.producer}: {refusal.reason}", refusal.missing) from refusal


def _post(row, by, *, kind, document, on):
    commitment = None
    if kind in EntryKind.settling():
        commitment = row.entries.get(kind=EntryKind.COMMIT)
    note = f"{row.producer} · {row.product}" if row.product else str(row.producer)
    values = {"commitment": commitment, "support": row, "note": note[:300]}
    ledger.post(row.line, kind, row.amount, by=by, document=document, on=on, **values)


# Batches


@transaction.atomic
def make_batch(payments, *, title, by):
    """Put approved payments of one plan together to be paid; return the batch."""
    rows = _locked(payments)
    plans = {row.line.plan for row in rows}
    if len(plans) > 1:
        raise Refusal(_("A batch holds payments of one plan: choose those of one."))
    plan = locked(plans.pop())
    require(payment_rules.can_pay_from(by, plan))
    _check_batch(rows)
    number = plan.payment_batches.count() + 1
    batch = PaymentBatch.objects.create(plan=plan, number=number, title=title, made_by=by)
    for row in rows:
        row.batch = batch
        row.save(update_fields=["batch"])
    return batch


def _check_batch(rows):
    missing = [line for row in rows for line in payment_rules.missing_account(row.producer)]
    for row in rows:
        if row.state != PaymentState.APPROVED or row.batch_id:
            facts = {"product": row.product or row.producer}
            raise Refusal(_("%(product)s: only an approved payment in no batch yet.") % facts)
    if missing:
        raise Refusal(_("Something is still missing."), list(dict.fromkeys(missing)))


# What must hold


def problems(payments):
    """Yield pairs (payment, what does not hold) between payments, orders to take back and the ledger."""
    wanted = {
        PaymentState.APPROVED: ("commit",),
        PaymentState.PAID: ("commit", "pay"),
        PaymentState.CANCELLED: ("commit", "release"),
        PaymentState.RECOVERED: ("commit", "pay", "recover"),
        PaymentState.REVERSED: ("commit", "pay", "recover"),
    }
    for payment in payments.prefetch_related("entries", "recoveries"):
        moved = Counter()
        for entry in payment.entries.all():
            moved[entry.kind] += entry.amount
        back = moved.pop("recover", 0) if payment.state == PaymentState.PAID else 0
        if moved != dict.fromkeys(wanted.get(payment.state, ()), payment.amount) or back >= payment.amount:
            yield payment, _("The ledger does not hold the entries of its state.")
        if any(entry.line_id != payment.line_id for entry in payment.entries.all()):
            yield payment, _("The ledger holds another line.")
        if _came_back(payment) != _ordered_back(payment):
            yield payment, _("Money came back without its order, or with another amount.")


def _came_back(payment):
    return {entry.pk: entry.amount for entry in payment.entries.all() if entry.kind == EntryKind.RECOVER}


def _ordered_back(payment):
    return {order.entry_id: order.amount for order in payment.recoveries.all() if order.entry_id}


def sum_of(payments):
    """The sum in words for a confirmation: "30.000.000 đ"."""
    return dong(sum(payment.amount for payment in payments))
