"""Letters that came back: reports of the mailbox are read, and the letters they speak of marked as returned.

A report finds its letter by the Message-ID, which holds a digest of the letter's key. Where a server returned
no headers, the newest letter sent to that address in the last days is meant. A report about a letter that was
never sent from here, such as spam under a forged sender, changes nothing.
"""

import logging
from collections import Counter
from datetime import timedelta
from email import message_from_bytes
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ocop_portal.core import mailboxes
from ocop_portal.core.bounces import read_bounce
from ocop_portal.core.mail import note_bounce
from ocop_portal.core.models import Heartbeat, OutgoingMail

READ = "returned_mail"  # the heartbeat that says when the mailbox was last read through
MOST = 500  # messages a run; the next one goes on
LONGEST_WAY = timedelta(days=14)  # servers give a letter up after five days
logger = logging.getLogger(__name__)

# What a message turned out to be
RETURNED, DELAYED, UNKNOWN, OTHER = "returned", "delayed", "unknown", "other"


def is_on():
    return settings.BOUNCES_URL is not None


def read_mailbox(at=None):
    """Read the unread messages and return how many of each kind there were.

    Raises `mailboxes.MailboxError`. May run twice at once and be killed anywhere: a letter is marked once.
    """
    found = Counter()
    with mailboxes.opened(settings.BOUNCES_URL) as box:
        for key in islice(box.unread(), MOST):
            found[take_in(message_from_bytes(box.content(key)), at)] += 1
            box.mark_read(key)
    Heartbeat.objects.update_or_create(name=READ, defaults={"at": at or timezone.now()})
    if found:
        logger.info("returned mail read: %s", dict(found))
    return found


def take_in(message, at=None):
    """Mark the letter a report gives up as returned; return what the message is."""
    bounce = read_bounce(message)
    if not bounce.recipients:
        return OTHER
    if not bounce.permanent:
        return DELAYED
    marked = [_mark(bounce, one, at or timezone.now()) for one in bounce.permanent]
    return RETURNED if any(marked) else UNKNOWN


@transaction.atomic
def _mark(bounce, recipient, at):
    """Return whether there is such a letter; one that is marked already, or waits anew, stays as it is."""
    letter = _letters(bounce, recipient, at).select_for_update().first()
    if letter is None:
        return False
    if letter.refused_at is None and (letter.sent_at or letter.claimed_at):
        note_bounce(letter, recipient.words, at=at)
    return True


def _letters(bounce, recipient, at):
    """The letter of the Message-ID; without one, the newest that went to the address lately."""
    if bounce.message_id:
        return OutgoingMail.objects.filter(digest=bounce.message_id.strip("<>").partition("@")[0])
    lately = OutgoingMail.objects.filter(recipient__iexact=recipient.address, sent_at__gt=at - LONGEST_WAY)
    return lately.order_by("-sent_at", "-pk")
