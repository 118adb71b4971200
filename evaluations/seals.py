"""The sealed word of a certificate: its facts as canonical JSON, signed with Ed25519.

A seal is `facts.signature`, both in base64url without padding. Whoever has the public keys checks it without
the portal and without a network; what it cannot know is a revocation, so the register stays the judge.
No database, no clock and no file here.
"""

import base64
import binascii
import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs, urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

VERSION = 1
# One letter each, so that the code on the paper stays small.
FIELDS = {
    "a": "authority",
    "c": "code",
    "d": "decision_number",
    "f": "valid_from",
    "n": "number",
    "p": "product",
    "s": "stars",
    "t": "valid_until",
    "u": "producer",
}
LONGEST = 4000
QUERY_KEY = "ma"
# Why a seal does not hold.
MALFORMED, UNKNOWN_KEY, EXPIRED_KEY, FORGED = "malformed", "unknown_key", "expired_key", "forged"


class NotGenuine(Exception):
    """The seal does not hold; `why` is one of the four reasons above."""

    def __init__(self, why, key_id=""):
        super().__init__(why)
        self.why, self.key_id = why, key_id


@dataclass(frozen=True)
class PublicKey:
    """`raw` is 32 bytes; `expires_on` the last day on which its seals hold, or None."""

    raw: bytes
    expires_on: date | None = None


@dataclass(frozen=True)
class Sealed:
    """What a genuine seal says: facts by their long names, and the number of the key."""

    facts: dict
    key_id: str


def canonical(record):
    """Return the one spelling of a record: sorted keys, no spaces, composed letters, UTF-8."""
    text = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return unicodedata.normalize("NFC", text).encode()


def seal(facts, key_id, private):
    """Seal the facts (all of `FIELDS`, by their long names) with a raw private key of 32 bytes."""
    record = {short: facts[name] for short, name in FIELDS.items()}
    body = canonical(record | {"k": key_id, "v": VERSION})
    signature = Ed25519PrivateKey.from_private_bytes(private).sign(body)
    return f"{_encoded(body)}.{_encoded(signature)}"


def check(text, keys, day):
    """Return what the seal says. Raises `NotGenuine` when it does not hold on the day.

    `keys` maps key numbers to `PublicKey`; `text` may be the whole address a code on paper opens.
    """
    body, signature = _parts(seal_in(text))
    record = _record(body)
    key_id = record["k"]
    key = keys.get(key_id)
    if key is None:
        raise NotGenuine(UNKNOWN_KEY, key_id)
    try:
        Ed25519PublicKey.from_public_bytes(key.raw).verify(signature, body)
    except InvalidSignature as error:
        raise NotGenuine(FORGED, key_id) from error
    if key.expires_on and key.expires_on < day:
        raise NotGenuine(EXPIRED_KEY, key_id)
    return Sealed({name: record[short] for short, name in FIELDS.items()}, key_id)


def seal_in(text):
    """Return the seal in what was scanned or typed: the seal itself or an address that carries it."""
    text = text.strip()
    if "://" in text[:12]:
        asked = parse_qs(urlsplit(text).query).get(QUERY_KEY, [""])
        return asked[0].strip()
    return text


def _parts(text):
    if len(text) > LONGEST or not re.fullmatch(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+", text):
        raise NotGenuine(MALFORMED)
    body, signature = (_decoded(part) for part in text.split("."))
    return body, signature


def _record(body):
    """Read the facts; anything but the canonical spelling of exactly the known fields is refused."""
    try:
        record = json.loads(body)
    except ValueError as error:
        raise NotGenuine(MALFORMED) from error
    if not isinstance(record, dict) or set(record) != {*FIELDS, "k", "v"} or canonical(record) != body:
        raise NotGenuine(MALFORMED)
    if record["v"] != VERSION or not isinstance(record["k"], str):
        raise NotGenuine(MALFORMED)
    return record


def _encoded(content):
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _decoded(text):
    """Decode strictly: two spellings of the same bytes would be two seals."""
    try:
        content = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError) as error:
        raise NotGenuine(MALFORMED) from error
    if _encoded(content) != text:
        raise NotGenuine(MALFORMED)
    return content
