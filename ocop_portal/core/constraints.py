"""Constraints built by name: each says one thing, in the affirmative, with a sentence for the person."""

from django.db.models import CheckConstraint, F, Q, UniqueConstraint


def holds(name, condition, message):
    return CheckConstraint(name=name, condition=condition, violation_error_message=message)


def unique(name, *fields, message, condition=None):
    return UniqueConstraint(fields=fields, name=name, condition=condition, violation_error_message=message)


def in_order(name, earlier, later, message):
    """`earlier` is not after `later`, where both are given."""
    both = Q(**{f"{earlier}__isnull": True}) | Q(**{f"{later}__isnull": True})
    return holds(name, both | Q(**{f"{earlier}__lte": F(later)}), message)


def requires(name, states, stamp, message):
    """While the state is one of `states`, `stamp` is filled."""
    return holds(name, ~Q(state__in=states) | Q(**{f"{stamp}__isnull": False}), message)


def filled(name, field, message):
    return holds(name, ~Q(**{field: ""}), message)


def one_of(name, field, choices, message):
    """The value is one of the enum's; the database holds it too."""
    return holds(name, Q(**{f"{field}__in": list(choices.values)}), message)
