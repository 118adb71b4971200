"""Whether a producer can be reached by mail: its own address and those of its members."""

from collections import defaultdict

from ocop_portal.core.models import OutgoingMail
from producers.models import Producer, ProducerMember


def dead_addresses(producers):
    """Return, by key of the producer, its addresses that take no mail; three queries however many."""
    addresses = defaultdict(set)
    for producer, address in _addresses(producers):
        addresses[address.lower()].add(producer)
    found = defaultdict(list)
    for address in OutgoingMail.objects.dead_addresses(addresses):
        for producer in addresses[address]:
            found[producer].append(address)
    return found


def _addresses(producers):
    own = Producer.objects.filter(pk__in=producers).exclude(email="")
    yield from own.order_by().values_list("pk", "email")
    members = ProducerMember.objects.filter(producer__in=producers, user__is_active=True)
    yield from members.order_by().values_list("producer", "user__email")
