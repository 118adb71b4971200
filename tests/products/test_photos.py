"""Photos are decoded and written anew: upright, in two sizes, with nothing hidden left."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ocop_portal.core.access import Refusal
from products.models import Photo
from products.photos import LARGE, MOST_PHOTOS, SMALL, add_photo, remove_photo, upright
from tests import cast

pytestmark = pytest.mark.django_db


def upload(format="JPEG", size=(2000, 1000), name="anh.jpg", mode="RGB", tail=b"", **options):
    out = io.BytesIO()
    picture = Image.new(mode, size, "white")
    picture.paste("green", (0, 0, size[0] // 2, size[1] // 2))
    picture.save(out, format, **options)
    return SimpleUploadedFile(name, out.getvalue() + tail)


def sideways_with_position():
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter clockwise
    exif.get_ifd(0x8825)[2] = (21.0, 23.0, 5.0)
    return exif


def opened(file):
    with file.open("rb") as stored:
        picture = Image.open(io.BytesIO(stored.read()))
    picture.load()
    return picture


def officer():
    return cast.officer(cast.COMMUNE)


def add(file, product=None):
    return add_photo(product or cast.product(), file, caption=" Mật ong ", by=officer())


def test_photo_is_kept_in_two_sizes():
    photo = add(upload())

    assert opened(photo.image).size == (LARGE, LARGE // 2)
    assert opened(photo.thumbnail).size == (SMALL, SMALL // 2)
    assert (opened(photo.image).format, photo.caption) == ("WEBP", "Mật ong")


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L"])
def test_every_step_after_reading_works_on_a_small_picture(mode):
    picture = Image.new(mode, (8000, 4000))
    assert max(upright(picture).size) <= 2 * LARGE


def test_small_photo_is_not_enlarged():
    assert opened(add(upload(size=(300, 250))).image).size == (300, 250)


def test_photo_is_turned_upright_and_forgets_where_it_was_taken():
    photo = add(upload(exif=sideways_with_position()))

    kept = opened(photo.image)
    assert kept.size == (LARGE // 2, LARGE)
    assert kept.getpixel((kept.width - 20, 20))[1] > kept.getpixel((20, 20))[1] - 255
    assert kept.getpixel((20, 20))[0] > 200 > kept.getpixel((kept.width - 20, 20))[0]
    assert dict(kept.getexif()) == {}
    assert not {"exif", "xmp", "icc_profile"} & set(kept.info)


def test_what_hangs_behind_the_picture_is_gone():
    photo = add(upload(tail=b"<?php system($_GET['c']); ?>"))

    with photo.image.open("rb") as stored:
        assert b"php" not in stored.read()


@pytest.mark.parametrize(
    ("format", "mode"),
    [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("JPEG", "CMYK"), ("WEBP", "RGB"), ("HEIF", "RGB")],
)
def test_every_format_and_mode_is_taken(format, mode):
    photo = add(upload(format, mode="RGB" if mode == "P" else mode) if mode != "P" else palette())

    assert opened(photo.image).mode in ("RGB", "RGBA")


def palette():
    out = io.BytesIO()
    Image.new("RGB", (300, 300), "red").quantize().save(out, "PNG")
    return SimpleUploadedFile("anh.png", out.getvalue())


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("anh.jpg", b"<svg onload='x'/>"),
        SimpleUploadedFile("anh.jpg", b"%PDF-1.7"),
        SimpleUploadedFile("anh.jpg", b"\xff\xd8\xff\xe0 nothing"),
        SimpleUploadedFile("anh.jpg", b""),
    ],
    ids=["svg", "pdf", "broken", "empty"],
)
def test_what_is_no_photo_is_refused(file):
    with pytest.raises(Refusal):
        add(file)

    assert not Photo.objects.exists()


def test_tiny_picture_is_refused():
    with pytest.raises(Refusal):
        add(upload(size=(1000, 100)))


def test_ninth_photo_is_refused():
    product = cast.product()
    for _ in range(MOST_PHOTOS):
        add(upload(size=(200, 200)), product)

    with pytest.raises(Refusal):
        add(upload(size=(200, 200)), product)

    assert [photo.position for photo in product.photos.all()] == list(range(MOST_PHOTOS))


def others_member():
    return cast.producer_member(cast.producer("Hợp tác xã khác"))


@pytest.mark.parametrize("who", [cast.stranger, others_member, lambda: cast.leader(cast.COMMUNE)])
def test_only_officers_of_the_place_and_the_producers_own_people_add_photos(who):
    with pytest.raises(Refusal):
        add_photo(cast.product(), upload(), caption="", by=who())


def test_removed_photo_leaves_no_file(django_capture_on_commit_callbacks):
    photo = add(upload())
    storage, names = photo.image.storage, [photo.image.name, photo.thumbnail.name]

    with django_capture_on_commit_callbacks(execute=True):
        remove_photo(photo, by=officer())

    assert not Photo.objects.exists()
    assert [storage.exists(name) for name in names] == [False, False]
