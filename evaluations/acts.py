"""What may be done with a recognition that stands: each act with the answer who may, for its pages."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from evaluations import corrections, extensions, revocations
from ocop_portal.core.access import Allowed, Denied


@dataclass(frozen=True)
class Offer:
    """An act on a product: its words, its address, and whether the person may."""

    label: str
    url: str
    answer: Allowed | Denied
    icon: str


ACTS = {
    "product_extend": (_("Extend"), "hourglass-split", extensions.can_extend),
    "product_revoke": (_("Record grounds for revoking"), "flag", revocations.can_propose),
    "product_give_up": (_("Give up the stars"), "arrow-left", revocations.can_ask_to_give_up),
    "product_correct": (_("Correct the register"), "pencil", corrections.can_correct),
}


def offers(user, product):
    """Return the acts on the product's recognition; nothing before it was recognised."""
    if not product.is_public:
        return []
    return [offer_of(name, product, rule(user, product)) for name, (_label, _icon, rule) in ACTS.items()]


def offer_of(name, product, answer):
    label, icon, _rule = ACTS[name]
    return Offer(label, reverse(name, args=[product.pk]), answer, icon)
