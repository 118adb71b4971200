"""Wake-up calls for the queue: what is due stands in the database."""

from celery import shared_task

from evaluations import reminders


@shared_task
def remind():
    reminders.remind()
