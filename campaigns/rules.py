"""Who may do what with plans. Every "no" carries its reason.

In short: officers of the plan's office draw it up and lead it; a leader of the office who did not draw it
up approves it; whoever covers the unit reads.
"""

from django.utils.translation import gettext as _

from campaigns.budget_sums import missing_for_plan_budget
from campaigns.enums import PLAN_MOVES, PlanState
from campaigns.models import Plan
from ocop_portal.accounts.enums import Role
from ocop_portal.accounts.models import has_role
from ocop_portal.core.access import Allowed, Denied
from ocop_portal.core.workflow import Workflow, declare


def is_plan_officer(user, plan, at=None):
    if has_role(user, Role.OFFICER, office=plan.office, at=at):
        return Allowed()
    return Denied(_("Only officers of %(office)s may do this.") % {"office": plan.office})


def is_plan_leader(user, plan, at=None):
    if has_role(user, Role.LEADER, office=plan.office, at=at):
        return Allowed()
    return Denied(_("Only leaders of %(office)s may do this.") % {"office": plan.office})


def can_draw_up_plan(user, at=None):
    if has_role(user, Role.OFFICER, at=at):
        return Allowed()
    return Denied(_("Only officers of an OCOP office may do this; you may read."))


def can_edit_targets(user, version, at=None):
    if not version.is_draft:
        return Denied(_("An approved version never changes: draw up an amendment."))
    return is_plan_officer(user, version.plan, at)


def can_edit_plan(user, plan, at=None):
    if plan.state != PlanState.DRAFT:
        return Denied(_("An approved plan is changed by an amendment."))
    return is_plan_officer(user, plan, at)


def can_amend(user, plan, at=None):
    if plan.state not in (PlanState.APPROVED, PlanState.RUNNING):
        return Denied(_("Only an approved or running plan is amended."))
    if plan.draft_version():
        return Denied(_("An amendment of this plan is being drawn up already."))
    return is_plan_officer(user, plan, at)


def can_approve_version(user, version, at=None):
    if version.prepared_by_id == user.pk:
        return Denied(_("Whoever draws up a plan does not approve it."))
    return is_plan_leader(user, version.plan, at)


def can_approve_amendment(user, version, at=None):
    if version.number == 1 or not version.is_draft:
        return Denied(_("Only a drafted amendment of a plan that is not closed is approved here."))
    return can_approve_version(user, version, at)


def can_discard_amendment(user, version, at=None):
    if version.number == 1:
        return Denied(_("The first version belongs to the plan: it is not discarded."))
    return can_edit_targets(user, version, at)


def can_lead_plan(user, plan, at=None):
    """Officers add activities, ideas, results and findings while the plan is not closed."""
    if plan.state == PlanState.CLOSED:
        return Denied(_("The plan is closed."))
    return is_plan_officer(user, plan, at)


def _plan_rule(by, plan, transition, at):
    if transition == "approve":
        return can_approve_version(by, plan.draft_version() or plan.current_version(), at)
    leader = is_plan_leader(by, plan, at)
    return leader if leader or transition == "reopen" else is_plan_officer(by, plan, at)


def missing_for_plan(plan, transition):
    if transition == "approve":
        return [*missing_in_version(plan.draft_version()), *missing_for_plan_budget(plan)]
    if transition == "close" and plan.draft_version():
        return [_("Approve or discard the amendment first.")]
    return []


def missing_in_version(version):
    if version is None or not version.targets.exists():
        return [_("Set at least one target.")]
    return []


declare(Plan, Workflow(moves=PLAN_MOVES, rule=_plan_rule, missing=missing_for_plan))
