"""Words of the year's plan: its states and moves, what its targets count, the steps of the OCOP cycle."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ocop_portal.core.workflow import move


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
