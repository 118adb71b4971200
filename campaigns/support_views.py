"""The desk of support: what is due, proposed, checked, approved and paid, and the acts on many at once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Sum
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from campaigns import claims, payment_rules, payments
from campaigns.models import PaymentBatch, PaymentPaper, Plan, SetAside, SupportPayment
from campaigns.money_enums import PAYMENT_MOVE_LABELS, PaperKind, PaymentState
from campaigns.money_forms import (
    DocumentForm,
    FromLineForm,
    NothingForm,
    OtherSupportForm,
    PaperForm,
    ReasonForm,
    VoucherForm,
)
from campaigns.support_acts import ACTS
from ocop_portal.accounts.enums import Role
from ocop_portal.accounts.models import offices_of
from ocop_portal.core.access import Refusal, require
from ocop_portal.core.files import serve_private
from ocop_portal.core.filters import AskedFor
from ocop_portal.core.pagination import list_page
from ocop_portal.core.workflow import can_apply

MOST_CHOSEN = 500
ROWS_PER_PAGE = 100  # a list that is worked through with ticks
SECTIONS = {
    "den-han": gettext_lazy("Due, not proposed"),
    "kiem-tra": gettext_lazy("To check"),
    "duyet": gettext_lazy("To approve"),
    "chi": gettext_lazy("To pay"),
    "da-chi": gettext_lazy("Paid"),
    "khep": gettext_lazy("Rejected, cancelled"),
    "thu-hoi": gettext_lazy("Taken back"),
    "khong-chi": gettext_lazy("Set aside"),
}
STATES = {
    "kiem-tra": (PaymentState.PROPOSED,),
    "duyet": (PaymentState.CHECKED,),
    "chi": (PaymentState.APPROVED,),
    "da-chi": (PaymentState.PAID,),
    "khep": (PaymentState.REJECTED, PaymentState.CANCELLED),
    "thu-hoi": PaymentState.taken_back(),
}
ROWS = {"den-han": "campaigns/_claim_row.html", "khong-chi": "campaigns/_aside_row.html"}
OFFERED = {"kiem-tra": ("check", "reject"), "duyet": ("approve", "reject"), "chi": ("pay", "cancel")}
RELATED = ("producer", "product", "policy", "line__plan__office", "proposed_by")


def my_office(user, *roles):
    """The person's office whose money is handled: the first one at a unit; None without any."""
    return offices_of(user, *roles).exclude(unit=None).select_related("unit").order_by("pk").first()


def due_for(user):
    """What the person's office has to propose, or what is due to the producers he or she acts for."""
    office = my_office(user)
    if office:
        return claims.claims_of(office)
    own = list(user.producer_memberships.values_list("producer", flat=True))
    return claims.due_to(own) if own else []


# The desk


@require_safe
@login_required
def support_desk(request):
    asked = AskedFor(request.GET)
    section = asked.one_of("muc", SECTIONS, default="den-han")
    rows = _rows(request.user, section)
    context = {
        "notices": asked.notices,
        "section": section,
        "section_title": SECTIONS[section],
        "tabs": _tabs(request.user, section),
        "is_officer": my_office(request.user, Role.OFFICER) is not None,
        "is_own": _is_own(request.user),
        "batches": PaymentBatch.objects.filter(plan__in=Plan.objects.visible_to(request.user))[:5],
        "page": _page(request, section, rows),
        "total": _total(section, rows),
        "row_template": ROWS.get(section, "campaigns/_payment_row.html"),
        "acts": [ACTS[name] for name in OFFERED.get(section, ()) if _may(request.user, name)],
        "batching": section == "chi" and my_office(request.user, Role.ACCOUNTANT) is not None,
    }
    return render(request, "campaigns/support_desk.html", context)


def _is_own(user):
    """Whether the desk shows the support of the person's own producers and no office's."""
    return user.producer_memberships.exists() and not offices_of(user).exists()


def _may(user, name):
    return my_office(user, *payment_rules.ROLES[name]) is not None


def _tabs(user, section):
    seen = SupportPayment.objects.visible_to(user).order_by().values_list("state")
    counts = dict(seen.annotate(number=Count("pk")))
    numbers = {key: sum(counts.get(state, 0) for state in states) for key, states in STATES.items()}
    numbers |= {"den-han": len(due_for(user)), "khong-chi": _aside(user).count()}
    return [(key, title, numbers[key], key == section) for key, title in SECTIONS.items()]


def _aside(user):
    return SetAside.objects.filter(office__in=offices_of(user)).select_related(
        "policy", "register_event__product__producer", "by"
    )


