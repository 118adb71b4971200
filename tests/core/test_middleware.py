"""Requests nobody should ever read."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ocop_portal.core.files import MOST_BYTES
from ocop_portal.core.middleware import MOST_REQUEST_BYTES

pytestmark = pytest.mark.django_db


class Unread:
    """A body that notices when somebody reads it."""

    was_read = False

    def read(self, size=-1):
        Unread.was_read = True
        return b""

    readline = read


@pytest.mark.parametrize("length", [MOST_REQUEST_BYTES + 1, 10**30, "abc"])
def test_huge_request_is_refused_unread(client, length):
    answer = client.post(
        "/dang-nhap/",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(length),
        **{"wsgi.input": Unread()},
    )

    assert answer.status_code == 413
    assert not Unread.was_read
    assert "text/html" in answer.headers["Content-Type"]


def test_form_with_the_largest_file_is_still_read(client):
    body = b"a" * (MOST_BYTES + 1)
    answer = client.post(
        "/dang-nhap/", {"login": "ai@example.vn", "file": SimpleUploadedFile("lon.pdf", body)}
    )

    assert answer.context["form"].errors
