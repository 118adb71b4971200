"""Keeping what search and lists read in step with names that change elsewhere: of places and producers."""

from operator import attrgetter

BATCH = 500


def refresh_computed(rows):
    """Compute what follows from the rows (a queryset) anew; write and count those where it changed."""
    read = attrgetter(*rows.model.COMPUTED)
    stale = []
    for row in rows.iterator(BATCH):
        before = read(row)
        row.fill_computed()
        if read(row) != before:
            stale.append(row)
    rows.model.objects.bulk_update(stale, rows.model.COMPUTED, BATCH)
    return len(stale)
