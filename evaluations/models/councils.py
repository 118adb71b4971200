"""Councils, their rules and their seats."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from evaluations import scoring
from evaluations.enums import MinimumJudgedBy, Rounding, SeatRole, Vote
from ocop_portal.accounts.enums import Level
from ocop_portal.accounts.models import Office, offices_of, units_of
from ocop_portal.core.constraints import holds, in_order, one_of, unique
from ocop_portal.core.days import day_of


class CouncilRules(models.Model):
    """The working rules (Quy chế) of a council: not national law, so each council's own, by number.

    Defaults: quorum 75 %, spread of 10 points, no rounding before banding, a minimum judged by majority.
    """

    number = models.CharField(_("number"), max_length=80)
    quorum_percent = models.PositiveSmallIntegerField(
        _("quorum, percent of the seats that score"), default=75
    )
    chair_must_score = models.BooleanField(_("the chair must take part"), default=True)
    spread_limit = models.DecimalField(
        _("largest spread in points"), max_digits=5, decimal_places=2, default=Decimal(10)
    )
    rounding = models.CharField(
        _("rounding before banding"), max_length=12, choices=Rounding, default=Rounding.NONE
    )
    minimum_judged_by = models.CharField(
        _("how a minimum is judged"), max_length=10, choices=MinimumJudgedBy, default=MinimumJudgedBy.MAJORITY
    )
    cumulative_minima = models.BooleanField(
        _("a star also needs the minima of the lower stars"), default=True
    )
    recused_seats_count = models.BooleanField(_("recused seats count for the quorum"), default=True)
    vote = models.CharField(_("how the council votes"), max_length=8, choices=Vote, default=Vote.MEETING)
    reason_required_points = models.PositiveSmallIntegerField(
        _("a reason is asked for when a mark differs from the self-score by more than, points"),
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = _("council rules")
        verbose_name_plural = _("council rules")
        constraints = [
            holds(
                "evaluations_councilrules_quorum_is_a_share",
                Q(quorum_percent__range=(1, 100)),
                _("The quorum is between 1 and 100 percent."),
            ),
            holds(
                "evaluations_councilrules_spread_not_negative",
                Q(spread_limit__gte=0),
                _("The largest spread is not negative."),
            ),
            one_of("evaluations_councilrules_vote_known", "vote", Vote, _("Choose one of the ways to vote.")),
        ]

    def __str__(self):
        return self.number

    def scoring_rules(self):
        return scoring.Rules(
            spread_limit=self.spread_limit,
            rounding=self.rounding,
            minimum_judged_by=self.minimum_judged_by,
            cumulative_minima=self.cumulative_minima,
        )

    def quorum(self, seats):
        """Return how many of `seats` must have scored: the share, rounded up."""
        return -(-seats * self.quorum_percent // 100)


class CouncilQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Members of the council, and the people of offices whose unit covers the council's."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(office__unit__in=units_of(user)) | Q(office__in=offices_of(user)) | Q(seats__user=user)
        ).distinct()


class Council(models.Model):
    """An evaluation council (Hội đồng đánh giá, phân hạng), set up by a decision."""

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="councils", verbose_name=_("standing office")
    )
    level = models.CharField(_("level"), max_length=10, choices=Level)
    name = models.CharField(_("name"), max_length=200)
    decision_number = models.CharField(_("establishing decision"), max_length=80)
    established_on = models.DateField(_("established on"))
    dissolved_on = models.DateField(_("dissolved on"), null=True, blank=True)
    rules = models.ForeignKey(CouncilRules, models.PROTECT, related_name="councils", verbose_name=_("rules"))

    objects = CouncilQuerySet.as_manager()

    class Meta:
        verbose_name = _("council")
        verbose_name_plural = _("councils")
        ordering = ["-established_on", "pk"]
        constraints = [
            one_of("evaluations_council_level_known", "level", Level, _("Choose one of the levels.")),
            in_order(
                "evaluations_council_established_before_dissolved",
                "established_on",
                "dissolved_on",
                _("A council is not dissolved before it is established."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("council_page", args=[self.pk])


class SeatQuerySet(models.QuerySet):
    def in_force(self, at=None):
        day = day_of(at)
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)

    def scoring(self):
        return self.filter(role__in=SeatRole.scoring())


class Seat(models.Model):
    """A place in a council, held by a person from a day to a day. Seats own score cards, not persons."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="seats", verbose_name=_("council"))
    role = models.CharField(_("role"), max_length=10, choices=SeatRole)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="seats", verbose_name=_("person")
    )
    representing = models.CharField(_("representing"), max_length=200, blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("to"), null=True, blank=True)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("takes the place of"),
    )

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["council", "pk"]
        constraints = [
            one_of("evaluations_seat_role_known", "role", SeatRole, _("Choose one of the roles.")),
            in_order(
                "evaluations_seat_since_before_until",
                "since",
                "until",
                _("The first day is not after the last."),
            ),
            unique(
                "evaluations_seat_one_per_person",
                "council",
                "user",
                condition=Q(until=None),
                message=_("This person already has a seat in the council."),
            ),
            unique(
                "evaluations_seat_one_chair",
                "council",
                condition=Q(until=None, role="chair"),
                message=_("The council already has a chair."),
            ),
        ]

    def __str__(self):
        return f"{self.user} ({self.get_role_display()})"
