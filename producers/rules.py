"""Who may register and change producers. Every "no" carries its reason.

In short: officers of an office whose area covers the commune. A producer's own people write what it tells of
itself and nothing official; everybody else who may see a producer reads.
"""

from django.utils.translation import gettext as _

from ocop_portal.accounts.enums import Level, Role
from ocop_portal.accounts.models import has_role, offices_of
from ocop_portal.areas.models import AdministrativeUnit, Coverage
from ocop_portal.core.access import Allowed, Denied


def acts_for(user, producer):
    """Is the person one of the producer's own people?"""
    return producer.members.filter(user=user).exists()


def officer_units(user, at=None):
    """The units in which the person registers and changes producers and products, as a queryset."""
    mine = offices_of(user, Role.OFFICER, at=at)
    if mine.filter(level=Level.CENTRAL).exists():
        return AdministrativeUnit.objects.all()
    covered = Coverage.objects.filter(unit__in=mine.values("unit")).values("covered")
    return AdministrativeUnit.objects.filter(pk__in=covered)


def can_work_in(user, unit, at=None):
    """May the person register and change what belongs to this commune?"""
    if not has_role(user, Role.OFFICER, at=at):
        return Denied(_("Only officers of an OCOP office may do this; you may read."))
    if not officer_units(user, at).filter(pk=unit.pk).exists():
        return Denied(_("%(place)s is not in the area of your office.") % {"place": unit.full_name})
    return Allowed()


def can_create_producer(user, at=None):
    if has_role(user, Role.OFFICER, at=at):
        return Allowed()
    return Denied(_("Only officers of an OCOP office may do this; you may read."))


def can_manage_members(user, producer, at=None):
    """Who acts for a producer is entered by the officers of its area."""
    return can_work_in(user, producer.unit, at)


def can_edit_producer(user, producer, at=None):
    return can_work_in(user, producer.unit, at)


def can_introduce(user, producer, at=None):
    """What a producer tells of itself: its own people, and the officers of its area on their behalf."""
    return speaks_for(user, producer, producer.unit, at)


def speaks_for(user, producer, unit, at=None):
    """The producer's own people, and officers whose area covers the unit."""
    if acts_for(user, producer) or can_work_in(user, unit, at):
        return Allowed()
    return Denied(_("Only the producer's own people and the officers of its area write this; you may read."))
