"""Entering a support policy from its legal act, and ending it. What was paid under it never changes."""

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.models import SupportPolicy
from ocop_portal.accounts.enums import Role
from ocop_portal.accounts.models import offices_of
from ocop_portal.core.access import Allowed, Denied, require
from ocop_portal.core.workflow import locked


def can_enter_policy(user, unit=None, at=None):
    """Officers of an office at the policy's unit."""
    offices = offices_of(user, Role.OFFICER, at=at).exclude(unit=None)
    if (offices.filter(unit=unit) if unit else offices).exists():
        return Allowed()
    return Denied(_("Support policies are entered by officers of the unit that issued them."))


@transaction.atomic
def enter_policy(*, unit, rates, by, **facts):
    """Enter a policy with its rates (event, stars, amount in đồng, level that pays); return it."""
    require(can_enter_policy(by, unit))
    policy = SupportPolicy.objects.create(unit=unit, added_by=by, **facts)
    for event, stars, amount, payer in rates:
        policy.rates.create(event=event, stars=stars, amount=amount, payer=payer)
    return policy


@transaction.atomic
def end_policy(policy, *, last_day, by):
    """Give the policy its last day (inclusive): what the register says later makes nothing due under it."""
    row = locked(policy)
    require(can_enter_policy(by, row.unit))
    row.in_force_to = last_day
    row.save(update_fields=["in_force_to"])
    return row
