"""What the producer's members hear of their support: approved, rejected with its reason, paid, given up.

One notice and one letter for each person and act, however many payments it moved, in the person's language.
Both are written in the transaction of the act; the letter goes out after commit.
"""

from collections import defaultdict

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from campaigns.money_enums import PaymentState
from ocop_portal.accounts.notices import notify
from ocop_portal.core.mail import queue_text
from ocop_portal.core.templatetags.ocop import dong
from producers.models import ProducerMember

TOLD = ("approve", "reject", "pay", "cancel")
LONGEST_NOTICE = 400
MOST_LINES = 100
SECTIONS = {
    PaymentState.APPROVED: "chi",
    PaymentState.PAID: "da-chi",
    PaymentState.REJECTED: "khep",
    PaymentState.CANCELLED: "khep",
    PaymentState.RECOVERED: "thu-hoi",
    PaymentState.REVERSED: "thu-hoi",
}


def tell(payments, transition, *, comment=""):
    """Tell the members of the producers what has happened to the payments that just moved."""
    if transition in TOLD and payments:
        _tell(payments, transition, comment)


def _tell(payments, transition, comment, *, key="", amount=None):
    """One notice and letter each; `key` and `amount` of the act, unless they follow from the payments."""
    for user, rows in _by_member(payments):
        with override(_language(user)):
            act = key or f"support-{transition}-{min(row.pk for row in rows)}"
            text, url = _text(rows, transition, comment, amount), _url(rows)
            notify([user], key=act, text=text[:LONGEST_NOTICE], url=url)
            queue_text(user.email, _subject(rows, transition), _body(rows, text, url), key=f"{act}-{user.pk}")


def tell_back(recovery, transition, *, comment):
    """Tell the members of the producer that the amount of the order has to come back, or came."""
    facts = {"key": f"support-{transition}-{recovery.payment_id}-{recovery.pk}", "amount": recovery.amount}
    _tell([recovery.payment], transition, comment, **facts)


def _by_member(payments):
    """Pairs (member, the payments of the producers the person acts for), each person once."""
    by_producer = defaultdict(list)
    for payment in payments:
        by_producer[payment.producer_id].append(payment)
    found = defaultdict(list)
    members = ProducerMember.objects.filter(producer__in=by_producer).select_related("user")
    for member in members.order_by("user", "producer"):
        found[member.user] += by_producer[member.producer_id]
    return found.items()


def _language(user):
    known = {code for code, _name in settings.LANGUAGES}
    return user.language if user.language in known else settings.LANGUAGE_CODE


def _name(row):
    return str(row.product or row.producer)


def _what(rows):
    """The one product by its name, several by their number."""
    if len(rows) == 1:
        return _name(rows[0])
    return _("%(count)s payments") % {"count": len(rows)}


def _subject(rows, transition):
    words = {
        "approve": _("Support approved: %(what)s"),
        "reject": _("Support rejected: %(what)s"),
        "pay": _("Support paid: %(what)s"),
        "cancel": _("Support cancelled: %(what)s"),
        "order": _("Support to be paid back: %(what)s"),
        "recover_part": _("Support paid back in part: %(what)s"),
        "recover": _("Support paid back: %(what)s"),
        "reverse": _("Support paid back: %(what)s"),
    }
    return (words[transition] % {"what": _what(rows)})[:300]


def _text(rows, transition, comment, amount=None):
    amount = sum(row.amount for row in rows) if amount is None else amount
    facts = {"what": _what(rows), "amount": dong(amount), "reason": comment}
    if transition == "pay":
        facts |= {"day": f"{rows[0].paid_on:%d/%m/%Y}", "voucher": rows[0].voucher}
    words = {
        "approve": _("The support of %(amount)s for %(what)s is approved and waits for the accountant."),
        "reject": _("The support of %(amount)s for %(what)s was rejected: %(reason)s"),
        "pay": _("%(amount)s of support for %(what)s were paid on %(day)s, voucher %(voucher)s."),
        "cancel": _("The approved support of %(amount)s for %(what)s was cancelled: %(reason)s"),
        "order": _("%(amount)s of support for %(what)s have to be paid back: %(reason)s"),
        "recover_part": _("%(amount)s of support for %(what)s came back, voucher %(reason)s."),
        "recover": _("%(amount)s of support for %(what)s came back, voucher %(reason)s."),
        "reverse": _("%(amount)s of support for %(what)s came back, voucher %(reason)s; it is due again."),
    }
    return words[transition] % facts


def _url(rows):
    if len(rows) == 1:
        return rows[0].get_absolute_url()
    return f"{reverse('support_desk')}?muc={SECTIONS[rows[0].state]}"


def _body(rows, text, url):
    lines = [text]
    if len(rows) > 1:
        lines += ["", *(f"- {_name(row)}: {dong(row.amount)}" for row in rows[:MOST_LINES])]
    return "\n".join([*lines, "", _("See it here: %(link)s") % {"link": settings.SITE_URL + url}])
