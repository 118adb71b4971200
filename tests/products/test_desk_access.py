"""Who may do what at the desk of products, and photos from the form to the file and away again."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from products.models import Photo, Product
from tests import cast

pytestmark = pytest.mark.django_db

LIST = reverse("product_desk")
CREATE = reverse("product_create")


def signed_in(client, user):
    client.force_login(user)
    return client


@pytest.fixture
def officer(client):
    return signed_in(client, cast.officer(cast.COMMUNE))


ADDRESSES = ["product_edit", "product_photo_add"]
READERS = [lambda: cast.leader(cast.COMMUNE), cast.auditor, cast.administrator]
REFUSED = [(address, reader) for address in ADDRESSES for reader in READERS]


@pytest.mark.parametrize(("address", "reader"), [*REFUSED, ("product_edit", cast.producer_member)])
def test_reader_is_refused_with_a_reason(client, address, reader):
    url = reverse(address, args=[cast.product().pk])

    response = signed_in(client, reader()).post(url, {"name": "Tên khác", "version": 1})

    assert response.status_code == 403
    assert response.context["reason"]
    assert Product.objects.get().name == "Mật ong hoa vải"


@pytest.mark.parametrize("address", ADDRESSES)
def test_stranger_finds_no_such_page(client, address):
    url = reverse(address, args=[cast.product().pk])

    assert signed_in(client, cast.stranger()).get(url).status_code == 404


@pytest.mark.parametrize("url", [LIST, CREATE, reverse("producer_suggestions")])
def test_visitor_is_asked_to_sign_in(client, url):
    assert client.get(url).url.startswith(reverse("account_login"))


def test_suggestions_name_producers_of_the_area_only(officer):
    cast.producer("Hợp tác xã Vải thiều Đà Lạt", at="68")
    cast.producer()

    page = officer.get(reverse("producer_suggestions"), {"producer": "vai thieu"}).content.decode()

    assert "Vải thiều Lục Ngạn" in page
    assert "Đà Lạt" not in page


# Photos


def photo_file(name="anh.jpg"):
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "green").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue())


def add_photo(client, product, file):
    return client.post(reverse("product_photo_add", args=[product.pk]), {"photo": file, "caption": "Tổ ong"})


def test_photo_is_added_and_removed_after_a_second_look(officer):
    product = cast.product()
    assert add_photo(officer, product, photo_file()).url == reverse("product_record", args=[product.pk])
    photo = Photo.objects.get()
    remove = reverse("product_photo_remove", args=[photo.pk])

    assert "Tổ ong" in officer.get(remove).content.decode()
    assert Photo.objects.exists()

    officer.post(remove)
    assert not Photo.objects.exists()


def test_what_is_no_photo_is_an_error_of_the_field(officer):
    response = add_photo(officer, cast.product(), SimpleUploadedFile("anh.jpg", b"<svg/>"))

    assert "photo" in response.context["form"].errors
    assert "Tổ ong" in response.content.decode()


def test_photo_of_another_area_is_not_found(client, officer):
    add_photo(officer, cast.product(), photo_file())
    remove = reverse("product_photo_remove", args=[Photo.objects.get().pk])

    assert signed_in(client, cast.stranger()).post(remove).status_code == 404
    assert signed_in(client, cast.leader(cast.COMMUNE)).post(remove).status_code == 403
    assert Photo.objects.exists()
