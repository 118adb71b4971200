"""How the money of a plan was spent over its quarters, against what even spending would be: pure arithmetic.

Amounts are whole đồng, days Vietnam days. The drawing is 720 by 240 units; a template turns it into SVG.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from ocop_portal.core.days import add_months

WIDTH, HEIGHT = 720, 240
LEFT, RIGHT, TOP, BOTTOM = 8, 712, 14, 206


@dataclass(frozen=True)
class Quarter:
    """One quarter: what was paid up to its end (None while it lies ahead), and the even share to its end."""

    year: int
    number: int
    last_day: date
    planned: int
    paid: int | None

    @property
    def percent(self):
        """Paid of planned, in whole percent, rounded down."""
        return None if self.paid is None or not self.planned else self.paid * 100 // self.planned


def quarters_of(first_year, last_year, approved, paid, day):
    """Return the quarters of a plan. `paid` is pairs (day, amount); `day` is the day that is looked at.

    The quarter that runs counts what was paid up to `day`.
    """
    count = (last_year - first_year + 1) * 4
    rows = []
    for n in range(count):
        first = add_months(date(first_year, 1, 1), 3 * n)
        last = add_months(first, 3) - timedelta(days=1)
        spent = sum(amount for on, amount in paid if on <= min(last, day)) if first <= day else None
        rows.append(Quarter(first.year, n % 4 + 1, last, approved * (n + 1) // count, spent))
    return rows


@dataclass(frozen=True)
class Drawing:
    """Points of the two lines as SVG writes them, and marks (x, label) under them."""

    planned: str
    paid: str
    dots: tuple
    marks: tuple
    top: int


def drawing_of(quarters):
    """Return the drawing of cumulative spending; the scale reaches the larger of plan and payments."""
    top = max([1, *(quarter.planned for quarter in quarters), *(quarter.paid or 0 for quarter in quarters)])
    step = (RIGHT - LEFT) / max(len(quarters), 1)
    ends = [round(LEFT + step * (n + 1)) for n in range(len(quarters))]
    paid = [(x, _y(q.paid, top)) for x, q in zip(ends, quarters, strict=True) if q.paid is not None]
    planned = [(x, _y(q.planned, top)) for x, q in zip(ends, quarters, strict=True)]
    start = (LEFT, BOTTOM)
    marks = tuple((x, f"{q.number}/{q.year}") for x, q in zip(ends, quarters, strict=True))
    return Drawing(_points([start, *planned]), _points([start, *paid]), tuple(paid), marks, top)


def _y(amount, top):
    return round(BOTTOM - (BOTTOM - TOP) * amount / top)


def _points(pairs):
    return " ".join(f"{x},{y}" for x, y in pairs)


@dataclass(frozen=True)
class Warning:
    """A line of which too little was spent or committed by the end of a quarter; `unspent` of `share`."""

    line: object
    quarter: Quarter
    share: int
    unspent: int


def warnings_of(lines, first_year, last_year, day):
    """Return the lines that lag behind by the last quarter that has ended.

    Before the plan's end a line is named when less than half of its even share is spent or committed; at the
    end, when anything is left unpaid.
    """
    ended = [q for q in quarters_of(first_year, last_year, 0, (), day) if q.last_day < day]
    if not ended:
        return []
    count = (last_year - first_year + 1) * 4
    return [one for line in lines if (one := _warning(line, ended, count))]


def _warning(line, ended, count):
    is_over = len(ended) == count
    share = line.approved * len(ended) // count
    used = line.paid if is_over else line.paid + line.committed
    lags = used < share if is_over else 2 * used < share
    return Warning(line, ended[-1], share, share - used) if lags else None
