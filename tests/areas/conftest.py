import pytest

from ocop_portal.areas.loading import load_areas
from ocop_portal.areas.models import AdministrativeUnit


@pytest.fixture(scope="session")
def the_map(django_db_setup, django_db_blocker):
    """The real map, loaded once unless the run has loaded it already."""
    with django_db_blocker.unblock():
        if not AdministrativeUnit.objects.exists():
            load_areas()


@pytest.fixture
def place(the_map, db):
    """Fetch a unit by its code in the web address: place("24"), place("24-cu"), place("219")."""
    return lambda address_code: AdministrativeUnit.objects.get(address_code=address_code)
