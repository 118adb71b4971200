"""What happens to a product idea: surveyed, chosen or not with reasons, and linked to what it became."""

from copy import copy

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from campaigns.enums import IDEA_MOVES, IdeaState
from campaigns.models import ProductIdea
from campaigns.rules import can_lead_plan
from ocop_portal.core import workflow
from ocop_portal.core.access import Denied, Refusal, require
from ocop_portal.core.versions import save_over
from ocop_portal.core.workflow import Workflow, declare

SURVEYED = ("surveyed_on", "strengths", "weaknesses", "remedy", "remedied_on")


def _idea_rule(by, idea, transition, at):
    return can_lead_plan(by, idea.plan, at)


declare(ProductIdea, Workflow(moves=IDEA_MOVES, rule=_idea_rule))


def register_idea(idea, *, by):
    require(can_lead_plan(by, idea.plan))
    idea.created_by = by
    idea.save()
    return idea


def by_state(plan):
    """[(state, how many ideas of the plan are in it)], in the order of their way."""
    found = dict(plan.ideas.order_by().values_list("state").annotate(Count("pk")))
    return [(state, found.get(state.value, 0)) for state in IdeaState]


def can_edit_idea(user, idea, at=None):
    if idea.state not in (IdeaState.REGISTERED, IdeaState.SURVEYED):
        return Denied(_("An idea that was decided on is no longer rewritten."))
    return can_lead_plan(user, idea.plan, at)


@transaction.atomic
def change_idea(idea, save, *, by):
    """Correct what was registered by `save()`, which raises `Conflict` over a newer version."""
    require(can_edit_idea(by, workflow.locked(idea)))
    return save()


@transaction.atomic
def survey_idea(idea, *, by, version, **found):
    """Write down the survey; a later one takes its place, the log keeps who and when.

    `version` is the one the surveyor has seen: `Conflict` when somebody wrote in between.
    """
    surveyed = copy(idea)
    for name in SURVEYED:
        setattr(surveyed, name, found.get(name))
    workflow.apply(idea, "survey", by=by, stamp={"surveyed_on": surveyed.surveyed_on})
    return save_over(surveyed, SURVEYED, version=version)


def decide_idea(idea, move, *, by, reason):
    """Choose the idea, do not choose it, or take it up again; the reason stays with it."""
    return workflow.apply(idea, move, by=by, comment=reason, stamp={"reason": reason})


def develop_idea(idea, product, *, by):
    """Link the product a chosen idea became, of the same producer if the idea names one."""
    if idea.producer_id and idea.producer_id != product.producer_id:
        raise Refusal(_("The product belongs to another producer than the idea."))
    return workflow.apply(idea, "develop", by=by, stamp={"product": product})
