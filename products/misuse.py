"""Reporting misuse and answering it: five reports an hour from one network address, an answer once."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from ocop_portal.accounts.enums import Role
from ocop_portal.accounts.models import has_role
from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.access import Allowed, Denied, Refusal, require
from ocop_portal.core.mail import queue_text
from ocop_portal.core.workflow import locked
from products import codes
from products.models import MisuseReport
from products.register import find_by_code

MOST_PER_HOUR = 5


class TooMany(Refusal):
    """The limit of one network address is reached; `seconds` until the next report is taken."""

    def __init__(self, seconds):
        super().__init__(_("Five reports an hour are taken from one connection. Please try again later."))
        self.seconds = seconds


@transaction.atomic
def report(filled_in, *, address, at=None):
    """Save a report (an unsaved `MisuseReport`) from a network address and return it. Raises `TooMany`."""
    now = at or timezone.now()
    filled_in.sender = salted_hmac("products.misuse", address, algorithm="sha256").hexdigest()
    _check_limit(filled_in.sender, now)
    filled_in.product = find_by_code(filled_in.code)
    filled_in.unit = _place_of(filled_in)
    filled_in.created_at = now
    filled_in.save()
    return filled_in


def _check_limit(sender, now):
    hour = timedelta(hours=1)
    recent = MisuseReport.objects.filter(sender=sender, created_at__gt=now - hour).order_by("-created_at")
    moments = list(recent.values_list("created_at", flat=True)[:MOST_PER_HOUR])
    if len(moments) == MOST_PER_HOUR:
        raise TooMany(int((moments[-1] + hour - now).total_seconds()) + 1)


def _place_of(filled_in):
    """The place whose office is asked: where the product is made, else what the blocks of the code name."""
    if filled_in.product:
        return filled_in.product.made_in
    code = codes.canonical(filled_in.code)
    if code is None:
        return None
    *units, _number, _year = code.split("-")
    named = AdministrativeUnit.objects.filter(code=units[-1])
    return (named.current() if len(units) == 2 else named.historic()).first()


def can_answer_report(user, report, at=None):
    """Officers and leaders of an office whose area covers the place; a report is answered once."""
    if not has_role(user, Role.OFFICER, Role.LEADER, at=at):
        return Denied(_("Only officers and leaders of an OCOP office answer reports; you may read."))
    if report.answered_at:
        return Denied(_("This report is answered already."))
    return Allowed()


@transaction.atomic
def answer(report, words, *, by, at=None):
    """Answer a report; the answer stands on its status page, and is sent where an e-mail address was left."""
    row = locked(report)
    require(can_answer_report(by, row))
    row.answer, row.answered_by, row.answered_at = words, by, at or timezone.now()
    row.save(update_fields=["answer", "answered_by", "answered_at"])
    if "@" in row.contact:
        subject = _("Your report %(ticket)s is answered") % {"ticket": row.ticket}
        body = f"{words}\n\n{settings.SITE_URL}{row.get_absolute_url()}"
        queue_text(row.contact, subject, body, key=f"misuse-{row.ticket}")
    return row
