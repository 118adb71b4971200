"""Photos of products: re-encoded on the way in, so that nothing hidden in the original is kept."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from ocop_portal.core.access import Refusal, require
from ocop_portal.core.files import PICTURES, check_upload, open_picture
from ocop_portal.core.text import clean_text
from ocop_portal.core.versions import save_over
from ocop_portal.core.workflow import locked
from products.models import Photo
from products.rules import can_tell_about

LARGE, SMALL = 1600, 480  # pixels of the longer side
SHORTEST_SIDE = 200
MOST_PHOTOS = 8
QUALITY = 82


@transaction.atomic
def add_photo(product, upload, *, caption, by):
    """Store a photo in two sizes and return it; raise `Refusal` with what to do when it cannot be taken."""
    row = locked(product)
    require(can_tell_about(by, row))
    if row.photos.count() >= MOST_PHOTOS:
        raise Refusal(
            _("A product has at most %(most)s photos: remove one before adding another.")
            % {"most": MOST_PHOTOS}
        )
    facts = check_upload(upload, allowed=PICTURES)
    picture = upright(open_picture(upload, facts.kind))
    words = clean_text(caption).strip()[:200]
    photo = Photo(product=row, caption=words, position=_next_position(row), added_by=by)
    photo.image.save("photo.webp", encoded(picture, LARGE), save=False)
    photo.thumbnail.save("photo.webp", encoded(picture, SMALL), save=False)
    photo.save()
    return photo


@transaction.atomic
def caption_photo(photo, *, version, by):
    """Save what a photo shows in words; raise `Conflict` when somebody else saved them meanwhile."""
    require(can_tell_about(by, photo.product))
    return save_over(photo, ["caption"], version=version)


@transaction.atomic
def remove_photo(photo, *, by):
    """Take the photo away; its files go when the transaction is committed."""
    require(can_tell_about(by, photo.product))
    files = [photo.image, photo.thumbnail]
    places = [(file.storage, file.name) for file in files]
    photo.delete()
    transaction.on_commit(lambda: [storage.delete(name) for storage, name in places])


def _next_position(product):
    last = product.photos.order_by("-position").first()
    return last.position + 1 if last else 0


def upright(picture):
    """Return the picture turned as its camera meant it, in sRGB, without anything but its pixels."""
    if min(picture.size) < SHORTEST_SIDE:
        raise Refusal(
            _("The photo is too small: each side needs at least %(least)s pixels.") % {"least": SHORTEST_SIDE}
        )
    _shrink_first(picture)
    profile = picture.info.get("icc_profile")
    turned = ImageOps.exif_transpose(picture)
    mode = "RGBA" if turned.has_transparency_data else "RGB"
    plain = _in_srgb(turned.convert(mode), profile)
    bare = Image.new(mode, plain.size)
    bare.paste(plain)
    return bare


def _shrink_first(picture):
    """Every further step copies the picture: a small file of 40 million pixels must not fill the memory."""
    if picture.mode in ("L", "LA", "RGB", "RGBA", "CMYK"):
        picture.thumbnail((2 * LARGE, 2 * LARGE), Image.Resampling.BICUBIC)


def _in_srgb(picture, profile):
    """Phones save wider colours than screens expect; an unreadable profile is left aside."""
    if not profile:
        return picture
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture


def encoded(picture, longest):
    """Return the picture as WEBP, shrunk to fit a square of `longest` pixels, never enlarged."""
    copy = picture.copy()
    copy.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    out = BytesIO()
    copy.save(out, "WEBP", quality=QUALITY, method=4)
    return ContentFile(out.getvalue())
