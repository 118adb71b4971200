"""The progress report of a plan for any day: as an official paper, and as a workbook of the same figures.

Official papers are Vietnamese, whatever language the reader uses.
"""

from io import BytesIO

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.properties import PageSetupProperties

from campaigns import progress
from campaigns.difficulty import share
from campaigns.tables import day_words
from ocop_portal.core.papers import Heading, Items, Paper, Signature, Table, Text
from ocop_portal.core.templatetags.ocop import long_day

VIETNAMESE = "vi"
WIDEST = 60


def report(plan, at=None):
    """Báo cáo kết quả thực hiện kế hoạch: targets, stock, units, activities; ready to be signed."""
    day = plan.counted_until(at)
    with translation.override(VIETNAMESE):
        version = plan.current_version()
        return Paper(
            kind=_("Report"),
            subject=_("on carrying out: %(plan)s, as of %(day)s") % {"plan": plan, "day": long_day(day)},
            superior=plan.office.authority_name,
            issuer=plan.office.name,
            number=" " * 8 + "/BC",
            place=plan.unit.own_name,
            day=day,
            grounds=_grounds(plan, version),
            blocks=tuple(_blocks(plan, version, day)),
            signatures=(Signature((_("Head of the office"),)),),
            recipients=(plan.office.authority_name, _("filed")),
            fine_print=_("Counted by the portal as of %(day)s.") % {"day": day_words(day)},
        )


def _grounds(plan, version):
    grounds = []
    if plan.regulation:
        grounds.append(_("Pursuant to %(regulation)s;") % {"regulation": plan.regulation})
    if version.decision_number:
        facts = {"number": version.decision_number, "day": day_words(version.decided_on)}
        grounds.append(_("Pursuant to decision %(number)s of %(day)s approving the plan.") % facts)
    return tuple(grounds)


def _blocks(plan, version, day):
    yield Heading(_("I. TARGETS"))
    figures = progress.figures(plan, day, version)
    yield Table(
        head=(_("No."), *target_heads()),
        rows=tuple((str(number), *target_row(figure)) for number, figure in enumerate(figures, 1)),
        widths=(1, 6, 2, 2, 2),
        align=("center", "left", "center", "center", "center"),
    )
    yield Heading(_("II. THE REGISTER"))
    opening, now = progress.stock(plan.unit, plan.stock_day), progress.stock(plan.unit, day)
    yield Table(
        head=(_("Content"), day_words(opening.on), day_words(now.on)),
        rows=tuple(register_rows(plan, opening, now)),
        widths=(6, 2, 2),
        align=("left", "center", "center"),
    )
    yield Heading(_("III. ACTIVITIES"))
    activities = list(held_activities(plan, day))
    if activities:
        yield Table(
            head=activity_heads(),
            rows=tuple(map(activity_row, activities)),
            widths=(5, 3, 2, 2, 2),
            align=("left", "left", "center", "center", "center"),
        )
    else:
        yield Text(_("No activity was recorded in the period."))
    yield Heading(_("IV. ASSESSMENT"))
    yield Items(tuple(map(sentence, figures)))


def target_heads():
    return _("Target"), _("Goal"), _("Reached"), _("Gap")


def target_row(figure):
    return capfirst(figure.target.full_label), figure.target.goal_text, str(figure.number), str(figure.gap)


def register_rows(plan, opening, now):
    """The stock on both days, and what of it is made in difficult areas."""
    yield from stock_rows(opening, now)
    before, after = share(plan.unit, opening), share(plan.unit, now)
    yield _("Products made in difficult areas"), str(before.products), str(after.products)
    yield _("Share of all products, in per cent"), str(before.percent), str(after.percent)


def stock_rows(opening, now):
    yield _("Products recognised at 3 stars or more"), str(opening.products), str(now.products)
    yield _("of them in force on the day"), str(opening.in_force), str(now.in_force)
    yield _("Producers"), str(opening.producers), str(now.producers)
    for stars, number in opening.by_stars.items():
        name = _("of them with %(count)s stars") % {"count": stars}
        yield name, str(number), str(now.by_stars[stars])
    for group, number in opening.by_group.items():
        name = _("of them in the group: %(group)s") % {"group": group.label}
        yield name, str(number), str(now.by_group[group])


def held_activities(plan, day):
    """What was held in the plan's years up to the day."""
    held = plan.activities.filter(held_on__range=(plan.begins_on, day))
    return held.select_related("province").order_by("held_on", "pk")


def activity_heads():
    return _("Activity"), _("Kind"), pgettext("an activity", "Held on"), _("People"), _("Items")


def activity_row(row):
    return row.name, capfirst(row.get_kind_display()), day_words(row.held_on), str(row.people), str(row.items)


def sentence(figure):
    facts = {
        "target": capfirst(figure.target.full_label),
        "number": figure.number,
        "goal": figure.target.goal_text,
    }
    if figure.gap:
        return _("%(target)s: %(number)s of the goal %(goal)s, %(gap)s still missing.") % (
            facts | {"gap": figure.gap}
        )
    return _("%(target)s: %(number)s, the goal %(goal)s is reached.") % facts


# The workbook


def workbook(plan, at=None):
    """The same figures as a workbook of four sheets; numbers are numbers. Returns bytes."""
    day = plan.counted_until(at)
    with translation.override(VIETNAMESE):
        book = Workbook()
        figures = progress.figures(plan, day)
        _fill(book.active, _("Targets"), target_heads(), map(target_row, figures), str(plan), day)
        opening, now = progress.stock(plan.unit, plan.stock_day), progress.stock(plan.unit, day)
        heads = (_("Content"), day_words(opening.on), day_words(now.on))
        _fill(
            book.create_sheet(),
            pgettext("a sheet", "Register"),
            heads,
            register_rows(plan, opening, now),
            str(plan),
            day,
        )
        rows = map(activity_row, held_activities(plan, day))
        _fill(book.create_sheet(), _("Activities"), activity_heads(), rows, str(plan), day)
        _units(book.create_sheet(), plan, day)
        out = BytesIO()
        book.save(out)
        return out.getvalue()


def _units(sheet, plan, day):
    found = progress.compare(plan.unit, plan.begins_on, day)
    heads = (_("Unit"), *(capfirst(str(indicator.label)) for indicator in found.indicators))
    rows = [
        (row.unit.name if row.unit else _("In none of the units below"), *row.numbers) for row in found.rows
    ]
    _fill(sheet, _("Units"), heads, [*rows, (plan.unit.name, *found.totals)], str(plan), day)


def _fill(sheet, title, heads, rows, plan, day):
    sheet.title = title
    sheet.append([plan])
    sheet.append([_("As of %(day)s.") % {"day": day_words(day)}])
    sheet.append([])
    sheet.append(list(heads))
    for cell in (sheet["A1"], *sheet[4]):
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append([_value(cell) for cell in row])
    _set_widths(sheet)


def _value(cell):
    """Numbers as numbers; words never as a formula."""
    text = str(cell)
    if text.isascii() and text.isdecimal():
        return int(text)
    return f"'{text}" if text[:1] in "=+-@" else text


def _set_widths(sheet):
    """Columns as wide as their words; heads stay in sight and on every printed page."""
    sheet.freeze_panes = "A5"
    sheet.print_title_rows = "4:4"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for column in sheet.iter_cols(min_row=4):
        longest = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[column[0].column_letter].width = min(longest + 3, WIDEST)
        for cell in column:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
