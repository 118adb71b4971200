import pytest

from ocop_portal.areas.models import AdministrativeUnit


@pytest.fixture
def place(db):
    """Fetch a unit by its code in the web address: place("24"), place("24-cu"), place("219")."""
    return lambda address_code: AdministrativeUnit.objects.get(address_code=address_code)
