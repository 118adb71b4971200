"""How points become a star: exact arithmetic on score sheets, score cards and council rules.

Everything is an argument: no model, clock, file or setting is read here. Only integers and fractions
are computed with, so that 69.99 is never 70. docs/scoring.md tells the rules in prose.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

# Criterion code -> position of the chosen option, from 0; None is "none of these, 0 points".
Card = Mapping[str, int | None]

BANDS = {5: 90, 4: 70, 3: 50, 2: 30, 1: 0}
STARS_WITH_MINIMA = (3, 4, 5)
ROUNDINGS = {"none": None, "half_up_0": 0, "half_up_1": 1, "half_up_2": 2}
MINIMUM_JUDGES = ("majority", "all", "mean")
SPREAD_OVER_LIMIT = "spread_over_limit"


# The sheet


@dataclass(frozen=True)
class Option:
    points: int
    min_for_star: int | None = None
    case: str | None = None


@dataclass(frozen=True)
class Criterion:
    """`criterion_min_star` asks for more than 0 points, by whichever option, to be ranked that star."""

    code: str
    part: str
    options: tuple[Option, ...]
    criterion_min_star: int | None = None

    @property
    def maximum(self) -> int:
        return max(option.points for option in self.options)

    @property
    def has_zero_option(self) -> bool:
        return any(option.points == 0 for option in self.options)

    def points(self, mark: int | None) -> int:
        return 0 if mark is None else self.options[mark].points


@dataclass(frozen=True)
class Sheet:
    """`bands` maps each star to the lowest mean it needs, that bound included."""

    criteria: tuple[Criterion, ...]
    bands: Mapping[int, int] = field(default_factory=lambda: dict(BANDS))

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(criterion.part for criterion in self.criteria))

    def maximum(self, part: str) -> int:
        return sum(criterion.maximum for criterion in self.criteria if criterion.part == part)


@dataclass(frozen=True)
class Rules:
    """What a council's own rules decide, because no national text does."""

    spread_limit: Decimal = Decimal(10)
    rounding: str = "none"
    minimum_judged_by: str = "majority"
    cumulative_minima: bool = True

    def __post_init__(self):
        if not (self.spread_limit.is_finite() and self.spread_limit >= 0):
            raise ValueError(f"spread_limit must be 0 or more, not {self.spread_limit}")
        if self.rounding not in ROUNDINGS:
            raise ValueError(f"unknown rounding {self.rounding!r}")
        if self.minimum_judged_by not in MINIMUM_JUDGES:
            raise ValueError(f"unknown minimum_judged_by {self.minimum_judged_by!r}")


@dataclass(frozen=True)
class Minimum:
    """The points a criterion needs for a star; `above_zero` when any positive points will do."""

    criterion: str
    star: int
    needs: int
    above_zero: bool = False


def minima(sheet: Sheet) -> tuple[Minimum, ...]:
    """Every minimum of the sheet, by star, then in the order of the sheet."""
    return tuple(
        minimum
        for star in STARS_WITH_MINIMA
        for criterion in sheet.criteria
        for minimum in _minima(criterion, star)
    )


def _minima(criterion: Criterion, star: int) -> Iterator[Minimum]:
    marked = [option.points for option in criterion.options if option.min_for_star == star]
    if marked:
        yield Minimum(criterion.code, star, needs=min(marked))
    if criterion.criterion_min_star == star:
        positive = [option.points for option in criterion.options if option.points > 0]
        yield Minimum(criterion.code, star, needs=min(positive, default=1), above_zero=True)


# One card


class CardProblemKind(StrEnum):
    MISSING = "missing"
    UNKNOWN = "unknown"
    NOT_AN_INDEX = "not_an_index"
    OUT_OF_RANGE = "out_of_range"
    ZERO_OPTION_EXISTS = "zero_option_exists"


@dataclass(frozen=True)
class CardProblem:
    """`option_count` is 0 where the criterion is unknown."""

    kind: CardProblemKind
    criterion: str
    option_count: int = 0


class CardRefused(ValueError):
    """The card cannot be counted; `problems` says why and `position` which card of the council it is."""

    def __init__(self, problems: Sequence[CardProblem], position: int = 0):
        super().__init__(", ".join(f"{problem.criterion}: {problem.kind}" for problem in problems))
        self.problems = tuple(problems)
        self.position = position


def check_card(sheet: Sheet, card: Card) -> list[CardProblem]:
    """What keeps the card from being counted, in the order of the sheet; empty when it is complete."""
    return _problems(sheet, card, missing_allowed=False)


