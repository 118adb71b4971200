"""Who is told about a certificate's last day: the producer's members, the receiving office, the province.

A producer without an account is written to at the address the office noted. Nobody is told the same thing
twice in two roles: the first of them in this order counts.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from evaluations.enums import Audience, Channel, ReminderStage
from ocop_portal.accounts.enums import Level, Role
from ocop_portal.accounts.models import Membership
from ocop_portal.core.short_messages import sender_of
from producers.models import ProducerMember


@dataclass(frozen=True)
class Recipient:
    """`address` is an e-mail address or a telephone number; `user` and `office` are keys or None."""

    channel: str
    address: str
    audience: str
    user: int | None = None
    office: int | None = None


@dataclass(frozen=True)
class Officer:
    user: int
    email: str
    office: int
    level: str


def officers_over(units, regulation, day):
    """Return, by key of the unit, the officers of its receiving office and of its province (one query)."""
    working = Q(office__unit__valid_to=None) | Q(office__unit__valid_to__gte=day)
    rows = (
        Membership.objects.in_force(day)
        .filter(working, role=Role.OFFICER, user__is_active=True)
        .filter(office__level__in=(regulation.receiving_level, Level.PROVINCE))
        .filter(office__unit__covers__covered__in=units)
        .order_by("office__level", "pk")
    )
    columns = ("office__unit__covers__covered", "user", "user__email", "office", "office__level")
    found = defaultdict(list)
    for unit, *facts in rows.values_list(*columns):
        found[unit].append(Officer(*facts))
    return found


def recipients(products, stage, regulation, day):
    """Return, by key of the product, whom to tell about the stage; two queries however many products."""
    members = _members_of({product.producer_id for product in products})
    officers = officers_over({product.made_in_id for product in products}, regulation, day)
    return {
        product.pk: _once(
            [
                *_producer(product.producer, members[product.producer_id], stage),
                *_offices(officers[product.made_in_id]),
            ]
        )
        for product in products
    }


def _members_of(producers):
    found = defaultdict(list)
    rows = ProducerMember.objects.filter(producer__in=producers, user__is_active=True).order_by("pk")
    for row in rows.select_related("user"):
        found[row.producer_id].append(row.user)
    return found


def _producer(producer, members, stage):
    for user in members:
        yield Recipient(Channel.EMAIL, user.email, Audience.PRODUCER, user.pk)
        yield Recipient(Channel.NOTICE, user.email, Audience.PRODUCER, user.pk)
    if not members and producer.email:
        yield Recipient(Channel.EMAIL, producer.email.lower(), Audience.PRODUCER)
    if stage in ReminderStage.urgent():
        yield from _telephones(producer, members)


def _telephones(producer, members):
    phones = [user.phone for user in members if user.phone] or [producer.phone]
    for channel in (Channel.SMS, Channel.ZALO):
        if sender_of(channel):
            yield from (Recipient(channel, phone, Audience.PRODUCER) for phone in phones if phone)


def _offices(officers):
    for officer in sorted(officers, key=lambda one: one.level == Level.PROVINCE):
        audience = Audience.PROVINCE if officer.level == Level.PROVINCE else Audience.OFFICE
        for channel in (Channel.EMAIL, Channel.NOTICE):
            yield Recipient(channel, officer.email, audience, officer.user, officer.office)


def _once(found):
    """Keep the first of those with the same channel and address."""
    first = {}
    for one in found:
        first.setdefault((one.channel, one.address), one)
    return list(first.values())
