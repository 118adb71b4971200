"""Taking an entry out of a book: it is gone from pages and lists, and what it said stays written down."""

from django.db import transaction
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from campaigns.models import BookRemoval
from ocop_portal.core.access import Refusal, require
from ocop_portal.core.workflow import locked
from producers.rules import can_work_in
from products.conflicts import in_words

VIETNAMESE = "vi"


@transaction.atomic
def remove(book, entry, *, reason, by):
    """Delete the entry of the book and return the record that stays of it."""
    row = locked(entry)
    unit = book.unit_of(row)
    require(can_work_in(by, unit))
    if not reason.strip():
        raise Refusal(_("Write the reason first: the people concerned will read it."))
    record = BookRemoval.objects.create(
        book=book.slug, entry=row.pk, unit=unit, reason=reason, by=by, **_said(book, row, by)
    )  # fmt: skip
    row.delete()
    return record


def _said(book, row, user):
    """All the entry says, in words: its title and what its form would show."""
    with translation.override(VIETNAMESE):
        form = book.form(instance=row, user=user)
        fields = [(form.fields[name], form.stored(row, name)) for name in form.record_fields]
        facts = [[capfirst(str(field.label)), str(in_words(field, value))] for field, value in fields]
        return {"title": str(row), "facts": facts}
