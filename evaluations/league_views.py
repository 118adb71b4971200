"""Pages that lay results side by side: a session's table, an item's members, a council's year."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from evaluations import league
from evaluations.enums import ItemState
from evaluations.models import Council, Session, SessionItem
from evaluations.paper_views import can_take_all_cards
from ocop_portal.core.access import Refusal, require
from ocop_portal.core.days import today
from ocop_portal.core.filters import AskedFor

PAGE_SIZE = 100
ORDERS = {"": gettext_lazy("as on the agenda"), "hang": gettext_lazy("by place")}


@require_safe
@login_required
def session_synthesis(request, pk):
    """The league table of a session; of products that are not closed it says only that."""
    found = Session.objects.visible_to(request.user).select_related("council__rules")
    session = get_object_or_404(found, pk=pk)
    asked = AskedFor(request.GET)
    order = asked.one_of("sap-xep", ORDERS)
    context = {
        "session": session,
        "council": session.council,
        "order": order,
        "orders": ORDERS,
        "notices": asked.notices,
        "comparing": can_take_all_cards(request.user, session),
        **league.synthesis(session, by_rank=bool(order)),
    }
    return render(request, "evaluations/session_synthesis.html", context)


@require_safe
@login_required
def item_comparison(request, pk):
    """Members by criterion, once the item is closed, for those who may read all cards."""
    visible = Session.objects.visible_to(request.user).values("pk")
    related = ("session__council__office", "dossier__product__producer", "rubric")
    item = get_object_or_404(SessionItem.objects.filter(session__in=visible).select_related(*related), pk=pk)
    require(can_take_all_cards(request.user, item.session))
    if item.state != ItemState.CLOSED:
        raise Refusal(_("The members are compared once the scoring of the product is closed."))
    context = {"item": item, "session": item.session, "council": item.session.council}
    return render(request, "evaluations/item_comparison.html", context | league.comparison(item))


@require_safe
@login_required
def council_ranking(request, pk):
    """Every closed result of the council's sessions of a year, the best first."""
    council = get_object_or_404(Council.objects.visible_to(request.user), pk=pk)
    sessions = Session.objects.visible_to(request.user).filter(council=council)
    years = sorted({day.year for day in sessions.values_list("held_on", flat=True)}, reverse=True)
    asked = AskedFor(request.GET)
    year = int(asked.one_of("nam", [str(one) for one in years], str(years[0] if years else today().year)))
    rows = league.year_results(sessions.order_by().values("pk"), year)
    context = {
        "council": council,
        "year": year,
        "years": years,
        "notices": asked.notices,
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang")),
        "counts": league.star_counts(rows),
    }
    return render(request, "evaluations/council_ranking.html", context)
