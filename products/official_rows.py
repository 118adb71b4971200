"""The official facts of products as plain rows: what the API and the files tell, and nothing personal."""

from django.db.models import F

from products import cards

MORE = ("is_sample", "producer_id", "producer_kind", "set_number", "place_code", "sort_key")
DECIDED = ("decision_number", "authority")


def plain(products, *more, said=""):
    """Return a queryset of plain rows with all the API tells of the products."""
    told = products.annotate(
        producer_kind=F("producer__kind"),
        set_number=F("product_set__number"),
        place_code=F("made_in__address_code"),
    )
    return cards.rows(told, *MORE, *(said + name for name in DECIDED), *more, said=said)


def read(row, said=""):
    return cards.Row(cards.read(row, said) | {name: row[said + name] for name in DECIDED})
