"""Long lists of the workspace, page by page. A number that makes no sense is the nearest one that does."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

PAGE_SIZE = 25
PAGE_KEY = "trang"


@dataclass(frozen=True)
class ListPage:
    """The rows to show, and where they stand in the whole: "26 to 50 of 1.204"."""

    rows: list
    total: int
    position: str
    previous_url: str = ""
    next_url: str = ""


def list_page(request, queryset, size=PAGE_SIZE):
    """Return the page the address asks for. Two queries, however long the list."""
    page = Paginator(queryset, size).get_page(request.GET.get(PAGE_KEY))
    total = page.paginator.count
    position = _("%(first)s to %(last)s of %(total)s") % {
        "first": page.start_index(),
        "last": page.end_index(),
        "total": total,
    }
    return ListPage(
        rows=list(page),
        total=total,
        position=position,
        previous_url=_address(request, page.number - 1) if page.has_previous() else "",
        next_url=_address(request, page.number + 1) if page.has_next() else "",
    )


def _address(request, number):
    asked = request.GET.copy()
    asked[PAGE_KEY] = number
    return f"?{asked.urlencode()}"
