"""A member's score card: a draft that may change, and submitted revisions that never do.

Autosave writes the draft and nothing else. Submitting appends a revision whose hash is chained to the
revision before it in the session; corrections append the next one. What counts is read when an item closes.
"""

from datetime import UTC

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from evaluations import rules, scoring, sheets
from evaluations.enums import CardState
from evaluations.models import ScoreCard, ScoreCardRevision, ScoreDraft, ScoreLine
from evaluations.revisions import content_hash
from evaluations.self_scores import says_why
from ocop_portal.core.access import Allowed, Conflict, Denied, Refusal, first_denial, require
from ocop_portal.core.text import clean_text
from ocop_portal.core.workflow import locked

FIRST_HASH = "0" * 64  # stands before the first revision of a session
LONGEST_NOTE = 2000


# The card


def card_for(item, *, by):
    """Return the person's card of the item's present round, opening it when it is not there yet.

    A card of round 2 starts with the member's own marks of round 1. Raises `Refusal` for people who may
    not score the item; a card that exists can still be read after closing.
    """
    return own_card(item, by) or _open_card(item, by)


def own_card(item, user, round_number=None):
    """Return the person's card of the round (the present one by default), or None."""
    cards = ScoreCard.objects.filter(item=item, seat__user=user, round=round_number or item.round)
    return cards.select_related("draft", "seat").order_by("-seat").first()


@transaction.atomic
def _open_card(item, user):
    require(rules.can_score(user, item))
    seat = rules.scoring_seat(user, item.session)
    card, is_new = ScoreCard.objects.get_or_create(item=item, seat=seat, round=item.round)
    if is_new:
        before = ScoreDraft.objects.filter(card__item=item, card__seat=seat).order_by("-card__round").first()
        kept = {"marks": before.marks, "notes": before.notes} if before else {}
        card.draft = ScoreDraft.objects.create(card=card, **kept)
    return card


# The draft


@transaction.atomic
def save_draft(card, *, marks, notes, version, by):
    """Keep what is ticked so far and return the fresh card.

    `marks` maps a criterion's code to the position of its option, None for "none of these"; what is not
    answered is left out. Sending again what is stored changes nothing. Raises `Conflict` when `version` is
    not the stored one. After closing, a draft is still kept, but never counted.
    """
    row = _own(card, by)
    draft, notes = row.draft, clean_notes(notes)
    _check_marks(row, marks)
    if (draft.marks, draft.notes) == (marks, notes):
        return row
    if version != row.version:
        raise Conflict(_("This card was saved in another window after you opened this one."), row)
    draft.marks, draft.notes, draft.saved_at = marks, notes, timezone.now()
    draft.save()
    row.version += 1
    row.save(update_fields=["version"])
    return row


def _own(card, user):
    row = locked(card)
    if row.seat.user_id != user.pk:
        raise Refusal(_("This card belongs to another member of the council."))
    return row


def clean_notes(notes):
    texts = {code: clean_text(text).strip()[:LONGEST_NOTE] for code, text in notes.items()}
    return {code: text for code, text in texts.items() if text}


def _check_marks(card, marks):
    try:
        scoring.running(card.item.rubric.sheet(), marks)
    except scoring.CardRefused as refused:
        raise Refusal(_("The card does not fit the score sheet."), problem_texts(refused.problems)) from None


def problem_texts(problems):
    return [sheets.card_problem_text(problem) for problem in problems]


# The submission


def submit_card(card, *, marks, notes, version, by):
    """Submit the card and return its revision; the same marks again are the same submission.

    The marks are saved as a draft first, in a transaction of their own, so that a refusal (criteria without
    an answer, scoring closed meanwhile) loses nothing. Raises `Conflict` like `save_draft`.
    """
    row = save_draft(card, marks=marks, notes=notes, version=version, by=by)
    return _submit(row, version=row.version, by=by)


@transaction.atomic
def _submit(card, *, version, by):
    """Locks the session (whose chain of hashes grows), the item (which may be closing), then the card."""
    session, item = locked(card.item.session), locked(card.item)
    item.session = session
    row = _own(card, by)
    row.item = item
    if row.version != version:
        raise Conflict(_("This card was saved in another window after you opened this one."), row)
    latest = row.revisions.last()
    if latest and not differs(row.draft, latest):
        return latest
    require(can_submit(by, row))
    return _append_revision(row, by)


