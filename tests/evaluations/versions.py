"""A corrected score sheet: the next version of one, still a draft."""

from evaluations.models import Rubric


def next_version(first, *, without=()):
    """Copy the sheet as its next version; `without` names options left out, as (criterion, position)."""
    copy = Rubric.objects.create(
        edition=first.edition,
        product_set=first.product_set,
        version=first.version + 1,
        part_maxima=first.part_maxima,
        source=first.source,
    )
    sections = {row.pk: copy.sections.create(**values(row, SECTION)) for row in first.sections.all()}
    for row in first.criteria.prefetch_related("options"):
        copied = copy.criteria.create(section=sections[row.section_id], **values(row, CRITERION))
        kept = [option for option in row.options.all() if (row.code, option.position) not in without]
        for position, option in enumerate(kept):
            copied.options.create(**values(option, OPTION) | {"position": position})
    return copy


SECTION = ("code", "part", "name", "max_points", "position")
CRITERION = ("code", "part", "name", "max_points", "min_star", "position")
OPTION = ("label", "points", "min_for_star")


def values(row, names):
    return {name: getattr(row, name) for name in names}
