"""Cards on paper: the secretary types one with its scan; it counts once the member confirms it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluations import rules, scorecards, scoring
from evaluations.entitlement import entitled_seats
from evaluations.enums import CardState, PaperCardState
from evaluations.models import PaperCard, ScoreCard, ScoreDraft
from evaluations.sessions import locked_with_session
from ocop_portal.core.access import Allowed, Denied, Refusal, first_denial, require
from ocop_portal.core.files import PDF, PICTURES, check_upload
from ocop_portal.core.text import clean_text
from ocop_portal.core.workflow import locked

SCANS = (PDF, *PICTURES)


def can_type(user, item):
    """The secretary of the council, while the item is scored."""
    return rules.can_close_item(user, item)


def seats_to_type(item):
    """Return the seats whose paper card may be typed: entitled, nothing handed in, nothing waiting."""
    cards = ScoreCard.objects.filter(item=item, round=item.round)
    done = cards.filter(state=CardState.SUBMITTED).values_list("seat", flat=True)
    waiting = cards.filter(papers__state=PaperCardState.TYPED).values_list("seat", flat=True)
    taken = {*done, *waiting}
    return [seat for seat in entitled_seats(item) if seat.pk not in taken]


@transaction.atomic
def type_paper_card(item, seat, *, marks, notes, upload, by):
    """Keep a member's paper card as typed, with its scan, and let it wait for the member."""
    _session, row = locked_with_session(item)
    require(can_type(by, row))
    if seat not in seats_to_type(row):
        raise Refusal(_("This member cannot be given a typed card now."))
    problems = scoring.check_card(row.rubric.sheet(), marks)
    if problems:
        raise Refusal(_("Some criteria have no answer yet."), scorecards.problem_texts(problems))
    facts = check_upload(upload, allowed=SCANS)
    return PaperCard.objects.create(
        card=_card_of(row, seat),
        marks=marks,
        notes=scorecards.clean_notes(notes),
        file=upload,
        original_name=facts.name,
        content_type=facts.content_type,
        size=facts.size,
        sha256=facts.sha256,
        typed_by=by,
    )


def _card_of(item, seat):
    card, is_new = ScoreCard.objects.get_or_create(item=item, seat=seat, round=item.round)
    if is_new:
        ScoreDraft.objects.create(card=card)
    return card


def can_answer(user, paper):
    """The member whose card it is, once."""
    if paper.card.seat.user_id != user.pk:
        return Denied(_("This card belongs to another member of the council."))
    if paper.state != PaperCardState.TYPED:
        return Denied(_("This typed card was answered already."))
    return Allowed()


@transaction.atomic
def confirm(paper, *, by):
    """Have the member take the typed card for his or her own: it is submitted and counts from now on.

    Every rule of a submission holds: interests declared, the item open, the round running.
    """
    item, row = _locked(paper)
    require(first_denial(can_answer(by, row), rules.can_score(by, item)))
    revision = scorecards.confirm_typed(row.card, row, by=by)
    _answered(row, PaperCardState.CONFIRMED)
    return revision


@transaction.atomic
def refuse(paper, *, by, objection):
    """Have the member say what is wrong: the typed card never counts, and another may be typed."""
    _item, row = _locked(paper)
    require(can_answer(by, row))
    objection = clean_text(objection).strip()
    if not objection:
        raise Refusal(_("Write what is wrong, so that the secretary can type it again."))
    return _answered(row, PaperCardState.REFUSED, objection)


def _locked(paper):
    """Return the item, under its session's lock, and the fresh paper card."""
    _session, item = locked_with_session(paper.card.item)
    row = locked(paper)
    row.card.item = item
    return item, row


def _answered(paper, state, objection=""):
    paper.state, paper.objection, paper.answered_at = state, objection, timezone.now()
    paper.save(update_fields=["state", "objection", "answered_at"])
    return paper


def waiting_for(user):
    """Return the typed cards that wait for the person's confirmation, of rounds that run."""
    found = PaperCard.objects.filter(card__seat__user=user, state=PaperCardState.TYPED)
    related = ("card__item__dossier__product__producer", "card__item__session")
    return [one for one in found.select_related(*related) if one.card.round == one.card.item.round]
