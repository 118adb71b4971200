"""Who may register and change products. Public facts are not changed here by anybody: see `publication`."""

from producers.rules import can_create_producer, can_work_in


def can_create_product(user, at=None):
    """Officers; which commune it may be made in is asked when it is saved."""
    return can_create_producer(user, at)


def can_edit_product(user, product, at=None):
    """Officers whose area covers the place where it is made."""
    return can_work_in(user, product.made_in, at)
