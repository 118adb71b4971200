import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client, settings):
    user = get_user_model().objects.create_superuser(
        "quantri@example.vn", "Mat-khau-thu-2026", full_name="Quản trị"
    )
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def test_administrators_find_units_without_marks(administrator):
    page = administrator.get(reverse("admin:areas_administrativeunit_changelist"), {"q": "huyen luc ngan"})

    assert "Huyện Lục Ngạn" in page.content.decode()


def test_administrators_see_what_a_unit_became_and_change_nothing(administrator, place):
    address = reverse("admin:areas_administrativeunit_change", args=[place("219").pk])

    page = administrator.get(address).content.decode()
    answer = administrator.post(address, {"name": "Huyện Khác"})

    assert "Xã Lục Ngạn" in page
    assert 'name="_save"' not in page
    assert answer.status_code == 403
    assert place("219").name == "Huyện Lục Ngạn"


def test_administrators_neither_add_nor_delete_units(administrator, place):
    add = reverse("admin:areas_administrativeunit_add")
    delete = reverse("admin:areas_administrativeunit_delete", args=[place("219").pk])

    assert administrator.get(add).status_code == 403
    assert administrator.post(delete, {"post": "yes"}).status_code == 403
    assert place("219").name == "Huyện Lục Ngạn"
