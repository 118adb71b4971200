"""What a person may do next with each of many products, for lists: the answers of `acts` and of the forms.

The rules of one product ask the database who covers it, who its members are and which cases are open. Here
that is fetched once for all rows, so the number of queries does not depend on how many there are.
"""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from evaluations import windows
from evaluations.acts import Offer, offer_of
from evaluations.authority import not_revoked
from evaluations.enums import Purpose
from evaluations.extensions import is_ripe_by
from evaluations.models import Regulation, Revocation
from ocop_portal.accounts.enums import Level, Role
from ocop_portal.accounts.models import offices_of
from ocop_portal.core.access import Allowed
from producers.models import ProducerMember


class Reach:
    """Which of the products a person reaches in which role; six queries."""

    def __init__(self, user, products, regulation):
        self.regulation = regulation
        units = {product.made_in_id for product in products}
        self.officer = _levels_over(units, user, Role.OFFICER)
        self.leader = _levels_over(units, user, Role.LEADER)
        self.receiving = set(Regulation.objects.order_by().values_list("receiving_level", flat=True))
        makers = {product.producer_id for product in products}
        members = ProducerMember.objects.filter(user=user, producer__in=makers)
        self.makers = set(members.values_list("producer", flat=True))
        cases = Revocation.objects.open().filter(product__in=[product.pk for product in products])
        self.cases = dict(cases.order_by().values_list("product", "pk"))
        self.deciding = {row.star: row.deciding_level for row in regulation.stars.all()}

    def is_member(self, product):
        return product.producer_id in self.makers

    def opens_dossiers(self, product):
        return self.is_member(product) or any(
            (product.made_in_id, level) in self.officer for level in self.receiving
        )

    def reports(self, product):
        return any(unit in (product.made_in_id, None) for unit, _level in self.officer)

    def decides(self, product):
        level = self.deciding.get(product.stars)
        unit = None if level == Level.CENTRAL else product.made_in_id
        return (unit, level) in self.leader and not self.is_member(product)


def _levels_over(units, user, role):
    """Return pairs (unit, level of the person's office over it); the unit of a nationwide office is None."""
    reached = Q(unit=None) | Q(unit__covers__covered__in=units)
    return set(offices_of(user, role).filter(reached).values_list("unit__covers__covered", "level"))


def with_acts(rows, user, regulation, day):
    """Return the rows of the expiry desk with the `Offer`s that are open to the person."""
    reach = Reach(user, [row.product for row in rows], regulation)
    for row in rows:
        row.acts = [*_dossiers(row, reach, day), *_acts(row, reach, day)]
    return rows


def _dossiers(row, reach, day):
    product = row.product
    if row.dossier is not None or not reach.opens_dossiers(product):
        return
    form = reverse("dossier_create", args=[product.pk])
    opens = windows.windows(product.certified_until, reach.regulation).opens
    if opens is None or day >= opens:
        yield Offer(_("Re-evaluate"), f"{form}?muc-dich={Purpose.REEVALUATION}", Allowed(), "arrow-repeat")
    yield Offer(_("Upgrade"), f"{form}?muc-dich={Purpose.UPGRADE}", Allowed(), "award")


def _awaited(row):
    return row.dossier if row.dossier and row.dossier.purpose != Purpose.FIRST else None


def _acts(row, reach, day):
    product = row.product
    if not not_revoked(product, day):
        return
    if reach.decides(product) and is_ripe_by(product, reach.regulation, _awaited(row), day):
        yield offer_of("product_extend", product, Allowed())
    if product.pk in reach.cases:
        page = reverse("revocation_page", args=[reach.cases[product.pk]])
        yield Offer(_("A revocation is under way"), page, Allowed(), "flag")
        return
    if reach.reports(product):
        yield offer_of("product_revoke", product, Allowed())
    if reach.reports(product) or reach.is_member(product):
        yield offer_of("product_give_up", product, Allowed())
