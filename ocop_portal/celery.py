"""The task queue: Redis when there is one, folders on disk when not."""

import os
from pathlib import Path

from celery import Celery
from django.conf import settings

from ocop_portal.core import queue_folder  # noqa: F401 makes the scheme of the embedded default known

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ocop_portal.settings")

app = Celery("ocop_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_after_configure.connect
def make_queue_folders(sender, **_kwargs):
    """Only when the queue is first used: the settings are still being read when this module loads."""
    if not settings.REDIS_URL:
        for folder in ("messages", "control"):
            Path(settings.QUEUE_DIR, folder).mkdir(parents=True, exist_ok=True)
