"""The papers of a session as downloads: synthesis, minutes, cards; PDF to keep, Word to edit."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluations import rules, session_papers
from evaluations.enums import ItemState, SessionState
from evaluations.models import Session
from ocop_portal.accounts.enums import Role
from ocop_portal.accounts.models import has_role
from ocop_portal.core.access import Allowed, Denied, first_denial, require
from ocop_portal.core.paper_files import paper_response


def _session(request, pk):
    found = Session.objects.visible_to(request.user).select_related("council__office__unit", "council__rules")
    return get_object_or_404(found, pk=pk)


def can_take_synthesis(user, session):
    """Whoever sees the session; before an item is closed there is nothing to write down."""
    if session.items.filter(state=ItemState.CLOSED).exists():
        return Allowed()
    return Denied(_("No product is closed yet: there is nothing to write down."))


def can_take_minutes(user, session):
    if session.state == SessionState.CLOSED:
        return can_take_synthesis(user, session)
    return Denied(_("The minutes are written when the session is closed."))


def can_take_all_cards(user, session):
    """Chair and secretary, leaders and auditors of the standing office; members take their own."""
    office = session.council.office
    if rules.leads_session(user, session) or has_role(user, Role.LEADER, Role.AUDITOR, office=office):
        return Allowed()
    return Denied(_("Chair, secretary, leaders and auditors read all cards; a member reads his or her own."))


def papers_for(user, session):
    """Return what the person may take from the session: pairs of an address and a title."""
    offered = [
        ("session_synthesis_paper", _("Synthesis of scores"), can_take_synthesis(user, session)),
        ("session_minutes_paper", _("Minutes"), can_take_minutes(user, session)),
        ("session_cards_paper", _("Evaluation cards"), _can_take_cards(user, session)),
    ]
    return [(name, title) for name, title, answer in offered if answer]


def _can_take_cards(user, session):
    own = rules.scoring_seat(user, session)
    reading = Allowed() if own else can_take_all_cards(user, session)
    return first_denial(can_take_synthesis(user, session), reading)


@require_safe
@login_required
def session_synthesis_paper(request, pk, form):
    session = _session(request, pk)
    require(can_take_synthesis(request.user, session))
    paper = session_papers.synthesis(session)
    return paper_response(paper, name=f"Bảng tổng hợp điểm - {session}", form=form)


@require_safe
@login_required
def session_minutes_paper(request, pk, form):
    session = _session(request, pk)
    require(can_take_minutes(request.user, session))
    return paper_response(session_papers.minutes(session), name=f"Biên bản - {session}", form=form)


@require_safe
@login_required
def session_cards_paper(request, pk, form):
    """All cards of closed items for those who answer for the session, one's own for a member."""
    session = _session(request, pk)
    require(_can_take_cards(request.user, session))
    everything = can_take_all_cards(request.user, session)
    seats = None if everything else {rules.scoring_seat(request.user, session).pk}
    paper = session_papers.score_cards(session, seats=seats)
    return paper_response(paper, name=f"Phiếu đánh giá - {session}", form=form)
