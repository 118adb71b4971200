"""Who may sign, send up or close a result. The level that decides a star is the regulation's to say."""

from django.utils.translation import gettext as _

from evaluations.models import ResultSnapshot, ScoreCardRevision, Session
from ocop_portal.accounts.enums import Level, Role
from ocop_portal.accounts.models import Office, offices_of
from ocop_portal.areas.models import Coverage
from ocop_portal.core.access import Allowed, Denied, first_denial
from ocop_portal.core.days import today

MINISTRY_STAR = 5


def deciding_level(dossier, star):
    """Return the level that decides the star, or None for 1 and 2 stars.

    The regulation names it; a council above it binds its own level. What falls short of 5 stars before
    the ministry's council goes back to the province (Decision 26/2026 Article 7).
    """
    level = dossier.regulation.deciding_level(star)
    if level is None:
        return None
    scored_by = Level.PROVINCE if dossier.council_level == Level.CENTRAL else Level(dossier.council_level)
    return max(Level(level), scored_by, key=lambda one: one.rank)


def must_go_up(dossier, star):
    """Whether the star is decided above the level whose council scored: that level's council scores first."""
    level = deciding_level(dossier, star)
    return level is not None and level.rank > Level(dossier.council_level).rank


class Signer:
    """A person before results to sign: everything the answers need, fetched once for all the dossiers."""

    def __init__(self, user, dossiers, at=None):
        self.user = user
        self.offices = list(offices_of(user, Role.LEADER, at=at).select_related("unit"))
        places = {dossier.product.made_in_id for dossier in dossiers}
        units = [office.unit_id for office in self.offices]
        covered = Coverage.objects.filter(unit__in=units, covered__in=places)
        self.covered = set(covered.values_list("unit", "covered"))
        self.results = ResultSnapshot.objects.latest_by_dossier(dossiers)
        scored = ScoreCardRevision.objects.filter(card__seat__user=user, card__item__dossier__in=dossiers)
        self.scored = set(scored.values_list("card__item__dossier", flat=True))
        self.own_producers = set(user.producer_memberships.values_list("producer", flat=True))

    def offices_over(self, dossier, level):
        """The person's offices of a level whose area the product is made in."""
        place = dossier.product.made_in_id
        return [
            office
            for office in self.offices
            if office.level == level and (office.unit_id is None or (office.unit_id, place) in self.covered)
        ]

    def offices_for_all(self, dossiers):
        """The person's offices in whose name every one of the results may be signed."""
        may = [
            office.pk
            for office in self.offices
            if all(self.can_recognise(dossier, office=office) for dossier in dossiers)
        ]
        return Office.objects.filter(pk__in=may).order_by("name")

    def result_of(self, dossier):
        return self.results.get(dossier.pk)

    def can_recognise(self, dossier, *, office=None, decided_on=None):
        """May the person sign what the last closed round gave?"""
        result = self.result_of(dossier)
        if result is None:
            return Denied(_("The product has not been scored yet."))
        return self.can_decide(dossier, result.star, office=office, decided_on=decided_on)

    def can_decide(self, dossier, star, *, office=None, decided_on=None):
        """May the person sign the star? No scorer signs; an abolished office signs for its period only."""
        level = deciding_level(dossier, star)
        if level is None:
            return Denied(_("1 and 2 stars are neither decided nor certified."))
        if must_go_up(dossier, star):
            return Denied(
                _("%(star)s stars are decided at the level of the %(level)s: send the dossier up.")
                % {"star": star, "level": level.label}
            )
        mine = self.offices_over(dossier, level)
        if not mine or (office is not None and office not in mine):
            return Denied(
                _("%(star)s stars are decided by a leader at the level of the %(level)s.")
                % {"star": star, "level": level.label}
            )
        return first_denial(
            self.wears_no_other_hat(dossier), _day_fits(dossier, office or mine[0], decided_on)
        )

    def can_refer(self, dossier):
        """Only a star that a higher level decides goes up."""
        result = self.result_of(dossier)
        if result is None or not must_go_up(dossier, result.star):
            return Denied(
                _("The result is decided at the level that scored it: there is nothing to send up.")
            )
        return self.leads_council_level(dossier)

    def can_evaluate_again(self, dossier):
        """Below 5 stars before the ministry's council, the province uses that result or evaluates itself.

        Decision 26/2026 Article 7: the product comes back; its province chooses.
        """
        result = self.result_of(dossier)
        if result is None or dossier.council_level != Level.CENTRAL or result.star == MINISTRY_STAR:
            return Denied(_("Only a product the ministry's council gave less than 5 stars comes back."))
        if not self.offices_over(dossier, Level.PROVINCE):
            return Denied(_("Only a leader of the province of the product may do this."))
        return self.wears_no_other_hat(dossier)

    def can_decline(self, dossier):
        """Close a result of any star without recognition, for the reason given."""
        return first_denial(self.leads_council_level(dossier), self.wears_no_other_hat(dossier))

    def leads_council_level(self, dossier):
        if self.offices_over(dossier, dossier.council_level):
            return Allowed()
        return Denied(_("Only a leader of the level whose council scored the product may do this."))

    def wears_no_other_hat(self, dossier):
        if dossier.product.producer_id in self.own_producers:
            return Denied(_("You are a member of the producer: somebody else must sign."))
        if dossier.pk in self.scored:
            return Denied(_("You scored this product: somebody else must sign."))
        if dossier.accepted_by_id == self.user.pk:
            return Denied(_("You checked this dossier at the receiving office: somebody else must sign."))
        return Allowed()


def _day_fits(dossier, office, decided_on):
    if decided_on is None:
        return Allowed()
    if decided_on > today():
        return Denied(_("The day of the decision lies in the future."))
    if not office.works_on(decided_on):
        return Denied(_("%(office)s did not exist on that day.") % {"office": office})
    return first_denial(_not_before_session(dossier, decided_on), _in_time(dossier, decided_on))


def _not_before_session(dossier, decided_on):
    sessions = Session.objects.filter(items__dossier=dossier).order_by("-held_on")
    held_on = sessions.values_list("held_on", flat=True).first()
    if held_on is None or held_on <= decided_on:
        return Allowed()
    return Denied(
        _("The decision cannot be older than the session of %(day)s.") % {"day": f"{held_on:%d/%m/%Y}"}
    )


def _in_time(dossier, decided_on):
    """What was received under a lapsed regulation is decided by the last day the newer one left for it."""
    last = dossier.regulation.last_day_for(dossier.purpose)
    if last is None or decided_on <= last:
        return Allowed()
    return Denied(
        _("What was received under Decision %(number)s had to be decided by %(day)s.")
        % {"number": dossier.regulation.number, "day": f"{last:%d/%m/%Y}"}
    )


def can_recognise(user, dossier, *, office=None, decided_on=None, at=None):
    return Signer(user, [dossier], at).can_recognise(dossier, office=office, decided_on=decided_on)


def can_refer(user, dossier, at=None):
    return Signer(user, [dossier], at).can_refer(dossier)


def can_evaluate_again(user, dossier, at=None):
    return Signer(user, [dossier], at).can_evaluate_again(dossier)


def can_decline(user, dossier, at=None):
    return Signer(user, [dossier], at).can_decline(dossier)
