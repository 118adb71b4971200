"""Signs of life: what /readyz and the administrator's page say of clock, mail and reminders."""

from datetime import timedelta

import pytest
from django.utils import timezone

from evaluations import reminders
from evaluations.machine import signs
from ocop_portal.core.mail import note_bounce, queue_text
from ocop_portal.core.models import OutgoingMail
from ocop_portal.core.tasks import beat
from tests import cast

pytestmark = pytest.mark.django_db
PAGE = "/lam-viec/van-hanh/"


def failed(address="mat@example.vn"):
    row = queue_text(address, "Nhắc", "Nội dung", key=address)
    note_bounce(row, "550 no such user")
    return row


def test_silent_and_late_before_anything_ran(client):
    state = client.get("/readyz").json()

    assert (state["queue"], state["reminders"], state["mail"]) == ("silent", "late", "ok")


def test_ok_once_clock_and_reminders_ran(client):
    beat()
    reminders.plan_on()

    assert client.get("/readyz").json() == {
        "database": "ok",
        "migrations": "ok",
        "queue": "ok",
        "reminders": "ok",
        "mail": "ok",
        "mails": {"waiting": 0, "failed": 0, "unclear": 0, "returned": "off"},
    }


def test_mail_that_waits_long_is_late():
    queue_text("a@example.vn", "Nhắc", "Nội dung", key="a")

    assert signs().mail == "ok" and signs().mail_waiting == 1
    assert signs(timezone.now() + timedelta(minutes=20)).mail == "late"


def test_administrator_sees_failed_mail_and_sends_it_again(client):
    row = failed()
    admin = cast.sign_in(client, cast.administrator())

    assert "mat@example.vn" in admin.get(PAGE).text
    admin.post(f"{PAGE}gui-lai/{row.pk}/")

    row.refresh_from_db()
    assert row in OutgoingMail.objects.waiting()
    assert "mat@example.vn" not in [mail.recipient for mail in admin.get(PAGE).context["page"].rows]


def test_others_hear_why_not(client):
    assert cast.sign_in(client, cast.officer(cast.COMMUNE)).get(PAGE).status_code == 403
