"""Letters that came back: reading the reports, finding the letter, the mailbox as a folder and by IMAP."""

from datetime import timedelta
from email import message_from_bytes
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from ocop_portal import env
from ocop_portal.core import mail, returned_mail
from ocop_portal.core.bounces import Bounce, FailedRecipient, read_bounce
from ocop_portal.core.mailboxes import MailboxError
from ocop_portal.core.models import Heartbeat, OutgoingMail
from ocop_portal.core.tasks import read_returned_mail
from tests.core.imap import FakeImap
from tests.core.reports import BARE, EXIM, ON_HOLIDAY, POSTFIX, READ_RECEIPT, report

ABOUT = {"recipient": "htx@example.vn", "message_id": "<abc@ocop.vn>"}


# Reading


def read(template, **facts):
    return read_bounce(message_from_bytes(report(template, **(ABOUT | facts))))


def test_postfix_says_which_letter_and_why():
    words = "5.1.1 smtp; 550 5.1.1 <htx@example.vn>: Recipient address rejected: User unknown"

    assert read(POSTFIX) == Bounce("<abc@ocop.vn>", (FailedRecipient("htx@example.vn", True, words),))


def test_forwarded_address_and_headers_only():
    bounce = read(EXIM)

    assert bounce.message_id == "<abc@ocop.vn>"
    assert [one.address for one in bounce.permanent] == ["hop.thu.moi@example.com"]


def test_report_without_the_letter_names_the_address():
    bounce = read(BARE)

    assert bounce.message_id == "" and bounce.permanent[0].address == "htx@example.vn"


def test_delayed_is_temporary_and_delivered_is_nothing():
    assert [one.is_permanent for one in read(POSTFIX, action="delayed", status="4.4.1").recipients] == [False]
    assert read(POSTFIX, action="delivered", status="2.0.0").recipients == ()


def test_given_up_after_days_is_permanent_whatever_its_status():
    assert read(POSTFIX, action="Failed", status="4.4.1").permanent


@pytest.mark.parametrize("template", [ON_HOLIDAY, READ_RECEIPT], ids=["on holiday", "receipt of reading"])
def test_what_is_no_report_says_nothing(template):
    assert read(template) == Bounce()


@given(st.binary(max_size=400), st.integers(0, 2000))
def test_no_message_breaks_the_reader(noise, cut):
    whole = report(POSTFIX, **ABOUT)

    for content in (noise, whole[:cut], whole[:cut] + noise, whole[:cut] + noise + whole[cut:]):
        assert isinstance(read_bounce(message_from_bytes(content)), Bounce)


# Finding the letter


def sent(key="nhac-1", recipient="htx@example.vn"):
    row = mail.queue_text(recipient, "Nhắc việc", "Có hồ sơ chờ.", key=key)
    mail.send(row.pk)
    row.refresh_from_db()
    return row


def take_in(content, at=None):
    return returned_mail.take_in(message_from_bytes(content), at)


def failed():
    return set(OutgoingMail.objects.failed())


@pytest.mark.django_db
@pytest.mark.parametrize("template", [POSTFIX, EXIM, BARE], ids=["postfix", "exim", "bare"])
def test_report_marks_its_letter_and_flags_the_address(template):
    row, other = sent(), sent("nhac-2", "khac@example.vn")

    assert take_in(report(template, row)) == returned_mail.RETURNED

    row.refresh_from_db()
    assert failed() == {row} and row.last_error[:2] == "5."
    assert OutgoingMail.objects.dead_addresses([row.recipient, other.recipient]) == [row.recipient]


@pytest.mark.django_db
def test_delayed_letter_and_automatic_answer_flag_nothing():
    row = sent()

    assert take_in(report(POSTFIX, row, action="delayed", status="4.4.1")) == returned_mail.DELAYED
    assert take_in(report(ON_HOLIDAY, row)) == returned_mail.OTHER
    assert failed() == set()


@pytest.mark.django_db
def test_report_about_a_letter_never_sent_flags_nothing_though_the_address_is_known():
    row = sent()
    waiting = mail.queue_text(row.recipient, "Nhắc", "Chưa gửi", key="nhac-2")

    assert take_in(report(POSTFIX, row, message_id="<spam@forged.example>")) == returned_mail.UNKNOWN
    assert take_in(report(BARE, row, recipient="la@example.vn")) == returned_mail.UNKNOWN
    take_in(report(POSTFIX, waiting))
    assert failed() == set()


@pytest.mark.django_db
def test_report_without_a_letter_means_the_newest_of_the_last_days():
    first, second = sent("nhac-1"), sent("nhac-2")
    late = timezone.now() + timedelta(days=20)

    assert take_in(report(BARE, first), late) == returned_mail.UNKNOWN
    take_in(report(BARE, first))
    assert failed() == {second}


@pytest.mark.django_db
def test_same_report_twice_marks_once_and_not_what_a_person_sends_again():
    row = sent()
    take_in(report(POSTFIX, row))
    row.refresh_from_db()
    marked = row.refused_at

    take_in(report(POSTFIX, row))
    row.refresh_from_db()
    assert row.refused_at == marked

    mail.send_again(row)
    take_in(report(POSTFIX, row))
    assert row in OutgoingMail.objects.waiting()


