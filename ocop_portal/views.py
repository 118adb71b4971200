"""Signs of life for machines, and the pages shown when something is wrong."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ocop_portal.core.models import Heartbeat

QUEUE_SILENT_SECONDS = 300


@never_cache
@require_safe
def healthz(request):
    return JsonResponse({"process": "ok"})


@never_cache
@require_safe
def readyz(request):
    """200 when the database answers and is migrated; the queue's last heartbeat is reported beside it."""
    migrated = not _unapplied_migrations()
    beat = Heartbeat.objects.filter(name="beat").first()
    silent = (timezone.now() - beat.at).total_seconds() if beat else None
    state = {
        "database": "ok",
        "migrations": "ok" if migrated else "missing",
        "queue": "ok" if silent is not None and silent < QUEUE_SILENT_SECONDS else "silent",
    }
    return JsonResponse(state, status=200 if migrated else 503)


def _unapplied_migrations():
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())


@require_safe
def robots(request):
    return HttpResponse("User-agent: *\nDisallow: /lam-viec/\nDisallow: /admin/\n", content_type="text/plain")


def csrf_failure(request, reason=""):
    text = _(
        "This page was open for too long. Go back, reload it and send the form again: nothing was changed."
    )
    return render(request, "403.html", {"reason": text}, status=403)


def server_error(request):
    return render(request, "500.html", status=500)
