"""The portal's signing keys: private halves as files of mode 600, public halves as rows for everybody."""

import base64
import hashlib
import os
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction

from evaluations import seals
from evaluations.models import SigningKey
from ocop_portal.core.days import add_months, today

# A certificate printed on a key's last day runs 36 months and is extended by 180 days at most.
KEPT_MONTHS = 48


def current():
    """Return the key that signs now, made at first need."""
    for key in SigningKey.objects.signing():
        if _file(key).exists():
            return key
    return make()


def make():
    """Make a key: its private half goes to a file only this account reads, its public half to the table."""
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    key = SigningKey(key_id=number_of(public), public_key=base64.b64encode(public).decode())
    _write(_file(key), private.private_bytes_raw())
    key.save()
    return key


def number_of(public):
    """A key is called by the beginning of its own checksum, so a number cannot be given to another key."""
    return hashlib.sha256(public).hexdigest()[:8]


def _file(key):
    return Path(settings.KEYS_DIR) / f"{key.key_id}.ed25519"


def _write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


@transaction.atomic
def rotate():
    """Retire every key that signs and make a new one; what the old ones signed holds for `KEPT_MONTHS`."""
    for key in SigningKey.objects.signing().select_for_update():
        key.retired_on, key.expires_on = today(), add_months(today(), KEPT_MONTHS)
        key.save()
        _file(key).unlink(missing_ok=True)
    return make()


@transaction.atomic
def expire(key_id):
    """End a key that got into wrong hands: from today none of its seals holds. Raises `DoesNotExist`."""
    key = SigningKey.objects.select_for_update().get(key_id=key_id)
    yesterday = today() - timedelta(days=1)
    key.expires_on, key.retired_on = yesterday, min(key.retired_on or yesterday, yesterday)
    key.save()
    _file(key).unlink(missing_ok=True)
    return key


def public_keys():
    """Return all public halves in the shape `seals.check` reads, the expired ones too: they are refused."""
    return {
        key.key_id: seals.PublicKey(base64.b64decode(key.public_key), key.expires_on)
        for key in SigningKey.objects.all()
    }


def facts_of(certificate):
    """Return the facts a certificate's seal vouches for."""
    return {
        "number": certificate.number,
        "code": certificate.product.code,
        "product": certificate.product.name,
        "producer": certificate.product.producer.name,
        "stars": certificate.stars,
        "valid_from": certificate.issued_on.isoformat(),
        "valid_until": certificate.valid_until.isoformat(),
        "decision_number": certificate.decision.number,
        "authority": certificate.decision.authority,
    }


def sealed(certificate):
    """Return the seal of the certificate, made with the key that signs now."""
    key = current()
    return seals.seal(facts_of(certificate), key.key_id, _file(key).read_bytes())
