"""Bank accounts of producers: entered by one person, confirmed by another, read whole only with a reason.

At rest a number is sealed, and everywhere it shows its last three digits. Whoever reads it whole is written
down in the same transaction, and the log is shown to whoever may see the account.
"""

import re

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns import account_seals
from campaigns.models import AccountReading, PayeeAccount
from campaigns.models.payees import SHOWN_DIGITS
from ocop_portal.accounts.enums import Role
from ocop_portal.accounts.models import offices_of
from ocop_portal.core.access import Allowed, Denied, Refusal, require
from ocop_portal.core.text import clean_text
from ocop_portal.core.workflow import locked

NUMBER = re.compile(r"[0-9A-Z]{6,34}")


def offices_for(user, producer, *roles, at=None):
    """The person's offices in one of the roles that cover the producer's place."""
    found = offices_of(user, *roles, at=at).order_by("pk")
    return [office for office in found if office.covers(producer.unit)]


def can_enter(user, producer, at=None):
    if offices_for(user, producer, Role.OFFICER, at=at):
        return Allowed()
    return Denied(_("Bank accounts are entered by officers of the producer's area."))


def can_read(user, producer, at=None):
    """The permission to read account numbers: accountants of the producer's area, nobody else."""
    if offices_for(user, producer, Role.ACCOUNTANT, at=at):
        return Allowed()
    return Denied(_("Only accountants of the producer's area read account numbers."))


def can_confirm(user, account, at=None):
    if account.added_by_id == user.pk:
        return Denied(_("Whoever entered an account does not confirm it."))
    return can_read(user, account.producer, at)


def cleaned_number(text):
    """Return the number without blanks, dots and strokes; empty when it is none."""
    number = re.sub(r"[\s.\-]", "", clean_text(text)).upper()
    return number if NUMBER.fullmatch(number) else ""


@transaction.atomic
def enter(producer, *, holder, bank, number, by):
    """Enter a producer's account in place of the one that stands; return it, to be confirmed."""
    require(can_enter(by, producer))
    number = cleaned_number(number)
    if not number:
        raise Refusal(_("Write the account number with 6 to 34 digits or letters."))
    for standing in PayeeAccount.objects.select_for_update().filter(producer=producer, ended_at=None):
        standing.ended_at = timezone.now()
        standing.save(update_fields=["ended_at"])
    try:
        with transaction.atomic():
            return PayeeAccount.objects.create(
                producer=producer, holder=holder, bank=bank, added_by=by, **sealed(number, producer.pk)
            )
    except IntegrityError as taken:
        raise Refusal(_("Somebody else has just entered an account for this producer.")) from taken


@transaction.atomic
def confirm(account, *, by):
    """Confirm that the account is the producer's, after reading it; return it."""
    row = locked(account)
    require(can_confirm(by, row))
    if row.ended_at or row.is_confirmed:
        raise Refusal(_("Only a standing account that was not confirmed yet is confirmed."))
    if not row.readings.filter(by=by).exists():
        raise Refusal(_("Read the account number first and compare it with the producer's paper."))
    row.confirmed_by, row.confirmed_at = by, timezone.now()
    row.save(update_fields=["confirmed_by", "confirmed_at"])
    return row


@transaction.atomic
def reveal(account, *, by, reason):
    """Return the whole number and write down who read it, when and why."""
    require(can_read(by, account.producer))
    if not reason.strip():
        raise Refusal(_("Say why you read the account."))
    office = offices_for(by, account.producer, Role.ACCOUNTANT)[0]
    AccountReading.objects.create(account=account, by=by, office=office, reason=reason)
    return account_seals.opened(account.sealed_number, account.producer_id)


# At rest


def sealed(number, producer):
    """The fields in which an account keeps its number: sealed, with what shows of it and what finds it."""
    return {
        "sealed_number": account_seals.seal(number, producer),
        "fingerprint": account_seals.fingerprint(number),
        "ending": number[-SHOWN_DIGITS:],
        "length": len(number),
    }


def same_number(account):
    """Standing accounts of other producers with this number: an error, or one person behind several."""
    others = PayeeAccount.objects.standing().filter(fingerprint=account.fingerprint)
    return others.exclude(producer=account.producer_id).select_related("producer").order_by("pk")


@transaction.atomic
def seal_again():
    """Seal every number that an older key sealed with the newest; return how many."""
    rows = PayeeAccount.objects.select_for_update().order_by("pk")
    old = [row for row in rows if not account_seals.is_newest(row.sealed_number)]
    for row in old:
        number = account_seals.opened(row.sealed_number, row.producer_id)
        fresh = sealed(number, row.producer_id)
        row.sealed_number, row.fingerprint = fresh["sealed_number"], fresh["fingerprint"]
        row.save(update_fields=["sealed_number", "fingerprint"])
    return len(old)


def broken_seals():
    """The accounts whose number opens with no key, or is not the one that is shown and found."""
    return [row for row in PayeeAccount.objects.select_related("producer") if not _opens(row)]


def _opens(row):
    try:
        number = account_seals.opened(row.sealed_number, row.producer_id)
    except account_seals.SealBrokenError:
        return False
    same = row.fingerprint == account_seals.fingerprint(number)
    return same and row.ending == number[-SHOWN_DIGITS:] and row.length == len(number)
