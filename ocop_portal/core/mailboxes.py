"""The mailbox to which undeliverable letters come back: a folder (maildir), or one reached by IMAP.

Both give their unread messages and mark one as read once its news is in the database, so whoever is killed
in between reads it again. Nothing is ever deleted.
"""

import imaplib
import re
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

ENOUGH_BYTES = 256 * 1024  # the report stands before what is returned of the letter
TIMEOUT = 30  # seconds


class MailboxError(Exception):
    """The mailbox cannot be read; the text says why."""


@contextmanager
def opened(url):
    """Open the mailbox of an address split by `urllib.parse.urlsplit`; raise `MailboxError` if it fails."""
    try:
        with (Maildir if url.scheme == "maildir" else Imap)(url) as box:
            yield box
    except (OSError, imaplib.IMAP4.error) as error:
        raise MailboxError(str(error) or type(error).__name__) from error


class Maildir:
    """A folder with `new` and `cur`; the flag S in a file's name says that it was read."""

    def __init__(self, url):
        self.folder = Path(unquote(url.path))

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        return None

    def unread(self):
        found = [*(self.folder / "new").iterdir(), *(self.folder / "cur").iterdir()]
        return sorted(path for path in found if "S" not in path.name.partition(":2,")[2])

    def content(self, path):
        with path.open("rb") as file:
            return file.read(ENOUGH_BYTES)

    def mark_read(self, path):
        name, _info, flags = path.name.partition(":2,")
        path.rename(self.folder / "cur" / f"{name}:2,{''.join(sorted({*flags, 'S'}))}")


class Imap:
    """A folder of a mail server, spoken to over TLS (imap+ssl) or, inside an own network, without (imap)."""

    PORTS = {"imap": imaplib.IMAP4_PORT, "imap+ssl": imaplib.IMAP4_SSL_PORT}

    def __init__(self, url):
        self.url = url
        self.folder = unquote(url.path).strip("/") or "INBOX"

    def __enter__(self):
        url = self.url
        speak = imaplib.IMAP4_SSL if url.scheme == "imap+ssl" else imaplib.IMAP4
        self.server = speak(url.hostname, url.port or self.PORTS[url.scheme], timeout=TIMEOUT)
        try:
            self._sign_in(unquote(url.username), unquote(url.password))
            self._ask("select", f'"{self.folder}"')
        except BaseException:
            self.server.shutdown()
            raise
        return self

    def _sign_in(self, name, password):
        if (name + password).isascii():
            self.server.login(name, password)
        else:  # LOGIN knows ASCII only
            self.server.authenticate("PLAIN", lambda _challenge: f"\0{name}\0{password}".encode())

    def __exit__(self, *_error):
        try:
            self.server.logout()
        except (OSError, imaplib.IMAP4.error):
            self.server.shutdown()

    def unread(self):
        return self._ask("uid", "SEARCH", "UNSEEN")[0].split()

    def content(self, uid):
        """The beginning of the message, left unread; nothing when somebody took it away meanwhile."""
        answer = self._ask("uid", "FETCH", uid, f"(BODY.PEEK[]<0.{ENOUGH_BYTES}>)")
        return next((part[1] for part in answer if isinstance(part, tuple)), b"")

    def mark_read(self, uid):
        self._ask("uid", "STORE", uid, "+FLAGS", r"(\Seen)")

    def _ask(self, command, *words):
        state, answer = getattr(self.server, command)(*words)
        if state != "OK":
            said = b" ".join(part for part in answer if isinstance(part, bytes)).decode("utf-8", "replace")
            raise imaplib.IMAP4.error(re.sub(r"\s+", " ", said))
        return answer
