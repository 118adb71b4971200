"""The advisory group's reports on the page of a session, for those who may read them."""

from evaluations.models import AdvisoryReport, Dossier
from ocop_portal.accounts.enums import Level
from ocop_portal.accounts.models import offices_of


def reports_of(session, user):
    """Return the reports handed over on the agenda, as far as the person may read them.

    Offices of the council's level and above read all; a seat reads them once its interests are declared and
    not of what it is recused from.
    """
    mine = AdvisoryReport.objects.filter(dossier__items__session=session, handed_over_at__isnull=False)
    if not _sits_above(session.council, user):
        mine = mine.filter(dossier__in=Dossier.objects.before_council_of(user).values("pk"))
    related = ("dossier__product", "handed_over_by")
    return list(mine.select_related(*related).order_by("dossier__items__position").distinct())


def _sits_above(council, user):
    levels = (council.level, Level.CENTRAL)
    offices = offices_of(user).filter(level__in=levels).select_related("unit")
    place = council.office.unit
    return any(office.unit_id is None or (place and office.covers(place)) for office in offices)
