"""Words of the year's plan: its states and moves, what its targets count, the steps of the OCOP cycle."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from evaluations.enums import RevocationGround
from ocop_portal.core.workflow import move
from products.enums import Misuse


class PlanState(models.TextChoices):
    DRAFT = "draft", _("being drawn up")
    APPROVED = "approved", _("approved")
    RUNNING = "running", _("running")
    CLOSED = "closed", _("closed")

    @classmethod
    def decided(cls):
        """States a plan reaches only by the decision that approves it."""
        return (cls.APPROVED, cls.RUNNING, cls.CLOSED)


_P = PlanState
PLAN_MOVES = {
    "approve": move(_P.DRAFT, to=_P.APPROVED),
    "start": move(_P.APPROVED, to=_P.RUNNING),
    "close": move(_P.RUNNING, to=_P.CLOSED),
    "reopen": move(_P.CLOSED, to=_P.RUNNING, comment_required=True),
}

PLAN_MOVE_LABELS = {
    "approve": _("Approve the plan"),
    "start": _("Start the plan"),
    "close": _("Close the plan"),
    "reopen": _("Open the plan again"),
}


PLAN_MOVE_EFFECTS = {
    "start": _("The plan counts as running; activities, ideas and results are added to it as before."),
    "close": _("Nothing more is added to the plan; its numbers can still be read on any day."),
    "reopen": _("The plan is running again; the reason stays in its history."),
}


class IndicatorKey(models.TextChoices):
    """What a target counts. All but the free one count themselves; see `campaigns.indicators`."""

    NEW_RECOGNISED = "new_recognised_3plus", _("products newly recognised at 3 stars or more")
    REEVALUATED = "reevaluated", _("products re-evaluated")
    UPGRADED = "upgraded", _("products upgraded")
    EVALUATED = "evaluated", _("products evaluated and recognised in the period")
    CUMULATIVE = "cumulative_3plus", _("products ever recognised at 3 stars or more, by the day")
    VALID = "valid_3plus", _("products in force at 3 stars or more, on the day")
    FIVE_STAR = "five_star_recognised", _("products recognised at 5 stars")
    FIVE_STAR_CANDIDATES = "five_star_candidates", _("products eligible for the evaluation at 5 stars")
    RURAL_TOURISM = "rural_tourism_recognised", _("rural tourism services recognised")
    PRODUCERS = "producers_certified", _("producers with recognised products, by the day")
    TRAININGS = "training_courses", _("training courses held")
    TRAINEES = "trainees", _("people trained")
    FAIRS = "fairs", _("fairs and promotion events held")
    COMMUNICATION = "communication_items", _("news items, articles and clips")
    FREE = "free", _("another indicator, reported with evidence")


class CycleStep(models.TextChoices):
    """The six steps of the OCOP cycle, in their order."""

    COMMUNICATION = "1_communication", _("Communication about the programme")
    IDEAS = "2_ideas", _("Product ideas received")
    BUSINESS_PLANS = "3_business_plans", _("Business plans received")
    IMPLEMENTATION = "4_implementation", _("Business plans carried out")
    EVALUATION = "5_evaluation", _("Products evaluated and ranked")
    PROMOTION = "6_promotion", _("Trade promotion")


class ActivityKind(models.TextChoices):
    TRAINING = "training", _("training course")
    CONSULTING = "consulting", _("consulting")
    SURVEY = "survey", _("survey")
    CONFERENCE = "conference", _("conference")
    STUDY_TOUR = "study_tour", _("study tour")
    EVALUATION = "evaluation", _("evaluation round")
    PROMOTION = "promotion", _("fair or promotion event")
    COMMUNICATION = "communication", _("communication")
    SUPPORT = "support", _("support for packaging, labels, marks or testing")
    INSPECTION = "inspection", _("post-inspection")
    OTHER = "other", _("other activity")


# The step of the cycle under which an activity of a kind stands in the calendar.
STEP_OF_KIND = {
    ActivityKind.TRAINING: CycleStep.IMPLEMENTATION,
    ActivityKind.CONSULTING: CycleStep.BUSINESS_PLANS,
    ActivityKind.SURVEY: CycleStep.IDEAS,
    ActivityKind.CONFERENCE: CycleStep.COMMUNICATION,
    ActivityKind.STUDY_TOUR: CycleStep.IMPLEMENTATION,
    ActivityKind.EVALUATION: CycleStep.EVALUATION,
    ActivityKind.PROMOTION: CycleStep.PROMOTION,
    ActivityKind.COMMUNICATION: CycleStep.COMMUNICATION,
    ActivityKind.SUPPORT: CycleStep.IMPLEMENTATION,
    ActivityKind.INSPECTION: CycleStep.EVALUATION,
    ActivityKind.OTHER: CycleStep.IMPLEMENTATION,
}


class IdeaState(models.TextChoices):
    REGISTERED = "registered", _("registered")
    SURVEYED = "surveyed", _("surveyed")
    CHOSEN = "chosen", _("chosen")
    DROPPED = "dropped", _("not chosen")
    DEVELOPED = "developed", _("became a product")


_I = IdeaState
IDEA_MOVES = {
    "survey": move(_I.REGISTERED, _I.SURVEYED, to=_I.SURVEYED),
    "choose": move(_I.SURVEYED, to=_I.CHOSEN, comment_required=True),
    "drop": move(_I.REGISTERED, _I.SURVEYED, _I.CHOSEN, to=_I.DROPPED, comment_required=True),
    "take_up": move(_I.DROPPED, to=_I.REGISTERED, comment_required=True),
    "develop": move(_I.CHOSEN, to=_I.DEVELOPED),
}

IDEA_MOVE_LABELS = {
    "survey": _("Write down the survey"),
    "choose": _("Choose the idea"),
    "drop": _("Do not choose the idea"),
    "take_up": _("Take the idea up again"),
    "develop": _("Link the product it became"),
}


class IdeaWish(models.TextChoices):
    """What the producer wants to take part with."""

    NEW = "new", _("a new product")
    UPGRADE = "upgrade", _("an upgrade")
    REEVALUATION = "reevaluation", _("a re-evaluation")


class OrganisationKind(models.TextChoices):
    CLUB = "club", _("club")
    ASSOCIATION = "association", _("association or union")
    ENTERPRISE = "enterprise", _("partner enterprise")
    DISTRIBUTOR = "distributor", _("supermarket or distributor")
    ADVISER = "adviser", _("consulting unit")
    LABORATORY = "laboratory", _("laboratory")
    OTHER = "other", _("other organisation")


class PointKind(models.TextChoices):
    CENTRE = "centre", _("OCOP centre")
    DISPLAY = "display", _("display point")
    SALES = "sales", _("sales point")


class MarkKind(models.TextChoices):
    """What protects or identifies a product; the kinds of support ask for them."""

    TRADEMARK = "trademark", _("trademark")
    COLLECTIVE = "collective", _("collective or certification mark")
    GEOGRAPHICAL = "geographical", _("geographical indication")
    LOGO = "logo", _("logo or label design")
    BARCODE = "barcode", _("barcode")
    TRACE = "trace", _("traceability stamp")
    FOOD_SAFETY = "food_safety", _("food safety certificate")
    ORGANIC = "organic", _("organic or good practice certificate")


class ContractKind(models.TextChoices):
    LINK = "link", _("link in the value chain")
    MATERIAL = "material", _("supply of raw material")
    SALE = "sale", _("sale")


class Market(models.TextChoices):
    PROVINCE = "province", _("in the province")
    NATIONAL = "national", _("in the country")
    EXPORT = "export", _("export")


class FindingKind(models.TextChoices):
    """What a post-inspection may find; some are grounds of a revocation (Decision 26/2026, Article 8)."""

    MARK_MISUSE = "mark_misuse", _("mark or label used wrongly")
    EXPIRED_MARK = "expired_mark", _("sold as OCOP after the certificate ended")
    FALSE_ORIGIN = "false_origin", _("origin or content not as declared")
    FOOD_SAFETY = "food_safety", _("food safety not kept")
    QUALITY = "quality", _("quality below the result of the evaluation")
    STOPPED = "stopped", _("production stopped")
    PAPERS = "papers", _("papers missing or expired")
    OTHER = "other", _("other finding")

    @property
    def ground(self):
        """The ground of Article 8 the finding may be, or None."""
        return GROUND_OF_FINDING.get(self)


# Article 8, clause 1: a) untrue dossier, b) criteria not met, c) breach of law, d) the mark, đ) stopped.
GROUND_OF_FINDING = {
    FindingKind.FALSE_ORIGIN: RevocationGround.FORGED,
    FindingKind.QUALITY: RevocationGround.CRITERIA,
    FindingKind.FOOD_SAFETY: RevocationGround.LAW,
    FindingKind.MARK_MISUSE: RevocationGround.MARK,
    FindingKind.STOPPED: RevocationGround.STOPPED,
}
GROUND_OF_REPORT = {
    Misuse.LABEL: RevocationGround.MARK,
    Misuse.STARS: RevocationGround.MARK,
    Misuse.QUALITY: RevocationGround.CRITERIA,
}


class TestOutcome(models.TextChoices):
    PASSED = "passed", _("within the limits")
    FAILED = "failed", _("outside the limits")
