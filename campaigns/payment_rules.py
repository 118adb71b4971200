"""Who may do what with a support payment, and what is still missing. Every "no" carries its reason.

In short: an officer proposes, another officer or a leader checks, a leader approves, the accountant pays.
Whoever proposed neither checks, approves nor pays; whoever checked or approved does not pay; nobody acts on
support for a producer whose member he or she is. A paid payment is taken back, wholly or in part, by order of
a leader, and the accountant, who is somebody else, notes the money that came.
"""

from collections import defaultdict

from django.utils.translation import gettext as _

from campaigns.enums import PlanState
from campaigns.models import PaymentPaper, SupportPayment
from campaigns.money_enums import PAYMENT_MOVES, PaperKind, PaymentState, SupportKind
from campaigns.support_due import granted, is_due_again
from evaluations.models import Certificate
from ocop_portal.accounts.enums import Role
from ocop_portal.accounts.models import has_role
from ocop_portal.core.access import Allowed, Denied, first_denial
from ocop_portal.core.workflow import Workflow, declare

ROLES = {
    "check": (Role.OFFICER, Role.LEADER),
    "reject": (Role.OFFICER, Role.LEADER),
    "approve": (Role.LEADER,),
    "cancel": (Role.LEADER,),
    "pay": (Role.ACCOUNTANT,),
    "recover_part": (Role.ACCOUNTANT,),
    "recover": (Role.ACCOUNTANT,),
    "reverse": (Role.ACCOUNTANT,),
}


TAKING_BACK = ("recover_part", "recover", "reverse")
TO_ACCOUNTS = ("pay", *TAKING_BACK)


def can_propose(user, plan, at=None):
    if not has_role(user, Role.OFFICER, office=plan.office, at=at):
        return Denied(_("Only officers of %(office)s may do this.") % {"office": plan.office})
    return _is_open(plan)


def can_add_paper(user, payment, at=None):
    """Officers of the office that pays, and the producer itself: it need not carry its papers there."""
    if payment.producer.members.filter(user=user).exists():
        return _is_open(payment.line.plan)
    return can_propose(user, payment.line.plan, at)


def proposes_somewhere(office):
    """`office` is the one whose officer the person is, or None."""
    if office is None:
        return Denied(_("Support is proposed by officers of the office that pays it."))
    return Allowed()


def _is_open(plan):
    if plan.state == PlanState.CLOSED:
        return Denied(_("The plan is closed."))
    return Allowed()


def can_pay_from(user, plan, at=None):
    """The accountant puts batches together and writes the bank file."""
    return first_denial(_has_role(user, "pay", plan.office, at), _is_open(plan))


def _has_role(user, transition, office, at):
    if has_role(user, *ROLES[transition], office=office, at=at):
        return Allowed()
    facts = {"office": office}
    reasons = {
        **dict.fromkeys(TO_ACCOUNTS, _("Only the accountant of %(office)s may do this.")),
        "check": _("Only officers and leaders of %(office)s may do this."),
        "reject": _("Only officers and leaders of %(office)s may do this."),
    }
    return Denied(reasons.get(transition, _("Only leaders of %(office)s may do this.")) % facts)


def _is_another(user, payment, transition):
    if transition in ("check", "approve", "reject") and payment.proposed_by_id == user.pk:
        return Denied(_("You proposed this payment: somebody else checks and approves it."))
    if transition == "pay" and user.pk in took_part(payment):
        return Denied(_("You proposed, checked or approved this payment: somebody else pays it."))
    if transition in TAKING_BACK:
        return _is_not_orderer(user, payment.recoveries.standing().last())
    return Allowed()


def outstanding_recovery(payment):
    """The order to take money of the payment back that has not come yet, or None."""
    return payment.recoveries.outstanding().first()


def kept_of(payment):
    """What of a paid payment has not come back, in đồng."""
    return payment.amount - sum(order.amount for order in payment.recoveries.all() if order.entry_id)


def transition_back(payment):
    """The move that fits what came back so far."""
    return _move_back(payment, [order for order in payment.recoveries.all() if order.entry_id])


def transition_after(recovery):
    """The move that will fit once the money of the outstanding order is back as well."""
    orders = recovery.payment.recoveries.all()
    return _move_back(recovery.payment, [one for one in orders if one.entry_id or one.pk == recovery.pk])


def _move_back(payment, orders):
    """In part, or wholly by grounds that leave the support due; one ground that ends the claim is enough."""
    if sum(order.amount for order in orders) < payment.amount:
        return "recover_part"
    return "reverse" if all(is_due_again(order.ground) for order in orders) else "recover"


def can_order_recovery(user, payment, at=None):
    """A leader of the office that paid."""
    if payment.state != PaymentState.PAID:
        return Denied(_("Only a paid payment is taken back."))
    if outstanding_recovery(payment):
        return Denied(_("The recovery of this payment is ordered already."))
    plan = payment.line.plan
    return first_denial(
        _has_role(user, "approve", plan.office, at),
        not_of_producer(user, payment.producer),
        _is_open(plan),
    )


