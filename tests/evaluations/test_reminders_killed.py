"""The scheduler, run three times in parallel and killed at 50 random points, sends each reminder once.

So does a Celery worker that is killed with what it is doing while three calls come in at once.
On whichever database the suite runs, with the Redis it was given or with none.
"""

import email
import json
import os
import random
import socketserver
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import timedelta
from email import policy
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings as suite
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from evaluations import reminders
from evaluations.enums import Channel
from evaluations.models import Reminder
from ocop_portal.accounts.models import Notice
from ocop_portal.core import mail
from ocop_portal.core.models import OutgoingMail
from tests import cast
from tests.evaluations.certified import DAY, another_member, at_stage, ending
from tests.evaluations.worker_drill import Worker, wait_for

pytestmark = pytest.mark.django_db(transaction=True)
SEED = 26
KILLS = 50
PRODUCERS = 45
LIVES, BLOWS, EACH = 3, 5, 3  # of a worker, blows in each, new certificates before each
LONGEST_WAIT = 0.4  # seconds from the calls to the blow


def certificates(count):
    """Each producer has a member and a certificate; an officer each of commune and province reads all."""
    for number in range(count):
        maker = cast.producer(f"Hộ {number:02}")
        another_member(f"Thành viên {number:02}", maker)
        at_stage(180, f"Mật ong {number:02}.", made_by=maker)
    cast.officer(cast.COMMUNE), cast.officer(cast.PROVINCE)


def address_of_the_database():
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    who = f"{facts['USER']}:{facts['PASSWORD']}" if facts["PASSWORD"] else facts["USER"]
    return f"postgres://{who}@{facts['HOST']}:{facts['PORT']}/{facts['NAME']}"


def drill(tmp_path, mail_url, kills):
    """Kill that many senders; return how many were killed."""
    command = [sys.executable, "-m", "tests.evaluations.kill_drill", str(SEED), str(kills), f"{DAY}"]
    done = subprocess.run(
        command,
        env=environment(tmp_path, mail_url),
        cwd=suite.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])["killed"]


def environment(tmp_path, mail_url):
    """What a process of the portal needs to know to work on the database and the queue of the suite."""
    found = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "ocop_portal.settings",
        "DATABASE_URL": address_of_the_database(),
        "OCOP_DATA_DIR": str(tmp_path / "data"),
        "OCOP_EMAIL_URL": mail_url,
        "OCOP_LOG_LEVEL": "ERROR",
        "OCOP_SMS": "off",
    }
    return found | ({"REDIS_URL": suite.REDIS_URL} if suite.REDIS_URL else {})


def finish():
    """What the clock does afterwards: it sweeps, and looks after claims that are too old to be alive."""
    call_command("send_reminders", on=DAY, verbosity=0)
    mail.send_waiting(timezone.now() + timedelta(minutes=11), limit=1000)


def letters(folder):
    for file in Path(folder).glob("*.eml"):
        yield email.message_from_bytes(file.read_bytes(), policy=policy.default)


def named(found):
    """How often each product is named to each recipient, over all letters."""
    counted = Counter()
    for recipient, text in found:
        counted.update((recipient, name) for name in names() if name in text)
    return counted


def names():
    return [f"Mật ong {number:02}." for number in range(PRODUCERS)]


def expected_once():
    rows = Reminder.objects.filter(channel=Channel.EMAIL)
    return Counter(rows.values_list("recipient", "product__name"))


def test_killed_at_50_random_points_each_reminder_goes_out_once(tmp_path, settings):
    settings.SHORT_MESSAGES = {"sms": "off", "zalo": "off"}
    settings.EMAIL_BACKEND = "ocop_portal.core.mail_folder.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    certificates(PRODUCERS)

    killed = drill(tmp_path, f"filemail:///{tmp_path / 'mail'}", KILLS)
    finish()

    assert killed >= KILLS
    assert Reminder.objects.count() == PRODUCERS * 3 * 2  # member, commune, province; mail and notice
    assert not Reminder.objects.filter(done_at=None).exists()
    assert not OutgoingMail.objects.filter(sent_at=None).exists()
    found = [(letter["To"], letter.get_content()) for letter in letters(tmp_path / "mail")]
    assert len(found) == OutgoingMail.objects.count()
    assert named(found) == expected_once()
    assert set(expected_once().values()) == {1}
    members = Notice.objects.filter(user__full_name__startswith="Thành viên")
    assert members.count() == PRODUCERS


