"""A recognition lasts while the result of its re-evaluation is awaited, within what the regulation allows."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from evaluations.authority import can_decide_on, not_revoked, regulation_on
from evaluations.certificates import standing
from evaluations.enums import Purpose
from evaluations.models import Extension
from ocop_portal.core.access import Allowed, Denied, first_denial, require
from ocop_portal.core.days import today
from ocop_portal.core.text import clean_text
from products import publication
from products.enums import EventKind, Status
from products.models import Product


def awaited(product):
    """Return the open re-evaluation or upgrade whose result is awaited, or None."""
    return product.dossiers.open().exclude(purpose=Purpose.FIRST).first()


def last_day_possible(product, decided_on=None):
    """Return the last day to which the regulation of the day lets it be extended, or None."""
    return _last_day(product, regulation_on(decided_on or today()))


def _last_day(product, regulation):
    if regulation is None or regulation.extension_days is None:
        return None
    return product.certified_until + timedelta(days=regulation.extension_days)


def is_ripe(product, decided_on=None):
    """An extension is for a recognition near or past its last day, with a result to wait for."""
    day = decided_on or today()
    return is_ripe_by(product, regulation_on(day), awaited(product), day)


def is_ripe_by(product, regulation, dossier, day):
    """The same for the regulation of the day and the dossier whose result is awaited, or None."""
    last = _last_day(product, regulation)
    if last is None:
        return Denied(_("The regulation in force on that day knows no extension."))
    if product.status_on(day) == Status.IN_FORCE:
        return Denied(_("The recognition is in force for more than 180 days still: nothing to extend."))
    if last < day:
        return Denied(_("An extension could only last until %(day)s.") % {"day": f"{last:%d/%m/%Y}"})
    if dossier is None:
        return Denied(_("There is no open re-evaluation or upgrade whose result could be awaited."))
    return Allowed()


def can_extend(user, product, *, office=None, decided_on=None):
    decides = can_decide_on(user, product, office=office, decided_on=decided_on)
    return decides and first_denial(not_revoked(product, decided_on), is_ripe(product, decided_on))


def fits(product, until, decided_on):
    last = last_day_possible(product, decided_on)
    if last and until > last:
        return Denied(
            _("The regulation allows at most until %(day)s, counted from the last day of the recognition.")
            % {"day": f"{last:%d/%m/%Y}"}
        )
    if until <= (product.extended_until or product.certified_until):
        return Denied(_("The new last day lies after the present one."))
    return Allowed() if until >= decided_on else Denied(_("An extension ends after its decision."))


@transaction.atomic
def extend(product, *, office, number, decided_on, until, reason, by, signatory=""):
    """Extend the recognition to `until` (inclusive) by a decision; return the `Extension`."""
    row = Product.objects.select_for_update(of=("self",)).get(pk=product.pk)
    require(can_extend(by, row, office=office, decided_on=decided_on))
    require(fits(row, until, decided_on))
    act = Extension.objects.create(
        product=row,
        certificate=standing(row),
        dossier=awaited(row),
        office=office,
        number=clean_text(number).strip(),
        decided_on=decided_on,
        authority=office.authority_name,
        signatory=clean_text(signatory).strip() or by.full_name,
        signed_by=by,
        reason=clean_text(reason).strip(),
        until=until,
    )
    publication.record(
        row,
        kind=EventKind.EXTENDED,
        on=decided_on,
        until=until,
        decision_number=act.number,
        authority=act.authority,
        reason=act.reason,
        by=by,
    )
    return act
