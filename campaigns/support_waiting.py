"""What of the support waits for a person: to propose, check, approve, pay, and what one's own producers get.

Sections are those of `evaluations.waiting`. The number of queries does not depend on the number of payments.
"""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns import claims, payment_rules, recoveries
from campaigns.enums import PlanState
from campaigns.models import PayeeAccount, SupportPayment
from campaigns.money_enums import PaymentState
from evaluations.waiting import MOST_TASKS, Section
from ocop_portal.accounts.enums import Role
from ocop_portal.accounts.models import Office, memberships_of
from ocop_portal.areas.models import Coverage
from ocop_portal.core.days import day_of, today
from ocop_portal.core.templatetags.ocop import dong

OVERDUE_DAYS = 30  # support that has waited longer is shown as late
PAID_DAYS = 60  # how long the producer sees a payment among what is new


def sections(user, at=None):
    """Return what of the support waits for the person; kinds without a task are left out."""
    held = list(memberships_of(user).values_list("role", "office"))
    own = set(user.producer_memberships.values_list("producer", flat=True))
    found = [*_working(user, held, own), *(_own(own, day_of(at)) if own else ())]
    return [section for section in found if section.count]


def _working(user, held, own):
    offices = {role: {pk for name, pk in held if name == role} for role in (Role.OFFICER, Role.LEADER)}
    offices[Role.ACCOUNTANT] = {pk for name, pk in held if name == Role.ACCOUNTANT}
    if not any(offices.values()):
        return
    rows = _open_payments(set().union(*offices.values()), own)
    if offices[Role.OFFICER]:
        yield _due(offices[Role.OFFICER])
        yield _incomplete([row for row in rows if _of(row, offices[Role.OFFICER])])
    yield _to_check(user, [row for row in rows if _of(row, offices[Role.OFFICER] | offices[Role.LEADER])])
    yield _to_approve(user, [row for row in rows if _of(row, offices[Role.LEADER])])
    if offices[Role.ACCOUNTANT]:
        yield _to_pay(user, [row for row in rows if _of(row, offices[Role.ACCOUNTANT])])
        yield _to_confirm(user, offices[Role.ACCOUNTANT])
        yield _to_receive(user, offices[Role.ACCOUNTANT], own)


def _open_payments(offices, own):
    """Payments on their way from the budgets of the offices, oldest first, with what paper each misses."""
    rows = SupportPayment.objects.filter(
        line__plan__office__in=offices, state__in=PaymentState.under_way()
    ).exclude(line__plan__state=PlanState.CLOSED)
    rows = rows.exclude(producer__in=own) if own else rows
    account = PayeeAccount.objects.standing().filter(producer=OuterRef("producer"))
    rows = rows.annotate(has_account=Exists(account.exclude(confirmed_at=None)))
    related = ("product", "producer", "policy", "line__plan", "register_event")
    return payment_rules.with_missing_papers(rows.select_related(*related).order_by("proposed_at", "pk"))


def _of(row, offices):
    return row.line.plan.office_id in offices


def _section(title, rows, muc, icon, task=None):
    tasks = [(task or _task)(row) for row in rows[:MOST_TASKS]]
    return Section(title, tasks, len(rows), f"{reverse('support_desk')}?muc={muc}", icon)


def _task(row):
    return {
        "title": str(row.product or row.producer),
        "note": f"{row.producer} · {dong(row.amount)}",
        "url": row.get_absolute_url(),
        **_age(row.age),
    }


def _age(days):
    """How long it has waited; nothing on the first day."""
    if days < 1:
        return {}
    words = ngettext("for %(count)s day", "for %(count)s days", days) % {"count": localize(days)}
    return {"due": words, "due_kind": "late" if days > OVERDUE_DAYS else ""}


def _due(offices):
    """What the register makes due and nobody has proposed, from the office the desk works for."""
    office = Office.objects.filter(pk__in=offices).exclude(unit=None).order_by("pk").first()
    rows = claims.claims_of(office) if office else []
    return _section(_("Support due, to propose"), rows, "den-han", "cash-coin", _claim_task)


def _claim_task(claim):
    return {
        "title": str(claim.product),
        "note": f"{claim.producer} · {dong(claim.amount)}",
        "url": f"{reverse('support_desk')}?muc=den-han",
        **_age(claim.age()),
    }


