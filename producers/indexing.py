"""Keeping what search reads in step with the names of places, which change elsewhere."""

BATCH = 500


def refresh_search_text(rows):
    """Write the search text of the rows (a queryset) anew where it changed; return how many changed."""
    stale = []
    for row in rows.iterator(BATCH):
        before = row.search_text
        row.fill_computed()
        if row.search_text != before:
            stale.append(row)
    rows.model.objects.bulk_update(stale, ["search_text"], BATCH)
    return len(stale)
