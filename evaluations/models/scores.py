"""Score cards: a draft that may change, and revisions that never do."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluations.enums import CardState, PaperCardState
from evaluations.models.councils import Seat
from evaluations.models.regulations import Criterion, Option
from evaluations.models.sessions import SessionItem
from ocop_portal.core.append_only import InsertOnly
from ocop_portal.core.constraints import holds, one_of, unique


class ScoreCard(models.Model):
    """One seat's card (phiếu chấm) for one item and round. `version` rises with every save."""

    item = models.ForeignKey(SessionItem, models.PROTECT, related_name="cards")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="cards")
    round = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=CardState, default=CardState.DRAFT)
    version = models.PositiveIntegerField(default=0)
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("score card")
        verbose_name_plural = _("score cards")
        constraints = [
            unique(
                "evaluations_scorecard_one_per_seat_and_round",
                "item",
                "seat",
                "round",
                message=_("This seat already has a card for the item."),
            ),
            one_of("evaluations_scorecard_state_known", "state", CardState, _("Unknown state.")),
            holds(
                "evaluations_scorecard_submitted_with_moment",
                ~Q(state="submitted") | Q(submitted_at__isnull=False),
                _("A submitted card carries the moment it was submitted."),
            ),
        ]

    def __str__(self):
        return f"{self.item} · {self.seat}"


class ScoreDraft(models.Model):
    """What a member has ticked so far; autosave writes here and nowhere else."""

    card = models.OneToOneField(ScoreCard, models.CASCADE, related_name="draft")
    marks = models.JSONField(default=dict)
    notes = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return str(self.card)


class ScoreCardRevision(InsertOnly):
    """A submitted card, frozen: marks, totals, and a hash chained to the one before it in the session."""

    card = models.ForeignKey(ScoreCard, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    marks = models.JSONField()
    notes = models.JSONField(default=dict)
    totals = models.JSONField()
    total = models.PositiveSmallIntegerField()
    submitted_at = models.DateTimeField(default=timezone.now)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    paper = models.OneToOneField(
        "PaperCard", models.PROTECT, null=True, related_name="revision", verbose_name=_("typed from paper")
    )
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("submitted score card")
        verbose_name_plural = _("submitted score cards")
        ordering = ["pk"]
        constraints = [
            unique(
                "evaluations_scorecardrevision_number_unique",
                "card",
                "number",
                message=_("This revision exists already."),
            ),
            holds(
                "evaluations_scorecardrevision_total_within_hundred",
                Q(total__range=(0, 100)),
                _("A total is between 0 and 100 points."),
            ),
        ]

    def __str__(self):
        return f"{self.card} · {self.number}"


def scan_path(card, filename):
    return f"scans/{secrets.token_hex(16)}"


class PaperCard(models.Model):
    """A paper card the secretary typed for a member, with its scan; it counts once the member confirms it."""

    card = models.ForeignKey(ScoreCard, models.PROTECT, related_name="papers")
    marks = models.JSONField()
    notes = models.JSONField(default=dict)
    file = models.FileField(_("scan"), upload_to=scan_path)
    original_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    typed_at = models.DateTimeField(default=timezone.now)
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=PaperCardState, default=PaperCardState.TYPED)
    answered_at = models.DateTimeField(null=True)
    objection = models.TextField(_("what is wrong"), blank=True)

    class Meta:
        verbose_name = _("paper card")
        verbose_name_plural = _("paper cards")
        ordering = ["pk"]
        constraints = [
            one_of("evaluations_papercard_state_known", "state", PaperCardState, _("Unknown state.")),
            unique(
                "evaluations_papercard_one_waiting",
                "card",
                condition=Q(state="typed"),
                message=_("A typed card already waits for the member."),
            ),
            holds(
                "evaluations_papercard_answered_with_moment",
                Q(state="typed", answered_at=None) | (~Q(state="typed") & Q(answered_at__isnull=False)),
                _("An answered paper card carries the moment of the answer."),
            ),
        ]

    def __str__(self):
        return str(self.card)


class ScoreLine(InsertOnly):
    """One criterion of a submitted card; points are copied and never depend on the sheet again."""

    revision = models.ForeignKey(ScoreCardRevision, models.PROTECT, related_name="lines")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    option = models.ForeignKey(Option, models.PROTECT, null=True, related_name="+")
    points = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["criterion__position"]
        constraints = [
            unique(
                "evaluations_scoreline_criterion_once",
                "revision",
                "criterion",
                message=_("This criterion is already on the card."),
            )
        ]

    def __str__(self):
        return f"{self.criterion}: {self.points}"
