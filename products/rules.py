"""Who may register and change products. Public facts are not changed here by anybody: see `publication`."""

from producers.rules import can_create_producer, can_work_in, speaks_for


def can_create_product(user, at=None):
    """Officers; which commune it may be made in is asked when it is saved."""
    return can_create_producer(user, at)


def can_edit_product(user, product, at=None):
    """Officers whose area covers the place where it is made."""
    return can_work_in(user, product.made_in, at)


def can_tell_about(user, product, at=None):
    """The story and the photos: the producer's own people, and the officers around on their behalf."""
    return speaks_for(user, product.producer, product.made_in, at)
