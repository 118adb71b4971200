"""Signs of life for machines, and the pages shown when something is wrong."""

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from evaluations.machine import signs


@never_cache
@require_safe
def healthz(request):
    return JsonResponse({"process": "ok"})


@never_cache
@require_safe
def readyz(request):
    """200 when the database answers and is migrated; clock, reminders and mail are reported beside it."""
    if _unapplied_migrations():
        return JsonResponse({"database": "ok", "migrations": "missing"}, status=503)
    found = signs()
    state = {"database": "ok", "migrations": "ok", "queue": found.queue}
    mail = {"waiting": found.mail_waiting, "failed": found.mail_failed, "unclear": found.mail_unclear}
    mail["returned"] = found.returned
    return JsonResponse(state | {"reminders": found.reminders, "mail": found.mail, "mails": mail})


def _unapplied_migrations():
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())


@require_safe
def robots(request):
    sitemap = f"{settings.SITE_URL}{reverse('sitemap')}"
    lines = ("User-agent: *", "Disallow: /lam-viec/", "Disallow: /admin/", f"Sitemap: {sitemap}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def csrf_failure(request, reason=""):
    text = _(
        "This page was open for too long. Go back, reload it and send the form again: nothing was changed."
    )
    return render(request, "403.html", {"reason": text}, status=403)


def server_error(request):
    return render(request, "500.html", status=500)