def _problems(sheet: Sheet, card: Card, *, missing_allowed: bool) -> list[CardProblem]:
    problems = []
    for criterion in sheet.criteria:
        kind = _mark_problem(criterion, card)
        if kind and not (missing_allowed and kind == CardProblemKind.MISSING):
            problems.append(CardProblem(kind, criterion.code, len(criterion.options)))
    known = {criterion.code for criterion in sheet.criteria}
    problems += [CardProblem(CardProblemKind.UNKNOWN, code) for code in card if code not in known]
    return problems


def _mark_problem(criterion: Criterion, card: Card) -> CardProblemKind | None:
    if criterion.code not in card:
        return CardProblemKind.MISSING
    mark = card[criterion.code]
    if mark is None:
        return CardProblemKind.ZERO_OPTION_EXISTS if criterion.has_zero_option else None
    if type(mark) is not int:  # True is an int to isinstance, and never a mark
        return CardProblemKind.NOT_AN_INDEX
    return None if 0 <= mark < len(criterion.options) else CardProblemKind.OUT_OF_RANGE


@dataclass(frozen=True)
class CardTotals:
    parts: Mapping[str, int]
    total: int


def card_totals(sheet: Sheet, card: Card) -> CardTotals:
    """Raises CardRefused unless the card is complete: silence is never a 0."""
    problems = check_card(sheet, card)
    if problems:
        raise CardRefused(problems)
    return _totals(sheet, card)


def _totals(sheet: Sheet, card: Card) -> CardTotals:
    parts = dict.fromkeys(sheet.parts, 0)
    for criterion in sheet.criteria:
        parts[criterion.part] += criterion.points(card.get(criterion.code))
    return CardTotals(parts, sum(parts.values()))


@dataclass(frozen=True)
class Running:
    """Where a card stands while it is being filled in: an unanswered criterion has given nothing yet.

    `missed_minima` has the stars 3, 4 and 5 as keys, and counts what is unanswered as not reached.
    """

    parts: Mapping[str, int]
    part_maxima: Mapping[str, int]
    total: int
    maximum: int
    answered: int
    criteria_count: int
    missed_minima: Mapping[int, tuple[Minimum, ...]]
    star_by_band: int

    @property
    def complete(self) -> bool:
        return self.answered == self.criteria_count


def running(sheet: Sheet, partial_card: Card) -> Running:
    """Raises CardRefused for a mark the sheet does not have; a missing one is what it is made for."""
    problems = _problems(sheet, partial_card, missing_allowed=True)
    if problems:
        raise CardRefused(problems)
    totals = _totals(sheet, partial_card)
    maxima = {part: sheet.maximum(part) for part in sheet.parts}
    missed = _missed_minima(sheet, [partial_card], "all")
    return Running(
        parts=totals.parts,
        part_maxima=maxima,
        total=totals.total,
        maximum=sum(maxima.values()),
        answered=len(partial_card),
        criteria_count=len(sheet.criteria),
        missed_minima={
            star: tuple(minimum for minimum in missed if minimum.star == star) for star in STARS_WITH_MINIMA
        },
        star_by_band=band(sheet.bands, Fraction(totals.total)),
    )


# The council


@dataclass(frozen=True)
class Result:
    """`mean` is that of the cards, exact; `judged_mean` is the one the band was read with."""

    cards: tuple[CardTotals, ...]
    mean: Fraction
    judged_mean: Fraction
    mean_text: str
    spread: int
    star_by_band: int
    star: int
    missed_minima: tuple[Minimum, ...]
    flags: tuple[str, ...]


def evaluate(sheet: Sheet, cards: Sequence[Card], rules: Rules | None = None) -> Result:
    """The council's result. Raises CardRefused for a card that is not complete, ValueError without cards."""
    rules = rules or Rules()
    totals = _council_totals(sheet, cards)
    sums = [card.total for card in totals]
    mean = Fraction(sum(sums), len(sums))
    judged_mean = rounded(mean, rules.rounding)
    spread = max(sums) - min(sums)
    star_by_band = band(sheet.bands, judged_mean)
    missed = _missed_minima(sheet, cards, rules.minimum_judged_by)
    return Result(
        cards=totals,
        mean=mean,
        judged_mean=judged_mean,
        mean_text=mean_text(mean, sheet.bands, rules.rounding),
        spread=spread,
        star_by_band=star_by_band,
        star=_star(star_by_band, missed, cumulative=rules.cumulative_minima),
        missed_minima=missed,
        flags=(SPREAD_OVER_LIMIT,) if is_over(spread, rules.spread_limit) else (),
    )