def _incomplete(rows):
    """Proposals that cannot be checked because a paper is missing, and who could not be paid."""
    rows = [row for row in rows if row.missing_papers and row.state == PaymentState.PROPOSED]
    return _section(_("Support that misses a paper"), rows, "kiem-tra", "file-earmark-text", _missing_task)


def _missing_task(row):
    return _task(row) | {"note": f"{row.producer} · {'; '.join(row.missing_papers)}", "state": "fix"}


def _to_check(user, rows):
    rows = [row for row in rows if row.state == PaymentState.PROPOSED and row.proposed_by_id != user.pk]
    rows = [row for row in rows if not row.missing_papers]
    return _section(_("Support to check"), rows, "kiem-tra", "check2-square")


def _to_approve(user, rows):
    rows = [row for row in rows if row.state == PaymentState.CHECKED and row.proposed_by_id != user.pk]
    return _section(_("Support to approve"), rows, "duyet", "file-earmark-check")


def _to_pay(user, rows):
    waiting = [row for row in rows if row.state == PaymentState.APPROVED]
    mine = [row for row in waiting if user.pk not in payment_rules.took_part(row)]
    return _section(_("Support to pay"), mine, "chi", "wallet2", _pay_task)


def _pay_task(row):
    if row.has_account:
        return _task(row)
    return _task(row) | {"note": f"{row.producer} · {_('no confirmed bank account')}", "state": "fix"}


def _to_confirm(user, offices):
    """Accounts of producers in the area that nobody has confirmed; whoever entered one does not."""
    places = Coverage.objects.filter(unit__offices__in=offices).values("covered")
    rows = PayeeAccount.objects.standing().filter(producer__unit__in=places, confirmed_at=None)
    rows = list(rows.exclude(added_by=user).select_related("producer").order_by("added_at", "pk"))
    return _section(_("Bank accounts to confirm"), rows, "chi", "wallet2", _account_task)


def _account_task(account):
    return {
        "title": str(account.producer),
        "note": str(account),
        "url": reverse("payee_page", args=[account.producer_id]),
        **_age((today() - day_of(account.added_at)).days),
    }


def _to_receive(user, offices, own):
    orders = recoveries.to_receive(offices).exclude(ordered_by=user)
    rows = [order for order in orders if order.payment.producer_id not in own]
    return _section(_("Support to be paid back"), rows, "da-chi", "arrow-counterclockwise", _back_task)


def _back_task(order):
    payment, days = order.payment, (today() - day_of(order.ordered_at)).days
    return {
        "title": str(payment.product or payment.producer),
        "note": f"{payment.producer} · {dong(order.amount)}",
        "url": payment.get_absolute_url(),
        **_age(days),
    }


# Who acts for a producer


def _own(producers, day):
    """What the own producers have to pay back, what is due to them, what waits and what was paid lately."""
    states = (*PaymentState.under_way(), PaymentState.PAID)
    rows = SupportPayment.objects.filter(producer__in=producers, state__in=states)
    related = ("product", "producer", "policy", "register_event")
    rows = payment_rules.with_missing_papers(rows.select_related(*related).order_by("proposed_at", "pk"))
    since = day - timedelta(days=PAID_DAYS)
    paid = [row for row in rows if row.state == PaymentState.PAID and row.paid_on >= since]
    waiting = [row for row in rows if row.state != PaymentState.PAID]
    orders = list(recoveries.to_pay_back(producers))
    yield _section(_("Support you have to pay back"), orders, "da-chi", "arrow-counterclockwise", _back_task)
    yield _section(_("Support for your products"), waiting, "kiem-tra", "cash-coin", _own_task)
    due = claims.due_to(producers, at=day)
    yield _section(_("Support due to you, not proposed yet"), due, "den-han", "hourglass-split", _claim_task)
    yield _section(_("Support paid to you lately"), paid, "da-chi", "check-circle-fill", _paid_task)


def _own_task(row):
    words = "; ".join(row.missing_papers) if row.missing_papers else row.get_state_display()
    return {
        "title": str(row.product or row.producer),
        "note": f"{dong(row.amount)} · {words}",
        "url": row.get_absolute_url(),
        "state": "fix" if row.missing_papers else "doing",
    }


def _paid_task(row):
    return _own_task(row) | {
        "note": f"{dong(row.amount)} · {row.paid_on:%d/%m/%Y} · {row.voucher}",
        "state": "done",
    }
