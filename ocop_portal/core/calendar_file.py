"""Calendar files (.ics, RFC 5545): whole days, each known by an identifier that stays the same."""

from dataclasses import dataclass
from datetime import UTC, date, timedelta

from django.http import HttpResponse
from django.utils import timezone

LONGEST_LINE = 75  # octets


@dataclass(frozen=True)
class Entry:
    """A day. A calendar that reads the file again replaces the entry of the same `uid`."""

    uid: str
    day: date
    title: str
    text: str = ""
    url: str = ""


def calendar(name, entries, at=None):
    """Return the file as text: lines end in CR LF and are folded at 75 octets."""
    stamp = (at or timezone.now()).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//OCOP Portal//VI", f"X-WR-CALNAME:{_escaped(name)}"]
    for entry in entries:
        lines += _event(entry, stamp)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(entry, stamp):
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(entry.title)}"
    if entry.text:
        yield f"DESCRIPTION:{_escaped(entry.text)}"
    if entry.url:
        yield f"URL:{entry.url}"
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _escaped(text):
    for found, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        text = text.replace(found, written)
    return text


def _folded(line):
    """Break a long line between letters, never inside the octets of one."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > LONGEST_LINE - bool(parts):
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])


def calendar_answer(name, entries, filename):
    """Return the file as a download."""
    answer = HttpResponse(calendar(name, entries), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{filename}"'
    return answer
