"""Registering and changing products, and changing producers, whose names their products are found by."""

from django.db import transaction

from ocop_portal.core.access import require
from ocop_portal.core.versions import save_over
from ocop_portal.core.workflow import locked
from producers.indexing import refresh_computed
from producers.rules import can_edit_producer, can_introduce, can_work_in
from products.rules import can_edit_product, can_tell_about


@transaction.atomic
def register_product(product, *, by):
    """Save a new product; raise `Refusal` outside the officer's area."""
    require(can_work_in(by, product.made_in))
    product.created_by = by
    product.save()
    return product


@transaction.atomic
def change_product(product, fields, *, version, by):
    """Save the named fields as edited from `version` on; raise `Conflict` when it is not the last.

    A product cannot be moved out of the officer's area.
    """
    require(can_edit_product(by, locked(product)))
    standing = save_over(product, fields, version=version)
    require(can_edit_product(by, standing))
    return standing


@transaction.atomic
def change_producer(producer, fields, *, version, by):
    """Save the fields of a producer as `change_product` does, and let search find its products by them."""
    require(can_edit_producer(by, locked(producer)))
    standing = save_over(producer, fields, version=version)
    require(can_edit_producer(by, standing))
    refresh_computed(standing.products.all())
    return standing


@transaction.atomic
def tell_about_product(product, *, version, by):
    """Save what the producer tells of the product, and nothing else; raise as `change_product` does."""
    require(can_tell_about(by, locked(product)))
    return save_over(product, product.OWN_WORDS, version=version)


@transaction.atomic
def introduce_producer(producer, *, version, by):
    """Save what the producer tells of itself, and nothing else; raise as `change_product` does."""
    require(can_introduce(by, locked(producer)))
    return save_over(producer, producer.OWN_WORDS, version=version)
