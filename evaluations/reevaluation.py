"""Opening dossiers for re-evaluation or upgrade, for many products at once, each with its own yes or no."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from evaluations import windows
from evaluations.dossiers import fits_purpose, open_dossier
from evaluations.enums import DossierState, Purpose, Vote
from evaluations.expiry import open_dossiers
from evaluations.models import Dossier, Regulation
from ocop_portal.accounts.enums import Role
from ocop_portal.accounts.models import Office, offices_of
from ocop_portal.areas.models import Coverage
from ocop_portal.core.access import Allowed, Denied, Refusal, first_denial
from ocop_portal.core.days import today
from products.models import Product

MOST = 100


@dataclass(frozen=True)
class Answer:
    """May a dossier be opened for the product today, at which office, and what has to be known about it."""

    product: Product
    office: Office | None
    allowed: Allowed | Denied
    warning: str = ""
    dossier: Dossier | None = None


def answers(products, purpose, *, by):
    """Return an `Answer` for each product, received today; four queries however many products."""
    day = today()
    regulation = Regulation.objects.on(day)
    offices = _offices_by_unit({product.made_in_id for product in products}, regulation, by)
    running = open_dossiers([product.pk for product in products])
    found = []
    for product in products:
        office = offices.get(product.made_in_id)
        denied = first_denial(
            _has_office(office),
            _has_no_dossier(running.get(product.pk)),
            fits_purpose(product, purpose, day),
            _is_not_early(product, purpose, regulation, day),
        )
        warning = _lateness(product, purpose, regulation, day) if denied else ""
        found.append(Answer(product, office, denied, warning, running.get(product.pk)))
    return found


def _offices_by_unit(units, regulation, user):
    """Return the person's office that receives today, by key of the unit it covers."""
    mine = offices_of(user, Role.OFFICER).filter(level=regulation.receiving_level).select_related("unit")
    working = {office.unit_id: office for office in mine if office.works_on(today())}
    pairs = Coverage.objects.filter(unit__in=working, covered__in=units).values_list("covered", "unit")
    return {covered: working[unit] for covered, unit in pairs}


def _has_office(office):
    if office is None:
        return Denied(_("Only officers of an office of this area open dossiers."))
    return Allowed()


def _has_no_dossier(dossier):
    if dossier is not None:
        return Denied(_("This product already has an open dossier: finish or withdraw that one first."))
    return Allowed()


def _is_not_early(product, purpose, regulation, day):
    opens = windows.windows(product.certified_until, regulation).opens
    if purpose == Purpose.REEVALUATION and opens and day < opens:
        return Denied(
            _("Re-evaluations of this product are taken from %(day)s.") % {"day": f"{opens:%d/%m/%Y}"}
        )
    return Allowed()


def _lateness(product, purpose, regulation, day):
    closes = windows.windows(product.certified_until, regulation).closes
    if purpose != Purpose.REEVALUATION or closes is None or day <= closes:
        return ""
    return _("Late: the last day for filing was %(day)s. The dossier notes it.") % {
        "day": f"{closes:%d/%m/%Y}"
    }


def open_many(products, purpose, *, by):
    """Open a dossier for each product for which it is possible; return the answers, with the dossiers opened.

    Each product is one transaction: a refusal of one leaves the others.
    """
    return [_opened(answer, purpose, by) for answer in answers(products, purpose, by=by)]


def _opened(answer, purpose, by):
    if not answer.allowed:
        return answer
    try:
        with transaction.atomic():
            dossier = open_dossier(
                answer.product,
                purpose=purpose,
                received_on=today(),
                office=answer.office,
                by=by,
                note=answer.warning,
            )
    except Refusal as refusal:
        return Answer(answer.product, answer.office, Denied(refusal.reason))
    return Answer(answer.product, answer.office, answer.allowed, answer.warning, dossier)


def usual_vote(council, at=None):
    """Return how the council votes on what waits for it when nobody says otherwise.

    In writing when only re-evaluations wait and the regulation of the day says so (Decision 26/2026, Article
    7.6); a meeting follows where opinions differ (`closing.opinions_differ`). Else as its own rules say.
    """
    waiting = Dossier.objects.filter(state=DossierState.PROPOSED, council_level=council.level)
    if council.office.unit_id:
        waiting = waiting.filter(product__made_in__covered_by__unit=council.office.unit_id)
    if set(waiting.order_by().values_list("purpose", flat=True)) == {Purpose.REEVALUATION}:
        lawful = Regulation.objects.on(at).reevaluation_vote
        return lawful if lawful == Vote.WRITTEN else council.rules.vote
    return council.rules.vote
