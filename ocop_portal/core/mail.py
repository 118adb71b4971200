"""Mail goes through an outbox: queued in the transaction of its cause, sent after commit, retried.

How an e-mail goes out once although any process may be killed at any point:

1. Its row is written in the transaction of its cause, one per key, ever.
2. A sender claims the row and commits the claim before it speaks to the mail server. Nobody else takes a
   claimed row, so one claim sends at most once.
3. After the server took the message, the sender marks the row as sent.

Between the server's "yes" and the mark of step 3 lies a window of milliseconds that no sender can close
alone: whoever is killed in it leaves a claim of which nobody knows whether it was carried out. `settle`
looks at such claims when they are older than any sending can last. A folder of mail is asked whether it
holds the Message-ID, which is derived from the key, so the answer is certain. A mail server cannot be
asked: there the row stays "unclear", is shown to the administrator and never repeated by itself. Sent again
by hand it bears the same Message-ID, by which most mailboxes drop a double.
"""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

from celery import current_app
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from ocop_portal.core.models import OutgoingMail

PERMANENT = 500  # replies of a mail server from here on are final (RFC 5321)


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
    """Settle old claims and send what is due; return how many went out. Parallel runs share the work."""
    settle(at)
    waiting = OutgoingMail.objects.waiting(at).order_by("due_at").values_list("pk", flat=True)
    return sum(send(pk) for pk in waiting[:limit])


def send(pk):
    """Claim the mail, send it and return whether it went out."""
    mail = _claimed(pk)
    if mail is None:
        return False
    try:
        _message(mail).send()
    except OSError as error:
        _put_off(mail, error)
    else:
        mail.sent_at = timezone.now()
        mail.save(update_fields=["sent_at"])
    return mail.sent_at is not None


@transaction.atomic(durable=True)
def _claimed(pk):
    """Return the mail, claimed and committed as such, or None when somebody else has it."""
    found = OutgoingMail.objects.select_for_update(skip_locked=True)
    mail = found.filter(pk=pk, sent_at=None, claimed_at=None, refused_at=None).first()
    if mail is not None:
        mail.claimed_at = timezone.now()
        mail.attempts += 1
        mail.save(update_fields=["claimed_at", "attempts"])
    return mail


def _message(mail):
    headers = {"Message-ID": mail.message_id}
    return EmailMessage(mail.subject, mail.body, to=[mail.recipient], headers=headers)


def _put_off(mail, error):
    """Try again after 2, 4, 8 ... minutes; never, when the server says that there is no such address."""
    now = timezone.now()
    mail.claimed_at, mail.last_error = None, str(error)
    if _is_refused(error):
        mail.refused_at = now
    else:
        mail.due_at = now + timedelta(minutes=2**mail.attempts)
    mail.save(update_fields=["claimed_at", "last_error", "refused_at", "due_at"])


def _is_refused(error):
    if not isinstance(error, SMTPRecipientsRefused):
        return False
    return all(code >= PERMANENT for code, _words in error.recipients.values())


def settle(at=None):
    """Decide on claims whose sender must be dead: sent, to be sent again, or unclear."""
    server = get_connection()
    for pk in OutgoingMail.objects.abandoned(at).values_list("pk", flat=True)[:500]:
        _settle(pk, server, at)


@transaction.atomic
def _settle(pk, server, at):
    mail = OutgoingMail.objects.abandoned(at).select_for_update(skip_locked=True).filter(pk=pk).first()
    if mail is None:
        return
    if not hasattr(server, "was_delivered"):
        mail.unclear_at = timezone.now()
    elif server.was_delivered(mail.message_id):
        mail.sent_at = mail.claimed_at
    else:
        mail.claimed_at = None
    mail.save(update_fields=["unclear_at", "sent_at", "claimed_at"])


def note_bounce(mail, words, *, at=None):
    """A mail that was sent came back: the address does not take mail. If it was unclear, it was sent."""
    mail.refused_at, mail.last_error = at or timezone.now(), words
    mail.sent_at = mail.sent_at or mail.claimed_at
    mail.save(update_fields=["refused_at", "last_error", "sent_at"])


def send_again(mail, *, at=None):
    """Put a failed, returned or unclear mail into the queue once more; a person asked for it."""
    mail.sent_at = mail.claimed_at = mail.refused_at = mail.unclear_at = None
    mail.attempts, mail.due_at = 0, at or timezone.now()
    mail.save()
    transaction.on_commit(_wake, robust=True)
