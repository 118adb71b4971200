"""Closing an item: the result of a round, computed from the counted cards and frozen with all it came from.

Results are computed when an item is closed and never before; nobody's marks, sums or means leave this module
while an item is open.
"""

from django.db import transaction
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from evaluations import rules, scoring
from evaluations.dossiers import content_hash
from evaluations.entitlement import counted_revisions, entitled_seats, missing_to_close
from evaluations.enums import ItemState
from evaluations.models import ResultSnapshot
from evaluations.scorecards import moment_text
from evaluations.sessions import locked_with_session
from ocop_portal.core.access import Conflict, Refusal, require
from ocop_portal.core.templatetags.ocop import points
from ocop_portal.core.workflow import apply

LAST_ROUND = 2


@transaction.atomic
def close_item(item, *, by):
    """Close the present round and return its result.

    Over the spread limit in round 1, round 2 opens and round 1 is kept; otherwise the dossier is scored.
    Raises `Refusal` naming who is missing, and `Conflict` when the round is not the one `item` was read in.
    """
    seen = item.round
    session, row = locked_with_session(item)
    if row.round != seen:
        raise Conflict(_("Round %(round)s was closed already.") % {"round": seen}, row)
    require(rules.can_close_item(by, row))
    missing = missing_to_close(row)
    if missing:
        raise Refusal(_("The scoring cannot be closed yet."), missing)
    snapshot = _record_result(row, by)
    if scoring.SPREAD_OVER_LIMIT in snapshot.flags and row.round < LAST_ROUND:
        row.round += 1
        row.save(update_fields=["round"])
    else:
        row.state, row.closed_at = ItemState.CLOSED, snapshot.closed_at
        row.save(update_fields=["state", "closed_at"])
        apply(row.dossier, "conclude", by=by, office_name=session.council.name)
    return snapshot


def _record_result(item, by):
    revisions = counted_revisions(item)
    regulation, council_rules = item.dossier.regulation, item.session.council.rules
    sheet = item.rubric.sheet(regulation.bands())
    marks = [revision.marks for revision in revisions]
    result = scoring.evaluate(sheet, marks, council_rules.scoring_rules())
    snapshot = ResultSnapshot(
        item=item,
        number=item.results.count() + 1,
        round=item.round,
        counted=[_counted_record(revision) for revision in revisions],
        entitled=_entitled_record(item, {revision.card.seat_id for revision in revisions}),
        policy=policy_record(council_rules, regulation),
        mean_numerator=sum(revision.total for revision in revisions),
        mean_denominator=len(revisions),
        mean_text=result.mean_text,
        spread=result.spread,
        star_by_band=result.star_by_band,
        star=result.star,
        missed_minima=[
            {"criterion": one.criterion, "star": one.star, "needs": one.needs} for one in result.missed_minima
        ],
        flags=list(result.flags),
        closed_by=by,
    )
    snapshot.hash = content_hash(snapshot_record(snapshot))
    snapshot.save()
    return snapshot


def _counted_record(revision):
    return _seat_record(revision.card.seat) | {
        "revision": revision.pk,
        "number": revision.number,
        "hash": revision.hash,
        "totals": revision.totals,
        "total": revision.total,
    }


def _entitled_record(item, counted):
    """Every scoring seat: whether it might score the product, and whether its card counts."""
    entitled = {seat.pk for seat in entitled_seats(item)}
    seats = item.session.scoring_seats().select_related("user")
    return [
        _seat_record(seat) | {"recused": seat.pk not in entitled, "absent": seat.pk not in counted}
        for seat in seats
    ]


def _seat_record(seat):
    return {"seat": seat.pk, "name": str(seat.user), "role": seat.role}


def policy_record(council_rules, regulation):
    """Return the rules a result was computed with, as values and in words."""
    fields = ("number", "quorum_percent", "chair_must_score", "rounding", "minimum_judged_by")
    with translation.override("vi"):
        texts = rules_in_words(council_rules)
    return {name: getattr(council_rules, name) for name in fields} | {
        "spread_limit": f"{council_rules.spread_limit.normalize():f}",
        "cumulative_minima": council_rules.cumulative_minima,
        "regulation": regulation.number,
        "bands": {str(star): bound for star, bound in regulation.bands().items()},
        "texts": texts,
    }


def rules_in_words(council_rules):
    """Return the working rules as sentences a member can check against the paper."""
    numbers = {
        "percent": council_rules.quorum_percent,
        "points": points(council_rules.spread_limit),
    }
    chair = _("The chair must be among them.")
    no_chair = _("The chair need not be among them.")
    cumulative = _("A star also needs the minima of the lower stars.")
    own_only = _("A star needs its own minima only.")
    return [
        _("At least %(percent)s%% of the members who score must have submitted their card.") % numbers,
        chair if council_rules.chair_must_score else no_chair,
        _("When two totals lie more than %(points)s points apart, the product is scored once more.")
        % numbers,
        _sentence(council_rules.get_rounding_display()),
        _sentence(council_rules.get_minimum_judged_by_display()),
        cumulative if council_rules.cumulative_minima else own_only,
    ]


def _sentence(label):
    return f"{capfirst(str(label))}."


def snapshot_record(snapshot):
    """Return what the hash of a result is computed from."""
    fields = ("round", "counted", "entitled", "policy", "mean_numerator", "mean_denominator", "mean_text")
    fields += ("spread", "star_by_band", "star", "missed_minima", "flags")
    return {name: getattr(snapshot, name) for name in fields} | {
        "item": snapshot.item_id,
        "dossier_revision": snapshot.item.revision.hash,
        "rubric": snapshot.item.rubric_id,
        "closed_at": moment_text(snapshot.closed_at),
        "closed_by": snapshot.closed_by_id,
    }


def snapshot_is_intact(snapshot):
    return content_hash(snapshot_record(snapshot)) == snapshot.hash
