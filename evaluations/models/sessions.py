"""The meetings of a council: agenda, who was there, who may not score what, and what stopped a product."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluations.enums import AttendanceKind, ItemState, RecusalGround, SeatRole, SessionState, Vote
from evaluations.models.councils import Council, Seat
from evaluations.models.dossiers import Dossier, DossierRevision
from evaluations.models.regulations import Rubric, StopRule
from ocop_portal.accounts.models import offices_of
from ocop_portal.core.append_only import InsertOnly
from ocop_portal.core.constraints import filled, holds, one_of, unique
from ocop_portal.core.workflow import TransitionLog


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Seats of the council on the day of the session, and the people of the standing office."""
        if not user.is_authenticated:
            return self.none()
        came = Q(seat_changes__coming__user=user)
        return self.filter(_seated(user) | came | Q(council__office__in=offices_of(user))).distinct()

    def scored_by(self, user):
        """Sessions in which the person holds a scoring seat: on their day, or having come in since."""
        scoring = SeatRole.scoring()
        came = Q(seat_changes__coming__user=user, seat_changes__coming__role__in=scoring)
        found = self.filter((_seated(user) & Q(council__seats__role__in=scoring)) | came)
        return found.exclude(seat_changes__leaving__user=user).distinct()


def _seated(user):
    """The person's seat covers the day of the session."""
    until = Q(council__seats__until=None) | Q(council__seats__until__gte=F("held_on"))
    return Q(council__seats__user=user, council__seats__since__lte=F("held_on")) & until


class Session(models.Model):
    """A meeting of a council (phiên họp) with the dossiers on its agenda. Moves: `evaluations.sessions`."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="sessions", verbose_name=_("council"))
    name = models.CharField(_("name"), max_length=200)
    held_on = models.DateField(_("held on"))
    starts_at = models.TimeField(_("begins at"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    vote = models.CharField(_("vote"), max_length=8, choices=Vote, default=Vote.MEETING)
    reply_by = models.DateField(_("cards handed in by"), null=True, blank=True)
    notified_at = models.DateTimeField(_("notice sent"), null=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=SessionState, default=SessionState.PREPARED)
    opened_at = models.DateTimeField(_("opened"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-held_on", "-pk"]
        constraints = [
            one_of("evaluations_session_vote_known", "vote", Vote, _("Choose one of the ways to vote.")),
            holds(
                "evaluations_session_written_vote_has_last_day",
                ~Q(vote="written") | Q(reply_by__isnull=False, reply_by__gte=F("held_on")),
                _("A written vote has a last day for handing in the cards, not before it begins."),
            ),
            one_of("evaluations_session_state_known", "state", SessionState, _("Unknown state.")),
            holds(
                "evaluations_session_opened_unless_prepared",
                Q(state="prepared", opened_at=None) | (~Q(state="prepared") & Q(opened_at__isnull=False)),
                _("An open session carries the moment it was opened."),
            ),
            holds(
                "evaluations_session_closed_with_moment",
                Q(state="closed", closed_at__isnull=False) | (~Q(state="closed") & Q(closed_at=None)),
                _("A closed session carries the moment it was closed."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("session_page", args=[self.pk])

    def seats(self):
        """The seats of the council on the day of the session, with those that came in for others since."""
        on_the_day = self.council.seats.in_force(self.held_on).values("pk")
        found = self.council.seats.filter(Q(pk__in=on_the_day) | Q(pk__in=self.seat_changes.values("coming")))
        return found.exclude(pk__in=self.seat_changes.values("leaving"))

    def scoring_seats(self):
        """The seats entitled to score in the session."""
        return self.seats().scoring()


class SessionLog(TransitionLog):
    session = models.ForeignKey(Session, models.PROTECT, related_name="log")


class SessionItem(models.Model):
    """One dossier on the agenda, with the revision and score sheet it is scored on."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="items", verbose_name=_("session"))
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="items", verbose_name=_("dossier"))
    revision = models.ForeignKey(DossierRevision, models.PROTECT, related_name="+")
    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(_("position"))
    state = models.CharField(_("state"), max_length=10, choices=ItemState, default=ItemState.OPEN)
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)

    class Meta:
        verbose_name = _("item on the agenda")
        verbose_name_plural = _("items on the agenda")
        ordering = ["position", "pk"]
        constraints = [
            unique(
                "evaluations_sessionitem_dossier_once",
                "session",
                "dossier",
                message=_("This dossier is already on the agenda."),
            ),
            holds(
                "evaluations_sessionitem_closed_with_moment",
                Q(state="closed", closed_at__isnull=False) | (~Q(state="closed") & Q(closed_at=None)),
                _("A closed item carries the moment it was closed."),
            ),
        ]

    def __str__(self):
        return str(self.dossier)


