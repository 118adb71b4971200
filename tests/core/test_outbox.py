"""How the outbox sends once: claims, what is left of a killed sender, addresses that fail."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from ocop_portal.core import mail
from ocop_portal.core.mail_folder import EmailBackend
from ocop_portal.core.models import OutgoingMail
from ocop_portal.core.short_messages import ConsoleSender, FileSender, sender_of

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=11)


@pytest.fixture
def folder(settings, tmp_path):
    """Mail goes into a folder, as on the embedded default."""
    settings.EMAIL_BACKEND = "ocop_portal.core.mail_folder.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


def letter(key="nhac-1"):
    return mail.queue_text("can.bo@example.vn", "Nhắc việc", "Có hồ sơ chờ.", key=key)


def claimed(key="nhac-1"):
    """A mail whose sender was killed after claiming it."""
    row = letter(key)
    mail._claimed(row.pk)
    return row


def test_same_key_same_message_id():
    assert letter("a").message_id == OutgoingMail(key="a").message_id != OutgoingMail(key="b").message_id


def test_claimed_mail_is_nobody_elses():
    row = claimed()

    assert mail.send(row.pk) is False
    assert row not in OutgoingMail.objects.waiting()


def test_killed_before_the_server_had_it_is_sent_again(folder):
    claimed()

    assert mail.send_waiting(timezone.now() + LATER) == 1
    assert len(list(folder.glob("*.eml"))) == 1


def test_killed_after_the_server_had_it_is_not_sent_again(folder):
    row = claimed()
    mail._message(row).send()

    assert mail.send_waiting(timezone.now() + LATER) == 0
    row.refresh_from_db()
    assert row.sent_at is not None


def test_a_server_that_cannot_be_asked_leaves_it_unclear_until_a_person_decides():
    row = claimed()  # the tests' own mail server keeps no account of what it took

    assert mail.send_waiting(timezone.now() + LATER) == 0
    row.refresh_from_db()
    assert row.unclear_at is not None and list(OutgoingMail.objects.unclear()) == [row]

    mail.send_again(row)
    assert mail.send_waiting() == 1


def test_folder_keeps_a_message_once(folder):
    backend = EmailBackend()
    message = EmailMessage("Nhắc", "Nội dung", to=["a@example.vn"], headers={"Message-ID": "<x@ocop>"})

    assert backend.was_delivered("<x@ocop>") is False
    backend.send_messages([message, message])

    assert backend.was_delivered("<x@ocop>") is True
    assert [file.name for file in folder.iterdir()] == ["x@ocop.eml"]


def test_refused_address_is_not_tried_again():
    row = letter()
    mail._put_off(row, SMTPRecipientsRefused({row.recipient: (550, b"no such user")}))

    assert row.has_failed and list(OutgoingMail.objects.failed()) == [row]
    assert row not in OutgoingMail.objects.waiting(timezone.now() + timedelta(days=9))


def test_full_mailbox_is_tried_again():
    row = letter()
    mail._put_off(row, SMTPRecipientsRefused({row.recipient: (452, b"mailbox full")}))

    assert not row.has_failed
    assert row in OutgoingMail.objects.waiting(timezone.now() + timedelta(days=1))


def test_a_letter_that_came_back_counts_as_failed():
    row = letter()
    mail.send(row.pk)
    row.refresh_from_db()
    mail.note_bounce(row, "550 5.1.1")

    assert row.has_failed


def test_short_message_is_written_once_per_key(settings, tmp_path):
    settings.MESSAGE_DIR = tmp_path
    sender = FileSender("sms")

    assert sender.send("0912345678", "Một", key="1") == sender.send("0912345678", "Hai", key="1")

    assert [file.read_text() for file in tmp_path.rglob("*.txt")] == ["0912345678\nMột\n"]


def test_console_says_that_it_is_one(settings, caplog):
    settings.SHORT_MESSAGES = {"sms": "console", "zalo": "off"}

    assert sender_of("sms") == ConsoleSender("sms")
    assert sender_of("zalo") is None
    assert sender_of("sms").send("0912345678", "Nhắc", key="1") == "console"
    assert "0912345678" in caplog.text
