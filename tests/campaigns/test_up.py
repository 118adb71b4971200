"""`manage.py up` as a person meets it: one command, an address, a clean end, and a quick second start."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 240  # seconds; the first start loads 14,000 administrative units and the demo


class Portal:
    """A running `manage.py up` with a data folder and a port of its own."""

    def __init__(self, folder, port):
        environment = {"PATH": os.environ["PATH"], "OCOP_DATA_DIR": str(folder), "OCOP_PORT": str(port)}
        environment["PYTHONUNBUFFERED"] = "1"
        self.address = f"http://127.0.0.1:{port}"
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "up"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines = []
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        self.lines.extend(iter(self.process.stdout.readline, ""))

    def output(self):
        return "".join(self.lines)

    def wait_for(self, text):
        """Wait until the text is printed; return the seconds since the start."""
        while text not in self.output():
            assert self.process.poll() is None, self.output()
            assert time.monotonic() - self.started < PATIENCE, self.output()
            time.sleep(0.1)
        return time.monotonic() - self.started

    def stop(self, number=signal.SIGINT):
        """Stop as Ctrl-C does; return the exit code."""
        self.process.send_signal(number)
        return self.ended()

    def ended(self):
        """Wait for the end; return the exit code."""
        code = self.process.wait(60)
        self.reader.join(10)
        self.process.stdout.close()
        return code


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def page(address):
    with urlopen(address, timeout=30) as answer:
        return answer.read().decode()


def children_of(process):
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True).stdout
    pairs = [line.split() for line in listed.splitlines()]
    return [int(pid) for pid, parent in pairs if int(parent) == process.pid]


def accounts(portal):
    return set(re.findall(r"\S+@\S+", portal.output()))


def test_up_starts_stops_cleanly_and_starts_again_quickly_with_the_same_data(tmp_path, port):
    first = Portal(tmp_path, port)
    first.wait_for(first.address)
    assert "/san-pham/" in page(first.address + "/")
    assert len(accounts(first)) >= 10
    assert first.stop(signal.SIGINT) == 0, first.output()
    assert "Traceback" not in first.output()

    second = Portal(tmp_path, port)
    assert second.wait_for(second.address) < 20
    assert "seed_demo" not in second.output()
    assert second.stop(signal.SIGTERM) == 0, second.output()
    assert accounts(second) == accounts(first)

    third = Portal(tmp_path, port)
    third.wait_for(third.address)
    os.kill(children_of(third.process)[0], signal.SIGKILL)
    assert third.ended() == 1, "a program that dies takes the others with it and is reported"
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
        pass


def test_up_refuses_a_port_that_is_taken(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        portal = Portal(tmp_path, taken)
        assert portal.ended() == 1
    assert str(taken) in portal.output()
    assert not (tmp_path / "portal.sqlite3").exists()
