"""Check the sealed facts of a certificate, without a network and, with --keys, without the database."""

import base64
import json
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from evaluations import keys, seals
from evaluations.seal_words import why_not
from ocop_portal.core.days import today


class Command(BaseCommand):
    help = (
        "Check what the second code on a certificate says: the seal itself or the address it opens. "
        "Prints the sealed facts; exit code 1 when the seal does not hold. It cannot know a revocation."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("payload", help="the text of the code")
        parser.add_argument(
            "--keys", type=Path, dest="published", help="the keys as saved from /.well-known/ocop-keys.json"
        )

    def handle(self, *, payload, published, **options):
        try:
            sealed = seals.check(payload, _from_file(published) if published else keys.public_keys(), today())
        except seals.NotGenuine as error:
            raise CommandError(why_not(error)) from error
        self.stdout.write(json.dumps(sealed.facts | {"key": sealed.key_id}, ensure_ascii=False, indent=2))


def _from_file(path):
    try:
        rows = json.loads(path.read_text())["keys"]
        return {row["key"]: _public_key(row) for row in rows}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{path}: {error}") from error


def _public_key(row):
    last = row.get("expires_on")
    return seals.PublicKey(base64.b64decode(row["public_key"]), date.fromisoformat(last) if last else None)
