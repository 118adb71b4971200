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
    standing = product.certificates.filter(ended_on=None).first()
    is_newest = standing is None or standing.issued_on <= decision.decided_on
    if standing and is_newest:
        _end(standing, decision.decided_on)
    return Certificate.objects.create(
        product=product,
        decision=decision,
        dossier=dossier,
        number=next_number(product),
        stars=decision.lines.get(dossier=dossier).stars,
        issued_on=decision.decided_on,
        valid_until=add_months(decision.decided_on, dossier.regulation.validity_months),
        ended_on=None if is_newest else standing.issued_on,
        ended_reason="" if is_newest else EndReason.REPLACED,
    )


@dataclass(frozen=True)
class Outlook:
    """What issuing would do: the last day of the new certificate, and the certificate it ends (or None)."""

    valid_until: date
    ends: Certificate | None


def outlook(dossier, decided_on):
    standing = dossier.product.certificates.filter(ended_on=None, issued_on__lte=decided_on).first()
    return Outlook(add_months(decided_on, dossier.regulation.validity_months), standing)


def _end(certificate, day):
    certificate.ended_on, certificate.ended_reason = day, EndReason.REPLACED
    certificate.save(update_fields=["ended_on", "ended_reason"])


def next_number(product):
    """Return the product's code with the count of its certificates: 24-07582-1-2026/GCN-1."""
    return f"{product.code}/GCN-{product.certificates.count() + 1}"
