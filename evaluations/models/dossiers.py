"""What a producer hands in, and what the receiving office makes of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluations.enums import DossierState, Purpose, SeatRole, SessionState
from evaluations.models.regulations import Regulation, Rubric
from ocop_portal.accounts.enums import Level
from ocop_portal.accounts.models import Office, units_of
from ocop_portal.core.append_only import InsertOnly
from ocop_portal.core.constraints import holds, one_of, requires, unique
from ocop_portal.core.days import today
from ocop_portal.core.workflow import TransitionLog
from producers.models import ProducerMember
from products.models import Product

# States as the constraints below name them.
PINNED = ["accepted", "proposed", "supplementing", "scoring", "scored", "recognised", "not_recognised"]
OPEN = ["draft", "submitted", "returned", *PINNED[:5]]


class DossierQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Offices covering the product's place, the producer's members, and the council that scores it.

        The council's secretary reads what is proposed to it before it is on an agenda.
        """
        if not user.is_authenticated:
            return self.none()
        mine = ProducerMember.objects.filter(user=user).values("producer")
        return self.filter(
            Q(product__made_in__in=units_of(user))
            | Q(product__producer__in=mine)
            | Q(pk__in=self.before_council_of(user).values("pk"))
            | Q(pk__in=self.proposed_to(user).values("pk"))
        )

    def before_council_of(self, user):
        """Dossiers on the agenda of a session in which the person holds a seat.

        A member who scores reads them once his or her interests are declared; a recused one no more.
        """
        session = "items__session__"
        seat = f"{session}council__seats__"
        since = {f"{seat}user": user, f"{seat}since__lte": F(f"{session}held_on")}
        until = Q(**{f"{seat}until": None}) | Q(**{f"{seat}until__gte": F(f"{session}held_on")})
        cleared = (
            Q(**{f"{session}declarations__seat__user": user})
            | Q(**{f"{session}state": SessionState.CLOSED})
            | Q(**{f"{seat}role": SeatRole.SECRETARY})
        )
        came = Q(**{f"{session}seat_changes__coming__user": user})
        found = Dossier.objects.filter(cleared & (came | (until & Q(**since))))
        return found.exclude(items__recusals__seat__user=user)

    def proposed_to(self, secretary):
        """Dossiers proposed to the person's council, or supplemented for it: of its level and area."""
        council = "product__made_in__covered_by__unit__offices__councils"
        day = today()
        seat = f"{council}__seats__"
        held = Q(**{f"{seat}until": None}) | Q(**{f"{seat}until__gte": day})
        known = {f"{seat}user": secretary, f"{seat}role": SeatRole.SECRETARY, f"{seat}since__lte": day}
        level = {f"{council}__level": F("council_level")}
        before = (DossierState.PROPOSED, DossierState.SUPPLEMENTING)
        return Dossier.objects.filter(held, state__in=before, **known, **level)

    def open(self):
        return self.filter(state__in=DossierState.open_states())


