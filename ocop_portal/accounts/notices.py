"""Messages inside the portal: written with their cause, read on the page of notices."""

from django.utils import timezone

from ocop_portal.accounts.models import Notice


def notify(users, *, key, text, url=""):
    """Give every person the notice once per key; people who have it already are left alone."""
    rows = [Notice(user=user, key=key, text=text, url=url) for user in users]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)


def mark_read(user, *, at=None):
    """Mark all notices of the person as read."""
    return Notice.objects.visible_to(user).unread().update(read_at=at or timezone.now())
