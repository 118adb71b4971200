"""What a list is asked for in its address: known values are heeded, unknown ones are named and left out."""

from django.utils.translation import gettext as _

from ocop_portal.core.text import MAX_QUERY_LENGTH, clean_text


class AskedFor:
    """Reads a query (a QueryDict) value by value and collects `notices` about what it does not know."""

    def __init__(self, params):
        self.params = params
        self.notices = []

    def words(self, name):
        return clean_text(self.params.get(name, "")[: MAX_QUERY_LENGTH * 4])[:MAX_QUERY_LENGTH].strip()

    def one_of(self, name, known, default=""):
        """Return the asked value if `known` holds it, else the default."""
        value = self.params.get(name, "") or default
        if value in known:
            return value
        self._leave_out(value)
        return default

    def _leave_out(self, value):
        shown = clean_text(value)[:40]
        self.notices.append(
            _("“%(value)s” is not a choice of this list; it was left out.") % {"value": shown}
        )
