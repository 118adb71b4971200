"""What the producer gave itself beside what a member gives: where the working rules ask for a reason."""

from django.utils.translation import gettext as _

from evaluations.enums import SelfScoreState
from evaluations.models import SelfScore
from ocop_portal.core.access import Allowed, Denied


def self_points(item, sheet):
    """Return the points the producer gave itself, by criterion; what the sheet does not have is left out."""
    scores = SelfScore.objects.filter(assessment__dossier=item.dossier_id).exclude(state=SelfScoreState.OPEN)
    given = dict(scores.values_list("criterion_code", "mark"))
    return {
        one.code: one.points(given[one.code])
        for one in sheet.criteria
        if one.code in given and (given[one.code] is None or given[one.code] < len(one.options))
    }


def off_by_too_much(sheet, marks, own, most):
    """Return (code, points given, points of the producer) where the two are more than `most` apart."""
    if most is None:
        return []
    given = {one.code: one.points(marks[one.code]) for one in sheet.criteria if one.code in marks}
    return [
        (code, given[code], points)
        for code, points in own.items()
        if code in given and abs(given[code] - points) > most
    ]


def says_why(item, sheet, marks, notes):
    """Where the rules ask for it, a mark far off the producer's own is submitted with a note saying why."""
    most = item.session.council.rules.reason_required_points
    if most is None:
        return Allowed()
    silent = [
        _("Criterion %(code)s: you give %(given)s, the producer gave itself %(own)s.")
        % {"code": code, "given": given, "own": own}
        for code, given, own in off_by_too_much(sheet, marks, self_points(item, sheet), most)
        if not notes.get(code)
    ]
    if not silent:
        return Allowed()
    reason = _("The rules %(number)s ask for a note where a mark is more than %(points)s points off.")
    facts = {"number": item.session.council.rules.number, "points": most}
    return Denied(reason % facts, tuple(silent))
