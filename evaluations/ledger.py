"""The ledger of a session, recomputed: every chain of hashes, every card, every result, every decision on it.

`read` takes the rows of a session, `problems` is pure arithmetic over them. The last hash of the chain is the
session's published head: printed on its papers, it proves that no card was cut off the end.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from evaluations import scoring
from evaluations.enums import ItemState
from evaluations.models import (
    Certificate,
    DecisionLine,
    DossierRevision,
    ResultSnapshot,
    ScoreCardRevision,
    ScoreLine,
    SessionItem,
)
from evaluations.results import missed_record, snapshot_record
from evaluations.revisions import content_hash, revision_is_intact
from evaluations.scorecards import FIRST_HASH, last_hash, revision_record


@dataclass
class Ledger:
    """The rows of one session, in the order they were written."""

    items: list
    revisions: list
    lines: list
    snapshots: list
    dossier_revisions: list
    decision_lines: list
    certificates: list
    sheets: dict

    @property
    def head(self):
        """The hash the next card would be chained to."""
        return self.revisions[-1].hash if self.revisions else FIRST_HASH


@dataclass(frozen=True)
class Problem:
    where: str
    what: str

    def __str__(self):
        return f"{self.where}: {self.what}"


def read(session):
    """Return the `Ledger` of a session in a fixed number of queries and one sheet per rubric."""
    related = ("revision", "rubric", "dossier__regulation", "dossier__product")
    items = list(session.items.select_related(*related).prefetch_related("log", "recusals"))
    dossiers = [item.dossier_id for item in items]
    revisions = ScoreCardRevision.objects.filter(card__item__session=session).order_by("pk")
    sheets = {}
    for item in items:
        key = item.rubric_id, item.dossier.regulation_id
        if key not in sheets:
            sheets[key] = item.rubric.sheet(item.dossier.regulation.bands())
    snapshots = ResultSnapshot.objects.filter(item__session=session).order_by("pk")
    decided = DecisionLine.objects.filter(snapshot__item__session=session).select_related("snapshot")
    return Ledger(
        items=items,
        revisions=list(revisions.select_related("card__seat", "card__item__revision", "paper")),
        lines=list(
            ScoreLine.objects.filter(revision__card__item__session=session)
            .select_related("criterion", "option")
            .order_by("pk")
        ),
        snapshots=list(snapshots.select_related("item__revision", "supersedes")),
        dossier_revisions=list(DossierRevision.objects.filter(dossier__in=dossiers).order_by("pk")),
        decision_lines=list(decided),
        certificates=list(Certificate.objects.filter(dossier__in=dossiers, correction=None).order_by("pk")),
        sheets=sheets,
    )


def problems(ledger, head=""):
    """Yield what does not hold, the first bad entry of the chain first.

    `head` is the published head; a chain that no longer ends there was cut or continued.
    """
    yield from _chain(ledger)
    if head and ledger.head != head:
        yield Problem(_("Chain"), _("it does not end at the published head"))
    yield from _cards(ledger)
    yield from _papers(ledger)
    yield from _results(ledger)
    yield from _outcomes(ledger)


def _chain(ledger):
    previous = FIRST_HASH
    numbers = defaultdict(int)
    for revision in ledger.revisions:
        where = _("Card %(card)s, revision %(number)s") % {
            "card": revision.card_id,
            "number": revision.number,
        }
        numbers[revision.card_id] += 1
        if revision.number != numbers[revision.card_id]:
            yield Problem(where, _("a revision before it is missing"))
        if revision.previous_hash != previous:
            yield Problem(where, _("it does not follow the entry before it"))
        if content_hash(revision_record(revision)) != revision.hash:
            yield Problem(where, _("its content does not give its hash"))
        previous = revision.hash


def _cards(ledger):
    """The lines of every card say what its marks say, and its totals are theirs."""
    items = {item.pk: item for item in ledger.items}
    lines = defaultdict(dict)
    for line in ledger.lines:
        lines[line.revision_id][line.criterion.code] = line
    for revision in ledger.revisions:
        where = _("Card %(card)s, revision %(number)s") % {
            "card": revision.card_id,
            "number": revision.number,
        }
        item = items.get(revision.card.item_id)
        if item is None:
            yield Problem(where, _("its product is not on the agenda"))
            continue
        sheet = _sheet(ledger, item)
        if scoring.check_card(sheet, revision.marks):
            yield Problem(where, _("its marks do not fit the sheet"))
            continue
        totals = scoring.card_totals(sheet, revision.marks)
        if (dict(totals.parts), totals.total) != (dict(revision.totals), revision.total):
            yield Problem(where, _("its totals are not the sum of its marks"))
        if not _lines_agree(sheet, revision, lines[revision.pk]):
            yield Problem(where, _("its lines are not its marks"))


def _sheet(ledger, item):
    return ledger.sheets[item.rubric_id, item.dossier.regulation_id]


def _lines_agree(sheet, revision, lines):
    if set(lines) != set(revision.marks):
        return False
    for criterion in sheet.criteria:
        line, mark = lines[criterion.code], revision.marks[criterion.code]
        position = line.option.position if line.option else None
        if position != mark or line.points != criterion.points(mark):
            return False
    return True


def _papers(ledger):
    for revision in ledger.dossier_revisions:
        if not revision_is_intact(revision):
            where = _("Dossier %(dossier)s, submission %(number)s")
            numbers = {"dossier": revision.dossier_id, "number": revision.number}
            yield Problem(where % numbers, _("its content does not give its hash"))


def _results(ledger):
    """Every closed item has its result, and every result follows from the cards it counted."""
    found = defaultdict(list)
    for snapshot in ledger.snapshots:
        found[snapshot.item_id].append(snapshot)
    revisions = {revision.pk: revision for revision in ledger.revisions}
    for item in ledger.items:
        where = _("Result of %(product)s") % {"product": item.dossier.product}
        if _lacks_result(item, found[item.pk]):
            yield Problem(where, _("it is missing though a round was closed"))
        for number, snapshot in enumerate(found[item.pk], start=1):
            if snapshot.number != number:
                yield Problem(where, _("a result before it is missing"))
            if content_hash(snapshot_record(snapshot)) != snapshot.hash:
                yield Problem(where, _("its content does not give its hash"))
            if snapshot.stop is None:
                yield from _recomputed(ledger, item, snapshot, revisions, where)


def _lacks_result(item, snapshots):
    """Every closed round and every closing left a result, and the one that counts counts nobody recused."""
    closed_rounds = set(range(1, item.round + (item.state == ItemState.CLOSED)))
    closings = sum(log.transition in ("close", "stop") for log in item.log.all())
    if not closed_rounds <= {one.round for one in snapshots} or len(snapshots) < closings:
        return True
    if item.state != ItemState.CLOSED:
        return False
    recused = {recusal.seat_id for recusal in item.recusals.all()}
    return bool(recused & {record["seat"] for record in snapshots[-1].counted})


def _recomputed(ledger, item, snapshot, revisions, where):
    counted = [revisions.get(record["revision"]) for record in snapshot.counted]
    if None in counted:
        yield Problem(where, _("a card it counted is missing"))
        return
    for record, revision in zip(snapshot.counted, counted, strict=True):
        if (record["hash"], record["total"]) != (revision.hash, revision.total):
            yield Problem(where, _("a card it counted is not the one that stands"))
            return
    try:
        marks = [one.marks for one in counted]
        sheet = _sheet(ledger, item)
        result = scoring.evaluate(sheet, marks, _rules(snapshot.policy))
    except scoring.CardRefused:
        yield Problem(where, _("a card it counted does not fit the sheet"))
        return
    told = (snapshot.mean_text, snapshot.spread, snapshot.star_by_band, snapshot.star, list(snapshot.flags))
    if told != (result.mean_text, result.spread, result.star_by_band, result.star, list(result.flags)):
        yield Problem(where, _("mean, spread or star do not follow from its cards"))
    if snapshot.mean_numerator != sum(one.total for one in counted):
        yield Problem(where, _("its sum is not that of its cards"))
    if list(snapshot.missed_minima) != missed_record(sheet, marks, result.missed_minima):
        yield Problem(where, _("the minima it names do not follow from its cards"))


def _rules(policy):
    """The scoring rules a result was computed with, as it keeps them."""
    return scoring.Rules(
        spread_limit=Decimal(policy["spread_limit"]),
        rounding=policy["rounding"],
        minimum_judged_by=policy["minimum_judged_by"],
        cumulative_minima=policy["cumulative_minima"],
    )


def _outcomes(ledger):
    """Decisions and certificates carry the stars of the result that counts."""
    latest = {snapshot.item_id: snapshot for snapshot in ledger.snapshots}
    stars = {}
    for line in ledger.decision_lines:
        where = _("Decision on dossier %(dossier)s") % {"dossier": line.dossier_id}
        stars[line.dossier_id] = line.stars
        if line.stars != line.snapshot.star:
            yield Problem(where, _("its stars are not those of the result"))
        if latest[line.snapshot.item_id].pk != line.snapshot_id:
            yield Problem(where, _("it rests on a result that was superseded"))
    for certificate in ledger.certificates:
        if certificate.dossier_id in stars and certificate.stars != stars[certificate.dossier_id]:
            where = _("Certificate %(number)s") % {"number": certificate.number}
            yield Problem(where, _("its stars are not those of the decision"))


def ledger_head(session):
    """Return the hash the session's chain of cards ends at today: what its papers print."""
    return last_hash(session)


def sessions_with_scores():
    """Return the ids of the sessions that have anything to verify."""
    return SessionItem.objects.order_by("session").values_list("session", flat=True).distinct()
