"""Ways to come to a page: in English, signed in as somebody."""

import pytest
from django.conf import settings
from django.urls import reverse
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


@pytest.fixture
def visit(signed_in):
    """Open an address as a person and return the answer."""

    def get(user, name, /, *args, **query):
        return signed_in(user).get(reverse(name, args=args), query)

    return get


@pytest.fixture
def send(signed_in):
    """Post to an address as a person, following the way it leads."""

    def post(user, name, /, *args, **data):
        return signed_in(user).post(reverse(name, args=args), data, follow=True)

    return post
