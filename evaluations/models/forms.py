"""The statutory forms of a dossier as data: Mẫu 01, 02 and 03 of Decision 26/2026, Annex III."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluations.enums import SelfScoreState
from evaluations.models.dossiers import Dossier
from ocop_portal.core.constraints import filled, holds, one_of, unique


class FilledForm(models.Model):
    """A form of a dossier that is filled in little by little. `version` rises with every save."""

    version = models.PositiveIntegerField(default=1, editable=False)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now, editable=False)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    is_on_behalf = models.BooleanField(
        _("filled in by the office on the producer's behalf"), default=False, editable=False
    )

    class Meta:
        abstract = True


class RegistrationSlip(FilledForm):
    """Form 01, phiếu đăng ký: who registers which product; what the portal knows already is not asked."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="slip")
    representative = models.CharField(_("legal representative"), max_length=150, blank=True)
    representative_title = models.CharField(_("title of the representative"), max_length=120, blank=True)
    address = models.CharField(_("address"), max_length=250, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    sample_count = models.PositiveSmallIntegerField(_("samples handed in"), null=True, blank=True)
    attachments = models.TextField(_("attached papers"), blank=True)
    is_promised = models.BooleanField(_("the producer vouches for what is written"), default=False)

    class Meta:
        verbose_name = _("registration slip (form 01)")
        verbose_name_plural = _("registration slips (form 01)")

    def __str__(self):
        return str(self.dossier)


class SelfAssessment(FilledForm):
    """Form 02, báo cáo tự đánh giá: the producer in words; the points are `SelfScore` rows."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="self_assessment")
    registered_on = models.DateField(_("registered on"), null=True, blank=True)
    ticks = models.JSONField(_("papers the producer has"), default=list, blank=True)
    history = models.TextField(_("history of the producer"), blank=True)
    organisation = models.TextField(_("structure of the producer"), blank=True)
    business_results = models.TextField(_("results of the business plan"), blank=True)
    changes = models.TextField(_("what changed since the last recognition"), blank=True)
    plan = models.TextField(_("plan for the time to come"), blank=True)
    given_up = models.JSONField(_("papers no longer held"), default=list, blank=True, editable=False)

    class Meta:
        verbose_name = _("self-assessment (form 02)")
        verbose_name_plural = _("self-assessments (form 02)")

    def __str__(self):
        return str(self.dossier)


class SelfScore(models.Model):
    """What the producer gives itself in one criterion: an option by position, None for "none of these".

    Only a `given` row is the producer's word: a `carried` one stood in the previous dossier and waits to be
    confirmed, an `open` one holds a note without a mark.
    """

    assessment = models.ForeignKey(SelfAssessment, models.CASCADE, related_name="scores")
    criterion_code = models.CharField(_("criterion"), max_length=10)
    mark = models.PositiveSmallIntegerField(_("option"), null=True)
    note = models.TextField(_("what proves it"), blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=SelfScoreState, default=SelfScoreState.GIVEN, editable=False
    )
    saved_at = models.DateTimeField(_("saved"), default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            one_of("evaluations_selfscore_state_known", "state", SelfScoreState, _("Unknown state.")),
            holds(
                "evaluations_selfscore_open_without_a_mark",
                ~Q(state="open") | Q(mark=None),
                _("A self-score that is not given yet has no mark."),
            ),
            unique(
                "evaluations_selfscore_criterion_once",
                "assessment",
                "criterion_code",
                message=_("This criterion has its self-score."),
            ),
            filled("evaluations_selfscore_criterion_named", "criterion_code", _("Name the criterion.")),
        ]

    def __str__(self):
        return f"{self.criterion_code}: {self.mark}"


class LocalAssessment(models.Model):
    """The receiving office's four contents (Decision 26/2026 Article 7.2, form 03).

    The letter is the one the dossier goes up with; its number is given when the dossier is proposed.
    """

    CONTENTS = ("origin", "labour", "idea", "identity")
    MORE = ("met_on", "conclusion", "signatory", "signatory_title")

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="assessment")
    origin = models.TextField(_("origin of the product and of local raw materials"))
    labour = models.TextField(_("use of local labour"))
    idea = models.TextField(_("origin of the product idea"))
    identity = models.TextField(_("local identity and knowledge"))
    met_on = models.DateField(_("meeting held on"), null=True, blank=True)
    conclusion = models.TextField(_("conclusion and proposal"), blank=True)
    signatory = models.CharField(_("who signs for the People's Committee"), max_length=150, blank=True)
    signatory_title = models.CharField(_("title of who signs"), max_length=120, blank=True)
    letter_number = models.CharField(_("number of the letter"), max_length=60, blank=True)
    letter_on = models.DateField(_("day of the letter"), null=True, blank=True)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("local assessment")
        verbose_name_plural = _("local assessments")

    def __str__(self):
        return str(self.dossier)
