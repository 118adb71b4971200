"""The outbox: one e-mail per key, sent once, retried later when the mail server fails."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from ocop_portal.core.mail import queue_text, send, send_waiting
from ocop_portal.core.models import OutgoingMail
from ocop_portal.core.tasks import beat, send_waiting_mail

pytestmark = pytest.mark.django_db


def queued(key="nhac-1"):
    return queue_text("can.bo@example.vn", "Nhắc việc", "Có hồ sơ chờ.", key=key)


def test_queue_same_key_is_one_mail():
    assert queued().pk == queued().pk


def test_send_waiting_sends_each_once():
    queued("a"), queued("b")

    assert send_waiting() == 2
    assert send_waiting() == 0
    assert len(mail.outbox) == 2


def test_send_failure_is_kept_and_put_off(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nothing listens there
    letter = queued()

    assert send(letter.pk) is False

    letter.refresh_from_db()
    assert letter.attempts == 1 and letter.last_error and letter.sent_at is None
    assert letter.due_at > timezone.now()
    assert list(OutgoingMail.objects.waiting(timezone.now() + timedelta(hours=1))) == [letter]


def test_given_up_after_the_last_attempt():
    letter = queued()
    OutgoingMail.objects.update(attempts=OutgoingMail.MOST_ATTEMPTS)

    assert letter not in OutgoingMail.objects.waiting()


def test_task_sends_what_waits(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        queued()
    send_waiting_mail()

    assert len(mail.outbox) == 1


def test_readyz_reports_the_queue_heartbeat(client):
    assert client.get("/readyz").json()["queue"] == "silent"

    beat()

    state = client.get("/readyz").json()
    assert {name: state[name] for name in ("database", "migrations", "queue")} == {
        "database": "ok",
        "migrations": "ok",
        "queue": "ok",
    }


def test_healthz_answers_without_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").json() == {"process": "ok"}


def test_robots_keep_the_workspace_out(client):
    assert "Disallow: /lam-viec/" in client.get("/robots.txt").text


def test_stale_form_gets_a_sentence_not_a_bare_403():
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/dang-nhap/", {"login": "a@example.vn", "password": "x"})

    assert answer.status_code == 403
    assert answer.context["reason"]
