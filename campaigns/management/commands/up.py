"""Start the whole portal on this machine, without any other service."""

import hashlib
import json
import os
import socket
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db.migrations.exceptions import InconsistentMigrationHistory, NodeNotFoundError
from django.utils.translation import gettext as _

from campaigns import demo
from ocop_portal import env
from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.processes import Family

START_SECONDS = 60
# As root Celery advises another account; on a personal machine or in a container that is no news.
QUIET = "ignore::UserWarning:celery.platforms"
CELERY = [sys.executable, "-W", QUIET, "-m", "celery", "--quiet", "-A", "ocop_portal"]
GUNICORN = [sys.executable, "-m", "gunicorn", "ocop_portal.wsgi", "--no-control-socket"]


class Command(BaseCommand):
    help = "Prepare the database and the demo, then run the web server and the queue until Ctrl-C."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, help="port of the web server (default OCOP_PORT or 8000)")

    def handle(self, *, port, **options):
        port = port or env.whole_number("OCOP_PORT", 8000)
        refuse_taken(port)
        try:
            self.prepare()
        except KeyboardInterrupt:
            raise CommandError(_("Stopped before everything was ready. Start again to go on.")) from None
        self.run(port)

    def prepare(self):
        """Bring database, reference data, demo and static files up to date; what is current is left alone."""
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        lay_tables()
        notes = Notes.read()
        for name, source in sources():
            if notes.current(name, source):
                continue
            self.say(_("Preparing: %(step)s ...") % {"step": name})
            started = time.monotonic()
            call_command(name, **arguments(name))
            notes.keep(name, source)
            seconds = f"{time.monotonic() - started:.1f}"
            self.say(_("%(step)s took %(seconds)s s") % {"step": name, "seconds": seconds})
        if settings.PRODUCTION:
            self.say(_("Production: the demo and its accounts are not loaded here."))

    def run(self, port):
        """Start the programs and say where they are; stop them all when one ends or somebody asks."""
        family = Family()
        family.heed_signals()
        try:
            start_children(family, port)
            if answering(family, port):
                self.announce(port)
            elif not family.asked_to_stop.is_set() and not family.ended():
                raise CommandError(
                    _("The web server gave no answer within %(n)d seconds.") % {"n": START_SECONDS}
                )
            name = family.watch()
        finally:
            family.stop()
        if name:
            raise CommandError(
                _("%(program)s ended by itself, so everything was stopped.") % {"program": name}
            )
        self.say(_("Stopped."))

    def say(self, text):
        """At once, also into a pipe or a file."""
        self.stdout.write(text)
        self.stdout.flush()

    def announce(self, port):
        address = f"http://127.0.0.1:{port}"
        self.say("\n" + _("The portal runs at %(address)s (Ctrl-C stops it)") % {"address": address})
        if settings.PRODUCTION:
            return
        accounts = demo.accounts()
        width = max(len(label) for label, _ in accounts)
        self.say(_("Demo accounts, password of each: %(password)s") % {"password": demo.password()})
        for label, email in accounts:
            self.say(f"  {label:<{width}}  {email}")


def lay_tables():
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except (NodeNotFoundError, InconsistentMigrationHistory) as unknown:
        raise CommandError(
            _(
                "This database was begun by a version of the portal that came before the first release, "
                "and cannot be carried over. "
                "If it holds the demonstration only, remove %(place)s and start again."
            )
            % {"place": settings.DATA_DIR if settings.ON_SQLITE else settings.DATABASES["default"]["NAME"]}
        ) from unknown


def refuse_taken(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise CommandError(
                _(
                    "Port %(port)d cannot be used (%(error)s). Perhaps the portal is already running: "
                    "stop it, or choose another port, for example: OCOP_PORT=%(other)d make run"
                )
                % {"port": port, "error": error, "other": 8001 if port == 8000 else 8000}
            ) from error


def sources():
    """Yield each step and the fingerprint of what it loads, in order."""
    base = settings.BASE_DIR
    yield "load_areas", fingerprint(base / "ocop_portal" / "areas" / "data")
    yield "load_regulations", fingerprint(base / "evaluations" / "data")
    if not settings.PRODUCTION:
        yield "seed_demo", "once"
    yield "collectstatic", fingerprint(base / "static", base / "requirements.txt")


def arguments(name):
    if name == "collectstatic":  # the API answers in JSON only, so its library's pages are never shown
        return {"verbosity": 0, "interactive": False, "ignore_patterns": ["rest_framework"]}
    return {"verbosity": 0}


def fingerprint(*paths):
    digest = hashlib.sha256()
    for path in paths:
        for file in sorted(each for each in [path, *path.rglob("*")] if each.is_file()):
            digest.update(f"{file.relative_to(settings.BASE_DIR)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


class Notes:
    """What was loaded into which database, kept in the data folder so that a later start is quick."""

    def __init__(self, path, pages):
        self.path, self.pages = path, pages
        self.page = pages.setdefault(database_identity(), {})

    @classmethod
    def read(cls):
        path = settings.DATA_DIR / "prepared.json"
        pages = json.loads(path.read_text()) if path.exists() else {}
        notes = cls(path, pages)
        if not AdministrativeUnit.objects.exists():
            notes.forget_data()
        return notes

    def forget_data(self):
        """The database is new under its old name: everything but the static files is loaded again."""
        self.page = self.pages[database_identity()] = {}

    def current(self, name, source):
        return self.page.get(name) == source and (name != "collectstatic" or manifest().exists())

    def keep(self, name, source):
        self.page[name] = source
        self.path.write_text(json.dumps(self.pages, indent=1))


def database_identity():
    database = settings.DATABASES["default"]
    return "/".join(str(database.get(key) or "") for key in ("ENGINE", "HOST", "PORT", "NAME"))


def manifest():
    return Path(settings.STATIC_ROOT) / "staticfiles.json"


def start_children(family, port):
    """The address is the one the codes and letters print, unless another was given."""
    environment = {"OCOP_SITE_URL": f"http://127.0.0.1:{port}", **os.environ}
    web = ["--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4", "--log-level", "warning"]
    worker = ["worker", "--beat", "--concurrency", "1", "--loglevel", "WARNING"]
    schedule = ["--schedule", str(settings.DATA_DIR / "beat")]
    family.start("gunicorn", [*GUNICORN, *web], environment=environment)
    family.start("celery", [*CELERY, *worker, *schedule], environment=environment)


def answering(family, port):
    """Wait for the first answer of the web server; False when a child ended or somebody wants to stop."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and not family.asked_to_stop.is_set() and not family.ended():
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return True
        except (URLError, TimeoutError):
            time.sleep(0.2)
    return False