class Dossier(models.Model):
    """A request to evaluate one product: first evaluation, upgrade or re-evaluation.

    State changes go through the verbs of `evaluations.dossiers`, `sessions` and `decisions`. The regulation
    in force on `received_on` and its score sheet are pinned when the dossier is accepted as complete.
    """

    product = models.ForeignKey(Product, models.PROTECT, related_name="dossiers", verbose_name=_("product"))
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose, default=Purpose.FIRST)
    state = models.CharField(_("state"), max_length=16, choices=DossierState, default=DossierState.DRAFT)
    receiving_office = models.ForeignKey(
        Office, models.PROTECT, related_name="dossiers", verbose_name=_("receiving office")
    )
    received_on = models.DateField(
        _("received on"),
        help_text=_("Decides which regulation applies. For an older paper dossier: its day of receipt."),
    )
    entered_at = models.DateTimeField(_("entered"), default=timezone.now, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("entered by"),
    )
    receipt_number = models.CharField(_("receipt number"), max_length=60, blank=True)
    receipt_given_at = models.DateTimeField(_("receipt given"), null=True, editable=False)
    receipt_given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    regulation = models.ForeignKey(
        Regulation,
        models.PROTECT,
        null=True,
        related_name="dossiers",
        editable=False,
        verbose_name=_("regulation"),
    )
    rubric = models.ForeignKey(
        Rubric,
        models.PROTECT,
        null=True,
        related_name="dossiers",
        editable=False,
        verbose_name=_("score sheet"),
    )
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    due_on = models.DateField(_("to be handled by"), null=True, editable=False)
    council_level = models.CharField(
        _("before the council of"), max_length=10, choices=Level, blank=True, editable=False
    )
    supplement_due_on = models.DateField(_("to be supplemented by"), null=True, editable=False)
    previous = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="successors",
        editable=False,
        verbose_name=_("carried over from"),
    )
    note = models.TextField(_("note"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        ordering = ["-received_on", "-pk"]
        constraints = [
            one_of("evaluations_dossier_state_known", "state", DossierState, _("Unknown state.")),
            one_of("evaluations_dossier_purpose_known", "purpose", Purpose, _("Choose one of the purposes.")),
            requires(
                "evaluations_dossier_accepted_with_regulation",
                PINNED,
                "regulation",
                _("An accepted dossier is bound to a regulation."),
            ),
            requires(
                "evaluations_dossier_accepted_with_rubric",
                PINNED,
                "rubric",
                _("An accepted dossier is bound to a score sheet."),
            ),
            holds(
                "evaluations_dossier_unpinned_before_acceptance",
                ~Q(state__in=["draft", "submitted", "returned"])
                | Q(regulation=None, rubric=None, accepted_at=None, council_level=""),
                _("Regulation and score sheet are pinned at acceptance, not before."),
            ),
            holds(
                "evaluations_dossier_council_level_once_proposed",
                ~Q(state__in=PINNED[1:]) | ~Q(council_level=""),
                _("A proposed dossier names the level of its council."),
            ),
            holds(
                "evaluations_dossier_supplement_due_while_asked",
                Q(supplement_due_on=None) | Q(state__in=["returned", "supplementing"]),
                _("A day for the supplement is set only while one is asked for."),
            ),
            unique(
                "evaluations_dossier_receipt_number_once_per_office",
                "receiving_office",
                "receipt_number",
                condition=~Q(receipt_number=""),
                message=_("This receipt number is already taken in this office."),
            ),
            unique(
                "evaluations_dossier_one_open_per_product",
                "product",
                condition=Q(state__in=OPEN),
                message=_("This product already has an open dossier."),
            ),
        ]

    def __str__(self):
        return f"{self.product} ({self.get_purpose_display()})"

    def get_absolute_url(self):
        return reverse("dossier_page", args=[self.pk])

    @property
    def is_entered_afterwards(self):
        """Entered on a later Vietnam day than it was received: a paper dossier keyed in."""
        return self.received_on < timezone.localdate(self.entered_at)

    @property
    def is_editable(self):
        return self.state in DossierState.editable()

    @property
    def certificate(self):
        """The certificate it earned, or the one that took its place by a correction; None before."""
        return max(self.certificates.all(), key=lambda row: row.pk, default=None)


class DossierLog(TransitionLog):
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="log")


class ReturnedItem(InsertOnly):
    """One thing to mend in a returned dossier: a kind of paper or a criterion, and what is wrong with it."""

    log = models.ForeignKey(DossierLog, models.PROTECT, related_name="items")
    subject = models.CharField(_("paper or criterion"), max_length=24)
    note = models.TextField(_("what is wrong"))

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.subject}: {self.note}"


class DossierRevision(InsertOnly):
    """What was handed in at one submission, frozen: the list of evidence with checksums, and its own hash."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    hash = models.CharField(max_length=64)
    submitted_at = models.DateTimeField(default=timezone.now)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            unique(
                "evaluations_dossierrevision_number_unique",
                "dossier",
                "number",
                message=_("This revision exists already."),
            )
        ]

    def __str__(self):
        return f"{self.dossier} · {self.number}"
