"""What a mail server reports of a letter it could not deliver: RFC 3464, told from all other mail.

Reading is pure: no database, no clock, no network. Mail that is no such report (an answer of somebody on
holiday, a newsletter, anything malformed) reports nothing.
"""

import re
from dataclasses import dataclass
from email import message_from_string

FAILED = "failed"  # the one action after which the server tries no more (RFC 3464, 2.3.3)
TROUBLED = (FAILED, "delayed")
LONGEST_WORDS = 500
MOST_RECIPIENTS = 100


@dataclass(frozen=True)
class FailedRecipient:
    """An address, whether the server has given it up, and its words: status code and diagnosis."""

    address: str
    is_permanent: bool
    words: str


@dataclass(frozen=True)
class Bounce:
    """A report: the Message-ID of the letter where it says so, and each recipient that did not get it."""

    message_id: str = ""
    recipients: tuple = ()

    @property
    def permanent(self):
        return tuple(one for one in self.recipients if one.is_permanent)


def read_bounce(message):
    """Return the `Bounce` an `email.message.Message` is; one without recipients when it is no report.

    Delivered, relayed and expanded recipients are left out; delayed ones are temporary.
    """
    if not _is_report(message):
        return Bounce()
    parts = message.get_payload()
    blocks = [block for part in parts for block in _blocks(part)][:MOST_RECIPIENTS]
    recipients = tuple(_recipient(block) for block in blocks if _action(block) in TROUBLED)
    return Bounce(_returned_id(parts), tuple(one for one in recipients if one.address))


def _is_report(message):
    kind = str(message.get_param("report-type", "")).lower()
    return (
        message.get_content_type() == "multipart/report" and kind == "delivery-status" and _has_parts(message)
    )


def _has_parts(message):
    return isinstance(message.get_payload(), list)


def _blocks(part):
    """The groups of fields of a delivery status: one about the letter, then one for each recipient."""
    if part.get_content_type() == "message/delivery-status" and _has_parts(part):
        yield from part.get_payload()


def _action(block):
    return _field(block, "Action").lower()


def _recipient(block):
    address = _address(_field(block, "Original-Recipient")) or _address(_field(block, "Final-Recipient"))
    said = (_field(block, "Status"), _field(block, "Diagnostic-Code"))
    words = " ".join(word for word in said if word)
    return FailedRecipient(address, _action(block) == FAILED, words[:LONGEST_WORDS])


def _address(field):
    """Return the address of "rfc822; name@host", in lower case, or nothing."""
    kind, _semicolon, address = field.partition(";")
    found = re.search(r"[^\s<>;]+@[^\s<>;]+", address if kind.strip().lower() == "rfc822" else "")
    return found[0].lower() if found else ""


def _field(block, name):
    return " ".join(str(block.get(name, "")).split())


def _returned_id(parts):
    """Return the Message-ID in what came back of the letter: whole, or its headers only."""
    for part in parts:
        for returned in _returned(part):
            found = re.search(r"<[^<>\s]+>", _field(returned, "Message-ID"))
            if found:
                return found[0]
    return ""


def _returned(part):
    if part.get_content_type() == "message/rfc822" and _has_parts(part):
        yield from part.get_payload()
    elif part.get_content_type() in ("text/rfc822-headers", "message/rfc822-headers"):
        yield _headers(part)


def _headers(part):
    if _has_parts(part):
        return part.get_payload()[0]
    return message_from_string((part.get_payload(decode=True) or b"").decode("utf-8", "replace"))
