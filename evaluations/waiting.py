"""What waits for a person: the first page of the workspace, worked out from roles and seats.

Every section is a list of tasks for components/task_list.html with the address of the whole list. The number
of queries does not depend on the number of tasks.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluations import advising, decisions, revocations
from evaluations.checklist import due, due_by
from evaluations.enums import CardState, DossierState, ItemState, SeatRole, SessionState
from evaluations.models import (
    AdvisoryAssignment,
    Dossier,
    ScoreCard,
    Seat,
    Session,
    SessionItem,
)
from evaluations.paper_cards import waiting_for
from evaluations.producer_waiting import own_sections
from ocop_portal.accounts.enums import Level, Role
from ocop_portal.accounts.models import memberships_of, offices_of
from ocop_portal.areas.models import Coverage
from products.enums import Status
from products.models import Product

MOST_TASKS = 8
COUNCIL_LEVELS = (Level.PROVINCE, Level.CENTRAL)  # where an agency and an advisory group stand beside it


@dataclass(frozen=True)
class Section:
    """One kind of work: the first tasks, how many there are, and where all of them are."""

    title: str
    tasks: list
    count: int
    url: str
    icon: str = "inbox"

    @property
    def more(self):
        return max(self.count - len(self.tasks), 0)


def sections(user):
    """Return what waits for the person, the most urgent kind first; kinds without a task are left out."""
    found = [
        *_intake(user),
        *own_sections(user, Section, MOST_TASKS),
        *_advising(user),
        *_scoring(user),
        *_secretary(user),
        *_deciding(user),
        *_revoking(user),
    ]
    return [section for section in found if section.count]


def expiring_count(user):
    """How many recognitions in the person's sight end within 180 days, whoever issued their certificates."""
    return Product.objects.visible_to(user).with_status(Status.EXPIRING).count()


def roles(user):
    """The person's roles, seats and producers in words, for the head of the page."""
    held = [
        f"{row.get_role_display()}, {row.office}" for row in memberships_of(user).select_related("office")
    ]
    seats = Seat.objects.in_force().filter(user=user).select_related("council")
    held += [f"{seat.get_role_display()}, {seat.council}" for seat in seats]
    return held + [str(member.producer) for member in user.producer_memberships.select_related("producer")]


def first_step(user):
    """Where somebody for whom nothing waits may begin: what it is called, and its address."""
    if offices_of(user, Role.OFFICER).exists():
        return _("Register a producer"), reverse("producer_create")
    if user.producer_memberships.exists():
        return _("Go to your products"), reverse("product_desk")
    return _("Go to the dossiers"), reverse("dossier_desk")


# Officers


INTAKE = (
    (DossierState.SUBMITTED, lambda: _("Dossiers to check"), "folder2-open"),
    (DossierState.ACCEPTED, lambda: _("Dossiers to assess and propose"), "arrow-up-right"),
    (DossierState.RETURNED, lambda: _("Returned dossiers to complete"), "arrow-counterclockwise"),
    (DossierState.SUPPLEMENTING, lambda: _("Supplements for the advisory group"), "arrow-counterclockwise"),
    (DossierState.DRAFT, lambda: _("Dossiers being prepared"), "pencil"),
)


def _intake(user):
    offices = offices_of(user, Role.OFFICER)
    mine = Dossier.objects.filter(receiving_office__in=offices).select_related("product__producer")
    counts = Counter(mine.order_by().values_list("state", flat=True))
    for state, title, icon in INTAKE:
        rows = mine.filter(state=state).order_by(F("due_on").asc(nulls_last=True), "received_on", "pk")
        tasks = [_dossier_task(row) for row in rows[:MOST_TASKS]]
        url = f"{reverse('dossier_desk')}?trang-thai={state}"
        yield Section(title(), tasks, counts[state], url, icon)


def _dossier_task(dossier):
    left = due(dossier)
    return {
        "title": str(dossier.product),
        "note": f"{dossier.product.producer} · {dossier.get_purpose_display()}",
        "url": dossier.get_absolute_url(),
        "due": left.words if left else "",
        "due_kind": left.kind if left else "",
    }


# The advisory group


def _advising(user):
    """What an advisor has to report on, and for the agency what nobody is assigned to."""
    running = Dossier.objects.filter(state__in=advising.ADVISED)
    mine = AdvisoryAssignment.objects.standing().filter(
        Q(dossier__advisory_report=None) | Q(dossier__advisory_report__handed_over_at=None),
        advisor=user,
        dossier__in=running,
    )
    rows = mine.select_related("dossier__product__producer").order_by(
        F("due_on").asc(nulls_last=True), "assigned_at", "pk"
    )
    tasks = [_advice_task(row) for row in rows[:MOST_TASKS]]
    yield Section(_("Dossiers to advise on"), tasks, mine.count(), reverse("dossier_desk"), "chat-left-text")
    agencies = offices_of(user, Role.OFFICER).filter(level__in=COUNCIL_LEVELS)
    places = Coverage.objects.filter(unit__in=agencies.values("unit")).values("covered")
    waits = Dossier.objects.filter(
        state=DossierState.PROPOSED,
        council_level__in=agencies.values("level"),
        product__made_in__in=places,
        advisors=None,
    ).select_related("product__producer")
    chosen = waits.order_by("received_on", "pk")[:MOST_TASKS]
    tasks = [_dossier_task(row) | {"url": reverse("dossier_advice", args=[row.pk])} for row in chosen]
    url = f"{reverse('dossier_desk')}?trang-thai={DossierState.PROPOSED}"
    yield Section(_("Dossiers without an advisor"), tasks, waits.count(), url, "people")