def _rows(user, section):
    if section == "den-han":
        return due_for(user)
    if section == "khong-chi":
        return _aside(user)
    rows = SupportPayment.objects.visible_to(user).filter(state__in=STATES[section])
    return rows.with_back().select_related(*RELATED, "register_event").order_by("proposed_at", "pk")


def _total(section, rows):
    """What the whole list adds up to, in đồng; None where no money is told."""
    if section == "den-han":
        return sum(claim.amount for claim in rows)
    return None if section == "khong-chi" else rows.aggregate(total=Sum("amount"))["total"]


def _page(request, section, rows):
    page = list_page(request, rows, size=ROWS_PER_PAGE)
    if section in ("kiem-tra", "duyet"):
        payment_rules.with_missing_papers(page.rows)
    return page


# Choosing many


def chosen_keys(request):
    return (request.POST or request.GET).getlist("khoan")[:MOST_CHOSEN]


def chosen_payments(request):
    """The ticked payments within the person's sight, in the order they were proposed."""
    keys = [int(key) for key in chosen_keys(request) if key.isdecimal() and len(key) < 12]
    rows = SupportPayment.objects.visible_to(request.user).filter(pk__in=keys)
    return list(rows.select_related(*RELATED).order_by("proposed_at", "pk"))


def chosen_claims(request):
    office = my_office(request.user, Role.OFFICER)
    return claims.chosen(office, chosen_keys(request)) if office else []


def nothing_chosen(request):
    messages.warning(request, _("Tick at least one row first."))
    return redirect("support_desk")


def confirmed(request, rows, form, act, done, **words):
    """Show what will happen, to how many, by name and sum; on the confirmation do it. A no stands on top."""
    if request.method == "POST" and form.is_valid():
        try:
            result = act(rows, **form.cleaned_data)
        except Refusal as refusal:
            for reason in [refusal.reason, *refusal.missing]:
                form.add_error(None, reason)
        else:
            messages.success(request, done)
            return redirect(result if hasattr(result, "get_absolute_url") else words["back"])
    total = sum(row.amount for row in rows)
    context = {"rows": rows, "form": form, "total": total, "back_url": resolve_url(words["back"]), **words}
    return render(request, "campaigns/support_confirm.html", context)


@login_required
def support_propose(request):
    rows = chosen_claims(request)
    if not rows:
        return nothing_chosen(request)
    form = FromLineForm(request.POST or None, office=rows[0].office)

    def act(rows, line):
        payments.propose(rows, line, by=request.user)

    words = {
        "title": _("Propose support"),
        "what": [_("Each producer's support is proposed and waits for its check."), _("No money moves yet.")],
        "button": _("Propose"),
        "back": "support_desk",
    }
    return confirmed(request, rows, form, act, _("The support is proposed."), **words)


@login_required
def support_set_aside(request):
    rows = chosen_claims(request)
    if not rows:
        return nothing_chosen(request)
    form = ReasonForm(request.POST or None)

    def act(rows, comment):
        claims.set_aside(rows, by=request.user, reason=comment)

    words = {
        "title": _("Set support aside"),
        "what": [_("It leaves the list of what is due; the reason stays with your name.")],
        "button": _("Set aside"),
        "back": "support_desk",
    }
    return confirmed(request, rows, form, act, _("It is set aside with its reason."), **words)


# The moves


def _form_for(transition, request, office):
    data = request.POST or None
    forms = {
        "check": lambda: NothingForm(data),
        "approve": lambda: DocumentForm(data, office=office),
        "pay": lambda: VoucherForm(data, office=office),
        "reject": lambda: ReasonForm(data),
        "cancel": lambda: ReasonForm(data),
    }
    return forms[transition]()


def _act_of(transition, user):
    acts = {
        "check": lambda rows: payments.check(rows, by=user),
        "approve": lambda rows, number, on: payments.approve(rows, by=user, document=number, on=on),
        "pay": lambda rows, voucher, paid_on: payments.pay(rows, by=user, voucher=voucher, paid_on=paid_on),
        "reject": lambda rows, comment: payments.reject(rows, by=user, comment=comment),
        "cancel": lambda rows, comment: payments.cancel(rows, by=user, comment=comment),
    }
    return acts[transition]


