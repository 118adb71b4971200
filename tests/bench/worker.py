"""One gunicorn worker with the portal, asked over the line, and what it spends.

Counted is CPU, not time: that of the worker and, on PostgreSQL, of the backends that answer it, as the kernel
keeps it (/proc). Who asks is another process and costs nothing.
"""

import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from django.db import connection

SERVER = (
    "-m", "gunicorn", "tests.bench.served:application", "--workers", "1", "--worker-tmp-dir", "/dev/shm",
    "--no-control-socket", "--log-level", "warning",
)  # fmt: skip
SECONDS_TO_START = 60
BACKENDS = """SELECT pid FROM pg_stat_activity WHERE datname = current_database()
    AND backend_type = 'client backend' AND pid <> pg_backend_pid()"""


@contextmanager
def started():
    """Start the worker, give it, and stop it at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, *SERVER, "--bind", f"127.0.0.1:{port}"])
    try:
        worker = Worker(port)
        worker.wait_for(server)
        worker.find_processes(server.pid)
        yield worker
    finally:
        server.terminate()
        server.wait()


class Worker:
    def __init__(self, port):
        self.port, self.processes = port, []

    def ask(self, path, **headers):
        """Ask for a page; return status, headers and body."""
        line = HTTPConnection("127.0.0.1", self.port)
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        body = answer.read()
        line.close()
        return answer.status, dict(answer.headers), body

    def ask_anew(self, path):
        """Ask for a page of which nothing is kept but how many products it has to count."""
        return self.ask(path, Forget="but counts")

    def ask_first(self, path):
        """Ask for a page nobody has asked for: even its products have to be counted."""
        return self.ask(path, Forget="all but the cube")

    def cpu_ms(self, act, seconds):
        """CPU milliseconds of one run of `act`, from as many runs as fit into the seconds."""
        act()
        runs, before = 0, self._spent()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            act()
            runs += 1
        return (self._spent() - before) / 1e6 / runs

    def wait_for(self, server):
        until = time.monotonic() + SECONDS_TO_START
        while True:
            try:
                return self.ask("/san-pham/")
            except ConnectionRefusedError:
                if time.monotonic() > until or server.poll() is not None:
                    raise
                time.sleep(0.1)

    def find_processes(self, server):
        """Find the worker among the children of its server, and the database's backend that answers it."""
        self.processes = Path(f"/proc/{server}/task/{server}/children").read_text().split()
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(BACKENDS)
                self.processes += [pid for (pid,) in cursor.fetchall()]

    def _spent(self):
        """Return the nanoseconds on a processor so far."""
        return sum(int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) for pid in self.processes)
