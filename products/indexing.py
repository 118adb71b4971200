"""Keeping what search reads in step with names written elsewhere: of the producer, of the place."""

from products.models import Product

BATCH = 500


def refresh_search_text(products):
    """Write the search text of the products (a queryset) anew where it changed; return how many changed."""
    stale = []
    for product in products.select_related("producer", "made_in__parent__parent").iterator(BATCH):
        before = product.search_text
        product.fill_computed()
        if product.search_text != before:
            stale.append(product)
    Product.objects.bulk_update(stale, ["search_text"], BATCH)
    return len(stale)
