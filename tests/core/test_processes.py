"""Programs that run as one: each start is answered by a clean end."""

import signal
import sys
import threading
import time

import pytest

from ocop_portal.core.processes import Family

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
QUITTER = [sys.executable, "-c", "raise SystemExit(3)"]


@pytest.fixture
def family():
    family = Family()
    yield family
    family.stop()


def test_watch_names_the_child_that_ended_by_itself(family):
    family.start("sleeper", SLEEPER)
    family.start("quitter", QUITTER)
    assert family.watch() == "quitter"
    assert family.children["sleeper"].poll() is None


def test_stop_ends_every_child(family):
    family.start("one", SLEEPER)
    family.start("two", SLEEPER)
    family.stop()
    assert [child.returncode for child in family.children.values()] == [-signal.SIGTERM] * 2


def test_watch_returns_nothing_when_asked_to_stop(family):
    family.start("sleeper", SLEEPER)
    threading.Timer(0.2, family.asked_to_stop.set).start()
    assert family.watch() is None


def test_stop_kills_a_child_that_will_not_listen(family, monkeypatch):
    monkeypatch.setattr("ocop_portal.core.processes.PATIENCE", 0.5)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
    family.start("deaf", [sys.executable, "-c", deaf])
    time.sleep(1)
    family.stop()
    assert family.children["deaf"].returncode == -signal.SIGKILL
