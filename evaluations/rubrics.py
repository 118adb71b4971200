"""Publishing score sheets: only what adds up, and for good."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluations import scoring, sheets
from evaluations.models import Rubric
from ocop_portal.core.access import Refusal


def problems(rubric):
    """Return why the sheet may not be published, as sentences; empty when all its sums hold."""
    return [str(problem) for problem in sheets.problems(as_record(rubric))]


@transaction.atomic
def publish(rubric, *, at=None):
    """Publish the sheet for good and return it. Raises `Refusal` when its sums do not hold."""
    row = Rubric.objects.select_for_update().get(pk=rubric.pk)
    if row.published_at:
        raise Refusal(_("This score sheet is published already."))
    found = [row.issues] if row.issues else problems(row)
    if found:
        raise Refusal(_("A score sheet whose sums do not hold cannot be published."), found)
    row.published_at = at or timezone.now()
    row.save(update_fields=["published_at"])
    return row


def as_record(rubric):
    """Return the stored sheet in the shape of a file's, so that one check adds up both."""
    criteria = tuple(
        _criterion_record(row)
        for row in rubric.criteria.select_related("section").prefetch_related("options")
    )
    return sheets.SheetRecord(
        edition=rubric.edition.code,
        set_no=rubric.product_set.number,
        set_code=f"{rubric.edition.code}-{rubric.product_set.number:02}",
        name=rubric.product_set.name,
        group=rubric.product_set.group,
        subgroup=rubric.product_set.subgroup,
        ministries=tuple(rubric.product_set.ministries),
        ministries_trust="",
        decision=rubric.edition.decision,
        issued=None,
        effective_from=None,
        effective_to=None,
        source=rubric.source,
        trust=rubric.trust_note,
        note="",
        requires_sample=rubric.requires_sample,
        product_code_format="",
        disqualifiers=tuple(rule.text for rule in rubric.stop_rules.all()),
        parts_expected=tuple(rubric.part_maxima.items()),
        sections=tuple(
            sheets.SectionRecord(row.code, row.part, row.name, row.max_points)
            for row in rubric.sections.all()
        ),
        criteria=criteria,
        star_minimum_criteria=_listed_minima(criteria),
        transcription_fixes=(),
    )


def _criterion_record(row):
    return sheets.CriterionRecord(
        code=row.code,
        part=row.part,
        section=row.section.code,
        group=row.group_name,
        name=row.name,
        max_points=row.max_points,
        conditions=tuple(sheets.ConditionRecord(**condition) for condition in row.conditions),
        options=tuple(
            sheets.OptionRecord(option.label, option.points, option.min_for_star, option.case)
            for option in row.options.all()
        ),
        criterion_min_star=row.min_star,
        options_inferred=False,
    )


def _listed_minima(criteria):
    """The list of minima per star, from the marks themselves: the tables keep no second list."""
    marked = {star: [] for star in scoring.STARS_WITH_MINIMA}
    for minimum in scoring.minima(scoring.Sheet(tuple(criterion.scored for criterion in criteria))):
        marked[minimum.star].append(minimum.criterion)
    return tuple((star, tuple(codes)) for star, codes in marked.items())