def differs(draft, revision):
    return (draft.marks, draft.notes) != (revision.marks, revision.notes)


def can_submit(user, card):
    """The card is of the present round, has every answer, and a note wherever the rules ask for one."""
    return first_denial(_round_runs(card), rules.can_score(user, card.item), _is_complete(card))


def _round_runs(card):
    item = card.item
    if card.round != item.round:
        reason = _("Round %(round)s is closed. Your marks are kept as a draft and are not counted.")
        return Denied(reason % {"round": card.round})
    if item.closed_at:
        reason = _(
            "The scoring was closed at %(time)s. Your marks are kept as a draft and are not counted in it."
        )
        return Denied(reason % {"time": date_format(localtime(item.closed_at), "H:i:s d/m/Y")})
    return Allowed()


def _is_complete(card):
    sheet, draft = card.item.rubric.sheet(), card.draft
    problems = scoring.check_card(sheet, draft.marks)
    if problems:
        return Denied(_("Some criteria have no answer yet."), tuple(problem_texts(problems)))
    return says_why(card.item, sheet, draft.marks, draft.notes)


def confirm_typed(card, paper, *, by):
    """Submit what was typed from a member's paper card; the member, `by`, has looked at it.

    Called under the locks of session and item, with `card.item` fresh.
    """
    row = _own(card, by)
    row.item = card.item
    draft = row.draft
    draft.marks, draft.notes, draft.saved_at = paper.marks, paper.notes, timezone.now()
    draft.save()
    row.version += 1
    row.save(update_fields=["version"])
    require(can_submit(by, row))
    return _append_revision(row, by, paper=paper)


def _append_revision(card, by, *, paper=None):
    totals = scoring.card_totals(card.item.rubric.sheet(), card.draft.marks)
    revision = ScoreCardRevision(
        card=card,
        number=card.revisions.count() + 1,
        marks=card.draft.marks,
        notes=card.draft.notes,
        totals=dict(totals.parts),
        total=totals.total,
        submitted_by=by,
        paper=paper,
        previous_hash=last_hash(card.item.session),
    )
    revision.hash = content_hash(revision_record(revision))
    revision.save()
    _write_lines(revision)
    card.state, card.submitted_at = CardState.SUBMITTED, revision.submitted_at
    card.save(update_fields=["state", "submitted_at"])
    return revision


def last_hash(session):
    """Return the hash the next revision of the session is chained to."""
    found = ScoreCardRevision.objects.filter(card__item__session=session).order_by("-pk")
    return found.values_list("hash", flat=True).first() or FIRST_HASH


def revision_record(revision):
    """Return what the hash of a submitted card is computed from, its predecessor's hash included."""
    card = revision.card
    return {
        "item": card.item_id,
        "dossier_revision": card.item.revision.hash,
        "rubric": card.item.rubric_id,
        "seat": card.seat_id,
        "round": card.round,
        "number": revision.number,
        "marks": revision.marks,
        "notes": revision.notes,
        "totals": revision.totals,
        "total": revision.total,
        "submitted_at": moment_text(revision.submitted_at),
        "submitted_by": revision.submitted_by_id,
        "previous_hash": revision.previous_hash,
        **_typed_from(revision.paper),
    }


def _typed_from(paper):
    """A card typed from paper carries the checksum of its scan and who typed it."""
    return {"paper": {"sha256": paper.sha256, "typed_by": paper.typed_by_id}} if paper else {}


def moment_text(moment):
    """Return a moment as hashed records write it, the same before and after the database."""
    return moment.astimezone(UTC).isoformat()


def revision_is_intact(revision):
    return content_hash(revision_record(revision)) == revision.hash


def _write_lines(revision):
    lines = []
    for criterion in revision.card.item.rubric.criteria.prefetch_related("options"):
        mark = revision.marks[criterion.code]
        option = None if mark is None else criterion.options.all()[mark]
        points = option.points if option else 0
        lines.append(ScoreLine(revision=revision, criterion=criterion, option=option, points=points))
    ScoreLine.objects.bulk_create(lines)
