"""Score cards made to order: the best, one with a given total, many with a given mean."""

from evaluations import scoring, sheets

PUBLISHABLE = [
    key for key in sheets.sheet_files() if sheets.is_publishable(sheets.load_sheet(*key))
]  # (edition, set number)


def choices(criterion):
    """Every mark a complete card may carry in the criterion."""
    marks = list(range(len(criterion.options)))
    return marks if criterion.has_zero_option else [None, *marks]


def mark_for(criterion, points):
    return next(mark for mark in choices(criterion) if criterion.points(mark) == points)


def best_card(sheet):
    return {criterion.code: mark_for(criterion, criterion.maximum) for criterion in sheet.criteria}


def card_with_total(sheet, total):
    """A complete card of exactly that total: every reachable sum is kept with one way to reach it."""
    cards = {0: {}}
    for criterion in sheet.criteria:
        cards = {
            reached + criterion.points(mark): card | {criterion.code: mark}
            for reached, card in cards.items()
            for mark in choices(criterion)
        }
    return cards[total]


def cards_with_sum(sheet, total, count):
    """`count` cards whose totals are as equal as they can be and add up to `total`."""
    low, higher = divmod(total, count)
    lower_cards = [card_with_total(sheet, low)] * (count - higher)
    return lower_cards + ([card_with_total(sheet, low + 1)] * higher if higher else [])


def just_below(sheet, minimum):
    """The best mark in the minimum's criterion that does not reach it."""
    criterion = next(criterion for criterion in sheet.criteria if criterion.code == minimum.criterion)
    below = [mark for mark in choices(criterion) if criterion.points(mark) < minimum.needs]
    return max(below, key=criterion.points)


def tiny_sheet():
    """Two criteria in two parts: growth of 1 or 2 points or none; quality of 0 to 98, minima 50 and 98."""
    growth = scoring.Criterion("1", "A", (scoring.Option(1), scoring.Option(2)), criterion_min_star=4)
    quality = scoring.Criterion(
        "2",
        "C",
        (
            scoring.Option(0),
            scoring.Option(48),
            scoring.Option(50, min_for_star=3),
            scoring.Option(70),
            scoring.Option(98, min_for_star=5),
        ),
    )
    return scoring.Sheet((growth, quality))
