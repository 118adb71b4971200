"""Results side by side: the synthesis of a session, one item criterion by criterion, the ranking of a year.

Everything is read from the frozen results; only the comparison of one closed item reads its counted cards.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction

from evaluations.enums import ItemState
from evaluations.models import ResultSnapshot, ScoreCardRevision
from evaluations.scoring import STARS_WITH_MINIMA
from evaluations.self_scores import self_points
from evaluations.session_agenda import shown_result


@dataclass(frozen=True)
class Row:
    """A product in the table. `totals` follows the columns; `rank` is None while there is no mean."""

    item: object
    result: dict | None
    totals: list
    parts: list
    rank: int | None

    @property
    def product(self):
        return self.item.dossier.product


def mean_of(snapshot):
    """Return the exact mean of a result, or None where the evaluation was stopped."""
    if not snapshot.mean_denominator:
        return None
    return Fraction(snapshot.mean_numerator, snapshot.mean_denominator)


def part_means(snapshot):
    """Return pairs of a part of the sheet and its exact mean over the counted cards."""
    sums = defaultdict(int)
    for one in snapshot.counted:
        for part, value in one["totals"].items():
            sums[part] += value
    return [(part, Fraction(value, len(snapshot.counted))) for part, value in sums.items()]


def columns(session, snapshots):
    """Return (seat, name) of who scores in the session, then of who left and whose card counts."""
    present = [(seat.pk, str(seat.user)) for seat in session.scoring_seats().select_related("user")]
    counted = {one["seat"]: one["name"] for snapshot in snapshots for one in snapshot.counted}
    gone = {seat: name for seat, name in counted.items() if seat not in dict(present)}
    return present + list(gone.items())


def latest_results(items):
    """Return the result that counts of every closed item among these, by item."""
    closed = [item.pk for item in items if item.state == ItemState.CLOSED]
    return {one.item_id: one for one in ResultSnapshot.objects.filter(item__in=closed).order_by("number")}


def ranks(snapshots):
    """Return the place of every result by star, then by exact mean; equal ones share a place."""
    keys = {one.pk: (one.star, mean_of(one)) for one in snapshots if one.mean_denominator}
    places = {}
    for place, key in enumerate(sorted(keys.values(), reverse=True), start=1):
        places.setdefault(key, place)
    return {pk: places[key] for pk, key in keys.items()}


def synthesis(session, *, by_rank=False):
    """Return the table of a session: products in rows, members in columns (a fixed number of queries)."""
    related = ("dossier__product__producer", "dossier__product__made_in")
    items = list(session.items.select_related(*related))
    results = latest_results(items)
    places, head = ranks(results.values()), columns(session, results.values())
    rows = [_row(item, results.get(item.pk), head, places) for item in items]
    if by_rank:
        rows.sort(key=lambda row: (row.rank is None, row.rank))
    parts = next((row.parts for row in rows if row.parts), [])
    return {"rows": rows, "columns": head, "parts": [part for part, _mean in parts]}


def _row(item, snapshot, head, places):
    if snapshot is None:
        return Row(item, None, [None] * len(head), [], None)
    totals = {one["seat"]: one["total"] for one in snapshot.counted}
    given = [totals.get(seat) for seat, _name in head]
    return Row(item, shown_result(snapshot), given, part_means(snapshot), places.get(snapshot.pk))


# One item, criterion by criterion


@dataclass(frozen=True)
class Compared:
    """What the members gave in one criterion; `usual` is what most of them gave, None when nothing is."""

    criterion: object
    cells: list
    usual: int | None
    own: int | None

    @property
    def spread(self):
        return max(self.cells) - min(self.cells)

    @property
    def marked(self):
        """Pairs of points and how far they lie from the usual: 0 where they do not stand out."""
        return [(one, 0 if self.usual is None else one - self.usual) for one in self.cells]


def comparison(item):
    """Return the result of a closed item with every criterion of its counted cards side by side."""
    snapshot = latest_results([item])[item.pk]
    keys = [one["revision"] for one in snapshot.counted]
    marks = dict(ScoreCardRevision.objects.filter(pk__in=keys).values_list("pk", "marks"))
    sheet = item.rubric.sheet()
    given = {one.code: [one.points(marks[key][one.code]) for key in keys] for one in sheet.criteria}
    own = self_points(item, sheet)
    rows = [
        Compared(one, given[one.code], _usual(given[one.code]), own.get(one.code))
        for one in item.rubric.criteria.all()
        if keys
    ]
    return {"snapshot": snapshot, "members": snapshot.counted, "rows": rows, "has_own": bool(own)}


def _usual(cells):
    """The points more than half of the members gave."""
    [(points, count)] = Counter(cells).most_common(1) or [(None, 0)]
    return points if 2 * count > len(cells) else None


# The year


def year_results(sessions, year):
    """Return the results of a year's sessions by place, the best first (one query)."""
    related = ("item__session", "item__dossier__product__producer", "item__dossier__product__made_in")
    found = ResultSnapshot.objects.filter(
        item__session__in=sessions, item__session__held_on__year=year, item__state=ItemState.CLOSED
    )
    latest = {one.item_id: one for one in found.select_related(*related).order_by("number")}
    places = ranks(latest.values())
    rows = [(places.get(one.pk), one, part_means(one)) for one in latest.values()]
    return sorted(rows, key=lambda row: (row[0] is None, row[0], row[1].item_id))


def star_counts(rows):
    """Return how many results of the ranking have each star, the highest first."""
    counts = Counter(snapshot.star for _place, snapshot, _parts in rows)
    return [(star, counts[star]) for star in sorted({*counts, *STARS_WITH_MINIMA}, reverse=True)]
