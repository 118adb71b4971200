"""Several programs run as one: they start together, and when one ends all end."""

import os
import signal
import subprocess
import threading

PATIENCE = 15  # seconds a program has to finish what it is doing before it is killed


class Family:
    """Child programs by name. Ctrl-C and a polite kill reach only us; we pass them on in order."""

    def __init__(self):
        self.children = {}
        self.asked_to_stop = threading.Event()

    def heed_signals(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.asked_to_stop.set())

    def start(self, name, command, *, environment=None):
        self.children[name] = subprocess.Popen(command, env=environment, start_new_session=True)

    def ended(self):
        """Return the name of a child that is no longer running, or None."""
        return next((name for name, child in self.children.items() if child.poll() is not None), None)

    def watch(self):
        """Wait until somebody asks us to stop (None) or a child ends by itself (its name)."""
        while not self.asked_to_stop.wait(0.3):
            if name := self.ended():
                return name
        return None

    def stop(self):
        for child in self.children.values():
            child.terminate()
        for child in self.children.values():
            try:
                child.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
