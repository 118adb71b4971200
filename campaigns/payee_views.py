"""Pages of batches, policies and payees' accounts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from campaigns import bank_file, payees, payment_rules, payments, policies
from campaigns.models import PayeeAccount, PaymentBatch, Plan, SupportPolicy
from campaigns.money_enums import PaperKind, PaymentState
from campaigns.money_forms import AccountForm, BatchForm, PolicyEndForm, PolicyForm, ReasonForm, VoucherForm
from campaigns.support_views import chosen_payments, confirmed, nothing_chosen
from ocop_portal.core.access import Refusal, require
from ocop_portal.core.days import today
from ocop_portal.core.pagination import list_page
from ocop_portal.core.paper_files import file_response, paper_response
from producers.models import Producer

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BANK_FILES = {"xlsx": (bank_file.as_xlsx, XLSX), "csv": (bank_file.as_csv, "text/csv; charset=utf-8")}

# Batches


@login_required
def batch_create(request):
    rows = chosen_payments(request)
    if not rows:
        return nothing_chosen(request)
    plan = rows[0].line.plan
    require(payment_rules.can_pay_from(request.user, plan))
    title = _("Support paid on %(day)s") % {"day": f"{today():%d/%m/%Y}"}
    form = BatchForm(request.POST or None, initial={"title": title})

    def act(rows, title):
        return payments.make_batch(rows, title=title, by=request.user)

    words = {
        "title": _("Make a batch"),
        "what": [_("The payments get one list to sign and one file for the bank."), _("No money moves yet.")],
        "button": _("Make the batch"),
        "back": "support_desk",
    }
    return confirmed(request, rows, form, act, _("The batch is made."), **words)


def _batch(request, pk):
    plans = Plan.objects.visible_to(request.user)
    rows = PaymentBatch.objects.filter(plan__in=plans).select_related("plan__office__unit", "made_by")
    return get_object_or_404(rows, pk=pk)


@require_safe
@login_required
def batch_page(request, pk):
    batch = _batch(request, pk)
    rows = bank_file.payments_in(batch)
    context = {
        "batch": batch,
        "plan": batch.plan,
        "rows": rows,
        "total": sum(row.amount for row in rows),
        "back": sum(row.back for row in rows),
        "unpaid": [row for row in rows if row.state == PaymentState.APPROVED],
        "paying": payment_rules.can_pay_from(request.user, batch.plan),
    }
    return render(request, "campaigns/batch_page.html", context)


@login_required
def batch_pay(request, pk):
    batch = _batch(request, pk)
    require(payment_rules.can_pay_from(request.user, batch.plan))
    rows = [row for row in bank_file.payments_in(batch) if row.state == PaymentState.APPROVED]
    if not rows:
        messages.warning(request, _("Everything in this batch is paid."))
        return redirect(batch)
    form = VoucherForm(request.POST or None, office=batch.plan.office)

    def act(rows, voucher, paid_on):
        payments.pay(rows, by=request.user, voucher=voucher, paid_on=paid_on)
        return batch

    words = {
        "title": _("Note the batch as paid"),
        "what": [
            _("The ledger notes the payments under the voucher."),
            _("A paid payment cannot be taken back here."),
        ],
        "button": _("Note as paid"),
        "back": batch.get_absolute_url(),
    }
    return confirmed(request, rows, form, act, _("The payments are noted as paid."), **words)


@require_safe
@login_required
def batch_paper(request, pk, form):
    batch = _batch(request, pk)
    return paper_response(bank_file.list_to_sign(batch), name=f"Danh sách chi - {batch}", form=form)


@login_required
@require_POST
def batch_bank_file(request, pk, form):
    batch = _batch(request, pk)
    if form not in BANK_FILES:
        raise Http404
    write, content_type = BANK_FILES[form]
    content = write(bank_file.rows_of(batch, by=request.user))
    return file_response(content, name=f"Tệp ngân hàng - {batch}.{form}", content_type=content_type)


# Policies


@require_safe
@login_required
def policy_desk(request):
    rows = SupportPolicy.objects.visible_to(request.user).select_related("unit").prefetch_related("rates")
    context = {
        "page": list_page(request, rows.order_by("-in_force_from", "pk")),
        "entering": policies.can_enter_policy(request.user),
        "day": today(),
    }
    return render(request, "campaigns/policy_desk.html", context)


@login_required
def policy_create(request):
    require(policies.can_enter_policy(request.user))
    form = PolicyForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        policy = policies.enter_policy(rates=form.rates(), by=request.user, **_facts(form.cleaned_data))
        messages.success(request, _("The policy is entered: what it makes due stands on the desk."))
        return redirect(policy)
    words = {"title": _("Enter a support policy"), "button": _("Enter the policy")}
    context = {"form": form, "plan": None, "line": None, "back": reverse("policy_desk"), **words}
    return render(request, "campaigns/money_form.html", context)


def _facts(data):
    names = ("name", "legal_act", "kind", "per", "in_force_from", "in_force_to", "papers")
    facts = {name: data[name] for name in (*names, "upgrade_pays_difference")}
    return facts | {"unit": data["office"].unit}


def _policy(request, pk):
    return get_object_or_404(SupportPolicy.objects.visible_to(request.user).select_related("unit"), pk=pk)


@require_safe
@login_required
def policy_page(request, pk):
    policy = _policy(request, pk)
    context = {
        "policy": policy,
        "rates": policy.rates.order_by("event", "stars"),
        "papers": [PaperKind(kind).label for kind in policy.papers],
        "ending": policies.can_enter_policy(request.user, policy.unit),
    }
    return render(request, "campaigns/policy_page.html", context)


@login_required
def policy_end(request, pk):
    policy = _policy(request, pk)
    require(policies.can_enter_policy(request.user, policy.unit))
    form = PolicyEndForm(request.POST or None, policy=policy)
    if request.method == "POST" and form.is_valid():
        policies.end_policy(policy, last_day=form.cleaned_data["in_force_to"], by=request.user)
        messages.success(request, _("The policy has its last day."))
        return redirect(policy)
    words = {"title": _("End the policy"), "button": _("Save the last day")}
    context = {"form": form, "plan": None, "line": None, "back": policy.get_absolute_url(), **words}
    return render(request, "campaigns/money_form.html", context)


# Accounts


def _producer(request, pk):
    return get_object_or_404(Producer.objects.visible_to(request.user).select_related("unit"), pk=pk)


def _account(request, pk):
    rows = PayeeAccount.objects.visible_to(request.user).select_related("producer__unit")
    return get_object_or_404(rows, pk=pk)


@require_safe
@login_required
def payee_page(request, pk):
    producer = _producer(request, pk)
    accounts = PayeeAccount.objects.visible_to(request.user).filter(producer=producer)
    return _payee_answer(request, producer, accounts)


def _payee_answer(request, producer, accounts, shown=None, form=None):
    standing = accounts.standing().select_related("added_by", "confirmed_by").first()
    context = {
        "producer": producer,
        "standing": standing,
        "earlier": accounts.exclude(ended_at=None),
        "same_number": _same_number(request.user, standing),
        "readings": standing.readings.select_related("by", "office")[:50] if standing else [],
        "entering": payees.can_enter(request.user, producer),
        "reading": payees.can_read(request.user, producer),
        "confirming": bool(standing)
        and not standing.is_confirmed
        and payees.can_confirm(request.user, standing),
        "shown": shown,
        "form": form or ReasonForm(),
    }
    return render(request, "campaigns/payee_page.html", context)


def _same_number(user, account):
    """Producers in the person's sight whose account has this number too: shown to who compares accounts."""
    if account is None or not payees.can_read(user, account.producer):
        return []
    return [other.producer for other in payees.same_number(account).visible_to(user)]