@login_required
def support_act(request, transition):
    """One of the moves on the ticked payments: `transition` comes from the address."""
    rows = chosen_payments(request)
    if not rows:
        return nothing_chosen(request)
    for row in rows:
        answer = can_apply(row, transition, by=request.user)
        if not answer and not answer.missing:
            require(answer)
    form = _form_for(transition, request, rows[0].line.plan.office)
    act = ACTS[transition]
    words = {
        "title": act.label,
        "what": act.what,
        "button": PAYMENT_MOVE_LABELS[transition],
        "is_dangerous": transition in ("reject", "cancel"),
        "back": "support_desk",
    }
    return confirmed(request, rows, form, _act_of(transition, request.user), act.done, **words)


# One payment


@require_safe
@login_required
def support_page(request, pk):
    payment = visible_payment(request, pk)
    there = set(payment.papers.values_list("kind", flat=True)) | payment_rules.papers_in_register(payment)
    acts = [ACTS[name] for name in ACTS if _offers(request.user, payment, name)]
    recovery, kept = payment_rules.outstanding_recovery(payment), payment_rules.kept_of(payment)
    context = {
        "payment": payment,
        "plan": payment.line.plan,
        "asked": [(PaperKind(kind).label, kind in there) for kind in payment_rules.papers_asked(payment)],
        "papers": payment.papers.select_related("added_by"),
        "entries": payment.entries.select_related("by", "line").order_by("pk"),
        "log": [(_done(step), step) for step in payment.log.select_related("by")],
        "acts": acts,
        "missing": _missing(payment),
        "recoveries": payment.recoveries.select_related("ordered_by", "entry"),
        "outstanding": recovery,
        "kept": kept,
        "back": payment.amount - kept,
        "afterwards": recovery and AFTER_RECOVERY[payment_rules.transition_after(recovery)],
        "ordering": bool(payment_rules.can_order_recovery(request.user, payment)),
        "calling_off": bool(recovery and payment_rules.can_call_off(request.user, recovery)),
        "receiving": bool(recovery and payment_rules.can_receive(request.user, recovery)),
        "adding": payment.state in ("proposed", "checked")
        and bool(payment_rules.can_add_paper(request.user, payment)),
        "is_inside": Plan.objects.visible_to(request.user).filter(pk=payment.line.plan_id).exists(),
    }
    return render(request, "campaigns/support_page.html", context)


def _done(step):
    """What a step of the log did, in words: the state it led to, or that a part came back."""
    return _("paid back in part") if step.transition == "recover_part" else PaymentState(step.target).label


AFTER_RECOVERY = {
    "recover_part": gettext_lazy("the rest of the payment stands"),
    "recover": gettext_lazy("the support is not due again"),
    "reverse": gettext_lazy("the support is due again once the money is back"),
}
NEXT = {PaymentState.PROPOSED: "check", PaymentState.CHECKED: "approve", PaymentState.APPROVED: "pay"}


def _missing(payment):
    step = NEXT.get(payment.state)
    return payment_rules.missing_for_payment(payment, step) if step else []


def _offers(user, payment, name):
    answer = can_apply(payment, name, by=user)
    return bool(answer) or bool(answer.missing)


def visible_payment(request, pk):
    rows = SupportPayment.objects.visible_to(request.user).select_related(
        *RELATED, "line__plan__unit", "register_event", "batch", "account"
    )
    return get_object_or_404(rows, pk=pk)


@login_required
def support_other(request):
    office = my_office(request.user, Role.OFFICER)
    require(payment_rules.proposes_somewhere(office))
    form = OtherSupportForm(request.POST or None, office=office)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            payment = payments.propose_other(data.pop("line"), by=request.user, **data)
        except Refusal as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("The support is proposed. Add its papers."))
            return redirect(payment)
    words = {"title": _("Propose other support"), "button": _("Propose"), "back": reverse("support_desk")}
    return render(request, "campaigns/money_form.html", {"form": form, "plan": None, "line": None, **words})


@login_required
def support_paper_add(request, pk):
    payment = visible_payment(request, pk)
    require(payment_rules.can_add_paper(request.user, payment))
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            payments.add_paper(payment, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("The paper is noted."))
            return redirect(payment)
    words = {"title": _("Add a paper"), "button": _("Add the paper"), "back": payment.get_absolute_url()}
    context = {"form": form, "plan": None, "line": None, "payment": payment, **words}
    return render(request, "campaigns/money_form.html", context)


@require_safe
@login_required
def support_paper_file(request, pk):
    payments_seen = SupportPayment.objects.visible_to(request.user).values("pk")
    papers = PaymentPaper.objects.filter(payment__in=payments_seen).exclude(file="")
    paper = get_object_or_404(papers, pk=pk)
    return serve_private(paper.file, name=paper.original_name, content_type=paper.content_type)
