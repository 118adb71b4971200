"""Mail goes through an outbox: queued in the transaction of its cause, sent after commit, retried."""

from datetime import timedelta

from celery import current_app
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from ocop_portal.core.models import OutgoingMail


def queue_text(recipient, subject, body, *, key):
    """Queue a finished e-mail once per `key`; the queue is woken after commit, and sweeps anyway."""
    mail, _ = OutgoingMail.objects.get_or_create(
        key=key, defaults={"recipient": recipient, "subject": subject, "body": body}
    )
    transaction.on_commit(_wake, robust=True)
    return mail


def _wake():
    current_app.send_task("ocop_portal.core.tasks.send_waiting_mail")


def send_waiting(at=None, limit=100):
    """Send what is due; return how many went out. One row is locked at a time, so parallel runs share."""
    waiting = OutgoingMail.objects.waiting(at).order_by("due_at").values_list("pk", flat=True)
    return sum(send(pk) for pk in waiting[:limit])


@transaction.atomic
def send(pk):
    mail = OutgoingMail.objects.select_for_update(skip_locked=True).filter(pk=pk, sent_at=None).first()
    if mail is None:
        return False
    mail.attempts += 1
    try:
        EmailMessage(mail.subject, mail.body, to=[mail.recipient]).send()
    except OSError as error:
        mail.last_error = str(error)
        mail.due_at = timezone.now() + timedelta(minutes=2**mail.attempts)
    else:
        mail.sent_at = timezone.now()
    mail.save()
    return mail.sent_at is not None
