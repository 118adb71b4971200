"""A mail server inside the test: as much of IMAP4rev1 as reading a mailbox needs."""

import re
import socketserver
import threading
from base64 import b64decode
from urllib.parse import quote


class FakeImap:
    """Serves one folder to one account; `seen` holds the numbers of the messages that were read."""

    def __init__(self, user, password, messages):
        self.user, self.password, self.messages = user, password, messages
        self.seen = set()
        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Conversation)
        self.server.daemon_threads = True
        self.server.box = self

    @property
    def url(self):
        port = self.server.server_address[1]
        return f"imap://{quote(self.user)}:{quote(self.password, safe='')}@127.0.0.1:{port}/INBOX"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_error):
        self.server.shutdown()
        self.server.server_close()


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.say(b"* OK ready")
        for line in self.rfile:
            tag, command, rest = (line.strip().split(b" ", 2) + [b"", b""])[:3]
            if command.upper() == b"UID":
                command, _space, rest = rest.partition(b" ")
            getattr(self, command.decode().lower())(tag, rest)
            if command.upper() == b"LOGOUT":
                return

    def say(self, *lines):
        self.wfile.write(b"".join(line + b"\r\n" for line in lines))

    def capability(self, tag, _rest):
        self.say(b"* CAPABILITY IMAP4rev1", tag + b" OK done")

    def authenticate(self, tag, _rest):
        """PLAIN: the way in for passwords beyond ASCII."""
        self.say(b"+ ")
        _nobody, user, password = b64decode(self.rfile.readline()).decode().split("\0")
        self.let_in(tag, user, password)

    def login(self, tag, rest):
        user, password = rest.decode().split(" ")
        self.let_in(tag, user, password.strip('"'))

    def let_in(self, tag, user, password):
        is_right = (user, password) == (self.server.box.user, self.server.box.password)
        self.say(tag + (b" OK in" if is_right else b" NO [AUTHENTICATIONFAILED] wrong password"))

    def select(self, tag, _rest):
        self.say(b"* %d EXISTS" % len(self.server.box.messages), tag + b" OK [READ-WRITE] done")

    def search(self, tag, _rest):
        box = self.server.box
        unseen = [uid for uid in range(1, len(box.messages) + 1) if uid not in box.seen]
        self.say(b"* SEARCH" + b"".join(b" %d" % uid for uid in unseen), tag + b" OK done")

    def fetch(self, tag, rest):
        found = re.fullmatch(rb"(\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)", rest)
        uid, most = int(found[1]), int(found[2])
        content = self.server.box.messages[uid - 1][:most]
        self.say(
            b"* %d FETCH (UID %d BODY[]<0> {%d}" % (uid, uid, len(content)), content + b")", tag + b" OK done"
        )

    def store(self, tag, rest):
        found = re.fullmatch(rb"(\d+) \+FLAGS \(\\Seen\)", rest)
        self.server.box.seen.add(int(found[1]))
        self.say(b"* %d FETCH (FLAGS (\\Seen))" % int(found[1]), tag + b" OK done")

    def logout(self, tag, _rest):
        self.say(b"* BYE", tag + b" OK done")
