"""What happens to a product idea: surveyed, chosen or not with reasons, and linked to what it became."""

from django.utils.translation import gettext as _

from campaigns.enums import IDEA_MOVES
from campaigns.models import ProductIdea
from campaigns.rules import can_lead_plan
from ocop_portal.core import workflow
from ocop_portal.core.access import Refusal, require
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


def survey_idea(idea, *, by, **found):
    """Write down the survey; a later one takes its place, the log keeps who and when."""
    stamp = {name: found.get(name) for name in SURVEYED}
    return workflow.apply(idea, "survey", by=by, stamp=stamp)


def decide_idea(idea, move, *, by, reason):
    """Choose the idea, do not choose it, or take it up again; the reason stays with it."""
    return workflow.apply(idea, move, by=by, comment=reason, stamp={"reason": reason})


def develop_idea(idea, product, *, by):
    """Link the product a chosen idea became, of the same producer if the idea names one."""
    if idea.producer_id and idea.producer_id != product.producer_id:
        raise Refusal(_("The product belongs to another producer than the idea."))
    return workflow.apply(idea, "develop", by=by, stamp={"product": product})
