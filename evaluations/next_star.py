"""What a product lacks for its next star: the minima it misses, and the points that cost the least.

Pure like `scoring`: a sheet and the producer's own marks go in, nothing else is read. What a step costs is
not written in any decision, so it is judged by the sheet itself: the lower a step stays on the ladder of its
criterion, the cheaper it is; of two equally low steps the one that brings more points comes first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from evaluations.scoring import STARS_WITH_MINIMA, Card, Criterion, Minimum, Running, Sheet, running

HIGHEST = max(STARS_WITH_MINIMA)
LOWEST_RECOGNISED = min(STARS_WITH_MINIMA)


@dataclass(frozen=True)
class Step:
    """Lift a criterion from `before` points to `after`, by the option at position `mark`."""

    criterion: str
    mark: int
    before: int
    after: int

    @property
    def gain(self) -> int:
        return self.after - self.before


@dataclass(frozen=True)
class NextStar:
    """`demanded` are the steps that reach the missed minima, `steps` the cheapest points after them.

    `star` is what the marks give now; `target` the next one for which there is a certificate (3, 4 or 5);
    `needs` the points of its band.
    """

    star: int
    target: int
    total: int
    needs: int
    missed: tuple[Minimum, ...]
    demanded: tuple[Step, ...]
    steps: tuple[Step, ...]

    @property
    def lacking(self) -> int:
        """Points between the marks of today and the band, 0 when only minima are missing."""
        return max(self.needs - self.total, 0)

    @property
    def total_after(self) -> int:
        return self.total + sum(step.gain for step in (*self.demanded, *self.steps))

    @property
    def is_reachable(self) -> bool:
        lifted = {step.criterion for step in self.demanded}
        return self.total_after >= self.needs and all(one.criterion in lifted for one in self.missed)


def next_star(sheet: Sheet, card: Card) -> NextStar | None:
    """Return the way to the next star from marks that may be incomplete; None with 5 stars already.

    Raises scoring.CardRefused for a mark the sheet does not have.
    """
    stand = running(sheet, card)
    star = star_of(stand)
    if star == HIGHEST:
        return None
    target = max(star + 1, LOWEST_RECOGNISED)
    missed = _missed(stand, target)
    standing = {one.code: one.points(card.get(one.code)) for one in sheet.criteria}
    demanded = _demanded(sheet, card, missed)
    standing |= {step.criterion: step.after for step in demanded}
    steps = _cheapest(sheet, card, standing, sheet.bands[target])
    return NextStar(star, target, stand.total, sheet.bands[target], missed, demanded, steps)


def star_of(stand: Running) -> int:
    """The star of one card by band and minima, each star asking for the minima of those below it too."""
    reached = [star for star in STARS_WITH_MINIMA if star <= stand.star_by_band and not _missed(stand, star)]
    return max(reached, default=min(stand.star_by_band, LOWEST_RECOGNISED - 1))


def _missed(stand: Running, target: int) -> tuple[Minimum, ...]:
    return tuple(one for star in STARS_WITH_MINIMA if star <= target for one in stand.missed_minima[star])


def _demanded(sheet: Sheet, card: Card, missed: Iterable[Minimum]) -> tuple[Step, ...]:
    """One step per criterion with a missed minimum, to the cheapest option that reaches all of its minima."""
    needs: dict[str, int] = {}
    for minimum in missed:
        needs[minimum.criterion] = max(needs.get(minimum.criterion, 0), minimum.needs)
    found = (
        _step_to(one, card, one.points(card.get(one.code)), needs[one.code])
        for one in sheet.criteria
        if one.code in needs
    )
    return tuple(step for step in found if step)


def _step_to(criterion: Criterion, card: Card, before: int, at_least: int) -> Step | None:
    """The step to the lowest option of that many points or more, on the ladder the mark stands on."""
    wanted = [(points, mark) for points, mark in _ladder(criterion, card) if points >= at_least]
    points, mark = min(wanted, default=(0, 0))
    return Step(criterion.code, mark, before, points) if wanted and points > before else None


def _ladder(criterion: Criterion, card: Card) -> list[tuple[int, int]]:
    """(points, position) of the options open to the criterion: those of its case, once one is chosen."""
    mark = card.get(criterion.code)
    case = None if mark is None else criterion.options[mark].case
    options = enumerate(criterion.options)
    return [(option.points, place) for place, option in options if mark is None or option.case == case]


def _cheapest(sheet: Sheet, card: Card, standing: dict[str, int], needs: int) -> tuple[Step, ...]:
    """Take the cheapest step again and again until the band is reached; steps of one criterion are joined."""
    standing, taken = dict(standing), {}
    while sum(standing.values()) < needs:
        steps = (_step_to(one, card, standing[one.code], standing[one.code] + 1) for one in sheet.criteria)
        best = min((step for step in steps if step), key=lambda step: _cost(sheet, step), default=None)
        if best is None:
            break
        standing[best.criterion] = best.after
        lower = taken.pop(best.criterion, best)
        taken[best.criterion] = Step(best.criterion, best.mark, lower.before, best.after)
    return tuple(taken.values())


def _cost(sheet: Sheet, step: Step) -> tuple[Fraction, int]:
    maximum = next(one.maximum for one in sheet.criteria if one.code == step.criterion)
    return Fraction(step.after, maximum), -step.gain
