"""Public lists page by page, each page named by the last row before it."""

from django.utils.translation import gettext as _

from ocop_portal.core import keyset

PAGE_SIZE = 24


def page_of(rows, order, cursor, notices):
    """Return the rows after the cursor and the next cursor; one that is not ours starts anew and says so."""
    try:
        return keyset.page(rows, order, cursor, PAGE_SIZE)
    except keyset.BadCursor:
        notices.append(_("The page you asked for is not known; this is the first one."))
        return keyset.page(rows, order, size=PAGE_SIZE)
