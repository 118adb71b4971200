"""Reminders: what is due is written down, then handed over, each to each person once.

`plan` writes the rows of the stages that begin; `deliver` hands them over: e-mails into the outbox, notices
into the portal, short messages to their sender. Both may run at any time, in parallel, and be killed
anywhere:

- A row exists once per certificate, stage, channel and recipient, by a constraint of the database.
- Handing over and marking as done are one transaction under the rows' locks. E-mail and notice are rows of
  that same transaction; a short message is handed over under the key of its first row, which its sender
  heeds.
- What happens to an e-mail after it lies in the outbox is told in `ocop_portal.core.mail`.

What is due is found by the days of certificates: the stage beginning on a day is that of the certificates
whose last day lies a fixed number of days away, which is one range of an index. Work therefore grows with
what is due, not with the register. The last day that was planned is kept, so that days on which nothing ran
are made up.
"""

from collections import Counter
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from evaluations import reminder_texts, windows
from evaluations.enums import Audience, Channel, Purpose, ReminderStage
from evaluations.models import Dossier, Regulation, Reminder
from evaluations.recipients import officers_over, recipients
from ocop_portal.accounts.models import User
from ocop_portal.accounts.notices import notify
from ocop_portal.core import mail
from ocop_portal.core.days import VIETNAM, day_of
from ocop_portal.core.models import Heartbeat
from ocop_portal.core.short_messages import sender_of
from products.models import Product, StatusEvent

PLANNED = "reminders"  # the heartbeat that says up to when stages were planned
MORNING = time(7)
CHUNK = 500
OVERLAP = timedelta(hours=1)  # longer than a transaction that recognises products can last


# What is due


def reminding_day(at=None):
    """Return the day whose reminders go out at a moment: its own from 07:00 on in Vietnam, else the last."""
    moment = timezone.localtime(at or timezone.now(), timezone=VIETNAM)
    return moment.date() if moment.time() >= MORNING else moment.date() - timedelta(days=1)


def due_certificates(day, since=None, among=None):
    """Yield chunks (stage, products, last day of each by key) that nobody was reminded of yet.

    `since`: only stages that began after that day; None is every stage present on `day`. `among` narrows the
    products looked at.
    """
    regulation = Regulation.objects.on(day)
    products = (Product.objects.all() if among is None else among).filter(revoked_on=None)
    for span in windows.spans(regulation):
        for column, narrowed in _columns(span.stage, products):
            rows = _beginning(narrowed, column, span, day, since)
            for chunk in _chunks(rows):
                yield span.stage, chunk, {row.pk: getattr(row, column) for row in chunk}


def _columns(stage, products):
    """The day a certificate ends by: the extended one for "expired", where there is one."""
    if stage == ReminderStage.EXPIRED:
        yield "extended_until", products
        products = products.filter(extended_until=None)
    if stage in ReminderStage.of_filing():
        filed = Dossier.objects.open().filter(product=OuterRef("pk")).exclude(purpose=Purpose.FIRST)
        products = products.exclude(Exists(filed))
    yield "certified_until", products


def _beginning(products, column, span, day, since):
    first = day - timedelta(days=span.last)
    if since is not None:
        first = max(first, since + timedelta(days=1 - span.first))
    last = day - timedelta(days=span.first)
    told = Reminder.objects.filter(product=OuterRef("pk"), last_day=OuterRef(column), stage=span.stage)
    ranged = products.filter(**{f"{column}__gte": first, f"{column}__lte": last})
    return ranged.exclude(Exists(told)).select_related("producer", "made_in")


def _chunks(rows):
    seen = 0
    while chunk := list(rows.filter(pk__gt=seen).order_by("pk")[:CHUNK]):
        yield chunk
        seen = chunk[-1].pk


# Planning


def plan(day, since=None, among=None):
    """Write the reminders of the stages that began, and return how many there are by stage."""
    regulation = Regulation.objects.on(day)
    found = Counter()
    for stage, products, last_days in due_certificates(day, since, among):
        rows = _rows(stage, products, last_days, regulation, day)
        with transaction.atomic():
            Reminder.objects.bulk_create(rows, ignore_conflicts=True)
        found[stage] += len(rows)
    return found


def foreseen(day):
    """Return what `plan` would write: how many reminders by stage."""
    regulation = Regulation.objects.on(day)
    found = Counter()
    for stage, products, last_days in due_certificates(day):
        found[stage] += len(_rows(stage, products, last_days, regulation, day))
    return found


