"""The words of reminders, in the language of the person who reads them: the day, what to do, one link."""

from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from evaluations import windows
from evaluations.enums import Audience, ReminderStage
from evaluations.models import Regulation

MOST_LINES = 100
LONGEST_NOTICE = 400


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


@dataclass(frozen=True)
class Notice:
    """`rows` are the reminders it stands for."""

    text: str
    url: str
    rows: list


def _language(row):
    known = {code for code, _name in settings.LANGUAGES}
    return row.user.language if row.user and row.user.language in known else settings.LANGUAGE_CODE


def _day(day):
    return f"{day:%d/%m/%Y}" if day else ""


def _facts(row, regulation):
    days = windows.windows(row.last_day, regulation)
    return {
        "product": str(row.product),
        "opens": _day(days.opens),
        "closes": _day(days.closes),
        "last": _day(row.last_day),
    }


def sentence(row, regulation):
    """What the stage means for the product, and what to do."""
    return _sentences()[row.stage] % _facts(row, regulation)


def _sentences():
    closing = _("File the re-evaluation of %(product)s: the last day for filing is %(closes)s.")
    return {
        ReminderStage.BEFORE_WINDOW: _(
            "Prepare the re-evaluation of %(product)s: dossiers are taken from %(opens)s to %(closes)s."
        ),
        ReminderStage.WINDOW_OPEN: _(
            "The re-evaluation of %(product)s can be filed now, until %(closes)s at the latest."
        ),
        ReminderStage.TWO_WEEKS_LEFT: closing,
        ReminderStage.ONE_WEEK_LEFT: closing,
        ReminderStage.WINDOW_MISSED: _(
            "The time for filing the re-evaluation of %(product)s ended on %(closes)s and no dossier is "
            "there. File at once: the certificate ends on %(last)s."
        ),
        ReminderStage.EXPIRES_SOON: _("The certificate of %(product)s ends on %(last)s."),
        ReminderStage.EXPIRED: _(
            "The certificate of %(product)s ended on %(last)s: its stars may no longer be shown on labels, "
            "signs and advertisements."
        ),
    }


def start_path(product):
    """The one link of a reminder: it leads everybody to the step that is theirs."""
    return reverse("reevaluation_start", args=[product.pk])


def desk_path(stage):
    return f"{reverse('expiry_desk')}?giai-doan={stage}"


# Letters


def letter(rows):
    """Return one letter about all the reminders, which have one recipient."""
    with override(_language(rows[0])):
        regulation = Regulation.objects.on(rows[0].due_on)
        is_producer = rows[0].audience == Audience.PRODUCER
        lines = _producer_lines(rows, regulation) if is_producer else _office_lines(rows)
        return Letter(_subject(rows, regulation), "\n".join([*lines, "", *_foot()]))


def _subject(rows, regulation):
    if len(rows) == 1:
        return sentence(rows[0], regulation)[:300]
    count = len({row.product_id for row in rows})
    return ngettext(
        "OCOP certificates: %(count)s product needs attention",
        "OCOP certificates: %(count)s products need attention",
        count,
    ) % {"count": count}


def _producer_lines(rows, regulation):
    for row in rows:
        yield sentence(row, regulation)
        yield _("Start here: %(link)s") % {"link": settings.SITE_URL + start_path(row.product)}
        yield ""


def _office_lines(rows):
    for stage, group in _by_stage(rows):
        yield f"{ReminderStage(stage).label.capitalize()} ({len(group)})"
        yield from (_office_line(row) for row in group[:MOST_LINES])
        if len(group) > MOST_LINES:
            yield _("and %(count)s more") % {"count": len(group) - MOST_LINES}
        yield _("All of them: %(link)s") % {"link": settings.SITE_URL + desk_path(stage)}
        yield ""


def _office_line(row):
    producer = row.product.producer
    contact = f", {producer.phone}" if producer.phone else ""
    ends = _("until %(day)s") % {"day": _day(row.last_day)}
    return f"- {row.product} ({producer}, {row.product.made_in}{contact}): {ends}"


def _by_stage(rows):
    order = list(ReminderStage.values)
    for stage, group in groupby(sorted(rows, key=lambda row: order.index(row.stage)), lambda row: row.stage):
        yield stage, list(group)


def _foot():
    return [_("OCOP Portal"), settings.SITE_URL]


# Notices and short messages


def notices(rows):
    """Return what the person reads in the portal: a producer on each product, an officer on each stage."""
    with override(_language(rows[0])):
        regulation = Regulation.objects.on(rows[0].due_on)
        if rows[0].audience == Audience.PRODUCER:
            return [_own(row, regulation) for row in rows]
        return [_grouped(stage, group, regulation) for stage, group in _by_stage(rows)]


def _own(row, regulation):
    return Notice(sentence(row, regulation)[:LONGEST_NOTICE], start_path(row.product), [row])


def _grouped(stage, rows, regulation):
    if len(rows) == 1:
        return _own(rows[0], regulation)
    text = _("%(count)s certificates: %(stage)s.") % {
        "count": len(rows),
        "stage": ReminderStage(stage).label,
    }
    return Notice(text, desk_path(stage), rows)


def short_message(rows):
    with override(_language(rows[0])):
        regulation = Regulation.objects.on(rows[0].due_on)
        return " ".join(sentence(row, regulation) for row in rows)


def returned(row, language):
    """Return text and address of the notice that a letter to a producer did not arrive."""
    with override(language):
        text = _("The e-mail to %(address)s about %(product)s did not arrive: call the producer.") % {
            "address": row.recipient,
            "product": row.product,
        }
        return text[:LONGEST_NOTICE], reverse("expiry_call", args=[row.product_id])
