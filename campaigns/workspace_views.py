"""The first page of the workspace: what waits for a person in the evaluation and in the support."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from campaigns import support_waiting
from evaluations import waiting


@require_safe
@login_required
def workspace(request):
    context = {
        "sections": [*waiting.sections(request.user), *support_waiting.sections(request.user)],
        "roles": waiting.roles(request.user),
        "expiring": waiting.expiring_count(request.user),
        "first_step": waiting.first_step(request.user),
        "is_administrator": request.user.is_staff,
    }
    return render(request, "campaigns/workspace_page.html", context)
