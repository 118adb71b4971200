"""Who may decide on a recognition that stands: the level that decides its stars on the day of the decision.

A district decided on what it had recognised until it ended; since then the province does.
"""

from django.utils.translation import gettext as _

from evaluations.models import Regulation
from ocop_portal.accounts.enums import Level, Role
from ocop_portal.accounts.models import Office, offices_of
from ocop_portal.core.access import Allowed, Denied, Refusal
from ocop_portal.core.days import day_of, today


def regulation_on(day):
    """Return the regulation of the day, or None before the first one the portal knows."""
    try:
        return Regulation.objects.on(day)
    except Refusal:
        return None


def deciding_offices(user, product, *, stars=None, decided_on=None):
    """Return the offices in whose name the person may decide on the product's recognition."""
    regulation = regulation_on(decided_on or today())
    level = regulation and regulation.deciding_level(stars or product.stars)
    if not level:
        return Office.objects.none()
    mine = offices_of(user, Role.LEADER).filter(level=level).order_by("name")
    return mine if level == Level.CENTRAL else mine.filter(unit__covers__covered=product.made_in_id)


def can_decide_on(user, product, *, stars=None, office=None, decided_on=None):
    """May the person decide about a standing recognition, in the name of that office, on that day?"""
    if not product.is_public:
        return Denied(_("The product has not been recognised yet."))
    stars = stars or product.stars
    offices = list(deciding_offices(user, product, stars=stars, decided_on=decided_on))
    if not offices or (office is not None and office not in offices):
        return Denied(_who_decides(stars, decided_on))
    if product.producer.members.filter(user=user).exists():
        return Denied(_("You are a member of the producer: somebody else must sign."))
    return _day_fits(product, office, decided_on)


def _who_decides(stars, decided_on):
    regulation = regulation_on(decided_on or today())
    if regulation is None:
        return _("On that day no regulation known to the portal was in force.")
    level = Level(regulation.deciding_level(stars)).label
    return _("Only a leader at the level of the %(level)s decides on a recognition of %(stars)s stars.") % {
        "level": level,
        "stars": stars,
    }


def _day_fits(product, office, decided_on):
    if decided_on is None:
        return Allowed()
    if decided_on > today():
        return Denied(_("The day of the decision lies in the future."))
    if office is not None and not office.works_on(decided_on):
        return Denied(_("%(office)s did not exist on that day.") % {"office": office})
    return _not_before_the_register(product, decided_on)


def _not_before_the_register(product, decided_on):
    """A decision never slips in before what the register already says: it would be undone by it."""
    last = product.events.order_by("-on", "-pk").first()
    if last is None or last.on <= decided_on:
        return Allowed()
    return Denied(
        _("The register already has a later entry, of %(day)s: the decision cannot be older.")
        % {"day": f"{last.on:%d/%m/%Y}"}
    )


def can_report_on(user, product, at=None):
    """Officers of every office over the product record conclusions; a producer's member only gives up."""
    if not product.is_public:
        return Denied(_("The product has not been recognised yet."))
    offices = offices_of(user, Role.OFFICER, at=at)
    if offices.filter(unit__covers__covered=product.made_in_id).exists():
        return Allowed()
    if offices.filter(unit=None).exists():
        return Allowed()
    return Denied(_("Only officers of an office of this area record this."))


def can_give_up(user, product, at=None):
    """The producer's own members ask for it; an officer records a request on paper."""
    if not product.is_public:
        return Denied(_("The product has not been recognised yet."))
    if product.producer.members.filter(user=user).exists():
        return Allowed()
    return can_report_on(user, product, at)


def not_revoked(product, at=None):
    """A revoked recognition is neither revoked again nor extended."""
    if product.revoked_on and product.revoked_on <= day_of(at):
        return Denied(
            _("The recognition was revoked on %(day)s.") % {"day": f"{product.revoked_on:%d/%m/%Y}"}
        )
    return Allowed()


def offices_in_words(user, product):
    """The office in whose name an officer acts, or the producer for its member."""
    offices = offices_of(user, Role.OFFICER).filter(unit__covers__covered=product.made_in_id)
    found = offices.order_by("name").first()
    return str(found) if found else str(product.producer)
