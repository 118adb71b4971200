"""Filling in forms 01 and 02 of a dossier, by the producer or by the office on its behalf.

Everything may be saved half filled in; what is still missing is asked when the dossier is handed in. Each
save names the version it was made on: `Conflict` when somebody else saved in between, and nothing is
overwritten. Saving again what stands there changes nothing.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluations import rules, scoring, sheets
from evaluations.enums import SelfScoreState
from evaluations.models import RegistrationSlip, SelfAssessment, SelfScore
from evaluations.revisions import expected_rubric
from ocop_portal.core.access import Conflict, Refusal, require
from ocop_portal.core.text import clean_text
from ocop_portal.core.workflow import locked
from producers.rules import acts_for

LONGEST_NOTE = 2000


def slip_of(dossier):
    """Return form 01 as it stands, or a new one holding what the portal knows already (version 0)."""
    slip = getattr(dossier, "slip", None)
    if slip is not None:
        return slip
    producer = dossier.product.producer
    return RegistrationSlip(
        dossier=dossier,
        version=0,
        representative=producer.representative_name,
        address=", ".join(part for part in (producer.address, producer.unit.full_name) if part),
        phone=producer.phone,
        email=producer.email,
    )


def report_of(dossier):
    """Return form 02 as it stands, or a new one holding what the portal knows already (version 0)."""
    report = getattr(dossier, "self_assessment", None)
    if report is not None:
        return report
    producer = dossier.product.producer
    known = {"registered_on": producer.registered_on, "history": producer.introduction}
    return SelfAssessment(dossier=dossier, version=0, **known)


def save_slip(dossier, *, by, version, **fields):
    """Save fields of form 01 and return it."""
    return _save_fields(slip_of, dossier, by, version, fields)


def save_report(dossier, *, by, version, **fields):
    """Save the producer's own words of form 02 and return it."""
    return _save_fields(report_of, dossier, by, version, fields)


@transaction.atomic
def _save_fields(form_of, dossier, by, version, fields):
    row = _prepared(dossier, by)
    form = form_of(row)
    if form.version and all(getattr(form, name) == value for name, value in fields.items()):
        return form
    _check_version(form, version)
    for name, value in fields.items():
        setattr(form, name, value)
    return _stamped(form, by)


def _prepared(dossier, by):
    row = locked(dossier)
    require(rules.can_edit_dossier(by, row))
    return row


def _check_version(form, version):
    if form.version != version:
        raise Conflict(_("Somebody else saved this form while you were working on it."), form)


def _stamped(form, by):
    form.version += 1
    form.saved_at, form.saved_by = timezone.now(), by
    form.is_on_behalf = not acts_for(by, form.dossier.product.producer)
    form.save()
    return form


# Self-scores


@transaction.atomic
def save_scores(dossier, part, *, by, version, marks, notes, confirmed=()):
    """Save the self-scores of one part of the sheet and return form 02.

    `marks` as on a score card; `confirmed` are the codes of scores carried over that the producer stands by.
    Criteria of other parts are left alone.
    """
    row = _prepared(dossier, by)
    codes = _codes(row, part)
    marks, notes = _of_the_part(codes, marks), _clean(_of_the_part(codes, notes))
    _check_marks(row, marks)
    report = report_of(row)
    standing = {one.criterion_code: one for one in report.scores.all()} if report.version else {}
    wanted = {code: _wanted(standing.get(code), code, marks, notes, confirmed) for code in codes}
    changed = {code: facts for code, facts in wanted.items() if facts != _facts(standing.get(code))}
    if not changed:
        return report
    _check_version(report, version)
    report = _stamped(report, by)
    for code, facts in changed.items():
        _keep(report, code, facts)
    return report


def _codes(dossier, part):
    rubric = expected_rubric(dossier)
    codes = list(rubric.criteria.filter(part=part).values_list("code", flat=True)) if rubric else []
    if not codes:
        raise Refusal(_("The score sheet has no part %(part)s.") % {"part": part})
    return codes


def _of_the_part(codes, given):
    strange = sorted(set(given) - set(codes))
    if strange:
        raise Refusal(_("The score sheet has no criterion %(code)s.") % {"code": strange[0][:10]})
    return given


def _clean(notes):
    texts = {code: clean_text(text).strip() for code, text in notes.items()}
    for code, text in texts.items():
        if len(text) > LONGEST_NOTE:
            reason = _("Criterion %(code)s: write at most %(most)s characters.")
            raise Refusal(reason % {"code": code, "most": LONGEST_NOTE})
    return texts


def _check_marks(dossier, marks):
    try:
        scoring.running(expected_rubric(dossier).sheet(), marks)
    except scoring.CardRefused as refused:
        reason = _("The self-scores do not fit the score sheet.")
        problems = [sheets.card_problem_text(problem) for problem in refused.problems]
        raise Refusal(reason, problems) from None


def _wanted(standing, code, marks, notes, confirmed):
    """Return (mark, note, state) the criterion should have, or None for no row at all."""
    note = notes.get(code, "")
    if code not in marks:
        return (None, note, SelfScoreState.OPEN) if note else None
    is_carried = standing is not None and standing.state == SelfScoreState.CARRIED
    stays = is_carried and standing.mark == marks[code] and code not in confirmed
    return marks[code], note, SelfScoreState.CARRIED if stays else SelfScoreState.GIVEN


def _facts(score):
    return (score.mark, score.note, score.state) if score else None


def _keep(report, code, facts):
    if facts is None:
        report.scores.filter(criterion_code=code).delete()
        return
    mark, note, state = facts
    values = {"mark": mark, "note": note, "state": state, "saved_at": timezone.now()}
    SelfScore.objects.update_or_create(assessment=report, criterion_code=code, defaults=values)