def _advice_task(row):
    left = due_by(row.due_on) if row.due_on else None
    return {
        "title": str(row.dossier.product),
        "note": row.task or str(row.dossier.product.producer),
        "url": reverse("dossier_advice", args=[row.dossier_id]),
        "due": left.words if left else "",
        "due_kind": left.kind if left else "",
    }


# Seats


def _scoring(user):
    mine = Session.objects.scored_by(user).values("pk")
    open_items = SessionItem.objects.filter(state=ItemState.OPEN, session__state=SessionState.OPEN)
    rows = (
        open_items.filter(session__in=mine)
        .exclude(pk__in=_submitted(user))
        .select_related("dossier__product__producer", "session")
        .order_by("session__held_on", "position")
        .distinct()
    )
    begun = set(ScoreCard.objects.filter(seat__user=user, item__in=rows).values_list("item", flat=True))
    tasks = [
        {
            "title": str(row.dossier.product),
            "note": f"{row.dossier.product.producer} · {row.session}",
            "url": reverse("score_card", args=[row.pk]),
            "state": "doing" if row.pk in begun else "todo",
        }
        for row in rows[:MOST_TASKS]
    ]
    yield _to_confirm(user)
    yield Section(_("Products to score"), tasks, rows.count(), reverse("scoring_desk"), "card-checklist")


def _to_confirm(user):
    papers = waiting_for(user)
    tasks = [
        {
            "title": str(paper.card.item.dossier.product),
            "note": str(paper.card.item.session),
            "url": reverse("paper_card_answer", args=[paper.pk]),
            "state": "todo",
        }
        for paper in papers[:MOST_TASKS]
    ]
    title = _("Paper cards waiting for your confirmation")
    return Section(title, tasks, len(papers), reverse("scoring_desk"), "file-earmark-text")


def _submitted(user):
    """Items whose running round the person has handed a card in for."""
    cards = ScoreCard.objects.filter(seat__user=user, state=CardState.SUBMITTED, round=F("item__round"))
    return cards.values("item")


# Secretaries


def _secretary(user):
    seats = Seat.objects.in_force().filter(user=user, role=SeatRole.SECRETARY)
    councils = [seat.council for seat in seats.select_related("council__office")]
    if councils:
        yield _to_schedule(councils)
        yield _to_open(councils)
        yield _to_close(councils)


def _to_schedule(councils):
    """The way leads to the council, where agendas are made."""
    fitting = Q(pk=None)
    for council in councils:
        place = (
            Q()
            if council.level == Level.CENTRAL
            else Q(product__made_in__covered_by__unit=council.office.unit_id)
        )
        fitting |= Q(council_level=council.level) & place
    rows = Dossier.objects.filter(fitting, state=DossierState.PROPOSED).distinct()
    chosen = rows.select_related("product__producer").order_by("received_on", "pk")
    url = councils[0].get_absolute_url() if len(councils) == 1 else reverse("council_desk")
    tasks = [_dossier_task(row) | {"url": url} for row in chosen[:MOST_TASKS]]
    return Section(_("Dossiers to put on an agenda"), tasks, rows.count(), url, "calendar3")


def _to_open(councils):
    rows = Session.objects.filter(council__in=councils, state=SessionState.PREPARED).order_by("held_on", "pk")
    tasks = [
        {"title": str(row), "note": f"{row.held_on:%d/%m/%Y} · {row.place}", "url": row.get_absolute_url()}
        for row in rows[:MOST_TASKS]
    ]
    return Section(
        _("Sessions to prepare and open"), tasks, rows.count(), reverse("council_desk"), "calendar3"
    )


def _to_close(councils):
    rows = (
        SessionItem.objects.filter(
            session__council__in=councils, session__state=SessionState.OPEN, state=ItemState.OPEN
        )
        .annotate(
            handed_in=Count(
                "cards", Q(cards__state=CardState.SUBMITTED, cards__round=F("round")), distinct=True
            )
        )
        .select_related("dossier__product", "session")
        .order_by("session__held_on", "position")
    )
    tasks = [
        {
            "title": str(row.dossier.product),
            "note": _("%(session)s · %(cards)s cards handed in")
            % {"session": row.session, "cards": row.handed_in},
            "url": row.session.get_absolute_url(),
        }
        for row in rows[:MOST_TASKS]
    ]
    return Section(_("Scoring to close"), tasks, rows.count(), reverse("council_desk"), "check2-square")


# Leaders


def _deciding(user):
    if not memberships_of(user).filter(role=Role.LEADER).exists():
        return
    mine = [row for row in decisions.awaiting(user) if row.signing or row.referring or row.declining]
    tasks = [
        {
            "title": str(row.product),
            "note": ngettext("%(count)s star", "%(count)s stars", row.result.star)
            % {"count": row.result.star}
            + f" · {row.product.producer}",
            "url": reverse("decision_desk"),
        }
        for row in mine[:MOST_TASKS]
    ]
    yield Section(_("Results to decide"), tasks, len(mine), reverse("decision_desk"), "file-earmark-check")


def _revoking(user):
    """Revocations under way: for leaders those to decide, for officers those of their area."""
    waiting = revocations.waiting_for(user)
    url = reverse("revocation_desk")
    yield Section(_("Revocations to decide"), list(_clocks(waiting)), len(waiting), url, "flag")
    if not waiting and offices_of(user, Role.OFFICER).exists():
        running = revocations.running(user)
        yield Section(_("Revocations under way"), list(_clocks(running)), running.count(), url, "flag")


def _clocks(rows):
    for row in rows[:MOST_TASKS]:
        left = revocations.clock(row)
        yield {
            "title": str(row.product),
            "note": f"{row.product.producer} · {row.get_ground_display()}",
            "url": row.get_absolute_url(),
            "due": left.words if left else "",
            "due_kind": left.kind if left else "",
        }
