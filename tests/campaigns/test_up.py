"""`manage.py up` as a person meets it: one command, an address, a clean end, and a quick second start."""

import os
import re
import signal
import socket
import subprocess
import time
from urllib.request import urlopen

import pytest
from django.core.management.base import CommandError
from django.db.migrations.exceptions import NodeNotFoundError

from campaigns.management.commands import up
from tests.journeys.portal import Portal, free_port


class Started(Portal):
    """`manage.py up`, read line by line as the person at the keyboard does."""

    def __init__(self, folder, port):
        super().__init__(folder, port)
        self.at = time.monotonic()

    def output(self):
        return self.log.read_text()

    def until_announced(self):
        """Wait until the accounts are printed; return the seconds since the start."""
        self.wait_until_ready()
        while f"{self.address} " not in self.output():
            assert self.process.poll() is None, self.output()
            time.sleep(0.1)
        return time.monotonic() - self.at

    def ended(self, number=None):
        """Wait for the end, after a signal if one is given; return the exit code."""
        if number:
            self.process.send_signal(number)
        return self.process.wait(60)

    def accounts(self):
        return set(re.findall(r"\S+@\S+", self.output()))


def page(address):
    with urlopen(address, timeout=30) as answer:
        return answer.read().decode()


def children_of(process):
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True).stdout
    pairs = [line.split() for line in listed.splitlines()]
    return [int(pid) for pid, parent in pairs if int(parent) == process.pid]


def test_up_starts_stops_cleanly_and_starts_again_quickly_with_the_same_data(tmp_path):
    port = free_port()
    first = Started(tmp_path, port)
    took = first.until_announced()
    assert "/san-pham/" in page(first.address + "/")
    assert len(first.accounts()) >= 10
    assert first.ended(signal.SIGINT) == 0, first.output()
    assert "Traceback" not in first.output()
    accounts = first.accounts()

    second = Started(tmp_path, port)
    assert second.until_announced() < took
    assert "seed_demo" not in second.output()
    assert second.accounts() == accounts
    assert second.ended(signal.SIGTERM) == 0, second.output()

    third = Started(tmp_path, port)
    third.until_announced()
    os.kill(children_of(third.process)[0], signal.SIGKILL)
    assert third.ended() == 1, "a program that dies takes the others with it and is reported"
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
        pass


def test_up_refuses_a_port_that_is_taken(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        portal = Started(tmp_path, taken)
        assert portal.ended() == 1
    assert str(taken) in portal.output()
    assert not (tmp_path / "data" / "portal.sqlite3").exists()


def test_a_database_of_an_unknown_past_is_refused_with_the_cure(monkeypatch):
    def migrate(*_names, **_options):
        raise NodeNotFoundError("0012 is missing", ("evaluations", "0012"))

    monkeypatch.setattr(up, "call_command", migrate)

    with pytest.raises(CommandError, match=r"xóa .* rồi khởi động lại"):
        up.lay_tables()
