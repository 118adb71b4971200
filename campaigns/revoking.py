"""From a finding or a report of the public to the revocation: the ground named, the cause on record.

The revocation itself is a matter of `evaluations.revocations`; here it is only begun, and remembered why.
"""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from campaigns.enums import GROUND_OF_REPORT, FindingKind
from campaigns.models import Finding, RevocationCause, Visit
from evaluations import revocations
from evaluations.models import Revocation
from ocop_portal.core.access import Allowed, Denied, first_denial, require
from ocop_portal.core.days import day_of
from products.models import MisuseReport


def can_begin(user, cause):
    """May the person record grounds for revoking from this finding, or this report?"""
    product = product_of(cause)
    if product is None:
        return Denied(_("The report names no product of the register: find out first which one it means."))
    return first_denial(_is_ground(cause), revocations.can_propose(user, product))


def _is_ground(cause):
    if isinstance(cause, Finding) and not cause.asks_for_revocation:
        return Denied(_("Such a finding is no ground of Article 8; it is to be mended."))
    return Allowed()


def product_of(cause):
    return cause.visit.product if isinstance(cause, Finding) else cause.product


def prefilled(cause):
    """What the form of the conclusion begins with. The source is stored in the register: in Vietnamese."""
    if isinstance(cause, Finding):
        day, ground = cause.visit.visited_on, FindingKind(cause.kind).ground
        with override("vi"):
            source = _("Post-inspection of %(day)s") % {"day": f"{day:%d/%m/%Y}"}
        return {"ground": ground, "source": source, "concluded_on": day, "findings": cause.text}
    with override("vi"):
        source = _("Report %(ticket)s") % {"ticket": cause.ticket}
    ground = GROUND_OF_REPORT.get(cause.kind)
    return {"ground": ground, "source": source, "concluded_on": day_of(), "findings": cause.what}


@transaction.atomic
def begin(cause, *, by, **conclusion):
    """Put the conclusion on record and keep what it came from; return the `Revocation`."""
    require(can_begin(by, cause))
    revocation = revocations.propose(product_of(cause), by=by, **conclusion)
    name = "finding" if isinstance(cause, Finding) else "report"
    RevocationCause.objects.create(revocation=revocation, **{name: cause})
    return revocation


def begun_from(report):
    """The revocations begun from a report, the latest first."""
    return Revocation.objects.filter(cause__report=report).order_by("-pk")


def latest_begun(findings):
    """{pk of the finding: the latest revocation begun from it}. One query."""
    causes = RevocationCause.objects.filter(finding__in=findings).select_related("revocation")
    return {cause.finding_id: cause.revocation for cause in causes.order_by("pk")}


# What findings and reports show of each other


def visits_about(report, user):
    """The visits that followed the report, and those to the product it names, the latest first."""
    visits = Visit.objects.visible_to(user)
    followed = visits.filter(report=report)
    about = followed | visits.filter(product=report.product) if report.product_id else followed
    return about.prefetch_related("findings").select_related("product").order_by("-visited_on", "-pk")


def reports_about(product, user):
    """What the public reported about a product, as far as the person may read it, the latest first."""
    return MisuseReport.objects.visible_to(user).filter(product=product).order_by("-created_at", "-pk")