@login_required
def payee_enter(request, pk):
    producer = _producer(request, pk)
    require(payees.can_enter(request.user, producer))
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            payees.enter(producer, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("The account is entered and waits for its confirmation."))
            return redirect("payee_page", producer.pk)
    words = {"title": _("Enter the bank account"), "button": _("Save the account")}
    back = reverse("payee_page", args=[producer.pk])
    context = {"form": form, "plan": None, "line": None, "back": back, "payee": producer, **words}
    return render(request, "campaigns/money_form.html", context)


@login_required
@require_POST
def payee_confirm(request, pk):
    account = _account(request, pk)
    payees.confirm(account, by=request.user)
    messages.success(request, _("The account is confirmed."))
    return redirect("payee_page", account.producer_id)


@login_required
@require_POST
@never_cache
def payee_reveal(request, pk):
    """Show the whole number once, after its reading is written down."""
    account = _account(request, pk)
    require(payees.can_read(request.user, account.producer))
    form = ReasonForm(request.POST)
    shown = None
    if form.is_valid():
        shown = payees.reveal(account, by=request.user, reason=form.cleaned_data["comment"])
    accounts = PayeeAccount.objects.visible_to(request.user).filter(producer=account.producer)
    return _payee_answer(request, account.producer, accounts, shown=shown, form=form)
