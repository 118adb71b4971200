import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_vietnamese():
    """An English page leaves its language behind in the thread; every test begins in the portal's own."""
    with translation.override("vi"):
        yield
