"""Read the environment once, by name and type; anything unknown or malformed stops the start.

Every setting of our own begins with ``OCOP_``, so a misspelt name is noticed instead of ignored.
"""

import hashlib
import os
import stat
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

KNOWN = {
    "OCOP_ENV": "development or production",
    "OCOP_TRUSTED_PROXIES": "addresses or networks of the proxies in front, separated by commas, or none",
    "OCOP_DATA_DIR": "folder of the database, files and secrets of the embedded default",
    "OCOP_STATIC_DIR": "folder of the collected static files; in the data folder when absent",
    "OCOP_SECRET_KEY": "signing key, at least 50 characters; made by itself in development",
    "OCOP_ACCOUNT_KEYS": "keys that seal account numbers, the newest first; in the data folder when absent",
    "OCOP_ALLOWED_HOSTS": "host names the portal answers to, separated by commas",
    "OCOP_SITE_URL": "public address, as printed in QR codes and e-mails",
    "OCOP_EMAIL_URL": "outgoing mail, e.g. smtp+tls://user:password@host:587",
    "OCOP_MAIL_FROM": "sender of e-mails",
    "OCOP_BOUNCES_URL": "mailbox of letters that came back, e.g. imap+ssl://user:password@host/INBOX",
    "OCOP_SMS": "text messages: off, file or console",
    "OCOP_ZALO": "Zalo messages: off, file or console",
    "OCOP_TLS": "yes when a proxy in front speaks HTTPS (default yes in production)",
    "OCOP_PORT": "port of the web server started by `manage.py up`",
    "OCOP_DEMO_PASSWORD": "password of the demo accounts; made by itself when absent",
    "OCOP_LOG_LEVEL": "DEBUG, INFO, WARNING or ERROR",
}

# What decides how a page is drawn.
PARTS = ("ocop_portal", "producers", "products", "evaluations", "campaigns", "templates", "static")
SUFFIXES = {".py", ".html", ".mo", ".css", ".js", ".svg"}


def refuse_unknown(environ=os.environ):
    """Refuse names that begin with OCOP_ and mean nothing: most likely a typing mistake."""
    unknown = sorted(name for name in environ if name.startswith("OCOP_") and name not in KNOWN)
    if unknown:
        raise ImproperlyConfigured(
            f"Unknown environment variable {', '.join(unknown)}. Known: {', '.join(sorted(KNOWN))}."
        )


def release(root):
    """Name the code under a folder by its content: no release reads what another one kept in the cache."""
    drawn_by = (path for part in PARTS for path in (root / part).rglob("*") if path.suffix in SUFFIXES)
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(drawn_by):
        digest.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def choice(name, allowed, default):
    value = os.environ.get(name) or default
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be one of {', '.join(allowed)}.")
    return value


def flag(name, default):
    return choice(name, ("yes", "no"), "yes" if default else "no") == "yes"


def whole_number(name, default):
    value = os.environ.get(name) or str(default)
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be a whole number.")
    return int(value)


def text(name, default=None):
    value = os.environ.get(name) or default
    if value is None:
        raise ImproperlyConfigured(f"{name} is missing: {KNOWN.get(name, 'it is required')}.")
    return value


def words(name, default=None):
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def mailbox(name):
    """Return the split address of a mailbox, or None when there is none to read."""
    value = os.environ.get(name)
    if not value:
        return None
    try:
        url = urlsplit(value)
        is_folder = url.scheme == "maildir" and not url.netloc and url.path.startswith("/")
        is_server = url.scheme in ("imap", "imap+ssl") and url.hostname and url.username and url.password
        if (is_folder or is_server) and url.port != 0:
            return url
    except ValueError:
        pass
    raise ImproperlyConfigured(
        f"{name} must look like maildir:///folder, imap+ssl://user:password@host/INBOX or imap://...; "
        "write special characters of the password as %xx."
    )


def networks(name, default):
    """Return the networks named by addresses or CIDR ranges; "none" names none."""
    try:
        return [ip_network(word) for word in words(name, default) if word != "none"]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: {error}.") from None


def secret(name, data_dir, *, production):
    """Return a secret from the environment; in development keep a generated one in the data folder."""
    value = os.environ.get(name)
    if value:
        if production and len(value) < 50:
            raise ImproperlyConfigured(f"{name} is too short: production needs at least 50 characters.")
        return value
    if production:
        raise ImproperlyConfigured(f"{name} is missing: production never invents its secrets.")
    return kept_secret(Path(data_dir) / f"{name.lower()}.txt")


def kept_secret(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=stat.S_IRUSR | stat.S_IWUSR)
        path.write_text(get_random_secret_key() + get_random_secret_key())
    return path.read_text()
