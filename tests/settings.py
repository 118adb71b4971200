"""Settings of the test run: the real ones, made hostile to mistakes and quick to set up."""

import os
import tempfile
from urllib.parse import urlsplit

from ocop_portal.settings import *  # noqa: F403
from ocop_portal.settings import CACHES, DATABASES, ON_SQLITE, REDIS_URL, TEMPLATES

SCRATCH = tempfile.mkdtemp(prefix="ocop-tests-")
MEDIA_ROOT = f"{SCRATCH}/files"
KEYS_DIR = f"{SCRATCH}/keys"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if ON_SQLITE:  # a file, so that threads meet the locks they meet when the portal runs
    DATABASES["default"]["TEST"] = {"NAME": f"{SCRATCH}/test.sqlite3"}
if REDIS_URL:  # processes that test side by side have databases of their own, and so caches of their own
    WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    CACHES["default"]["LOCATION"] = urlsplit(REDIS_URL)._replace(path=f"/{1 + WORKER % 15}").geturl()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True  # no collected static files needed
ACCOUNT_RATE_LIMITS = False  # hundreds of tests sign in from one address; the counted failures stay on
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True


class UndefinedVariable(str):
    """Fails the test that renders a template with a name nobody gave."""

    def __mod__(self, name):
        raise AssertionError(f"undefined template variable: {name}")

    def __contains__(self, text):
        return text == "%s"


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable("%s")
