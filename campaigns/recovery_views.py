"""A paid payment taken back: the leader's order, calling it off, the money that came."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from campaigns import payment_rules, recoveries
from campaigns.money_forms import ReasonForm, ReceivedForm, RecoveryForm
from campaigns.support_views import visible_payment
from ocop_portal.core.access import Refusal, require
from ocop_portal.core.templatetags.ocop import dong


def _asked(request, payment, form, act, done, **words):
    """Show the form; when it is right do `act` and go back to the payment. A refusal stands on top."""
    if request.method == "POST" and form.is_valid():
        try:
            act(**form.cleaned_data)
        except Refusal as refusal:
            for reason in refusal.missing or [refusal.reason]:
                form.add_error(None, reason)
        else:
            messages.success(request, done)
            return redirect(payment)
    context = {"form": form, "plan": None, "line": None, "back": payment.get_absolute_url(), **words}
    return render(request, "campaigns/money_form.html", context)


@login_required
def recovery_order(request, pk):
    payment = visible_payment(request, pk)
    require(payment_rules.can_order_recovery(request.user, payment))
    kept = payment_rules.kept_of(payment)
    form = RecoveryForm(request.POST or None, office=payment.line.plan.office, kept=kept)

    def act(number, on, **facts):
        recoveries.order(payment, document=number, decided_on=on, by=request.user, **facts)

    words = {"title": _("Take the payment back"), "button": _("Order the recovery"), "about": _about(payment)}
    done = _("The recovery is ordered; the accountant notes the money when it comes.")
    return _asked(request, payment, form, act, done, **words)


def _about(payment):
    """Pairs of a label and words: whose payment it is, what was paid and what came back already."""
    kept = payment_rules.kept_of(payment)
    back = [(_("Paid back already"), dong(payment.amount - kept))] if kept < payment.amount else []
    paid = f"{dong(payment.amount)}, {payment.paid_on:%d/%m/%Y}, {payment.voucher}"
    return [(_("For"), str(payment.product or payment.producer)), (_("Paid"), paid), *back]


def _outstanding(payment):
    recovery = payment_rules.outstanding_recovery(payment)
    if recovery is None:
        raise Http404
    return recovery


@login_required
def recovery_call_off(request, pk):
    payment = visible_payment(request, pk)
    recovery = _outstanding(payment)
    require(payment_rules.can_call_off(request.user, recovery))

    def act(comment):
        recoveries.call_off(recovery, by=request.user, why=comment)

    words = {"title": _("Call the recovery off"), "button": _("Call it off")}
    done = _("The recovery is called off; the payment stands.")
    return _asked(request, payment, ReasonForm(request.POST or None), act, done, **words)


@login_required
def recovery_receive(request, pk):
    payment = visible_payment(request, pk)
    recovery = _outstanding(payment)
    require(payment_rules.can_receive(request.user, recovery))
    form = ReceivedForm(request.POST or None, office=payment.line.plan.office)

    def act(voucher, received_on):
        recoveries.receive(recovery, voucher=voucher, received_on=received_on, by=request.user)

    words = {"title": _("Note the money paid back"), "button": _("Note it in the ledger")}
    words["about"] = [*_about(payment), (_("To be paid back"), dong(recovery.amount))]
    return _asked(request, payment, form, act, _("The money that came back is in the ledger."), **words)