class ItemLog(TransitionLog):
    item = models.ForeignKey(SessionItem, models.PROTECT, related_name="log")


class SeatChange(InsertOnly):
    """A member who left the council while a session was open, and who came in: the newcomer scores.

    What the one who left handed in is kept and no longer counted; results of closed items stand.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="seat_changes")
    leaving = models.ForeignKey(Seat, models.PROTECT, related_name="left_in")
    coming = models.ForeignKey(Seat, models.PROTECT, related_name="joined_in")
    reason = models.CharField(_("decision or reason"), max_length=300)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("replacement in a session")
        verbose_name_plural = _("replacements in sessions")
        ordering = ["pk"]
        constraints = [
            unique(
                "evaluations_seatchange_leaves_once",
                "session",
                "leaving",
                message=_("This member was replaced in the session already."),
            ),
            filled("evaluations_seatchange_reason_filled", "reason", _("Write the decision or the reason.")),
        ]

    def __str__(self):
        return f"{self.leaving} · {self.coming}"


class Attendance(models.Model):
    """Whether a seat takes part in the session; noted by the secretary until the session is closed."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendance")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="attendance")
    kind = models.CharField(_("takes part"), max_length=10, choices=AttendanceKind)
    note = models.CharField(_("note"), max_length=200, blank=True)
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [
            one_of(
                "evaluations_attendance_kind_known", "kind", AttendanceKind, _("Choose one of the kinds.")
            ),
            unique(
                "evaluations_attendance_once", "session", "seat", message=_("This member is noted already.")
            ),
        ]

    def __str__(self):
        return f"{self.seat} · {self.get_kind_display()}"


class InterestDeclaration(InsertOnly):
    """What a member declares before anything opens: no interest in any product, or one in an item."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="declarations")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="declarations")
    item = models.ForeignKey(SessionItem, models.PROTECT, null=True, related_name="declarations")
    has_interest = models.BooleanField(_("has an interest"))
    reason = models.TextField(_("what the interest is"), blank=True)
    declared_at = models.DateTimeField(default=timezone.now)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("declaration of interests")
        verbose_name_plural = _("declarations of interests")
        ordering = ["pk"]
        constraints = [
            holds(
                "evaluations_interestdeclaration_names_item_and_reason",
                Q(has_interest=False, item=None) | (Q(has_interest=True, item__isnull=False) & ~Q(reason="")),
                _("An interest names the product and what it is."),
            ),
        ]

    def __str__(self):
        return f"{self.seat} · {self.has_interest}"


class Recusal(InsertOnly):
    """A seat that may not score an item, from this moment on; the item is hidden from its person."""

    item = models.ForeignKey(SessionItem, models.PROTECT, related_name="recusals")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="recusals")
    ground = models.CharField(_("ground"), max_length=12, choices=RecusalGround)
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        ordering = ["pk"]
        constraints = [
            one_of(
                "evaluations_recusal_ground_known", "ground", RecusalGround, _("Choose one of the grounds.")
            ),
            unique("evaluations_recusal_once", "item", "seat", message=_("This member is recused already.")),
        ]

    def __str__(self):
        return f"{self.item} · {self.seat}"


class StopFinding(InsertOnly):
    """What ends the evaluation of a product before any point counts, with the rule it rests on."""

    item = models.OneToOneField(SessionItem, models.PROTECT, related_name="stop")
    rule = models.ForeignKey(StopRule, models.PROTECT, null=True, related_name="+")
    criterion_code = models.CharField(_("criterion"), max_length=10, blank=True)
    reason = models.TextField(_("reason"))
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("stop of an evaluation")
        verbose_name_plural = _("stops of evaluations")
        constraints = [
            filled("evaluations_stopfinding_reason_filled", "reason", _("Write the reason.")),
        ]

    def __str__(self):
        return str(self.item)
