"""The end of an item and its way back: closing, stopping, suspending, reopening, computing again.

Results are computed when an item is closed and never before; nobody's marks, sums or means leave this module
while an item is open.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from evaluations import rules, scoring
from evaluations.entitlement import cannot_reach_quorum, counted_revisions, missing_to_close
from evaluations.enums import DossierState, Vote
from evaluations.models import StopFinding
from evaluations.results import latest_result, record_result, record_stop
from evaluations.sessions import locked_with_session
from ocop_portal.core.access import Conflict, Refusal, require
from ocop_portal.core.text import clean_text
from ocop_portal.core.workflow import apply

LAST_ROUND = 2


@transaction.atomic
def close_item(item, *, by):
    """Close the present round and return its result, or None when opinions in writing differ.

    Over the spread limit in round 1, round 2 opens and round 1 is kept; otherwise the dossier is scored. In a
    written vote a product whose opinions differ is suspended for a meeting. Raises `Refusal` naming who is
    missing, and `Conflict` when the round is not the one `item` was read in.
    """
    seen = item.round
    _session, row = locked_with_session(item)
    if row.round != seen:
        raise Conflict(_("Round %(round)s was closed already.") % {"round": seen}, row)
    require(rules.can_close_item(by, row))
    missing = missing_to_close(row)
    if missing:
        raise Refusal(_("The scoring cannot be closed yet."), missing)
    if row.session.vote == Vote.WRITTEN and opinions_differ(row):
        _move(row, "suspend", by, comment=_("The opinions in writing differ: a meeting decides."))
        return None
    snapshot = _recorded(row, by)
    if scoring.SPREAD_OVER_LIMIT in snapshot.flags and row.round < LAST_ROUND:
        row.round += 1
        row.save(update_fields=["round"])
    else:
        _end(row, "close", snapshot, by)
    return snapshot


def _recorded(item, by):
    """A round closed once more after reopening supersedes the result it gave before."""
    before = latest_result(item)
    if before is None or before.round != item.round:
        return record_result(item, by)
    reason = item.log.filter(transition="reopen").values_list("comment", flat=True).first()
    return record_result(item, by, supersedes=before, reason=reason or _("Closed once more."))


def opinions_differ(item):
    """Whether single cards give different stars, or their totals lie further apart than the rules allow."""
    sheet = item.rubric.sheet(item.dossier.regulation.bands())
    council_rules = item.session.council.rules.scoring_rules()
    marks = [revision.marks for revision in counted_revisions(item)]
    single = [scoring.evaluate(sheet, [card], council_rules) for card in marks]
    stars = {(one.star_by_band, one.star) for one in single}
    together = scoring.evaluate(sheet, marks, council_rules)
    return len(stars) > 1 or scoring.SPREAD_OVER_LIMIT in together.flags


def _end(item, transition, snapshot, by, comment=""):
    _move(item, transition, by, comment=comment, stamp={"closed_at": snapshot.closed_at})
    apply(item.dossier, "conclude", by=by, office_name=item.session.council.name)


def _move(item, transition, by, *, comment="", stamp=None):
    moved = apply(
        item, transition, by=by, comment=comment, office_name=item.session.council.name, stamp=stamp
    )
    item.state, item.closed_at = moved.state, moved.closed_at
    return item


@transaction.atomic
def stop_item(item, *, by, reason, rule=None, criterion_code=""):
    """End the evaluation before any point counts, on a stop rule or a condition of a criterion."""
    _session, row = locked_with_session(item)
    require(rules.can_stop_item(by, row))
    reason = clean_text(reason).strip()
    if not reason:
        raise Refusal(_("Write the reason first: the people concerned will read it."))
    if rule is not None and rule.rubric_id != row.rubric_id:
        raise Refusal(_("This rule belongs to another score sheet."))
    if criterion_code and not row.rubric.criteria.filter(code=criterion_code).exists():
        raise Refusal(_("The score sheet has no criterion %(code)s.") % {"code": criterion_code})
    if rule is None and not criterion_code:
        raise Refusal(_("Choose the rule or the criterion the stop rests on."))
    finding = StopFinding.objects.create(
        item=row, rule=rule, criterion_code=criterion_code, reason=reason, by=by
    )
    snapshot = record_stop(row, finding, by)
    _end(row, "stop", snapshot, by, comment=reason)
    return snapshot


@transaction.atomic
def suspend_item(item, *, by, reason):
    """Leave the item undecided: its quorum cannot be reached, or the council puts it off."""
    _session, row = locked_with_session(item)
    return _move(row, "suspend", by, comment=reason)


@transaction.atomic
def resume_item(item, *, by):
    """Take a suspended item up again; the cards handed in before stand."""
    _session, row = locked_with_session(item)
    return _move(row, "resume", by)


@transaction.atomic
def reopen_item(item, *, by, reason):
    """Have the chair reopen a closed item before any decision; the next result supersedes the kept one."""
    _session, row = locked_with_session(item)
    _move(row, "reopen", by, comment=reason, stamp={"closed_at": None})
    apply(row.dossier, "reopen_scoring", by=by, comment=reason, office_name=row.session.council.name)
    return row


def compute_without(item, seat, *, by, reason):
    """Compute a closed item again after a recusal; without a quorum it is suspended, not decided.

    A decision that was made stands: it is the authority's to withdraw. Called under the item's lock.
    """
    before = latest_result(item)
    if before is None or seat.pk not in {one["seat"] for one in before.counted}:
        return None
    if item.dossier.state != DossierState.SCORED:
        raise Refusal(_("The authority has decided already: the result can no longer be computed again."))
    if cannot_reach_quorum(item) or missing_to_close(item):
        reopen_item(item, by=by, reason=reason)
        return suspend_item(item, by=by, reason=reason)
    return record_result(item, by, supersedes=before, reason=reason)