def can_call_off(user, recovery, at=None):
    """A leader of the office, while the money is not back."""
    payment = recovery.payment
    if recovery.entry_id or recovery.called_off_at:
        return Denied(_("This recovery is carried out or called off already."))
    return first_denial(
        _has_role(user, "approve", payment.line.plan.office, at),
        not_of_producer(user, payment.producer),
    )


def can_receive(user, recovery, at=None):
    """The accountant who did not order it."""
    return first_denial(
        _has_role(user, "recover", recovery.payment.line.plan.office, at),
        _is_not_orderer(user, recovery),
        not_of_producer(user, recovery.payment.producer),
        _is_open(recovery.payment.line.plan),
    )


def _is_not_orderer(user, recovery):
    if recovery and recovery.ordered_by_id == user.pk:
        return Denied(_("You ordered this recovery: somebody else notes the money that came back."))
    return Allowed()


def took_part(payment):
    """The keys of those who proposed, checked and approved the payment; none of them pays it."""
    return (payment.proposed_by_id, payment.checked_by_id, payment.approved_by_id)


def not_of_producer(user, producer):
    if producer.members.filter(user=user).exists():
        return Denied(_("You are a member of the producer: somebody else must handle its support."))
    return Allowed()


def _payment_rule(by, payment, transition, at):
    plan = payment.line.plan
    return first_denial(
        _has_role(by, transition, plan.office, at),
        _is_another(by, payment, transition),
        not_of_producer(by, payment.producer),
        _is_open(plan),
    )


# What is missing


def missing_for_payment(payment, transition):
    """The one list the page shows and the door asks."""
    if transition in ("check", "approve"):
        return [*missing_papers(payment), *_missing_ground(payment)]
    if transition == "pay":
        return [*_missing_ground(payment), *missing_account(payment.producer)]
    if transition in TAKING_BACK:
        return _missing_order(payment, transition)
    return []


def _missing_order(payment, transition):
    """A payment is taken back by an order whose ground leads to this state."""
    if kept_of(payment) == payment.amount:
        return [_("Have the recovery ordered first.")]
    if transition != transition_back(payment):
        return [_("The ground of the recovery leads to the other state.")]
    return []


def missing_papers(payment):
    there = set(payment.papers.values_list("kind", flat=True)) | papers_in_register(payment)
    return _sentences(payment, there)


def with_missing_papers(payments):
    """Return the payments as a list, each with the sentences `missing_papers`: two queries for all."""
    rows = list(payments)
    there = defaultdict(set)
    for key, kind in PaymentPaper.objects.filter(payment__in=rows).values_list("payment", "kind"):
        there[key].add(kind)
    issued = _issued_for(rows)
    for row in rows:
        event = row.register_event
        if event and (row.product_id, event.on, event.decision_number) in issued:
            there[row.pk] |= {PaperKind.DECISION, PaperKind.CERTIFICATE}
        row.missing_papers = _sentences(row, there[row.pk])
    return rows


def _issued_for(rows):
    """(product, day, number of the decision) of the certificates the portal issued for the products."""
    products = [row.product_id for row in rows if row.register_event_id]
    found = Certificate.objects.filter(product__in=products)
    return set(found.values_list("product", "issued_on", "decision__number"))


def _sentences(payment, there):
    return [
        _("Attach: %(paper)s.") % {"paper": PaperKind(kind).label}
        for kind in papers_asked(payment)
        if kind not in there
    ]


def papers_asked(payment):
    """The kinds of paper the payment needs: those of its policy; other support proves what was bought."""
    if payment.policy:
        return payment.policy.papers
    return [PaperKind.REQUEST, PaperKind.INVOICE, PaperKind.ACCEPTANCE]


def papers_in_register(payment):
    """What the portal itself issued needs no copy: the decision and the certificate of the recognition."""
    event = payment.register_event
    if event is None:
        return set()
    issued = Certificate.objects.filter(
        product=payment.product_id, issued_on=event.on, decision__number=event.decision_number
    )
    return {PaperKind.DECISION, PaperKind.CERTIFICATE} if issued.exists() else set()


def _missing_ground(payment):
    """An award rests on a recognition that was not revoked meanwhile."""
    if payment.kind != SupportKind.AWARD or payment.register_event is None:
        return []
    events = payment.product.events.order_by("on", "pk")
    standing = [grant for grant in granted(events) if grant.register_event == payment.register_event]
    if any(grant.is_revoked for grant in standing):
        return [_("The recognition was revoked: reject or cancel the payment.")]
    return []


def missing_account(producer):
    account = producer.payee_accounts.standing().first()
    if account is None:
        return [_("Enter the bank account of %(producer)s.") % {"producer": producer}]
    if not account.is_confirmed:
        return [_("Have the bank account of %(producer)s confirmed.") % {"producer": producer}]
    return []


declare(SupportPayment, Workflow(moves=PAYMENT_MOVES, rule=_payment_rule, missing=missing_for_payment))
