"""Which support is due to whom: pure arithmetic over the register's events and the policies in force.

`due_of` reads no database and no clock. A product's events come oldest first.
"""

from dataclasses import dataclass

from campaigns.money_enums import RecoveryGround, SupportEvent
from products.enums import EventKind

REVOKED = -1  # stars "held" after a revocation


@dataclass(frozen=True)
class Granted:
    """What one grant in the register means for support. `was` is the stars held before, 0 for none."""

    register_event: object
    event: str
    stars: int
    was: int
    on: object
    is_revoked: bool = False


def granted(events):
    """Return the grants that may make support due, oldest first.

    First recognition: nothing was granted before. Upgrade: more stars than before, whatever the paper was
    called. Kept: as many stars as before. Fewer stars than before, and a new recognition after a revocation,
    make nothing due. A correction changes the stars of the grant before it; a revocation takes that grant's
    support away while it is not paid.
    """
    found, stars, before = [], 0, 0
    for event in events:
        if event.kind == EventKind.REVOKED:
            found, stars = [*found[:-1], *map(_revoked, found[-1:])], REVOKED
        elif event.kind == EventKind.CORRECTED and stars > 0:
            stars = event.stars
            found = _corrected(found, before, stars)
        elif event.kind in EventKind.grants():
            before, stars = stars, event.stars
            found = [*found, Granted(event, _meaning(before, stars), stars, before, event.on)]
    return [grant for grant in found if grant.event]


def _meaning(before, stars):
    if before == REVOKED:
        return ""
    if not before:
        return SupportEvent.FIRST
    if stars > before:
        return SupportEvent.UPGRADED
    return SupportEvent.KEPT if stars == before else ""


def _revoked(grant):
    return Granted(grant.register_event, grant.event, grant.stars, grant.was, grant.on, is_revoked=True)


def _corrected(found, before, stars):
    last = found[-1]
    return [*found[:-1], Granted(last.register_event, _meaning(before, stars), stars, before, last.on)]


@dataclass(frozen=True)
class Owed:
    """Support that a policy owes for a grant: how much in đồng, and the level that pays."""

    policy: object
    grant: Granted
    amount: int
    payer: str


def owed(grant, policy, rates):
    """Return what the policy owes for the grant, or None. `rates` maps (event, stars) to rate objects."""
    in_force = policy.in_force_from <= grant.on and (
        policy.in_force_to is None or grant.on <= policy.in_force_to
    )
    if grant.is_revoked or not in_force:
        return None
    rate = rates.get((grant.event, grant.stars))
    if rate:
        return Owed(policy, grant, rate.amount, rate.payer)
    if grant.event == SupportEvent.UPGRADED and policy.upgrade_pays_difference:
        return _difference(grant, policy, rates)
    return None


def _difference(grant, policy, rates):
    """An upgrade pays what a first recognition at the new stars is worth more than at the old ones."""
    now = rates.get((SupportEvent.FIRST, grant.stars))
    was = rates.get((SupportEvent.FIRST, grant.was))
    amount = now.amount - (was.amount if was else 0) if now else 0
    return Owed(policy, grant, amount, now.payer) if amount > 0 else None


def is_due_again(ground):
    """Whether support that was paid and taken back on this ground is due once more.

    What lay with the payment (a wrong account, a wrong amount) leaves the claim as it was. What lay with the
    claim (paid elsewhere already, conditions not met) or the producer's will ends it.
    """
    return ground in RecoveryGround.leaving_due()


def due_of(events, policy, rates):
    """Return everything the policy owes for a product's events, oldest first."""
    found = (owed(grant, policy, rates) for grant in granted(events))
    return [one for one in found if one]
