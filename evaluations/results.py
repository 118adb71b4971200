"""The result of a round: computed from the counted cards, frozen with everything it came from.

Nothing here is called while an item is open but by the verbs of `evaluations.closing`.
"""

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from evaluations import scoring
from evaluations.entitlement import counted_revisions, entitled_seats
from evaluations.enums import Vote
from evaluations.models import ResultSnapshot
from evaluations.revisions import content_hash
from evaluations.scorecards import moment_text
from ocop_portal.core.templatetags.ocop import points


def record_result(item, by, *, supersedes=None, reason=""):
    """Compute the present round of the item from the counted cards and freeze the result.

    `supersedes` is the result it takes the place of, `reason` says why.
    """
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
        policy=policy_record(item.session, regulation),
        mean_numerator=sum(revision.total for revision in revisions),
        mean_denominator=len(revisions),
        mean_text=result.mean_text,
        spread=result.spread,
        star_by_band=result.star_by_band,
        star=result.star,
        missed_minima=missed_record(sheet, marks, result.missed_minima),
        flags=list(result.flags),
        supersedes=supersedes,
        reason=reason,
        closed_by=by,
    )
    return _frozen(snapshot)


def missed_record(sheet, cards, missed):
    """Return every minimum not reached, with what it needs and what each counted card gave."""
    criteria = {one.code: one for one in sheet.criteria}
    return [
        {
            "criterion": one.criterion,
            "star": one.star,
            "needs": one.needs,
            "given": [criteria[one.criterion].points(card[one.criterion]) for card in cards],
        }
        for one in missed
    ]


def record_stop(item, finding, by):
    """Freeze that the evaluation was stopped: no mean, no stars, whatever cards there are."""
    latest = latest_result(item)
    snapshot = ResultSnapshot(
        item=item,
        number=item.results.count() + 1,
        round=item.round,
        counted=[],
        entitled=_entitled_record(item, set()),
        policy=policy_record(item.session, item.dossier.regulation),
        mean_numerator=0,
        mean_denominator=0,
        mean_text="",
        spread=0,
        star_by_band=0,
        star=0,
        missed_minima=[],
        stop={
            "rule": finding.rule.text if finding.rule else "",
            "criterion": finding.criterion_code,
            "reason": finding.reason,
            "by": str(finding.by),
        },
        supersedes=latest,
        reason=finding.reason if latest else "",
        closed_by=by,
    )
    return _frozen(snapshot)


def _frozen(snapshot):
    snapshot.hash = content_hash(snapshot_record(snapshot))
    snapshot.save()
    return snapshot


def parts_of(snapshot):
    """Return the parts of the sheet in the order the cards give them."""
    return list(snapshot.counted[0]["totals"]) if snapshot.counted else []


def latest_result(item):
    """Return the newest result of the item, or None."""
    return item.results.order_by("-number").first()


def _counted_record(revision):
    return _seat_record(revision.card.seat) | {
        "revision": revision.pk,
        "number": revision.number,
        "hash": revision.hash,
        "totals": revision.totals,
        "total": revision.total,
    }


def _entitled_record(item, counted):
    """Every scoring seat: whether it might score the product, whether its card counts, if it took part."""
    entitled = {seat.pk for seat in entitled_seats(item)}
    seats = item.session.scoring_seats().select_related("user")
    noted = dict(item.session.attendance.values_list("seat", "kind"))
    return [
        _seat_record(seat)
        | {"recused": seat.pk not in entitled, "absent": seat.pk not in counted}
        | ({"attendance": noted[seat.pk]} if seat.pk in noted else {})
        for seat in seats
    ]


def _seat_record(seat):
    return {"seat": seat.pk, "name": str(seat.user), "role": seat.role}


def policy_record(session, regulation):
    """Return the rules a result was computed with, as values and in words."""
    council_rules = session.council.rules
    fields = ("number", "quorum_percent", "chair_must_score", "rounding", "minimum_judged_by")
    fields += ("reason_required_points",)
    with translation.override("vi"):
        texts = rules_in_words(council_rules, session.vote)
    return {name: getattr(council_rules, name) for name in fields} | {
        "spread_limit": f"{council_rules.spread_limit.normalize():f}",
        "vote": session.vote,
        "cumulative_minima": council_rules.cumulative_minima,
        "recused_seats_count": council_rules.recused_seats_count,
        "regulation": regulation.number,
        "bands": {str(star): bound for star, bound in regulation.bands().items()},
        "texts": texts,
    }


def rules_in_words(council_rules, vote=""):
    """Return the working rules as sentences a member can check against the paper.

    `vote` is that of a session, where it is not the usual one of the council.
    """
    numbers = {
        "percent": council_rules.quorum_percent,
        "points": points(council_rules.spread_limit),
    }
    chair = _("The chair must be among them.")
    no_chair = _("The chair need not be among them.")
    recused = _("Members who are recused count among those the quorum is a share of.")
    not_recused = _("Members who are recused are left out of the quorum.")
    cumulative = _("A star also needs the minima of the lower stars.")
    own_only = _("A star needs its own minima only.")
    return [
        _("At least %(percent)s%% of the members who score must have submitted their card.") % numbers,
        chair if council_rules.chair_must_score else no_chair,
        recused if council_rules.recused_seats_count else not_recused,
        _("When two totals lie more than %(points)s points apart, the product is scored once more.")
        % numbers,
        _sentence(council_rules.get_rounding_display()),
        _sentence(council_rules.get_minimum_judged_by_display()),
        cumulative if council_rules.cumulative_minima else own_only,
        _vote_in_words(vote or council_rules.vote),
        *_reason_in_words(council_rules),
    ]


def _vote_in_words(vote):
    if vote == Vote.WRITTEN:
        return _("The council votes in writing; where the opinions differ, a meeting decides.")
    return _("The council votes in a meeting.")


def _reason_in_words(council_rules):
    most = council_rules.reason_required_points
    if most is None:
        return []
    text = _("Who is more than %(points)s points off what the producer gave itself writes why.")
    return [text % {"points": most}]


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
        **_computed_again(snapshot),
    }


def _computed_again(snapshot):
    """What a first result of a round has no need of: which result it supersedes, and what stopped it."""
    record = {} if snapshot.stop is None else {"stop": snapshot.stop}
    if snapshot.supersedes_id:
        record["supersedes"] = snapshot.supersedes.hash
        record |= {"number": snapshot.number, "reason": snapshot.reason}
    return record


def snapshot_is_intact(snapshot):
    return content_hash(snapshot_record(snapshot)) == snapshot.hash
