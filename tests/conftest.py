"""The database of the test run: the administrative map and the regulations are there once and for all.

Both are facts no test changes, and loading them takes seconds. A test that commits leaves them standing too.
"""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings as examples

from evaluations.loading import load_regulations
from evaluations.models import Regulation
from ocop_portal.areas.loading import load_areas
from ocop_portal.areas.models import AdministrativeUnit
from products import spelling

examples.register_profile("no clock", examples(), deadline=None)  # how long an example takes proves nothing
examples.load_profile("no clock")

FACTS = {
    "core_holiday",
    "auth_permission",
    "django_content_type",
    "products_productset",
    *(f"areas_{name}" for name in ("administrativeunit", "succession", "coverage")),
    *(f"evaluations_{name}" for name in ("criteriaedition", "rubric", "section", "criterion", "option")),
    *(f"evaluations_{name}" for name in ("stoprule", "regulation", "regulationstar")),
}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        if not AdministrativeUnit.objects.exists():
            load_areas()
        if not Regulation.objects.exists():
            load_regulations()


@pytest.fixture(scope="session", autouse=True)
def facts_outlive_tests_that_commit():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: empty_the_tables())
        yield


@pytest.fixture(autouse=True)
def nothing_kept_from_another_test():
    """Rolled back, the register bears the same version again with other content; in use it never does."""
    cache.clear()
    spelling._vocabulary.cache_clear()


def empty_the_tables():
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    names = [connection.ops.quote_name(table) for table in tables if table not in FACTS]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(names)}")
        else:
            empty_despite_triggers(cursor, names)


def empty_despite_triggers(cursor, names):
    """SQLite has no TRUNCATE, and insert-only tables refuse DELETE."""
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    triggers = cursor.fetchall()
    with connection.constraint_checks_disabled():
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        for name in names:
            cursor.execute(f"DELETE FROM {name}")
        for _name, sql in triggers:
            cursor.execute(sql)
