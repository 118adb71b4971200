"""The papers of a session, written from its frozen results and submitted cards: nobody types a score twice.

Official papers are Vietnamese, whatever language the reader uses. Each carries the head of the score ledger.
"""

from collections import defaultdict

from django.utils import translation
from django.utils.translation import gettext as _

from evaluations.enums import AttendanceKind, ItemState
from evaluations.league import columns
from evaluations.ledger import ledger_head
from evaluations.models import ResultSnapshot, ScoreCardRevision
from evaluations.results import parts_of
from ocop_portal.core.papers import Heading, Items, PageBreak, Paper, Signature, Table, Text
from ocop_portal.core.templatetags.ocop import long_day, points

VIETNAMESE = "vi"


def closed_items(session):
    """Return the closed items with the result that counts, in the order of the agenda."""
    related = ("dossier__product__producer", "dossier__product__made_in", "rubric__edition", "revision")
    items = list(session.items.filter(state=ItemState.CLOSED).select_related(*related))
    results = defaultdict(list)
    for snapshot in ResultSnapshot.objects.filter(item__in=items).order_by("number"):
        results[snapshot.item_id].append(snapshot)
    for item in items:
        item.all_results = results[item.pk]
        item.result = item.all_results[-1]
    return items


def _frame(session, **values):
    council = session.council
    return {
        "superior": council.office.authority_name,
        "issuer": council.name,
        "place": council.office.unit.own_name if council.office.unit else "Hà Nội",
        "day": session.held_on,
        "fine_print": _("%(session)s · head of the score ledger: %(head)s")
        % {"session": session, "head": ledger_head(session)},
    } | values


def _grounds(session):
    numbers = {"decision": session.council.decision_number, "rules": session.council.rules.number}
    return (
        _("Pursuant to decision %(decision)s establishing the council;") % numbers,
        _("Pursuant to the working rules %(rules)s of the council.") % numbers,
    )


def _secretary_and_chair(session):
    seats = session.seats().select_related("user")
    names = {seat.role: str(seat.user) for seat in seats}
    note = _("(signature, full name)")
    return (
        Signature((_("Secretary"),), names.get("secretary", ""), note),
        Signature((_("Chair of the council"),), names.get("chair", ""), note),
    )


# The synthesis table


def synthesis(session):
    """Bảng tổng hợp điểm: products in rows, members in columns, mean, spread, minima and star."""
    with translation.override(VIETNAMESE):
        items = closed_items(session)
        seats = columns(session, [item.result for item in items])
        head = [_("No."), _("Product"), *(name for _seat, name in seats)]
        head += [_("Mean"), _("Spread"), _("Minima not reached"), _("Stars")]
        rows = [_synthesis_row(number, item, seats) for number, item in enumerate(items, start=1)]
        return Paper(
            kind=_("Synthesis of scores"),
            subject=_("%(session)s, %(day)s") % {"session": session, "day": long_day(session.held_on)},
            landscape=True,
            grounds=_grounds(session),
            blocks=(
                Table(
                    head=tuple(head),
                    rows=tuple(rows),
                    widths=(1, 6, *(2 for _seat in seats), 2, 2, 4, 2),
                    align=("center", "left", *("center" for _seat in seats), *4 * ("center",)),
                ),
                Text(_("Rules applied:"), bold=True, align="left"),
                Items(tuple(_policy_texts(items))),
            ),
            signatures=_secretary_and_chair(session),
            **_frame(session),
        )


def _synthesis_row(number, item, seats):
    result = item.result
    totals = {one["seat"]: one["total"] for one in result.counted}
    recused = {one["seat"] for one in result.entitled if one["recused"]}
    cells = [str(totals.get(seat, _("recused") if seat in recused else "–")) for seat, _name in seats]
    product = f"{item.dossier.product} ({item.dossier.product.producer})"
    if result.stop is not None:
        return (str(number), product, *cells, "–", "–", _("stopped"), "–")
    return (
        str(number),
        product,
        *cells,
        points(result.mean_text),
        str(result.spread),
        _minima_text(result),
        str(result.star),
    )


def _minima_text(result):
    """The minima that kept the product from the stars its points reach."""
    codes = [one["criterion"] for one in result.missed_minima if one["star"] <= result.star_by_band]
    return ", ".join(dict.fromkeys(codes)) or "–"


def _policy_texts(items):
    return items[0].result.policy["texts"] if items else ()


# The minutes


def minutes(session):
    """Biên bản họp: who took part, what each product was given and why, the rules, the conclusion."""
    with translation.override(VIETNAMESE):
        items = closed_items(session)
        blocks = [*_opening(session), *_participants(session)]
        blocks.append(Heading(_("III. RESULTS BY PRODUCT")))
        for number, item in enumerate(items, start=1):
            blocks += _item_blocks(number, item)
        blocks += _suspended(session)
        blocks += [Heading(_("IV. CONCLUSION")), *_conclusion(items)]
        return Paper(
            kind=_("Minutes"),
            subject=_("of the council's session: %(session)s") % {"session": session},
            number=" " * 8 + "/BB-HĐ",
            grounds=_grounds(session),
            blocks=tuple(blocks),
            signatures=_secretary_and_chair(session),
            recipients=(session.council.office.authority_name, _("filed with the council's secretary")),
            **_frame(session),
        )


def _opening(session):
    facts = {"day": long_day(session.held_on), "place": session.place or "…"}
    yield Heading(_("I. TIME AND PLACE"))
    if session.starts_at:
        facts["hour"] = f"{session.starts_at:%H:%M}"
        yield Text(_("The session began at %(hour)s on %(day)s, at %(place)s.") % facts)
    else:
        yield Text(_("The session was held on %(day)s, at %(place)s.") % facts)


