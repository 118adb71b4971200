"""The real portal as `make run` starts it, with a data folder, a port and a password of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
PASSWORD = "vai-thieu-mua-gat-7"
PATIENCE = 300  # seconds; the first start loads the map, the regulations and the demonstration


class Portal:
    def __init__(self, folder, port=None):
        self.log = folder / "portal.log"
        port = port or free_port()
        self.address = f"http://127.0.0.1:{port}"
        environment = {
            "PATH": os.environ["PATH"],
            "OCOP_DATA_DIR": str(folder / "data"),
            "OCOP_PORT": str(port),
            "OCOP_DEMO_PASSWORD": PASSWORD,
        }
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "up"],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def wait_until_ready(self):
        deadline = time.monotonic() + PATIENCE
        while not self.answers():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.5)

    def answers(self):
        try:
            with urlopen(f"{self.address}/readyz", timeout=5) as answer:
                return answer.status == 200
        except (URLError, TimeoutError, ConnectionError):
            return False

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(60) == 0, self.log.read_text()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