def more_certificates(first, count):
    """Certificates whose window opens on the day that reminds now, so that a worker has something to do."""
    day = reminders.reminding_day()
    for number in range(first, first + count):
        maker = cast.producer(f"Hộ {number:02}")
        another_member(f"Thành viên {number:02}", maker)
        ending(day + timedelta(days=180), f"Mật ong {number:02}.", made_by=maker)


def kill_again_and_again(worker, dice):
    """Lives of a worker: more to do, three calls at once, children killed, then all of it killed.

    Return how many of the blows fell between planning and the last letter.
    """
    amid = 0
    for life in range(LIVES):
        worker.start()
        for blow in range(BLOWS):
            more_certificates((life * BLOWS + blow) * EACH, EACH)
            worker.enqueue_three()
            time.sleep(dice.uniform(0, LONGEST_WAIT))
            amid += in_the_middle()
            if blow < BLOWS - 1:
                worker.kill_children(dice.randint(1, 3))
        worker.kill()
    return amid


def in_the_middle():
    undone = Reminder.objects.filter(done_at=None).exists()
    return undone or OutgoingMail.objects.filter(sent_at=None).exists()


def work_it_off(worker):
    """A worker nobody kills finds the claims of the dead ones and finishes."""
    worker.start()
    worker.enqueue_three()
    wait_for(lambda: not left_to_do())


def left_to_do():
    waiting = Reminder.objects.filter(done_at=None).exists()
    return waiting or OutgoingMail.objects.waiting().exists() or len(names()) * 6 > Reminder.objects.count()


def test_a_celery_worker_killed_again_and_again_reminds_once(tmp_path, settings):
    settings.SHORT_MESSAGES = {"sms": "off", "zalo": "off"}
    settings.EMAIL_BACKEND = "ocop_portal.core.mail_folder.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    cast.officer(cast.COMMUNE), cast.officer(cast.PROVINCE)
    known = environment(tmp_path, f"filemail:///{tmp_path / 'mail'}")
    with Worker(known, tmp_path, f"drill-{uuid4()}") as worker:
        amid = kill_again_and_again(worker, random.Random(SEED))
        work_it_off(worker)
    mail.send_waiting(timezone.now() + timedelta(minutes=11), limit=1000)

    assert worker.killed > LIVES * BLOWS and amid
    assert Reminder.objects.count() == PRODUCERS * 3 * 2 and not left_to_do()
    found = [(letter["To"], letter.get_content()) for letter in letters(tmp_path / "mail")]
    assert len(found) == OutgoingMail.objects.exclude(sent_at=None).count() == OutgoingMail.objects.count()
    assert named(found) == expected_once() and set(expected_once().values()) == {1}
    assert Notice.objects.filter(user__full_name__startswith="Thành viên").count() == PRODUCERS


class Mailbox(socketserver.ThreadingTCPServer):
    """A mail server that counts what it took and forgets nothing, not even doubles."""

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        self.taken = []
        super().__init__(("127.0.0.1", 0), Conversation)


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 ready")
        for line in self.rfile:
            verb = line.split()[0].upper() if line.split() else b""
            if verb == b"DATA":
                self.say("354 go on")
                self.server.taken.append(b"".join(iter(self.rfile.readline, b".\r\n")))
            self.say("221 bye" if verb == b"QUIT" else "250 ok")

    def say(self, words):
        try:
            self.wfile.write(f"{words}\r\n".encode())
        except OSError:  # the sender was killed
            self.server.interrupted = True


def test_a_mail_server_that_cannot_be_asked_never_gets_a_letter_twice(tmp_path, settings):
    settings.SHORT_MESSAGES = {"sms": "off", "zalo": "off"}
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    certificates(12)
    with Mailbox() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        drill(tmp_path, f"smtp://127.0.0.1:{settings.EMAIL_PORT}", 24)
        finish()
        server.shutdown()

    taken = [email.message_from_bytes(content, policy=policy.default) for content in server.taken]
    assert max(Counter(letter["Message-ID"] for letter in taken).values()) == 1
    unclear = set(OutgoingMail.objects.filter(sent_at=None).values_list("pk", flat=True))
    assert unclear == set(OutgoingMail.objects.unclear().values_list("pk", flat=True))
    sent = {row.message_id for row in OutgoingMail.objects.exclude(sent_at=None)}
    assert sent <= {letter["Message-ID"] for letter in taken}
