"""The queue's worker as it is, but planning few products at once: more places to be killed at."""

import os
from importlib import import_module
from pathlib import Path

from celery.signals import worker_init, worker_ready

from ocop_portal.celery import app

app.conf.task_default_queue = os.environ["DRILL_QUEUE"]
SMALL = 4


@worker_init.connect
def plan_few_at_once(**_kwargs):
    import_module("evaluations.reminders").CHUNK = SMALL


@worker_ready.connect
def say_so(**_kwargs):
    Path(os.environ["DRILL_READY"]).touch()
