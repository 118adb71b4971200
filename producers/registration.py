"""Registering producers. Changing one touches its products too: see `products.registration`."""

from django.db import transaction

from ocop_portal.core.access import require
from producers.rules import can_work_in


@transaction.atomic
def register_producer(producer, *, by):
    """Save a new producer; raise `Refusal` outside the officer's area."""
    require(can_work_in(by, producer.unit))
    producer.created_by = by
    producer.save()
    return producer
