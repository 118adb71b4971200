"""Ending a recognition: the conclusion is recorded by an officer, the decision signed by a leader.

The clock of the law runs from the conclusion or, where production stopped, from the commune's confirmation.
A producer gives its recognition up on the same way; that is no sanction and has no clock.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from evaluations import certificates, revocation_files, revocation_notice
from evaluations.authority import (
    can_decide_on,
    can_give_up,
    can_report_on,
    deciding_offices,
    not_revoked,
    offices_in_words,
    regulation_on,
)
from evaluations.enums import REVOCATION_MOVES, EndReason, RevocationGround
from evaluations.models import Revocation
from ocop_portal.core.access import Allowed, Denied, Refusal, first_denial, require
from ocop_portal.core.days import day_of, today
from ocop_portal.core.text import clean_text
from ocop_portal.core.workflow import Workflow, apply, declare
from products import publication
from products.enums import EventKind
from products.models import Product

SOON_DAYS = 5


@dataclass(frozen=True)
class Clock:
    """The last day for the decision, how long that is in words, and whether it is "soon" or "late"."""

    day: date
    words: str
    kind: str


def clock(revocation, at=None):
    """Return the clock that runs for an open revocation, or None where the law sets none."""
    if revocation.due_on is None or not revocation.is_open:
        return None
    left = (revocation.due_on - day_of(at)).days
    if left < 0:
        words = ngettext("%(days)s day overdue", "%(days)s days overdue", -left) % {"days": -left}
        return Clock(revocation.due_on, words, "late")
    words = ngettext("%(days)s day left", "%(days)s days left", left) % {"days": left}
    return Clock(revocation.due_on, words if left else _("due today"), "soon" if left <= SOON_DAYS else "")


def due_day(ground, concluded_on):
    """Return the last day for deciding, by the regulation of the day of the conclusion; None without one."""
    regulation = regulation_on(concluded_on)
    if ground == RevocationGround.VOLUNTARY or regulation is None or not regulation.revocation_days:
        return None
    return concluded_on + timedelta(days=regulation.revocation_days)


# Recording


def can_propose(user, product):
    return first_denial(can_report_on(user, product), not_revoked(product), _none_open(product))


def can_ask_to_give_up(user, product):
    return first_denial(can_give_up(user, product), not_revoked(product), _none_open(product))


def _none_open(product):
    if product.revocations.open().exists():
        return Denied(_("A revocation of this product is on record already."))
    return Allowed()


def fits_conclusion(product, concluded_on):
    if concluded_on > today():
        return Denied(_("The day of the conclusion lies in the future."))
    if concluded_on < product.certified_from:
        return Denied(
            _("The day lies before the recognition of %(day)s.")
            % {"day": f"{product.certified_from:%d/%m/%Y}"}
        )
    return Allowed()


@transaction.atomic
def propose(product, *, ground, source, concluded_on, findings, by, scan=None):
    """Put a conclusion and its scan on record and start its clock; return the `Revocation`."""
    row = Product.objects.select_for_update(of=("self",)).get(pk=product.pk)
    voluntary = ground == RevocationGround.VOLUNTARY
    require(can_ask_to_give_up(by, row) if voluntary else can_propose(by, row))
    require(fits_conclusion(row, concluded_on))
    found = Revocation.objects.create(
        product=row,
        certificate=certificates.standing(row),
        ground=ground,
        source=clean_text(source).strip(),
        concluded_on=concluded_on,
        findings=clean_text(findings).strip(),
        due_on=due_day(ground, concluded_on),
        proposed_by=by,
        proposed_for=offices_in_words(by, row),
    )
    if scan:
        revocation_files.attach(found, upload=scan, by=by)
    return found


# Deciding


def can_decide(user, revocation, *, office=None, decided_on=None):
    """The leader of the level that decides the stars, who did not record the conclusion."""
    if revocation.proposed_by_id == user.pk:
        return Denied(_("You recorded the conclusion: somebody else decides on it."))
    return first_denial(
        can_decide_on(user, revocation.product, office=office, decided_on=decided_on),
        _after_conclusion(revocation, decided_on),
    )


def _after_conclusion(revocation, decided_on):
    if decided_on is None or decided_on >= revocation.concluded_on:
        return Allowed()
    return Denied(_("The decision is not older than the conclusion."))


declare(
    Revocation, Workflow(moves=REVOCATION_MOVES, rule=lambda by, row, transition, at: can_decide(by, row))
)


@transaction.atomic
def decide(revocation, *, office, number, decided_on, by, signatory=""):
    """Revoke: the certificate ends, the register says so and those concerned are told, all at once."""
    Product.objects.select_for_update(of=("self",)).get(pk=revocation.product_id)
    require(can_decide(by, revocation, office=office, decided_on=decided_on))
    number = clean_text(number).strip()
    if not number:
        raise Refusal(_("Enter the decision's number."))
    stamp = {
        "office": office,
        "number": number,
        "decided_on": decided_on,
        "authority": office.authority_name,
        "signatory": clean_text(signatory).strip() or by.full_name,
        "signed_by": by,
    }
    row = apply(revocation, "decide", by=by, office_name=str(office), comment=number, stamp=stamp)
    _take_effect(row, by)
    return row


def _take_effect(row, by):
    standing = certificates.standing(row.product)
    if standing:
        certificates.end(standing, row.decided_on, EndReason.REVOKED)
    publication.record(
        row.product,
        kind=EventKind.REVOKED,
        on=row.decided_on,
        decision_number=row.number,
        authority=row.authority,
        reason=public_reason(row),
        by=by,
    )
    revocation_notice.tell(row)


def public_reason(revocation):
    """What the register says: the ground and the conclusion it rests on, not the findings, which may name
    people. It is stored, so it is in Vietnamese whoever signs.
    """
    with override("vi"):
        ground = RevocationGround(revocation.ground).label
    source = f" ({revocation.source})" if revocation.source else ""
    return f"{ground[0].upper()}{ground[1:]}{source}."


def drop(revocation, *, by, comment):
    """Close the case without revoking; the reason stays on record."""
    office = deciding_offices(by, revocation.product).first()
    return apply(revocation, "drop", by=by, comment=comment, office_name=str(office or ""))


def waiting_for(user):
    """Return the open cases a leader may decide, the one due first at the top."""
    return [row for row in _in_order(Revocation.objects.awaiting_leaders(user)) if can_decide(user, row)]


def running(user):
    """Return the open cases in a person's sight, the one due first at the top; without a clock last."""
    return _in_order(Revocation.objects.visible_to(user).open())


def _in_order(rows):
    rows = rows.select_related("product__producer", "product__made_in")
    return rows.order_by(F("due_on").asc(nulls_last=True), "pk")
