"""The provinces of today compared, for those whose sight is the whole nation."""

from functools import cached_property

from django.utils.translation import gettext as _

from campaigns.counting import Scope
from campaigns.progress import comparison_of
from campaigns.reading import Reading
from ocop_portal.accounts.enums import Level
from ocop_portal.accounts.models import memberships_of
from ocop_portal.areas.models import AdministrativeUnit, Coverage
from ocop_portal.core.access import Allowed, Denied


def can_compare_provinces(user, at=None):
    """Members of central offices and administrators."""
    if user.is_superuser or memberships_of(user, at).filter(office__level=Level.CENTRAL).exists():
        return Allowed()
    return Denied(_("The provinces are compared by central offices and administrators."))


def provinces_of_today():
    return AdministrativeUnit.objects.provinces().current().order_by("sort_key", "pk")


class NationReading(Reading):
    """The whole register read once; each row counts in one province of today."""

    def __init__(self, until):
        super().__init__(None, until)

    @property
    def _units(self):
        return AdministrativeUnit.objects.values("pk")

    @cached_property
    def places(self):
        """{unit of today or before: its province of today}, the one registered first where there are two."""
        covers = Coverage.objects.filter(unit__in=provinces_of_today().order_by().values("pk"))
        places = {}
        for covered, province in covers.order_by("unit").values_list("covered", "unit"):
            places.setdefault(covered, province)
        return places


def compare_provinces(since, until):
    """Compare the provinces on each indicator; the rows add up to the nation. A fixed number of queries."""
    scope = Scope(unit=None, since=since, until=until)
    return comparison_of(provinces_of_today(), NationReading(until), scope)
