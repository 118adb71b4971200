"""Who may register and change products. Public facts are not changed here by anybody: see `publication`."""

from producers.rules import can_create_producer, can_work_in


def can_create_product(user, producer=None, at=None):
    """Officers; for a producer, those of its commune."""
    return can_work_in(user, producer.unit, at) if producer else can_create_producer(user, at)


def can_edit_product(user, product, at=None):
    """Officers whose area covers the place where it is made."""
    return can_work_in(user, product.made_in, at)
