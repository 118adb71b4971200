"""What the register makes due under the policies in force, and what of it is not proposed yet.

The arithmetic is `campaigns.support_due`; here it meets the register. Nothing is typed in, so nothing due is
forgotten: a claim leaves the list by a payment that stands or by a reason why it is not paid here.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from campaigns.models import SetAside, SupportPayment, SupportPolicy
from campaigns.money_enums import Per, SupportEvent
from campaigns.support_due import due_of
from ocop_portal.accounts.enums import Role
from ocop_portal.accounts.models import has_role
from ocop_portal.areas.models import Coverage
from ocop_portal.core.access import Allowed, Denied, Refusal, require
from ocop_portal.core.days import day_of
from products.enums import EventKind
from products.models import Product, StatusEvent


@dataclass(frozen=True)
class Claim:
    """Support due to a producer from an office's budget, not proposed yet. `amount` in đồng.

    `office` is None where the producer asks and not the office that pays.
    """

    office: object
    policy: SupportPolicy
    register_event: StatusEvent
    event: str
    stars: int
    amount: int

    @property
    def key(self):
        """Names the claim in forms: policy and register event."""
        return f"{self.policy.pk}-{self.register_event.pk}"

    @property
    def event_words(self):
        return capfirst(SupportEvent(self.event).label)

    @property
    def product(self):
        return self.register_event.product

    @property
    def producer(self):
        return self.product.producer

    def age(self, at=None):
        """Days since the recognition."""
        return (day_of(at) - self.register_event.on).days


def claims_of(office, at=None):
    """Return what the office owes and has not proposed, the longest due first.

    A fixed number of queries, however many products.
    """
    found = [claim for claim in _owed_by(office) if claim.register_event.on <= day_of(at)]
    return sorted(_unproposed(found), key=lambda claim: (claim.register_event.on, claim.register_event.pk))


def due_to(producers, at=None):
    """Return what is due to the producers (keys) from any budget and not proposed, the longest due first."""
    places = Product.objects.filter(producer__in=producers).values("made_in")
    policies = _with_rates(SupportPolicy.objects.filter(unit__covers__covered__in=places))
    units = [policy.unit_id for policy in policies]
    covered = set(Coverage.objects.filter(unit__in=units, covered__in=places).values_list("unit", "covered"))
    found = []
    for events in _histories(Q(product__producer__in=producers), policies):
        place = events[0].product.made_in_id
        for policy in policies:
            if (policy.unit_id, place) in covered:
                found += [_claim(None, policy, owed) for owed in due_of(events, policy, policy.rate_by_event)]
    found = [claim for claim in found if claim.register_event.on <= day_of(at)]
    return sorted(_unproposed(found), key=lambda claim: (claim.register_event.on, claim.register_event.pk))


def _owed_by(office):
    known = SupportPolicy.objects.filter(unit__covers__covered=office.unit_id, rates__payer=office.level)
    policies = _with_rates(known)
    places = Coverage.objects.filter(unit=office.unit_id).values("covered")
    for events in _histories(Q(product__made_in__in=places), policies):
        for policy in policies:
            for owed in due_of(events, policy, policy.rate_by_event):
                if owed.payer == office.level:
                    yield _claim(office, policy, owed)


def _claim(office, policy, owed):
    grant = owed.grant
    return Claim(office, policy, grant.register_event, grant.event, grant.stars, owed.amount)


def _with_rates(known):
    policies = list(known.distinct().prefetch_related("rates"))
    for policy in policies:
        policy.rate_by_event = {(rate.event, rate.stars): rate for rate in policy.rates.all()}
    return policies


def _histories(which, policies):
    """The register's events, product by product, of those recognised while a policy was in force."""
    if not policies:
        return []
    periods = Q()
    for policy in policies:
        period = Q(on__gte=policy.in_force_from)
        periods |= period & Q(on__lte=policy.in_force_to) if policy.in_force_to else period
    recognised = StatusEvent.objects.filter(which, periods, kind__in=EventKind.grants())
    events = StatusEvent.objects.filter(product__in=recognised.values("product"))
    histories = defaultdict(list)
    for event in events.select_related("product__producer", "product__made_in").order_by("on", "pk"):
        histories[event.product_id].append(event)
    return histories.values()


def _unproposed(claims):
    """Leave out what a standing payment or a reason has taken off the list."""
    policies = {claim.policy.pk for claim in claims}
    standing = SupportPayment.objects.standing().filter(policy__in=policies)
    taken = set(standing.values_list("policy", "register_event"))
    taken |= set(SetAside.objects.filter(policy__in=policies).values_list("policy", "register_event"))
    once = set(standing.values_list("policy", "producer", "product", "event", "stars"))
    return [
        claim
        for claim in claims
        if (claim.policy.pk, claim.register_event.pk) not in taken and not _was_claimed(claim, once)
    ]


def _was_claimed(claim, once):
    """Whether support that is paid once was proposed already, perhaps for another entry of the register."""
    if claim.policy.per == Per.PRODUCER:
        producer = claim.producer.pk
        return any(
            (policy, owner, event, stars) == (claim.policy.pk, producer, claim.event, claim.stars)
            for policy, owner, _product, event, stars in once
        )
    key = (claim.policy.pk, claim.producer.pk, claim.product.pk, claim.event, claim.stars)
    return claim.event != SupportEvent.KEPT and key in once


def chosen(office, keys):
    """Return the claims of those keys that are still due; others have been proposed meanwhile."""
    wanted = set(keys)
    return [claim for claim in claims_of(office) if claim.key in wanted]


# What is due but not paid here


@transaction.atomic
def set_aside(claims, *, by, reason):
    """Take claims off the list with a reason that stays: paid on paper before, waived by the producer."""
    if not claims:
        raise Refusal(_("Choose at least one product."))
    if not reason.strip():
        raise Refusal(_("Write the reason first: the people concerned will read it."))
    for claim in claims:
        require(can_handle_claims(by, claim.office))
        SetAside.objects.create(
            policy=claim.policy,
            register_event=claim.register_event,
            office=claim.office,
            reason=reason,
            by=by,
        )


def can_handle_claims(user, office, at=None):
    if has_role(user, Role.OFFICER, office=office, at=at):
        return Allowed()
    return Denied(_("Only officers of %(office)s may do this.") % {"office": office})
