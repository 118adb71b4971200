"""What may be done with a recognition that stands: each act with the answer who may, for its pages."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from evaluations import corrections, extensions, revocations
from ocop_portal.core.access import Allowed, Denied


@dataclass(frozen=True)
class Offer:
    """An act on a product: its words, its address, and whether the person may."""

    label: str
    url: str
    answer: Allowed | Denied
    icon: str


def offers(user, product):
    """Return the acts on the product's recognition; nothing before it was recognised."""
    if not product.is_public:
        return []
    found = [
        (_("Extend"), "product_extend", extensions.can_extend(user, product), "hourglass-split"),
        (_("Record grounds for revoking"), "product_revoke", revocations.can_propose(user, product), "flag"),
        (
            _("Give up the stars"),
            "product_give_up",
            revocations.can_ask_to_give_up(user, product),
            "arrow-left",
        ),
        (_("Correct the register"), "product_correct", corrections.can_correct(user, product), "pencil"),
    ]
    return [
        Offer(label, reverse(name, args=[product.pk]), answer, icon) for label, name, answer, icon in found
    ]
