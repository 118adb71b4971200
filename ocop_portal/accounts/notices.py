"""Messages inside the portal: written with their cause, read on the page of notices."""

from django.utils import timezone

from ocop_portal.accounts.models import Notice


def notify(users, *, key, text, url=""):
    """Give every person the notice once per key; people who have it already are left alone."""
    rows = [Notice(user=user, key=key, text=text, url=url) for user in users]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)


def mark_read(user, *, only=None, at=None):
    """Mark the person's notices as read, or only the one of that key."""
    unread = Notice.objects.visible_to(user).unread()
    if only is not None:
        unread = unread.filter(pk=only)
    return unread.update(read_at=at or timezone.now())