def is_over(spread: int | Decimal, limit: Decimal) -> bool:
    """Whether the totals lie too far apart: exactly at the limit they do not."""
    return spread > limit


def _council_totals(sheet: Sheet, cards: Sequence[Card]) -> tuple[CardTotals, ...]:
    if not cards:
        raise ValueError("a council's result needs at least one card")
    for position, card in enumerate(cards):
        problems = check_card(sheet, card)
        if problems:
            raise CardRefused(problems, position)
    return tuple(_totals(sheet, card) for card in cards)


def band(bands: Mapping[int, int], mean: Fraction) -> int:
    """The highest star whose bound the mean reaches, compared as sum against bound times count."""
    reached = [star for star, bound in bands.items() if mean.numerator >= bound * mean.denominator]
    return max(reached, default=min(bands))


def _missed_minima(sheet: Sheet, cards: Sequence[Card], judged_by: str) -> tuple[Minimum, ...]:
    criteria = {criterion.code: criterion for criterion in sheet.criteria}

    def is_missed(minimum: Minimum) -> bool:
        criterion = criteria[minimum.criterion]
        points = [criterion.points(card.get(criterion.code)) for card in cards]
        return not _is_reached(minimum, points, judged_by)

    return tuple(minimum for minimum in minima(sheet) if is_missed(minimum))


def _is_reached(minimum: Minimum, points: Sequence[int], judged_by: str) -> bool:
    """`points` are those each member gave; a majority is more than half, so a tie does not reach it."""
    if judged_by == "mean":
        return sum(points) > 0 if minimum.above_zero else sum(points) >= minimum.needs * len(points)
    reached = sum(given >= minimum.needs for given in points)
    return reached == len(points) if judged_by == "all" else 2 * reached > len(points)


def _star(star_by_band: int, missed: Sequence[Minimum], *, cumulative: bool) -> int:
    """The highest star of 5, 4, 3 within the band whose minima hold; without one, 2 at most."""
    missed_stars = {minimum.star for minimum in missed}
    for star in sorted(STARS_WITH_MINIMA, reverse=True):
        demanded = {lower for lower in STARS_WITH_MINIMA if lower <= star} if cumulative else {star}
        if star <= star_by_band and not demanded & missed_stars:
            return star
    return min(star_by_band, 2)


# Numbers in print


def half_up(number: Fraction, places: int) -> Fraction:
    """`number`, 0 or more, rounded to `places` decimals; exactly half goes up."""
    scale = 10**places
    return Fraction(
        (2 * number.numerator * scale + number.denominator) // (2 * number.denominator),
        scale,
    )


def rounded(mean: Fraction, rounding: str) -> Fraction:
    places = ROUNDINGS[rounding]
    return mean if places is None else half_up(mean, places)


def decimal_text(number: Fraction, places: int = 2) -> str:
    """`number`, 0 or more, half up, with exactly `places` decimals: 1399/20 is "69.95"."""
    scale = 10**places
    whole, decimals = divmod(int(half_up(number, places) * scale), scale)
    return f"{whole}.{decimals:0{places}}" if places else str(whole)


def mean_text(mean: Fraction, bands: Mapping[int, int], rounding: str = "none") -> str:
    """The mean with two decimals, and with as many more as it takes not to contradict the star.

    Whoever judges the printed number by the same rules must find the same band: 69.996 prints as
    "69.996", because "70.00" would be 4 stars.
    """
    judged = band(bands, rounded(mean, rounding))
    places = 2
    while band(bands, rounded(half_up(mean, places), rounding)) != judged:
        places += 1
    return decimal_text(mean, places)


def as_record(result: Result) -> dict:
    """The result as the `score` command prints it; every number but a star is an exact decimal string."""
    return {
        "cards": [_card_record(card) for card in result.cards],
        "mean": result.mean_text,
        "mean_exact": str(result.mean),
        "spread": str(result.spread),
        "star_by_band": result.star_by_band,
        "star": result.star,
        "missed_minima": [
            {
                "criterion": minimum.criterion,
                "star": minimum.star,
                "needs": str(minimum.needs),
            }
            for minimum in result.missed_minima
        ],
        "flags": list(result.flags),
    }


def _card_record(card: CardTotals) -> dict[str, str]:
    return {part: str(points) for part, points in card.parts.items()} | {"total": str(card.total)}
