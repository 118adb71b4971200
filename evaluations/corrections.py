"""What the register says wrongly is replaced by a new decision: never edited, and both stay readable.

A correction is also the way back from a revocation that was wrong. It counts from its own day; the days
before it stay as the register had them.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from evaluations import certificates
from evaluations.authority import can_decide_on, regulation_on
from evaluations.models import Correction
from ocop_portal.core.access import Allowed, Denied, first_denial, require
from ocop_portal.core.days import add_months
from ocop_portal.core.text import clean_text
from products import publication
from products.enums import EventKind
from products.models import Product


def can_correct(user, product, *, stars=None, office=None, decided_on=None):
    """The leader who may decide the higher of the stars that stood and those that come."""
    highest = max(stars or 0, product.stars or 0) or None
    return can_decide_on(user, product, stars=highest, office=office, decided_on=decided_on)


def fits(product, stars, valid_until, decided_on):
    return first_denial(_known_stars(stars), _within_validity(product, valid_until, decided_on))


def _known_stars(stars):
    return Allowed() if stars in (3, 4, 5) else Denied(_("Only 3, 4 and 5 stars are recognised."))


def _within_validity(product, valid_until, decided_on):
    """No correction lengthens what the regulation of the day gives a new certificate."""
    if valid_until < decided_on:
        return Denied(_("The last day is not before the correction."))
    regulation = regulation_on(decided_on)
    longest = add_months(decided_on, regulation.validity_months)
    if valid_until > max(longest, product.certified_until):
        return Denied(_("The regulation allows at most until %(day)s.") % {"day": f"{longest:%d/%m/%Y}"})
    return Allowed()


@transaction.atomic
def correct(product, *, stars, valid_until, office, number, decided_on, reason, by, signatory=""):
    """Replace what the register says; a certificate that stands is ended and issued anew."""
    row = Product.objects.select_for_update(of=("self",)).get(pk=product.pk)
    require(can_correct(by, row, stars=stars, office=office, decided_on=decided_on))
    require(fits(row, stars, valid_until, decided_on))
    wrong = certificates.latest(row)
    act = Correction.objects.create(
        product=row,
        certificate=wrong,
        issued=wrong and certificates.reissue(wrong, stars=stars, issued_on=decided_on, until=valid_until),
        office=office,
        number=clean_text(number).strip(),
        decided_on=decided_on,
        authority=office.authority_name,
        signatory=clean_text(signatory).strip() or by.full_name,
        signed_by=by,
        reason=clean_text(reason).strip(),
        stars=stars,
        valid_until=valid_until,
    )
    publication.record(
        row,
        kind=EventKind.CORRECTED,
        stars=stars,
        on=decided_on,
        until=valid_until,
        decision_number=act.number,
        authority=act.authority,
        reason=act.reason,
        by=by,
    )
    return act
