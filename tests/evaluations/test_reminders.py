"""Each reminder is written once, handed over once, in the person's language; a failed address is told."""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail as django_mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations import reminders
from evaluations.enums import Channel, ReminderStage
from evaluations.models import Reminder
from evaluations.tasks import remind
from ocop_portal.accounts.models import Notice
from ocop_portal.core import mail
from ocop_portal.core.models import Heartbeat, OutgoingMail
from products import publication
from products.enums import EventKind
from tests import cast
from tests.evaluations.certified import DAY, another_member, at_stage, people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def telephones_off(settings):
    settings.SHORT_MESSAGES = {"sms": "off", "zalo": "off"}


def morning(day):
    """07:00 in Vietnam."""
    return datetime(day.year, day.month, day.day, 0, 0, tzinfo=UTC)


def told():
    return sorted(Reminder.objects.values_list("recipient", "channel"))


def test_producer_receiving_office_and_province_are_told_by_mail_and_notice():
    everybody = people()
    at_stage(180)

    reminders.plan(DAY)

    assert told() == sorted(
        (user.email, channel) for user in everybody for channel in (Channel.EMAIL, Channel.NOTICE)
    )
    assert set(Reminder.objects.values_list("stage", flat=True)) == {ReminderStage.WINDOW_OPEN}


def test_nobody_outside_the_area_or_out_of_office_is_told():
    people()
    cast.stranger()
    former = cast.officer(cast.DISTRICT)  # an office of before July 2025
    at_stage(180)

    reminders.plan(DAY)

    assert former.email not in Reminder.objects.values_list("recipient", flat=True)
    assert Reminder.objects.count() == 6


def test_a_producer_without_an_account_is_written_to():
    maker = cast.producer("Hộ Ông Tư", email="Ong.Tu@example.vn")
    at_stage(180, made_by=maker)

    reminders.plan(DAY)

    assert told() == [("ong.tu@example.vn", Channel.EMAIL)]


def test_planning_and_delivering_twice_sends_once():
    people()
    at_stage(120)

    for _again in range(3):
        reminders.plan(DAY)
        reminders.deliver(DAY)
        mail.send_waiting()

    assert len(django_mail.outbox) == 3
    assert Notice.objects.count() == 3


def test_a_digest_for_the_office_and_not_a_mail_for_each_certificate():
    _member, officer, _province = people()
    for number in range(5):
        at_stage(180, f"Mật ong {number}")
    at_stage(20, "Chè")

    reminders.plan(DAY)
    reminders.deliver(DAY)

    letter = OutgoingMail.objects.get(recipient=officer.email)
    assert all(name in letter.body for name in ("Mật ong 0", "Mật ong 4", "Chè"))
    assert "giai-doan=window_open" in letter.body
    assert Notice.objects.filter(user=officer).count() == 2  # one for each stage


def test_the_letter_speaks_the_language_of_its_reader_and_has_one_link():
    member, officer, _province = people()
    member.language = "en"
    member.save()
    product = at_stage(180)

    reminders.plan(DAY)
    reminders.deliver(DAY)

    english = OutgoingMail.objects.get(recipient=member.email)
    vietnamese = OutgoingMail.objects.get(recipient=officer.email)
    assert "can be filed now" in english.subject
    assert f"/lam-viec/chung-nhan/danh-gia-lai/{product.pk}/" in english.body
    assert "can be filed now" not in vietnamese.subject
    assert "01/01/2027" in english.body  # the last day for filing


@pytest.mark.parametrize("days_left", [250, 211, -61, -400])
def test_far_away_and_long_past_nobody_is_told(days_left):
    people()
    at_stage(days_left)

    assert reminders.plan(DAY).total() == 0


def test_a_filed_dossier_ends_the_reminders_about_filing():
    people()
    product = at_stage(125)
    cast.dossier(product, purpose="reevaluation", received_on=DAY - timedelta(days=9))

    assert reminders.plan(DAY).total() == 0
    assert reminders.plan(DAY + timedelta(days=100)).total() == 6  # that it ends in 25 days


def test_an_extended_certificate_expires_after_its_extension():
    people()
    product = at_stage(-5)
    publication.record(
        product,
        kind=EventKind.EXTENDED,
        on=DAY - timedelta(days=5),
        until=DAY + timedelta(days=20),
        decision_number="9/QĐ",
        authority="UBND",
    )

    assert reminders.plan(DAY).total() == 0
    reminders.plan(DAY + timedelta(days=21))
    assert set(Reminder.objects.values_list("stage", "last_day")) == {("expired", DAY + timedelta(days=20))}


