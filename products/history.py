"""A product's history as everybody reads it: each event, what it meant, and the days nobody had to decide."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_portal.core.days import day_of
from products.enums import EventKind, Status
from products.models import StatusEvent
from products.spans import facts_from
from products.status import FactsOf, status_of

ENDED = "ended"  # no event: the last day passed
MEANINGS = {
    EventKind.RECOGNISED: gettext_lazy("The product may use its stars from this day to the last day named."),
    EventKind.UPGRADED: gettext_lazy("The product rose to more stars; the earlier recognition ended."),
    EventKind.RENEWED: gettext_lazy("Evaluated again, the product has a new period; the earlier one ended."),
    EventKind.EXTENDED: gettext_lazy(
        "The recognition goes on after its last day while the result of the re-evaluation is awaited."
    ),
    EventKind.REVOKED: gettext_lazy("From this day the stars may no longer be used."),
    EventKind.CORRECTED: gettext_lazy(
        "What the register said until this day was wrong; from here on this entry counts."
    ),
    EventKind.IMPORTED: gettext_lazy("Decided before the portal began, and entered from that decision."),
    ENDED: gettext_lazy(
        "The recognition ended by itself, without a decision. The stars may no longer be used."
    ),
}


@dataclass(frozen=True)
class Entry:
    """A line of the history. `status`: what the recognition it gave is worth now; empty for other lines."""

    on: date
    kind: str
    event: StatusEvent | None
    status: str = ""

    @property
    def title(self):
        return EventKind(self.event.kind).label if self.event else _("last day of the recognition")

    @property
    def meaning(self):
        return MEANINGS[self.kind]


def history(events, at=None):
    """Return the entries of a product's history, the newest first; `events` are all of them, oldest first."""
    day = day_of(at)
    stretches = _stretches(events)
    entries = []
    for place, stretch in enumerate(stretches):
        following = stretches[place + 1][0].on if place + 1 < len(stretches) else None
        entries += _entries(stretch, following, day)
    return entries[::-1]


def _stretches(events):
    """Split the events: each recognition with what followed it, until the next one."""
    stretches = []
    for event in events:
        if event.kind in EventKind.grants() or not stretches:
            stretches.append([])
        stretches[-1].append(event)
    return stretches


def _entries(stretch, following, day):
    facts = FactsOf(facts_from(stretch))
    entries = [Entry(stretch[0].on, stretch[0].kind, stretch[0], _worth(facts, following, day))]
    entries += [Entry(event.on, event.kind, event) for event in stretch[1:]]
    before = min(filter(None, (following, facts.revoked_on, day)))
    entries += [Entry(end, ENDED, None) for end in _ends(stretch) if end + timedelta(days=1) <= before]
    return sorted(entries, key=lambda entry: entry.on)


def _worth(facts, following, day):
    status = status_of(facts, day)
    return Status.REPLACED if following and following <= day and status != Status.REVOKED else status


def _ends(stretch):
    """The days on which it ran out: the recognition unless it was extended in time, and its extension."""
    last = stretch[0].until
    for event in stretch[1:]:
        if event.kind == EventKind.EXTENDED:
            if event.on > last:
                yield last
            last = event.until
    if last:
        yield last
