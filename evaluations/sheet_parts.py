"""What a score sheet consists of, read once: a published sheet never changes, the database sees to it."""

from dataclasses import dataclass
from functools import lru_cache

from evaluations.models import Criterion, StopRule

MOST_SHEETS = 128


@dataclass(frozen=True)
class SheetParts:
    """Criteria with their sections and options, and the rules that stop the scoring."""

    criteria: tuple
    stop_rules: tuple


def parts_of(rubric):
    """Return the parts of the sheet; those of a published one are kept in the process."""
    if rubric.published_at is None:
        return _read(rubric.pk)
    return _published(rubric.pk, rubric.published_at)


@lru_cache(maxsize=MOST_SHEETS)
def _published(pk, published_at):
    return _read(pk)


def _read(pk):
    criteria = Criterion.objects.filter(rubric=pk).select_related("section").prefetch_related("options")
    return SheetParts(tuple(criteria), tuple(StopRule.objects.filter(rubric=pk)))
