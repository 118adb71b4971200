"""Whether the lines of a budget add up to what they must, as sentences with the figure that is missing."""

from django.utils.translation import gettext as _

from ocop_portal.core.templatetags.ocop import dong


def missing_for_total(lines, total):
    """What keeps the lines from adding up to the total, as sentences with the figure; pure arithmetic."""
    planned = sum(line.planned for line in lines)
    if not lines:
        return [_("Put down at least one line.")]
    facts = {"lines": dong(planned), "total": dong(total), "gap": dong(abs(total - planned))}
    if planned < total:
        return [_("The lines add up to %(lines)s of %(total)s: still missing %(gap)s.") % facts]
    if planned > total:
        return [_("The lines add up to %(lines)s, the total is %(total)s: %(gap)s too much.") % facts]
    return []


def missing_for_plan_budget(plan):
    """What keeps the lines of a plan from the budget it gives; nothing to say where it gives none."""
    if plan.budget_total is None:
        return []
    return missing_for_total(list(plan.budget_lines.all()), plan.budget_total)