def _participants(session):
    noted = {one.seat_id: one for one in session.attendance.all()}
    rows = []
    seats = session.seats().select_related("user")
    for number, seat in enumerate(seats, start=1):
        kind = noted[seat.pk].get_kind_display() if seat.pk in noted else ""
        rows.append((str(number), str(seat.user), seat.get_role_display(), seat.representing, kind))
    present = sum(one.kind in AttendanceKind.taking_part() for one in noted.values())
    yield Heading(_("II. MEMBERS"))
    head = (_("No."), _("Full name"), _("Role in the council"), _("Representing"), _("Attendance"))
    yield Table(head=head, rows=tuple(rows), widths=(1, 4, 3, 4, 3), align=("center", *4 * ("left",)))
    numbers = {"present": present, "all": session.scoring_seats().count()}
    yield Text(_("%(present)s of %(all)s members who score took part.") % numbers)


def _item_blocks(number, item):
    result, product = item.result, item.dossier.product
    yield Heading(f"{number}. {product}", level=2)
    yield Text(f"{product.producer}, {product.made_in}.", lead=_("Producer:"))
    for recusal in item.recusals.select_related("seat__user"):
        facts = {"name": recusal.seat.user, "ground": recusal.get_ground_display(), "why": recusal.reason}
        yield Text(_("%(name)s did not score: %(ground)s. %(why)s") % facts)
    if result.stop is not None:
        rests_on = result.stop["rule"] or result.stop["criterion"]
        facts = {"rule": rests_on, "reason": result.stop["reason"]}
        yield Text(_("The evaluation was stopped: %(rule)s. %(reason)s") % facts)
        return
    yield _members_table(result)
    for earlier in item.all_results[:-1]:
        facts = {"number": earlier.number, "mean": points(earlier.mean_text), "spread": earlier.spread}
        yield Text(
            _("Result %(number)s, kept: mean %(mean)s points, spread %(spread)s points.") % facts,
            italic=True,
        )
    if result.reason:
        yield Text(result.reason, lead=_("Computed again:"))
    yield Text(_result_sentence(result), lead=_("Result:"))


def _members_table(result):
    parts = parts_of(result)
    rows = [
        (one["name"], *(str(one["totals"][part]) for part in parts), str(one["total"]))
        for one in result.counted
    ]
    head = (_("Member"), *(_("Part %(part)s") % {"part": part} for part in parts), _("Total points"))
    widths = (4, *(1 for _part in parts), 1)
    return Table(head=head, rows=tuple(rows), widths=widths, align=("left", *["center"] * (len(parts) + 1)))


def _result_sentence(result):
    facts = {"mean": points(result.mean_text), "spread": result.spread, "star": result.star}
    text = _("mean %(mean)s points, spread %(spread)s points, %(star)s stars.") % facts
    missed = _minima_text(result)
    if missed != "–":
        facts = {"codes": missed, "star": result.star_by_band}
        text += " " + _("The points reach %(star)s stars; these minima were not reached: %(codes)s.") % facts
    return text


def _suspended(session):
    for item in session.items.filter(state=ItemState.SUSPENDED).select_related("dossier__product"):
        reason = item.log.filter(transition="suspend").values_list("comment", flat=True).first() or ""
        yield Text(
            _("%(product)s is suspended: %(reason)s") % {"product": item.dossier.product, "reason": reason}
        )


def _conclusion(items):
    counts = defaultdict(int)
    for item in items:
        counts[item.result.star] += 1
    yield Items(
        tuple(
            _("%(star)s stars: %(count)s products") % {"star": star, "count": counts[star]}
            for star in sorted(counts, reverse=True)
        )
    )
    yield Text(_("The council proposes these results to the authority. The minutes were read and agreed."))


# The cards


def score_cards(session, *, items=None, seats=None):
    """Phiếu đánh giá: the counted cards of closed items, one after another, for all seats or for some."""
    with translation.override(VIETNAMESE):
        blocks = []
        for item in items if items is not None else closed_items(session):
            for revision in _counted(item, seats):
                blocks += [PageBreak()] if blocks else []
                blocks += _card_blocks(item, revision)
        return Paper(
            kind=_("Evaluation cards"),
            subject=f"{session}",
            blocks=tuple(blocks) or (Text(_("No card was counted.")),),
            **_frame(session),
        )


def _counted(item, seats):
    keys = [one["revision"] for one in item.result.counted if seats is None or one["seat"] in seats]
    found = ScoreCardRevision.objects.filter(pk__in=keys).select_related("card__seat__user")
    return sorted(found, key=lambda revision: keys.index(revision.pk))


def _card_blocks(item, revision):
    product = item.dossier.product
    lines = {line.criterion_id: line for line in revision.lines.select_related("option")}
    rows = []
    for criterion in item.rubric.criteria.all():
        line = lines[criterion.pk]
        chosen = line.option.label if line.option else _("None of these")
        note = revision.notes.get(criterion.code, "")
        rows.append(
            (
                criterion.code,
                criterion.name,
                f"{chosen}\n{note}".strip(),
                str(criterion.max_points),
                str(line.points),
            )
        )
    parts = ", ".join(f"{part} {value}" for part, value in revision.totals.items())
    yield Heading(f"{product} ({product.producer})")
    yield Text(str(revision.card.seat), lead=_("Member:"))
    yield Text(str(item.rubric.edition), lead=_("Score sheet:"))
    yield Table(
        head=(_("Code"), _("Criterion"), _("Chosen"), _("At most"), _("Points")),
        rows=tuple(rows),
        total=((("", 3), parts, str(revision.total)),),
        widths=(1.2, 5, 6, 1.4, 1.4),
        align=("center", "left", "left", "center", "center"),
    )
    yield Text(revision.hash, lead=_("Seal of the card:"), italic=True, align="left")