@pytest.mark.django_db
def test_letter_that_was_unclear_was_sent_if_it_comes_back():
    row = mail.queue_text("htx@example.vn", "Nhắc", "Nội dung", key="nhac-1")
    mail._claimed(row.pk)
    mail.settle(timezone.now() + timedelta(minutes=11))

    take_in(report(POSTFIX, row))

    assert failed() == {row} and not OutgoingMail.objects.unclear().exists()


@pytest.mark.django_db
def test_address_is_dead_until_a_later_letter_arrives():
    take_in(report(POSTFIX, sent()))
    assert OutgoingMail.objects.dead_addresses(["htx@example.vn"]) == ["htx@example.vn"]

    sent("nhac-2")
    assert OutgoingMail.objects.dead_addresses(["htx@example.vn"]) == []


# The mailbox


@pytest.fixture
def maildir(settings, tmp_path):
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    settings.BOUNCES_URL = urlsplit(f"maildir://{tmp_path}")
    return tmp_path


@pytest.mark.django_db
def test_folder_is_read_once_and_nothing_is_lost(maildir):
    row = sent()
    (maildir / "new" / "1764028809.M1.host").write_bytes(report(POSTFIX, row))
    (maildir / "cur" / "1764028810.M2.host:2,R").write_bytes(report(ON_HOLIDAY, row))
    (maildir / "cur" / "1764028811.M3.host:2,S").write_bytes(report(EXIM, sent("nhac-2")))

    read_returned_mail()

    assert failed() == {row}
    assert sorted(file.name for file in maildir.rglob("*.host*")) == [
        "1764028809.M1.host:2,S",
        "1764028810.M2.host:2,RS",
        "1764028811.M3.host:2,S",
    ]
    assert not returned_mail.read_mailbox()
    assert Heartbeat.objects.get(name=returned_mail.READ)


@pytest.mark.django_db
def test_killed_before_a_message_is_marked_reads_it_again(maildir, monkeypatch):
    row = sent()
    (maildir / "new" / "1.host").write_bytes(report(POSTFIX, row))
    with monkeypatch.context() as patch:
        patch.setattr("ocop_portal.core.mailboxes.Maildir.mark_read", lambda *_args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            returned_mail.read_mailbox()
    row.refresh_from_db()

    assert returned_mail.read_mailbox()[returned_mail.RETURNED] == 1
    assert failed() == {row} and OutgoingMail.objects.get().refused_at == row.refused_at


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["pass/word@1", "mật khẩu"])
def test_mail_server_is_read_once(settings, password):
    row = sent()
    messages = [report(POSTFIX, row), report(ON_HOLIDAY, row)]
    with FakeImap("ocop@example.vn", password, messages) as server:
        settings.BOUNCES_URL = urlsplit(server.url)

        assert dict(returned_mail.read_mailbox()) == {"returned": 1, "other": 1}
        assert not returned_mail.read_mailbox()
        assert server.seen == {1, 2}

    assert failed() == {row}


@pytest.mark.django_db
def test_command_says_what_it_found(maildir):
    row, out = sent(), StringIO()
    (maildir / "new" / "1.host").write_bytes(report(POSTFIX, row))

    call_command("read_returned_mail", stdout=out)

    assert out.getvalue().splitlines()[0].endswith(": 1")


@pytest.mark.django_db
def test_mailbox_that_cannot_be_read_is_said(settings, tmp_path):
    settings.BOUNCES_URL = urlsplit(f"maildir://{tmp_path}/khong-co")
    with pytest.raises(CommandError, match="khong-co") as error:
        call_command("read_returned_mail")
    assert error.value.returncode == 1
    with FakeImap("ocop", "dung", []) as server:
        settings.BOUNCES_URL = urlsplit(server.url.replace("dung", "sai"))
        with pytest.raises(MailboxError, match="AUTHENTICATIONFAILED"):
            returned_mail.read_mailbox()
    assert not Heartbeat.objects.filter(name=returned_mail.READ).exists()


@pytest.mark.django_db
def test_none_is_read_when_none_is_configured():
    read_returned_mail()

    with pytest.raises(CommandError) as error:
        call_command("read_returned_mail")
    assert error.value.returncode == 2


def test_address_of_the_mailbox_is_checked_at_the_start(monkeypatch):
    def given(value):
        monkeypatch.setenv("OCOP_BOUNCES_URL", value)
        return env.mailbox("OCOP_BOUNCES_URL")

    assert given("") is None
    assert given("maildir:///var/mail/ocop").path == "/var/mail/ocop"
    assert given("imap+ssl://a@b.vn:p%40ss@mail.b.vn/INBOX").username == "a@b.vn"
    for wrong in ("pop://a:b@host", "maildir://host/x", "imap+ssl://host/INBOX", "imap://a:b@host:99999/"):
        with pytest.raises(ImproperlyConfigured, match="OCOP_BOUNCES_URL"):
            given(wrong)
