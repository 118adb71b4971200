"""Ways to come to a page: in English, signed in as somebody."""

import pytest
from django.conf import settings
from django.utils.translation import override

from tests import cast


@pytest.fixture
def in_english():
    with override("en"):
        yield


@pytest.fixture
def signed_in(client):
    """Return a function that signs a person in and returns the browser."""

    def sign_in(user):
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        return client

    return sign_in


@pytest.fixture
def officer(signed_in):
    """The browser of an officer of the commune."""
    return signed_in(cast.officer(cast.COMMUNE))
