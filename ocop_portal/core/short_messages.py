"""Messages to telephones, behind one small interface.

A sender has `send(phone, text, *, key)`: it hands the message over once per key and returns what became of it
in a few words, kept beside the message. The senders here write files or the log and say so; a carrier's
sender is another class in `SENDERS`.
"""

import logging
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from ocop_portal.core.write_once import write_once

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class FileSender:
    """Writes each message into a file of its own, named by its key; a second time changes nothing."""

    kind: str

    def send(self, phone, text, *, key):
        name = f"{self.kind}/{key}.txt"
        write_once(Path(settings.MESSAGE_DIR) / name, f"{phone}\n{text}\n".encode())
        return f"file {name}"


@dataclass(frozen=True)
class ConsoleSender:
    """Writes each message into the log."""

    kind: str

    def send(self, phone, text, *, key):
        log.warning("%s %s to %s: %s", self.kind, key, phone, text)
        return "console"


SENDERS = {"file": FileSender, "console": ConsoleSender}


def sender_of(kind):
    """Return the sender of "sms" or "zalo", or None where the channel is off."""
    way = settings.SHORT_MESSAGES[kind]
    return SENDERS[way](kind) if way in SENDERS else None
