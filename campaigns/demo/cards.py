"""Plausible score cards: a member's marks for a product meant to reach a star, the same on every run."""

import random

from evaluations import scoring

SHARE = {2: 0.34, 3: 0.55, 4: 0.76, 5: 0.95}


def marks_for(sheet, star, member):
    """Return a complete card that meets the minima up to `star`; members differ a little.

    For 2 stars no minimum is sought. `member` is the seat's number and seeds the choice.
    """
    chance = random.Random(f"{star}-{member}")
    return {criterion.code: _mark(criterion, star, chance) for criterion in sheet.criteria}


def _mark(criterion, star, chance):
    aim = max(_floor(criterion, star), round(SHARE[star] * criterion.maximum))
    if chance.random() < 0.12:
        aim += 1
    by_points = sorted(range(len(criterion.options)), key=lambda n: criterion.options[n].points)
    return next((n for n in by_points if criterion.options[n].points >= aim), by_points[-1])


def _floor(criterion, star):
    minima = [o.points for o in criterion.options if o.min_for_star and o.min_for_star <= star]
    whole = criterion.criterion_min_star
    return max([*minima, 1 if whole and whole <= star else 0]) if star >= scoring.STARS_WITH_MINIMA[0] else 0
