"""Drawing up a plan, approving it, amending it: one verb per act.

A plan's promises stand in its versions. Version 1 is approved with the plan, by the same decision; an
amendment copies the targets into a new draft version, and takes their place once it is approved.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns import rules
from campaigns.enums import PlanState
from campaigns.models import FreeResult, PlanVersion, Target
from ocop_portal.core import workflow
from ocop_portal.core.access import Refusal, require
from ocop_portal.core.files import check_upload

COPIED = ("code", "indicator", "name", "measure", "group", "stars", "at_least", "up_to", "by", "detail")
COMPARED = ("at_least", "up_to", "by", "detail")


@transaction.atomic
def open_plan(plan, *, by):
    """Save a new plan of its office with an empty first version; return it."""
    require(rules.can_draw_up_plan(by))
    require(rules.is_plan_officer(by, plan))
    plan.unit, plan.created_by = plan.office.unit, by
    plan.save()
    PlanVersion.objects.create(plan=plan, number=1, prepared_by=by)
    return plan


@transaction.atomic
def set_target(version, target, *, by):
    """Add or change one target of a draft version; return it."""
    require(rules.can_edit_targets(by, workflow.locked(version)))
    target.version = version
    if not target.code:
        target.position = version.targets.count()
        target.code = _code_for(version, target)
    target.save()
    return target


def _code_for(version, target):
    """A name that stays with the promise through all versions, never used twice in the plan."""
    stem = "-".join(str(part) for part in (target.indicator, target.group, target.stars) if part)
    used = set(Target.objects.filter(version__plan=version.plan_id).values_list("code", flat=True))
    names = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(used) + 2))
    return next(name for name in names if name not in used)


@transaction.atomic
def change_plan(plan, save, *, by):
    """Change a plan being drawn up by `save()`, which raises `Conflict` over a newer version."""
    require(rules.can_edit_plan(by, workflow.locked(plan)))
    return save()


@transaction.atomic
def change_target(target, save, *, by):
    """Change a target of a draft version by `save()`, which raises `Conflict` over a newer version."""
    require(rules.can_edit_targets(by, workflow.locked(target.version)))
    return save()


@transaction.atomic
def remove_target(target, *, by):
    require(rules.can_edit_targets(by, workflow.locked(target.version)))
    target.delete()


@transaction.atomic
def approve_plan(plan, *, by, decision_number, decided_on, comment=""):
    """Approve the plan and its first version by one decision; return the plan."""
    _check_day(plan, decided_on)
    version = plan.draft_version()
    row = workflow.apply(plan, "approve", by=by, comment=comment, stamp={"approved_on": decided_on})
    _approve(version, by, decision_number, decided_on)
    return row


def move_plan(plan, transition, *, by, comment=""):
    """Start, close or reopen a plan."""
    return workflow.apply(plan, transition, by=by, comment=comment)


@transaction.atomic
def amend(plan, *, by, reason):
    """Begin an amendment: a draft version with copies of the targets in force; return it."""
    row = workflow.locked(plan)
    require(rules.can_amend(by, row))
    current = row.current_version()
    version = PlanVersion.objects.create(plan=row, number=current.number + 1, reason=reason, prepared_by=by)
    for target in current.targets.all():
        values = {name: getattr(target, name) for name in (*COPIED, "position")}
        Target.objects.create(version=version, **values)
    return version


@transaction.atomic
def approve_amendment(version, *, by, decision_number, decided_on):
    """Put the amendment in the place of the version before it. Refused when nothing changed."""
    row = workflow.locked(version)
    require(rules.can_approve_amendment(by, row))
    if row.plan.state == PlanState.CLOSED:
        raise Refusal(_("The plan is closed."))
    if not changes_of(row):
        raise Refusal(_("The amendment changes nothing yet."))
    _check_day(row.plan, decided_on)
    return _approve(row, by, decision_number, decided_on)


@transaction.atomic
def discard_amendment(version, *, by):
    """Give up a drafted amendment; what was in force stays in force."""
    row = workflow.locked(version)
    require(rules.can_discard_amendment(by, row))
    row.targets.all().delete()
    row.delete()


def _approve(version, by, decision_number, decided_on):
    version.decision_number, version.decided_on = decision_number, decided_on
    version.approved_by, version.approved_at = by, timezone.now()
    version.save()
    return version


def _check_day(plan, day):
    if not plan.office.works_on(day):
        raise Refusal(_("%(office)s did not exist on that day.") % {"office": plan.office})


@dataclass(frozen=True)
class Change:
    """What an amendment did to one target; `before` or `after` is None where it was added or dropped."""

    label: str
    before: Target | None
    after: Target | None


def changes_of(version):
    """Return what the version changed against the one before it, in its order."""
    before = Target.objects.filter(version__plan=version.plan_id, version__number=version.number - 1)
    old = {target.code: target for target in before}
    new = {target.code: target for target in version.targets.all()}
    codes = list(dict.fromkeys([*new, *old]))
    return [
        Change((new.get(code) or old[code]).label, old.get(code), new.get(code))
        for code in codes
        if _promise(old.get(code)) != _promise(new.get(code))
    ]


def _promise(target):
    return target and tuple(getattr(target, name) for name in COMPARED)


def report_result(target, *, on, value, note, evidence, by):
    """Add to what was reached on a free indicator; nothing reported is ever changed. Returns the report."""
    plan = target.version.plan
    require(rules.can_lead_plan(by, plan))
    facts = check_upload(evidence)
    return FreeResult.objects.create(
        plan=plan,
        code=target.code,
        on=on,
        value=value,
        note=note,
        evidence=evidence,
        evidence_name=facts.name,
        content_type=facts.content_type,
        reported_by=by,
    )
