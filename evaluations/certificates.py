"""Issuing certificates: one in force per product, for the months of the regulation it was earned under."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from evaluations.enums import EndReason
from evaluations.models import Certificate
from ocop_portal.core.days import add_months
from products.models import Product


@transaction.atomic
def issue(dossier, decision, *, by):
    """Issue the certificate of a recognised dossier and return it.

    It runs from the day of the decision by calendar months, and ends the product's earlier certificate. A
    paper decision entered after a newer one is ended by that newer one instead.
    """
    product = Product.objects.select_for_update(of=("self",)).get(pk=dossier.product_id)
    current = standing(product)
    is_newest = current is None or current.issued_on <= decision.decided_on
    if current and is_newest:
        end(current, decision.decided_on, EndReason.REPLACED)
    return Certificate.objects.create(
        product=product,
        decision=decision,
        dossier=dossier,
        number=next_number(product),
        stars=decision.lines.get(dossier=dossier).stars,
        issued_on=decision.decided_on,
        valid_until=add_months(decision.decided_on, dossier.regulation.validity_months),
        ended_on=None if is_newest else current.issued_on,
        ended_reason="" if is_newest else EndReason.REPLACED,
    )


@dataclass(frozen=True)
class Outlook:
    """What issuing would do: the last day of the new certificate, and the certificate it ends (or None)."""

    valid_until: date
    ends: Certificate | None


def outlook(dossier, decided_on):
    ends = dossier.product.certificates.filter(ended_on=None, issued_on__lte=decided_on).first()
    return Outlook(add_months(decided_on, dossier.regulation.validity_months), ends)


def standing(product):
    """Return the product's certificate that was not ended by an act, or None; it may have expired."""
    return product.certificates.filter(ended_on=None).first()


def latest(product):
    """Return the certificate of the recognition the register shows, ended or not, or None.

    A recognition entered from before the portal has none, even where an older certificate stands here.
    """
    newest = product.certificates.order_by("-issued_on", "-pk").first()
    return newest if newest and newest.issued_on == product.certified_from else None


def end(certificate, day, why):
    """End a certificate before its last day; what it says stays as it was."""
    certificate.ended_on, certificate.ended_reason = day, why
    certificate.save(update_fields=["ended_on", "ended_reason"])


def reissue(wrong, *, stars, issued_on, until):
    """Issue the corrected certificate in the place of a wrong one, which ends unless it had ended before."""
    if wrong.ended_on is None:
        end(wrong, issued_on, EndReason.REPLACED)
    return Certificate.objects.create(
        product=wrong.product,
        decision=wrong.decision,
        dossier=wrong.dossier,
        number=next_number(wrong.product),
        stars=stars,
        issued_on=issued_on,
        valid_until=until,
    )


def next_number(product):
    """Return the product's code with the count of its certificates: 24-07582-1-2026/GCN-1."""
    return f"{product.code}/GCN-{product.certificates.count() + 1}"
