"""The progress report of a plan as a download: Word, PDF or a workbook, for the day asked."""

from django.contrib.auth.decorators import login_required
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns import plan_report
from campaigns.plan_filters import DayAsked
from campaigns.plan_views import visible_plan
from ocop_portal.core.files import XLSX
from ocop_portal.core.paper_files import file_response, paper_response


@require_safe
@login_required
def plan_paper(request, pk, form):
    plan = visible_plan(request, pk)
    day = DayAsked(request.GET, plan).day
    name = _("Report of %(plan)s") % {"plan": plan}
    if form == "xlsx":
        content = plan_report.workbook(plan, day)
        return file_response(content, name=f"{name}.xlsx", content_type=XLSX.content_type)
    return paper_response(plan_report.report(plan, day), name=name, form=form)