def test_a_revoked_product_is_not_reminded():
    people()
    publication.record(
        at_stage(100), kind=EventKind.REVOKED, on=DAY, decision_number="9/QĐ", authority="UBND"
    )

    assert reminders.plan(DAY).total() == 0


# The clock


def test_reminders_of_a_day_go_out_from_seven_in_the_morning_vietnam_time():
    seven = morning(DAY)

    assert reminders.reminding_day(seven - timedelta(seconds=1)) == DAY - timedelta(days=1)
    assert reminders.reminding_day(seven) == DAY


def test_days_on_which_nothing_ran_are_made_up():
    people()
    at_stage(180 + 3, "Chè")  # its time for filing begins in three days
    reminders.plan_on(morning(DAY))
    Reminder.objects.all().delete()

    reminders.plan_on(morning(DAY + timedelta(days=8)))

    assert set(Reminder.objects.values_list("stage", flat=True)) == {ReminderStage.WINDOW_OPEN}


def test_what_entered_the_register_since_is_reminded_at_the_next_sweep():
    people()
    now = datetime.now(UTC)
    reminders.plan_on(now)

    today = reminders.reminding_day(now)
    at_stage((today - DAY).days + 150)
    reminders.plan_on(now + timedelta(minutes=5))

    assert set(Reminder.objects.values_list("stage", flat=True)) == {ReminderStage.WINDOW_OPEN}


def test_the_task_does_it_all_and_leaves_a_sign_of_life():
    remind()

    assert Heartbeat.objects.filter(name=reminders.PLANNED).exists()


# The command


def test_command_sends_for_a_day_and_says_what_it_does(capsys):
    people()
    at_stage(180)

    call_command("send_reminders", on=DAY)
    call_command("send_reminders", on=DAY)

    assert len(django_mail.outbox) == 3
    assert "6" in capsys.readouterr().out


def test_dry_run_writes_nothing(capsys):
    people()
    at_stage(180)

    call_command("send_reminders", on=DAY, dry_run=True)

    assert not Reminder.objects.exists() and not OutgoingMail.objects.exists()
    assert "6" in capsys.readouterr().out


def test_command_refuses_what_is_no_day():
    with pytest.raises(CommandError):
        call_command("send_reminders", "--on=31/08/2026")


def test_command_fails_when_the_mail_server_does(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nothing listens there
    people()
    at_stage(180)

    with pytest.raises(CommandError) as failure:
        call_command("send_reminders", on=DAY)

    assert failure.value.returncode == 1
    assert OutgoingMail.objects.filter(sent_at=None, attempts=1).count() == 3


# Addresses that fail


def test_a_returned_letter_is_told_to_the_officers_once():
    member, officer, province = people()
    at_stage(180)
    reminders.plan(DAY)
    reminders.deliver(DAY)
    Notice.objects.all().delete()
    letter = OutgoingMail.objects.get(recipient=member.email)
    mail._put_off(letter, SMTPRecipientsRefused({member.email: (550, b"no such user")}))

    assert [reminders.flag_failures(DAY), reminders.flag_failures(DAY)] == [1, 0]

    assert set(Notice.objects.values_list("user", flat=True)) == {officer.pk, province.pk}
    assert member.email in Notice.objects.first().text


# Telephones


def test_a_text_message_goes_into_a_file_and_says_so(settings, tmp_path):
    settings.SHORT_MESSAGES = {"sms": "file", "zalo": "off"}
    settings.MESSAGE_DIR = tmp_path
    member, *_offices = people()
    member.phone = "0912345678"
    member.save()
    at_stage(20)

    reminders.plan(DAY)
    reminders.deliver(DAY)

    sms = Reminder.objects.get(channel=Channel.SMS)
    file = tmp_path / sms.handed_to.removeprefix("file ")
    assert "0912345678" in file.read_text()
    assert sms.handed_to in sms.state and sms.mail is None


# Cost


def queries_of_planning():
    with CaptureQueriesContext(
        connection,
    ) as asked:
        reminders.plan(DAY)
    return len(asked)


def test_planning_three_asks_as_many_queries_as_planning_one():
    people()
    at_stage(180)
    with_one = queries_of_planning()
    for number in range(3):
        at_stage(180, f"Chè {number}")

    assert queries_of_planning() == with_one


def test_several_members_are_told_each_for_themselves():
    people()
    another_member("Thành viên Hai", cast.producer())
    at_stage(180)

    reminders.plan(DAY)

    assert Reminder.objects.filter(audience="producer").count() == 4