def _rows(stage, products, last_days, regulation, day):
    told = recipients(products, stage, regulation, day)
    return [
        Reminder(
            product=product,
            last_day=last_days[product.pk],
            stage=stage,
            channel=one.channel,
            recipient=one.address,
            user_id=one.user,
            audience=one.audience,
            office_id=one.office,
            due_on=day,
        )
        for product in products
        for one in told[product.pk]
    ]


def plan_on(at=None):
    """Plan what began since the last planning, and what entered the register since; keep the day."""
    now = at or timezone.now()
    day = reminding_day(now)
    last = Heartbeat.objects.filter(name=PLANNED).first()
    if last is None:
        found = plan(day)
    else:
        found = plan(day, since=min(reminding_day(last.at), day))
        entered = StatusEvent.objects.filter(recorded_at__gte=last.at - OVERLAP)
        found += plan(day, among=Product.objects.filter(pk__in=entered.values("product")))
    Heartbeat.objects.update_or_create(name=PLANNED, defaults={"at": now})
    return found


# Handing over


def remind(at=None):
    """Plan, hand over and tell offices of addresses that failed; return what was handed over by channel."""
    plan_on(at)
    handed = deliver(reminding_day(at))
    flag_failures(at)
    return handed


def deliver(day):
    """Hand over what waits; return how many messages went to each channel."""
    waiting = Reminder.objects.waiting(day).order_by("channel", "recipient")
    pairs = list(waiting.values_list("channel", "recipient").distinct())
    return Counter(channel for channel, recipient in pairs if hand_over(channel, recipient, day))


@transaction.atomic
def hand_over(channel, recipient, day):
    """Hand over all that waits for one recipient as one message; return whether there was anything.

    The rows are locked in one order, so of two runs the second waits and finds nothing left.
    """
    waiting = Reminder.objects.waiting(day).filter(channel=channel, recipient=recipient)
    rows = waiting.select_for_update(of=("self",)).order_by("pk")
    rows = list(rows.select_related("user", "product__producer", "product__made_in"))
    if rows:
        done = {"done_at": timezone.now(), **HANDING[channel](rows)}
        Reminder.objects.filter(pk__in=[row.pk for row in rows]).update(**done)
    return bool(rows)


def _mail(rows):
    """One letter about all of them; its key is the first row's, which no other letter has."""
    letter = reminder_texts.letter(rows)
    return {"mail": mail.queue_text(rows[0].recipient, letter.subject, letter.body, key=_key(rows))}


def _notices(rows):
    for notice in reminder_texts.notices(rows):
        notify([rows[0].user], key=_key(notice.rows), text=notice.text, url=notice.url)
    return {}


def _short_message(rows):
    sender = sender_of(rows[0].channel)
    if sender is None:  # switched off since it was planned
        return {"handed_to": "-"}
    text = reminder_texts.short_message(rows)
    return {"handed_to": sender.send(rows[0].recipient, text, key=f"{rows[0].channel}-{rows[0].pk}")}


def _key(rows):
    return f"reminder/{rows[0].pk}"


HANDING = {
    Channel.EMAIL: _mail,
    Channel.NOTICE: _notices,
    Channel.SMS: _short_message,
    Channel.ZALO: _short_message,
}


# Addresses that take no mail


def flag_failures(at=None):
    """Tell the officers which producers a letter did not reach; once for each letter and product."""
    day = day_of(at)
    rows = Reminder.objects.returned().filter(flagged_at=None, audience=Audience.PRODUCER)
    failed = list(rows.select_related("product__producer", "product__made_in")[:CHUNK])
    if not failed:
        return 0
    regulation = Regulation.objects.on(day)
    officers = officers_over({row.product.made_in_id for row in failed}, regulation, day)
    for row in failed:
        _flag(row, {officer.user for officer in officers[row.product.made_in_id]})
    return len(failed)


@transaction.atomic
def _flag(reminder, officers):
    for user in User.objects.filter(pk__in=officers):
        text, url = reminder_texts.returned(reminder, user.language)
        notify([user], key=f"returned/{reminder.pk}", text=text, url=url)
    Reminder.objects.filter(pk=reminder.pk).update(flagged_at=timezone.now())


def told_today(at=None):
    """Return how many reminders were handed over on the day, by channel."""
    day = day_of(at)
    begin = datetime.combine(day, time.min, tzinfo=VIETNAM)
    done = Reminder.objects.filter(Q(done_at__gte=begin) & Q(done_at__lt=begin + timedelta(days=1)))
    return Counter(done.values_list("channel", flat=True))
