"""Wake-up calls for the queue: each fetches what is due and calls the verb that does it."""

from celery import shared_task
from django.utils import timezone

from ocop_portal.core import mail, returned_mail
from ocop_portal.core.models import Heartbeat


@shared_task
def send_waiting_mail():
    mail.send_waiting()


@shared_task
def read_returned_mail():
    if returned_mail.is_on():
        returned_mail.read_mailbox()


@shared_task
def beat():
    Heartbeat.objects.update_or_create(name="beat", defaults={"at": timezone.now()})
