"""Where a certificate stands between its first day and the end of any extension, for the product's page.

Nothing is stored: the days come from `evaluations.windows` under the regulation in force today.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluations import windows
from evaluations.enums import Purpose
from evaluations.models import Regulation
from ocop_portal.core.calendar_file import Entry
from ocop_portal.core.days import day_of

PAST, MISSED, NEXT, COMING = "past", "missed", "next", "coming"
STATE_WORDS = {
    PAST: lambda: _("past"),
    MISSED: lambda: _("missed"),
    NEXT: lambda: _("next"),
    COMING: lambda: _("to come"),
}


@dataclass(frozen=True)
class Step:
    key: str
    title: str
    day: date
    state: str
    left: str = ""

    @property
    def state_words(self):
        return STATE_WORDS[self.state]()


@dataclass(frozen=True)
class Timeline:
    steps: list
    regulation: object

    @property
    def next(self):
        return next((step for step in self.steps if step.state == NEXT), None)

    @property
    def missed(self):
        return next((step for step in self.steps if step.state == MISSED), None)


def timeline(product, dossier=None, at=None):
    """Return the `Timeline` of a product's recognition, or None where none runs.

    `dossier` is its open dossier, if any: once it is filed, the days of filing cannot be missed any more.
    """
    if product.certified_until is None or product.revoked_on is not None:
        return None
    day = day_of(at)
    regulation = Regulation.objects.on(day)
    is_filed = dossier is not None and dossier.purpose != Purpose.FIRST
    steps, has_next = [], False
    for key, title, on in _days(product, dossier if is_filed else None, regulation):
        is_next = on >= day and not has_next
        has_next = has_next or is_next
        state = NEXT if is_next else COMING if on >= day else PAST
        if state == PAST and key == "closes" and not is_filed and product.certified_until >= day:
            state = MISSED
        steps.append(Step(key, title, on, state, days_left(on, day) if is_next else ""))
    return Timeline(steps, regulation)


def _days(product, dossier, regulation):
    """Yield (key, title, day), the earliest first; only what the regulation names."""
    days = windows.windows(product.certified_until, regulation)
    decide_by = days.decide_by
    if dossier is not None and dossier.accepted_at:
        decide_by = windows.decide_by(day_of(dossier.accepted_at), regulation)
    found = [
        ("certified", _("Recognised"), product.certified_from),
        ("opens", _("First day for filing the re-evaluation"), days.opens),
        ("closes", _("Last day for filing the re-evaluation"), days.closes),
        ("filed", _("Dossier received"), dossier.received_on if dossier else None),
        ("decide", _("Decision on the re-evaluation, at the latest"), decide_by),
        ("remind", _("Reminder of the authority, at the latest"), days.remind_on),
        ("last", _("Last day of the certificate"), days.last_day),
        ("extended", *_extension(product, days)),
    ]
    named = [step for step in found if step[2] is not None]
    return sorted(named, key=lambda step: step[2])


def _extension(product, days):
    if product.extended_until:
        return _("Extended until the result, at most to the end of"), product.extended_until
    return _("An extension could last until, at most"), days.extendable_until


def days_left(day, at):
    count = (day - at).days
    if count == 0:
        return _("today")
    if count < 0:
        return ngettext("%(count)s day ago", "%(count)s days ago", -count) % {"count": -count}
    return ngettext("in %(count)s day", "in %(count)s days", count) % {"count": count}


CALENDAR_STEPS = ("opens", "closes", "last")


def calendar_entries(product, regulation, link):
    """Return the days of a certificate that belong into somebody's calendar."""
    titles = {
        "opens": _("OCOP: filing begins for %(product)s"),
        "closes": _("OCOP: last day for filing for %(product)s"),
        "last": _("OCOP: certificate of %(product)s ends"),
    }
    text = f"{product.producer}, {product.made_in}. {product.code or ''}"
    return [
        Entry(
            uid=f"{key}-{product.pk}-{product.certified_until:%Y%m%d}@ocop",
            day=on,
            title=titles[key] % {"product": product},
            text=text,
            url=link,
        )
        for key, _title, on in _days(product, None, regulation)
        if key in CALENDAR_STEPS
    ]
