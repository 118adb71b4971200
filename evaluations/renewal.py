"""Upgrade and re-evaluation start from the dossier of the last recognition (Decision 26/2026, Article 6).

Papers that are still valid are used again, in their newest version; expired ones are asked for again until a
valid one of their kind is there or the producer says that it no longer holds such a paper. Self-scores are
carried over where the criterion reads as before, and count once they are confirmed.
"""

from django.db.models import Q
from django.utils import timezone

from evaluations.enums import DossierState, EvidenceKind, Purpose, SelfScoreState
from evaluations.models import RegistrationSlip, SelfAssessment, SelfScore
from ocop_portal.core.days import day_of

OWN_FORMS = (EvidenceKind.REGISTRATION_SLIP, EvidenceKind.SELF_ASSESSMENT)
SLIP_KEPT = ("representative", "representative_title", "address", "phone", "email")
REPORT_KEPT = ("registered_on", "ticks", "history", "organisation")


def last_recognised(product):
    """Return the dossier of the product's latest recognition through the portal, or None."""
    recognised = product.dossiers.filter(state=DossierState.RECOGNISED)
    return recognised.order_by("-decision_line__decision__decided_on", "-pk").first()


def carry_over(dossier, rubric, *, by):
    """Fill a new dossier from its previous one; `rubric` is the sheet it will be scored on, or None."""
    codes = _same_criteria(dossier.previous, rubric)
    _carry_papers(dossier, codes, by)
    _carry_forms(dossier, codes, by)


# Papers


def _carry_papers(dossier, codes, by):
    used = set()
    for paper in _papers_before(dossier):
        document = newest_version(paper.document)
        code = paper.criterion_code if paper.criterion_code in codes else ""
        if document.is_valid_on() and (document.pk, code) not in used:
            used.add((document.pk, code))
            dossier.evidence.create(document=document, criterion_code=code, added_by=by)


def _papers_before(dossier):
    """The papers of the previous dossier without its own two forms, which are filled in anew."""
    return dossier.previous.evidence.standing().exclude(document__kind__in=OWN_FORMS).order_by("pk")


def newest_version(document):
    while successor := getattr(document, "successor", None):
        document = successor
    return document


def to_renew(dossier, at=None):
    """Return the papers of the previous dossier that ran out and are neither replaced nor given up."""
    if dossier.previous_id is None:
        return []
    return [paper for paper in ran_out(dossier, at) if paper.pk not in _given_up(dossier)]


def ran_out(dossier, at=None):
    """Return the papers that stand to be renewed, those the producer gave up included."""
    if dossier.previous_id is None or dossier.purpose == Purpose.FIRST:
        return []
    expired = _papers_before(dossier).filter(document__valid_until__lt=day_of(at))
    valid = Q(document__valid_until=None) | Q(document__valid_until__gte=day_of(at))
    there = set(dossier.evidence.standing().filter(valid).values_list("document__kind", flat=True))
    one_each = {paper.document_id: paper for paper in expired if paper.document.kind not in there}
    return list(one_each.values())


def _given_up(dossier):
    report = getattr(dossier, "self_assessment", None)
    return report.given_up if report else []


# Forms


def _same_criteria(previous, rubric):
    """Return the codes of the criteria that both sheets have with the same wording and options."""
    if rubric is None or previous.rubric is None:
        return set()
    before, now = _wording(previous.rubric), _wording(rubric)
    return {code for code in now if before.get(code) == now[code]}


def _wording(rubric):
    return {
        one.code: (one.name, [(option.label, option.points) for option in one.options.all()])
        for one in rubric.criteria.prefetch_related("options")
    }


def _carry_forms(dossier, codes, by):
    slip = getattr(dossier.previous, "slip", None)
    if slip:
        kept = {name: getattr(slip, name) for name in SLIP_KEPT}
        RegistrationSlip.objects.create(dossier=dossier, saved_by=by, **kept)
    report = getattr(dossier.previous, "self_assessment", None)
    if report:
        kept = {name: getattr(report, name) for name in REPORT_KEPT}
        new = SelfAssessment.objects.create(dossier=dossier, saved_by=by, **kept)
        _carry_scores(report, new, codes)


def _carry_scores(report, new, codes):
    given = report.scores.filter(criterion_code__in=codes, state=SelfScoreState.GIVEN)
    SelfScore.objects.bulk_create(
        SelfScore(
            assessment=new,
            criterion_code=score.criterion_code,
            mark=score.mark,
            note=score.note,
            state=SelfScoreState.CARRIED,
            saved_at=timezone.now(),
        )
        for score in given
    )
