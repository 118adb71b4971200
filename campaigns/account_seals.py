"""Account numbers at rest: sealed with AES-256-GCM, found again by a keyed fingerprint, never in clear.

The keys come from `OCOP_ACCOUNT_KEYS` (base64, the newest first, separated by commas) or, without it, from
`accounts.keys` in the folder of keys, made at first need. The newest key seals; each seal names its key, so
older keys still open what they sealed. A seal is bound to its producer and opens for no other. The
fingerprint is made with a secret drawn from the newest key, so whoever holds the database alone can neither
read a number nor try numbers out.
"""

import base64
import binascii
import hashlib
import hmac
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

NONCE_BYTES, KEY_BYTES = 12, 32


class SealBrokenError(Exception):
    """A seal that no key at hand opens, or that was made for another producer or changed."""


def keys():
    """Return the keys, the newest first; without any, one is made."""
    if settings.ACCOUNT_KEYS:
        return [_key(text) for text in settings.ACCOUNT_KEYS]
    path = _file()
    if not path.exists():
        _write([_new_key()])
    return [_key(text) for text in path.read_text().split()]


def add_key():
    """Put a new key before the others in the file of keys. Refused where the environment gives the keys."""
    if settings.ACCOUNT_KEYS:
        raise ImproperlyConfigured("OCOP_ACCOUNT_KEYS gives the keys: put the new one first there.")
    _write([_new_key(), *(base64.b64encode(key).decode() for key in keys())])


def forget_old_keys():
    """Keep the newest key only, once everything is sealed with it."""
    if not settings.ACCOUNT_KEYS:
        _write([base64.b64encode(keys()[0]).decode()])


def new_key_text():
    """A key as the environment takes it."""
    return _new_key()


def seal(number, producer):
    """Return the sealed account number of the producer (its key in the database)."""
    key, nonce = keys()[0], os.urandom(NONCE_BYTES)
    content = AESGCM(key).encrypt(nonce, number.encode(), _bound_to(producer))
    return f"{key_id(key)}.{base64.b64encode(nonce + content).decode()}"


def opened(sealed, producer):
    """Return the number. Raises `SealBrokenError`."""
    name, _dot, text = sealed.partition(".")
    for key in keys():
        if key_id(key) == name:
            return _opened(key, text, producer)
    raise SealBrokenError(f"no key {name}")


def _opened(key, text, producer):
    try:
        content = base64.b64decode(text, validate=True)
        return AESGCM(key).decrypt(content[:NONCE_BYTES], content[NONCE_BYTES:], _bound_to(producer)).decode()
    except (InvalidTag, binascii.Error, ValueError) as error:
        raise SealBrokenError(f"key {key_id(key)} does not open the seal") from error


def is_newest(sealed):
    """Whether the seal was made with the newest key."""
    return sealed.partition(".")[0] == key_id(keys()[0])


def fingerprint(number):
    """Return what equal numbers have in common and nobody turns back without the key."""
    secret = hmac.digest(keys()[0], b"fingerprint of account numbers", "sha256")
    return hmac.new(secret, number.encode(), "sha256").hexdigest()


def key_id(key):
    """A key is called by the beginning of a checksum that betrays nothing of it."""
    return hashlib.sha256(b"account key " + key).hexdigest()[:8]


def _bound_to(producer):
    return f"payee account of producer {producer}".encode()


def _new_key():
    return base64.b64encode(AESGCM.generate_key(8 * KEY_BYTES)).decode()


def _key(text):
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ImproperlyConfigured("A key for account numbers is not base64.") from error
    if len(key) != KEY_BYTES:
        raise ImproperlyConfigured(f"A key for account numbers has {KEY_BYTES} bytes.")
    return key


def _file():
    return Path(settings.KEYS_DIR) / "accounts.keys"


def _write(texts):
    """Replace the file in one step; mode 600."""
    path = _file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write("\n".join(texts) + "\n")
    fresh.replace(path)
