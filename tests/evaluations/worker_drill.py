"""A real Celery worker (prefork) on the queue the suite was given, to be killed with SIGKILL."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from celery import Celery
from django.conf import settings

TASK = "evaluations.tasks.remind"
COMMAND = ["-m", "celery", "-A", "tests.evaluations.drilled_worker", "worker", "--pool", "prefork"]
OPTIONS = [
    "--concurrency",
    "3",
    "--without-gossip",
    "--without-mingle",
    "--without-heartbeat",
    "--loglevel",
    "ERROR",
]
PATIENCE = 60  # seconds for a worker to start on a busy machine


class Worker:
    """One worker at a time, its queue, and how often it or one of its children was killed."""

    def __init__(self, environment, folder, queue):
        self.folder, self.queue, self.killed = Path(folder), queue, 0
        self.ready = self.folder / "worker-ready"
        self.environment = environment | {"DRILL_QUEUE": queue, "DRILL_READY": str(self.ready)}
        self.sender = Celery("drill", broker=settings.CELERY_BROKER_URL, set_as_current=False)
        self.sender.conf.broker_transport_options = self._transport()
        self.process = None

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        if self.process:
            self.end()
        with self.sender.connection() as connection:
            connection.default_channel.queue_delete(self.queue)

    def _transport(self):
        if settings.REDIS_URL:
            return {}
        folders = {name: self.folder / "data" / "queue" / name for name in ("messages", "control")}
        for path in folders.values():
            path.mkdir(parents=True, exist_ok=True)
        messages = str(folders["messages"])
        return {
            "data_folder_in": messages,
            "data_folder_out": messages,
            "control_folder": str(folders["control"]),
        }

    def start(self):
        self.ready.unlink(missing_ok=True)
        with (self.folder / "worker.log").open("ab") as log:
            command = [sys.executable, "-W", "ignore", *COMMAND, *OPTIONS]
            self.process = subprocess.Popen(
                command,
                env=self.environment,
                cwd=settings.BASE_DIR,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_for(self.ready.exists)

    def enqueue_three(self):
        """Three wake-up calls at once, as when clock, sweep and hand come together."""
        threads = [threading.Thread(target=self.enqueue) for _each in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def enqueue(self):
        self.sender.send_task(TASK, queue=self.queue)

    def children(self):
        """Those of each of its threads: the one that replaces the killed is not the first."""
        threads = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return sorted(int(number) for listed in threads for number in listed.read_text().split())

    def kill_children(self, how_many):
        """Kill so many of the processes that work; the worker puts others in their place."""
        wait_for(lambda: len(self.children()) >= how_many)
        for number in self.children()[-how_many:]:
            os.kill(number, signal.SIGKILL)
            self.killed += 1

    def kill(self):
        """Kill worker and children at the same moment."""
        self.killed += 1 + len(self.children())
        self.end()

    def end(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def wait_for(condition, seconds=PATIENCE):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
